from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.model import Card, Marks, Paper, Sighting, State
from readinglist.query import match, parse

MakeCard = Callable[..., Card]
NOW = datetime(2026, 9, 10, 12, 0, tzinfo=UTC)
ONE = Sighting(1, "Daily Papers", "000_3b97.txt", 4, None, "Sep 3")
TWO = Sighting(2, "Alerts", "001_6d16.txt", 120, "2026-09-05", "5 September 2026", latest=True)


def holds(line: str, card: Card, *, typing: bool = False) -> bool:
    read = parse(line, typing=typing)
    assert not read.slips
    return match(read.root, card, now=NOW)


@pytest.fixture
def card(make_card: MakeCard) -> Card:
    return make_card(
        'The Schr\\"odinger Bridge of Neural Networks',
        "We study k-means.\n\nIts entropy is low in {\\it kagome} lattices.",
        number=17,
        authors=("Jane Smith", "Tomáš Dvořák"),
        identifiers={"arxiv": "2401.01234", "doi": "10.1000/182"},
        marks=Marks(
            "later",
            starred=True,
            opened="2026-09-04T10:00:00+00:00",
            tags=("Café", "physics/optics"),
            note="Ask Petra",
            moved="2026-09-05T10:00:00+00:00",
            highlights=("colder than amber", "low in lattices"),
        ),
        sightings=(ONE, TWO),
        new=True,
    )


@pytest.mark.parametrize(
    "line",
    [
        "schrodinger bridge",
        "network",
        "bridges",
        '"schrodinger bridge of neural"',
        '"bridge of" entropy',
        "neur*",
        "k-mean*",
        "kagome lattice",
        "kagom~",
        "kagomee~",
        "kahome~",
        "kagoem~",
        "kagome~",
        "title:brigde~",
        "pertra~",
        '"bridge networks"~3',
        '"study means"~2',
        '"entropy in kagome"~3',
        "amber",
        '"colder amber"~2',
        "title:network abstract:entropy author:dvorak note:petra",
        'author:"jane smith"',
        "petra",
        "smith",
        "absent OR entropy",
        "-absent",
        "",
    ],
)
def test_words_are_found_in_title_abstract_authors_and_note(card: Card, line: str) -> None:
    assert holds(line, card)


@pytest.mark.parametrize(
    "line",
    [
        "absent",
        '"network"',
        '"bridge schrodinger"',
        '"networks we"',
        "neur",
        "title:entropy",
        "abstract:schrodinger",
        "author:petra",
        "-network",
        "entropy absent",
        "kagm~",
        "agomek~",
        "abstract:brigde~",
        '"bridge networks"~2',
        '"networks bridge"~9',
        '"networks study"~9',
        '"amber low"~9',
        '"lattices lattices"~9',
    ],
)
def test_words_are_not_found_where_they_are_not(card: Card, line: str) -> None:
    assert not holds(line, card)


def test_the_word_being_typed_stands_for_all_that_begin_so(card: Card) -> None:
    assert holds("neur", card, typing=True)
    assert holds("title:netw", card, typing=True)
    assert holds("k-me", card, typing=True)
    assert holds("lattice", card, typing=True)
    assert not holds("neur bridge", card, typing=True)
    assert holds("-neur", card, typing=True)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tag:cafe", True),
        ('tag:"CAFÉ "', True),
        ("tag:physics", True),
        ("tag:physics/optics", True),
        ('tag:"Physics / Optics"', True),
        ("tag:optics", False),
        ("tag:phys", False),
        ("tag:*", True),
        ("-tag:*", False),
        ("is:later", True),
        ("is:inbox", False),
        ("is:starred is:noted is:new", True),
        ("is:unread", False),
        ("is:any", True),
        ("is:highlighted highlight:amber lattices", True),
        ("highlight:entropy", False),
        ("-is:any", False),
        ("arxiv:2401.01234v3", True),
        ("arxiv:2401.01235", False),
        ("doi:10.1000/182", True),
        ("https://arxiv.org/abs/2401.01234", True),
        ("id:17", True),
        ("id:18", False),
    ],
)
def test_marks_and_identity(card: Card, line: str, expected: bool) -> None:
    assert holds(line, card) is expected


def test_a_fresh_paper_has_no_marks(make_card: MakeCard) -> None:
    fresh = make_card()
    assert holds("is:inbox is:unread -is:starred -is:noted -is:new -tag:* dated:unknown seen:0", fresh)
    assert holds("-is:highlighted -digest:latest", fresh)


@pytest.mark.parametrize("state", ["inbox", "later", "reading", "done", "dismissed", "trash"])
def test_each_state_is_asked_by_its_name(make_card: MakeCard, state: State) -> None:
    assert holds(f"is:{state}", make_card(marks=Marks(state)))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("digest:#1", True),
        ("digest:#3", False),
        ('digest:"3 Sep"', True),
        ('digest:"Sep 3"', True),
        ("digest:daily", True),
        ('digest:"daily sep"', True),
        ("digest:000", True),
        ("digest:latest", True),
        ("digest:latest position:120", True),
        ("digest:latest position:4", False),
        ('digest:"daily alerts"', False),
        ("digest:dail", False),
        ("position:4", True),
        ("position:<=10", True),
        ("position:>100", True),
        ("position:5", False),
        ("digest:#1 position:4", True),
        ("digest:#1 position:120", False),
        ("digest:#1 (position:120)", True),
        ("digest:#1 OR position:5", True),
        ("digest:#1 -position:120", False),
        ("(digest:#1) (digest:#2)", True),
        ("digest:#1 digest:#2", False),
        ("seen:2", True),
        ("seen:>1", True),
        ("seen:<2", False),
        ("dated:2026", True),
        ("dated:2026-09-05", True),
        ("dated:2026-08", False),
        ("dated:>2026-09", False),
        ("dated:>=2026-09", True),
        ("dated:<2026-09", False),
        ("dated:<=2026-09", True),
        ("dated:>2026-09-04", True),
        ("dated:unknown", False),
    ],
)
def test_digest_and_position_side_by_side_speak_of_one_sighting(card: Card, line: str, expected: bool) -> None:
    assert holds(line, card) is expected


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A zone nine hours ahead, without summer time."""
    monkeypatch.setenv("TZ", "XXX-9")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("added", "line", "expected"),
    [
        ("2026-09-09T00:00:00+00:00", "added:<7d", True),
        ("2026-09-03T12:00:00+00:00", "added:<7d", True),
        ("2026-09-03T11:59:59+00:00", "added:<7d", False),
        ("2026-09-03T11:59:59+00:00", "added:>7d", True),
        ("2026-09-03T12:00:00+00:00", "added:>7d", False),
        ("2026-09-02T15:00:00+00:00", "added:2026-09-03", True),
        ("2026-09-02T14:59:59+00:00", "added:2026-09-03", False),
        ("2026-09-03T15:00:00+00:00", "added:2026-09-03", False),
        ("2026-08-31T15:00:00+00:00", "added:2026-09", True),
        ("2026-09-30T15:00:00+00:00", "added:2026-09", False),
        ("2025-12-31T15:00:00+00:00", "added:2026", True),
        ("2026-12-31T15:00:00+00:00", "added:2026", False),
        ("2026-09-02T15:00:00+00:00", "added:>=2026-09-03", True),
        ("2026-09-02T15:00:00+00:00", "added:>2026-09-03", False),
        ("2026-09-03T15:00:00+00:00", "added:>2026-09-03", True),
        ("2026-09-02T15:00:00+00:00", "added:<2026-09-03", False),
        ("2026-09-02T15:00:00+00:00", "added:<=2026-09-03", True),
        ("2026-09-08T15:00:00+00:00", "added:1d", True),
        ("2026-09-09T15:00:00+00:00", "added:1d", False),
    ],
)
@pytest.mark.usefixtures("far_east")
def test_days_are_local_days(make_card: MakeCard, added: str, line: str, expected: bool) -> None:
    assert holds(line, make_card(added=added)) is expected


@pytest.mark.parametrize(
    ("moved", "line", "expected"),
    [
        ("2026-09-09T00:00:00+00:00", "moved:<7d", True),
        ("2026-09-03T11:59:59+00:00", "moved:<7d", False),
        ("2026-09-03T11:59:59+00:00", "moved:>7d", True),
        ("2026-09-02T15:00:00+00:00", "moved:2026-09-03", True),
        ("2026-09-02T14:59:59+00:00", "moved:2026-09-03", False),
        (None, "moved:<7d", False),
        (None, "moved:>7d", False),
        (None, "moved:<2026", False),
        (None, "-moved:>0d", True),
    ],
)
@pytest.mark.usefixtures("far_east")
def test_moved_is_the_day_of_the_last_verdict(
    make_card: MakeCard, moved: str | None, line: str, expected: bool
) -> None:
    assert holds(line, make_card(marks=Marks(moved=moved))) is expected


def test_one_paper_alone_cannot_tell_what_it_is_like(card: Card) -> None:
    with pytest.raises(TypeError, match="Likeness"):
        match(parse("similar:17").root, card)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tag:a", True),
        ("tag:A", True),
        ("tag:a/b", True),
        ('tag:"a / b"', True),
        ('tag:"a/ b c"', True),
        ('tag:"a/b c/d"', False),
        ("tag:b", False),
        ('tag:"he said \\"so\\""', True),
        ("tag:“he said”", False),
        ("tag:he", False),
        ("tag:*", True),
    ],
)
def test_a_tag_holds_for_all_that_lies_under_it(make_card: MakeCard, line: str, expected: bool) -> None:
    assert holds(line, make_card(marks=Marks(tags=("a/b", "A / B c", 'he said "so"')))) is expected


_PIECES = [
    "quantum ",
    "net",
    "-",
    "(",
    ") ",
    "OR ",
    "NOT ",
    "title:",
    "tag:x ",
    "is:later ",
    "position:1 ",
    "dated:2026 ",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=20).map("".join))
def test_a_line_or_its_opposite_holds(line: str) -> None:
    read = parse(line)
    card = Card(_paper(), Marks(), (ONE,))
    if read.slips or not line.strip():
        return
    opposite = parse(f"-({line})")
    assert match(read.root, card, now=NOW) is not match(opposite.root, card, now=NOW)


def _paper() -> Paper:
    return Paper(1, "u1", "Quantum nets", "", (), {}, {}, None, "2026-09-03T10:00:00+00:00")
