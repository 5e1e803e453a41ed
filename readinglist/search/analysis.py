"""How Whoosh cuts text into words: by the one fold of the house, positions counted word by word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from whoosh import columns, fields
from whoosh.analysis import Analyzer, Token

from readinglist.text.fold import words

FORMAT: Final = 2
"""Goes up when what is indexed, or how, changes; an index of another format is rebuilt."""
FIELDS: Final = ("title", "abstract", "author", "note")


class FoldAnalyzer(Analyzer):  # type: ignore[misc]
    """Folded words. Pickled into every index's schema by its module and name."""

    def __eq__(self, other: object) -> bool:
        return type(other) is FoldAnalyzer

    def __hash__(self) -> int:
        return hash(FoldAnalyzer)

    def __call__(self, value: str, positions: bool = False, start_pos: int = 0, **kwargs: Any) -> Iterator[Token]:
        """One token object for all words, as Whoosh's own tokenizers do."""
        del kwargs
        token = Token(positions, chars=False, removestops=False, mode="")
        for place, word in enumerate(words(value)):
            token.text = word
            token.boost = 1.0
            token.stopped = False
            if positions:
                token.pos = start_pos + place
            yield token


def schema() -> fields.Schema:
    """The paper's number as a column, and its words; nothing else of a paper is in the index."""
    texts = {name: fields.TEXT(analyzer=FoldAnalyzer(), phrase=True) for name in FIELDS}
    return fields.Schema(paper=fields.COLUMN(columns.NumericColumn("q")), **texts)
