"""Stock Whoosh as the measure: the same documents in an index of its own, the same trees as its own queries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh import fields
from whoosh import query as whoosh
from whoosh.filedb.filestore import FileStorage, RamStorage

from readinglist.query.ast import And, Node, Not, Or, Phrase, Word
from readinglist.search import index as shelf
from readinglist.search.analysis import FIELDS, FoldAnalyzer
from readinglist.search.statistics import TITLE_BOOST
from readinglist.text.fold import variants

Text = tuple[str, ...]
"""The texts of a document, field by field."""


def stock_index(documents: dict[int, Text]) -> Any:
    """The documents in Whoosh's own index, in one segment."""
    texts = {name: fields.TEXT(analyzer=FoldAnalyzer(), phrase=True) for name in FIELDS}
    made = RamStorage().create_index(fields.Schema(paper=fields.NUMERIC(stored=True), **texts))
    writer = made.writer()
    for paper, told in documents.items():
        writer.add_document(paper=paper, **dict(zip(FIELDS, told, strict=True)))
    writer.commit()
    return made


def stock_reader(folder: Path) -> Any:
    """Our own index below a folder, opened by Whoosh."""
    return FileStorage(str(shelf.current(folder))).open_index("MAIN")


def answers(index: Any, node: Node) -> dict[int, float]:
    """What Whoosh's own searcher finds in either, with its scores."""
    with index.searcher() as searcher:
        if not searcher.doc_count_all():
            return {}
        numbers = searcher.reader().column_reader("paper") if not searcher.schema["paper"].stored else None
        found = searcher.search(compiled(node), limit=None).items()
        if numbers is not None:
            return {numbers[place]: score for place, score in found}
        return {searcher.stored_fields(place)["paper"]: score for place, score in found}


def compiled(node: Node) -> Any:
    """A tree of words as Whoosh's queries."""
    match node:
        case And(parts):
            return whoosh.And([compiled(part) for part in parts])
        case Or(parts):
            return whoosh.Or([compiled(part) for part in parts])
        case Not(part):
            return whoosh.And([whoosh.Every(), whoosh.Not(compiled(part))])
        case Word(text, field, form):
            return whoosh.Or([_word(text, form, name) for name in ((field,) if field else FIELDS)])
        case Phrase(told, field):
            names: Sequence[str] = (field,) if field else FIELDS
            return whoosh.Or([whoosh.Phrase(name, list(told), slop=1) for name in names])
    raise TypeError(node)


def _word(text: str, form: str, name: str) -> Any:
    boost = TITLE_BOOST if name == "title" else 1.0
    if form == "prefix":
        return whoosh.Prefix(name, text, boost=boost)
    forms = variants(text) if form == "plain" else (text,)
    return whoosh.Or([whoosh.Term(name, each, boost=boost) for each in forms])
