"""Walks a Markdown digest's blocks: which heading or list item a link, a label or a paragraph belongs to."""

from __future__ import annotations

from typing import Final

from readinglist.digests import (
    markdown_front,
    markdown_papers,
    markdown_rows,
    markdown_titles,
    markdown_told,
    markdown_words,
)
from readinglist.digests.markdown_blocks import FOLDED, Block, Source
from readinglist.digests.markdown_inline import Line, Link, joined, lines
from readinglist.digests.markdown_papers import Holder, Paper
from readinglist.digests.markdown_told import OPEN, TEXTS, Piece

_BOLD: Final = 8
"""The level of a line in bold that stands as a heading, below `<summary>`."""
_NESTED: Final = 2
"""Blanks before a paragraph that belongs to the list item above."""
_FEW_WORDS: Final = 8
"""A paragraph of so few words besides its links only says where the paper is."""
_RELATED: Final = 2
"""Papers below a paper's heading; with more of them it stands for them all."""
_TITLE_WORDS: Final = 4
_SHORT: Final = 3
_LINKING: Final = ("paper", "pdf", "code", "aside", "title")
"""Labels beside which links lead to the paper."""


class Walk:
    """The papers of a file, gathered block by block."""

    def __init__(self, source: Source) -> None:
        self.papers: list[Paper] = []
        self.passing: list[tuple[int, Link]] = []
        """Links to papers in running text, with their lines: such a text is no list."""
        self.headings: list[tuple[int, str, int]] = []
        """Level, text and line of each."""
        self._references = source.references
        self._sections: list[Holder] = []
        self._items: list[Holder] = []
        front = markdown_front.paper(source.front)
        if front.title and front.links:
            head = Block("heading", front.title, front.first, front.last)
            self._sections.append(Holder(head, front, own=True, lines=self._lines(front.title)))
        elif front.title:
            self.headings.append((1, front.title, 0))
        for block in source.blocks():
            getattr(self, f"_{block.kind}")(block)
        self._close_sections(0)
        self.papers.sort(key=lambda paper: paper.first)

    @property
    def _holder(self) -> Holder | None:
        return self._items[-1] if self._items else self._sections[-1] if self._sections else None

    def _lines(self, text: str) -> list[Line]:
        return lines(text, self._references)

    def _heading(self, block: Block) -> None:
        told = self._lines(block.text)
        text = " ".join(line.text for line in told)
        line = Line([span for line in told for span in line.spans])
        label = markdown_words.labelled(text + ":")
        if label and self._holder and (block.depth >= FOLDED or self._sections):
            if block.depth < FOLDED:
                self._close_items(0)
            holder = self._holder or self._sections[-1]
            holder.open, holder.open_at = label[0], 0
            holder.links += [link for link in line.links if markdown_titles.leads(link)]
            return
        if block.depth == FOLDED and self._items and not markdown_titles.titled(line):
            return
        if block.depth < FOLDED:
            self.headings.append((block.depth, text, block.first))
        self._close_sections(block.depth)
        self._sections.append(self._new(block, [line]))

    def _unfolded(self, _block: Block) -> None:
        if not self._items:
            self._close_sections(FOLDED)

    def _rule(self, _block: Block) -> None:
        self._close_items(0)
        papers = [
            at for at, held in enumerate(self._sections) if held.block.depth > 1 and (held.own or held.links)
        ]
        while papers and len(self._sections) > papers[-1]:
            self._close(self._sections.pop())

    def _row(self, block: Block) -> None:
        if found := markdown_rows.papers(block, self._references):
            self._close_items(0)
            self._add(found)
        elif (holder := self._holder) and (told := markdown_rows.pair(block, self._references)):
            self._take(holder, Piece(told[0], "\n".join(line.text for line in told[1]), told[1]), block)
            holder.open = None

    def _item(self, block: Block) -> None:
        self._close_items(block.depth)
        told = self._lines(block.text)
        if not told:
            return
        holder = self._holder
        label = markdown_words.labelled(told[0].text)
        beside = holder in self._sections and not any(
            markdown_titles.leads(link) for line in told for link in line.links
        )
        titled = label and label[0] == "aside" and markdown_titles.titled(told[0])
        if holder and not titled and (label or (beside and (holder.own or holder.links or holder.open in OPEN))):
            self._below(holder, told, block)
            return
        for place, lines_of_one in markdown_told.papers(told, block):
            self._close_items(block.depth)
            self._items.append(self._new(place, lines_of_one))

    def _paragraph(self, block: Block) -> None:
        told = self._lines(block.text)
        nested = block.depth >= _NESTED and bool(self._items)
        first = told[0] if told else Line()
        if not nested and told and not self._continued(first, block):
            self._close_items(0)
            told = markdown_told.reference(told)
            if self._begins(told) or all(map(markdown_titles.is_reference, told)):
                for place, lines_of_one in markdown_told.papers(told, block):
                    self._close_sections(_BOLD)
                    self._sections.append(self._new(place, lines_of_one, _BOLD))
                return
        if holder := self._holder:
            self._below(holder, told, block)
        else:
            links = (link for line in told for link in line.links)
            self.passing += [(block.first, link) for link in links if markdown_titles.leads(link)]

    def _continued(self, line: Line, block: Block) -> bool:
        """Whether an unindented paragraph goes on with the item above: by a label, or one that is open."""
        item = self._items[-1] if self._items else None
        is_open = item is not None and item.open is not None and block.depth >= item.open_at
        return is_open or markdown_words.labelled(line.text) is not None

    def _begins(self, told: list[Line]) -> bool:
        """Whether a paragraph stands for a paper: it begins with its title, bold or as a link to it."""
        spans = [span for span in told[0].spans if any(map(str.isalpha, span.text)) and not span.picture]
        if not spans or markdown_words.labelled(told[0].text):
            return False
        if spans[0].link:
            known = self._sections[-1].paper.links if self._sections else []
            if any(link.address == spans[0].link for link in known):
                return False  # an abstract that is a link to its paper
            return any(link.address == spans[0].link for link in markdown_titles.titled(told[0]))
        linked = any(markdown_titles.leads(link) for line in told for link in line.links)
        strong = [span.strong for span in spans]
        whole = all(strong) and len(told) == 1 and len(self._sections) > 0
        named = markdown_titles.people(told[0].text)
        return strong[0] and (linked or whole) and not named and markdown_words.is_title(spans[0].text)

    def _new(self, block: Block, told: list[Line], depth: int | None = None) -> Holder:
        """A heading, item or paragraph with what its own lines say."""
        if depth is not None:
            block = Block(block.kind, block.text, block.first, block.last, depth)
        holder = Holder(block, Paper(block.first, block.last), lines=told, since=len(self.papers))
        if not told:
            return holder
        paper = holder.paper
        told = markdown_told.titled(told)
        paper.title, paper.short, rest = markdown_titles.title(told[0])
        if block.kind == "heading" and paper.title:
            paper.short = False
        links = [link for line in told for link in line.links if markdown_titles.leads(link)]
        titled = [link for link in markdown_titles.titled(told[0]) if link.label and link.label in paper.title]
        links.sort(key=lambda link: link not in titled)
        if links and paper.title:
            paper.links, *others = markdown_papers.shared(links)
            holder.own = True
            holder.beside = [markdown_rows.beside(block, group) for group in others]
        else:
            holder.links = links
        markdown_told.take_rest(paper, rest)
        paper.code = markdown_papers.code(told[0])
        for piece in markdown_told.pieces(told[1:]):
            markdown_told.take(paper, piece)
            _open(holder, piece, block)
        holder.said = len(paper.body), len(paper.notes)
        return holder

    def _below(self, holder: Holder, told: list[Line], block: Block) -> None:
        """Lines below a heading or within an item."""
        holder.paper.last = max(holder.paper.last, block.last)
        if block.depth < holder.open_at:
            holder.open = None
        for piece in markdown_told.pieces(told, holder.open):
            self._take(holder, piece, block)

    def _take(self, holder: Holder, piece: Piece, block: Block) -> None:
        """A piece of what is below a heading or within an item: where it leads, and what it says."""
        leading = [link for line in piece.lines for link in line.links if markdown_titles.leads(link)]
        if piece.labelled:
            holder.links += leading if piece.kind in _LINKING or not piece.text else []
        elif piece.linking or len(markdown_titles.said(joined(piece.lines)).split()) <= _FEW_WORDS:
            holder.links += leading
        else:
            self.passing += [(block.first, link) for link in leading]
        markdown_told.take(holder.paper, piece)
        _open(holder, piece, block)

    def _add(self, found: list[Paper]) -> None:
        self.papers += found
        for holder in (*self._sections[-1:], *self._items):
            told = holder.links and len(holder.paper.title.split()) >= _SHORT
            holder.parted = holder.parted or (not told and any(paper.title for paper in found))

    def _close_items(self, depth: int) -> None:
        while self._items and self._items[-1].block.depth >= depth:
            self._close(self._items.pop())

    def _close_sections(self, depth: int) -> None:
        self._close_items(0)
        while self._sections and self._sections[-1].block.depth >= depth:
            self._close(self._sections.pop())

    def _close(self, holder: Holder) -> None:
        """Decide what a heading or item was."""
        paper, above = holder.paper, self._holder
        if len(self.papers) - holder.since <= _RELATED:
            paper.notes += holder.inner
        if above and _is_remark(holder, above):
            above.links += paper.links or holder.links
            _hand_up(holder, above)
        elif holder.own:
            paper.links += [
                link for link in holder.links if len(markdown_papers.shared([*paper.links[:1], link])) == 1
            ]
            self._add([paper, *holder.beside])
        elif holder.links:
            groups = markdown_papers.shared(holder.links)
            if paper.title and len(groups) == 1 and not holder.parted:
                paper.links = groups[0]
                label = next((link.label for link in groups[0] if markdown_words.is_title(link.label)), "")
                if len(label.split()) >= _TITLE_WORDS and holder.block.kind == "heading":
                    paper.notes.append(paper.title)
                    paper.title, paper.short = label, False
                self._add([paper])
            elif above and not paper.title:
                above.links += holder.links
                _hand_up(holder, above)
            else:
                self._add([markdown_rows.beside(holder.block, group) for group in groups])
        elif above:
            _hand_up(holder, above)


def _open(holder: Holder, piece: Piece, block: Block) -> None:
    """Note whether the text of a label goes on below: a text may, any other only where nothing has come yet. Text
    beside the label of an item goes on within that item."""
    goes_on = piece.kind in TEXTS or (piece.kind in OPEN and not piece.text)
    goes_on = goes_on or (piece.kind == "comment" and not piece.labelled)
    if piece.labelled:
        holder.open_at = block.depth + 1 if piece.text and block.kind == "item" else 0
    holder.open = piece.kind if goes_on else None


def _is_remark(holder: Holder, above: Holder) -> bool:
    """Whether an item only says where the paper is whose title stands in the item above it."""
    if not above.block.kind == holder.block.kind == "item" or above.own or above.links:
        return False
    linked = any(map(markdown_titles.titled, holder.lines))
    return holder.paper.short and not linked and bool(above.paper.title) and not above.paper.short


def _hand_up(holder: Holder, above: Holder) -> None:
    """Give what no paper of its own says to the heading or item it stands below."""
    paper, upper = holder.paper, above.paper
    bodies, notes = holder.said
    if holder.block.kind == "item":
        upper.last = max(upper.last, paper.last)
        markdown_told.take_all(upper, holder.lines)
        upper.body += paper.body[bodies:]
        upper.notes += paper.notes[notes:]
    elif told := [*paper.body[bodies:], *paper.notes[notes:], *holder.inner]:
        name = joined(holder.lines).text
        told = [markdown_papers.run(told)]
        above.inner.append(": ".join(told if name == upper.title else [name, *told]))
    upper.code = upper.code or paper.code
    for kind, texts in paper.told.items():
        upper.told.setdefault(kind, texts)
