"""Choices are kept; a broken file is set aside, a senseless value replaced."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readinglist.paths import Places
from readinglist.settings import Settings, load, save


@pytest.fixture
def at(tmp_path: Path) -> Places:
    return Places(*(tmp_path / name for name in ("data", "cache", "config", "log", "runtime")))


def test_what_is_saved_comes_back(at: Places) -> None:
    chosen = Settings(theme="dark", text_size=150, single_keys=False, web_search="https://example.org/?q={}")
    save(at, chosen)
    assert load(at) == (chosen, None)


def test_without_a_file_the_usual_ones_are_in_use(at: Places) -> None:
    assert load(at) == (Settings(), None)


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b'"dark"'])
def test_a_broken_file_is_set_aside_with_a_sentence(at: Places, content: bytes) -> None:
    at.config.mkdir()
    (at.config / "settings.json").write_bytes(content)
    found, complaint = load(at)
    assert found == Settings()
    assert complaint is not None
    assert "settings.json.broken" in complaint
    assert (at.config / "settings.json.broken").read_bytes() == content
    assert load(at) == (Settings(), None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("text_size", 1),
        ("text_size", "big"),
        ("text_size", True),
        ("single_keys", 0),
        ("web_search", "https://example.org"),
        ("web_search", "javascript:{}"),
    ],
)
def test_a_senseless_value_is_the_usual_one(at: Places, name: str, value: object) -> None:
    at.config.mkdir()
    (at.config / "settings.json").write_text(json.dumps({name: value}))
    assert load(at) == (Settings(), None)


def test_keys_of_another_version_are_kept(at: Places) -> None:
    at.config.mkdir()
    (at.config / "settings.json").write_text('{"of tomorrow": 1}')
    save(at, Settings(theme="dark"))
    assert json.loads((at.config / "settings.json").read_text())["of tomorrow"] == 1


def test_a_place_that_cannot_be_written_is_no_reason_to_stop(at: Places) -> None:
    at.config.write_text("a file where the folder should be")
    save(at, Settings(theme="dark"))
    found, complaint = load(at)
    assert found == Settings()
    assert complaint
