"""Where things live."""

from __future__ import annotations

from pathlib import Path

import pytest

from readinglist.paths import places, resource


def test_one_home_holds_everything(tmp_path: Path) -> None:
    found = places(environ={"READINGLIST_HOME": str(tmp_path)})
    for place in (found.data, found.cache, found.config, found.log, found.runtime):
        assert place.parent == tmp_path
    assert not any(tmp_path.iterdir())


def test_the_library_option_beats_the_variable_beats_the_home(tmp_path: Path) -> None:
    environ = {"READINGLIST_HOME": str(tmp_path), "READINGLIST_LIBRARY": str(tmp_path / "variable")}
    assert places(environ=environ).data == tmp_path / "variable"
    assert places(str(tmp_path / "option"), environ).data == tmp_path / "option"
    assert places(str(tmp_path / "option"), environ).config == tmp_path / "config"


def test_without_them_the_system_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("READINGLIST_HOME")
    assert "readinglist" in places(environ={}).data.parts


def test_resources_are_found_and_a_missing_one_is_named() -> None:
    assert resource("icons/star.svg").read_text().startswith("<svg")
    with pytest.raises(FileNotFoundError, match="nonsense"):
        resource("nonsense")
