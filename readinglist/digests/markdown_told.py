"""What stands below a title in a Markdown digest, piece by piece: labels with their text, names, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from readinglist.digests import fields, markdown_papers, markdown_titles, markdown_words
from readinglist.digests.markdown_blocks import Block
from readinglist.digests.markdown_inline import Line, joined
from readinglist.digests.markdown_papers import Paper
from readinglist.digests.markdown_titles import people, said, tidy, width
from readinglist.digests.markdown_words import Field

TEXTS: Final = frozenset({"abstract", "translation", "summary"})
OPEN: Final = TEXTS | {"authors", "title", "comment"}
"""Labels whose text may come in the lines below."""
_WRAPPED: Final = 60
"""A line so wide may have been broken by its editor."""
_SHORT: Final = 40
"""A line so narrow above others was ended on purpose."""
_ENDS: Final = (".", ":", "!", "?", "。", "：", "！", "？")
_GOES_ON: Final = (",", ";", "、", "，", "&", " and", " et")
_BETWEEN: Final = re.compile(r",\s|;\s|\s(?:and|&)\s")
_FEW_WORDS: Final = 8
"""A line of so few words besides its links only says where the paper is."""
_NO_WORDS: Final = 2
_NAME_LINES: Final = 12
"""Lines a wrapped row of names may go over."""
_LONGEST_PARTED: Final = 600
_TITLE_LINES: Final = 4
_SENTENCE: Final = 30
"""A sentence so wide behind a label that is no field of a paper is worth a comment."""


@dataclass(slots=True)
class Piece:
    """A label with its text, or lines that are one text."""

    kind: Field | None
    text: str
    """Without the label."""
    lines: list[Line] = field(default_factory=list)
    labelled: bool = True

    @property
    def is_remark(self) -> bool:
        """Whether its label is part of its text."""
        return self.labelled and self.text.startswith(self.lines[0].text)

    @property
    def linking(self) -> bool:
        """Whether it only says where the paper is."""
        return not self.labelled and len(self.lines) == 1 and _links(self.lines[0])


def pieces(lines: Sequence[Line], within: Field | None = None) -> Iterator[Piece]:
    """The pieces of some lines, whose first goes on with a label's text if they stand `within` one."""
    last: Piece | None = None
    for line in (part for whole in lines for part in _parts(whole, within)):
        label = _label(line, within)
        if label:
            if last:
                yield last
            last = Piece(*label, [line])
            within = label[0]
        elif last and line in lines and _goes_on(last, line):
            last.lines.append(line)
            last.text = f"{last.text} {line.text}".strip()
        else:
            if last:
                yield last
                within = within if within in TEXTS or not last.text else None
            last = Piece(within, line.text, [line], labelled=False)
    if last:
        yield last


def papers(lines: list[Line], block: Block) -> Iterator[tuple[Block, list[Line]]]:
    """The papers in the lines of one block, each with its place: a line that begins with another one's title, or
    a reference, is another."""
    starts, known = [0], markdown_titles.begins(lines[0])
    listed = len(lines) > 1 and all(map(markdown_titles.is_reference, lines))
    for at, line in enumerate(lines[1:], start=1):
        link = markdown_titles.begins(line) if known else None
        if listed or (known and link and len(markdown_papers.shared([known, link])) > 1):
            starts.append(at)
            known = link
    exact = block.last - block.first + 1 == len(lines)
    for start, end in pairwise([*starts, len(lines)]):
        place = replace(block, first=block.first + start, last=block.first + end - 1) if exact else block
        yield place, lines[start:end]


def reference(lines: list[Line]) -> list[Line]:
    """Lines as one where they are a single reference that has been wrapped."""
    if len(lines) in range(2, _TITLE_LINES + 1) and not any(map(_links, lines[:-1])):
        whole = joined(lines)
        return [whole] if width(lines[0].text) >= _WRAPPED and markdown_titles.is_reference(whole) else lines
    return lines


def titled(lines: list[Line]) -> list[Line]:
    """The lines of an item with the first as long as its title, which may have been wrapped."""
    first, count = lines[0], 1
    for line in lines[1:_TITLE_LINES]:
        if any(map(markdown_titles.leads, first.links)) or not _is_broken(first, line):
            break
        first, count = joined([first, line]), count + 1
    return [first, *lines[count:]]


def _is_broken(line: Line, below: Line) -> bool:
    """Whether a title that begins in a line goes on in the one below."""
    text = line.text
    if width(text) < _WRAPPED or markdown_words.labelled(below.text):
        return False
    ends, begins = ([span for span in told.spans if span.text.strip()] for told in (line, below))
    if not ends or not begins:
        return False
    bold = ends[-1].strong and begins[0].strong and not people(begins[0].text)
    quoted = text.count('"') % 2 == 1 or text.count("“") > text.count("”")
    return bold or quoted or (below.text[:1].islower() and not text.endswith(_ENDS))


def take(paper: Paper, piece: Piece) -> None:
    """Take in what a piece says."""
    for line in piece.lines:
        paper.code = paper.code or markdown_papers.code(line)
    if piece.kind == "aside" and width(piece.text) >= _SENTENCE and piece.text.endswith(_ENDS):
        paper.notes.append(joined(piece.lines).text)
    elif piece.kind and (piece.labelled or tidy(said(joined(piece.lines)))):
        paper.tell(piece.kind, piece.text)
    elif not piece.kind:
        _take_text(paper, [line for line in piece.lines if tidy(said(line))])


def take_all(paper: Paper, lines: Sequence[Line]) -> None:
    """Take in what some lines say."""
    for piece in pieces(lines):
        take(paper, piece)


def take_rest(paper: Paper, rest: str) -> None:
    """Take in what stands beside a title."""
    names, rest = ("", rest) if paper.short else markdown_titles.credited(rest)
    if names:
        paper.tell("authors", names)
    if rest:
        paper.notes.append(rest)


def _take_text(paper: Paper, lines: Sequence[Line]) -> None:
    """Take in lines without a label: names, a remark in a line of its own, an abstract or a word on it."""
    if "authors" not in paper.told and not paper.body:
        row, count = _names(lines)
        if count:
            paper.tell("authors", row)
        lines = lines[count:]
    while len(lines) > 1 and width(lines[0].text) < _SHORT:
        paper.say(said(lines[0]))
        lines = lines[1:]
    whole = joined(lines)
    if not any(map(str.isalpha, whole.text)) and len(fields.iso_date(whole.text) or "") >= len("2024-01"):
        paper.tell("published", whole.text)
    elif lines:
        paper.say(whole.text if paper.is_long(whole.text) else said(whole))


def _label(line: Line, within: Field | None) -> tuple[Field, str] | None:
    """The label a line begins with, and its text; `Results:` may stand in an abstract. One in bold that says
    nothing we know is a remark's."""
    told = markdown_words.labelled(line.text)
    if told:
        return None if told[0] == "aside" and within in TEXTS else told
    strong = next((span for span in line.spans if span.text.strip()), None)
    if strong is None or not strong.strong or strong.link or not markdown_words.remarks(line.text, strong.text):
        return None
    return "comment", line.text


def _parts(line: Line, within: Field | None) -> list[Line]:
    """What stands between dots or bars in a line on a paper: `[pdf](…) | Ann One, Bob Two | 2024-01-02`."""
    label = markdown_words.labelled(line.text)
    if (
        within in TEXTS
        or (label and label[0] in TEXTS)
        or not (label or any(map(markdown_titles.leads, line.links)))
    ):
        return [line]
    return line.parts() if width(line.text) <= _LONGEST_PARTED else [line]


def _links(line: Line) -> bool:
    few = len(said(line).split()) <= _FEW_WORDS
    return few and any(markdown_titles.leads(link) for link in line.links)


def _goes_on(piece: Piece, line: Line) -> bool:
    """Whether a line without a label goes on with the piece above it."""
    above = piece.lines[-1].text
    wrapped = width(above) >= _WRAPPED and not above.endswith(_ENDS)
    if _links(line) and not (wrapped and len(said(line).split()) > _NO_WORDS):
        return False
    if not piece.text:
        return piece.kind in OPEN
    if piece.kind in TEXTS:
        return True
    if piece.kind == "authors":
        return people(line.text) or (_is_unfinished(piece.text) and _are_people(f"{piece.text} {line.text}"))
    if piece.kind:
        return piece.is_remark or (wrapped and piece.kind in ("comment", "title", "venue", "aside"))
    return not piece.linking


def _names(lines: Sequence[Line]) -> tuple[str, int]:
    """The row of names that the first lines are, and how many of them: a long one has been wrapped."""
    row, found, count = "", "", 0
    for at, line in enumerate(lines[:_NAME_LINES], start=1):
        row = f"{row} {line.text.removeprefix('by ')}".strip()
        if people(row):
            found, count = row, at
        if not _is_unfinished(row):
            break
    return found, count


def _are_people(row: str) -> bool:
    """Whether a row is one of names, the last of which may have been wrapped."""
    return people(row) or (_is_unfinished(row) and people(row[: -len(_BETWEEN.split(row)[-1])]))


def _is_unfinished(row: str) -> bool:
    """Whether a row of names ends with a comma or within a name."""
    last = _BETWEEN.split(row)[-1]
    return row.endswith(_GOES_ON) or (last != row and len(last.split()) == 1)
