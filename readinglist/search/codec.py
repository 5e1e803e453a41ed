"""Whoosh's codec for segments of arrays: through it Whoosh's writer makes them, and its searcher reads them.

The reading half serves Whoosh's stock `Searcher`, the measure that the tests hold `searcher` to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.columns import ColumnReader
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from readinglist.search.analysis import FIELDS
from readinglist.search.arrays import Array, ArrayWriter
from readinglist.search.inverting import Gathered
from readinglist.search.leaf import LENGTHS, Leaf

EXTENSION: Final = ".arrays"


def path_of(folder: str | Path, segment: Any) -> Path:
    """The file of a segment."""
    return Path(folder) / str(segment.make_filename(EXTENSION))


class ArrayCodec(W3Codec):  # type: ignore[misc]
    """Segments of one file each. Pickled into every index's table of contents by its module and name."""

    length_stats = False

    def per_document_writer(self, storage: Any, segment: Any) -> _PerDocumentWriter:
        """Nothing: the postings' writer holds all."""
        del storage, segment
        return _PerDocumentWriter()

    def field_writer(self, storage: Any, segment: Any) -> _FieldWriter:
        """What gathers documents and writes the segment's file."""
        return _FieldWriter(path_of(storage.folder, segment))

    def terms_reader(self, storage: Any, segment: Any) -> _TermsReader:
        """Words and postings, for Whoosh's searcher."""
        return _TermsReader(Leaf(path_of(storage.folder, segment)))

    def per_document_reader(self, storage: Any, segment: Any) -> _PerDocumentReader:
        """Lengths and the papers' numbers, for Whoosh's searcher."""
        return _PerDocumentReader(Leaf(path_of(storage.folder, segment)), segment)

    def new_segment(self, storage: Any, indexname: str) -> W3Segment:
        """A segment without documents."""
        del storage
        return W3Segment(self, indexname)


class _PerDocumentWriter(base.PerDocumentWriter):  # type: ignore[misc]
    is_closed = False

    def close(self) -> None:
        self.is_closed = True


class _FieldWriter(base.FieldWriter):  # type: ignore[misc]
    is_closed = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self.gathered = Gathered(FIELDS)

    def add_postings(self, schema: Any = None, lengths: Any = None, items: Any = ()) -> None:
        """Write the segment: what was gathered, not `items`, of which there are none."""
        del schema, lengths, items
        with self._path.open("wb") as file:
            out = ArrayWriter(file)
            self.gathered.write(out)
            out.finish()

    def close(self) -> None:
        self.is_closed = True


class _TermsReader(base.TermsReader):  # type: ignore[misc]
    def __init__(self, leaf: Leaf) -> None:
        self._leaf = leaf

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) is not None

    def indexed_field_names(self) -> Sequence[str]:
        return self._leaf.fields

    def cursor(self, fieldname: str, fieldobj: Any) -> _Cursor:
        return _Cursor(self, fieldname, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in sorted(self._leaf.fields):
            yield from self._field_terms(field, 0)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        yield from self._field_terms(fieldname, self._leaf.place(prefix))
        for field in sorted(self._leaf.fields):
            if field > fieldname:
                yield from self._field_terms(field, 0)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        number = self._number(fieldname, text)
        if number is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        docs, freqs = self._postings(fieldname, number)
        lengths = self._leaf.lengths(fieldname)[docs]
        return TermInfo(
            weight=float(freqs.sum()),
            df=len(docs),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(freqs.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return self._counted(fieldname, text)[1]

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return self._counted(fieldname, text)[0]

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        info, number = self.term_info(fieldname, text), self._number(fieldname, text)
        assert number is not None  # noqa: S101 — `term_info` has found it
        docs, freqs = self._postings(fieldname, number)
        ends = np.cumsum(freqs)[:-1]
        places = np.split(self._leaf.places(fieldname, number, number + 1), ends)
        return ListMatcher(
            docs.tolist(),
            freqs.astype(float).tolist(),
            [format_.encode(told.tolist()) for told in places],
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=info,
        )

    def close(self) -> None:
        self._leaf.close()

    def _number(self, fieldname: str, text: bytes) -> int | None:
        number = self._leaf.find(text) if fieldname in self._leaf.fields else None
        if number is None or not self._leaf.frequency(fieldname, number, number + 1):
            return None
        return number

    def _counted(self, fieldname: str, text: bytes) -> tuple[int, float]:
        """Documents and occurrences; raises KeyError, which is how Whoosh knows a word that is nowhere."""
        number = self._number(fieldname, text)
        if number is None:
            raise KeyError(text)
        docs, freqs = self._postings(fieldname, number)
        return len(docs), float(freqs.sum())

    def _field_terms(self, fieldname: str, first: int) -> Iterator[tuple[str, bytes]]:
        for number, term in enumerate(self._leaf.terms(first), first):
            if self._leaf.frequency(fieldname, number, number + 1):
                yield fieldname, term

    def _postings(self, fieldname: str, number: int) -> tuple[Array, Array]:
        return self._leaf.postings(fieldname, number, number + 1)


class _Cursor(base.FieldCursor):  # type: ignore[misc]
    """Walks the words of one field."""

    def __init__(self, reader: _TermsReader, fieldname: str, fieldobj: Any) -> None:
        self._reader = reader
        self._field = fieldname
        self._object = fieldobj
        self.first()

    def first(self) -> str | None:
        return self.find(b"")

    def find(self, term: str | bytes) -> str | None:
        told = term if isinstance(term, bytes) else self._object.to_bytes(term)
        self._rest = self._reader.terms_from(self._field, told)
        return self.next()

    def next(self) -> str | None:
        field, term = next(self._rest, (None, b""))
        self._text = self._object.from_bytes(term) if field == self._field else None
        return self._text

    def text(self) -> str | None:
        return self._text

    def term_info(self) -> TermInfo | None:
        return self._reader.term_info(self._field, self._object.to_bytes(self._text)) if self._text else None

    def is_valid(self) -> bool:
        return self._text is not None


class _PerDocumentReader(base.PerDocumentReader):  # type: ignore[misc]
    def __init__(self, leaf: Leaf, segment: Any) -> None:
        self._leaf = leaf
        self._segment = segment

    def close(self) -> None:
        self._leaf.close()

    def doc_count(self) -> int:
        return self._leaf.count - int(self._segment.deleted_count())

    def doc_count_all(self) -> int:
        return self._leaf.count

    def has_deletions(self) -> bool:
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterable[int]:
        docs: Iterable[int] = self._segment.deleted_docs()
        return docs

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname == "paper"

    def column_reader(self, fieldname: str, column: Any) -> _Papers:
        del fieldname, column
        return _Papers(self._leaf.papers)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        del default
        return int(LENGTHS[self._leaf.arrays[f"{fieldname}.lengths"][docnum]])

    def field_length(self, fieldname: str) -> int:
        return self._leaf.total(fieldname)

    def min_field_length(self, fieldname: str) -> int:
        return int(self._leaf.lengths(fieldname).min())

    def max_field_length(self, fieldname: str) -> int:
        return int(self._leaf.lengths(fieldname).max())

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        del docnum
        return {}


class _Papers(ColumnReader):  # type: ignore[misc]
    """The papers' numbers as a column."""

    def __init__(self, papers: Array) -> None:
        self._papers = papers

    def __len__(self) -> int:
        return len(self._papers)

    def __getitem__(self, docnum: int) -> int:
        return int(self._papers[docnum])

    def __iter__(self) -> Iterator[int]:
        numbers: list[int] = self._papers.tolist()
        return iter(numbers)
