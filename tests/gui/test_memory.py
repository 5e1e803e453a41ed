"""One's place is remembered; what makes no sense is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from readinglist.gui.memory import Memory, load, save


def test_a_place_comes_back(tmp_path: Path) -> None:
    place = Memory("digest:#2", "entropy", everywhere=False, paper=7, caret=3, size=(900, 600), outer=(200, 700))
    save(tmp_path / "window.json", place)
    assert load(tmp_path / "window.json") == place


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"view": 3}', '{"size": [1]}', '{"size": ["a", "b"]}', '{"paper": "x"}', '{"outer": [9e99]}'],
)
def test_nonsense_is_the_usual_place(tmp_path: Path, content: str) -> None:
    (tmp_path / "window.json").write_text(content)
    assert load(tmp_path / "window.json") == Memory()


def test_without_a_file_and_without_a_folder_nothing_happens(tmp_path: Path) -> None:
    save(tmp_path / "none" / "window.json", Memory())
    assert load(tmp_path / "none" / "window.json") == Memory()
