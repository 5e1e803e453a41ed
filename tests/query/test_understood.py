from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.query import parse, understood


@pytest.mark.parametrize(
    "line", ["", "quantum", "quantum annealing", "(quantum annealing) spin", "C++", "foo:bar", "("]
)
def test_plain_words_need_no_telling(line: str) -> None:
    assert understood(parse(line)) == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("quantum -diffusion tag:physics", "papers with quantum and without diffusion, tagged physics"),
        ('"score matching"', "papers with “score matching”"),
        ("k-means", "papers with “k means”"),
        ('"network"', "papers with “network”"),
        ("diffus*", "papers with diffus*"),
        ("diffuson~", "papers with diffuson (give or take a letter)"),
        ('"a b"~3', "papers with “a b” (each word at most 3 places after the one before)"),
        ("a OR b OR c", "papers with a, b or c"),
        ("a b OR c", "papers with a and with (b or c)"),
        ("(entropy OR spin) -neural", "papers with (entropy or spin) and without neural"),
        ("-survey -review", "papers without survey or review"),
        ("-(a b)", "papers not (with a and b)"),
        ("-(a OR b)", "papers without a or b"),
        ("title:a author:b", "papers with a in the title and with b among the authors"),
        ("note:a -abstract:b", "papers with a in the note and without b in the abstract"),
        ("highlight:a", "papers with a in a highlight"),
        ("title:(a OR b)", "papers with a or b in the title"),
        ("a OR tag:x", "papers with a or tagged x"),
        ("(a is:later) OR tag:x", "papers (with a, in Later) or tagged x"),
        ("is:inbox OR is:later", "papers in Inbox or in Later"),
        ("a is:inbox OR is:later", "papers with a, (in Inbox or in Later)"),
        ("tag:*", "papers with a tag"),
        ("-tag:*", "papers without a tag"),
        ("-tag:x", "papers not tagged x"),
        ("is:dismissed", "papers marked not for me"),
        ("is:trash", "papers removed"),
        ("is:unread -is:starred", "papers never opened, not starred"),
        ("-is:noted", "papers without a note"),
        ("is:highlighted", "papers with a highlight"),
        ("-is:highlighted", "papers without a highlight"),
        ("is:new", "papers first seen in the latest import"),
        ("is:any", "all papers, also those marked not for me or removed"),
        ("a is:any", "papers with a, also those marked not for me or removed"),
        ("digest:#2 position:<=10", "papers in digest 2 at position 10 or before"),
        ("digest:latest", "papers in the digest imported last"),
        ("digest:latest position:1", "papers in the digest imported last at position 1"),
        ("position:1", "papers at position 1"),
        ('digest:"3 Sep"', "papers in a digest called “3 sep”"),
        ("seen:1", "papers seen in 1 digest"),
        ("seen:>1", "papers seen in more than 1 digest"),
        ("seen:2", "papers seen in 2 digests"),
        ("added:<7d", "papers added in the last 7 days"),
        ("added:<1d", "papers added in the last day"),
        ("added:>30d", "papers added more than 30 days ago"),
        ("added:>1d", "papers added more than 1 day ago"),
        ("added:7d", "papers added 7 days ago"),
        ("added:2026", "papers added in 2026"),
        ("added:2026-09", "papers added in September 2026"),
        ("added:2026-09-03", "papers added on 3 September 2026"),
        ("added:>=2026-09-03", "papers added since 3 September 2026"),
        ("moved:<7d", "papers last moved in the last 7 days"),
        ("-moved:>30d", "papers not last moved more than 30 days ago"),
        ("moved:2026-09", "papers last moved in September 2026"),
        ("dated:<2026-01", "papers dated before January 2026"),
        ("dated:unknown", "papers of unknown date"),
        ("-dated:unknown", "papers not of unknown date"),
        ("arxiv:2401.01234v2", "papers with arXiv number 2401.01234"),
        ("doi:10.1000/182", "papers with DOI 10.1000/182"),
        ("-id:17", "papers without number 17"),
        ("similar:17", "papers like paper 17"),
        ("quantum -similar:17", "papers with quantum, not like paper 17"),
        ("sort:newest", "all papers, newest first"),
        ("quantum sort:title", "papers with quantum, by title"),
        ("sort:seen", "all papers, most often seen first"),
        ("sort:digest", "all papers, latest digest first"),
        ("sort:oldest is:any", "all papers, also those marked not for me or removed, oldest first"),
    ],
)
def test_a_line_is_told_in_words(line: str, said: str) -> None:
    assert understood(parse(line)) == said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("quantum", "papers with quantum…"),
        ("spin quant", "papers with spin and quant…"),
        ("title:quant", "papers with quant… in the title"),
        ("k-mea", "papers with “k mea…”"),
        ("quantum ", ""),
        ("-quantum", "papers without quantum"),
    ],
)
def test_the_word_being_typed_ends_in_dots(line: str, said: str) -> None:
    assert understood(parse(line, typing=True)) == said


_PIECES = [
    "a ",
    "b ",
    "-",
    "(",
    ")",
    "OR ",
    "NOT ",
    "title:",
    "tag:x ",
    "is:any ",
    "is:later ",
    "position:1 ",
    "added:2026 ",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_every_line_that_can_be_read_can_be_told(line: str) -> None:
    said = understood(parse(line))
    assert said == "" or said.startswith(("papers ", "all papers"))
    assert said.count("(") == said.count(")")
