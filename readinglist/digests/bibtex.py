"""Reads BibTeX and BibLaTeX: every entry is a paper, whatever its type and key; damaged ones as far as they go."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from readinglist.digests import braces, signs
from readinglist.digests.fields import identify, iso_date, marked_up, one_line
from readinglist.digests.harvest import Harvest
from readinglist.digests.journal_macros import spelled
from readinglist.digests.seen import Seen
from readinglist.model import Digest

NAME: Final = "bibtex"
_NO_PAPERS: Final = frozenset({"xdata", "set", "control", "ieeetranbstctl", "comment", "string", "preamble"})
_WHOLES: Final = frozenset({"proceedings", "book", "collection", "mvbook", "mvcollection", "mvproceedings"})
"""Types whose own title may stand in booktitle."""
_INHERITED: Final = ("date", "year", "month", "booktitle", "journal", "journaltitle")
_DEPTH: Final = 3
"""Generations an entry inherits from."""
_FIELD: Final = re.compile(r"[,{(\n][ \t]{0,99}([A-Za-z][\w+:-]{1,40})[ \t]{0,99}=[ \t\n]{0,99}(?=[{\"\w])")
_RECORD: Final = re.compile(r"@\w{1,40}\s{0,9}[{(]\s{0,9}[^\s,={}()]{0,200}\s{0,9}[,=]")
_LEFT: Final = re.compile(r"(?m)^[ \t]{0,99},?[ \t]{0,99}[A-Za-z][\w-]{1,40}[ \t]{0,99}=[ \t]{0,99}[{\"]")
_ENTITY: Final = re.compile(r"&#?\w{1,30};")
_TEX: Final = re.compile(r"\\(?:url|href|path|texttt|nolinkurl)\b|[{}]|\\(?=[_%&#~$./-])")
_HTTP: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_ABOUT_ARXIV: Final = re.compile(r"\W{0,3}(?:e-?print|preprint)?\W{0,3}arxiv\b", re.IGNORECASE)
_PMID: Final = re.compile(r"(?:pmid:?\s?)?(\d{1,9})", re.IGNORECASE)
_OLD_ARXIV: Final = re.compile(r"\d{7}(?:v\d+)?")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry: its type, its fields (names in lower case; of repeated ones the first that is not empty)."""

    kind: str
    fields: Mapping[str, str]
    lines: tuple[int, int]
    raw: str


def sniff(seen: Seen) -> bool:
    """Whether it is BibTeX, and no mail or page that quotes some."""
    if not seen.full or seen.body.startswith("<"):
        return False
    return signs.bibtex(seen) and not signs.mbox(seen) and not signs.mail(seen)


def parse(seen: Seen) -> Digest:
    """A paper an entry; what is damaged is read field by field, and reported."""
    harvest = Harvest(seen, NAME)
    keyed: dict[str, _Entry] = {}
    for entry in list(_entries(seen.unified, harvest, keyed)):
        if entry.kind not in _NO_PAPERS:
            _take(entry, _inherited(entry.fields, keyed), harvest)
    return harvest.digest()


def _entries(text: str, harvest: Harvest, keyed: dict[str, _Entry]) -> Iterator[_Entry]:
    """The entries in order. Abbreviations hold from where they are defined, as in BibTeX."""
    from bibtexparser.model import Entry, ImplicitComment, ParsingFailedBlock, String

    macros: dict[str, str] = {}
    damaged = False
    for block, line, region in _located(text):
        raw = str(block.raw)
        lines = (line, line + raw.count("\n"))
        if isinstance(block, ImplicitComment):
            if not damaged and (left := _LEFT.search(raw)):
                harvest.problem("fields outside of an entry", raw[left.start() :], line)
            continue
        damaged = isinstance(block, ParsingFailedBlock)
        if isinstance(block, String):
            told = dict(braces.values("", block.value, macros))
            macros[block.key.lower()] = one_line(told.get("", ""))
        elif isinstance(block, Entry):
            pairs = (pair for field in block.fields for pair in braces.values(field.key, field.value, macros))
            entry = _Entry(block.entry_type.lower(), _fields(pairs), lines, raw)
            keyed.setdefault(block.key.strip().lower(), entry)
            yield entry
        elif damaged and (salvaged := _salvaged(region.strip(), line, macros, harvest)):
            yield salvaged


def _located(text: str) -> Iterator[tuple[Any, int, str]]:
    """Blocks with their lines; for a failed one also all text up to the next, since the parser cuts it short.
    Entries with empty or repeated keys, or repeated fields, hide in failed blocks."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import ImplicitComment, ParsingFailedBlock

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    found: list[tuple[Any, int]] = []
    at = 0
    for told in parse_string(text, parse_stack=[]).blocks:
        block: Any = getattr(told, "ignore_error_block", None) or told
        if (start := text.find(block.raw, at)) >= 0:
            if (
                isinstance(block, ImplicitComment) or not text[start - 1 : start].isalnum()
            ):  # no address: a@example
                found.append((block, start))
            at = start + (1 if isinstance(block, ParsingFailedBlock) else len(block.raw))
    ends, end = [], len(text)
    for block, start in reversed(found):
        ends.append(end)
        end = end if isinstance(block, ImplicitComment) else start
    line, at = 1, 0
    for (block, start), end in zip(found, reversed(ends), strict=True):
        line += text.count("\n", at, start)
        at = start
        yield block, line, text[start:end] if isinstance(block, ParsingFailedBlock) else ""


def _fields(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for written, value in pairs:
        name = written.rpartition("\n")[2].strip().lower()  # a comment may stand before it
        if name == "url" and found.get(name):
            found[name] += f" {value}"  # a second address may be the one that names the paper
        elif not found.get(name) and value.strip():
            found[name] = value.strip()
    return found


def _salvaged(region: str, line: int, macros: Mapping[str, str], harvest: Harvest) -> _Entry | None:
    """What can be read of a damaged entry. It is a paper, and a problem too."""
    kind = region[1:40].partition("{")[0].partition("(")[0].strip().lower()
    if kind in ("comment", "preamble"):
        return None
    if kind == "string":
        harvest.problem("a damaged abbreviation", region, line)
        return None
    marks = list(_FIELD.finditer(region))
    ends = [*(mark.start() for mark in marks[1:]), len(region)][: len(marks)]
    pairs = (
        (mark[1], value.strip(" \t\n,"))
        for mark, end in zip(marks, ends, strict=True)
        for _, value in braces.values("", region[mark.end() : end].partition("\n}")[0], macros)
    )
    fields = _fields(pairs)
    if not fields and not _RECORD.match(region):
        harvest.problem("text that is no entry", region, line)
        return None
    if fields.keys() & {"title", "doi", "eprint", "url"}:
        harvest.problem("a damaged entry: what could be read of it was taken", region, line)
    return _Entry(kind, fields, (line, line + region.count("\n")), region)


def _inherited(fields: Mapping[str, str], keyed: Mapping[str, _Entry], depth: int = 0) -> dict[str, str]:
    """The fields with those of the entries that `crossref` and `xdata` name, where it has none itself."""
    whole = dict(fields)
    named = [("crossref", whole.get("crossref", ""))]
    named += [("xdata", key) for key in whole.get("xdata", "").split(",", 5)[:5]]
    for how, key in named:
        parent = keyed.get(key.strip().lower()) if depth < _DEPTH else None
        if parent is None:
            continue
        given = _inherited(parent.fields, keyed, depth + 1)
        if how == "crossref":
            dated = whole.keys() & {"date", "year"}
            given.setdefault("booktitle", given.get("title", "") if "journal" not in whole else "")
            given = {name: given[name] for name in _INHERITED[3 if dated else 0 :] if given.get(name)}
        whole = given | whole
    return whole


def _take(entry: _Entry, fields: Mapping[str, str], harvest: Harvest) -> None:
    title = _text(fields.get("title", ""))
    if not title and entry.kind in _WHOLES:
        title = _text(fields.get("booktitle", ""))
    if title and (subtitle := _text(fields.get("subtitle", ""))):
        title += f" {subtitle}" if title[-1] in ":?!." else f": {subtitle}"
    known = _identifiers(fields)
    note = _text(fields.get("note", ""))
    harvest.paper(
        title,
        _text(fields.get("abstract", "")),
        lines=entry.lines,
        authors=braces.people(fields.get("author") or fields.get("editor", "")),
        identifiers=known,
        links=_links(fields),
        published=_published(fields),
        venue=next(
            (_text(spelled(fields[name])) for name in (*_INHERITED[4:], "booktitle") if fields.get(name)), ""
        ),
        comment="" if _HTTP.fullmatch(note) else note,
        raw=entry.raw,
    )


def _text(raw: str) -> str:
    """A field as text: no braces that only protect, no markup that publishers' pages leave; TeX stays."""
    text = braces.bare(braces.in_dollars(raw))
    if "</" in text or "/>" in text:
        return marked_up(text)
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _address(raw: str) -> str:
    return _TEX.sub("", raw).strip() if "\\" in raw or "{" in raw else raw.strip()


def _identifiers(fields: Mapping[str, str]) -> dict[str, str]:
    kind = (fields.get("archiveprefix") or fields.get("eprinttype", "")).lower()
    eprint = _address(fields.get("eprint", ""))
    if kind in ("arxiv", "") and _OLD_ARXIV.fullmatch(eprint):
        eprint = f"{fields.get('primaryclass') or fields.get('eprintclass', '')}/{eprint}"
    pmid = _PMID.fullmatch(fields.get("pmid", "") or (eprint if kind in ("pubmed", "pmid") else ""))
    told = [eprint] if kind in ("arxiv", "") else []
    told += [_address(fields.get(name, "")) for name in ("arxiv", "arxivid", "doi")]
    told += [fields.get(name, "").removeprefix("abs/") for name in ("journal", "volume", "number", "howpublished")]
    told += [note for name in ("note", "series", "publisher") if _ABOUT_ARXIV.match(note := fields.get(name, ""))]
    told += [piece for name in ("url", "ee", "link", "bdsk-url-1") for piece in fields.get(name, "").split()]
    return ({"pmid": pmid[1]} if pmid else {}) | identify(*(_address(piece) for piece in told))


def _links(fields: Mapping[str, str]) -> dict[str, str | None]:
    told = (fields.get(name, "") for name in ("url", "link", "ee", "howpublished", "note"))
    found = [address for text in told for address in _HTTP.findall(_address(text))]
    pdfs = [*_HTTP.findall(_address(fields.get("pdf", ""))), *filter(_is_pdf, found)]
    code = [text for name in ("code", "github", "software") for text in _HTTP.findall(fields.get(name, ""))]
    papers = [address for address in found if not _is_pdf(address)]
    return {use: next(iter(of), None) for use, of in (("paper", papers), ("pdf", pdfs), ("code", code))}


def _is_pdf(address: str) -> bool:
    return address.lower().endswith(".pdf") or "arxiv.org/pdf/" in address


def _published(fields: Mapping[str, str]) -> str | None:
    if told := iso_date(fields.get("date", "")):
        return told
    year = iso_date(fields.get("year", ""))
    month, day = fields.get("month", "").strip("{} "), fields.get("day", "")
    if year is None or len(year) > 4 or not month:
        return year
    if month.isdecimal():
        return iso_date(f"{year}-{month}-{day}" if day.isdecimal() else f"{year}-{month}")
    return iso_date(f"{month.replace('~', ' ')} {day} {year}")
