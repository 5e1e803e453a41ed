"""One paper is one paper, whatever order its digests came in, and nothing its owner wrote is lost."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.library import Library, acts, cards, imports, open_library, queue, steps, view_counts, write_note
from readinglist.model import Card, Digest, Document, Entry

LONG = "On the Remarkable Nature of Entirely Wonderful Things in Several Dimensions"
WORDS = ("We study things. ", "Another matter altogether is shown. ")


def entry(title: str, abstract: str = "", *, version: int = 0, **ids: str) -> Entry:
    named = dict(ids) | ({"arxiv_version": str(version)} if version else {})
    return Entry(1, (1, 1), title, abstract, identifiers=named)


def bring(library: Library, name: str, *entries: Entry, form: str = "text") -> int:
    placed = tuple(
        Entry(at, (at, at), one.title, one.abstract, one.authors, one.identifiers, one.links, one.published)
        for at, one in enumerate(entries, start=1)
    )
    digest = Digest(name, form, None, placed)
    _report, step = imports.add(library, Document(name, name.encode()), digest, origin="command")
    assert step is not None
    return step


def seen(library: Library) -> list[Card]:
    return cards(library, queue.all_ids(library))


def facts(library: Library) -> set[tuple[object, ...]]:
    """What the papers are, without their numbers and the order they came in."""
    return {
        (
            card.paper.title,
            card.paper.abstract,
            card.paper.authors,
            tuple(sorted(card.paper.identifiers.items())),
            card.paper.published,
            frozenset(sighting.name for sighting in card.sightings),
        )
        for card in seen(library)
    }


BRIDGE = [
    ("text", entry(LONG, WORDS[0] * 4)),
    ("arxiv-mailing", entry(LONG, WORDS[0] * 4, arxiv="2401.01234", version=1)),
    ("bibtex", entry("Quite another title about the same wonderful things", doi="10.1000/x")),
    ("csl-json", entry(LONG, arxiv="2401.01234", version=2, doi="10.1000/x")),
    ("csv", entry(f"{LONG[:60]}…")),
    ("markdown", entry("Wonderful", arxiv="2401.01234")),
]
TWINS = [
    ("text", entry(LONG)),
    ("bibtex", entry(LONG, arxiv="2401.00001")),
    ("ris", entry(LONG, arxiv="2401.00002")),
    ("csv", entry(LONG, WORDS[1] * 9, doi="10.1000/y")),
]


@pytest.mark.parametrize("told", [BRIDGE, TWINS], ids=["bridge", "twins"])
def test_the_order_of_imports_does_not_matter(tmp_path: Path, told: list[tuple[str, Entry]]) -> None:
    results = set()
    for number, order in enumerate(itertools.islice(itertools.permutations(told), 0, None, max(1, len(told) - 3))):
        with open_library(tmp_path / str(number)) as library:
            for form, one in order:
                bring(library, form, one, form=form)
            results.add(frozenset(facts(library)))
        if number > 60:
            break
    assert len(results) == 1


_entries = st.builds(
    lambda title, abstract, ids: Entry(1, (1, 1), title, abstract, identifiers=ids),
    st.sampled_from([LONG, f"{LONG} Again", f"{LONG[:55]}…", "A Short Title", "Editorial"]),
    st.sampled_from(["", WORDS[0] * 5, WORDS[1] * 5]),
    st.dictionaries(st.sampled_from(["arxiv", "doi", "pmid"]), st.sampled_from(["1", "2"]), max_size=2),
)


@settings(max_examples=40, deadline=None)
@given(told=st.lists(_entries, min_size=2, max_size=6), data=st.data())
def test_no_order_of_random_entries_matters(
    tmp_path_factory: pytest.TempPathFactory, told: list[Entry], data: st.DataObject
) -> None:
    orders = [list(range(len(told))), data.draw(st.permutations(range(len(told))))]
    results = []
    for order in orders:
        with open_library(tmp_path_factory.mktemp("library")) as library:
            for place in order:
                bring(library, f"digest {place}", told[place], form="csv")
            results.append(facts(library))
    assert results[0] == results[1]


def test_two_arxiv_ids_never_join_and_versions_do(library: Library) -> None:
    bring(library, "a", entry(LONG, arxiv="2401.00001", version=1), entry(LONG, arxiv="2401.00002"))
    bring(library, "b", entry("Renamed in its second version, say", arxiv="2401.00001", version=3))
    assert [card.paper.identifiers.get("arxiv_version") for card in seen(library)] == ["3", None]


def test_an_identifier_mistyped_joins_nothing(library: Library) -> None:
    bring(library, "a", entry("Quantum gravity and black holes", doi="10.1000/x"))
    bring(library, "b", entry("Feeding habits of Swiss cows", doi="10.1000/x"))
    assert len(seen(library)) == 2


def test_marks_stay_when_a_paper_learns_more(library: Library) -> None:
    bring(library, "text", entry(LONG, WORDS[0] * 4))
    acts.star(library, [1], True, origin="window")
    write_note(library, 1, "mine", rev=0, origin="window")
    bring(library, "mail", entry(LONG, WORDS[0] * 5, arxiv="2401.01234"), form="arxiv-mailing")
    (card,) = seen(library)
    assert card.paper.identifiers == {"arxiv": "2401.01234"}
    assert card.paper.abstract == (WORDS[0] * 5).strip() or card.paper.abstract == WORDS[0] * 5
    assert (card.paper.id, card.marks.starred, card.marks.note) == (1, True, "mine")


def joined_by_a_third(library: Library) -> int:
    """Two papers, both marked, shown to be one by a third digest; its step."""
    bring(library, "one", entry(LONG, arxiv="2401.01234"))
    bring(library, "two", entry("Quite another title about the same wonderful things", doi="10.1000/x"))
    write_note(library, 1, "first", rev=0, origin="window")
    write_note(library, 2, "second", rev=0, origin="window")
    acts.move(library, [2], "later", origin="window")
    acts.tag(library, [2], add=["Physics"], origin="window")
    return bring(library, "three", entry(LONG, arxiv="2401.01234", doi="10.1000/x"))


def test_papers_shown_to_be_one_keep_what_was_written_on_both(library: Library) -> None:
    joined_by_a_third(library)
    (card,) = seen(library)
    assert card.marks.note.split("\n\n---\n\n") == ["first", "second"]
    assert (card.marks.state, card.marks.tags) == ("later", ("Physics",))
    assert view_counts(library)[""] == 1
    assert {sighting.name for sighting in card.sightings} == {"one", "two", "three"}


def test_taking_back_the_digest_that_joined_them_parts_them_as_they_were(library: Library) -> None:
    step = joined_by_a_third(library)
    joined = facts(library), [card.marks.note for card in seen(library)]
    steps.undo(library, origin="window", step=step)
    one, two = seen(library)
    assert (one.marks.note, one.marks.state, one.marks.tags) == ("first", "inbox", ())
    assert (two.marks.note, two.marks.state, two.marks.tags) == ("second", "later", ("Physics",))
    steps.redo(library, origin="window")
    assert (facts(library), [card.marks.note for card in seen(library)]) == joined


def test_a_stub_takes_the_title_a_later_digest_tells(library: Library) -> None:
    stub = Entry(1, (1, 1), "arXiv:2401.01234", identifiers={"arxiv": "2401.01234"}, title_is="stub")
    imports.add(library, Document("ids", b"1"), Digest("ids", "identifiers", None, (stub,)), origin="command")
    bring(library, "text", entry(LONG, arxiv="2401.01234"))
    (card,) = seen(library)
    assert card.paper.title == LONG


@pytest.mark.parametrize("size", [3000])
def test_a_hostile_file_of_one_title_takes_no_quadratic_time(library: Library, size: int) -> None:
    import time

    began = time.process_time()
    bring(library, "hostile", *(entry(LONG, f"Abstract number {at} of many. " * 5) for at in range(size)))
    assert time.process_time() - began < 10
