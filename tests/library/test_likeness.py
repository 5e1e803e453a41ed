"""Papers that look like one are found, and joined or kept apart by their owner's word alone."""

from __future__ import annotations

import random

import pytest

from readinglist.library import Library, acts, cards, imports, likeness, queue, steps, write_note
from readinglist.model import Digest, Document, Entry, UserError

TITLE = "On the Remarkable Nature of Entirely Wonderful Things in Several Dimensions"
ABSTRACT = "We study the nature of things in several dimensions and find it remarkable. " * 4


def bring(library: Library, *entries: tuple[str, str, dict[str, str]]) -> int:
    told = tuple(
        Entry(at, (at, at), title, abstract, identifiers=ids)
        for at, (title, abstract, ids) in enumerate(entries, start=1)
    )
    name = f"{len(cards(library, queue.all_ids(library)))}.txt"
    digest = Digest(name, "csv", None, told)
    report, step = imports.add(library, Document(name, repr(told).encode()), digest, origin="command")
    assert report.digest is not None
    assert step is not None
    likeness.look(library, imports.papers_of(library, report.digest))
    return step


@pytest.fixture
def pair(library: Library) -> Library:
    """Two papers whose titles differ by a letter or two, both with marks."""
    bring(library, (TITLE, ABSTRACT, {"arxiv": "2401.01234"}))
    bring(library, (TITLE.replace("Wonderful", "Wonderfull"), ABSTRACT, {"doi": "10.1000/x"}))
    write_note(library, 1, "first", rev=0, origin="window")
    acts.star(library, [2], True, origin="window")
    return library


def test_a_near_title_with_a_near_abstract_is_a_pair(pair: Library) -> None:
    ((one, other),) = likeness.pairs(pair)
    assert (one.paper.id, other.paper.id) == (1, 2)
    assert likeness.count(pair) == 1


@pytest.mark.parametrize(
    ("title", "abstract", "ids"),
    [
        (TITLE.replace("Remarkable", "Quite Unremarkable"), ABSTRACT, {}),
        (TITLE.replace("Wonderful", "Wonderfull"), "Another abstract about cows altogether. " * 6, {}),
        (TITLE.replace("Wonderful", "Wonderfull"), "", {}),
        (TITLE.replace("Wonderful", "Wonderfull"), ABSTRACT, {"arxiv": "2401.09999"}),
    ],
    ids=["another title", "another abstract", "no abstract", "another id"],
)
def test_what_is_told_apart_is_no_pair(library: Library, title: str, abstract: str, ids: dict[str, str]) -> None:
    bring(library, (TITLE, ABSTRACT, {"arxiv": "2401.01234"}))
    bring(library, (title, abstract, ids))
    assert likeness.count(library) == 0


@pytest.mark.parametrize("place", range(8))
def test_a_slip_anywhere_in_a_title_is_found(library: Library, place: int) -> None:
    at = random.Random(place).randrange(len(TITLE))
    bring(library, (TITLE, ABSTRACT, {}))
    bring(library, (f"{TITLE[:at]}x{TITLE[at:]}", ABSTRACT, {}))
    assert likeness.count(library) == 1


def test_joined_they_are_one_with_the_marks_of_both_and_undo_parts_them(pair: Library) -> None:
    done = likeness.say(pair, 2, 1, same=True, origin="window")
    (card,) = cards(pair, queue.all_ids(pair))
    assert card.paper.identifiers == {"arxiv": "2401.01234", "doi": "10.1000/x"}
    assert (card.marks.note, card.marks.starred, len(card.sightings)) == ("first", True, 2)
    assert likeness.count(pair) == 0
    assert done.step is not None
    steps.undo(pair, origin="window")
    one, two = cards(pair, queue.all_ids(pair))
    assert (one.marks.note, one.marks.starred) == ("first", False)
    assert (two.marks.note, two.marks.starred) == ("", True)
    assert likeness.count(pair) == 1
    steps.redo(pair, origin="window")
    assert len(queue.all_ids(pair)) == 1


def test_a_word_is_remembered_when_more_comes(pair: Library) -> None:
    likeness.say(pair, 1, 2, same=True, origin="window")
    bring(pair, (TITLE.replace("Wonderful", "Wonderfull"), ABSTRACT, {"doi": "10.1000/x"}), ("Else", ABSTRACT, {}))
    assert len(queue.all_ids(pair)) == 2


def test_different_papers_are_never_offered_again(pair: Library) -> None:
    likeness.say(pair, 1, 2, same=False, origin="window")
    assert likeness.count(pair) == 0
    likeness.look(pair, [1, 2])
    assert likeness.count(pair) == 0
    steps.undo(pair, origin="window")
    assert likeness.count(pair) == 1


def test_a_pair_that_is_none_any_more_is_said(pair: Library) -> None:
    with pytest.raises(UserError, match="not two"):
        likeness.say(pair, 1, 99, same=True, origin="window")
