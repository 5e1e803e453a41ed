"""Asks Whoosh for a tree of words: each node becomes Whoosh query objects, its own parser is never used."""

from __future__ import annotations

from typing import Any

from whoosh import query as whoosh

from readinglist.query.ast import And, Node, Not, Or, Phrase, Word
from readinglist.search.analysis import FIELDS
from readinglist.text.fold import variants

TITLE_BOOST = 2.0
"""A word in the title says more than one in the abstract."""


def compiled(node: Node, reader: Any) -> Any:
    """The Whoosh query of a tree of words. Raises TypeError for any other node."""
    match node:
        case And(parts):
            return whoosh.And([compiled(part, reader) for part in parts])
        case Or(parts):
            return whoosh.Or([compiled(part, reader) for part in parts])
        case Not(part):
            return whoosh.And([whoosh.Every(), whoosh.Not(compiled(part, reader))])
        case Word():
            return whoosh.Or([_word(node, name) for name in _fields(node)])
        case Phrase():
            return whoosh.Or([_phrase(node, name, reader) for name in _fields(node)])
    raise TypeError(f"The index knows words only, not {node}")


def _fields(node: Word | Phrase) -> tuple[str, ...]:
    return (node.field,) if node.field else FIELDS


def _word(node: Word, name: str) -> Any:
    boost = TITLE_BOOST if name == "title" else 1.0
    forms = variants(node.text) if node.form in ("plain", "typed") else (node.text,)
    whole = [whoosh.Term(name, form, boost=boost) for form in forms]
    if node.form == "prefix":
        return whoosh.Prefix(name, node.text, boost=boost)
    if node.form == "typed":
        return whoosh.Or([*whole, whoosh.Prefix(name, node.text, boost=boost)])
    return whole[0] if len(whole) == 1 else whoosh.Or(whole)


def _phrase(node: Phrase, name: str, reader: Any) -> Any:
    boost = TITLE_BOOST if name == "title" else 1.0
    if not node.typed:
        return whoosh.Phrase(name, list(node.words), slop=1, boost=boost)
    endings = [ending.decode("utf-8") for ending in reader.expand_prefix(name, node.words[-1].encode("utf-8"))]
    phrases = [whoosh.Phrase(name, [*node.words[:-1], ending], slop=1, boost=boost) for ending in endings]
    return whoosh.Or(phrases) if phrases else whoosh.NullQuery
