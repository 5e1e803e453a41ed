"""Decides whether what was read is a digest at all; prose, code and licences are refused here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Final

from readinglist.digests.text.analysis import Analysis, Block
from readinglist.digests.text.labelling import Label
from readinglist.digests.text.weights import WEIGHTS as W

_CUE: Final = re.compile(
    r"\b(?:we\b|our\b|papers?\b|propos|present|stud[yi]|results?\b|show|methods?\b|model|data\b|dataset"
    r"|experiment|algorithm|simulat|review|approach|analy[sz]|demonstrat|introduc|framework|investigat)",
    re.IGNORECASE,
)
_FAINT_CUE: Final = re.compile(
    r"\b(?:develop|evaluat|novel|learning|theor|predict|estimat|dynamics|efficien|accura|perform"
    r"|state-of-the-art|challeng|techniqu|important|recent|typical|fundamental|neural|quantum|physic|molecul|machine|statistic"
    r"|optimi|problem|systems?\b|network|training|understand|applicat|comput|propert)",
    re.IGNORECASE,
)
"""Words that manuals use as well: they count only where the file shows where it comes from."""
_MARK: Final = re.compile(r"[#*|<{(=:`>\[\]+~-]|\d{1,3}[.)]\s")
_SITES_IDENTIFIER: Final = re.compile(
    r"\b(?:arxiv\.org/(?:abs|pdf)/|huggingface\.co/papers/|arxiv:\s?)\d{4}\.\d{4,5}", re.IGNORECASE
)


def accepted(read: Analysis) -> bool:
    """Whether the papers found make the file a digest."""
    blocks = read.blocks()
    if read.marked:
        return _marked(read, blocks)
    whole = [block for block in blocks if block.abstract]
    if not whole or len(blocks) > W.most_papers:
        return False
    text = sum(one.length for one in read.paragraphs)
    share = sum(_length(block) for block in whole) / text
    cost = read.cost / len(read.paragraphs)
    further = read.labels.count(Label.MORE)
    if read.from_site or _has_identifier(read):
        return (
            _cued(whole, faint=True) >= W.marked_cued
            and share >= W.marked_share
            and cost <= W.marked_cost
            and further <= W.marked_more_per_paper * len(blocks) + W.marked_more
        )
    junk = sum(label in {Label.HEAD, Label.JUNK, Label.OPEN_JUNK} for label in read.labels)
    return (
        len(whole) >= W.papers
        and len(whole) >= W.with_abstract * len(blocks)
        and _cued(whole) >= W.cued
        and share >= W.share
        and further <= W.more_share * len(blocks)
        and junk <= W.junk_share * len(read.paragraphs) + W.junk
        and _marks(read, blocks) <= W.marks
        and median(block.title.length for block in whole) >= W.median_title
        and median(_abstract_length(block) for block in whole) >= W.median_abstract
        and cost <= W.cost
    )


def _marked(read: Analysis, blocks: Sequence[Block]) -> bool:
    """Whether what headings or labels mark are papers."""
    if not blocks or len(blocks) > W.most_papers:
        return False
    identified = sum(bool(fact.identifiers) for fact in read.facts or ()) / len(blocks)
    known = read.from_site or identified >= W.card_identified_share
    papers = sum(_like_paper(block, faint=known) for block in blocks)
    if papers < W.papers and not known:
        return False
    alike = papers / len(blocks)
    kinds = read.kinds()
    left = sum(len(line.text) for line, kind in zip(read.lines, kinds, strict=True) if kind == "reported")
    taken = sum(map(_length, [*blocks, *read.repeats]))
    return (
        alike >= W.card_share or (identified >= W.card_identified and alike >= W.card_identified_share)
    ) and taken >= W.card_covered * (taken + left)


def _like_paper(block: Block, *, faint: bool) -> bool:
    title = block.title.text
    return (
        len(title) >= W.card_title
        and " " in title
        and W.card_abstract <= _abstract_length(block)
        and len(block.abstract) <= W.card_paragraphs
        and is_cued(block, faint=faint)
    )


def numbered(blocks: Sequence[Block]) -> bool:
    """Whether the titles carry the list's own numbers: each its place."""
    own = sum(re.sub(r"\D", "", block.title.number) == str(place) for place, block in enumerate(blocks, start=1))
    return own > 0 and own >= W.numbered_share * len(blocks)


def is_cued(block: Block, *, faint: bool = False) -> bool:
    """Whether the abstract speaks as abstracts do: different words of the trade."""
    found: set[str] = set()
    for cue in (_CUE, _FAINT_CUE) if faint else (_CUE,):
        for one in block.abstract:
            for said in cue.finditer(one.text):
                found.add(said[0].lower().rstrip("s"))
                if len(found) >= W.cues:
                    return True
    return False


def _cued(blocks: Sequence[Block], *, faint: bool = False) -> float:
    return sum(is_cued(block, faint=faint) for block in blocks) / len(blocks)


def _length(block: Block) -> int:
    return block.title.length + (block.names.length if block.names else 0) + _abstract_length(block)


def _abstract_length(block: Block) -> int:
    return sum(one.length for one in block.abstract)


def _marks(read: Analysis, blocks: Sequence[Block]) -> float:
    """The share of lines, or of titles if it is larger, that begin as lists, code and markup do; a list's
    numbered titles do not count."""
    texts = [line.text for line in read.lines if line.kind == "text"]
    titles = [block.title.text for block in blocks]
    own = len(blocks) if numbered(blocks) else 0
    return max((sum(_MARK.match(text) is not None for text in some) - own) / len(some) for some in (texts, titles))


def _has_identifier(read: Analysis) -> bool:
    return any(
        _SITES_IDENTIFIER.search(address) is not None for line in read.lines for address in line.meta.addresses
    )
