"""The properties at the head of a note on a paper, between two rules: `title: …`, `authors: [A, B]`, `doi: …`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from readinglist.digests import fields, markdown_titles, markdown_words
from readinglist.digests.markdown_blocks import PROPERTY
from readinglist.digests.markdown_inline import Link, lines
from readinglist.digests.markdown_papers import Paper

_PAGES: Final = {"arxiv": "https://arxiv.org/abs/", "doi": "https://doi.org/"}
_QUOTES: Final = "\"'“”[] "


def paper(text: Sequence[str]) -> Paper:
    """The paper that the properties of a note are of; those of a digest have a title, and no links."""
    found = Paper(1, len(text))
    for name, value in _properties(text[1:-1]):
        kind = markdown_words.field(name)
        if kind:
            found.tell(kind, value)
        named = fields.identify(value) if kind == "paper" else {}
        found.links += [Link(name, page + named[key]) for key, page in _PAGES.items() if key in named]
        found.links += [link for line in lines(value) for link in line.links if markdown_titles.leads(link)]
    found.title = " ".join(found.told.pop("title", ())[:1])
    return found


def _properties(text: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names and values; a list is one value with semicolons."""
    name, values = "", list[str]()
    for line in [*text, "end:"]:
        if not (begun := PROPERTY.match(line)):
            item = line.strip()
            parted = "; " if item.startswith("- ") and values[-1:] != [""] else " "
            values += [parted, item.removeprefix("- ").strip(_QUOTES)]
            continue
        if name and (value := "".join(values).strip()):
            yield name, value
        name, values = begun[1], [(begun[2] or "").strip(_QUOTES + "|>")]
