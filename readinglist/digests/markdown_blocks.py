"""A Markdown file as blocks with their lines: headings, table rows, list items, paragraphs.

Line by line, for the tables and lists of real digests are broken in ways that Markdown forgives only by
showing them as running text: cells with line breaks, no separator below the header, tables right behind a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from readinglist.digests import markdown_words

_QUOTE: Final = re.compile(r"^(?:\s{0,3}>\s?){1,9}")
_HEADING: Final = re.compile(r"\s{0,3}(#{1,6})(?:\s+(?=\S)|(?<=##)(?=[^#\s]))")
_HTML_HEADING: Final = re.compile(r"\s*<h([1-6])\b[^>]{0,400}>(.*)", re.IGNORECASE)
_BULLET: Final = re.compile(r"(\s*)(?:[-*+•◦▪]|\(?\d{1,4}[.)、])\s+(?:\[[ xX]\]\s+)?(?=\S)")
_LIST_TAG: Final = re.compile(r"(\s*)<li\b[^>]{0,400}>", re.IGNORECASE)
_SUMMARY: Final = re.compile(r"<summary\b[^>]{0,400}>(.*?)(?:</summary>|$)", re.IGNORECASE)
_ONLY_TAGS: Final = re.compile(r"(?:\s*</?[A-Za-z][^<>]{0,2000}>)+\s*")
_BLOCK_TAGS: Final = ("<summary", "<details", "<table", "<li", "<h1", "<h2", "<h3", "<h4", "<h5", "<h6")
_CELL_TAG: Final = re.compile(r"<(/?)(tr|td|th)\b[^<>]{0,1000}>", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"\s{0,3}\[([^\]\n]{1,200})\]:\s{0,9}<?([^\s<>]{1,2000})")
_CALLOUT: Final = re.compile(r"\s*\[!([A-Za-z]{1,20})\][+-]?\s*(.*)")
_UNDERLINES: Final = "=-"
PROPERTY: Final = re.compile(r"([A-Za-z][\w -]{0,30}):(?:\s+(.*)|$)")
"""A line of the properties a file begins with."""
_MOST_PROPERTIES: Final = 200
_LONGEST_UNDERLINED: Final = 300
_ROW_LINES: Final = 20
"""Lines one row may go over."""
_HEADING_LINES: Final = 5
_RULE_LENGTH: Final = 3
_MOST_CELLS: Final = 100
FOLDED: Final = 7
"""The level of a `<summary>`, below every heading."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its Markdown, and its first and last line in the file."""

    kind: Literal["heading", "row", "item", "paragraph", "rule", "unfolded"]
    text: str
    first: int
    last: int
    depth: int = 0
    """A heading's level; an item's or paragraph's indent."""
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    """The row's header."""


class Source:
    """A file's visible lines, and the references defined in them."""

    def __init__(self, text: str) -> None:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        told = _visible(text).split("\n")
        self.front = told[: _properties(told)]
        """Its properties, with the rules around them."""
        told[: len(self.front)] = [""] * len(self.front)
        self._lines = [_QUOTE.sub("", line).expandtabs(4) for line in _without_code(told)]
        self.references: dict[str, dict[str, str]] = {}
        for at, line in enumerate(self._lines):
            if "]:" in line and (found := _REFERENCE.match(line)):
                name = " ".join(found[1].split()).lower().upper()
                self.references.setdefault(name, {"href": found[2], "title": ""})
                self._lines[at] = ""
        self._columns: tuple[str, ...] = ()
        self._closed = False
        """Whether the table's header ends with a bar."""

    def blocks(self) -> Iterator[Block]:
        """The blocks in order."""
        at = 0
        while at < len(self._lines):
            if self._lines[at].strip():
                found, at = self._at(at)
                yield from found
            else:
                self._columns = ()
                at += 1

    def _at(self, at: int) -> tuple[list[Block], int]:
        """What begins at a line that is not blank, and where to go on."""
        line = self._lines[at]
        lowered = line.lower()
        if "<table" in lowered:
            end = self._find("</table", at)
            return list(rows("\n".join(self._lines[at:end]), at + 1)), end
        if self._is_row(at):
            return self._row(at)
        if found := _HEADING.match(line):
            return self._heading(at, len(found[1]), line[found.end() :])
        if found := _CALLOUT.match(line):
            return [Block("heading", found[2] or found[1], at + 1, at + 1, FOLDED)], at + 1
        if level := self._underlined(at):
            return [Block("heading", line, at + 1, at + 2, level)], at + 2
        if found := _HTML_HEADING.match(line):
            return [Block("heading", found[2], at + 1, at + 1, int(found[1]))], at + 1
        if _is_rule(line.strip()):
            return [Block("rule", "", at + 1, at + 1)], at + 1
        if "<summary" in lowered and (found := _SUMMARY.search(line)):
            behind = Block("paragraph", line[found.end() :], at + 1, at + 1)
            return [Block("heading", found[1], at + 1, at + 1, FOLDED), behind], at + 1
        if _ONLY_TAGS.fullmatch(line) and "<li" not in lowered and "href" not in lowered:
            return [Block("unfolded", "", at + 1, at + 1)] if "</details" in lowered else [], at + 1
        end = self._end(at)
        if found := _BULLET.match(line) or _LIST_TAG.match(line):
            text = "\n".join([line[found.end() :], *self._lines[at + 1 : end]])
            return [Block("item", text.lstrip("# "), at + 1, end, len(found[1]))], end
        indent = len(line) - len(line.lstrip())
        return [Block("paragraph", "\n".join(self._lines[at:end]), at + 1, end, indent)], end

    def _find(self, tag: str, at: int) -> int:
        """Behind the line with a tag; the file's end where there is none."""
        while at < len(self._lines) and tag not in self._lines[at].lower():
            at += 1
        return min(at + 1, len(self._lines))

    def _end(self, at: int) -> int:
        """Where the block that begins at a line ends: before a blank line, or before another kind of block."""
        end = at + 1
        while end < len(self._lines) and self._continues(end):
            end += 1
        return end

    def _continues(self, at: int) -> bool:
        line = self._lines[at]
        stripped = line.strip()
        if not stripped or stripped.startswith("|") or self._is_header(at) or _is_rule(stripped):
            return False
        if stripped[0] == "<" and (stripped.lower().startswith(_BLOCK_TAGS) or _ONLY_TAGS.fullmatch(stripped)):
            return stripped.lower().startswith("<br")
        return not (_HEADING.match(line) or _BULLET.match(line))

    def _heading(self, at: int, level: int, text: str) -> tuple[list[Block], int]:
        """A heading, with the lines it goes on in while a bracket is open."""
        end = at + 1
        while (
            text.count("[") > text.count("]")
            and end < min(at + _HEADING_LINES, len(self._lines))
            and self._lines[end].strip()
        ):
            text = f"{text.rstrip(chr(92))} {self._lines[end].strip().lstrip('# ')}"
            end += 1
        return [Block("heading", text.rstrip("# "), at + 1, end, level)], end

    def _underlined(self, at: int) -> int:
        """The level of a heading that is underlined, in a line of its own; 0 where a line is none. A line of text
        with a rule below it is no heading to those who write digests."""
        line, below = self._lines[at].strip(), self._lines[at + 1 : at + 2]
        above = self._lines[at - 1].strip() if at else ""
        if above or not below or len(line) > _LONGEST_UNDERLINED or line.endswith((".", ":", "。", "：")):
            return 0
        sign = below[0].strip()[:1]
        level = _UNDERLINES.find(sign) + 1 if sign and _is_rule(below[0].strip()) else 0
        return 0 if _BULLET.match(line) or markdown_words.labelled(line) else level

    def _is_header(self, at: int) -> bool:
        return "|" in self._lines[at] and at + 1 < len(self._lines) and _is_separator(self._lines[at + 1])

    def _is_row(self, at: int) -> bool:
        stripped = self._lines[at].strip()
        if stripped.startswith("|") and stripped.count("|") > 1:
            return True
        return "|" in stripped and (bool(self._columns) or self._is_header(at))

    def _row(self, at: int) -> tuple[list[Block], int]:
        """A row, with the lines that its cells go over; nothing for the header and its separator."""
        line = self._lines[at].strip()
        if self._is_header(at):
            self._columns = tuple(_cells(line))
            self._closed = line.endswith("|")
            return [], at + 2
        if _is_separator(line):
            return [], at + 1
        end, cells = at + 1, _cells(line)
        if self._columns and self._closed and not line.endswith("|"):
            end, cells = self._whole_row(at, line, cells)
        if _MOST_CELLS > len(cells) > len(self._columns) > 1:
            cells = _rejoined(cells)
        return [Block("row", line, at + 1, end, 0, tuple(cells), self._columns)], end

    def _whole_row(self, at: int, line: str, cells: list[str]) -> tuple[int, list[str]]:
        bars = _bars(line)
        for end in range(at + 1, min(at + _ROW_LINES, len(self._lines))):
            following = self._lines[end].strip()
            if following.startswith("|") and _bars(following) > len(self._columns):
                break
            if _HEADING.match(following):
                break
            bars += _bars(following)
            if bars > len(self._columns) and following.endswith("|"):
                whole = "\n".join(part.strip() for part in self._lines[at : end + 1])
                return end + 1, _cells(whole)
        return at + 1, cells


def rows(table: str, first: int) -> Iterator[Block]:
    """The rows of an HTML table that begins at a line; one of `<th>` only names the columns of those below."""
    columns: tuple[str, ...] = ()
    cells: list[str] = []
    heads = opened = counted = 0
    begun = line = first
    for found in [*_CELL_TAG.finditer(table), None]:
        here = found.start() if found else len(table)
        line += table.count("\n", counted, here)
        counted = here
        if opened:
            cells.append(table[opened:here])
            opened = 0
        if found is None or found[2].lower() == "tr":
            if cells and heads == len(cells):
                columns = tuple(cells)
            elif cells:
                yield Block("row", "", begun, line, 0, tuple(cells), columns)
            cells, heads, begun = [], 0, line
        elif not found[1]:
            opened = found.end()
            heads += found[2].lower() == "th"


def _visible(text: str) -> str:
    """Text without comments; their line breaks stay."""
    pieces: list[str] = []
    done = 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces += [text[done:start], "\n" * text.count("\n", start, end)]
        done = end + 3
    return "".join([*pieces, text[done:]])


def _without_code(lines: list[str]) -> list[str]:
    """Lines without fenced code; a fence around the whole file, or one that is never closed, hides nothing."""
    fences = [at for at, line in enumerate(lines) if line.lstrip(" >").startswith(("```", "~~~"))]
    for at in fences:
        lines[at] = ""
    for start, end in zip(fences[::2], fences[1::2], strict=False):
        if end - start < len(lines) // 2:
            lines[start : end + 1] = [""] * (end + 1 - start)
    return lines


def _properties(lines: list[str]) -> int:
    """How many of a file's first lines are its properties and the rules around them."""
    if lines[0].rstrip() != "---":
        return 0
    end = next((at for at, line in enumerate(lines[1:_MOST_PROPERTIES], start=1) if line.rstrip() == "---"), 0)
    return end + 1 if any(map(PROPERTY.match, lines[1:end])) else 0


def _is_rule(line: str) -> bool:
    signs = line.replace(" ", "")
    return len(signs) >= _RULE_LENGTH and signs[0] in "-*_=" and signs == signs[0] * len(signs)


def _is_separator(line: str) -> bool:
    return "|" in line and "-" in line and not line.strip("|:- \t")


def _bars(line: str) -> int:
    return line.count("|") - line.count("\\|")


def _cells(line: str) -> list[str]:
    """The cells of a row, split at its bars, where no backslash stands before one."""
    inner = line.strip().replace("\\|", "\ue002")
    inner = inner.removeprefix("|").removesuffix("|")
    return [cell.replace("\ue002", "|").strip() for cell in inner.split("|")]


def _rejoined(cells: list[str]) -> list[str]:
    """Cells put together again where a bar within `$…$` parted them."""
    whole: list[str] = []
    for cell in cells:
        if whole and whole[-1].count("$") % 2:
            whole[-1] = f"{whole[-1]}|{cell}"
        else:
            whole.append(cell)
    return whole
