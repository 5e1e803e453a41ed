"""Saved pages of Hugging Face: a day's papers, trending ones, search results, one paper's page.

A page holds its papers twice, as data for its scripts and as cards to see. Extensions and translators alter one
or the other, and a cut file loses one: the data are taken, whole or what can be salvaged of them, and the cards
add what they alone show.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from itertools import chain, islice
from typing import Any, Final

from readinglist.digests import records, signs, trees
from readinglist.digests.fields import iso_date, one_line, people
from readinglist.digests.harvest import Harvest
from readinglist.digests.seen import Seen
from readinglist.digests.trees import Element
from readinglist.model import Digest, Entry
from readinglist.text.fold import title_key

NAME: Final = "hf-html"

_DATA: Final = re.compile(r"data-target=[\"']?(?:DailyPapers|PaperContent)\b")
_RELATIVE: Final = re.compile(r"href=[\"']?/papers/\d{4}\.\d{4,5}\b")
_ABSOLUTE: Final = re.compile(r"href=[\"']?https://huggingface\.co/papers/\d{4}\.\d{4,5}\b")
_TITLE: Final = re.compile(r"<title[^<>]{0,99}>[^<]{0,300}\b(?:Hugging Face|Paper page)\b")
_NUMBER: Final = re.compile(r"/papers/(\d{4}\.\d{4,5})(?:v\d+)?(?:/|\.html?)?(?:[?#].*)?$")
_CUT_NUMBER: Final = re.compile(r"\"id\"\s?:\s?\"(\d{4}\.\d{4,5})\"")
_OWN_PAGE: Final = re.compile(r"\s*Paper page\s*[-–—:]\s*")
_DAY: Final = re.compile(r"/papers(?:/date/|\?date=)(\d{4}-\d\d-\d\d)\b")
_CUT_DAY: Final = re.compile(r"&quot;date(?:String)?&quot;:&quot;(\d{4}-\d\d-\d\d[\w:.+-]{0,20})&quot;")
_COUNT: Final = re.compile(r"\b(\d{1,5}) authors?\b")
_PUBLISHED: Final = re.compile(r"\b(?:Published on )?([A-Z][a-z]{2} \d{1,2}, \d{4})\b")
_REPOSITORY: Final = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+/?")
_OBJECTS: Final = re.compile(r"\"(?:dailyPapers|papers)\"\s{0,9}:\s{0,9}\[")
_SHORTEST: Final = 100
"""Characters of a paragraph that can be an abstract."""
_CLIMB: Final = 6
_FAR: Final = 500
"""Characters at a paper's beginning in which its number stands."""


def sniff(seen: Seen) -> bool:
    """A page of Hugging Face that shows papers."""
    if not (seen.head.startswith("<") and signs.html(seen)):
        return False
    if _DATA.search(seen.text) or _RELATIVE.search(seen.text):
        return True
    return _ABSOLUTE.search(seen.text) is not None and _TITLE.search(seen.text) is not None


def parse(seen: Seen) -> Digest:
    """Its papers; the digest is of the day the page is for."""
    page = trees.html(seen.text)
    told = list(_props(page))
    title = next(iter(page.xpath("//meta[@property='og:title']/@content")), "")
    own = next((props["paper"] for target, _, props in told if target == "PaperContent" and _holds(props)), None)
    if own is not None or _OWN_PAGE.match(title):
        return _one(seen, page, own, title)
    cards = _from_cards(seen, page).entries
    found = [_from_data(seen, told), _salvaged(seen, {card.identifiers.get("arxiv") for card in cards})]
    best = max(found, key=lambda harvest: (len(harvest.entries), len(harvest.problems)))
    best.entries = _with_cards(best.entries, cards)
    dated_as = next((day for day in _days(seen, page, told) if len(iso_date(day) or "") == 10), None)
    return best.digest("Daily Papers", dated=iso_date(dated_as or ""), dated_as=dated_as)


def _props(page: Element) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """What the page's scripts are given: for whom, on which line, and the values."""
    for element in page.xpath("//*[@data-props]"):
        try:
            told = json.loads(element.get("data-props"))
        except (ValueError, RecursionError):
            continue
        if isinstance(told, dict):
            yield element.get("data-target", ""), element.sourceline or 1, told


def _holds(told: object) -> bool:
    """Whether a value holds a paper, as each of a list of papers does."""
    return (
        isinstance(told, Mapping) and isinstance(told.get("paper"), Mapping) and records.is_record(told["paper"])
    )


def _from_data(seen: Seen, told: list[tuple[str, int, dict[str, Any]]]) -> Harvest:
    """The papers of the lists that scripts are given; the longest list counts."""
    lists = [(line, value) for _, line, props in told for value in props.values() if isinstance(value, list)]
    line, longest = max(lists, key=lambda found: sum(map(_holds, found[1])), default=(1, []))
    harvest = Harvest(seen, NAME)
    for one in longest:
        if _holds(one):
            records.take(harvest, one, lines=(line, line))
        else:
            harvest.lost("a paper of which the page tells nothing", json.dumps(one)[:200], line)
    return harvest


def _from_cards(seen: Seen, page: Element) -> Harvest:
    """The papers of the cards one sees: headings that link to a paper, and what stands around them. A card whose
    link is lost shows an abstract or a number of authors."""
    harvest = Harvest(seen, NAME)
    known: set[str] = set()
    for heading in page.iter("h3", "h4"):
        number = next(filter(None, map(_number, heading.iter("a"))), "") or _number(heading.getparent())
        name = number or title_key(_text(heading))
        if name and name not in known and (number or _is_paper(_card(heading))):
            known.add(name)
            _take(harvest, number, heading)
    return harvest


def _with_cards(told: Sequence[Entry], cards: Sequence[Entry]) -> list[Entry]:
    """The papers of the data with what only their cards show; one that is only a card stands behind the card
    before it. They are one paper by their number; by their title where one of them has none."""
    numbers = {entry.identifiers.get("arxiv"): at for at, entry in enumerate(told, start=1)}
    titles = {title_key(entry.title): at for at, entry in enumerate(told, start=1)}
    places = [[], *([entry] for entry in told)]
    last = 0
    for card in cards:
        number = card.identifiers.get("arxiv")
        at = numbers.get(number) if number else None
        like = titles.get(title_key(card.title))
        if at is None and like and not (number and "arxiv" in told[like - 1].identifiers):
            at = like
        if at is None:
            places[last].append(card)
        else:
            places[at][0] = _completed(places[at][0], card)
            last = at
    ordered = chain.from_iterable(places)
    return [replace(entry, position=position) for position, entry in enumerate(ordered, start=1)]


def _completed(told: Entry, card: Entry) -> Entry:
    """A paper of the data with what it lacks of its card."""
    titled = card if told.title_is == "stub" else told
    return replace(
        told,
        title=titled.title,
        title_is=titled.title_is,
        abstract=told.abstract or card.abstract,
        identifiers=card.identifiers | told.identifiers,
        links={use: address for use, address in card.links.items() if use != "paper"} | told.links,
        published=told.published or card.published,
        votes=card.votes if told.votes is None else told.votes,
        author_count=None if told.authors else card.author_count,
    )


def _number(anchor: Element | None) -> str:
    found = _NUMBER.search(anchor.get("href", "")[:200]) if anchor is not None else None
    return found[1] if found else ""


def _take(harvest: Harvest, number: str, heading: Element) -> None:
    """One card."""
    card = _card(heading)
    words = one_line(" ".join(card.itertext()))
    count, published = _COUNT.search(words), _PUBLISHED.search(words)
    votes = next(
        (text for text in map(_text, card.xpath(".//*[contains(@class, 'leading-none')]")) if text.isdecimal()), ""
    )
    addresses = (anchor.get("href", "") for anchor in card.iter("a"))
    first = heading.sourceline or 1
    harvest.paper(
        _text(heading),
        _abstract(card),
        lines=(first, max((below.sourceline or first for below in card.iter()), default=first)),
        told=[number],
        links={
            "paper": f"https://huggingface.co/papers/{number}" if number else None,
            "code": next((address for address in addresses if _REPOSITORY.fullmatch(address[:200])), None),
        },
        published=iso_date(published[1]) if published else None,
        votes=int(votes) if 0 < len(votes) < 7 else None,
        author_count=int(count[1]) if count else None,
    )


def _card(heading: Element) -> Element:
    """The card a heading stands in: its article, else the largest part that has no other heading."""
    card = heading
    for _ in range(_CLIMB):
        around = card.getparent()
        if around is None or len(list(islice(around.iter("h3", "h4"), 2))) > 1:
            break
        card = around
        if card.tag == "article":
            break
    return card


def _is_paper(card: Element) -> bool:
    """Whether a card is that of a paper, as far as it shows without a link."""
    if card.tag != "article":
        return False
    return bool(_abstract(card) or _COUNT.search(one_line(" ".join(card.itertext()))))


def _abstract(card: Element) -> str:
    paragraphs = (paragraph for paragraph in map(_text, card.iter("p")) if len(paragraph) >= _SHORTEST)
    return max(paragraphs, key=len, default="")


def _text(element: Element) -> str:
    return one_line("".join(element.itertext()))


def _salvaged(seen: Seen, shown: Collection[str | None]) -> Harvest:
    """The papers of a list that is cut off, or written so that the page's tree does not hold it; the one it is cut
    off in is lost unless its number is among those `shown`."""
    harvest = Harvest(seen, NAME)
    target = _DATA.search(seen.text)
    start = seen.text.find("data-props=", target.start()) if target else -1
    if start < 0:
        return harvest
    quote = seen.text[start + 11 : start + 12]
    end = seen.text.find(quote, start + 12) if quote in ("'", '"') else -1
    told = unescape(seen.text[start + 12 : end if end > 0 else len(seen.text)])
    begins = _OBJECTS.search(told)
    line = seen.text.count("\n", 0, start) + 1
    decoder = json.JSONDecoder()
    at = begins.end() if begins else len(told)
    while at < len(told) and told[at] != "]":
        try:
            one, at = decoder.raw_decode(told, at)
        except (ValueError, RecursionError):
            number = _CUT_NUMBER.search(told, at, at + _FAR)
            if not (number and number[1] in shown):
                harvest.lost("the page is cut off within a paper", told[at : at + 200], line)
            break
        if _holds(one):
            records.take(harvest, one, lines=(line, line))
        at += len(told[at : at + 9]) - len(told[at : at + 9].lstrip(", \n\t"))
    return harvest


def _one(seen: Seen, page: Element, told: Mapping[str, Any] | None, title: str) -> Digest:
    """The page of one paper."""
    harvest = Harvest(seen, NAME)
    if told is not None:
        records.take(harvest, told, lines=(1, seen.text.count("\n") + 1))
        return harvest.digest()
    address = next(iter(page.xpath("//meta[@property='og:url']/@content | //link[@rel='canonical']/@href")), "")
    abouts = page.xpath("//h2[normalize-space()='Abstract']/..//p")
    authors = page.xpath("//*[contains(concat(' ', normalize-space(@class), ' '), ' author ')]")
    published = _PUBLISHED.search(one_line(" ".join(page.itertext())))
    harvest.paper(
        _OWN_PAGE.sub("", title, count=1),
        max(map(_text, abouts), key=len, default=""),
        lines=(1, seen.text.count("\n") + 1),
        authors=people("\n".join(_text(author).strip(", ") for author in authors)),
        told=[address],
        links={"paper": address},
        published=iso_date(published[1]) if published else None,
    )
    return harvest.digest()


def _days(seen: Seen, page: Element, told: list[tuple[str, int, dict[str, Any]]]) -> Iterator[str]:
    """The days the page names as its own, the surest first."""
    for _, _, props in told:
        if "dailyPapers" in props:
            yield from (value for key in ("date", "dateString") if isinstance(value := props.get(key), str))
    addresses = page.xpath("//meta[@property='og:url']/@content | //link[@rel='canonical']/@href")
    yield from (found[1] for address in (*addresses, seen.head) if (found := _DAY.search(address)))
    yield from (found[1] for found in (_CUT_DAY.search(seen.text),) if found)
    yield from page.xpath("//time[not(ancestor::article)]/@datetime")[:1]
