"""Reads references in XML: EndNote's library exports (those of version 7 too) and PubMed's articles and books."""

from __future__ import annotations

import re
from typing import Final

from readinglist.digests import trees
from readinglist.digests.fields import agreed_date, identify, names, one_line
from readinglist.digests.harvest import Harvest
from readinglist.digests.seen import Seen
from readinglist.digests.trees import Element, local
from readinglist.model import Digest

NAME: Final = "reference-xml"
ENDNOTE: Final = "endnote-xml"
PUBMED: Final = "pubmed-xml"
_PUBMED_ROOT: Final = re.compile(r"(?:pubmed(?:book)?article|medlinecitation)(?:set)?")
_ENDNOTE_ROOTS: Final = frozenset({"xml", "records", "record"})
_ENDNOTE_SIGN: Final = re.compile(r"<(?:ref-type|rec-number|source-app|foreign-keys|REFERENCE_TYPE|REFNUM)\b")
_HEAD: Final = 20_000
_HTTP: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_PMID: Final = re.compile(r"\d{1,9}")
_OF_PUBMED: Final = re.compile(r"pubmed|medline|\bnlm\b", re.IGNORECASE)
_ABOUT_ARXIV: Final = re.compile(r"(?:arxiv\b|abs/)", re.IGNORECASE)


def sniff(seen: Seen) -> bool:
    """Whether it is XML whose root and first elements are EndNote's or PubMed's."""
    root = trees.root(seen.body)
    if _PUBMED_ROOT.fullmatch(root):
        return True
    return root in _ENDNOTE_ROOTS and _ENDNOTE_SIGN.search(seen.body[:_HEAD]) is not None


def parse(seen: Seen) -> Digest:
    """A paper a record."""
    root = trees.root(seen.body)
    endnote = root in _ENDNOTE_ROOTS
    articles = ("MedlineCitation",) if root.startswith("medline") else ("PubmedArticle", "PubmedBookArticle")
    harvest = Harvest(seen, ENDNOTE if endnote else PUBMED)
    tree = trees.xml(seen.text, *(("record", "RECORD") if endnote else articles))
    for fault in tree.faults:
        harvest.problem(fault.what, line=fault.line)
    for record in tree.records:
        (_take_endnote if endnote else _take_pubmed)(record, harvest)
    return harvest.digest()


def _take_endnote(record: trees.Record, harvest: Harvest) -> None:
    whole = record.element
    title = _text(whole, "title", "TITLE")
    short = "" if title else _text(whole, "short-title", "SHORT_TITLE")
    addresses = [
        address
        for kind in ("related-urls", "web-urls", "URL", "pages")
        for text in _texts(whole, kind)
        for address in _HTTP.findall(text)
    ]
    pdfs = [url for text in _texts(whole, "pdf-urls") for url in _HTTP.findall(text)]
    number, accession = _text(whole, "electronic-resource-num", "DOI"), _text(whole, "accession-num")
    told = [text for name in ("volume", "accession-num", "pages", "number") for text in _texts(whole, name)]
    arxiv = [text.strip().removeprefix("abs/") for text in told if _ABOUT_ARXIV.match(text.strip())]
    known = identify(*number.split(), number, *arxiv, *addresses)
    if _OF_PUBMED.search(_text(whole, "remote-database-name", "remote-database-provider")):
        known |= {"pmid": accession} if _PMID.fullmatch(accession) else {}
    people = next((found for kind in _ENDNOTE_PEOPLE if (found := _authors_of(whole, kind))), ())
    harvest.paper(
        title or short,
        _lines(_text(whole, "abstract", "ABSTRACT")),
        lines=record.lines,
        authors=people,
        identifiers=known,
        links={
            "paper": next((url for url in addresses if not url.lower().endswith(".pdf")), None),
            "pdf": next((url for url in (*pdfs, *addresses) if url in pdfs or url.lower().endswith(".pdf")), None),
        },
        published=agreed_date([*_texts(whole, "year", "YEAR"), *_texts(whole, "pub-dates", "DATE")]),
        venue=_text(whole, "full-title", "secondary-title", "SECONDARY_TITLE", "abbr-1", "alt-title"),
        comment="" if title or short else _beginning(whole),
        title_is="short" if short else "title",
    )


_ENDNOTE_PEOPLE: Final = ("authors", "AUTHORS", "secondary-authors", "SECONDARY_AUTHORS")


def _authors_of(whole: Element, kind: str) -> tuple[str, ...]:
    parent = _first(whole, kind)
    if parent is None:
        return ()
    return names(piece for child in parent for piece in re.split(r"[;\r]", "".join(child.itertext())))


def _take_pubmed(record: trees.Record, harvest: Harvest) -> None:
    whole = record.element
    article = next(
        (found for name in ("Article", "BookDocument") if (found := _first(whole, name)) is not None), whole
    )
    chapter, book = _text(article, "ArticleTitle", "VernacularTitle"), _text(article, "BookTitle")
    known = _pubmed_identifiers(whole, article)
    harvest.paper(
        chapter or book,
        _abstract(whole, article),
        lines=record.lines,
        authors=_pubmed_authors(article),
        identifiers=known,
        published=agreed_date([_pubmed_date(article, name) for name in ("PubDate", "ArticleDate")]),
        venue=(book if chapter and book else "") or _text(_first(article, "Journal"), "Title", "ISOAbbreviation"),
        comment="" if chapter or book else _beginning(whole),
    )


def _pubmed_identifiers(whole: Element, article: Element) -> dict[str, str]:
    """Its own: PubMed lists those of papers it cites and comments on in the same words."""
    pmid = _text(whole, "PMID")
    found = {"pmid": pmid} if _PMID.fullmatch(pmid) else {}
    told = [(child.get("EIdType"), child) for child in article if local(child) == "ELocationID"]
    data = _first(whole, "PubmedData")
    for parent in (article, *([] if data is None else [data])):
        lists = [child for child in parent if local(child) == "ArticleIdList"]
        told += [(child.get("IdType"), child) for listed in lists for child in listed]
    texts = [(kind, one_line("".join(child.itertext()))) for kind, child in told]
    if not found and (told_pmid := next((text for kind, text in texts if kind == "pubmed"), "")):
        found = {"pmid": told_pmid} if _PMID.fullmatch(told_pmid) else {}
    return identify(*(text for kind, text in texts if kind == "doi")) | found


def _abstract(whole: Element, article: Element) -> str:
    """The parts of an abstract, each with its label before it."""
    told = next((found for child in article if local(found := child) == "Abstract"), None)
    if told is None:
        told = next(
            (found for name in ("Abstract", "OtherAbstract") if (found := _first(whole, name)) is not None), None
        )
    parts = [] if told is None else [child for child in told if local(child) == "AbstractText"]
    texts = [(part.get("Label") or "", one_line("".join(part.itertext()))) for part in parts]
    return "\n\n".join(
        text if label.upper() in ("", "UNLABELLED", "UNASSIGNED") else f"{label}: {text}"
        for label, text in texts
        if text
    )


def _pubmed_authors(article: Element) -> tuple[str, ...]:
    lists = [found for found in article.iter() if local(found) == "AuthorList"]
    written = [found for found in lists if found.get("Type", "authors") == "authors"] or lists
    people = (person for listed in written[:1] for person in listed if person.get("ValidYN") != "N")
    return names(
        _text(person, "CollectiveName")
        or " ".join(
            (
                _text(person, "ForeName", "FirstName", "Initials"),
                _text(person, "LastName"),
                _text(person, "Suffix"),
            )
        )
        for person in people
    )


def _pubmed_date(article: Element, name: str) -> str:
    told = _first(article, name)
    if told is None:
        return ""
    year, month, day = (_text(told, part) for part in ("Year", "Month", "Day"))
    if month.isdecimal():
        return "-".join(part for part in (year, month, day) if part)
    return f"{month} {day} {year}" if year else _text(told, "MedlineDate")


def _first(element: Element, name: str) -> Element:
    """The first element of a local name within another, however deep; None where there is none."""
    return next(element.iter(f"{{*}}{name}"), None)


def _texts(element: Element, *tags: str) -> list[str]:
    """The texts of all elements of some local names, styles and markup taken out, by name and then in order."""
    if element is None:
        return []
    told: dict[str, list[str]] = {name: [] for name in tags}
    for found in element.iter(*(f"{{*}}{name}" for name in tags)):
        if text := "".join(found.itertext()).strip():
            told[local(found)].append(text)
    return [text for texts in told.values() for text in texts]


def _text(element: Element, *tags: str) -> str:
    return next(iter(_texts(element, *tags)), "")


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\r", "\n").split("\n"))


def _beginning(element: Element) -> str:
    return " ".join(text for text, _ in zip(element.itertext(), range(40), strict=False))
