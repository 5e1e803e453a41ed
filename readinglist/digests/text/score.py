"""What it costs to take a paragraph for a title, an abstract, more of one, a line of names, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from readinglist.digests.text.measures import Paragraph
from readinglist.digests.text.names import listed
from readinglist.digests.text.weights import WEIGHTS as W

IMPOSSIBLE: Final = float("inf")


def full_stops_are_custom(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether this file writes its titles with a full stop."""
    short = [one for one in paragraphs if one.length <= W.full_stop_length and not one.boundaries]
    return sum(one.full_stop for one in short) > W.full_stop_share * len(short)


def title(one: Paragraph, *, full_stops: bool) -> float:
    """The cost of reading it as a title."""
    cost = max(0.0, (one.length - W.title_free) / W.title_per)
    if one.length <= W.title_endless:
        cost = min(W.title_most, cost)
    if one.boundaries == 1 and (one.length <= W.title_one_boundary_length or not one.ends):
        cost += W.title_one_boundary
    elif one.boundaries:
        cost += W.title_boundaries + one.boundaries * W.title_boundaries_each
    if one.full_stop:
        cost += W.title_full_stop_custom if full_stops else W.title_full_stop
    cost += W.title_address * one.address + W.title_lower_case * one.lower_case
    cost += W.title_opening * one.opening + W.title_imprint * one.imprint
    return cost + W.title_tiny * (one.length < W.title_tiny_length)


def abstract(one: Paragraph) -> float:
    """The cost of reading it as the first paragraph of an abstract."""
    sentence = one.full_stop and one.length >= W.abstract_sentence
    length = max(one.length, W.abstract_steps[-1][0]) if sentence else one.length
    cost = next((cost for least, cost in W.abstract_steps if length >= least), W.abstract_short)
    cost += W.abstract_stub * (one.length < W.abstract_stub_length)
    cost += W.abstract_no_boundary * (not one.boundaries)
    cost += W.abstract_open_end * (not one.ends and not one.address)
    return cost + W.abstract_lower_case * one.lower_case


def more(one: Paragraph) -> float:
    """The cost of reading it as a further paragraph of the abstract above."""
    closed = one.ends or one.address
    cost = W.more + (W.more_closed if closed else W.more_open)
    cost += W.more_no_boundary * (not one.boundaries and not one.address) + W.more_lower_case * one.lower_case
    return cost + W.more_scrap * (not closed and one.length < W.more_scrap_length)


def names(one: Paragraph, *, custom: bool) -> float:
    """The cost of reading it as the authors' names, in a file whose custom it is to write them."""
    return W.names if custom and listed(one.text) else IMPOSSIBLE
