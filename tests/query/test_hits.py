from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.query import hits, parse, snippet

TEXT = "Schrödinger Bridges and neural networks: a k-means view. Networks of Schro\u0308dinger bridge matching."


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("network", ["networks", "Networks"]),
        ('"networks"', ["networks", "Networks"]),
        ('"network"', []),
        ("bridge", ["Bridges", "bridge"]),
        ("schrodinger", ["Schrödinger", "Schro\u0308dinger"]),
        ('"schrodinger bridge"', ["Schro\u0308dinger bridge"]),
        ("k-means", ["k-means"]),
        ("neur*", ["neural"]),
        ("bridge~", ["Bridges", "bridge"]),
        ("brigde~", ["bridge"]),
        ("netwrks~", ["networks", "Networks"]),
        ('"bridges networks"~3', ["Bridges", "networks"]),
        ('"bridges networks"~2', []),
        ('"schrodinger networks"~2', []),
        ('"schrodinger bridges neural networks"~2', ["Schrödinger", "Bridges", "neural", "networks"]),
        ('"bridge schrodinger"~9', []),
        ("highlight:neural", []),
        ("-bridge network", ["networks", "Networks"]),
        ("-(bridge OR view)", []),
        ("neural OR view", ["neural", "view"]),
        ("neural NOT NOT view", ["neural", "view"]),
        ("neural networks", ["neural", "networks", "Networks"]),
        ('"neural networks" networks', ["neural networks", "Networks"]),
        ("title:neural", []),
        ("abstract:neural", ["neural"]),
        ("tag:neural is:starred", []),
        ("", []),
        ("(", []),
    ],
)
def test_wanted_words_are_marked_where_they_stand(line: str, marked: list[str]) -> None:
    assert [TEXT[start:end] for start, end in hits(parse(line), TEXT, "abstract")] == marked


def test_the_word_being_typed_is_marked_with_what_it_may_become() -> None:
    found = hits(parse("bri", typing=True), TEXT, "title")
    assert [TEXT[start:end] for start, end in found] == ["Bridges", "bridge"]


@given(st.text(), st.lists(st.text(max_size=10), max_size=4).map(" OR ".join))
def test_hits_lie_in_order_in_the_text(text: str, line: str) -> None:
    end = 0
    for start, stop in hits(parse(line), text, "title"):
        assert end <= start < stop <= len(text)
        end = stop


LONG = (
    "First words of it. "
    + "Nothing to see here, " * 20
    + "then the kagome lattice appears "
    + "and more follows, " * 20
)


@pytest.mark.parametrize("length", [40, 80, 160])
def test_a_snippet_shows_the_first_hit_between_whole_words(length: int) -> None:
    shown = snippet(parse("kagome"), LONG, length)
    assert "kagome" in shown
    assert len(shown) <= length
    assert shown[0] == shown[-1] == "…"
    words = shown.strip("…").split()
    assert set(words) <= set(LONG.split())


def test_a_snippet_without_hit_is_the_beginning() -> None:
    assert snippet(parse("absent"), LONG, 30) == "First words of it. Nothing…"
    assert snippet(parse(""), "Short  and\nsweet", 30) == "Short and sweet"


def test_a_snippet_near_the_end_runs_to_the_end() -> None:
    text = "word " * 50 + "last kagome"
    shown = snippet(parse("kagome"), text, 60)
    assert shown.endswith("last kagome")
    assert shown.startswith("…")


@given(st.text(), st.integers(3, 60), st.text(max_size=5))
def test_a_snippet_is_never_longer_than_asked(text: str, length: int, line: str) -> None:
    assert len(snippet(parse(line), text, length)) <= length


def test_a_megabyte_is_marked_in_linear_time() -> None:
    text = "aa " * 330_000
    query = parse('"' + "aa " * 300 + 'bb" aa*')
    began = time.process_time()
    hits(query, text[:100_000], "abstract")
    snippet(query, text, 200)
    assert time.process_time() - began < 5
