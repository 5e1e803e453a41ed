"""Lines that say what they hold: `Title: …`, `**Authors**: …`, `PDF: https://…`, in several languages."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final, NamedTuple

from readinglist.digests.fields import iso_date, people
from readinglist.digests.text.marks import Bare
from readinglist.digests.text.meta import NOTHING, Meta, told
from readinglist.digests.text.weights import WEIGHTS as W
from readinglist.text import identifiers

TITLE: Final = "title"
ABSTRACT: Final = "abstract"
SUMMARY: Final = "summary"
AUTHORS: Final = "authors"
COMMENT: Final = "comment"
_DATE: Final = "date"
_VENUE: Final = "venue"
_VOTES: Final = "votes"
_ADDRESS: Final = "address"
_OTHER: Final = "other"

_NAMES: Final = {
    TITLE: "title | paper title | paper | titre | titel | 标题 | 题目 | 論文標題 | 论文标题 | 제목 | 논문 제목"
    " | タイトル",
    ABSTRACT: "abstract | original abstract | paper abstract | 摘要 | 초록 | 要旨 | アブストラクト | résumé",
    SUMMARY: "summary | description | tl;dr | tldr | ai summary | overview | zusammenfassung | 要約 | 요약 | 总结",
    AUTHORS: "author | authors | author(s) | 作者 | 저자 | 著者 | by | autoren | auteurs",
    _DATE: "date | published | publish date | published on | publication date | submitted | submitted on | posted"
    " | updated | year | released | release date | 日期 | 发布日期 | 发表日期 | 날짜 | 게시일 | 公開日",
    _VENUE: "journal | journal ref | journal-ref | journal reference | venue | conference | published in | 期刊",
    COMMENT: "comment | comments | note | notes",
    _VOTES: "upvotes | upvote | votes | likes | 点赞",
    _ADDRESS: "link | links | url | urls | pdf | pdf url | pdf link | html | paper link | paper url | arxiv"
    " | arxiv id | arxiv-id | arxiv link | arxiv url | arxiv page | id | paper id | identifier | doi | abs"
    " | abstract link | abstract url | code | code link | code url | github | repo | repository | project"
    " | project page | website | homepage | hugging face | huggingface | hf | source | 链接 | 링크 | リンク",
    _OTHER: "category | categories | primary category | subject | subjects | tags | keywords | topic | topics"
    " | affiliation | affiliations | institution | institutions | organization | organizations | license | score"
    " | rank | number | no | report-no | msc-class | acm-class | submitted by | 关键词 | 키워드",
}
FIELDS: Final[dict[str, str]] = {name: field for field, names in _NAMES.items() for name in names.split(" | ")}
"""What each label names, in lower case."""
_LABEL: Final = re.compile(
    r"(?:[^\w\s\[(\"'“‘$\\]{1,4}\s{0,3})?(?:\d{1,4}[.)]\s+)?[*_]{0,3}(?P<label>[^\W\d_][^:：*\n]{0,30})[*_]{0,3}\s?[:：]"
    r"\s?[*_]{0,3}(?P<value>(?:\s.*|$|(?<=：).*|(?<=\*).*))"
)
_URL: Final = re.compile(r"https?://[^\s<>\[\]\"]+|www\.[^\s<>\[\]\"]+", re.IGNORECASE)
_BARE_DOI: Final = re.compile(r"10\.\d{4,9}/\S+")
_NUMBER: Final = re.compile(r"\d[\d,]{0,9}")
_ASIDE: Final = re.compile(r"\s?[(\[（][^()\[\]（）]{0,40}[)\]）]$")


_FOUND: Final = tuple(
    re.compile(
        rf"(?:^|[\n\r])[^\w\n\r]{{0,9}}(?:\d{{1,4}}[.)]\s)?[*_]{{0,3}}(?:{names})[*_\s]{{0,4}}[:：]", re.IGNORECASE
    )
    for names in (
        "|".join(re.escape(name) for name, field in FIELDS.items() if field in fields)
        for fields in ({TITLE}, {ABSTRACT, SUMMARY})
    )
)


class Labelled(NamedTuple):
    """A line with its label taken off."""

    field: str
    value: str
    meta: Meta
    """What it tells, where it is no text."""


def are_there(text: str, times: int = 1) -> bool:
    """Whether so many lines name a title, and as many an abstract: a first look at a whole file."""
    return all(len(list(islice(pattern.finditer(text), times))) == times for pattern in _FOUND)


def name_of(text: str) -> str:
    """The field a label or a heading names: `Abstract (Original)` is an abstract; empty where it names none."""
    said = text.strip("*_#: ").lower()
    return FIELDS.get(said) or FIELDS.get(_ASIDE.sub("", said), "")


def labelled(line: Bare) -> Labelled | None:
    """What a line says it holds; None where it is no such line."""
    found = _LABEL.match(line.text)
    if found is None:
        return None
    value = found["value"].strip("*_ \t")
    return say(name_of(found["label"]), value, line.addresses)


def say(field: str, value: str, addresses: tuple[str, ...] = ()) -> Labelled | None:
    """A field with its value, that may have been put together from several lines; None where they don't fit."""
    if field in {TITLE, ABSTRACT, SUMMARY}:
        if field == TITLE and (not value or _URL.match(value)):
            field = _ADDRESS
        else:
            return Labelled(field, value, Meta(addresses=addresses))
    if field in {"", _ADDRESS}:
        told_of = _addresses(value, addresses, named=bool(field))
        return Labelled(_ADDRESS, value, Meta(addresses=told_of)) if told_of else None
    if len(value) > W.label_length:
        return None
    return Labelled(field, value, _meta(field, value))


def _meta(field: str, value: str) -> Meta:
    if field == AUTHORS:
        counted = told(value)
        count = counted.author_count if counted else None
        return Meta(author_count=count) if count else Meta(authors=people(value, commas=True))
    if field == _DATE:
        dated = told(value)
        if dated is not None and dated.dated_as:
            return dated
        day = iso_date(value)
        return Meta(dated_as=value, dated=day) if day else NOTHING
    if field == _VOTES:
        found = _NUMBER.match(value)
        return Meta(votes=int(found[0].replace(",", "")), certain=True) if found else NOTHING
    if field == _VENUE:
        return Meta(venue=value)
    return Meta(comment=value) if field == COMMENT else NOTHING


def _addresses(value: str, linked: tuple[str, ...], *, named: bool) -> tuple[str, ...]:
    """The addresses a value consists of, identifiers without a prefix with one; empty where it is text."""
    urls = [url.rstrip(").,;，。") for url in _URL.findall(value)]
    left = _URL.sub("", value).strip(" ,;|·/()[]-")
    if linked and (not named or len(value) <= W.label_link):
        return (*linked, *urls)
    if urls:
        return tuple(urls) if not left or (named and len(left) <= W.label_link) else ()
    if not named:
        return ()
    first = value.partition(" ")[0]
    if identifiers.arxiv(first):
        return (f"arXiv:{first.removeprefix('arXiv:')}",)
    doi = _BARE_DOI.search(value)
    return (f"doi:{doi[0]}",) if doi else ()
