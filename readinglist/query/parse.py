"""Reads a search line into a tree. It never raises: what can't be read becomes slips with a sentence each.

line   = choice*                     all of them must hold; AND between them is allowed
choice = factor (OR factor)*         OR binds closer than the blank
factor = (- | NOT)* ( [field:] "(" line ")" | piece )
"""

from __future__ import annotations

import re

from readinglist.query import fields, terms
from readinglist.query.ast import Everything, Node, Not, Or, Query, Slip, Sort, WordField
from readinglist.query.lexer import Piece, pieces
from readinglist.query.scope import all_of
from readinglist.text import identifiers

LONGEST = 1000
"""Characters of a line."""
DEEPEST = 50
"""Brackets within brackets."""
_WEB = re.compile(r"(?:https?://|www\.)|[a-z0-9.-]+\.[a-z]{2,}/", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{4,9}/.")


def parse(line: str, *, typing: bool = False) -> Query:
    """Read a line. With `typing` its last bare word, where nothing follows it, is still being written and
    stands for all words that begin so."""
    if len(line) > LONGEST:
        slip = Slip(LONGEST, len(line), f"A search has at most {LONGEST:,} characters.")
        return Query(line, Everything(), slips=(slip,))
    return _Reader(line, typing=typing).query()


class _TooDeepError(Exception):
    """Reading stops here; its slip is told already."""


class _Reader:
    """One reading of one line."""

    def __init__(self, line: str, *, typing: bool) -> None:
        self._line = line
        self._typing = typing
        self._pieces = pieces(line)
        self._at = 0
        self._depth = 0
        self._field: WordField | None = None
        self._slips: list[Slip] = []
        self._notes: list[str] = []
        self._signs: list[Piece] = []
        self._sort: Sort | None = None

    def query(self) -> Query:
        """The line as read; with slips it has no tree."""
        root = None
        try:
            root = self._all()
            if root is None and self._signs and not self._slips:
                self._only_signs(self._signs)
        except _TooDeepError:
            pass
        if self._slips:
            return Query(self._line, Everything(), slips=tuple(sorted(self._slips, key=_place)))
        return Query(self._line, root or Everything(), self._sort, notes=tuple(dict.fromkeys(self._notes)))

    # ---- grammar

    def _all(self) -> Node | None:
        """All that must hold, up to the end or a closing bracket; None for nothing."""
        parts: list[Node] = []
        bracketed: set[int] = set()
        begun = False
        while (piece := self._peek()) is not None:
            if piece.kind == "close":
                if self._depth:
                    break
                self._slip(piece, "This bracket closes nothing.")
                self._at += 1
            elif _is(piece, "AND"):
                self._at += 1
                if not begun:
                    self._slip(piece, "AND stands between two words: one is missing before it.")
                elif self._ends_here():
                    self._slip(piece, "AND stands between two words: one is missing after it.")
                    self._skip_joints()
            else:
                choice = self._choice()
                if choice is not None:
                    bracketed |= {len(parts)} if piece.kind == "open" else set()
                    parts.append(choice)
            begun = True
        return all_of(parts, bracketed) if parts else None

    def _choice(self) -> Node | None:
        choices = [self._factor()]
        while (piece := self._peek()) is not None and _is(piece, "OR"):
            self._at += 1
            if self._ends_here():
                self._slip(piece, "OR stands between two words: one is missing after it.")
                self._skip_joints()
                break
            choices.append(self._factor())
        found = [choice for choice in choices if choice is not None]
        if len(found) > 1:
            return Or(tuple(found))
        return found[0] if found else None

    def _factor(self) -> Node | None:
        excluded = written = False
        piece = self._pieces[self._at]
        while piece.kind == "minus" or _is(piece, "NOT"):
            self._at += 1
            excluded, written = not excluded, True
            if self._ends_here():
                self._slip(piece, f"{piece.text} needs a word after it.")
                self._skip_joints()
                return None
            piece = self._pieces[self._at]
        self._at += 1
        if piece.kind == "open":
            part = self._bracket(piece)
        elif _is(piece, "OR"):
            self._slip(piece, "OR stands between two words: one is missing before it.")
            self._skip_joints()
            part = None
        else:
            part = self._piece(piece, negated=written)
        return Not(part) if excluded and part is not None else part

    def _bracket(self, opening: Piece) -> Node | None:
        if self._depth == DEEPEST:
            self._slip(opening, f"Brackets go at most {DEEPEST} deep.")
            raise _TooDeepError
        self._depth += 1
        signs = len(self._signs)
        inner = self._all()
        self._depth -= 1
        closing = self._peek()
        if closing is None:
            self._slip(opening, "This bracket is never closed.")
            return None
        self._at += 1
        if inner is None and not self._slips:
            if len(self._signs) > signs:
                self._only_signs(self._signs[signs:])
            else:
                self._mark(opening.start, closing.end, "There is nothing between these brackets.")
        return inner

    # ---- pieces

    def _piece(self, piece: Piece, *, negated: bool) -> Node | None:
        if not piece.closed:
            self._slip(piece, "This quotation is never closed.")
        elif piece.stuck and (piece.stuck == "*" or piece.field not in ("", *fields.WORD_FIELDS)):
            self._slip(piece, f"The sign {piece.stuck} after a quotation is not known. Leave it out.")
        elif not piece.field:
            return self._address(piece) or self._words(piece, self._field, negated=negated)
        elif piece.field in fields.WORD_FIELDS:
            return self._in_field(piece, piece.field, negated=negated)
        elif piece.field not in fields.NAMES:
            known = " ".join(f"{name}:" for name in fields.NAMES)
            advice = "Put it in quotes to search for its words"
            self._slip(piece, f"{piece.field}: is not known. {advice}. The fields are {known}")
        else:
            return self._value(piece, negated=negated)
        return None

    def _in_field(self, piece: Piece, field: WordField, *, negated: bool) -> Node | None:
        following = self._peek()
        if piece.text.startswith("-") and piece.kind == "text":
            self._slip(piece, f"Put the minus first: -{field}:{piece.text.lstrip('-')}.")
            return None
        if piece.text or piece.kind == "quoted":
            return self._words(piece, field, negated=negated)
        if following is None or following.kind != "open" or following.start != piece.end:
            self._slip(piece, f"{field}: needs a word right after it, as in {field}:entropy.")
            return None
        self._at += 1
        outer, self._field = self._field, field
        inner = self._bracket(following)
        self._field = outer
        return inner

    def _value(self, piece: Piece, *, negated: bool) -> Node | None:
        value = piece.text.strip()
        if not value:
            following = self._peek()
            group = following is not None and following.kind == "open" and following.start == piece.end
            advice = "takes one value, in quotes where it has blanks" if group else "needs a value right after it"
            self._slip(piece, f"{piece.field}: {advice}.")
            return None
        try:
            if piece.field != "sort":
                return fields.read(piece.field, value, quoted=piece.kind == "quoted")
            self._order(piece, fields.sort(value), negated=negated)
        except fields.UnreadableError as error:
            self._slip(piece, str(error))
        return None

    def _order(self, piece: Piece, sort: Sort, *, negated: bool) -> None:
        before = self._pieces[self._at - 2] if self._at > 1 else None
        following = self._peek()
        beside_or = any(other is not None and _is(other, "OR") for other in (before, following))
        if negated or self._depth or beside_or:
            self._slip(piece, "sort: is for the whole line: it can't stand in brackets, with OR or with a minus.")
        elif self._sort not in (None, sort):
            self._slip(piece, "The line names two orders; one is enough.")
        self._sort = sort

    def _address(self, piece: Piece) -> Node | None:
        """A pasted address of a paper, or a DOI, is that paper; any other address is a slip of its own."""
        if piece.kind != "text" or self._field:
            return None
        text = piece.text.rstrip(".,;")
        if _DOI.match(text):
            found = identifiers.normalise("doi", text)
        else:
            found = identifiers.paper_url(text) if _WEB.match(text) else {}
        for kind in ("arxiv", "doi"):
            if kind in found:
                return fields.read(kind, found[kind])
        if "://" in text:
            self._slip(piece, "This is a web address. Put it in quotes to search for its words.")
            return Everything()
        return None

    def _words(self, piece: Piece, field: WordField | None, *, negated: bool) -> Node | None:
        quoted = piece.kind == "quoted"
        typing = self._typing and not negated and piece.end == len(self._line)
        read = terms.term(piece.text, field, quoted=quoted, typing=typing, stuck=piece.stuck)
        if read.fault:
            self._slip(piece, read.fault)
        elif read.note:
            self._notes.append(read.note)
        elif read.node is None and quoted:
            self._slip(piece, "There is no word in this quotation.")
        elif read.node is None and piece.field:
            self._only_signs([piece])
        elif read.node is None:
            self._signs.append(piece)
            self._notes.append(f"{piece.text} has no letter or digit, so it is left out.")
        return read.node

    # ---- small things

    def _peek(self) -> Piece | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _ends_here(self) -> bool:
        """Whether no word can follow: at the end, a closing bracket, or another joint."""
        piece = self._peek()
        return piece is None or piece.kind == "close" or _joins(piece)

    def _skip_joints(self) -> None:
        while (piece := self._peek()) is not None and _joins(piece):
            self._at += 1

    def _only_signs(self, signs: list[Piece]) -> None:
        message = "There are only signs here: letters and digits are searched, signs are not."
        self._mark(signs[0].start, signs[-1].end, message)

    def _slip(self, piece: Piece, message: str) -> None:
        self._mark(piece.start, piece.end, message)

    def _mark(self, start: int, end: int, message: str) -> None:
        self._slips.append(Slip(start, end, message))


def _is(piece: Piece, word: str) -> bool:
    """Whether a piece is the bare word AND, OR or NOT; in small letters they are words like any other."""
    return piece.kind == "text" and not piece.field and piece.text == word


def _joins(piece: Piece) -> bool:
    return _is(piece, "AND") or _is(piece, "OR")


def _place(slip: Slip) -> tuple[int, int]:
    return slip.start, slip.end
