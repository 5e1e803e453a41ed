"""Heading mode: digests whose titles are Markdown headings, or lines such as `--- 1. Title ---`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from readinglist.digests.text import labels
from readinglist.digests.text.analysis import Analysis
from readinglist.digests.text.cards import BODY, Card, analysis
from readinglist.digests.text.classify import classed, phrase
from readinglist.digests.text.facts import names_paper
from readinglist.digests.text.lines import Line
from readinglist.digests.text.marks import Bare, bared
from readinglist.digests.text.meta import NOTHING, Meta, told
from readinglist.digests.text.phrases import BOILERPLATE, HEADER
from readinglist.digests.text.weights import WEIGHTS as W

_FIRST_LOOK: Final = re.compile(r"(?:^|[\n\r])[ \t]{0,9}(?:#{1,6}[ \t]|([-=*~])\1{1,5}[ \t]{0,9}\d{1,4}[.)][ \t])")
_RULED: Final = re.compile(r"(?P<rule>[-=*~])(?P=rule){1,5}\s*\d{1,4}[.)]\s+(?=\S)")
_RULE: Final = re.compile(r"\s*[-=*~]{2,6}$")
_FENCE: Final = re.compile(r"(?:```|~~~)\s?\w{0,20}$")
_LEAD: Final = re.compile(r"^[·•|*]\s+")
_EMPHASIS: Final = re.compile(r"(\*\*|__|\*|_)(?P<inside>.+)\1")
_USER: Final = re.compile(r"\S{1,40}$")
_SUBMITTED: Final = "submitted by"
_PROFILE: Final = 80
_TITLE_LINES: Final = 5
_BEST: Final = (labels.ABSTRACT, BODY, labels.SUMMARY, "")
_RULES: Final = 0
"""The level of titles between rules."""


def read(text: str) -> Analysis | None:
    """The papers under the headings of a text; None where its headings are no titles."""
    if _FIRST_LOOK.search(text) is None:
        return None
    bares = bared(text)
    level = _level(bares)
    return None if level is None else _Reading(bares, level).analysis()


def _level(bares: Sequence[Bare]) -> int | None:
    """The level of the headings that are titles, `_RULES` for titles between rules; None where there are none:
    those of the most different texts, but where headings have links to papers these."""
    ruled = [at for at, bare in enumerate(bares) if _RULED.match(bare.text)]
    closed = sum(any(_RULE.search(bare.text) for bare in bares[at : at + _TITLE_LINES]) for at in ruled)
    if len(ruled) > 1 and 2 * closed > len(ruled):
        return _RULES
    found: dict[int, set[tuple[str, ...]]] = {}
    linked: dict[int, set[tuple[str, ...]]] = {}
    abstracts = 0
    for bare in bares:
        named = labels.name_of(bare.text) if bare.level else labels.name_of(bare.text.partition(":")[0][:40])
        abstracts += named == labels.ABSTRACT
        if not bare.level or named or not _may_be_title(bare):
            continue
        found.setdefault(bare.level, set()).add((bare.text, *bare.addresses))
        if any(piece.linked for piece in bare.pieces) and (
            not bare.addresses or any(map(names_paper, bare.addresses))
        ):
            linked.setdefault(bare.level, set()).add((bare.text, *bare.addresses))
    best = {level: texts for level, texts in linked.items() if len(texts) >= W.card_marked}
    if not best and (abstracts >= W.card_marked or any(phrase(bare.text) in HEADER for bare in bares)):
        best = {level: texts for level, texts in found.items() if len(texts) >= W.card_marked}
    return max(best, key=lambda level: (len(best[level]), -level)) if best else None


def _may_be_title(bare: Bare) -> bool:
    return phrase(bare.text) not in BOILERPLATE and any(map(str.isalpha, bare.text))


class _Reading:
    """One walk over the lines."""

    def __init__(self, bares: Sequence[Bare], level: int) -> None:
        self._bares = bares
        self._level = level
        self._lines: list[Line] = []
        self._cards: list[Card] = []
        self._card: Card | None = None
        self._section = BODY
        self._heading = ""
        self._above: Line | None = None
        """The text line directly above."""
        self._submitted = False
        """A user's name follows."""

    def analysis(self) -> Analysis:
        """All lines, and the papers among them."""
        while len(self._lines) < len(self._bares):
            bare = self._bares[len(self._lines)]
            if self._opens(bare):
                self._title()
            elif bare.level:
                self._below(bare)
            else:
                self._line(bare)
        return analysis(self._lines, self._bares, self._cards, _BEST)

    def _opens(self, bare: Bare) -> bool:
        if self._level == _RULES:
            return not bare.level and _RULED.match(bare.text) is not None
        return bare.level == self._level and _may_be_title(bare) and not labels.name_of(bare.text)

    def _title(self) -> None:
        """A title with the lines it goes on in: up to the rule, the end of its link, or the last indented one."""
        start = end = len(self._lines)
        if self._level == _RULES:
            while (
                end - start < _TITLE_LINES and not _RULE.search(self._bares[end].text) and self._is_full(end + 1)
            ):
                end += 1
        else:
            while end - start < _TITLE_LINES and self._goes_on(end):
                end += 1
        for at in range(start, end + 1):
            bare = self._bares[at]
            self._take(replace(_plain(at, bare), text=self._cleaned(bare.text, at == start, at == end)))
        self._card = Card(start, list(range(start, end + 1)))
        self._cards.append(self._card)
        self._section, self._heading, self._above = BODY, "", None

    def _cleaned(self, text: str, first: bool, last: bool) -> str:
        if self._level == _RULES:
            text = _RULED.sub("", text, count=1) if first else text
            return _RULE.sub("", text) if last else text
        whole = _EMPHASIS.fullmatch(text)
        return whole["inside"] if whole else text

    def _goes_on(self, at: int) -> bool:
        """Whether a title goes on below line `at`."""
        if not self._is_full(at + 1):
            return False
        below = self._bares[at + 1]
        if self._bares[at].goes_on:
            return True
        return below.indented and not below.level and labels.labelled(below) is None and told(below.text) is None

    def _is_full(self, at: int) -> bool:
        return at < len(self._bares) and bool(self._bares[at].text)

    def _below(self, bare: Bare) -> None:
        """A heading that is no title: a part of the card, or the end of it."""
        at = len(self._lines)
        named = labels.name_of(bare.text)
        line = classed(at + 1, bare.text, None)
        if line.kind == "text" and self._card is not None:
            again = named == labels.ABSTRACT and any(part.section == named for part in self._card.parts)
            known = named in {labels.ABSTRACT, labels.SUMMARY} and not again
            if not named and bare.level < self._level:
                self._card = None
            self._section, self._heading = (named, "") if known else ("", bare.text)
            line = replace(line, kind="meta", meta=NOTHING) if named else line
        self._take(line)
        self._above = None

    def _line(self, bare: Bare) -> None:
        at = len(self._lines)
        line = self._read(at, bare)
        self._take(line)
        self._above = line if line.kind == "text" else None
        if line.kind == "text" and self._card is not None:
            self._card.add(at, self._section, self._heading)
        if line.text:
            self._submitted = _SUBMITTED in line.phrases

    def _read(self, at: int, bare: Bare) -> Line:
        """What a line is that is no heading."""
        if bare.blank:
            return Line(at + 1, "", "blank")
        if not bare.text or _FENCE.match(bare.text):
            return Line(at + 1, bare.text, "meta", Meta(addresses=bare.addresses))
        if self._submitted and _USER.match(bare.text):
            return Line(at + 1, bare.text, "meta")
        line = classed(at + 1, bare.text, self._above)
        if line.kind == "boilerplate":
            return line
        if (meta := pieced(bare)) is not None:
            return Line(at + 1, bare.text, "meta", meta)
        said = labels.labelled(bare)
        if said is not None and said.field in {labels.ABSTRACT, labels.SUMMARY} and self._card is not None:
            again = any(part.section == said.field for part in self._card.parts)
            self._section, self._heading = ("", said.field.capitalize()) if again else (said.field, "")
            return Line(at + 1, said.value, "text" if said.value else "meta")
        if said is not None and said.field != labels.TITLE:
            return Line(at + 1, bare.text, "meta", said.meta)
        if line.kind == "meta":
            return replace(line, meta=replace(line.meta, addresses=(*line.meta.addresses, *bare.addresses)))
        led = told(_LEAD.sub("", bare.text)) if _LEAD.match(bare.text) else None
        return _plain(at, bare) if led is None else Line(at + 1, bare.text, "meta", led)

    def _take(self, line: Line) -> None:
        self._lines.append(line)


def _plain(at: int, bare: Bare) -> Line:
    return Line(at + 1, bare.text, "text", Meta(addresses=bare.addresses))


def pieced(bare: Bare) -> Meta | None:
    """What a line of links and short remarks tells: `[Lab](…) · Published on Oct 4, 2024`; None where it has
    no link, or is text."""
    if not any(piece.linked for piece in bare.pieces):
        return None
    login = any("next=" in address for address in bare.addresses)
    if bare.text.strip("[] ") == "-" and (login or not bare.addresses):
        return Meta(unvoted=True, addresses=bare.addresses)
    found: list[Meta] = []
    for piece in bare.pieces:
        text = piece.text.strip(" ·•|*—–-")
        if not text:
            continue
        meta = told(text)
        if meta is not None:
            found.append(meta)
        elif phrase(text) in BOILERPLATE:
            found.append(NOTHING)
        elif not piece.linked or len(text) > _PROFILE:
            return None
    if not found:
        return None
    dated = next((meta for meta in found if meta.dated_as), NOTHING)
    voted = found[0] if len(found) == 1 else NOTHING
    told_of = tuple(address for meta in found for address in meta.addresses)
    return Meta(
        dated_as=dated.dated_as,
        dated=dated.dated,
        votes=voted.votes,
        certain=voted.certain or (voted.votes is not None and login),
        author_count=next((meta.author_count for meta in found if meta.author_count is not None), None),
        addresses=(*bare.addresses, *told_of),
    )
