"""Hostile texts take linear time: a megabyte of anything is read or refused within seconds."""

from __future__ import annotations

import contextlib
import textwrap
import time
from typing import Any

import pytest

from readinglist import digests
from readinglist.digests import text as reader
from readinglist.digests.seen import Seen
from readinglist.digests.text.weights import WEIGHTS
from readinglist.model import Document, UserError

MEGABYTE = 1_000_000
HOSTILE = {
    "one word": "a",
    "one line of words": "word ",
    "one line of sentences": "Aa b. ",
    "digits": "1",
    "numbers": "1 ",
    "brackets": "[",
    "braces": '{"a":',
    "closing": ".)",
    "stops": ". ",
    "quotes": '"',
    "tags": "<a ",
    "comments": "<!--",
    "entries": "@a{",
    "blanks": " \t",
    "marks": "a\u0301\u0327",
    "one letter, marks": "\u0301\u0327",
    "addresses": "http://",
    "names": "Aa Bb, ",
    "glue": "Subscribe",
    "cells": 'title,"',
    "hyphens": "-",
    "months": "Sep ",
    "signs": "·",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("header", ["", "Daily Papers\n\n"])
def test_a_megabyte_in_one_line_takes_no_time(piece: str, header: str) -> None:
    data = (header + "x" + piece * (MEGABYTE // len(piece.encode()))).encode()
    started = time.process_time()
    with pytest.raises(UserError):
        digests.read(Document("x.txt", data))
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "line", ["a-", "1", "", "Sep 3", "A title of a paper", "- a", "@a{", "Aa Bb, Cc Dd", "A-b: c"]
)
def test_forty_thousand_lines_are_refused_in_time(line: str) -> None:
    data = f"x\n{line}".encode() + f"\n{line}".encode() * 40_000
    started = time.process_time()
    with pytest.raises(UserError):
        digests.read(Document("x.txt", data))
    assert time.process_time() - started < 4


def test_more_lines_than_any_digest_has_are_not_read() -> None:
    with pytest.raises(UserError, match="more than any digest"):
        digests.read(Document("x.txt", b"x" + b"\n" * (WEIGHTS.most_lines + 1) + b"x"))


def test_long_digests_take_linear_time(both_seeds: tuple[Any, Any]) -> None:
    seed = both_seeds[1]
    text = seed.written(list(seed.papers) * 20)
    started = time.process_time()
    assert len(digests.read(Document("x.txt", text.encode())).entries) == 168 * 20
    assert time.process_time() - started < 6


HOSTILE_LINES = {
    "short": "a line that ends.\n",
    "long and short": "word " * 15 + "\nEnd.\n",
    "titles": "Title: x\nAbstract: y\n",
    "authors": "Title: x\nAbstract: y\nAuthors: A B,\n" + "C D,\n" * 20,
    "headings": "## [a][1]\n",
    "open links": "### [a\nword\n",
    "closed links": "word](https://x.org)\n",
    "nested links": "[" * 50 + "a" + "](https://x.org)" * 50 + "\n",
    "pictures": "![a](https://x.org) " * 20 + "\n",
    "cards": "### [One title](https://arxiv.org/abs/2409.00001)\n\nWe show a method. It works well.\n",
    "rules": "--- 1. a\n",
    "closed rules": "--- 1. a ---\n",
}


@pytest.mark.parametrize("piece", HOSTILE_LINES.values(), ids=HOSTILE_LINES)
@pytest.mark.parametrize("header", ["", "Daily Papers\n\n"])
def test_ten_thousands_of_lines_of_marks_take_no_time(piece: str, header: str) -> None:
    text = header + piece * (200_000 // len(piece))
    started = time.process_time()
    with contextlib.suppress(UserError):
        reader.parse(Seen(Document("x.txt", b""), text))
    assert time.process_time() - started < 4


@pytest.mark.parametrize("width", [64, 120])
def test_ten_thousand_wrapped_lines_take_a_second_or_two(both_seeds: tuple[Any, Any], width: int) -> None:
    papers = list(both_seeds[1].papers) * 4
    text = "\n".join(textwrap.fill(part, width) for paper in papers for part in paper)
    assert text.count("\n") > 7_000
    started = time.process_time()
    assert len(reader.parse(Seen(Document("x.txt", b""), text)).entries) > 0.95 * len(papers)
    assert time.process_time() - started < 3
