"""Saved pages of arXiv: the lists of new and recent papers in both layouts, search results, a paper's own page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from readinglist.digests import signs, trees
from readinglist.digests.bylines import byline
from readinglist.digests.fields import day, identify, iso_date, names, one_line
from readinglist.digests.harvest import Harvest
from readinglist.digests.seen import Seen
from readinglist.digests.trees import Element
from readinglist.model import Digest

NAME: Final = "arxiv-html"

_LIST: Final = "list-title"
_RESULT: Final = "arxiv-result"
_OWN: Final = "citation_arxiv_id"
_NUMBER: Final = re.compile(r"arXiv:\s{0,9}([\w./-]{5,40})")
_SHOWING: Final = re.compile(r"showing\s+(?:first\s+|last\s+)?(\d{1,6})\s+of\s+(\d{1,6})\s+entries", re.IGNORECASE)
_TOTAL: Final = re.compile(r"\btotal of (\d{1,6}) entries", re.IGNORECASE)
_LABEL: Final = re.compile(r"^\s*(?:Titles?|Authors?|Comments?|Journal[ -]ref|Abstract|DOI):\s*", re.IGNORECASE)
_SUBMITTED: Final = re.compile(r"(?:v1 submitted|Submitted) ([^;]{1,40})")
_RESULTS: Final = re.compile(
    r"Showing [\d,]{1,9}\W[\d,]{1,9} of ([\d,]{1,9}) results(?: for(?: all| author\(s\))?:? ?(.*))?"
)
_WRITTEN: Final = re.compile(r"(?:[A-Z][a-z]{2,8}, )?\d{1,2} [A-Z][a-z]{2,8} (?:\d{4}|\d\d)\b")
_LESS: Final = re.compile(r"(?:△\s*Less|▽\s*More)\s*$")
_DRAWN: Final = frozenset({"MathJax", "MathJax_Preview", "MathJax_Display", "descriptor"})
"""Classes of what a browser made of a formula, beside its source; and of labels."""


def sniff(seen: Seen) -> bool:
    """A page of arXiv's, by the names its parts have there."""
    text = seen.text
    listed = (_LIST in text or _RESULT in text) and "/abs/" in text
    return (listed or _OWN in text) and seen.head.startswith("<") and signs.html(seen)


def parse(seen: Seen) -> Digest:
    """Its papers; the digest is of the day the page names, the newest if it names several."""
    page = trees.html(seen.text)
    harvest = Harvest(seen, NAME)
    for number, about in _listed(page):
        _take(harvest, number, about)
    for result in _classed(page, _RESULT):
        _take(harvest, result, result)
    if not harvest.entries and (metas := _metas(page)).get(_OWN):
        _paper(harvest, page, metas)
        return harvest.digest()
    headings = [one_line(_words(heading)) for heading in page.iter("h3", "h2", "h1")]
    _tell_missing(harvest, page, headings)
    dated_as = next(
        (found[0] for heading in headings if (found := _WRITTEN.search(heading)) and day(found[0])), None
    )
    searched = [found[2] for heading in headings if (found := _RESULTS.match(heading)) and found[2]]
    titles = [_words(found) for found in (*page.xpath("//*[@id='dlpage']//h1"), *page.iter("title"))]
    name = next((title for title in (*searched, *map(one_line, titles)) if title), "")
    if name and "arxiv" not in name.lower():
        name = f"arXiv: {name}"
    return harvest.digest(name, dated=day(dated_as or ""), dated_as=dated_as)


def _listed(page: Element) -> Iterator[tuple[Element, Element | None]]:
    """The pairs of a list: what names the paper, and what tells of it."""
    waiting = None
    for element in page.iter("dt", "dd"):
        if element.tag == "dt":
            if waiting is not None:
                yield waiting, None
            waiting = element if _named(element) else None
        elif waiting is not None:
            yield waiting, element
            waiting = None
    if waiting is not None:
        yield waiting, None


def _named(element: Element) -> str:
    """The arXiv number an element names, by its link or by its words."""
    links = (anchor.get("href", "") for anchor in element.iter("a"))
    linked = next((link for link in links if "/abs/" in link), "")
    if linked:
        return linked.rpartition("/abs/")[2].partition("?")[0].partition("#")[0]
    found = _NUMBER.search(_words(element))
    return found[1] if found else ""


def _take(harvest: Harvest, number: Element, about: Element | None) -> None:
    """One paper of a list or of search results."""
    named = _named(number)
    first = number.sourceline or 1
    if about is None:
        harvest.problem("an entry of which nothing is told", named, first)
        about = number
    title = _part(about, "title") if "result" in about.get("class", "") else _part(about, _LIST)
    if not identify(named) and not title:
        harvest.lost("an entry without number and title", _words(about), first)
        return
    people = next(iter((*_classed(about, "list-authors"), *_classed(about, "authors"))), None)
    linked = names(_words(anchor) for anchor in people.iter("a")) if people is not None else ()
    told, count = byline(_LABEL.sub("", _words(people), count=1)) if people is not None else ((), None)
    submitted = _SUBMITTED.findall(one_line(_words(about))) if "result" in about.get("class", "") else []
    harvest.paper(
        title,
        _LESS.sub("", _part(about, "abstract-full") or _abstract(about)),
        lines=(first, max((below.sourceline or first for below in about.iter()), default=first)),
        authors=linked or told,
        author_count=count,
        identifiers=identify(*_part(about, "list-doi").split()[:1]) | identify(named),
        links={"paper": f"https://arxiv.org/abs/{named}" if identify(named) else None},
        published=iso_date(submitted[-1]) if submitted else None,
        venue=_part(about, "list-journal-ref"),
        comment=_part(about, "list-comments", "comments"),
    )


def _abstract(about: Element) -> str:
    """The paragraph below what is told; lists of new papers have one."""
    return next(
        (
            words
            for found in about.iter("p")
            if "mathjax" in (found.get("class") or "") and (words := _words(found)).strip()
        ),
        "",
    )


def _paper(harvest: Harvest, page: Element, metas: dict[str, list[str]]) -> None:
    """The page of one paper, by what it says for indexers."""
    doi = metas.get("citation_doi", [""])[0]
    pdf = metas.get("citation_pdf_url", [""])[0]
    harvest.paper(
        metas.get("citation_title", [""])[0],
        _part(page, "abstract") or metas.get("citation_abstract", [""])[0],
        authors=names(metas.get("citation_author", [])),
        identifiers=(identify(doi) if doi else {}) | identify(metas[_OWN][0]),
        links={"paper": f"https://arxiv.org/abs/{metas[_OWN][0]}", "pdf": pdf},
        published=iso_date(metas.get("citation_date", [""])[0]),
        venue=_part(page, "jref"),
        comment=_part(page, "comments"),
    )


def _metas(page: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        found.setdefault(meta.get("name") or "", []).append(meta.get("content") or "")
    return found


def _tell_missing(harvest: Harvest, page: Element, headings: list[str]) -> None:
    """Say so where the page counts more papers than it shows."""
    told = (*headings, *(one_line(_words(found)) for found in (*_classed(page, "paging"), *page.iter("small"))))
    totals = (_TOTAL.search(words) or _RESULTS.match(words) for words in told)
    total = max((int(found[1].replace(",", "")) for found in totals if found), default=0)
    here = len(harvest.entries)
    if total > here:
        harvest.problem(f"the page shows {here} of {total}")
        return
    for heading in headings:
        if (found := _SHOWING.search(heading)) and int(found[2]) > int(found[1]):
            harvest.problem(f"the page shows {int(found[1])} of {int(found[2])}", heading)


def _classed(element: Element, name: str) -> list[Element]:
    """The elements below one that have a class."""
    found: list[Element] = element.xpath(
        ".//*[contains(concat(' ', normalize-space(@class), ' '), $name)]", name=f" {name} "
    )
    return found


def _part(about: Element, *classes: str) -> str:
    """The words of the first element of these classes, without its label."""
    found = (_words(part) for name in classes for part in _classed(about, name))
    return next((_LABEL.sub("", words, count=1) for words in found if words.strip()), "")


def _words(element: Element) -> str:
    """An element's text: line breaks kept, formulas as their source, no labels and scripts."""
    pieces: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            pieces.append(one)
            continue
        if one is not element and one.tail:
            waiting.append(one.tail)
        kind = one.get("type") or ""
        if one.tag == "script" and kind.startswith("math/tex"):
            pieces.append(f"${one.text or ''}$")
        elif one.tag == "br":
            pieces.append("\n\n")
        elif one.tag not in ("script", "style", "mjx-math") and _DRAWN.isdisjoint(
            (one.get("class") or "").split()
        ):
            waiting += reversed([one.text or "", *one])
    return "".join(pieces)
