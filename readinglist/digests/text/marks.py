"""Takes the marks of Markdown off lines: headings, links (over several lines too), pictures, forced breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from readinglist.digests.text.lines import front_matter, normalised, split

_HEADING: Final = re.compile(r"(#{1,6})\s+(?=\S)")
_CLOSING_HASHES: Final = re.compile(r" #{1,6}$")
_TAGS: Final = re.compile(r"(?:</?[a-z][^<>]{0,400}>\s*)+", re.IGNORECASE)
_TOKEN: Final = re.compile(
    r"(?<!\\)(?:(?P<image>!\[)|(?P<open>\[)"
    r"|\]\(\s?<?(?P<address>(?:https?://|www\.|mailto:|[/#])[^\s()<>]{0,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,500})?)>?"
    r"(?:\s\"[^\"]{0,300}\")?\)|\]\[(?P<note>\d{1,5})\]|(?P<close>\]))",
    re.IGNORECASE,
)
_NOTED: Final = re.compile(r"\]\[\d{1,5}\]$")
_NOTE: Final = re.compile(r"\[?(\d{1,5})\]?[.:]\s+<?(https?://[^\s<>]+)>?")
_NOT_DRAWN: Final = re.compile(
    r"LINK: (?=GitHub|arXiv|PDF|Code|Paper|http)"
    r"|\[(?:(?:image|img|logo|avatar|图片|圖片|画像|이미지)\b[^\[\]]{0,200}|[^\[\]]{0,80}\blogo)\]\s?",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"\\+ {2,}")
_SITE: Final = "https://huggingface.co"
_LINES_OF_A_LINK: Final = 60


class Piece(NamedTuple):
    """What a line holds between two ends of links."""

    text: str
    linked: bool


@dataclass(frozen=True, slots=True)
class Bare:
    """A line without its marks."""

    text: str
    level: int
    """Of a heading, as many as it has signs; 0: none."""
    indented: bool
    pieces: tuple[Piece, ...]
    addresses: tuple[str, ...]
    goes_on: bool
    """A link that began here, or before, goes on after it."""
    blank: bool
    """Nothing was there; a line may hold nothing but marks."""


class _Cut(NamedTuple):
    """Characters taken out of a line: a link's opening (+1) or closing (-1) sign, or a picture (0)."""

    start: int
    end: int
    depth: int


@dataclass(slots=True)
class _Open:
    line: int
    start: int
    end: int
    image: bool
    leads: bool
    """Nothing but list signs stands before it."""


def bared(text: str) -> list[Bare]:
    """All lines of a text, in order, each without its marks."""
    raw, clean = split(text), normalised(text)
    levels: list[int] = []
    bodies: list[str] = []
    for line in clean:
        heading = _HEADING.match(line)
        body = line[heading.end() :] if heading else line
        levels.append(len(heading[1]) if heading else 0)
        body = _CLOSING_HASHES.sub("", body) if heading else body
        bodies.append(_BREAK.sub(" ", body).rstrip("\\").rstrip())
    noted = sum(
        level > 0 and _NOTED.search(body[-10:]) is not None for level, body in zip(levels, bodies, strict=True)
    )
    notes = _notes(bodies) if noted > 1 else None
    cuts, addresses = _links(bodies, levels, notes)
    lines: list[Bare] = []
    matter = front_matter(clean)
    depth = 0
    for at, body in enumerate(bodies):
        bare, depth = _cut(body, cuts.get(at, []), depth)
        pieces = tuple(Piece(piece.strip(), linked) for piece, linked in bare if piece.strip())
        shown = "".join(piece for piece, _ in bare).strip()
        noticed = notes is not None and _NOTE.fullmatch(body) is not None
        told = () if noticed else tuple(addresses.get(at, ()))
        indented = raw[at][:2].isspace() and len(raw[at][:2]) == 2
        if noticed or at in matter or _TAGS.fullmatch(shown):
            shown, pieces = "", ()
        lines.append(Bare(shown, levels[at], indented, pieces, told, depth > 0, not clean[at]))
    return lines


def _notes(bodies: list[str]) -> dict[str, str]:
    """The addresses listed at the end of a page: `[32]: https://…`."""
    return {found[1]: found[2] for body in bodies if (found := _NOTE.fullmatch(body))}


def _links(
    bodies: list[str], levels: list[int], notes: dict[str, str] | None
) -> tuple[dict[int, list[_Cut]], dict[int, list[str]]]:
    """What to take out of which line, and where each line's links lead to."""
    cuts: dict[int, list[_Cut]] = {}
    addresses: dict[int, list[str]] = {}
    stack: list[_Open] = []
    for at, body in enumerate(bodies):
        if "[" not in body and "]" not in body:
            continue
        if levels[at] and body.startswith("["):
            stack.clear()  # what a card left open ends with it
        lead = len(body) - len(body.lstrip("-*+ >[!"))
        for found in _TOKEN.finditer(body):
            if found["image"] or found["open"]:
                stack.append(_Open(at, found.start(), found.end(), bool(found["image"]), found.start() <= lead))
                continue
            if found["close"] or (found["note"] and notes is None):
                if stack and (stack[-1].line == at or not stack[-1].leads):
                    stack.pop()
                continue
            began = _opener(stack, ends=found.end() == len(body))
            if began is None or at - began.line > _LINES_OF_A_LINK:
                if found.start() == 0:  # what it closes is nowhere: a sign all the same
                    cuts.setdefault(at, []).append(_Cut(0, found.end(), 0))
                continue
            if began.image and began.line == at:
                inside = cuts.setdefault(at, [])
                while inside and inside[-1].start > began.start:
                    inside.pop()
                inside.append(_Cut(began.start, found.end(), 0))
                continue
            cuts.setdefault(began.line, []).append(_Cut(began.start, began.end, 1))
            cuts.setdefault(at, []).append(_Cut(found.start(), found.end(), -1))
            address = found["address"] or (notes or {}).get(found["note"] or "", "")
            if address.startswith("/papers/"):
                address = _SITE + address
            if "://" in address and not began.image:
                for line in range(began.line, at + 1):
                    addresses.setdefault(line, []).append(address)
    return cuts, addresses


def _opener(stack: list[_Open], *, ends: bool) -> _Open | None:
    """The bracket a link's closing sign belongs to, taken off the stack with all that were opened in it: the
    last one, but at the end of a line one that begins a line, since a text may leave brackets open."""
    if not stack:
        return None
    place = len(stack) - 1
    if ends and not stack[place].image:
        leading = (place for place in range(len(stack) - 1, max(-1, len(stack) - 10), -1) if stack[place].leads)
        place = next(leading, place)
    began = stack[place]
    del stack[place:]
    return began


def _cut(body: str, cuts: list[_Cut], depth: int) -> tuple[list[tuple[str, bool]], int]:
    """The line between its cuts, each piece with whether a link holds it, and how many links go on."""
    pieces: list[tuple[str, bool]] = []
    start = 0
    for cut in sorted(cuts):
        if cut.start < start:
            continue
        pieces.append((body[start : cut.start], depth > 0))
        depth = max(0, depth + cut.depth)
        start = cut.end
    pieces.append((body[start:], depth > 0))
    if any(_NOT_DRAWN.search(piece) for piece, _ in pieces):
        pieces = [(_NOT_DRAWN.sub("", piece), linked) for piece, linked in pieces]
    return [(piece, linked) for piece, linked in pieces if piece], depth
