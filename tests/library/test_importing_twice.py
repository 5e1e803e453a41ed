"""One paper is kept once, in whatever order its digests come."""

from __future__ import annotations

from pathlib import Path

import pytest

from readinglist import digests
from readinglist.library import Library, cards, imports, view_counts
from readinglist.library.identity import Record, groups
from readinglist.library.queue import all_ids
from readinglist.model import Digest, Document, Entry, FileReport
from readinglist.text.fold import title_key


def _same(one: Record, other: Record) -> bool:
    """Whether two records are one paper, whichever came first."""
    found = groups([one, other])
    assert (found[0] == found[1]) == (len(set(groups([other, one]))) == 1)
    return found[0] == found[1]


def add(library: Library, path: Path) -> FileReport:
    document = Document(path.name, path.read_bytes())
    return imports.add(library, document, digests.read(document), origin="command")[0]


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 0)], ids=["000 first", "001 first"])
def test_both_digests_are_230_papers_in_either_order(
    library: Library, seeds: tuple[Path, Path], first: int, second: int
) -> None:
    sizes = (68, 168)
    one, two = add(library, seeds[first]), add(library, seeds[second])
    assert (one.papers, one.new, one.known) == (sizes[first], sizes[first], 0)
    assert (two.papers, two.new, two.known) == (sizes[second], sizes[second] - 6, 6)
    assert view_counts(library)[""] == 230
    for report in (one, two):
        assert report.papers == report.new + report.known + report.repeated + report.reported


def test_a_digest_is_known_by_its_bytes_under_any_name(full: Library, seeds: tuple[Path, Path]) -> None:
    seq = full.seq()
    report = imports.already(full, seeds[1].read_bytes(), "renamed.txt")
    assert report is not None
    assert (report.already_imported, report.new, report.known) == (True, 0, 168)
    assert full.seq() == seq


def test_a_digest_without_a_year_gets_none(full: Library) -> None:
    rows = full.connection.execute("SELECT dated_as, dated FROM digest ORDER BY id").fetchall()
    assert rows == [("Sep 3", None), (None, None)]


def test_the_bytes_of_a_digest_are_kept(full: Library, seeds: tuple[Path, Path]) -> None:
    from readinglist.library import source

    assert source(full, 1) == (seeds[0].name, seeds[0].read_bytes())


def test_a_paper_twice_in_one_digest_is_one(library: Library) -> None:
    entries = tuple(
        Entry(place, (place, place), "A Title Long Enough to Tell", "One abstract of some length.")
        for place in (1, 2)
    )
    digest = Digest("twice", "text", None, entries)
    report, _step = imports.add(library, Document("twice.txt", b"twice"), digest, origin="command")
    assert (report.papers, report.new, report.repeated) == (2, 1, 1)
    assert len(all_ids(library)) == 1


def test_a_failing_import_leaves_nothing(library: Library, seeds: tuple[Path, Path]) -> None:
    document = Document("bad.txt", b"bad")
    good = digests.read(Document("x", seeds[0].read_bytes())).entries
    broken = Entry(69, (1, 1), "Broken", published=object())  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        imports.add(library, document, Digest("bad", "text", None, (*good, broken)), origin="command")
    assert all_ids(library) == []
    assert library.connection.execute("SELECT count(*) FROM digest").fetchone() == (0,)


def record(title: str, **facts: object) -> Record:
    usual: dict[str, object] = {"abstract": "", "authors": (), "identifiers": {}, "published": None}
    return Record(title_key(title), **(usual | facts))  # type: ignore[arg-type]


LONG = "We study the scaling of diffusion models on images and find that it holds over four orders of magnitude."


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (record("Quantum Diffusion Models"), record("Quantum diffusion models"), True),
        (record("Quantum Diffusion Models"), record("Quantum Denoising Diffusion Models"), False),
        (record('Schr\\"odinger Bridges Today'), record("Schrödinger Bridges Today"), True),
        (
            record("One Title Here", identifiers={"arxiv": "2401.00001"}),
            record("Another", identifiers={"arxiv": "2401.00001"}),
            True,
        ),
        (
            record("The Same Title Here", identifiers={"arxiv": "2401.00001"}),
            record("The Same Title Here", identifiers={"arxiv": "2401.00002"}),
            False,
        ),
        (
            record("The Same Title Here", abstract=LONG),
            record("The Same Title Here", abstract=LONG + " More."),
            True,
        ),
        (
            record("The Same Title Here", abstract=LONG),
            record("The Same Title Here", abstract="Birds sing at dawn. " * 6),
            False,
        ),
        (
            record("The Same Title Here", authors=("Ada Lovelace",)),
            record("The Same Title Here", authors=("Lovelace, A.",)),
            True,
        ),
        (
            record("The Same Title Here", authors=("Ada Lovelace",)),
            record("The Same Title Here", authors=("Alan Turing",)),
            False,
        ),
        (record("The Same Title Here", published="2019"), record("The Same Title Here", published="2024"), False),
        (record("Introduction"), record("Introduction"), False),
        (record("Short"), record("Short"), False),
    ],
    ids=str,
)
def test_same_paper_or_not(one: Record, other: Record, joined: bool) -> None:
    assert _same(one, other) is joined
    assert _same(other, one) is joined


def test_an_import_touches_no_mark(library: Library, seeds: tuple[Path, Path]) -> None:
    from readinglist.library import move, star, tag, write_note

    add(library, seeds[0])
    papers = all_ids(library)
    move(library, papers, "later", origin="window")
    star(library, papers[:9], True, origin="window")
    tag(library, papers[:3], add=("physics",), origin="window")
    write_note(library, papers[0], "mine", rev=0, origin="window")
    before = [card.marks for card in cards(library, papers)]
    add(library, seeds[1])
    assert [card.marks for card in cards(library, papers)] == before
