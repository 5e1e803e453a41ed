"""Takes what was found anew into the rows that stand, without moving any of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence


def merge(old: array[int], new: array[int], existing: Callable[[Sequence[int]], set[int]]) -> array[int]:
    """The rows of `old` and of `new` as one list in the order of `new`: a row that is only in `old` stays
    behind the row it stood behind, unless it does not exist any more."""
    if old == new:
        return old
    found = set(new)
    stale = [paper for paper in old if paper not in found]
    if not stale:
        return new
    stays = existing(stale)
    behind: dict[int | None, list[int]] = {}
    before: int | None = None
    for paper in old:
        if paper in found:
            before = paper
        elif paper in stays:
            behind.setdefault(before, []).append(paper)
    merged = array("q")
    first_old = next((paper for paper in old if paper in found), None)
    lead = behind.pop(None, [])
    for paper in new:
        if paper == first_old:
            merged.extend(lead)
        merged.append(paper)
        merged.extend(behind.get(paper, ()))
    if first_old is None:
        merged.extend(lead)
    return merged
