"""Which tags a few typed letters mean: whole names first, then beginnings, then what is merely like them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from readinglist.model import TagInfo
from readinglist.text import fold

LONGEST = 200
LIKE = 0.75
"""How alike two words must be, from 0 to 1, for a slip of the finger."""
SHORTEST_SLIP = 4
"""Letters below which a slip is not guessed at."""

Kind = Literal["tag", "create"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of the popup: a tag of the library, or the name typed as a new one."""

    kind: Kind
    name: str
    hue: int = 215
    papers: int = 0
    on: bool = False
    """Whether all the papers concerned carry it."""


def choices(tags: Sequence[TagInfo], typed: str, on: Collection[str], last: str | None = None) -> list[Choice]:
    """The rows for what was typed, best first. Nothing typed: the last tag, then the last used first."""
    carried = {fold.tag_key(name) for name in on}
    recent = sorted(tags, key=lambda tag: tag.used, reverse=True)
    wanted = fold.tag_key(typed)
    if not wanted:
        first = fold.tag_key(last) if last else ""
        recent.sort(key=lambda tag: fold.tag_key(tag.name) != first)
        return [_row(tag, carried) for tag in recent]
    ranked = [(rank, tag) for tag in recent if (rank := _rank(wanted, fold.tag_key(tag.name))) is not None]
    ranked.sort(key=lambda pair: pair[0])
    rows = [_row(tag, carried) for _rank_, tag in ranked]
    name = clean(typed)
    if name and all(fold.tag_key(row.name) != wanted for row in rows):
        rows.append(Choice("create", name))
    return rows


def clean(typed: str) -> str:
    """A name as it may be given to a new tag; empty where it may not."""
    name = " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split()).strip("/ ")
    return name if 1 <= len(name) <= LONGEST and fold.tag_key(name) else ""


def _row(tag: TagInfo, carried: Collection[str]) -> Choice:
    return Choice("tag", tag.name, tag.hue, tag.papers, fold.tag_key(tag.name) in carried)


def _rank(wanted: str, name: str) -> tuple[int, int, int] | None:
    """How well a name answers, smaller is better; None: not at all."""
    words = name.replace("/", " ").replace("-", " ").split()
    ranks = (
        (name == wanted, 0),
        (wanted in words, len(name)),
        (name.startswith(wanted), 0),
        (any(word.startswith(wanted) for word in words), 0),
        (wanted in name, name.find(wanted)),
        (name[:1] == wanted[:1] and _in_order(wanted, name), len(name)),
    )
    for rank, (holds, within) in enumerate(ranks):
        if holds:
            return rank, within, 0
    if len(wanted) < SHORTEST_SLIP:
        return None
    nearest = max(SequenceMatcher(None, wanted, word).ratio() for word in (name, *words))
    return (len(ranks), -round(100 * nearest), len(name)) if nearest >= LIKE else None


def _in_order(letters: str, name: str) -> bool:
    """Whether the letters stand in the name in this order."""
    rest = iter(name)
    return all(letter in rest for letter in letters)
