"""The command line and its JSON, to the letter."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readinglist import system
from readinglist.cli import COMMANDS
from readinglist.library import open_library, searches
from readinglist.model import UserError

Command = Callable[..., Any]
PAPER = {
    "id",
    "title",
    "authors",
    "identifiers",
    "links",
    "published",
    "state",
    "starred",
    "opened",
    "tags",
    "note",
    "highlights",
    "added",
    "seen",
}


def test_both_digests_imported_together(readinglist: Command, seeds: tuple[Path, Path]) -> None:
    told = readinglist("import", *map(str, seeds), "--json").json
    counts = [(file["papers"], file["new"], file["known"], file["already_imported"]) for file in told["files"]]
    assert counts == [(68, 68, 0, False), (168, 162, 6, False)]
    assert (told["new"], told["known"], told["refused"]) == (230, 6, 0)
    again = readinglist("import", *map(str, seeds), "--json").json
    assert [(file["new"], file["known"], file["already_imported"]) for file in again["files"]] == [
        (0, 68, True),
        (0, 168, True),
    ]


def test_the_summary_reads_well(readinglist: Command, seeds: tuple[Path, Path]) -> None:
    ran = readinglist("import", *map(str, seeds))
    assert ran.out == "Imported 230 papers from 2 files · 6 seen in both\n"
    assert readinglist("import", str(seeds[0])).out.startswith("Nothing new: 68 papers")


def test_a_dry_run_creates_nothing(readinglist: Command, home: Path, seeds: tuple[Path, Path]) -> None:
    told = readinglist("import", "--dry-run", "--json", str(seeds[0])).json
    assert told["new"] == 68
    assert not (home / "data").exists()


def test_search_has_the_keys_of_the_contract(full: Command) -> None:
    told = full("search", "kagome", "--json").json
    assert set(told) >= {"line", "understood", "total", "hidden", "ms", "papers"}
    assert (told["total"], told["hidden"], set(told["papers"][0])) == (1, 0, PAPER)
    assert set(full("search", "kagome", "--json", "--full").json["papers"][0]) == PAPER | {"abstract"}
    assert set(full("show", "1", "--json").json) == PAPER | {"abstract"}
    assert set(told["papers"][0]["seen"][0]) == {"digest", "name", "position", "dated"}


def test_a_word_with_a_minus_belongs_to_the_line(full: Command) -> None:
    assert full("search", "quantum", "-diffusion", "--json").json["total"] == 40


def test_an_empty_line_is_everything_but_what_is_not_for_me(full: Command) -> None:
    full("move", "dismissed", "1", "2")
    told = full("search", "--json", "--limit", "3").json
    assert (told["total"], told["hidden"], len(told["papers"])) == (228, 2, 3)
    assert full("search", "is:any", "--json").json["total"] == 230


def test_papers_come_newest_first_in_the_digests_own_order(full: Command) -> None:
    papers = full("search", "", "--json").json["papers"]
    assert [paper["seen"][0]["position"] for paper in papers[:5]] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("line", ['"unclosed', "title:", "foo:bar", "(", "OR", "added:soon"])
def test_a_line_that_cannot_be_read_is_explained(full: Command, line: str) -> None:
    ran = full("search", line, "--json")
    assert ran.status == 2
    assert set(ran.json["error"]) == {"title", "message"}


def test_marks_are_given_and_taken_back(full: Command) -> None:
    assert full("star", "1", "2").status == 0
    assert full("tag", "--add", "a/b", "--add", "Café", "1").status == 0
    assert full("note", "1", "--text", "first").status == 0
    assert full("note", "1", "--append", "second").status == 0
    assert full("note", "1").out == "first\nsecond\n"
    paper = full("show", "1", "--json").json
    assert (paper["starred"], paper["tags"], paper["note"]) == (True, ["a/b", "Café"], "first\nsecond")
    assert full("search", "tag:a", "--json").json["total"] == 1
    assert full("search", "tag:cafe", "--json").json["total"] == 1
    for _ in range(4):
        assert full("undo").status == 0
    assert full("show", "1", "--json").json["starred"] is False
    assert full("redo").out.startswith("Redid: Star: 2 papers")
    labels = [step["label"] for step in full("history", "--json").json["steps"]]
    assert labels[-1] == "Imported 2 files, 230 papers"


def test_an_import_that_only_adds_to_known_papers_says_so_everywhere(full: Command, tmp_path: Path) -> None:
    title = full("show", "1", "--json").json["title"]
    (tmp_path / "dois.bib").write_text(f"@article{{x, title={{{title}}}, doi={{10.1000/x}}}}", encoding="utf-8")
    said = "Imported dois.bib: 1 paper knows more now"
    assert full("import", str(tmp_path / "dois.bib")).out == f"{said}\n"
    assert full("history").out.splitlines()[0].endswith(f"  {said}")
    assert full("undo").out == f"Undid: {said}\nWhat it had added to 1 paper is taken off\n"
    assert full("redo").out == f"Redid: {said}\n"
    assert full("import", str(tmp_path / "dois.bib")).out.startswith("Nothing new: 1 paper")


def test_unknown_ids_are_named_and_the_rest_is_done(full: Command) -> None:
    ran = full("star", "1", "999")
    assert ran.status == 1
    assert "999" in ran.err
    assert full("show", "1", "--json").json["starred"] is True
    assert full("show", "999", "--json").json["error"]["title"] == "There is no such paper"
    assert full("note", "999").status == 1


def test_lists_have_the_keys_of_the_contract(full: Command) -> None:
    full("tag", "--add", "x", "1")
    digest = full("digests", "--json").json["digests"][0]
    assert set(digest) >= {"id", "name", "format", "dated", "dated_as", "imported", "papers", "new"}
    assert full("tags", "--json").json["tags"][0]["name"] == "x"


def test_a_search_without_hits_says_why_and_what_was_meant(full: Command) -> None:
    told = full("search", "quantun", "diffusion", "--json").json
    assert told["total"] == 0
    assert "No paper has quantun." in told["hint"]
    assert "quantum diffusion (4 papers)" in told["hint"]
    ran = full("search", "quantun", "diffusion")
    assert "Did you mean: quantum diffusion" in ran.err
    assert "hint" not in full("search", "quantum", "--json").json


def test_papers_like_one_share_its_words(full: Command) -> None:
    told = full("similar", "1", "--json").json
    assert told["id"] == 1
    assert len(told["papers"]) == 10
    assert 1 not in [paper["id"] for paper in told["papers"]]
    line = full("search", "similar:1", "--json").json
    assert [paper["id"] for paper in line["papers"]][:10] == [paper["id"] for paper in told["papers"]]
    assert full("similar", "999").status == 1
    assert len(re.findall(r"^ *\d+  ", full("similar", "1").out, re.MULTILINE)) == 10


def test_saved_searches_are_listed_with_how_many_papers_each_finds(full: Command, home: Path) -> None:
    assert full("searches", "--json").json == {"searches": []}
    assert "No saved searches yet" in full("searches").err
    with open_library(home / "data") as library:
        for name, line in (("Bridges", '"schrodinger bridge"'), ("Starred", "is:starred"), ("Old", "quantum")):
            searches.save(library, name, line, origin="window")
        with library.writing("") as writing:
            writing.connection.execute("UPDATE search SET line = 'title:' WHERE name = 'Old'")
    full("star", "1", "2")
    told = full("searches", "--json").json["searches"]
    assert [(one["name"], one["line"], one["papers"]) for one in told] == [
        ("Bridges", '"schrodinger bridge"', 3),
        ("Starred", "is:starred", 2),
        ("Old", "title:", 0),
    ]
    assert [bool(one["fault"]) for one in told] == [False, False, True]
    assert full("search", told[0]["line"], "--json").json["total"] == told[0]["papers"]
    lines = full("searches").out.splitlines()
    assert lines[0] == '     3  Bridges  ("schrodinger bridge")'
    assert "can't be read" in lines[-1]


def test_a_search_saved_in_the_window_is_taken_back_by_undo(full: Command, home: Path) -> None:
    with open_library(home / "data") as library:
        searches.save(library, "Bridges", "bridge", origin="window")
    assert full("undo").out.startswith("Undid: Saved the search “Bridges”")
    assert full("searches", "--json").json == {"searches": []}


def test_only_what_is_built_stands_in_the_help(readinglist: Command) -> None:
    text = readinglist("--help").out
    for absent in ("backup", "restore", "check", "export"):
        assert f"  {absent}" not in text
    built = "digests doctor history import move note redo reindex search searches show similar star tag tags"
    assert " ".join(sorted(command.name or "" for command in COMMANDS)) == f"{built} undo unstar window"


def test_wrong_usage_is_two(readinglist: Command) -> None:
    assert readinglist("move", "nowhere", "1").status == 2
    assert readinglist("tag", "1").status == 2
    assert readinglist("search", "x", "--limit", "0").status == 2
    assert "error" in readinglist("star", "one", "--json").json


def test_nothing_to_undo_is_one(full: Command) -> None:
    full("undo")
    assert full("undo").status == 1


def test_no_library_is_four_and_nothing_is_made(readinglist: Command, home: Path) -> None:
    ran = readinglist("search", "x", "--json")
    assert ran.status == 4
    assert "no library yet" in ran.json["error"]["title"]
    assert not (home / "data").exists()


def test_a_library_of_garbage_is_four_and_left(readinglist: Command, home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "library.db").write_bytes(b"garbage" * 1000)
    assert readinglist("search", "x").status == 4
    assert readinglist("star", "1").status == 4
    assert (home / "data" / "library.db").read_bytes() == b"garbage" * 1000


def test_a_busy_library_is_seventy_five(full: Command, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from readinglist.library import door, open_library

    monkeypatch.setattr(door, "DEADLINE", 0.3)
    with open_library(home / "data") as library, library.writing("held", "window"):
        ran = full("star", "1")
    assert ran.status == 75
    assert "Nothing was changed" in ran.err
    assert full("show", "1", "--json").json["starred"] is False


def test_another_library_by_option_beats_the_surroundings(
    full: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seeds: tuple[Path, Path]
) -> None:
    full("--library", str(tmp_path / "other"), "import", str(seeds[0]))
    assert full("--library", str(tmp_path / "other"), "search", "--json").json["total"] == 68
    monkeypatch.setenv("READINGLIST_LIBRARY", str(tmp_path / "other"))
    assert full("search", "--json").json["total"] == 68


def test_without_a_screen_files_are_imported_and_the_mend_is_named(
    readinglist: Command, seeds: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    ran = readinglist(str(seeds[0]))
    assert ran.status == 0
    assert "Imported 68 papers" in ran.out
    assert "screen" in ran.err or "missing" in ran.err
    assert readinglist("window").status == 3
    assert readinglist().status == 3


def test_missing_libraries_are_named_with_the_line_that_installs_them(
    readinglist: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "missing", lambda **_: ("libegl1", "libgl1"))
    ran = readinglist("window")
    assert ran.status == 3
    assert "apt-get install -y libegl1 libgl1" in ran.err
    assert readinglist("doctor").status == 1


def test_a_qt_that_aborts_on_this_python_is_refused(readinglist: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "qt_version", lambda: "6.12.0")
    monkeypatch.setattr(sys, "version_info", (3, 11, 7))
    ran = readinglist("window")
    assert ran.status == 3
    assert 'pip install "PySide6-Essentials<6.12"' in ran.err


def test_a_word_that_is_a_command_is_a_command_and_a_path_is_a_file(
    full: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tag").write_text("just prose")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(system, "refusal", lambda **_: UserError("No window", "Not here."))
    assert full("tag").status == 2
    ran = full("./tag")
    assert (ran.status, "does not look like a paper digest" in ran.out) == (1, True)


def test_control_characters_never_reach_the_terminal(readinglist: Command, tmp_path: Path) -> None:
    evil = tmp_path / "evil.txt"
    abstract = "We present a method and study results of experiments. " * 4
    evil.write_text(
        "Daily Papers\n\nA \x1b]52;c;AAAA\x07Title of\u202e Some Length\n\n" + abstract + "\n\n"
        "Another \x9bTitle of Some Length\n\n" + abstract + "More data is shown.\n",
        encoding="utf-8",
    )
    readinglist("import", str(evil))
    for ran in (readinglist("search"), readinglist("show", "1"), readinglist("import", str(evil))):
        assert not set("\x1b\x07\x9b\u202e") & set(ran.out + ran.err)


def test_bad_files_are_named_and_the_good_come_in(
    readinglist: Command, tmp_path: Path, seeds: tuple[Path, Path]
) -> None:
    bad = {
        "empty.txt": b"",
        "one.txt": b"x",
        "paper.pdf": b"%PDF-1.7 ...",
        "cat.png": b"\x89PNG\r\n\x1a\n....",
        "all.zip": b"PK\x03\x04....",
        "tool": b"\x7fELF\x00\x00\x00",
        "new\nline.txt": b"prose, nothing but prose",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder").mkdir()
    paths = [tmp_path / name for name in (*bad, "gone.txt", "folder")]
    ran = readinglist("import", *map(str, paths), str(seeds[0]), str(seeds[0]), "--json")
    assert ran.status == 1
    assert (ran.json["new"], ran.json["refused"]) == (68, len(paths))
    for file in ran.json["files"]:
        if "error" in file:
            assert len(file["error"]["title"]) > 10
            assert file["error"]["message"].endswith(".")


def test_a_folder_without_a_digest_is_one_refusal(readinglist: Command, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("prose")
    ran = readinglist("import", str(tmp_path), "--json")
    assert ran.status == 1
    assert [file["error"]["title"] for file in ran.json["files"]] == ["There is no digest in this folder"]


def test_three_hundred_files_are_one_step(readinglist: Command, tmp_path: Path) -> None:
    abstract = "We present a method and study the results of our experiments on data. " * 3
    for number in range(300):
        (tmp_path / f"{number:03}.txt").write_text(
            f"Daily Papers\n\nThe Title of Paper Number {number} on Something\n\n{abstract} Case {number}.\n"
        )
    told = readinglist("import", str(tmp_path), "--json").json
    assert (len(told["files"]), told["refused"]) == (300, 0)
    assert len(readinglist("history", "--json").json["steps"]) == 1


def test_standard_input_is_read(home: Path, seeds: tuple[Path, Path]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "readinglist", "import", "-", "--json"],
        input=seeds[0].read_bytes(),
        capture_output=True,
        check=True,
    )
    assert json.loads(ran.stdout)["new"] == 68


def test_doctor_looks_at_everything(full: Command) -> None:
    full("reindex")
    told = full("doctor", "--json").json
    for key in ("version", "python", "qt", "sqlite", "whoosh", "data", "library", "index", "mend"):
        assert key in told
    assert told["library"] == "sound, 230 papers"
    assert told["index"].startswith("sound, 230 papers")


def test_the_index_is_made_anew(full: Command) -> None:
    assert full("reindex").out == "Indexed 230 papers\n"
