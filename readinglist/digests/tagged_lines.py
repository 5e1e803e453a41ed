"""Parts files of tagged lines into records: the dialects RIS, MEDLINE, ISI and refer, and where records end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from readinglist.digests.harvest import Harvest

_LOOKED_AT: Final = 5000
_RIS: Final = re.compile(r"[ \t]{0,4}([A-Z][A-Z0-9])(?:  [-–]|[ \t]{1,3}[-–](?=\s|$))")
_MEDLINE: Final = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}-(?:(?<=^....-)|(?=\s|$))")
_ISI: Final = re.compile(r"([A-Z][A-Z0-9])(?= |$)")
_REFER: Final = re.compile(r"%([A-Z0-9@!#$&()*+:;<=>?\[\]^_|~])(?=\s|$)")
_NUMBERED: Final = re.compile(r"(?:Record #?|No\. ?|[\[<(#])?\d{1,7}(?: of \d{1,7})?[\])>.:]?", re.IGNORECASE)
_PREFACE: Final = re.compile(r"(?:Provider|Content|Database|Export date|EF\b|FN |VR )", re.IGNORECASE)


def _set(tags: str) -> frozenset[str]:
    return frozenset(tags.split())


@dataclass(frozen=True)
class Dialect:
    """How one kind of file tags its lines."""

    name: str
    tag: re.Pattern[str]
    begins: str
    ends: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    """Others are no tags unless the line is spaced as the dialect has it; empty: any is one."""
    blank: bool = False
    """A blank line ends a record."""
    running: frozenset[str] = frozenset()
    """Fields that go on behind a blank line."""


_RIS_TAGS: Final = _set(
    "TY AU A1 A2 A3 A4 AB AD AF AN AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DI DO DP ED EP ER ET ID IS"
    " J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PM PP PY RI RN RP SE SN SP ST T1 T2 T3 TA TI"
    " TT U1 U2 U3 U4 U5 UR VL VO Y1 Y2 YR"
)
_ISI_TAGS: Final = _set(
    "FN VR PT AU AF BA BF CA GP BE TI SO SE BS LA DT CT CY CL SP HO DE ID AB C1 C3 RP EM RI OI FU FP FX CR NR TC"
    " Z9 U1 U2 PU PI PA SN EI BN J9 JI PD PY VL IS SI PN SU MA BP EP AR DI DL D2 EA EY PG P2 WC WE SC GA PM UT OA"
    " HC HP DA ER EF"
)
_RIS_ALONE: Final = _set("T1 A1 PY Y1 JF JO N2 DO UR KW SP EP T2 VL")
_MEDLINE_ALONE: Final = _set("DP JT TA OT MH PG VI IP PL SO")
_HEADER: Final = _set("FN VR")
RIS: Final = Dialect("ris", _RIS, "TY", _set("ER"), _RIS_TAGS)
MEDLINE: Final = Dialect("medline", _MEDLINE, "PMID", blank=True, running=_set("AB"))
ISI: Final = Dialect("isi", _ISI, "PT", _set("ER EF"), _ISI_TAGS)
REFER: Final = Dialect("refer", _REFER, "0", blank=True, running=_set("X"))


@dataclass
class Record:
    """One record: its lines, and under each tag the values as lines."""

    first: int
    last: int
    fields: dict[str, list[list[str]]] = field(default_factory=dict)

    def add(self, tag: str, value: str, line: int) -> list[str]:
        """Begin a field; what is put to its lines belongs to it."""
        lines = [value]
        self.fields.setdefault(tag, []).append(lines)
        self.last = line
        return lines

    def values(self, *tags: str) -> list[str]:
        """The values under tags that are not empty, in the order of the tags; each once."""
        texts = ("\n".join(lines).strip() for tag in tags for lines in self.fields.get(tag, ()))
        return list(dict.fromkeys(text for text in texts if text))

    def first_of(self, *tags: str) -> list[str]:
        """The values of the first of these tags that has any."""
        return next((found for tag in tags if (found := self.values(tag))), [])

    @property
    def text(self) -> str:
        """Its beginning, to be recognised by."""
        return " ".join(lines[0] for values in self.fields.values() for lines in values[:1])


def dialect(lines: Sequence[str]) -> Dialect:
    """Which dialect most lines are written in, and how its records end in this file."""
    looked = [line for line in lines[:_LOOKED_AT] if line.strip()]
    refer = sum(_REFER.match(line) is not None for line in looked)
    if refer > 1 and refer >= sum(_RIS.match(line) is not None for line in looked):
        return _spaced(REFER, lines)
    if any(re.match(r"\s{0,4}TY\s{0,3}[-–]", line) for line in looked):
        return RIS
    if any(re.match(r"(?:PMID|OWN |PMC |FAU |STAT)-", line) for line in looked):
        return _spaced(MEDLINE, lines)
    dashed = [found[1] for line in looked if (found := _RIS.match(line))]
    if sum(_ISI.match(line) is not None for line in looked) > 2 * len(dashed):
        return ISI
    if "ER" in dashed:
        return RIS
    own = len(_RIS_ALONE.intersection(dashed)) > len(_MEDLINE_ALONE.intersection(dashed))
    return _spaced(replace(RIS, blank=True) if own else MEDLINE, lines)


def _spaced(kind: Dialect, lines: Sequence[str]) -> Dialect:
    """The dialect for files in which a blank line stands between any two: there it ends nothing."""
    looked = lines[:_LOOKED_AT]
    tags = [at for at, line in enumerate(looked) if at and kind.tag.match(line)]
    apart = sum(not looked[at - 1].strip() for at in tags)
    return replace(kind, blank=False) if len(tags) > 4 and apart > 0.8 * len(tags) else kind


def records(lines: Sequence[str], kind: Dialect, harvest: Harvest) -> Iterator[Record]:
    """The records in order; text that belongs to none, and records without an end, are reported."""
    record: Record | None = None
    value: list[str] | None = None
    name, blank, outside = "", False, False
    unended: list[int] = []
    titled = _titled(lines, kind)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            blank = True
            continue
        found = kind.tag.match(line)
        tag = _tag(found, kind) if found else ""
        if found and tag in kind.ends:
            if record:
                record.last = number
                yield record
            record = value = None
        elif found and tag in _HEADER and record is None:
            pass
        elif found and tag:
            fresh = record is not None and _new(tag, record, kind, after_blank=blank)
            if record is None or (fresh and (titled is None or number in titled)):
                if record:
                    yield record
                    if kind.ends:
                        unended.append(number)
                record = Record(number, number)
            name, value = tag, record.add(tag, line[found.end() :].strip(), number)
        elif record and value is not None and not (blank and kind.blank and name not in kind.running):
            value.extend(["", line.strip()] if blank else [line.strip()])
            record.last = number
        else:
            if not outside and not _NUMBERED.fullmatch(line.strip()) and not _PREFACE.match(line):
                harvest.problem("text outside of the records", line, number)
                outside = True
            blank = False
            continue
        blank = outside = False
    if record:
        yield record
    if unended:
        count = "a record does" if len(unended) == 1 else f"{len(unended)} records do"
        harvest.problem(f"{count} not end with ER", lines[unended[0] - 1], unended[0])


def _titled(lines: Sequence[str], kind: Dialect) -> set[int] | None:
    """In RIS that knows ER: the lines with a TY that a title follows before the next TY or ER. Another TY in the
    middle of a record is a slip, not a new one. None for dialects and files without."""
    if kind.name != "ris":
        return None
    found: set[int] = set()
    title = ends = False
    for number in range(len(lines), 0, -1):
        tag = told[1] if (told := kind.tag.match(lines[number - 1])) else ""
        title = title or tag in ("TI", "T1", "CT", "BT")
        if tag == kind.begins and title:
            found.add(number)
        if tag == kind.begins or tag in kind.ends:
            ends = ends or tag in kind.ends
            title = False
    return found if ends else None


def _tag(found: re.Match[str], kind: Dialect) -> str:
    """The tag a line begins with; empty where it only looks like one, as in running text."""
    spaced = found[0].endswith(("  -", "  –"))
    return found[1] if not kind.known or found[1] in kind.known or spaced else ""


def _new(tag: str, record: Record, kind: Dialect, *, after_blank: bool) -> bool:
    """Whether a tag begins a new record while one is open."""
    if after_blank and kind.blank:
        return True
    if kind.name == "medline":
        return tag in ("PMID", "OWN") and (tag in record.fields or bool(record.values("TI")))
    return tag == kind.begins and (kind.name == "refer" or record.fields.keys() != {tag})
