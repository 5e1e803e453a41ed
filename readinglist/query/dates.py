"""Days of the language: what `<7d`, `2026-09` and `>=2026-09-03` mean for stored UTC times."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from readinglist.query.ast import Added, Comparison

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_COMPARED = re.compile(r"(<=|>=|<|>|=)?\s*(.*)")
_AGE = re.compile(r"(\d{1,5})d", re.IGNORECASE)


def comparison(text: str) -> tuple[Comparison, str]:
    """The sign a value begins with (none: =), and the rest."""
    found = _COMPARED.fullmatch(text)
    if found is None:
        return "=", text
    sign: Comparison = found[1] or "="  # type: ignore[assignment]
    return sign, found[2]


def age(text: str) -> int | None:
    """`7d` → 7."""
    found = _AGE.fullmatch(text)
    return int(found[1]) if found else None


def iso(text: str) -> str | None:
    """A day, month or year that exists, as an ISO prefix with leading zeros; None for anything else."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = found[1], found[2], found[3]
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def added_between(node: Added, now: datetime) -> tuple[str | None, str | None]:
    """The stored UTC texts from which (inclusive) and before which (exclusive) a paper was added; None where
    there is no bound. An age counts back from now; days, months and years are local."""
    if node.days is not None:
        moment = _stored(now - timedelta(days=min(node.days, 365_000)))
        if node.comparison in ("<", "<="):
            return moment, None
        if node.comparison in (">", ">="):
            return None, moment
        day = (now - timedelta(days=min(node.days, 365_000))).date()
        return _local(day, now), _local(day + timedelta(days=1), now)
    first, after = _span(node.date or "")
    begin, end = _local(first, now), _local(after, now)
    bounds: dict[Comparison, tuple[str | None, str | None]] = {
        "<": (None, begin),
        "<=": (None, end),
        "=": (begin, end),
        ">=": (begin, None),
        ">": (end, None),
    }
    return bounds[node.comparison]


def _span(prefix: str) -> tuple[date, date]:
    """The first day of a day, month or year, and the day after its last."""
    parts = [int(part) for part in prefix.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), _next_year(parts[0])
    if len(parts) == 2:
        first = date(parts[0], parts[1], 1)
        return first, (first + timedelta(days=32)).replace(day=1) if first.year < 9999 else date.max
    first = date(*parts)
    return first, first + timedelta(days=1) if first < date.max else first


def _next_year(year: int) -> date:
    return date(year + 1, 1, 1) if year < 9999 else date.max


def _local(day: date, now: datetime) -> str:
    """Midnight of a local day as stored UTC text, by the zone's rules for that very day."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)
    if now.tzinfo is None or now.utcoffset() == datetime.now().astimezone().utcoffset():
        try:
            midnight = datetime(day.year, day.month, day.day).astimezone()
        except (OverflowError, ValueError, OSError):
            midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return _stored(midnight)


def _stored(moment: datetime) -> str:
    try:
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    except OverflowError:
        return moment.replace(tzinfo=UTC).isoformat(timespec="seconds")
