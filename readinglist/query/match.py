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
    Added,
    And,
    AtPosition,
    Comparison,
    Dated,
    Everything,
    Flag,
    Identified,
    InDigest,
    Is,
    Node,
    Not,
    Or,
    Phrase,
    Seen,
    Sighted,
    Tagged,
    Word,
    WordField,
)
from readinglist.text.fold import tag_key, variants, words

_COMPARE: dict[Comparison, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


def match(node: Node, card: Card, *, now: datetime | None = None) -> bool:
    """Whether a tree holds for a paper. What a line leaves out unasked is not looked at here (see `scope`)."""
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
        case Added():
            earliest, latest = dates.added_between(node, now)
            added = card.paper.added
            return (earliest is None or added >= earliest) and (latest is None or added < latest)
        case Dated(comparison, date):
            known = [seen.dated for seen in card.sightings if seen.dated]
            if date is None:
                return not known
            return any(_COMPARE[comparison](told[: len(date)], date) for told in known)
        case Identified("id", value):
            return card.paper.id == int(value)
        case Identified(kind, value):
            return card.paper.identifiers.get(kind) == value
    raise TypeError(f"No node of the language: {node}")


def digest_called(wanted: Sequence[str], name: str, file: str, dated_as: str | None) -> bool:
    """Whether a digest's shown name, file name and date as written hold all these folded words, wherever
    they stand: `digest:"3 Sep"` is the one dated `Sep 3`."""
    told = {word for text in (name, file, dated_as or "") for word in words(text)}
    return told.issuperset(wanted)


def fits(phrase: Phrase, found: Sequence[str], start: int) -> bool:
    """Whether a phrase stands at a place among folded words that has room for it."""
    last = len(phrase.words) - 1
    for offset, wanted in enumerate(phrase.words):
        told = found[start + offset]
        if told != wanted and not (phrase.typed and offset == last and told.startswith(wanted)):
            return False
    return True


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
    return card.paper.title, card.paper.abstract, " ; ".join(card.paper.authors), card.marks.note


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
    return word.text in found


def _has_phrase(phrase: Phrase, folded: tuple[tuple[str, ...], frozenset[str]]) -> bool:
    found, distinct = folded
    exact = phrase.words[:-1] if phrase.typed else phrase.words
    if not distinct.issuperset(exact):
        return False
    return any(fits(phrase, found, start) for start in range(len(found) - len(phrase.words) + 1))


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
        case InDigest(_, wanted):
            return digest_called(wanted, seen.name, seen.file, seen.dated_as)
