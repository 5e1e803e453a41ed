"""What can stand at the cursor of a search line: fields, values of `is:` and `sort:`, tags, digests, words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from readinglist.query import fields
from readinglist.query.lexer import Piece, pieces, quoted
from readinglist.query.parse import LONGEST
from readinglist.query.said import FLAGS
from readinglist.query.understood import SORTS
from readinglist.text.fold import tag_key, tokens, words
from readinglist.text.tex import readable

_NO = 4
_Name = TypeVar("_Name", bound=str)
MOST = 8
"""Offers at a time."""
FROM = 2
"""Letters of a bare word before anything is offered."""
_JOINTS = ("AND", "OR", "NOT")
_BARE = ("", *fields.WORD_FIELDS)
_CLOSING = ('"', "“", "”")
_FIELDS: dict[str, str] = {
    "title": "a word in the title",
    "abstract": "a word in the abstract",
    "author": "a name among the authors",
    "note": "a word in the note",
    "highlight": "a word in a highlight",
    "tag": "a tag, and all that lies under it",
    "is": "a state or a mark",
    "digest": "seen in a digest",
    "seen": "in how many digests",
    "position": "where in its digest",
    "added": "when it came",
    "moved": "when it last changed its state",
    "dated": "the date of its digest",
    "arxiv": "an arXiv number",
    "doi": "a DOI",
    "id": "its number in the library",
    "similar": "like the paper of this number",
    "sort": "the order",
}


@dataclass(frozen=True, slots=True)
class Names:
    """What a library knows by name."""

    tags: tuple[str, ...] = ()
    """The ones to offer first come first."""
    digests: tuple[tuple[int, str, str], ...] = ()
    """Number, name and date as shown; the last one imported first."""
    words: tuple[tuple[str, int], ...] = ()
    """Folded words that begin as the word before the cursor, each with its number of papers."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A text to put into the line, how it is shown, and what is said beside it."""

    text: str
    shown: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Completions:
    """What may take the place of the line's [start, end)."""

    start: int
    end: int
    offers: tuple[Offer, ...] = ()


def completions(line: str, cursor: int, names: Names) -> Completions:
    """What can stand at the cursor; nothing in the middle of a word, behind a blank, in quotes that are no
    name's, or for a bare word of one letter. What stands there already is not offered."""
    piece, after = _piece(line, cursor), line[cursor : cursor + 1]
    closing = piece is not None and piece.kind == "quoted" and after in _CLOSING
    if piece is None or not (closing or not after or after.isspace() or after in "()"):
        return Completions(cursor, cursor)
    if piece.field in _BARE:
        start, end = _last_word(piece, cursor), cursor
        found = _bare(piece, line[start:end], names)
    else:
        start, end = piece.start, cursor + len(after) if closing else cursor
        found = _VALUES[piece.field](piece.text, names) if piece.field in _VALUES else iter(())
    offers = (offer for offer in found if offer.text != line[start:end])
    return Completions(start, end, tuple(islice(offers, MOST)))


def prefix(line: str, cursor: int) -> str:
    """The folded beginning of a bare word that ends at the cursor, for which a caller brings the words; empty
    where nothing is offered."""
    piece = _piece(line, cursor)
    return _typed(piece, line[_last_word(piece, cursor) : cursor]) if piece and piece.field in _BARE else ""


def _piece(line: str, cursor: int) -> Piece | None:
    """The piece being typed: it ends at the cursor, and is a word or the open quotation of a name."""
    before = line[:cursor]
    cut = pieces(before) if cursor <= LONGEST else []
    if not cut or cut[-1].end < len(before):
        return None
    last = cut[-1]
    open_name = last.kind == "quoted" and not last.closed and last.field not in _BARE
    return last if last.kind == "text" or open_name else None


def _last_word(piece: Piece, cursor: int) -> int:
    """Where the last word of a bare piece begins: of `k-mea` the `mea`."""
    found = tokens(piece.text)
    return cursor - len(piece.text) + (found[-1].start if found else 0)


def _typed(piece: Piece, written: str) -> str:
    """A word being typed, folded; empty for one too short, for TeX, and for AND, OR and NOT."""
    found = tokens(written)
    whole = len(found) == 1 and found[0].end == len(written) >= FROM and readable(piece.text) == piece.text
    return found[0].text if whole and piece.text not in _JOINTS else ""


def _bare(piece: Piece, written: str, names: Names) -> Iterator[Offer]:
    """Fields that begin so, and words."""
    typed = _typed(piece, written)
    if not typed:
        return
    if not piece.field and written == piece.text:
        yield from (Offer(f"{name}:", f"{name}:", _FIELDS[name]) for name in _beginning(written, fields.NAMES))
    for word, papers in names.words:
        if word.startswith(typed) and word != typed:
            yield Offer(word, word, f"{papers:,}")


def _flags(value: str, _names: Names) -> Iterator[Offer]:
    return (Offer(f"is:{flag}", flag, FLAGS[flag]) for flag in _beginning(value, fields.FLAGS))


def _sorts(value: str, _names: Names) -> Iterator[Offer]:
    return (Offer(f"sort:{sort}", sort, SORTS[sort]) for sort in _beginning(value, fields.SORTS))


def _digests(value: str, names: Names) -> Iterator[Offer]:
    """By number, or by the beginnings of words of name and date."""
    if names.digests and "latest".startswith(value.lower()):
        yield Offer("digest:latest", "latest", names.digests[0][1])
    wanted = words(value)
    for number, name, date in names.digests:
        told = words(f"{name} {date}")
        by_name = all(any(word.startswith(typed) for word in told) for typed in wanted)
        if f"#{number}".startswith(value) if value.startswith("#") else by_name:
            yield Offer(f"digest:#{number}", name, date)


def _tags(value: str, names: Names) -> Iterator[Offer]:
    """Those that begin so come first, then those with a part that does, then those that have its letters."""
    typed = tag_key(value)
    ranked = [(_rank(typed, key), name, detail) for name, key, detail in _with_parents(names.tags)]
    for asked in range(_NO):
        for rank, name, detail in ranked:
            if rank == asked:
                yield Offer(f"tag:{_as_value(name)}", name, detail)


def _with_parents(tags: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """The tags with their keys, each behind those it lies under although no paper has them."""
    keys = [tag_key(name) for name in tags]
    known = set(keys)
    for name, key in zip(tags, keys, strict=True):
        parts, folded = name.split("/"), key.split("/")
        for depth in range(1, len(folded)):
            parent = "/".join(folded[:depth])
            if parent not in known:
                known.add(parent)
                yield "/".join(parts[:depth]), parent, "all that lies under it"
        yield name, key, ""


def _rank(typed: str, key: str) -> int:
    """How well a tag's key fits, 0 best; _NO for one that does not."""
    if key.startswith(typed):
        return 0
    if f"/{typed}" in key or f" {typed}" in key:
        return 1
    if typed in key:
        return 2
    letters = iter(key)
    return 3 if all(letter in letters for letter in typed) else _NO


def _as_value(name: str) -> str:
    """A tag's name as it stands behind `tag:`, in quotes where it would be read otherwise."""
    read = pieces(f"tag:{name}")
    plain = len(read) == 1 and read[0].kind == "text" and read[0].text == name != "*"
    return name if plain else quoted(name)


def _beginning(value: str, known: Sequence[_Name]) -> Iterator[_Name]:
    return (name for name in known if name.startswith(value.lower()))


_VALUES: dict[str, Callable[[str, Names], Iterator[Offer]]] = {
    "is": _flags,
    "sort": _sorts,
    "digest": _digests,
    "tag": _tags,
}
