"""Days of the language: what `<7d`, `2026-09` and `>=2026-09-03` mean for stored UTC times."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import cast

from readinglist.query.ast import Comparison, When

_DATE = re.compile(r"((?:19|2[0-9])[0-9]{2})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_SIGN = re.compile(r"<=|>=|[<>=≤≥]|")
_AGE = re.compile(r"([0-9]{1,5})d", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TYPOGRAPHIC = {"": "=", "≤": "<=", "≥": ">="}


def comparison(text: str) -> tuple[Comparison, str]:
    """The sign a value begins with (none: =), and the rest."""
    found = _SIGN.match(text)
    sign = found[0] if found else ""
    return cast("Comparison", _TYPOGRAPHIC.get(sign, sign)), text[len(sign) :].strip()


def age(text: str) -> int | None:
    """`7d` → 7."""
    found = _AGE.fullmatch(text)
    return int(found[1]) if found else None


def iso(text: str) -> str | None:
    """A day, month or year that exists (1900 to 2999), as an ISO prefix with leading zeros; None for anything
    else."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = found[1], found[2], found[3]
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def whole_day(text: str) -> str | None:
    """A day with its year, as 2026-09-03, 3 Sep 2026 or September 3, 2026, in ISO; None for anything else."""
    found = iso(text.strip())
    if found is not None:
        return found if len(found) == 10 else None
    words = re.findall(r"[^\W\d_]+|[0-9]+", text)
    names = [word[:3].lower() for word in words if word.isalpha()]
    numbers = [word for word in words if word.isdigit()]
    if len(words) != 3 or len(names) != 1 or names[0] not in _MONTHS:
        return None
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) < 3]
    if len(years) != 1 or len(days) != 1:
        return None
    return iso(f"{years[0]}-{_MONTHS.index(names[0]) + 1}-{days[0]}")


def between(node: When, now: datetime) -> tuple[str | None, str | None]:
    """The stored UTC texts from which (inclusive) and before which (exclusive) the moment lies; None where
    there is no bound. `<7d` and `>7d` count back from now to the second; `7d` is that whole local day, like
    the days, months and years of dates."""
    if node.days is not None and node.comparison != "=":
        moment = _stored(now - timedelta(days=node.days))
        return (moment, None) if node.comparison in ("<", "<=") else (None, moment)
    if node.days is not None:
        first = (now.astimezone() - timedelta(days=node.days)).date()
        after = first + timedelta(days=1)
    else:
        first, after = _span(node.date or "")
    begin, end = _midnight(first), _midnight(after)
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
    year, *rest = [int(part) for part in prefix.split("-")]
    if not rest:
        return date(year, 1, 1), date(year + 1, 1, 1)
    if len(rest) == 1:
        first = date(year, rest[0], 1)
        return first, (first + timedelta(days=31)).replace(day=1)
    first = date(year, rest[0], rest[1])
    return first, first + timedelta(days=1)


def _midnight(day: date) -> str:
    """The beginning of a local day, by the zone's rules for that very day."""
    return _stored(datetime(day.year, day.month, day.day).astimezone())


def _stored(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
