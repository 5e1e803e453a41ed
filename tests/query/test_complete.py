from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readinglist.query import fields, parse
from readinglist.query.ast import Tagged
from readinglist.query.complete import Names, completions, prefix
from readinglist.query.scope import parts

NAMES = Names(
    tags=("physics", "to read", "physics/optics", "maths/groups/finite", "Café", 'he said "so"', "*", "C++"),
    digests=((12, "Daily Papers", "4 Sep"), (11, "Daily Papers", "3 Sep"), (2, "001_6d16.txt", "no date")),
    words=(("entropy", 36), ("entropies", 4), ("entangled", 1_200), ("titles", 3), ("means", 9)),
)


def offered(line: str) -> list[str]:
    """The lines that `|` may become."""
    cursor = line.index("|")
    line = line.replace("|", "", 1)
    found = completions(line, cursor, NAMES)
    assert 0 <= found.start <= cursor <= found.end <= len(line)
    return [line[: found.start] + offer.text + line[found.end :] for offer in found.offers]


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("|", []),
        ("t|", []),
        ("quantum |", []),
        ("quantum t|", []),
        ("ti|", ["title:", "titles"]),
        ("title|", ["title:", "titles"]),
        ("TI|", ["title:", "titles"]),
        ("quantum ti|", ["quantum title:", "quantum titles"]),
        ("-ti|", ["-title:", "-titles"]),
        ("(ti|)", ["(title:)", "(titles)"]),
        ("ti| quantum", ["title: quantum", "titles quantum"]),
        ("hi|", ["highlight:"]),
        ("t|itle", []),
        ("ti|tle", []),
        ("do|i:10.1", []),
        ("ent|", ["entropy", "entropies", "entangled"]),
        ("entropy|", []),
        ("entrop|", ["entropy", "entropies"]),
        ("Éntr|", ["entropy", "entropies"]),
        ("title:ent|", ["title:entropy", "title:entropies", "title:entangled"]),
        ("title:e|", []),
        ("title:ti|", ["title:titles"]),
        ("k-me|", ["k-means"]),
        ("title:(a me|)", ["title:(a means)"]),
        ("ent*|", []),
        ("ent~|", []),
        ('"ent|', []),
        ('"ent|"', []),
        ('"entropy"|', []),
        ("OR|", []),
        ("NOT|", []),
        ("\\'en|", []),
        ("foo:en|", []),
        ("is:s|", ["is:starred"]),
        ("IS:S|", ["is:starred"]),
        ("-is:no|", ["-is:noted"]),
        ("is:starred|", []),
        ("is:x|", []),
        ("sort:|", [f"sort:{sort}" for sort in fields.SORTS]),
        ("sort:o|", ["sort:oldest"]),
        ("added:2|", []),
        ("tag:ph|", ["tag:physics", "tag:physics/optics"]),
        ("tag:physics|", ["tag:physics/optics"]),
        ("tag:physics/|", ["tag:physics/optics"]),
        ("tag:opt|", ["tag:physics/optics", "tag:maths/groups/finite"]),
        ("tag:mat|", ["tag:maths", "tag:maths/groups", "tag:maths/groups/finite"]),
        ("tag:grou|", ["tag:maths/groups", "tag:maths/groups/finite"]),
        ("tag:pyo|", ["tag:physics/optics"]),
        ("tag:cafe|", ["tag:Café"]),
        ("tag:read|", ['tag:"to read"']),
        ('tag:"to r|', ['tag:"to read"']),
        ('tag:"to r|"', ['tag:"to read"']),
        ("tag:“to r|”", ['tag:"to read"']),
        ('tag:"to r| quantum', ['tag:"to read" quantum']),
        ('tag:"to r|" quantum', ['tag:"to read" quantum']),
        ('tag:"to r|ead"', []),
        ('tag:"to read"|', []),
        ("tag:he |", []),
        ("tag:said|", ['tag:"he said \\"so\\""']),
        ("tag:c+|", ["tag:C++"]),
        ("tag:zzz|", []),
        ("quantum -tag:ph|", ["quantum -tag:physics", "quantum -tag:physics/optics"]),
        ("digest:|", ["digest:latest", "digest:#12", "digest:#11", "digest:#2"]),
        ("digest:l|", ["digest:latest"]),
        ("digest:latest|", []),
        ("digest:#1|", ["digest:#12", "digest:#11"]),
        ("digest:#12|", []),
        ("digest:dai|", ["digest:#12", "digest:#11"]),
        ('digest:"3 sep|', ["digest:#11"]),
        ('digest:"sep daily|"', ["digest:#12", "digest:#11"]),
        ("digest:6d|", ["digest:#2"]),
        ("digest:none|", []),
    ],
)
def test_what_can_stand_at_the_cursor(line: str, lines: list[str]) -> None:
    assert offered(line) == lines


def test_at_most_eight_are_offered() -> None:
    assert offered("is:|") == [f"is:{flag}" for flag in fields.FLAGS[:8]]


def test_an_offer_is_shown_with_what_it_means() -> None:
    assert [(offer.shown, offer.detail) for offer in completions("digest:", 7, NAMES).offers[:2]] == [
        ("latest", "Daily Papers"),
        ("Daily Papers", "4 Sep"),
    ]
    (mark,) = completions("is:st", 5, NAMES).offers
    assert (mark.shown, mark.detail) == ("starred", "starred")
    assert completions("entan", 5, NAMES).offers[0].detail == "1,200"
    assert completions("tag:rea", 7, NAMES).offers[0].shown == "to read"
    assert completions("tag:gro", 7, NAMES).offers[0].detail == "all that lies under it"


def test_every_field_is_offered_with_what_it_takes() -> None:
    for name in fields.NAMES:
        found = {offer.text: offer.detail for offer in completions(name, len(name), Names()).offers}
        assert found[f"{name}:"]


@pytest.mark.parametrize("name", [*NAMES.tags, "a (b)", "-x", '"', "a, b", "\\", "x\u200b", "“q”", "title:x"])
def test_an_offered_tag_is_read_as_that_tag(name: str) -> None:
    *_parents, offer = completions("tag:", 4, Names(tags=(name,))).offers
    read = parse(f"quantum {offer.text}")
    assert not read.slips
    assert Tagged(name) in parts(read.root)


@pytest.mark.parametrize(
    ("line", "letters"),
    [
        ("ent|", "ent"),
        ("Schrö|", "schro"),
        ("title:ent|", "ent"),
        ("k-me|", "me"),
        ("a -ent|", "ent"),
        ("e|", ""),
        ("tag:ent|", ""),
        ("ent |", ""),
        ("AND|", ""),
        ("ent*|", ""),
        ('"ent|', ""),
    ],
)
def test_a_caller_is_told_for_which_beginning_words_are_wanted(line: str, letters: str) -> None:
    assert prefix(line.replace("|", ""), line.index("|")) == letters


_SCRAPS = [
    "a",
    "en",
    "-",
    " ",
    "(",
    ")",
    '"',
    "“",
    "OR",
    "ti",
    "title:",
    "tag:",
    "is:",
    "digest:",
    "#1",
    "~",
    "\\",
    "\ud800",
]


@given(st.lists(st.sampled_from(_SCRAPS), max_size=20).map("".join), st.integers(0, 60))
@example("tag:" + "(" * 2000, 1500)
def test_no_line_is_too_odd_to_be_completed(line: str, cursor: int) -> None:
    cursor = min(cursor, len(line))
    found = completions(line, cursor, NAMES)
    assert 0 <= found.start <= cursor <= found.end <= len(line)
    assert len(found.offers) <= 8
    assert all(offer.text != line[found.start : found.end] for offer in found.offers)


def test_a_thousand_tags_and_digests_are_looked_through_at_once() -> None:
    many = Names(
        tags=tuple(f"subject {number}/part {number}" for number in range(1000)),
        digests=tuple((number, f"Daily Papers {number}", "3 Sep") for number in range(1000)),
    )
    for line in ("tag:part", "tag:" + "st" * 400, "digest:pap", 'digest:"' + "a " * 400):
        began = time.process_time()
        completions(line, len(line), many)
        assert time.process_time() - began < 0.1
