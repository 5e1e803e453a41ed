"""Hostile texts take linear time: a megabyte of anything is read or refused within seconds."""

from __future__ import annotations

import time
from typing import Any

import pytest

from readinglist import digests
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
