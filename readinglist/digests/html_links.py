"""Saved web pages that no other reader takes: what they link to is counted and told, never taken in unasked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import urljoin

from readinglist.digests import markdown, paper_links, signs, trees
from readinglist.digests.fields import one_line
from readinglist.digests.seen import Seen
from readinglist.model import Digest, UserError
from readinglist.text.identifiers import addresses

NAME: Final = "html-links"
_COPY: Final = "Copy titles and abstracts as text, and import that."
_SAVE: Final = "Save the links as a list of addresses, or copy titles and abstracts, and import that."


def sniff(seen: Seen) -> bool:
    """A web page; Markdown may hold many tags too."""
    return signs.html(seen) and not markdown.sniff(seen)


def parse(seen: Seen) -> Digest:
    """Raises UserError that says how many papers the page links to."""
    raise refusal("page", len(links(seen.text)))


def refusal(what: str, papers: int) -> UserError:
    """Why a page or mail is not imported, and what can be done."""
    counted = {0: "no papers", 1: "1 paper"}.get(papers, f"{papers} papers")
    remedy = _SAVE if papers else _COPY
    return UserError(f"This {what} is no digest", f"It links to {counted}. {remedy} Nothing was imported.")


def links(page: str) -> dict[str, str]:
    """The addresses of papers that a page links to, each with the text of its first link; an address that
    names the paper of one before it is left out."""
    tree = trees.html(page)
    start = next(iter(tree.xpath("//base/@href")), "")
    found = ((_joined(start, anchor.get("href")), anchor) for anchor in tree.iter("a") if anchor.get("href"))
    return _distinct((address, one_line("".join(anchor.itertext()))) for address, anchor in found)


def mentioned(text: str) -> dict[str, str]:
    """The addresses of papers that stand in a text."""
    return _distinct((address, address) for _, _, address in addresses(text))


def _distinct(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    told: dict[str, str] = {}
    known: set[str] = set()
    for address, label in found:
        if not paper_links.leads(address):
            continue
        named = paper_links.named(address)
        name = named.get("arxiv") or named.get("doi") or address.partition("#")[0]
        if name not in known:
            known.add(name)
            told[address] = label
    return told


def _joined(start: str, address: str) -> str:
    try:
        return urljoin(start, address.strip()[:2000])
    except ValueError:
        return ""
