from __future__ import annotations

import pytest

from readinglist.query import parse, scope
from readinglist.query.ast import And, AtPosition, InDigest, Sighted, Word


@pytest.mark.parametrize(
    ("line", "dismissed", "removed"),
    [
        ("", True, True),
        ("quantum is:inbox", True, True),
        ("is:dismissed", False, True),
        ("quantum is:dismissed", False, True),
        ("quantum OR (is:dismissed spin)", False, True),
        ("-is:dismissed", False, True),
        ("is:trash", True, False),
        ("is:any", False, False),
        ("is:dismissed OR is:trash", False, False),
    ],
)
def test_a_line_leaves_out_what_it_does_not_speak_of(line: str, dismissed: bool, removed: bool) -> None:
    assert scope.leaves_out(parse(line).root) == (dismissed, removed)


@pytest.mark.parametrize(
    ("line", "has", "wants", "only"),
    [
        ("quantum", True, True, True),
        ('-"a b" OR title:c', True, True, True),
        ("-quantum", True, False, True),
        ("is:later", False, False, False),
        ("quantum is:later", True, True, False),
        ("similar:17", True, True, False),
        ("-similar:17", True, False, False),
        ("quantum similar:17", True, True, False),
        ("highlight:quantum", False, True, False),
        ("", False, False, False),
    ],
)
def test_what_words_a_tree_has(line: str, has: bool, wants: bool, only: bool) -> None:
    root = parse(line).root
    assert (scope.has_words(root), scope.wants_words(root), scope.only_words(root)) == (has, wants, only)


@pytest.mark.parametrize(
    ("line", "digest"), [("digest:#2", 2), ("digest:x", None), ("digest:#2 a", None), ("", None)]
)
def test_a_view_may_be_one_digest(line: str, digest: int | None) -> None:
    assert scope.own_digest(parse(line).root) == digest


def test_a_view_and_a_line_hold_together() -> None:
    view, line = parse("is:inbox").root, parse("quantum").root
    assert scope.combined(view, line) == And((view, line))
    assert scope.combined(parse("").root, line) == line
    assert scope.combined(view, parse("").root) == view


def test_a_position_speaks_of_the_digest_of_the_view() -> None:
    combined = scope.combined(parse("digest:#2").root, parse("a position:1").root)
    assert combined == And((Sighted((InDigest(2), AtPosition("=", 1))), Word("a")))


def test_another_digest_in_the_line_is_another_sighting() -> None:
    view, line = parse("digest:#2").root, parse("digest:#3").root
    assert scope.combined(view, line) == And((view, line))
