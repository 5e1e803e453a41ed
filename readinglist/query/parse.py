"""Reads a search line into a tree. It never raises: what can't be read becomes slips with a sentence each.

line   = term*                       all of them must hold
term   = factor (OR factor)*         OR binds closer than the blank
factor = [-|NOT] ( "(" line ")" | piece )
"""

from __future__ import annotations

from readinglist.query import fields
from readinglist.query.ast import (
    And,
    Everything,
    Form,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    Sighted,
    Slip,
    Sort,
    Word,
    WordField,
)
from readinglist.query.lexer import Piece, pieces
from readinglist.text import identifiers
from readinglist.text.fold import words

LONGEST = 1000
"""Characters of a line."""
DEEPEST = 50
"""Brackets within brackets."""


def parse(line: str, *, typing: bool = False) -> Query:
    """Read a line. With `typing` its last bare word, where nothing follows it, is still being written and
    stands for all words that begin so."""
    if len(line) > LONGEST:
        slip = Slip(LONGEST, len(line), f"A search has at most {LONGEST:,} characters.")
        return Query(line, Everything(), slips=(slip,))
    return _Reader(line, typing=typing).query()


class _Reader:
    """One reading of one line."""

    def __init__(self, line: str, *, typing: bool) -> None:
        self._line = line
        self._pieces = pieces(line)
        self._at = 0
        self._depth = 0
        self._slips: list[Slip] = []
        self._notes: list[str] = []
        self._sort: Sort | None = None
        self._typed = self._pieces[-1] if typing and self._pieces and line[-1:].strip() else None
        if self._typed and len(self._pieces) > 1 and self._pieces[-2].kind == "minus":
            self._typed = None
        if self._typed and len(self._pieces) > 1 and self._is_word(self._pieces[-2], "NOT"):
            self._typed = None

    def query(self) -> Query:
        root = self._line_of(until_bracket=False)
        if self._slips:
            return Query(self._line, Everything(), slips=tuple(self._slips), notes=tuple(self._notes))
        return Query(self._line, root, self._sort, notes=tuple(dict.fromkeys(self._notes)))

    # ---- grammar

    def _line_of(self, *, until_bracket: bool) -> Node:
        parts: list[Node] = []
        while (piece := self._peek()) is not None:
            if piece.kind == "close":
                if until_bracket:
                    break
                self._slip(piece, "This bracket closes nothing.")
                self._at += 1
                continue
            if self._is_word(piece, "AND"):
                self._at += 1
                continue
            term = self._term()
            if term is not None:
                parts.append(term)
        return _all(parts)

    def _term(self) -> Node | None:
        choices = [self._factor()]
        while (piece := self._peek()) is not None and self._is_word(piece, "OR"):
            self._at += 1
            following = self._peek()
            if following is None or following.kind == "close" or self._is_word(following, "OR"):
                self._slip(piece, "OR stands between two words: one is missing after it.")
                break
            choices.append(self._factor())
        found = [choice for choice in choices if choice is not None]
        if not found:
            return None
        return found[0] if len(found) == 1 else Or(tuple(found))

    def _factor(self) -> Node | None:
        piece = self._peek()
        if piece is None:
            return None
        if piece.kind == "minus" or self._is_word(piece, "NOT"):
            self._at += 1
            following = self._peek()
            if following is None or following.kind == "close":
                self._slip(piece, f"{'NOT' if piece.kind == 'text' else '-'} needs a word after it.")
                return None
            self._depth += 1
            if self._depth > DEEPEST:
                self._slip(piece, "This is nested too deeply.")
                self._at = len(self._pieces)
                return None
            part = self._factor()
            self._depth -= 1
            return Not(part) if part is not None else None
        self._at += 1
        if piece.kind == "open":
            return self._bracket(piece)
        if self._is_word(piece, "OR"):
            self._slip(piece, "OR stands between two words: one is missing before it.")
            return None
        return self._piece(piece)

    def _bracket(self, piece: Piece) -> Node | None:
        self._depth += 1
        if self._depth > DEEPEST:
            self._slip(piece, f"Brackets go at most {DEEPEST} deep.")
            self._at = len(self._pieces)
            return None
        inner = self._line_of(until_bracket=True)
        self._depth -= 1
        if self._peek() is None:
            self._slip(piece, "This bracket is never closed.")
            return None
        self._at += 1
        if isinstance(inner, Everything) and not self._slips:
            self._slip(piece, "There is nothing between these brackets.")
        return inner

    # ---- pieces

    def _piece(self, piece: Piece) -> Node | None:
        if not piece.closed:
            self._slip(piece, "This quotation mark is never closed.")
            return None
        if not piece.field:
            return self._words(piece, None)
        for name in fields.WORD_FIELDS:
            if piece.field == name:
                return self._words(piece, name)  # type: ignore[arg-type]
        if piece.field not in fields.names():
            known = ", ".join(f"{name}:" for name in fields.names())
            self._slip(piece, f"There is no field {piece.field}: here. There are {known}")
            return None
        following = self._peek()
        if not piece.text.strip():
            self._slip(piece, f"{piece.field}: needs a value right after it.")
            if following is not None and following.kind == "open" and following.start == piece.end:
                self._at = len(self._pieces)
            return None
        try:
            if piece.field == "sort":
                self._sort = fields.sort(piece.text)
                return None
            return fields.read(piece.field, piece.text.strip())
        except fields.Unreadable as error:
            self._slip(piece, str(error))
            return None

    def _words(self, piece: Piece, field: WordField | None) -> Node | None:
        text = piece.text
        if field is None and piece.kind == "text" and (address := _address(text)):
            return address
        starred = piece.kind == "text" and text.endswith("*") and text != "*"
        found = words(text)
        if not found:
            self._no_words(piece, field)
            return None
        bare = text.removesuffix("*")
        if piece.kind == "text" and any(not sign.isalnum() for sign in bare) and len(found) == 1:
            if "".join(found) != bare.lower() and not bare.isalpha() and any(sign in bare for sign in "+#$€@&"):
                self._notes.append(f"{bare} is searched as the word {found[0]}.")
        typed = piece is self._typed and piece.kind == "text" and not starred and text[-1].isalnum()
        if len(found) > 1:
            if starred:
                return _all([Phrase(tuple(found), field, typed=True)])
            return Phrase(tuple(found), field, typed=typed)
        form: Form = "exact" if piece.kind == "quoted" else "prefix" if starred else "typed" if typed else "plain"
        return Word(found[0], field, form)

    def _no_words(self, piece: Piece, field: WordField | None) -> None:
        following = self._peek()
        if field and not piece.text:
            self._slip(piece, f"{field}: needs a word or a “phrase” right after it.")
            if following is not None and following.kind == "open" and following.start == piece.end:
                self._at = len(self._pieces)
        elif piece.kind == "quoted":
            self._slip(piece, "There is no word between these quotation marks.")
        else:
            self._slip(piece, f"{piece.text} holds no word: letters and digits are searched, signs are not.")

    # ---- small things

    def _peek(self) -> Piece | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _is_word(self, piece: Piece, word: str) -> bool:
        return piece.kind == "text" and not piece.field and piece.text == word

    def _slip(self, piece: Piece, message: str) -> None:
        self._slips.append(Slip(piece.start, piece.end, message))


def _all(parts: list[Node]) -> Node:
    """All parts; `digest:` and `position:` side by side speak of one and the same sighting."""
    places = [part for part in parts if isinstance(part, Sighted)]
    if len(places) > 1:
        joined = Sighted(tuple(condition for place in places for condition in place.conditions))
        first = parts.index(places[0])
        parts = [part for part in parts if not isinstance(part, Sighted)]
        parts.insert(first, joined)
    if not parts:
        return Everything()
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _address(text: str) -> Node | None:
    """A pasted address or DOI of a paper is that paper."""
    if "/" not in text and not text.lower().startswith("arxiv:"):
        return None
    found = identifiers.paper_url(text) if "//" in text else {}
    if not found and text.lower().startswith("10."):
        found = identifiers.normalise("doi", text)
    for kind in ("arxiv", "doi"):
        if kind in found:
            return fields.read(kind, found[kind])
    return None
