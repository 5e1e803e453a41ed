"""Lines on their way to a saved search."""

from __future__ import annotations

from typing import get_args

import pytest

from readinglist import query
from readinglist.gui.search_bar import ORDERS
from readinglist.gui.search_lines import suggested_name, together
from readinglist.query import scope
from readinglist.query.ast import Sort


@pytest.mark.parametrize(
    ("view", "line", "both"),
    [
        ("", " quantum ", "quantum"),
        ("is:starred", "", "is:starred"),
        ("is:inbox", "quantum -spin", "is:inbox quantum -spin"),
        ("entropy OR spin", "a OR b", "entropy OR spin a OR b"),
        ("digest:#1", "position:<=10", "digest:#1 position:<=10"),
        ("digest:#1", "digest:#2", "(digest:#1) (digest:#2)"),
        ("quantum sort:title", "spin", "quantum spin sort:title"),
        ("sort:title quantum", "spin sort:oldest", "quantum spin sort:oldest"),
        ("sort:title", "spin", "spin sort:title"),
        ("is:inbox", "title:", "is:inbox title:"),
    ],
)
def test_a_line_within_a_view_becomes_one_line(view: str, line: str, both: str) -> None:
    assert together(view, line) == both


@pytest.mark.parametrize("view", ["is:inbox", 'tag:"a b"', "digest:#2", "a OR b -c", "(a b) OR c"])
@pytest.mark.parametrize("line", ["x", "x OR y", "-x", "position:<=3", 'tag:z "x y"', "(x OR y z)"])
def test_the_one_line_means_what_the_list_shows(view: str, line: str) -> None:
    wanted = scope.combined(query.parse(view).root, query.parse(line).root)
    assert query.parse(together(view, line)).root == wanted


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Quantum annealing", "Quantum annealing"),
        ('"score matching" -survey', "“score matching” and without survey"),
        ("is:starred", "Starred"),
        ("quantum tag:physics", "Quantum, tagged physics"),
        ("sort:title", "All papers, by title"),
    ],
)
def test_a_search_is_offered_the_name_it_is_understood_by(line: str, name: str) -> None:
    assert suggested_name(line) == name


def test_an_offered_name_is_short() -> None:
    assert len(suggested_name(" OR ".join(f'"word {number}"' for number in range(50)))) <= 60


def test_every_order_of_the_language_has_a_word_in_the_menu() -> None:
    assert set(ORDERS) == set(get_args(Sort))
