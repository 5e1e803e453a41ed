"""Text digests that a plain reading gets wrong: with labels or markup around titles, or with broken lines."""

from __future__ import annotations

import re
from typing import Final

from readinglist.digests.text.analysis import Analysis
from readinglist.digests.text.weights import WEIGHTS as W
from readinglist.model import UserError

_TITLE_LABEL: Final = re.compile(r"(?:\*\*)?title(?:\*\*)?:\s*\S", re.IGNORECASE)
_ABSTRACT_LABEL: Final = re.compile(r"(?:\*\*)?(?:summary|abstract)(?:\*\*)?:", re.IGNORECASE)
_HEADING: Final = re.compile(r"#{2,6}\s+\S")
_LINKED: Final = re.compile(
    r"\]\[\d+\]|(?:arxiv\.org/|huggingface\.co/papers/|doi\.org/|openreview\.net/|aclanthology\.org/)",
    re.IGNORECASE,
)
_RULED_TITLE: Final = re.compile(r"-{2,5}\s*\d{1,4}[.)]\s+\S")


def refuse_marked_up(read: Analysis, name: str) -> None:
    """Raises UserError where titles are written with labels, headings or rules around them."""
    texts = [line.text for line in read.lines if line.text]
    marks = _marked_up(texts, from_site=read.from_site)
    if marks:
        raise UserError(
            f"This digest is written with {marks}",
            f"`{name}` marks its papers with {marks}. Reading List reads digests in which a title line is followed"
            " by its abstract, without marks: copy the text from the page itself, and paste that."
            " Nothing was imported.",
        )


def refuse_wrapped(read: Analysis, name: str) -> None:
    """Raises UserError for a refused file of a digest site whose lines are all short and go on from one to the
    next: broken by a wrap, with no blank lines to tell where a title ends."""
    texts = [line.text for line in read.lines if line.kind == "text"]
    lengths = sorted(map(len, texts))
    width = lengths[len(lengths) * 95 // 100] if lengths else 0
    going_on = sum(text[0].islower() for text in texts)
    if read.from_site and width <= W.unfinished_length and going_on > W.wrapped_share * len(texts):
        raise UserError(
            "The lines of this digest are broken",
            f"`{name}` breaks its lines after about {width} characters, which hides where a title ends."
            " Put a blank line above and below each title, or copy the page again. Nothing was imported.",
        )


def _marked_up(texts: list[str], *, from_site: bool) -> str:
    titles = sum(_TITLE_LABEL.match(text) is not None for text in texts)
    abstracts = sum(_ABSTRACT_LABEL.match(text) is not None for text in texts)
    if (titles > 1 or (titles and abstracts)) and titles + abstracts >= W.labels * len(texts):
        return "labels such as “Title:”"
    headings = [text for text in texts if _HEADING.match(text)]
    if len(headings) > 1 and (from_site or sum(_LINKED.search(text) is not None for text in headings) > 1):
        return "headings such as “## Title”"
    if sum(_RULED_TITLE.match(text) is not None and text.endswith("--") for text in texts) > 1:
        return "rules such as “--- 1. Title ---”"
    return ""
