"""A stretch of Markdown as lines of plain text, with what was a link, bold or emphasised marked in them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from readinglist.text.identifiers import addresses

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LONGEST: Final = 20_000
"""Characters of one stretch that are looked at closely; longer ones no digest has."""
_MOST_BRACKETS: Final = 400
"""Brackets in one stretch; with more of them it is no text, and looking for links in it takes long."""
_MARKED: Final = re.compile(r"[\[\]*_`<>&\\~$:/!]")
_MATHS: Final = re.compile(r"\$[^$\n]{1,300}\$")
_NOT_MATHS: Final = ("](", "**", "://")
_HELD: Final = re.compile("\ue000(\\d{1,6})\ue001")
_PARTED: Final = re.compile(r"(?<=\s)[•·|](?=\s)")
_HREF: Final = re.compile(r"\bhref\s{0,9}=\s{0,9}[\"']?([^\"'\s>]{1,2000})", re.IGNORECASE)
_ALT: Final = re.compile(r"\balt\s{0,9}=\s{0,9}[\"']([^\"']{1,200})", re.IGNORECASE)
_NAME: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,20})")
_BREAKS: Final = frozenset({"br", "p", "div", "li", "ul", "ol", "tr", "summary", "details", "hr"})
_ARXIV: Final = re.compile(r"\barxiv\s?:\s?(\d{4}\.\d{4,5}(?:v\d{1,2})?)(?![\d.]\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line: its text, where it leads, and how it was set."""

    text: str
    link: str = ""
    strong: bool = False
    emphasis: bool = False
    picture: bool = False
    """The text stands for a picture, a badge most often."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: the text it stands on, and its address."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line in pieces."""

    spans: Sequence[Span] = ()

    @property
    def text(self) -> str:
        """What can be read, without pictures."""
        return " ".join("".join(span.text for span in self.spans if not span.picture).split())

    @property
    def links(self) -> list[Link]:
        """Its links in order, each once with all of its label."""
        return [
            Link(" ".join("".join(span.text for span in spans).split()), address)
            for address, spans in groupby(self.spans, attrgetter("link"))
            if address
        ]

    def parts(self) -> list[Line]:
        """What stands between its dots and bars; itself where it has none."""
        found: list[list[Span]] = [[]]
        for span in self.spans:
            pieces = [span.text] if span.link else _PARTED.split(f" {span.text} ")
            for at, piece in enumerate(pieces):
                if at:
                    found.append([])
                found[-1].append(replace(span, text=piece))
        lines = [Line(spans) for spans in found if any(span.text.strip() for span in spans)]
        return lines if len(lines) > 1 else [self]


def joined(lines: Sequence[Line]) -> Line:
    """Lines as one."""
    ends = (line.spans[-1:] for line in lines)
    between = ([replace(span, text=" ", link="") for span in end] for end in ends)
    return Line([span for line, blank in zip(lines, between, strict=True) for span in (*line.spans, *blank)])


@dataclass(slots=True)
class _Writer:
    """Puts spans together while tokens come in."""

    lines: list[list[Span]] = field(default_factory=lambda: [[]])
    link: str = ""
    strong: int = 0
    emphasis: int = 0

    def write(self, text: str, *, picture: bool = False) -> None:
        if text:
            self.lines[-1].append(Span(text, self.link, self.strong > 0, self.emphasis > 0, picture))

    def end_line(self) -> None:
        if self.link:
            self.write(" ")
        elif self.lines[-1]:
            self.lines.append([])


def lines(text: str, references: dict[str, Any] | None = None) -> list[Line]:
    """The lines of a stretch of Markdown (one paragraph, cell, item or heading); empty ones are left out.
    References are those of the file, as markdown-it keeps them."""
    if not _MARKED.search(text):
        return [Line([Span(line)]) for line in text.split("\n") if line.strip()]
    close, rest = text[:_LONGEST], text[_LONGEST:]
    if close.count("[") > _MOST_BRACKETS:
        close = close.replace("[", " ")
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        if any(mark in found[0] for mark in _NOT_MATHS):
            return found[0]
        held.append(found[0])
        return f"\ue000{len(held) - 1}\ue001"

    if "$" in close:
        close = _MATHS.sub(hold, close)
    writer = _Writer()
    for token in _parser().parseInline(close, {"references": references or {}})[0].children or ():
        _take(writer, token)
    if rest:
        writer.write(rest)

    def free(piece: str) -> str:
        if not held or "\ue000" not in piece:
            return piece
        return _HELD.sub(lambda found: held[int(found[1])] if int(found[1]) < len(held) else "", piece)

    return [
        Line([part for span in line for part in _linked(span, free(span.text))])
        for line in writer.lines
        if any(span.text.strip() or span.link for span in line)
    ]


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # loaded where a Markdown file is read

    return MarkdownIt("commonmark").enable("strikethrough")


def _take(writer: _Writer, token: Token) -> None:
    match token.type:
        case "text" | "code_inline" | "text_special":
            writer.write(token.content)
        case "softbreak" | "hardbreak":
            writer.end_line()
        case "link_open":
            writer.link = str(token.attrGet("href") or "")
        case "link_close":
            writer.link = ""
        case "strong_open" | "strong_close":
            writer.strong += token.nesting
        case "em_open" | "em_close":
            writer.emphasis += token.nesting
        case "image":
            writer.write(token.content or " ", picture=True)
        case "html_inline":
            _take_tag(writer, token.content)
        case _:
            pass


def _take_tag(writer: _Writer, tag: str) -> None:
    found = _NAME.match(tag)
    name = found[1].lower() if found else ""
    closing = tag.startswith("</")
    if name == "a":
        address = None if closing else _HREF.search(tag)
        writer.link = html.unescape(address[1]) if address else ""
    elif name in ("b", "strong"):
        writer.strong = max(0, writer.strong + (-1 if closing else 1))
    elif name in ("i", "em"):
        writer.emphasis = max(0, writer.emphasis + (-1 if closing else 1))
    elif name == "img":
        alternative = _ALT.search(tag)
        writer.write(html.unescape(alternative[1]) if alternative else " ", picture=True)
    elif name in _BREAKS:
        writer.end_line()


def _linked(span: Span, text: str) -> Iterator[Span]:
    """A span with the addresses and arXiv numbers that stand bare in it as links of their own."""

    def part(piece: str, link: str = "") -> Span:
        return Span(piece, span.link or link, span.strong, span.emphasis, span.picture)

    if span.link or span.picture or ("/" not in text and ":" not in text):
        yield part(text)
        return
    places = addresses(text) if "/" in text else []
    taken = [(start, end) for start, end, _ in places]
    places += [
        (*found.span(), f"https://arxiv.org/abs/{found[1]}")
        for found in _ARXIV.finditer(text)
        if not any(start <= found.start() < end for start, end in taken)
    ]
    done = 0
    for start, end, address in sorted(places):
        if text[done:start]:
            yield part(text[done:start])
        yield part(text[start:end], address)
        done = end
    if text[done:]:
        yield part(text[done:])
