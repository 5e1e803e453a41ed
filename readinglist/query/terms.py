"""Makes a word or a phrase of what was typed: plain, exact, prefix, nearly so, or still being typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from readinglist.query.ast import Form, Phrase, Word, WordField
from readinglist.text.fold import stands_alone, tokens
from readinglist.text.tex import readable

_SIGNS = re.compile(r"[+#&@%=<>|~^*]")
"""Signs somebody may have meant; commas, hyphens, brackets and TeX braces are no loss."""
_STAR_INSIDE = re.compile(r"[^\W_]\*(?=.)")
_TILDE = re.compile(r"(?<=[^\W_])~([0-9]*+)\Z")
FARTHEST = 100
"""How many places after the one before a phrase's word may stand at most."""


@dataclass(frozen=True, slots=True)
class Term:
    """The node (None: nothing but signs), a sentence on what was read otherwise than typed, or why it can't
    be read."""

    node: Word | Phrase | None = None
    note: str = ""
    fault: str = ""


def term(text: str, field: WordField | None, *, quoted: bool, typing: bool, stuck: str = "") -> Term:
    """Read a bare word or the inside of a quotation. `typing`: it is the last bare word of a line that is
    being typed; `stuck`: the ~ and number that cling to the quotation."""
    if quoted:
        made = _made(text, field, form="exact", note="In quotes a star is only a sign." if "*" in text else "")
        return _apart(made, stuck[1:]) if stuck and made.node else made
    if _STAR_INSIDE.search(text):
        return Term(fault="A star stands at the end of a word, for all words that begin so: diffus*.")
    tilde = _TILDE.search(text)
    if tilde:
        return _near(text[: tilde.start()], field, slips=tilde[1] or "1")
    if text.endswith("*"):
        bare = text[:-1]
        shown = readable(bare)
        found = tokens(shown)
        if found and found[-1].end == len(shown):
            return _made(bare, field, form="prefix")
        if not found:
            return Term(fault="A star needs the beginning of a word before it, as in diffus*.")
    return _made(text, field, form="typed" if typing else "plain")


def _near(bare: str, field: WordField | None, *, slips: str) -> Term:
    """`diffuson~`: one word, one slip."""
    said = [token.text for token in tokens(readable(bare))]
    if len(said) > 1:
        return Term(fault=f"The sign ~ stands after one word, and {bare} is {len(said)}: write {' '.join(said)}~.")
    if slips != "1":
        return Term(fault=f"Only one slip in a word is looked for: write {bare}~ without a number.")
    return _made(bare, field, form="near")


def _apart(made: Term, places: str) -> Term:
    """`"a b"~3`: each word at most so many places after the one before."""
    if not isinstance(made.node, Phrase):
        return Term(
            fault="The sign ~ stands after a quotation of two words or more, or after a word without quotes."
        )
    if not 0 < int(places or 0) <= FARTHEST:
        asked = "how many places after the one before each word may stand"
        return Term(fault=f"The sign ~ after a quotation takes a number from 1 to {FARTHEST}: {asked}.")
    return replace(made, node=replace(made.node, slop=int(places)))


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
