"""Feeds: arXiv's in every form it had (RSS 1.0, RSS 2.0, Atom, the answers of its API), journals' and others'."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Final

from readinglist.digests import trees
from readinglist.digests.bylines import byline
from readinglist.digests.fields import iso_date, names, one_line, plain
from readinglist.digests.harvest import Harvest
from readinglist.digests.seen import Seen
from readinglist.digests.trees import Element, children, local, text, texts
from readinglist.model import Digest, UserError

NAME: Final = "feed"

_ROOTS: Final = frozenset({"rss", "feed", "channel"})
_RSS_1: Final = ("purl.org/rss/", "netscape.com/rdf/simple", "<channel", "<item")
_ATOM: Final = ("w3.org/2005/Atom", "arxiv.org/")
_SUFFIX: Final = re.compile(r"\s{0,9}\(arXiv:(\S{5,40})(?:\s+\[[^\]]{1,60}\])?(?:\s+[A-Z ]{1,30})?\)\s{0,9}$")
_ANNOUNCED: Final = re.compile(
    r"\s{0,99}arXiv:\S{5,40}\s+(?:Announce Type:\s{0,9}([\w-]{1,30})\s+)?(?:Abstract:\s{0,9})?"
)
_OAI: Final = re.compile(r"oai:arXiv\.org:", re.IGNORECASE)
_HTML: Final = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|sub|sup|ul|ol|li|h[1-6]|img|table|tr|td|blockquote|jats:\w{1,20})"
    r"(?:\s[^<>=]{1,40}=[^<>]{0,999})?\s?/?>",
    re.IGNORECASE,
)
_OLD_HTML: Final = re.compile(r"\s*+<(?:p>|a href)")
"""How what arXiv's old feeds wrote as HTML begins; its texts of today may speak of the momentum <p>."""
_ENTITY: Final = re.compile(r"&(?:lt|gt|amp|quot|nbsp|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_ABSTRACT: Final = re.compile(r"(?:abstract|summary)\s{0,9}(?:[:.]\s{0,9}(.*)|$)", re.IGNORECASE)
_AFTER: Final = re.compile(r"(?:PMID|DOI|Keywords?|Comments?|Copyright|Published)\s{0,9}:", re.IGNORECASE)
_STATED: Final = re.compile(r"^(Author\(s\)|Authors?|Source)\s{0,9}:\s{0,9}(.{1,5000})$", re.MULTILINE)
_MAIL: Final = re.compile(r"\S{1,100}@\S{1,100}\s{1,9}\((.{1,5000})\)")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.?[ -]?){1,4}")
_QUERY: Final = re.compile(r"search_query=(.{1,500}?)(?:&id_list=|&start=|$)")
_NO_DAY: Final = ("replace", "replace-cross", "cross")
"""Announcements of papers that came out before."""
_DATES: Final = ("published", "pubDate", "publicationDate", "coverDate", "date", "issued", "updated")


def sniff(seen: Seen) -> bool:
    """A feed, by its root element."""
    root = trees.root(seen.body)
    head = seen.body[:8000]
    return (
        root in _ROOTS
        or (root == "rdf" and any(sign in head for sign in _RSS_1))
        or (root == "entry" and any(sign in head for sign in _ATOM))
    )


def parse(seen: Seen) -> Digest:
    """Its papers. The digest is of the day the feed was made."""
    tree = trees.xml(seen.text, "item", "entry")
    feed = _Feed.of(tree.head)
    harvest = Harvest(seen, feed.form)
    _tell(harvest, seen.text, tree)
    if not tree.records:
        why = "is damaged before its first entry" if tree.faults else "has no entries: the feed is empty"
        raise UserError(
            "The feed is empty",
            f"`{seen.document.name}` {why}. Feeds are empty on days without announcements. Nothing was imported.",
        )
    for record in tree.records:
        _take(harvest, record, feed.form)
    if feed.form == "rss" and not any(entry.identifiers or entry.venue for entry in harvest.entries):
        raise UserError(
            "This feed names no papers",
            f"None of the {len(tree.records)} entries in `{seen.document.name}` has an arXiv number, a DOI or"
            " another mark of a paper. Nothing was imported.",
        )
    return harvest.digest(feed.title, dated=feed.dated, dated_as=feed.dated_as)


@dataclass(frozen=True, slots=True)
class _Feed:
    """What a feed says of itself."""

    form: str
    title: str
    dated: str | None
    dated_as: str | None

    @classmethod
    def of(cls, head: Element) -> _Feed:
        """The feed whose beginning this is."""
        root = next((found for found in head.iter() if local(found) in {*_ROOTS, "RDF"}), head)
        channel = next((found for found in root if local(found) == "channel"), root)
        own = {name: _own(channel, name) for name in ("title", "id", "link", "totalResults")}
        about = " ".join((own["title"], own["id"], own["link"])).lower()
        atom = local(root) == "feed" or "entry" in {local(child) for child in root}
        if own["totalResults"] or "arxiv.org/api" in about or "arxiv query" in about:
            form = "arxiv-api"
        elif "arxiv.org" in about:
            form = "arxiv-atom" if atom else "arxiv-rss"
        else:
            form = "rss"
        written = [
            found for name in ("lastBuildDate", "pubDate", "updated", "date") if (found := _own(channel, name))
        ]
        dated_as = next((found for found in written if len(iso_date(found) or "") == 10), None)
        query = _QUERY.search(own["title"])
        title = f"arXiv: {query[1]}" if query else _words(own["title"])
        return cls(form, title, iso_date(dated_as or ""), dated_as)


def _own(channel: Element, name: str) -> str:
    """A text of the channel itself, or an address of its link; nothing of its entries and images."""
    found = (
        one_line("".join(child.itertext()) or child.get("href", "")) for child in channel if local(child) == name
    )
    return " ".join(found) if name == "link" else next(found, "")


def _tell(harvest: Harvest, whole: str, tree: trees.Tree) -> None:
    """Report where the XML is damaged."""
    lines = whole.splitlines() if tree.faults else []
    for fault in tree.faults:
        harvest.problem(fault.what, "".join(lines[fault.line - 1 : fault.line]), fault.line)


def _take(harvest: Harvest, record: trees.Record, form: str) -> None:
    """One entry, as a paper or a problem."""
    entry, lines = record.element, record.lines
    words = _words if form == "rss" else _arxiv_words
    addresses = _addresses(entry)
    numbers = [_OAI.sub("", told.strip()) for told in texts(entry, "id", "guid")]
    title = text(entry, "title")
    if one_line(title) == "Error" and any("api/errors" in number for number in numbers):
        harvest.lost("the server answered with an error", text(entry, "summary"), lines[0])
        return
    cut = _SUFFIX.search(title[-200:])
    if cut:
        title = title.strip()[: -len(cut[0].strip())].rstrip().removesuffix(".")
    abstract, kind = _abstract(entry, words)
    kind = one_line(text(entry, "announce_type")) or kind
    stated = {label[0]: words for label, words in _STATED.findall(abstract)} if form == "rss" else {}
    if len(stated) > 1:
        abstract = ""  # a publisher's notice: date, source, authors
    authors, count = _authors(entry, stated.get("A", ""), words)
    about = [value for key, value in entry.attrib.items() if key.rpartition("}")[2] == "about"]
    harvest.paper(
        words(title),
        _labelled(abstract) if form == "rss" else abstract,
        lines=lines,
        authors=authors,
        author_count=count,
        told=[
            cut[1] if cut else "",
            *numbers,
            *addresses.values(),
            *texts(entry, "doi", "DOI", "identifier", "origLink"),
            *about,
        ],
        links=addresses,
        published=None if kind in _NO_DAY else next(filter(None, map(iso_date, texts(entry, *_DATES))), None),
        venue=words(text(entry, "journal_ref", "journal_reference", "publicationName") or stated.get("S", "")),
        comment=words(text(entry, "comment")),
    )


def _addresses(entry: Element) -> dict[str, str]:
    """The addresses of an entry: its page, its PDF."""
    found: dict[str, str] = {}
    for link in (*children(entry, "link"), *children(entry, "enclosure")):
        address = (link.get("href") or link.get("url") or "".join(link.itertext())).strip()
        is_pdf = link.get("type") == "application/pdf" or link.get("title") == "pdf"
        if is_pdf:
            found.setdefault("pdf", address)
        elif local(link) == "link" and link.get("rel", "alternate") == "alternate":
            found.setdefault("paper", address)
    return found


def _abstract(entry: Element, words: Callable[[str], str]) -> tuple[str, str]:
    """An entry's longest text, and what arXiv announces with it (new, cross, replace)."""
    found = max(
        map(words, texts(entry, "description", "summary", "encoded", "content", "abstract")), key=len, default=""
    )
    announced = _ANNOUNCED.match(found[:200])
    return (found[announced.end() :], announced[1] or "") if announced else (found, "")


def _labelled(abstract: str) -> str:
    """What follows the word `Abstract` in a text, up to the next label; all of it where there is none."""
    lines = [line.strip() for line in abstract.splitlines()]
    found = next(((place, label) for place, line in enumerate(lines) if (label := _ABSTRACT.match(line))), None)
    if found is None:
        return abstract
    rest = [found[1][1] or "", *lines[found[0] + 1 :]]
    end = next((place for place, line in enumerate(rest) if place and _AFTER.match(line[:20])), len(rest))
    return "\n".join(rest[:end])


def _authors(entry: Element, stated: str, words: Callable[[str], str]) -> tuple[tuple[str, ...], int | None]:
    """An entry's authors: an element each, or all in one."""
    told = [words(text(author, "name") or "".join(author.itertext())) for author in children(entry, "author")]
    told = [found[1] if (found := _MAIL.fullmatch(name.strip())) else name for name in told]
    creators = [words(creator) for creator in texts(entry, "creator", "contributor")]
    told = max(
        (creators, [name for name in told if name.strip()]), key=lambda names: (len(names), len("".join(names)))
    )
    if len(told) > 1:
        return names(told), None
    whole = told[0] if told else stated
    parts = [part.strip() for part in whole.split(",")]
    if len(parts) == 2 and " " not in parts[0] and " and " not in whole:
        return names([whole]), None  # Family, Given
    if len(parts) > 1 and len(parts) % 2 == 0 and all(_INITIALS.fullmatch(part) for part in parts[1::2]):
        return names(f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)), None
    return byline(whole)


def _words(told: str) -> str:
    """Text without the HTML that feeds put into it; what only looks like it, `a<b`, stays."""
    return plain(told) if "<" in told and _HTML.search(told) else _resolved(told)


def _arxiv_words(told: str) -> str:
    """The same for arXiv's feeds."""
    return plain(told) if _OLD_HTML.match(told) else _resolved(told)


def _resolved(told: str) -> str:
    return unescape(told) if "&" in told and _ENTITY.search(told) else told
