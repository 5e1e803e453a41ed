"""Rows of tables in Markdown digests as papers: the header says what the cells hold, or else the cells do."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from readinglist.digests import markdown_papers, markdown_titles, markdown_told, markdown_words
from readinglist.digests.markdown_blocks import Block
from readinglist.digests.markdown_inline import Line, Link, lines
from readinglist.digests.markdown_papers import Paper
from readinglist.digests.markdown_words import Field

_PAPER_COLUMNS: Final = frozenset(
    {"paper", "papers", "paper title", "论文", "论文标题", "論文", "논문", "pdf", "publication", "paper link"}
)
"""In a column of such a name any link leads to a paper."""
_TOLD: Final = frozenset(
    {"authors", "published", "abstract", "translation", "summary", "comment", "venue", "votes"}
)
_LINKED: Final = ("/", "][", ":")
_FOLDED: Final = 80
"""Characters that make folded text in a cell an abstract."""
_PAIR: Final = 2
_SHORT: Final = 3
"""Fewer words are a nickname."""


def papers(row: Block, references: dict[str, Any]) -> list[Paper]:
    """The papers a row holds: one as a rule, none without a link to one."""
    if not any(sign in cell for cell in row.cells for sign in _LINKED):
        return []
    names = [_name(column) for column in (*row.columns, *[""] * len(row.cells))][: len(row.cells)]
    kinds = [markdown_words.field(name) for name in names]
    paper = Paper(row.first, row.last)
    cells = [lines(_unfolded(paper, cell), references) for cell in row.cells]
    found = [
        (link, kind)
        for cell, kind, name in zip(cells, kinds, names, strict=True)
        for line in cell
        for link in line.links
        if markdown_titles.leads(link) or (name.lower() in _PAPER_COLUMNS and link.address.startswith("http"))
    ]
    if kind_of_code := [cell for cell, kind in zip(cells, kinds, strict=True) if kind == "code"]:
        paper.code = next((link.address for cell in kind_of_code for line in cell for link in line.links), "")
        found = [(link, kind) for link, kind in found if kind != "code"]
    if not found:
        return []
    found.sort(key=lambda pair: pair[1] not in ("title", "paper", "pdf"))
    at = _title(paper, cells, kinds)
    own = {link for line in cells[at] for link in line.links} if at is not None else set()
    links = sorted((link for link, _ in found), key=lambda link: link not in own)
    for place, (cell, kind) in enumerate(zip(cells, kinds, strict=True)):
        if place != at and kind in _TOLD:
            paper.tell(kind, "\n".join(line.text for line in cell))
        elif place != at and kind is None and (any(sign.isalpha() for sign in names[place]) or not row.columns):
            markdown_told.take_all(paper, cell)
    paper.links, *others = markdown_papers.shared(links)
    return [paper, *(beside(row, group) for group in others)]


def beside(place: Block, links: list[Link]) -> Paper:
    """A paper that a row or item links to besides its own; its link's text is all that is known."""
    label = next((link.label for link in links if markdown_words.is_title(link.label)), "")
    short = len(label.split()) < _SHORT
    return Paper(place.first, place.last, label, short, list(links))


def pair(row: Block, references: dict[str, Any]) -> tuple[Field, list[Line]] | None:
    """What a row of two cells says of the paper whose heading it stands below: `| Authors | A, B |`."""
    if len(row.cells) != _PAIR:
        return None
    kind = markdown_words.field(_name(row.cells[0]))
    return (kind, lines(row.cells[1], references)) if kind else None


@lru_cache(maxsize=1000)
def _name(cell: str) -> str:
    return " ".join(line.text for line in lines(cell))


def _unfolded(paper: Paper, cell: str) -> str:
    """A cell without its `<details>`; what is folded in them is the abstract, if it is long enough."""
    lowered = cell.lower()
    start, end = lowered.find("<details"), lowered.rfind("</details>")
    if start < 0 or end < start:
        return cell
    inner = cell[start:end]
    begin = inner.lower().find("</summary>")
    text = " ".join(line.text for line in lines(inner[begin + len("</summary>") :] if begin >= 0 else inner))
    if len(text) >= _FOLDED:
        paper.tell("abstract", text.removeprefix("Abstract:").strip())
        return f"{cell[:start]} {cell[end + len('</details>') :]}"
    return cell


def _title(paper: Paper, cells: list[list[Line]], kinds: list[Field | None]) -> int | None:
    """Find the title, by header or else by what looks most like one; the cell it came from."""
    named = [place for place, kind in enumerate(kinds) if kind == "title"]
    named += [place for place, kind in enumerate(kinds) if kind == "paper"]
    others = [place for place, kind in enumerate(kinds) if kind is None]
    linked = [place for place in others if any(markdown_titles.titled(line) for line in cells[place])]
    others.sort(key=lambda place: -sum(len(line.text) for line in cells[place][:1]))
    for place in (*named, *linked, *others):
        for at, line in enumerate(cells[place]):
            paper.title, paper.short, rest = markdown_titles.title(line)
            if kinds[place] == "title" and _plain(line):
                paper.title, paper.short, rest = line.text, False, ""
            if paper.title:
                markdown_told.take_rest(paper, rest)
                markdown_told.take_all(paper, cells[place][at + 1 :])
                return place
        if kinds[place] == "title" and cells[place]:
            paper.title, paper.short = cells[place][0].text, True
            return place
    return None


def _plain(line: Line) -> bool:
    return not any(span.link or span.strong or span.picture for span in line.spans)
