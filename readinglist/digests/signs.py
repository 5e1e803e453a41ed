"""The signs by which kinds of text are told apart, by content alone.

Each test asks for more than a single sign, since abstracts may speak of anything: one line `@misc{` or five
`<sub>` in a thousand lines of text are no BibTeX and no page. All look at the first lines only.
"""

from __future__ import annotations

import json as notation
import re
from collections.abc import Sequence
from typing import Final

from readinglist.digests.seen import Seen
from readinglist.digests.text import labels

_FIRST: Final = 2048
_LINES: Final = 400
"""Kinds that show in every line are judged by so many lines."""

_MBOX: Final = re.compile(r"From (?:\S+@\S+|\S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b).*\b(?:19|20)\d\d\b")
_HEADER: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]")
_MAIL_HEADERS: Final = frozenset(
    {
        *("from", "to", "cc", "subject", "date", "mime-version", "content-type", "message-id", "received"),
        *("return-path", "reply-to", "sender", "delivered-to", "dkim-signature"),
    }
)
_XML: Final = re.compile(
    r"<(?:\?xml|rss|feed|rdf:rdf|oai-pmh|record|records|xml|pubmedarticleset|pubmedarticle|svg|opml"
    r"|mods|modscollection)\b",
    re.IGNORECASE,
)
_PAGE: Final = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_TAG: Final = re.compile(
    r"</?(?:div|p|span|a|html|head|body|table|tr|td|th|ul|ol|li|h[1-6]|script|style|meta|link|img|section"
    r"|article|header|footer|nav|main|form|button|title|details|summary|pre|blockquote)(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
_TAGS: Final = 5
_COMMENT: Final = re.compile(r"^<!--[^>]{0,400}>\s*")
_JSON_START: Final = re.compile(r"(?:\[\s{0,99})?\{\s{0,99}\"[^\"\n]{0,80}\"\s{0,9}:")
_RECORD: Final = re.compile(r"\{\s{0,9}[\"'].{1,80}?[\"']\s{0,9}:")
_BIBTEX: Final = re.compile(
    r"@[A-Za-z_]{2,30}\s{0,9}[{(]\s{0,9}(?:[^\s,=(){}]{0,200}\s{0,9}(?:,|$)|(?<=string[{(])\w+\s*=)"
)
_BIBTEX_PREFACE: Final = re.compile(r"@(?:string|preamble|comment)\s{0,9}[{(]", re.IGNORECASE)
_BIBTEX_FIELD: Final = re.compile(r",?\s?[A-Za-z][\w+-]{1,40}\s{0,40}=\s{0,9}[{\"\d\w]")
_RIS: Final = re.compile(r"TY {1,2}- ?\S|[A-Z][A-Z0-9] {1,2}- ")
_MEDLINE: Final = re.compile(r"(?:PMID|OWN|TI|AB|FAU|AU|AID|DP|JT|LID|OT|PT|STAT)\s{0,3}- ")
_OF_RECORD: Final = re.compile(r"(?:PMID|OWN|TI|TY|T1)\s{0,3}- ")
_ISI: Final = re.compile(r"(?:FN|VR|PT|AU|TI|SO|AB|UT|ER|EF)\b")
_TAGGED_START: Final = re.compile(r"TY {1,2}- ?[A-Z]{3}|PMID- ?\d|OWN - |%0 ")
_TAGGED_LINES: Final = 60
_REFER: Final = re.compile(r"%[A-Z0-9@] \S")
_MARKUP: Final = re.compile(r"(?:\||[-*+] |#{1,6} |\d{1,4}[.)] |</?[a-z])")
_PAPER_LINK: Final = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html)/|huggingface\.co/papers/|doi\.org/|openreview\.net/\w+\?id="
    r"|aclanthology\.org/)([\w./-]{4,40})",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"\[[^\[\]\n]{1,300}\]\(<?https?://")
_MARKDOWN_LINKS: Final = 5
_LABELLED: Final = 100_000
"""Characters in which two lines `Title:` and two lines `Abstract:` show whose a Markdown text is."""
_PAGE_OF_PAPERS: Final = "Get trending papers in your email inbox"
_FEW_LINKS: Final = 2
_QUOTED: Final = "> \t\xa0"
_ARXIV_MAIL: Final = re.compile(
    r"(?:arXiv|Paper)(?: \(\*[a-z -]{1,20}\*\))?:\s?(?:arXiv:)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})"
)


def mbox(seen: Seen) -> bool:
    """A mailbox: mails one after another."""
    return _MBOX.match(seen.lines[0][:400]) is not None and _headers(seen.lines[1:])


def mail(seen: Seen) -> bool:
    """One mail: three or more headers, then a body."""
    return _headers(seen.lines)


def _headers(lines: Sequence[str]) -> bool:
    """Whether lines begin with three or more mail headers."""
    named: list[str] = []
    for line in lines[:_LINES]:
        if not line:
            break
        if found := _HEADER.match(line[:60]):
            named.append(found[1].lower())
        elif not named:
            return False
    return len(named) > 2 and len(_MAIL_HEADERS.intersection(named)) > 1


def arxiv_mail(seen: Seen) -> bool:
    """The body of an arXiv mailing."""
    return arxiv_record(seen.lines) is not None


def arxiv_record(lines: Sequence[str]) -> int | None:
    """Where the first record of an arXiv mailing begins, quoted, indented or in quoted-printable as it may be."""
    for at, line in enumerate(lines):
        if "\\\\" in line and line.lstrip(_QUOTED).rstrip().removesuffix("=20") == "\\\\":
            after = (text.lstrip(_QUOTED)[:60] for text in lines[at + 1 : at + 4])
            if any(map(_ARXIV_MAIL.match, after)):
                return at
    return None


def xml(seen: Seen) -> bool:
    """XML of any kind."""
    return _XML.match(seen.head) is not None


def html(seen: Seen) -> bool:
    """A web page, or a good part of one."""
    first = seen.head
    if _PAGE.match(_COMMENT.sub("", first)):
        return True
    return len(_TAG.findall(first)) >= _TAGS and not markdown(seen) and not page_text(seen)


def json(seen: Seen) -> bool:
    """JSON, whole or cut off, but not one record a line."""
    if not seen.body.startswith(("{", "[")) or records(seen):
        return False
    if _JSON_START.match(seen.head):
        return True
    try:
        notation.loads(seen.body)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True


def records(seen: Seen) -> bool:
    """One JSON object, or Python dict, a line."""
    first = seen.full[:_LINES]
    whole = sum(line.endswith("}") and _RECORD.match(line[:_FIRST]) is not None for line in first)
    return len(first) > 1 and whole >= 0.8 * len(first)


def bibtex(seen: Seen) -> bool:
    """BibTeX entries, from the first line on that is no comment, or in many lines."""
    first = next((line for line in seen.full if not line.startswith("%")), "")
    if _BIBTEX.match(first[:240]) or _BIBTEX_PREFACE.match(first):
        return True
    entries = [_BIBTEX.match(line[:240]) is not None for line in seen.full]
    fields = sum(_BIBTEX_FIELD.match(line[:120]) is not None for line in seen.full)
    return any(entries) and sum(entries) + fields >= 0.3 * len(entries)


def tagged(seen: Seen) -> bool:
    """RIS, MEDLINE, ISI or refer: most of the first lines carry a tag, or go on from one that does."""
    first = seen.full[:_TAGGED_LINES]
    for pattern, least in ((_RIS, 0.3), (_MEDLINE, 0.2), (_REFER, 0.4)):
        if sum(pattern.match(line[:12]) is not None for line in first) >= max(2, least * len(first)):
            return pattern is not _MEDLINE or any(map(_OF_RECORD.match, first))
    if _TAGGED_START.match(first[0]) and any(
        kind.match(line[:12]) for line in first[1:2] for kind in (_RIS, _MEDLINE, _REFER)
    ):
        return True
    return first[0].startswith(("FN ", "PT ")) and sum(_ISI.match(line[:4]) is not None for line in first) > 4


def markdown(seen: Seen, *, few: bool = False) -> bool:
    """Markdown whose rows, items or headings carry links to papers: five papers, or with `few` two, or one that
    stands in a table's row or a heading."""
    if page_text(seen) or labels.are_there(seen.body[:_LABELLED], times=2):
        return False
    linked: set[str] = set()
    for line in (full.lstrip("> ") for full in seen.full):
        if _MARKUP.match(line) or _LINK.search(line):
            found = _PAPER_LINK.findall(line)
            if found and few and line.startswith(("|", "##")):
                return True
            linked.update(found)
    return len(linked) >= (_FEW_LINKS if few else _MARKDOWN_LINKS)


def page_text(seen: Seen) -> bool:
    """The text of a Hugging Face page of papers, with links or without: the text reader knows its cards."""
    return any(line.startswith(_PAGE_OF_PAPERS) for line in seen.full[:_LINES])
