"""Nothing is lost: every line that is not blank went to exactly one place, whatever the text is."""

from __future__ import annotations

import random
import textwrap
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist import digests
from readinglist.digests import text as reader
from readinglist.digests.seen import Seen
from readinglist.digests.text.lines import normalised
from readinglist.digests.text.modes import analysed
from readinglist.model import Digest, Document, UserError

SLOWLY = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)

LINES = [
    *("", "", "Subscribe", "Daily Papers", "SubscribeA title of a paper", "Models", "Next", "new", "#"),
    *(
        "Sep 3",
        "Oct 7, 2024",
        "12",
        "[-] 3",
        "3 authors",
        "·",
        "https://arxiv.org/abs/2409.01234",
        "]",
        "GitHub 1.2k",
    ),
    *(
        "A title of a paper",
        "Deep learning: what is it? Part II",
        "ends-",
        "and more",
        "no end",
        "Usage",
        "we show that",
    ),
    *(
        "1. A numbered title",
        "2. Another one",
        "Ada Lovelace, Alan Turing",
        "# Heading",
        "Title: x",
        "Abstract: y",
    ),
    "We present a method. It is new, and our results show that it works on all the data of the study.",
    "We study a model. " * 20,
    "word " * 60,
    "The code is available at",
    *(
        "### [A linked title](https://arxiv.org/abs/2409.01234)",
        "### [A linked title][32]",
        "### [An open title",
        "[",
    ),
    *(
        "### Goes on][33]",
        "][34]",
        "[12](https://huggingface.co/login?next=%2Fpapers%2F1)",
        "[-",
        "![a](https://x.org/a)",
    ),
    *("--- 1. A ruled title ---", "--- 2. An open one", "on its way ---", "## Abstract (Original)", "  indented"),
    *(
        "Title: Another title",
        "Summary: We show that our model works. It has a method.",
        "PDF: https://arxiv.org/pdf/2409.1",
    ),
    *(
        "Authors: Ada Lovelace,",
        "**Title**: A bold one",
        "**Date:** 2024-09-03",
        "Submitted by",
        "someone",
        "---",
        "```",
    ),
    "[[Image: a] Lab](https://huggingface.co/lab) · Oct 4, 2024",
    "[We present a method. It is new, and our results show it.](https://huggingface.co/papers/2409.01234)",
]


def whole(text: str) -> str:
    return "".join(text.split())


def check(text: str) -> None:
    """The promises that hold for any text."""
    lines = normalised(text)
    kinds = reader.account(text)
    assert len(kinds) == len(lines)
    assert set(kinds) <= set(get_args(reader.Kind))
    assert [kind == "blank" for kind in kinds] == [not line for line in lines]
    try:
        digest = reader.parse(Seen(Document("x.txt", b""), text))
    except UserError:
        return
    check_digest(digest, [line.text for line in analysed(text).lines], kinds)


def check_digest(digest: Digest, lines: list[str], kinds: list[reader.Kind]) -> None:
    """Each line of a paper is in its entry, and each line in no paper is reported, those of a card that is there
    again by its title."""
    reported = {problem.line for problem in digest.problems if problem.what == "not understood"}
    repeats = {problem.line for problem in digest.problems if problem.what == "there twice, joined"}
    left = {number for number, kind in enumerate(kinds, start=1) if kind == "reported"}
    assert reported | repeats <= left
    assert not left - reported or repeats
    for before, after in zip(digest.entries, digest.entries[1:], strict=False):
        assert before.lines[0] <= before.lines[1] < after.lines[0]
    owners = {number: entry for entry in digest.entries for number in range(entry.lines[0], entry.lines[1] + 1)}
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True), start=1):
        if kind in {"title", "abstract"}:
            entry = owners[number]
            said = whole(entry.title if kind == "title" else entry.abstract)
            assert whole(line).lstrip("0123456789.)]#[") in said  # but for a list's number
    assert all(kinds[entry.lines[0] - 1] == "title" for entry in digest.entries)


@SLOWLY
@given(st.text())
def test_any_text_is_accounted_for(text: str) -> None:
    check(text)


@SLOWLY
@given(st.lists(st.sampled_from(LINES), max_size=60), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_any_row_of_telling_lines_is_accounted_for(lines: list[str], end: str) -> None:
    check(end.join(lines))


@SLOWLY
@given(number=st.integers(0, 2**32))
def test_altered_digests_are_accounted_for(both_seeds: tuple[Any, Any], number: int) -> None:
    rng = random.Random(number)
    seed = rng.choice(both_seeds)
    lines = seed.text.split("\n")
    start = rng.randrange(len(lines))
    lines = lines[: rng.randrange(12)] + lines[start : start + rng.randrange(40)]
    for _ in range(rng.randrange(12)):
        at = rng.randrange(len(lines) + 1)
        act = rng.randrange(4)
        if act == 0:
            lines.insert(at, rng.choice(LINES))
        elif act == 1:
            del lines[at : at + 1]
        elif act == 2 and at < len(lines):
            cut = rng.randrange(len(lines[at]) + 1)
            lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
        else:
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
    check("\n".join(lines))


MARKED = [
    "### [{}][32]\n\n[\n{}\n][33]\n[\n* 3 authors\n][34]\n·\nMay 30\n",
    "### [{}](https://huggingface.co/papers/2409.01234)\n\n[{}](https://huggingface.co/papers/2409.01234)\n",
    "### {}\n\n{}\n- 8 authors\n[LINK: GitHub 11k](https://github.com/a/b)\n",
    "--- 1. {} ---\nLink: https://arxiv.org/abs/2409.01234\n\n## Abstract (Original)\n{}\n\n## 초록 (Korean)\n-\n",
    "Title: {}\nPDF: https://arxiv.org/pdf/2409.01234\nSummary: {}\n---\n",
]


@SLOWLY
@given(number=st.integers(0, 2**32), form=st.sampled_from(MARKED))
def test_altered_digests_with_marks_are_accounted_for(both_seeds: tuple[Any, Any], number: int, form: str) -> None:
    rng = random.Random(number)
    papers = rng.sample(rng.choice(both_seeds).papers, 4)
    papers += papers[: rng.randrange(3)]
    lines = "".join(form.format(*paper) for paper in papers).split("\n")
    if rng.random() < 0.8:
        lines = ["Daily Papers", "", *lines]
    for _ in range(rng.randrange(12)):
        at = rng.randrange(len(lines) + 1)
        if rng.random() < 0.7:
            lines.insert(at, rng.choice(LINES))
        else:
            del lines[at : at + 1]
    check("\n".join(lines))


@SLOWLY
@given(number=st.integers(0, 2**32), width=st.sampled_from([40, 64, 80, 120]))
def test_altered_wrapped_digests_are_accounted_for(both_seeds: tuple[Any, Any], number: int, width: int) -> None:
    rng = random.Random(number)
    papers = rng.sample(rng.choice(both_seeds).papers, 5)
    lines = [line for paper in papers for part in paper for line in textwrap.wrap(part, width)]
    for _ in range(rng.randrange(12)):
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(LINES))
    check("\n".join(lines))


def read_or_refused(data: bytes) -> bool:
    try:
        return digests.read(Document("x", data)).format == "text"
    except UserError as refusal:
        return bool(refusal.title and refusal.message)


@SLOWLY
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert read_or_refused(data)


@SLOWLY
@given(number=st.integers(0, 2**32))
def test_digests_with_damaged_bytes_are_read_or_refused(both_seeds: tuple[Any, Any], number: int) -> None:
    rng = random.Random(number)
    data = bytearray(rng.choice(both_seeds).data[: rng.randrange(20_000)])
    for _ in range(rng.randrange(200)):
        if data:
            data[rng.randrange(len(data))] = rng.randrange(256)
    assert read_or_refused(bytes(data))


def test_the_kinds_of_a_small_digest_are_as_a_reader_would_say(both_seeds: tuple[Any, Any]) -> None:
    (first, abstract), (second, other) = both_seeds[0].papers[:2]
    lines = [
        "Subscribe",
        "Sep 3",
        "",
        first,
        abstract,
        "3 authors",
        second,
        other,
        "Printed with PageSaver 3.1",
    ]
    assert reader.account("\n".join(lines)) == [
        *("boilerplate", "meta", "blank", "title", "abstract", "meta", "title", "abstract", "reported"),
    ]


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\u200b\n\u00ad"])
def test_a_text_without_anything_to_see_is_blank(text: str) -> None:
    assert set(reader.account(text)) == {"blank"}


def test_real_captures_are_accounted_for(real_samples: Path) -> None:
    for path in sorted((real_samples / "hf-text").iterdir()):
        check(path.read_text("utf-8"))


def test_the_kinds_of_a_card_are_as_a_reader_would_say() -> None:
    lines = [
        *("Daily Papers", "[12](https://huggingface.co/login?next=%2Fpapers%2F2409.00001)"),
        "### [Notes in Order, and in](https://huggingface.co/papers/2409.00001)",
        *(
            "[",
            "We present a method. It is new, and our results show it on all of the data there is.",
            "](https://x.org)",
        ),
        *("3 authors", "## Remarks", "A word on it"),
        "### [Notes in Order, and out](https://huggingface.co/papers/2409.00001)",
    ]
    assert reader.account("\n".join(lines)) == [
        *("boilerplate", "meta", "title", "meta", "abstract", "meta", "meta", "reported", "reported", "reported"),
    ]
