"""How a list takes in what changed without anything jumping."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.gui.row_merge import merge


def everything(ids: Sequence[int]) -> set[int]:
    return set(ids)


@pytest.mark.parametrize(
    ("old", "new", "merged"),
    [
        ([1, 2, 3], [1, 2, 3], [1, 2, 3]),
        ([1, 2, 3], [1, 3], [1, 2, 3]),
        ([1, 2, 3], [8, 9, 1, 2, 3], [8, 9, 1, 2, 3]),
        ([1, 2, 3], [8, 9, 2, 3], [8, 9, 1, 2, 3]),
        ([1, 2, 3, 4], [1, 4], [1, 2, 3, 4]),
        ([1, 2], [], [1, 2]),
        ([], [4, 5], [4, 5]),
    ],
    ids=str,
)
def test_judged_rows_keep_their_place_and_new_ones_come_in(
    old: list[int], new: list[int], merged: list[int]
) -> None:
    assert list(merge(array("q", old), array("q", new), everything)) == merged


def test_a_row_whose_paper_is_gone_leaves() -> None:
    assert list(merge(array("q", [1, 2, 3]), array("q", [1, 3]), lambda _ids: set())) == [1, 3]


@given(st.lists(st.integers(1, 60), unique=True), st.lists(st.integers(1, 60), unique=True))
def test_nothing_is_lost_or_doubled_and_both_orders_are_kept(old: list[int], new: list[int]) -> None:
    merged = list(merge(array("q", old), array("q", new), everything))
    assert sorted(merged) == sorted(set(old) | set(new))
    assert [paper for paper in merged if paper in set(new)] == new
