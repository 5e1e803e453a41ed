"""The array engine finds what stock Whoosh finds, scored the same; what is ours alone is as `match` says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist.model import Card, Marks, Paper
from readinglist.query import match
from readinglist.query.ast import And, Node, Not, Or, Phrase, Word
from readinglist.search import WordIndex
from readinglist.search import index as shelf
from readinglist.search.analysis import FIELDS, FORMAT
from readinglist.search.storage import IndexState
from tests.search.stock import Text, answers, stock_index, stock_reader

WORDS = (
    *("network", "networks", "net", "nets", "spin", "spins", "score", "scores", "matching", "match"),
    *("Schrödinger", "φ", "量子", "a", "of", "the", "of", "x1", "diffusion", "difusion", "diffsuion", "study"),
)
_texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
_documents = st.tuples(_texts, st.lists(_texts, max_size=4).map(" ".join), _texts, _texts)
_word = st.sampled_from(
    ["network", "spin", "score", "match", "schrodinger", "phi", "量", "a", "of", "the", "x1", "diffusion", "gone"]
)
_field = st.sampled_from([None, *FIELDS])
_words = st.builds(Word, _word, _field, st.sampled_from(["plain", "exact"]))
_starting = st.builds(lambda word, field: Word(word[:3], field, "prefix"), _word, _field)
_phrases = st.builds(Phrase, st.lists(_word, min_size=2, max_size=4).map(tuple), _field)


def _trees(leaves: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
            st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        ),
        max_leaves=5,
    )


_scored = _trees(_words)
_any = _trees(st.one_of(_words, _starting, _phrases, st.builds(Not, st.one_of(_words, _phrases))))
_history = st.lists(st.dictionaries(st.integers(1, 12), _documents, max_size=6), min_size=1, max_size=6)
"""Commits, one after another: papers with their texts, those known before changed by it."""


def state() -> IndexState:
    return IndexState("uuid", "token", 1, FORMAT, shelf.whoosh_build())


def made(folder: Path, history: list[dict[int, Text]]) -> dict[int, Text]:
    """An index of these commits; what it holds in the end. A paper without any text is deleted."""
    shelf.rebuild(folder, state(), ((paper, *told) for paper, told in history[0].items()))  # type: ignore[misc]
    held = dict(history[0])
    for commit in history[1:]:
        changed = {paper: told for paper, told in commit.items() if any(told)}
        shelf.update(folder, state(), commit, ((paper, *told) for paper, told in changed.items()))  # type: ignore[misc]
        held = {paper: told for paper, told in held.items() if paper not in commit} | changed
    return held


def found(folder: Path, node: Node) -> dict[int, float]:
    index = WordIndex(folder)
    papers, scores = index.words(node)
    index.close()
    assert len(set(papers.tolist())) == len(papers)
    return dict(zip(papers.tolist(), scores.tolist(), strict=True))


def card(paper: int, told: Text) -> Card:
    title, abstract, author, note = told
    facts = Paper(paper, "", title, abstract, (author,) if author else (), {}, {}, None, "")
    return Card(facts, Marks(note=note), ())


quick = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(documents=st.dictionaries(st.integers(1, 500), _documents, min_size=1, max_size=20), node=_scored)
def test_scores_are_those_of_whooshs_own_index(
    tmp_path_factory: pytest.TempPathFactory, documents: dict[int, Text], node: Node
) -> None:
    folder = tmp_path_factory.mktemp("index")
    made(folder, [documents])
    assert found(folder, node) == pytest.approx(answers(stock_index(documents), node), abs=1e-3)


@quick
@given(history=_history, node=_scored)
def test_scores_are_those_whooshs_searcher_gives_our_segments(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[int, Text]], node: Node
) -> None:
    folder = tmp_path_factory.mktemp("index")
    made(folder, history)
    assert found(folder, node) == pytest.approx(answers(stock_reader(folder), node), abs=1e-3)


@quick
@given(history=_history, node=_any, most=st.integers(1, 3))
def test_papers_are_those_of_whooshs_own_index_whatever_was_changed_or_joined(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[int, Text]], node: Node, most: int
) -> None:
    folder = tmp_path_factory.mktemp("index")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shelf, "BUSY", most)
        held = made(folder, history)
    index = WordIndex(folder)
    assert index.papers() == sorted(held)
    assert index.segments <= most
    index.close()
    assert found(folder, node).keys() == answers(stock_index(held), node).keys() if held else True


@quick
@given(history=_history)
def test_terms_and_their_counts_are_whooshs(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[int, Text]]
) -> None:
    folder = tmp_path_factory.mktemp("index")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shelf, "BUSY", 1)
        held = made(folder, [*history, {99: ("the last", "", "", "")}])
    stock, ours = stock_index(held).reader(), stock_reader(folder).reader()
    for name in FIELDS:
        terms = list(stock.lexicon(name))
        assert list(ours.lexicon(name)) == terms
        assert ours.field_length(name) == stock.field_length(name)
        for term in terms:
            assert ours.doc_frequency(name, term) == stock.doc_frequency(name, term)
            assert ours.frequency(name, term) == stock.frequency(name, term)
    stock.close()
    ours.close()


_ours = st.one_of(
    st.builds(Word, _word, _field, st.sampled_from(["near", "typed", "prefix"])),
    st.builds(
        Phrase, st.lists(_word, min_size=2, max_size=3).map(tuple), _field, st.booleans(), st.integers(1, 90)
    ),
)


@quick
@given(documents=st.dictionaries(st.integers(1, 500), _documents, min_size=1, max_size=20), node=_trees(_ours))
def test_what_whoosh_has_not_is_as_the_matcher_says(
    tmp_path_factory: pytest.TempPathFactory, documents: dict[int, Text], node: Node
) -> None:
    folder = tmp_path_factory.mktemp("index")
    made(folder, [documents])
    wanted = {paper for paper, told in documents.items() if match(node, card(paper, told))}
    assert found(folder, node).keys() == wanted
