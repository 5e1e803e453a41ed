"""Walks a Markdown digest's blocks: which heading or list item a link, a label or a paragraph belongs to."""

from __future__ import annotations

from typing import Final

from readinglist.digests import markdown_papers, markdown_rows, markdown_titles, markdown_words
from readinglist.digests.markdown_blocks import FOLDED, Block, Source
from readinglist.digests.markdown_inline import Line, Link, lines
from readinglist.digests.markdown_papers import Holder, Paper
from readinglist.digests.markdown_words import Field

_BOLD: Final = 8
"""The level of a line in bold that stands as a heading, below `<summary>`."""
_NESTED: Final = 2
"""Blanks before a paragraph that belongs to the list item above."""
_FEW_WORDS: Final = 8
"""A paragraph of so few words besides its links only says where the paper is."""
_ABSTRACT: Final = 120
_TITLE_WORDS: Final = 4
_SHORT: Final = 3
_TEXTS: Final = frozenset({"abstract", "translation", "summary"})
_OPEN: Final = _TEXTS | {"authors", "title"}
"""Labels whose text may come in the lines below."""


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
            holder.open = label[0]
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
        while self._sections and (self._sections[-1].own or self._sections[-1].links):
            self._close(self._sections.pop())

    def _row(self, block: Block) -> None:
        if found := markdown_rows.papers(block, self._references):
            self._close_items(0)
            self._add(found)
        elif (holder := self._holder) and (told := markdown_rows.pair(block, self._references)):
            self._tell(
                holder,
                told[0],
                "\n".join(line.text for line in told[1]),
                Line([s for t in told[1] for s in t.spans]),
            )
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
        if holder and not titled and (label or (beside and (holder.own or holder.links))):
            for line in told:
                self._below(holder, line, block)
            return
        self._items.append(self._new(block, told))

    def _paragraph(self, block: Block) -> None:
        told = self._lines(block.text)
        nested = block.depth >= _NESTED and bool(self._items)
        first = told[0] if told else Line()
        if not nested and told and not self._continued(first):
            self._close_items(0)
            if self._begins(told):
                self._close_sections(_BOLD)
                self._sections.append(self._new(block, told, _BOLD))
                return
        holder = self._holder
        for line in told:
            if holder:
                self._below(holder, line, block)
            else:
                self.passing += [(block.first, link) for link in line.links if markdown_titles.leads(link)]

    def _continued(self, line: Line) -> bool:
        """Whether an unindented paragraph goes on with the item above: by a label, or one that is open."""
        return markdown_words.labelled(line.text) is not None or (
            bool(self._items) and self._items[-1].open is not None
        )

    def _begins(self, told: list[Line]) -> bool:
        """Whether a paragraph stands for a paper: it begins with its title, bold or as a link to it."""
        spans = [span for span in told[0].spans if span.text.strip(" \t[(0123456789.、)") and not span.picture]
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
        return strong[0] and (linked or whole) and markdown_words.is_title(spans[0].text)

    def _new(self, block: Block, told: list[Line], depth: int | None = None) -> Holder:
        """A heading, item or paragraph with what its own lines say."""
        if depth is not None:
            block = Block(block.kind, block.text, block.first, block.last, depth)
        holder = Holder(block, Paper(block.first, block.last))
        if not told:
            return holder
        paper = holder.paper
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
        paper.notes += [rest] if rest and block.kind != "heading" else []
        paper.code = markdown_papers.code(told[0])
        markdown_papers.aside(paper, told[1:])
        return holder

    def _below(self, holder: Holder, line: Line, block: Block) -> None:
        """A line below a heading or within an item."""
        holder.paper.last = max(holder.paper.last, block.last)
        told = markdown_words.labelled(line.text)
        if told and not (told[0] == "aside" and holder.open in _TEXTS):  # `Results:` may stand in an abstract
            self._tell(holder, told[0], told[1], line)
            return
        leading = [link for link in line.links if markdown_titles.leads(link)]
        text = line.text
        if leading and len(markdown_titles.said(line).split()) > _FEW_WORDS:
            self.passing += [(block.first, link) for link in leading]
        else:
            holder.links += leading
        holder.paper.code = holder.paper.code or markdown_papers.code(line)
        if holder.open:
            if markdown_titles.tidy(markdown_titles.said(line)):
                self._tell(holder, holder.open, text, Line())
        elif "authors" not in holder.paper.told and not holder.body and markdown_titles.people(text):
            holder.paper.tell("authors", text)
        elif len(text) >= _ABSTRACT:
            holder.body.append(text)

    def _tell(self, holder: Holder, kind: Field, text: str, line: Line) -> None:
        links = [link for link in line.links if markdown_titles.leads(link)]
        if kind in ("paper", "pdf", "code", "aside", "title") or not text:
            holder.links += links
        if text:
            holder.paper.tell(kind, text)
        holder.open = kind if kind in _TEXTS or (kind in _OPEN and not text) else None
        if kind == "code":
            holder.paper.code = holder.paper.code or markdown_papers.code(line)

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
        if "abstract" not in paper.told and (holder.own or holder.links):
            for text in holder.body:
                paper.tell("abstract", text)
        if holder.own:
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
                    paper.title, paper.short = label, False
                self._add([paper])
            elif above and not paper.title:
                above.links += holder.links
                above.paper.last = max(above.paper.last, paper.last)
                above.paper.code = above.paper.code or paper.code
                for kind, texts in paper.told.items():
                    above.paper.told.setdefault(kind, texts)
            else:
                self._add([markdown_rows.beside(holder.block, group) for group in groups])
        elif above and above.block.kind == holder.block.kind == "item" and paper.title:
            above.paper.notes.append(" ".join([paper.title, *paper.notes]))
