"""The language on one paper in plain Python: for papers the index has not seen yet, for a library without an
index, and as the oracle of every faster way."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from readinglist.model import Card, Sighting
from readinglist.query import dates
from readinglist.query.ast import (
    And,
    AtPosition,
    Comparison,
    Dated,
    Everything,
    Flag,
    Identified,
    InDigest,
    Is,
    Moved,
    Node,
    Not,
    Or,
    Phrase,
    Seen,
    Sighted,
    Similar,
    Tagged,
    When,
    Word,
    WordField,
)
from readinglist.query.near import one_slip, standing
from readinglist.text.fold import tag_key, variants, words

_COMPARE: dict[Comparison, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


def match(node: Node, card: Card, *, now: datetime | None = None) -> bool:
    """Whether a tree holds for a paper. What a line leaves out unasked is not looked at here (see `scope`).
    Raises TypeError for a tree with `similar:`: one paper alone can't tell."""
    return _holds(node, card, now or datetime.now().astimezone())


def _holds(node: Node, card: Card, now: datetime) -> bool:
    match node:
        case Everything():
            return True
        case And(parts):
            return all(_holds(part, card, now) for part in parts)
        case Or(parts):
            return any(_holds(part, card, now) for part in parts)
        case Not(part):
            return not _holds(part, card, now)
        case Word():
            return any(_has_word(node, _folded(text)) for text in _texts(card, node.field))
        case Phrase():
            return any(_has_phrase(node, _folded(text)) for text in _texts(card, node.field))
        case Tagged(name):
            return _tagged(name, card)
        case Is(flag):
            return _flagged(flag, card)
        case Sighted(conditions):
            return any(all(_at(condition, seen) for condition in conditions) for seen in card.sightings)
        case Seen(comparison, times):
            return _COMPARE[comparison](len(card.sightings), times)
        case When():
            return _lies(card.marks.moved if isinstance(node, Moved) else card.paper.added, node, now)
        case Dated(comparison, date):
            known = [seen.dated for seen in card.sightings if seen.dated]
            if date is None:
                return not known
            return any(_COMPARE[comparison](told[: len(date)], date) for told in known)
        case Identified("id", value):
            return card.paper.id == int(value)
        case Identified(kind, value):
            return card.paper.identifiers.get(kind) == value
        case Similar():
            raise TypeError("Likeness is between two papers; the index knows it")
    raise TypeError(f"No node of the language: {node}")


def compares(comparison: Comparison, one: Any, other: Any) -> bool:
    """Whether two values stand so."""
    return _COMPARE[comparison](one, other)


def digest_called(wanted: Sequence[str], name: str, file: str, dated_as: str | None) -> bool:
    """Whether a digest's shown name, file name and date as written hold all these folded words, wherever
    they stand: `digest:"3 Sep"` is the one dated `Sep 3`."""
    told = {word for text in (name, file, dated_as or "") for word in words(text)}
    return told.issuperset(wanted)


def _texts(card: Card, field: WordField | None) -> tuple[str, ...]:
    """The texts a word may stand in; a phrase never runs from one into the next."""
    match field:
        case "title":
            return (card.paper.title,)
        case "abstract":
            return (card.paper.abstract,)
        case "author":
            return (" ; ".join(card.paper.authors),)
        case "note":
            return (card.marks.note,)
        case "highlight":
            return card.marks.highlights
    paper, marks = card.paper, card.marks
    return paper.title, paper.abstract, " ; ".join(paper.authors), marks.note, *marks.highlights


@lru_cache(maxsize=256)
def _folded(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of a text, in order and at once; remembered for the few papers being looked at."""
    found = tuple(words(text))
    return found, frozenset(found)


def _has_word(word: Word, folded: tuple[tuple[str, ...], frozenset[str]]) -> bool:
    found = folded[1]
    if word.form in ("prefix", "typed") and any(told.startswith(word.text) for told in found):
        return True
    if word.form in ("plain", "typed"):
        return any(variant in found for variant in variants(word.text))
    if word.form == "near":
        return any(one_slip(word.text, told) for told in found)
    return word.text in found


def _has_phrase(phrase: Phrase, folded: tuple[tuple[str, ...], frozenset[str]]) -> bool:
    found, distinct = folded
    exact = phrase.words[:-1] if phrase.typed else phrase.words
    if not distinct.issuperset(exact):
        return False
    return next(standing(phrase, found), None) is not None


def _lies(moment: str | None, node: When, now: datetime) -> bool:
    """Whether a stored UTC text lies where it should; no moment lies nowhere."""
    earliest, latest = dates.between(node, now)
    return moment is not None and (earliest is None or moment >= earliest) and (latest is None or moment < latest)


def _tagged(name: str | None, card: Card) -> bool:
    if name is None:
        return bool(card.marks.tags)
    key = tag_key(name)
    return any(told == key or told.startswith(f"{key}/") for told in map(tag_key, card.marks.tags))


def _flagged(flag: Flag, card: Card) -> bool:
    marks = card.marks
    match flag:
        case "starred":
            return marks.starred
        case "unread":
            return marks.opened is None
        case "noted":
            return bool(marks.note)
        case "highlighted":
            return bool(marks.highlights)
        case "new":
            return card.new
        case "any":
            return True
    return marks.state == flag


def _at(condition: InDigest | AtPosition, seen: Sighting) -> bool:
    match condition:
        case AtPosition(comparison, position):
            return _COMPARE[comparison](seen.position, position)
        case InDigest(int() as number):
            return seen.digest == number
        case InDigest(latest=True):
            return seen.latest
        case InDigest(_, wanted):
            return digest_called(wanted, seen.name, seen.file, seen.dated_as)
