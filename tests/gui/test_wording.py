"""Sentences: one and many, dates, names, and whatever titles hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from readinglist.gui import import_wording, wording
from readinglist.model import DigestInfo, FileReport, ImportReport, Problem, State, Step, Undone


def step(label: str = "Moved 1 paper to Later", *, imports: bool = False) -> Step:
    return Step(1, datetime.now(UTC).isoformat(), "window", label, imports=imports)


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 papers"), (1, "1 paper"), (2, "2 papers"), (12_345, "12,345 papers")]
)
def test_one_and_many(number: int, said: str) -> None:
    assert wording.papers(number) == said


@pytest.mark.parametrize(
    ("state", "number", "precious", "said"),
    [
        ("later", 1, 0, "Moved 1 paper to Later"),
        ("later", 2, 1, "Moved 2 papers to Later"),
        ("dismissed", 3, 0, "Marked 3 papers not for me"),
        ("dismissed", 3, 1, "Marked 3 papers not for me · 1 of them starred, tagged or noted"),
        ("trash", 1, 1, "Removed 1 paper from the library · 1 of it starred, tagged or noted"),
    ],
)
def test_verdicts_on_many(state: State, number: int, precious: int, said: str) -> None:
    assert wording.moved(state, number, precious) == said


def test_a_verdict_on_one_names_it_readably() -> None:
    assert wording.judged("later", r"A Schr\"odinger bridge") == "Later: A Schrödinger bridge · U to undo"


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (("A",), "“A”"),
        (("A", "B"), "“A” and “B”"),
        (("A", "B", "C"), "“A”, “B” and “C”"),
        (("A", "B", "C", "D", "E"), "“A”, “B”, “C” and 2 more"),
    ],
)
def test_titles_in_a_row(titles: tuple[str, ...], said: str) -> None:
    assert wording.named(titles) == said


def test_what_undo_left_is_said_with_its_reason() -> None:
    done = Undone(step("Imported 68 papers", imports=True), (), ("One",))
    assert wording.undone(done) == "Undid: Imported 68 papers · “One” stays: others brought it or you marked it"
    done = Undone(step("Imported a.bib: 3 papers know more now", imports=True), (), (), 3)
    assert wording.undone(done).endswith("know more now · what it had added to 3 papers is taken off")
    done = Undone(step(), (), ("One", "Two"))
    assert wording.undone(done).endswith("“One” and “Two” stay: changed since")


def test_an_older_step_is_asked_about_with_its_day() -> None:
    now = datetime.now(UTC)
    asked = wording.older_step(Step(1, now.isoformat(), "window", "Starred 1 paper"))
    assert asked == "Last step, today: starred 1 paper"
    assert wording.ago((now - timedelta(days=1)).isoformat()) == "yesterday"


@pytest.mark.parametrize(
    ("name", "dated", "dated_as", "said"),
    [
        ("Daily Papers", None, "Sep 3", "3 Sep · Daily Papers"),
        ("001_6d16eb8aa34b31f2", None, None, "001_…31f2 · no date"),
        ("cs.LG", "2026-09-03", None, "3 Sep 2026 · cs.LG"),
    ],
)
def test_digests_by_date_and_name(name: str, dated: str | None, dated_as: str | None, said: str) -> None:
    digest = DigestInfo(1, name, f"{name}.txt", "text", dated, dated_as, "2026-11-21", 1, 1, 1, 1, 0, 0)
    assert wording.digest_name(digest) == said


def test_text_from_outside_is_one_harmless_line() -> None:
    assert wording.plain("A\u202e name\nwith \x1b[31m colour\u2028 ") == "A name with [31m colour"
    assert wording.short("word " * 30, 20) == "word word word…"
    assert len(wording.short("x" * 300, 20)) <= 20


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/home/me/digest.txt", "digest.txt"),
        ("001_6d16eb8aa34b31f2aaaa.txt", "001_6d1…aaaa.txt"),
        ("a-very-long-name-without-any-ending-at-all", "a-very-…-all"),
    ],
)
def test_long_file_names_are_cut_in_the_middle(path: str, said: str) -> None:
    assert wording.file_name(path) == said


def report(*files: FileReport, seen_in_both: int = 0) -> ImportReport:
    return ImportReport(files, None, seen_in_both)


REFUSED = FileReport("a.pdf", error=("This is a PDF", "Export it as text."))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (report(FileReport("a.txt", papers=68, new=68)), "Imported 68 papers from a.txt"),
        (report(FileReport("a.txt", papers=1, new=1)), "Imported 1 paper from a.txt"),
        (
            report(
                FileReport("a.txt", papers=68, new=68), FileReport("b.txt", papers=168, new=162), seen_in_both=6
            ),
            "Imported 230 papers from 2 files · 6 seen in both",
        ),
        (
            report(FileReport("a.txt", papers=3, new=2, known=1)),
            "Imported 2 papers from a.txt · 1 you already had",
        ),
        (
            report(FileReport("a.bib", papers=3, known=3, enriched=frozenset({1, 2}))),
            "Imported a.bib: 2 papers know more now",
        ),
        (
            report(
                FileReport("a.bib", papers=1, known=1, enriched=frozenset({1})),
                FileReport("b.bib", papers=1, known=1, enriched=frozenset({1})),
            ),
            "Imported 2 files: 1 paper knows more now",
        ),
        (report(FileReport("a.txt", papers=3, known=3)), "Nothing new: all 3 papers of a.txt are already here."),
        (report(FileReport("a.txt", papers=1, known=1)), "Nothing new: the paper of a.txt is already here."),
        (
            report(FileReport("a.txt", papers=2, new=2, problems=(Problem(3, "not understood", "x"),))),
            "Imported 2 papers from a.txt · 1 line not understood",
        ),
    ],
)
def test_what_a_drop_brought(told: ImportReport, said: str) -> None:
    assert import_wording.imported(told) == said


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        (0, 1, "1 file could not be imported."),
        (0, 2, "None of the 2 files could be imported."),
        (1, 1, "1 of 2 files could not be imported. The other one is in your library."),
        (3, 2, "2 of 5 files could not be imported. The other 3 are in your library."),
    ],
)
def test_what_was_refused(good: int, bad: int, said: str) -> None:
    assert import_wording.refused(report(*[FileReport("a.txt", new=1)] * good, *[REFUSED] * bad)) == said
