"""What is missing for a window is named before Qt is loaded."""

from __future__ import annotations

import sys

import pytest

from readinglist import system


@pytest.fixture(autouse=True)
def everything_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "missing", lambda **_: ())
    monkeypatch.setattr(system, "qt_version", lambda: "6.10.1")


def test_the_list_names_packages_and_what_they_bring() -> None:
    found = {one.package: one for one in system.libraries()}
    assert found["libegl1"].library == "libEGL.so.1"
    assert not found["libegl1"].screen
    assert found["libxcb-cursor0"].screen


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a screen is always there")
@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ":9999"}, {"WAYLAND_DISPLAY": "wayland-none"}])
def test_without_a_screen_a_window_is_refused_and_a_picture_is_not(environ: dict[str, str]) -> None:
    told = system.refusal(screen=True, environ=environ)
    assert told is not None
    assert "screen" in told.title.lower()
    assert system.refusal(screen=False, environ=environ) is None


def test_a_missing_library_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "missing", lambda **_: ("libxcb-cursor0",))
    told = system.refusal(screen=True, environ={"QT_QPA_PLATFORM": "offscreen"})
    assert told is not None
    assert "apt-get install -y libxcb-cursor0" in told.message


@pytest.mark.parametrize(("python", "fit"), [((3, 11, 9), False), ((3, 12, 0), True), ((3, 14, 1), True)])
def test_the_qt_that_aborts_is_refused_on_the_pythons_it_aborts_on(
    monkeypatch: pytest.MonkeyPatch, python: tuple[int, int, int], fit: bool
) -> None:
    monkeypatch.setattr(system, "qt_version", lambda: system.BROKEN_QT)
    monkeypatch.setattr(sys, "version_info", python)
    told = system.refusal(screen=False)
    assert (told is None) == fit
    if told is not None:
        assert system.MEND_QT in told.message


def test_a_machine_without_qt_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "qt_version", lambda: "")
    told = system.refusal(screen=False)
    assert told is not None
    assert "pip install" in told.message
