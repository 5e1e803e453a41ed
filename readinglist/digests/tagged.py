"""Reads reference files of tagged lines: RIS, MEDLINE (nbib), ISI (Web of Science) and refer (EndNote's .enw)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from readinglist.digests import signs
from readinglist.digests.fields import agreed_date, identify, names, plain
from readinglist.digests.harvest import Harvest
from readinglist.digests.seen import Seen
from readinglist.digests.tagged_lines import ISI, Record, dialect, records
from readinglist.model import Digest

NAME: Final = "tagged"


@dataclass(frozen=True)
class _Roles:
    """Which tags hold what; the first of a group that is there counts."""

    title: tuple[str, ...]
    abstract: tuple[str, ...]
    authors: tuple[tuple[str, ...], ...]
    venue: tuple[str, ...]
    dates: tuple[str, ...]
    told: tuple[str, ...]
    """Addresses and identifiers."""
    notes: tuple[str, ...] = ()
    """May begin with an identifier."""
    pmid: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """Authors that are no persons."""
    short: tuple[str, ...] = ()
    """Titles to fall back on."""
    pages: tuple[str, ...] = ("UR", "LK", "L2")
    pdfs: tuple[str, ...] = ()


_ROLES: Final = {
    "ris": _Roles(
        title=("T1", "TI", "CT", "BT"),
        abstract=("AB", "N2"),
        authors=(("AU", "A1"), ("A2", "ED")),
        venue=("JF", "T2", "JO", "BT", "JA", "J2", "J1", "C3"),
        dates=("PY", "Y1", "YR", "DA"),
        told=("DO", "DI", "UR", "LK", "L1", "L2", "L3"),
        notes=("M3", "M1", "M2", "N1", "AN", "ID", "VL", "PB", "T2", "JO", "JF"),
        pmid=("PM",),
        short=("ST", "TT"),
        pdfs=("L1",),
    ),
    "medline": _Roles(
        title=("TI", "BTI"),
        abstract=("AB", "OAB"),
        authors=(("FAU",), ("AU",), ("FED", "ED")),
        venue=("JT", "TA", "BTI", "CTI"),
        dates=("DP", "DEP"),
        told=("AID", "LID", "UR", "URL"),
        pmid=("PMID",),
        groups=("CN",),
        short=("TT",),
        pages=("LID", "AID", "UR", "URL"),
    ),
    "isi": _Roles(
        title=("TI",),
        abstract=("AB",),
        authors=(("AF",), ("AU",), ("BA", "BE")),
        venue=("SO", "JI", "J9"),
        dates=("PY", "PD", "EA"),
        told=("DI", "D2"),
        pmid=("PM",),
        groups=("CA", "GP"),
    ),
    "refer": _Roles(
        title=("T",),
        abstract=("X",),
        authors=(("A",), ("E",)),
        venue=("J", "B", "S"),
        dates=("D", "8"),
        told=("R", "U", ">"),
        notes=("M", "Z", "V", "J"),
        short=("!", "Q"),
        pages=("U",),
        pdfs=(">",),
    ),
}
_SURE: Final = re.compile(
    r"(?:doi\b|10\.\d|arxiv\b|abs/|https?://(?:dx\.)?doi\.org|https?://arxiv\.org)", re.IGNORECASE
)
_KIND: Final = re.compile(r"\[[a-z ]{1,30}\]\s*$", re.IGNORECASE)
_HTTP: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_PMID: Final = re.compile(r"(?:PMID:?\s?)?(\d{1,9})\b", re.IGNORECASE)
_PUBMED: Final = re.compile(r"pubmed|medline|\bnlm\b", re.IGNORECASE)
_INITIALS: Final = re.compile(r"([^,]{2,200}) ([A-Z]{1,3})( (?:Jr|Sr|2nd|3rd|II|III|IV))?")


def sniff(seen: Seen) -> bool:
    """Whether most lines carry tags, and it is no mail that quotes some."""
    return bool(seen.full) and signs.tagged(seen) and not signs.mbox(seen) and not signs.mail(seen)


def parse(seen: Seen) -> Digest:
    """A paper a record."""
    lines = seen.unified.split("\n")
    kind = dialect(lines)
    harvest = Harvest(seen, kind.name)
    for record in records(lines, kind, harvest):
        _take(record, kind.name, harvest)
    return harvest.digest()


def take_row(cells: Iterable[tuple[str, str]], lines: tuple[int, int], harvest: Harvest) -> None:
    """Take in a row of a table whose columns Web of Science's tags name."""
    record = Record(*lines)
    for tag, cell in cells:
        record.add(tag, cell, lines[1])
    _take(record, ISI.name, harvest)


def _take(record: Record, kind: str, harvest: Harvest) -> None:
    roles = _ROLES[kind]
    title = " ".join(record.first_of(*roles.title))
    short = "" if title else " ".join(record.first_of(*roles.short))
    venues = (text for tag in roles.venue for text in record.values(tag) if text != title)
    known = identify(*_told(record, roles)) | _pmid(record, roles)
    harvest.paper(
        plain(title or short),
        plain("\n\n".join(record.first_of(*roles.abstract))),
        lines=(record.first, record.last),
        authors=_authors(record, roles, kind),
        identifiers=known,
        links={"paper": _address(record, roles.pages), "pdf": _address(record, roles.pdfs)},
        published=agreed_date([text for tag in roles.dates for text in record.values(tag)]),
        venue=plain(next(venues, "")),
        title_is="short" if short else "title",
        raw=record.text,
    )


def _authors(record: Record, roles: _Roles, kind: str) -> tuple[str, ...]:
    told = next((found for tags in roles.authors if (found := record.values(*tags))), [])
    pieces = [piece for text in told for piece in re.split(r"[;\n]", text)]
    people = [_ordered(piece.strip()) if kind == "medline" else piece for piece in pieces]
    return names(name for name in (*people, *record.values(*roles.groups)) if "anonymous" not in name.lower())


def _ordered(name: str) -> str:
    """A name as MEDLINE writes it, `Family AB Jr`, in the order of others; any other as it is."""
    found = _INITIALS.fullmatch(name)
    return f"{found[2]} {found[1]}{found[3] or ''}" if found else name


def _told(record: Record, roles: _Roles) -> Iterator[str]:
    for text in record.values(*roles.told):
        kind = _KIND.search(text)
        if kind is None or kind[0].strip().lower() == "[doi]":
            yield from text.split()
    for text in record.values(*roles.notes):
        if _SURE.match(text):
            yield text.removeprefix("abs/")


def _pmid(record: Record, roles: _Roles) -> dict[str, str]:
    told = record.values(*roles.pmid)
    if _PUBMED.search(" ".join(record.values("DB", "DP", "~"))):
        told += record.values("AN", "M")
    told += [text for text in record.values("N1", "Z") if text.upper().startswith("PMID")]
    found = next((found for text in told if (found := _PMID.match(text))), None)
    return {"pmid": found[1]} if found else {}


def _address(record: Record, tags: Sequence[str]) -> str | None:
    found = (_HTTP.search(text) for text in record.values(*tags))
    return next((address[0] for address in found if address), None)
