"""Says of each line what it is before any paper is looked for: blank, boilerplate, meta or text."""

from __future__ import annotations

import re
from typing import Final

from readinglist.digests.text.lines import Line, front_matter, normalised
from readinglist.digests.text.meta import Meta, told
from readinglist.digests.text.phrases import BOILERPLATE, GLUED
from readinglist.digests.text.weights import WEIGHTS

_LONGEST_PHRASE: Final = max(map(len, BOILERPLATE)) + 20
_ENDED: Final = re.compile(r"[.!?…:]['\"’”)\]}»*_]{0,4}$")
_OPEN_END: Final = re.compile(r"(?:\b(?:at|from|in|see|via|under|to|on|and|here|is|are)|[,(:\[])$", re.IGNORECASE)
_TITLE_START: Final = re.compile(r"[^\W_a-z]|[\"'“‘«(\[$\\]")
_GLUE: Final = re.compile("|".join(map(re.escape, GLUED)))
_ONE_WORD_ON: Final = re.compile(r"(?:rs|r|d)(?![^\W\d_])")


def classified(text: str) -> list[Line]:
    """All lines of a text, in order, blank ones too."""
    lines: list[Line] = []
    above: Line | None = None  # the text line directly above, with nothing between
    after_boilerplate = False
    met_text = False
    clean = normalised(text)
    matter = front_matter(clean)
    for number, whole in enumerate(clean, start=1):
        if not whole:
            lines.append(Line(number, "", "blank"))
            above = None
            continue
        if number - 1 in matter:
            lines.append(Line(number, whole, "meta"))
            continue
        rest: str = whole
        cut: tuple[str, ...] = ()
        if after_boilerplate or not met_text:
            rest, cut = _unglued(whole, after_boilerplate=after_boilerplate)
        line = classed(number, rest, above, cut)
        lines.append(line)
        above = line if line.kind == "text" else None
        met_text = met_text or line.kind == "text"
        after_boilerplate = line.kind == "boilerplate"
    return lines


def phrase(text: str) -> str:
    """A line as the phrases are written: case-folded, without the signs of lists, headings and emphasis."""
    if len(text) > _LONGEST_PHRASE:
        return ""
    return " ".join(text.casefold().lstrip("#>*- ").strip("*_ ").split())


def classed(number: int, text: str, above: Line | None, cut: tuple[str, ...] = ()) -> Line:
    """One line that holds something, with the text line directly `above` it and what was `cut` off its front."""
    continues = above is not None and _unfinished(above.text)
    said = phrase(text)
    if said in BOILERPLATE and not continues:
        return Line(number, text, "boilerplate", phrases=(*cut, said))
    meta = told(text)
    if meta is None or (above is not None and _belongs(meta, above.text, continues=continues)):
        return Line(number, text, phrases=cut)
    return Line(number, text, "meta", meta, cut)


def _unfinished(text: str) -> bool:
    """Whether a line may have been broken by a wrap: short enough, and no end in sight."""
    return len(text) <= WEIGHTS.unfinished_length and not _ENDED.search(text[-8:])


def _belongs(meta: Meta, above: str, *, continues: bool) -> bool:
    """Whether an address or a bracket on its own line is the end of the sentence above it."""
    if meta.addresses:
        return _OPEN_END.search(above[-12:]) is not None
    return meta.closing and continues


def _unglued(text: str, *, after_boilerplate: bool) -> tuple[str, tuple[str, ...]]:
    """A line without the header phrases stuck to its front (`SubscribePINN surrogate…`), and those."""
    cut: list[str] = []
    while len(cut) < len(GLUED) and (found := _GLUE.match(text)):
        stuck, rest = found[0], text[found.end() :]
        if not rest or not _may_be_cut(stuck, rest, after_boilerplate=after_boilerplate or bool(cut)):
            break
        text = rest.lstrip()
        cut.append(phrase(stuck))
    return text, tuple(cut)


def _may_be_cut(stuck: str, rest: str, *, after_boilerplate: bool) -> bool:
    """Whether what follows a phrase can begin a title: `Subscribed …` and `Daily Papers on …` are words."""
    if rest[0].isspace():
        return False
    if _TITLE_START.match(rest) or _GLUE.match(rest):
        return True
    return stuck == "Subscribe" and after_boilerplate and not _ONE_WORD_ON.match(rest)
