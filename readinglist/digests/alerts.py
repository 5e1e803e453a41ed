"""Alerts by mail, once unpacked: Google Scholar's page, and the text of bioRxiv and medRxiv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlsplit

from readinglist.digests import fields, paper_links, signs, trees
from readinglist.digests.harvest import Harvest
from readinglist.digests.seen import Seen
from readinglist.model import Digest
from readinglist.text.identifiers import addresses

NAME: Final = "alert"
SCHOLAR: Final = "scholar-alert"
BIORXIV: Final = "biorxiv-alert"

_CLASS: Final = "gse_alrt_title"
_SNIPPET: Final = "gse_alrt_sni"
_REDIRECT: Final = "scholar_url?"
_SITE: Final = "scholar.google."
_YEAR: Final = re.compile(r"(?:^|,\s{0,3})((?:19|20)\d\d)$")
_DASH: Final = re.compile(r"\s[-–—]\s")
_BLANKS: Final = str.maketrans({"\u00a0": " ", "\u202f": " "})
_POSTED: Final = re.compile(
    r"[ \t>]*(bioRxiv|medRxiv)\s{1,9}posted\s{1,9}(\S.{0,80}?)\s{0,9}(?:doi:.*)?$", re.IGNORECASE
)
_DOI: Final = re.compile(r"\bdoi:\s{0,9}(10\.\d{4,9}/\S{1,200})", re.IGNORECASE)
_DOI_LINES: Final = 3
_END: Final = ("[abstract]", "[pdf]", "---", "===", "___")
_SUFFIX: Final = re.compile(r",\s{1,3}((?:Jr|Sr)\b\.?|I{2,3}\b|IV\b)")
_MOST_LINES: Final = 60
"""Lines a title and its authors may take."""


def sniff(seen: Seen) -> bool:
    """An alert of Google Scholar, bioRxiv or medRxiv."""
    return not signs.json(seen) and (_is_scholar(seen) or any(_POSTED.match(line[:200]) for line in seen.full))


def parse(seen: Seen) -> Digest:
    """The papers of the alert; Scholar's snippets are comments, never abstracts."""
    if _is_scholar(seen):
        harvest = Harvest(seen, SCHOLAR)
        for told in _told(seen):
            told.give(harvest)
        return harvest.digest()
    harvest = Harvest(seen, BIORXIV)
    _posted(seen, harvest)
    return harvest.digest()


def _is_scholar(seen: Seen) -> bool:
    return _CLASS in seen.body or (_REDIRECT in seen.body and _SITE in seen.body and seen.body.startswith("<"))


@dataclass(slots=True)
class _Told:
    """A paper as Scholar tells it."""

    line: int
    title: str
    address: str
    byline: str = ""
    snippet: str = ""

    def give(self, harvest: Harvest) -> None:
        """Hand it over: `authors - venue, year`, any part of which may be cut with `…` or missing."""
        authors, *rest = _DASH.split(self.byline.translate(_BLANKS).strip(), maxsplit=1)
        venue = rest[0].strip() if rest else ""
        year = _YEAR.search(venue)
        pdf = ".pdf" in self.address.lower() or "/pdf/" in self.address.lower()
        harvest.paper(
            self.title,
            lines=(self.line, self.line),
            authors=fields.people(authors.replace("…", ""), commas=True),
            identifiers=paper_links.named(self.address) or fields.identify(venue),
            links={"pdf" if pdf else "paper": self.address},
            published=year[1] if year else None,
            venue=venue[: year.start()] if year else venue,
            comment=self.snippet.translate(_BLANKS),
            title_is="short" if self.title.endswith(("…", "...")) else "title",
        )


def _told(seen: Seen) -> list[_Told]:
    """The papers in the order of the page: a title's link, then its line of authors, then its snippet."""
    found: list[_Told] = []
    tree = trees.html(seen.unified)
    known = any(_CLASS in (anchor.get("class") or "") for anchor in tree.iter("a"))
    for element in tree.iter("a", "div"):
        kind = element.get("class") or ""
        if element.tag == "a":
            address = element.get("href") or ""
            inside = element.getparent()
            if _CLASS in kind or (not known and _REDIRECT in address and inside.tag == "h3"):
                title = fields.one_line("".join(element.itertext()).translate(_BLANKS))
                found.append(_Told(element.sourceline or 1, title, _real(address)))
        elif found and _SNIPPET in kind:
            found[-1].snippet = found[-1].snippet or fields.one_line("".join(element.itertext()))
        elif found and not found[-1].byline and not found[-1].snippet and len(element) == 0:
            found[-1].byline = fields.one_line("".join(element.itertext()))
    return found


def _real(address: str) -> str:
    """Where Scholar's link leads in the end."""
    if _REDIRECT not in address:
        return address
    try:
        return parse_qs(urlsplit(address[:8000]).query).get("url", [""])[0]
    except ValueError:
        return ""


def _posted(seen: Seen, harvest: Harvest) -> None:
    """The records of a bioRxiv alert: title, authors, and the line that names date and DOI."""
    lines = [line.strip(" \t>") for line in seen.unified.split("\n")]
    begin = 0
    for at, line in enumerate(lines):
        found = _POSTED.match(line[:200])
        if not found:
            if line.lower().startswith(_END) or (addresses(line) and " " not in line):
                begin = at + 1
            continue
        told = "\n".join(lines[at : at + _DOI_LINES])
        named = _DOI.search(told)
        blocks = list(_blocks(lines, max(begin, at - _MOST_LINES), at))
        title, authors = _parted([text for _, text in blocks[-2:]])
        harvest.paper(
            title,
            lines=(blocks[-2:][0][0] if blocks else at + 1, at + 1),
            authors=fields.people(_SUFFIX.sub(r" \1", authors), commas=True),
            told=(named[1],) if named else (),
            published=fields.iso_date(found[2]),
            venue=found[1],
        )
        begin = at + 1


def _blocks(lines: list[str], start: int, end: int) -> Iterator[tuple[int, list[str]]]:
    """The runs of lines between blank ones, each with the number of its first line."""
    block: list[str] = []
    for at in range(start, end):
        if lines[at]:
            block.append(lines[at])
        elif block:
            yield at - len(block) + 1, block
            block = []
    if block:
        yield end - len(block) + 1, block


def _parted(blocks: list[list[str]]) -> tuple[str, str]:
    """Title and authors: a block each, or where no blank line parts them the last line is the authors."""
    if not blocks:
        return "", ""
    if len(blocks) == 1:
        *title, last = blocks[0]
        return (" ".join(title), last) if title else (last, "")
    return " ".join(blocks[0]), " ".join(blocks[1])
