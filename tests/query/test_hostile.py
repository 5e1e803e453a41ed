"""Whatever is pasted into the search line: an answer or a sentence, at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import pytest

from readinglist.model import Card
from readinglist.query import hits, match, parse, understood
from readinglist.query.ast import And, Everything, Node, Not, Phrase, Tagged, Word

Answer = TypeVar("Answer")
MakeCard = Callable[..., Card]
AT_ONCE = 0.05
"""Seconds of computing a line may take."""

UNREADABLE = {
    "5,000 brackets": "(" * 5000,
    "5,000 closing brackets": ")" * 5000,
    "999 brackets": "(" * 999,
    "2,000 NOT": "NOT " * 2000,
    "249 NOT": "NOT " * 249,
    "1,000 minus signs": "-" * 1000 + "a)",
    "a word of 20 KB": "a" * 20_000,
    "a paste of 2 MB": "quantum annealing\n" * 120_000,
    "2 MB of quotes": '"' * 2_000_000,
    "a lone quote": '"',
    "three quotes": '"a" "',
    "a low quote": "„a",
    "an empty quotation": '""',
    "a field without a word": "title:",
    "a field before a blank": "author: smith",
    "a mark without a name": "is:",
    "a tag without a name": 'tag:" "',
    "a range without an end": "seen:>",
    "an age without a number": "added:<",
    "a date without an end": "moved:>=2026-",
    "two dots": "dated:2026-09-01..2026-09-03",
    "a position without an end": "position:1-",
    "a paper without a number": "similar:#",
    "a star": "*",
    "a minus": "-",
    "a tilde": "~",
    "a tilde with a number": '"a b"~999999999999999999999',
    "only signs": "§ $ % & / = ? ` ´",
    "only emoji": "🎉 👩‍🔬 🏳️‍🌈",
    "only NUL": "\x00",
    "signs in brackets": "(… — !)",
    "half a character": "\ud83d",
    "an OR alone": "OR",
    "sort in brackets": "(sort:title)",
}


@pytest.mark.parametrize("line", UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("typing", [False, True])
def test_what_cannot_be_read_is_told_in_a_sentence_at_once(line: str, typing: bool) -> None:
    read = at_once(lambda: parse(line, typing=typing))
    assert read.slips
    assert all(slip.message.endswith((".", ":")) for slip in read.slips)
    assert read.root == Everything()


READABLE: dict[str, tuple[str, Node]] = {
    "nothing": ("", Everything()),
    "blanks of all kinds": (" \t\n\u00a0\u3000", Everything()),
    "marks of direction alone": ("\u202e\u200b\ufeff", Everything()),
    "very common words": ("the of and", And((Word("the"), Word("of"), Word("and")))),
    "a word among emoji": ("🎉 quantum", Word("quantum")),
    "a word and NUL": ("quan\x00tum", Phrase(("quan", "tum"))),
    "a word turned around": ("\u202equantum\u202c", Word("quantum")),
    "a field behind a mark of direction": ("\u200etag:x\u200e", Tagged("x")),
    "a value in isolating marks": ("tag:\u2068x\u2069", Tagged("x")),
    "a minus behind a byte order mark": ("\ufeff-quantum", Not(Word("quantum"))),
    "an unseen blank behind a minus": ("-\u200bquantum", Not(Word("quantum"))),
    "a soft hyphen in a word": ("quan\u00adtum", Word("quantum")),
    "a lone apostrophe": ("' quantum", Word("quantum")),
    "999 letters": ("a" * 999, Word("a" * 999)),
    "two minus signs": ("quantum --", Word("quantum")),
    "brackets in fifty brackets": ("(" * 50 + "quantum" + ")" * 50, Word("quantum")),
    "249 NOT": ("NOT " * 248 + "quantum", Word("quantum")),
}


@pytest.mark.parametrize(("line", "root"), READABLE.values(), ids=READABLE)
def test_what_can_be_read_is_read_at_once(line: str, root: Node) -> None:
    read = at_once(lambda: parse(line))
    assert not read.slips
    assert read.root == root


WIDE = {
    "333 words": "a " * 333,
    "160 alternatives": "OR ".join(["ab "] * 160),
    "a phrase of 300 words": '"' + "a " * 300 + '"',
    "a loose phrase of 300 words": '"' + "a " * 300 + '"~100',
    "nearly a word of 900 letters": "a" * 900 + "~",
    "150 words nearly": "abcd~ " * 150,
    "120 tags": "tag:x/y " * 120,
}


@pytest.mark.parametrize("line", WIDE.values(), ids=WIDE)
def test_a_wide_line_is_told_held_against_a_paper_and_marked_at_once(make_card: MakeCard, line: str) -> None:
    card = make_card("a ab a abcde " * 10, "a b abcdf a " * 100)
    read = parse(line)
    assert not read.slips
    at_once(lambda: match(read.root, card))
    at_once(lambda: hits(read, card.paper.abstract, "abstract"))
    at_once(lambda: understood(read))


def at_once(ask: Callable[[], Answer]) -> Answer:
    """The answer; the best of three askings took no time to speak of."""
    taken: list[float] = []
    for _ in range(3):
        began = time.process_time()
        answer = ask()
        taken.append(time.process_time() - began)
    assert min(taken) < AT_ONCE
    return answer
