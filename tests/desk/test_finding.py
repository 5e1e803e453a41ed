"""What a line finds is what `query.match` finds, with the index, without it, and while it lags behind."""

from __future__ import annotations

import json
from array import array
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist import query
from readinglist.cli import run
from readinglist.desk import Finder, Indexer, SearchCounter, Superseded, import_drop
from readinglist.desk.finding import SCORED
from readinglist.library import Library, cards, open_library, queue, searches, undo, write_note
from readinglist.messages import Find
from readinglist.query import scope

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
GOLDEN = [
    ("", 230),
    ("quantum", 44),
    ("quantum diffusion", 4),
    ("quantum -diffusion", 40),
    ('"score matching"', 3),
    ("SCHRÖDINGER", 12),
    ('"Schr\\"odinger bridge"', 3),
    ("title:entropy", 5),
    ("networks", 79),
    ('"network"', 53),
    ("entropy OR annealing", 24),
    ("(entropy OR spin) -neural", 28),
    ("digest:#1", 68),
    ("(digest:#1) (digest:#2)", 6),
    ("seen:>1", 6),
    ("position:<=10", 19),
]


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory, seeds: tuple[Path, Path]) -> Path:
    folder = tmp_path_factory.mktemp("fresh")
    with open_library(folder / "data") as library:
        import_drop(library, list(map(str, seeds)), origin="command")
        Indexer(library, folder / "cache").bring_up_to_date()
    return folder


@pytest.mark.parametrize(("line", "papers"), GOLDEN)
@pytest.mark.parametrize("indexed", [True, False])
def test_the_golden_counts(fresh: Path, line: str, papers: int, indexed: bool) -> None:
    with open_library(fresh / "data") as library:
        finder = Finder(library, fresh / ("cache" if indexed else "none"))
        found = finder.find(Find(1, "", line))
        finder.close()
    assert found.everywhere == papers
    assert len(found.ids) == 8 * papers
    assert found.complete == (indexed or not scope.has_words(query.parse(line).root))


_WORDS = ("quantum", "network", "networks", "entropy", "schrodinger", "the", "neural", "Physics", "zzz", "2d", "l")
_FIELDS = ("title:", "abstract:", "note:", "author:")
_MARKS = (
    *(
        "is:inbox",
        "is:later",
        "is:done",
        "is:dismissed",
        "is:trash",
        "is:starred",
        "is:noted",
        "is:unread",
        "is:new",
        "is:any",
    ),
    *("tag:physics", 'tag:"to read/soon"', "tag:to*", "digest:#1", "digest:#2", "digest:daily"),
    *("seen:>1", "seen:<=1", "position:<=10", "added:<7d", "added:>=2026-01", "id:33", "is:highlighted"),
    *("tag:to", "digest:latest", "digest:latest position:<5", "moved:<7d", "moved:>1d", "dated:unknown"),
    *("highlight:entropy", "arxiv:2401.01234"),
)
_word = st.builds(
    lambda field, word, tail: f"{field}{word}{tail}",
    st.sampled_from(("", "", "", *_FIELDS)),
    st.sampled_from(_WORDS),
    st.sampled_from(("", "", "*", "~")),
)
_phrase = st.builds(
    lambda words, slop: f'"{" ".join(words)}"{slop}',
    st.lists(st.sampled_from(_WORDS), min_size=2, max_size=3),
    st.sampled_from(("", "", "~2", "~9", "~100")),
)
_leaf = st.one_of(_word, _word, _phrase, st.sampled_from(_MARKS))
_line = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.builds("{} {}".format, inner, inner),
        st.builds("({} OR {})".format, inner, inner),
        st.builds("NOT ({})".format, inner),
        st.builds("-({})".format, inner),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(line=_line, view=st.sampled_from(("", "is:inbox", "digest:#2", "tag:physics")), typing=st.booleans())
def test_random_lines_find_what_the_matcher_finds(marked: Library, line: str, view: str, typing: bool) -> None:
    finder = Finder(marked, marked.folder.parent / "cache")
    found = finder.find(Find(1, view, line, typing=typing), NOW)
    finder.close()
    read = query.parse(line, typing=typing)
    assert not read.slips, line
    whole = cards(marked, queue.all_ids(marked))
    everywhere = {card.paper.id for card in whole if _shows(read.root, card)}
    in_view = {card.paper.id for card in whole if _shows(scope.combined(query.parse(view).root, read.root), card)}
    assert set(array("q", found.ids)) == (everywhere if view else in_view)
    assert (found.everywhere, found.in_view) == (len(everywhere), len(in_view))


def _shows(root: query.ast.Node, card: object) -> bool:
    dismissed, removed = scope.leaves_out(root)
    state = card.marks.state  # type: ignore[attr-defined]
    return query.match(root, card, now=NOW) and not (  # type: ignore[arg-type]
        (dismissed and state == "dismissed") or (removed and state == "trash")
    )


LINES = (
    *(
        "is:any",
        "quantum",
        "networks -neural",
        '"score matching"',
        "diffuson~",
        '"quantum systems"~3',
        "title:entropy",
    ),
    *("is:later quantum", "tag:physics", "tag:to", "-tag:* is:inbox", "is:starred OR is:noted", "is:any seen:>1"),
    *("digest:latest position:<=10", "digest:#1 moved:<1d", "added:<7d entropy", "similar:17", "sort:title spin"),
    *(
        "title:entropy",
        "note:entropy",
        "diffus* is:dismissed",
        "(quantum OR spin) -tag:physics sort:seen",
        "zzz",
        "highlight:x",
    ),
)


@pytest.mark.parametrize("line", LINES)
def test_a_line_finds_the_same_wherever_it_stands(
    marked: Library, line: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """In the box, as a view, as a saved search, as a count and on the command line."""
    finder = Finder(marked, marked.folder.parent / "cache")
    in_box = finder.find(Find(1, "is:inbox", line))
    as_view = finder.find(Find(2, line))
    searches.save(marked, "A search", line, origin="window")
    counted = {info.line: info.papers for info in SearchCounter(marked, finder).infos()}
    undo(marked, origin="window")
    assert in_box.everywhere == as_view.in_view == counted[line] == finder.count(query.parse(line).root)
    finder.close()
    monkeypatch.setenv("READINGLIST_HOME", str(marked.folder.parent))
    assert run(pytest.fail, ["search", "--json", "--limit", "1000", line]) == 0
    told = json.loads(capfdbinary.readouterr().out)
    assert told["total"] == as_view.in_view
    assert [paper["id"] for paper in told["papers"]] == list(array("q", in_box.ids))
    assert set(array("q", as_view.ids)) == set(array("q", in_box.ids))


def test_what_was_just_noted_is_found_before_the_index_has_it(fresh: Path, tmp_path: Path) -> None:
    with open_library(fresh / "data") as library:
        finder = Finder(library, fresh / "cache")
        assert finder.find(Find(1, "", "xylophone")).everywhere == 0
        write_note(library, 5, "xylophone", rev=0, origin="window")
        found = finder.find(Find(2, "", "xylophone"))
        finder.close()
    assert list(array("q", found.ids)) == [5]


def test_a_newer_question_ends_one_that_takes_long(marked: Library, tmp_path: Path) -> None:
    finder = Finder(marked, tmp_path / "no index", newer=lambda: True)
    with pytest.raises(Superseded):
        finder.find(Find(1, "", "quantum"))


def test_what_is_left_out_is_counted(marked: Library) -> None:
    finder = Finder(marked, marked.folder.parent / "cache")
    found = finder.find(Find(1, "", "quantum"))
    hidden = finder.find(Find(2, "", "quantum (is:dismissed OR is:trash)"))
    finder.close()
    assert found.dismissed + found.removed == hidden.everywhere > 0


def test_a_slip_is_said_and_finds_nothing(marked: Library) -> None:
    found = Finder(marked, marked.folder.parent / "cache").find(Find(1, "", "is:nonsense quantum"))
    assert found.slips
    assert found.ids == b""


def test_best_first_puts_titles_before_abstracts(marked: Library) -> None:
    finder = Finder(marked, marked.folder.parent / "cache")
    found = finder.find(Find(1, "", "diffusion"))
    ids = array("q", found.ids)
    finder.close()
    in_title = ["diffusion" in card.paper.title.lower() for card in cards(marked, list(ids))]
    assert found.scores[:2] == tuple(sorted(found.scores, reverse=True))[:2]
    assert len(found.scores) == min(len(ids), SCORED)
    assert all(in_title[:8])
    assert not any(in_title[-8:])
