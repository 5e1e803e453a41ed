"""Makes a word or a phrase of what was typed: plain, exact, prefix, or still being typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from readinglist.query.ast import Form, Phrase, Word, WordField
from readinglist.text.fold import stands_alone, tokens
from readinglist.text.tex import readable

_SIGNS = re.compile(r"[+#&@%=<>|~^*]")
"""Signs somebody may have meant; commas, hyphens, brackets and TeX braces are no loss."""
_STAR_INSIDE = re.compile(r"[^\W_]\*(?=.)")
_TILDE = re.compile(r"[^\W_]~[0-9]*")


@dataclass(frozen=True, slots=True)
class Term:
    """The node (None: nothing but signs), a sentence on what was read otherwise than typed, or why it can't
    be read."""

    node: Word | Phrase | None = None
    note: str = ""
    fault: str = ""


def term(text: str, field: WordField | None, *, quoted: bool, typing: bool) -> Term:
    """Read a bare word or the inside of a quotation. `typing`: it is the last bare word of a line that is
    being typed."""
    if quoted:
        return _made(text, field, form="exact", note="In quotes a star is only a sign." if "*" in text else "")
    if _STAR_INSIDE.search(text):
        return Term(fault="A star stands at the end of a word, for all words that begin so: diffus*.")
    if _TILDE.search(text[-8:]) and text.rstrip("0123456789").endswith("~"):
        return Term(fault="The sign ~ after a word is not known. Leave it out, or put the word in quotes.")
    if text.endswith("*"):
        bare = text[:-1]
        shown = readable(bare)
        found = tokens(shown)
        if found and found[-1].end == len(shown):
            return _made(bare, field, form="prefix")
        if not found:
            return Term(fault="A star needs the beginning of a word before it, as in diffus*.")
    return _made(text, field, form="typed" if typing else "plain")


def _made(text: str, field: WordField | None, *, form: Form, note: str = "") -> Term:
    shown = readable(text)
    found = tokens(shown)
    if not found:
        return Term()
    said = [token.text for token in found]
    unfinished = form in ("prefix", "typed") and found[-1].end == len(shown) and not stands_alone(said[-1][0])
    if not note and (_SIGNS.search(shown.removesuffix("*")) or (shown.endswith("*") and form != "exact")):
        note = f"{text} is searched as the {'word' if len(said) == 1 else 'words'} {' '.join(said)}."
    if len(said) > 1:
        return Term(Phrase(tuple(said), field, typed=unfinished), note)
    if form in ("prefix", "typed") and not unfinished:
        form = "plain"
    return Term(Word(said[0], field, form), note)
