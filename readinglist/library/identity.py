"""Which records are one paper: a function of the records alone, whatever order they came in.

Identifiers join (v1 and v2 of an arXiv id are one paper), unless the titles have nothing in common: ids get
mistyped. Two different identifiers of one kind never join, whatever the titles: among 10,960 real papers no two
with different arXiv ids were one, and one pair shared its title. Title keys join behind guards.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from readinglist.text.fold import title_key
from readinglist.text.names import families

STRONG = ("arxiv", "doi", "pmid", "pmcid", "openreview")
"""Identifiers that name a work."""
SHORTEST_KEY = 12
"""Title keys of fewer characters (`editorial`, `results`) tell nothing."""
COMMON = frozenset(
    title_key(title)
    for title in [
        "editorial",
        "preface",
        "introduction",
        "erratum",
        "corrigendum",
        "correction",
        "reply",
        "comment",
        "response",
        "abstract",
        "foreword",
        "conclusion",
        "discussion",
        "technical report",
        "book review",
        "letter to the editor",
        "authors' reply",
        "supplementary material",
    ]
)
"""Titles that many works share."""
ABSTRACT_KEY = 300
"""So many characters of both abstracts' keys are compared, …"""
ABSTRACT_ALIKE = 80
"""… and must be this alike (rapidfuzz ratio, 0 to 100)."""
TITLES_ALIKE = 40
"""Titles less alike than this, and a shared identifier was mistyped."""
YEARS_APART = 3
SHORTEST_CUT = 40
"""A title cut with … is the longer one it begins, from so many characters of its key."""
CUT = ("…", "...")
MANY = 50
"""Of more records with one title key only those with equal abstracts join: nobody writes so many."""


@dataclass(frozen=True)
class Record:
    """What identity looks at, of an entry or a paper no digest tells of."""

    key: str
    abstract: str
    authors: tuple[str, ...] = ()
    identifiers: dict[str, str] = field(default_factory=dict)
    published: str | None = None
    cut: bool = False
    whole: bool = True
    """Whether the title is one: no nickname, no identifier in its place."""

    @cached_property
    def abstract_key(self) -> str:
        """The beginning of the abstract as titles are compared."""
        return title_key(self.abstract[: 2 * ABSTRACT_KEY])[:ABSTRACT_KEY]

    @cached_property
    def families(self) -> frozenset[str]:
        """The authors' family names, folded."""
        return frozenset().union(*map(families, self.authors))

    @property
    def sorting(self) -> tuple[Any, ...]:
        """The order in which records are looked at: those with identifiers first, else by what they say."""
        named = sorted((kind, value) for kind, value in self.identifiers.items() if kind in STRONG)
        return (not named, named, self.cut, self.key, self.abstract, self.authors, self.published or "")


def record(said: dict[str, Any]) -> Record:
    """What an entry says, as identity sees it."""
    title = said["title"]
    whole = said.get("title_is", "title") == "title"
    cut = title.rstrip().endswith(CUT)
    key = title_key(title.rstrip().rstrip("….") if cut else title) if whole else ""
    return Record(
        key, said["abstract"], tuple(said["authors"]), said["identifiers"], said["published"], cut, whole
    )


def groups(records: Sequence[Record], joins: Iterable[tuple[int, int]] = ()) -> list[int]:
    """For each record the number of its paper (that of the first record that is the same paper). `joins` are
    pairs of places that are one paper because somebody said so."""
    sets = _Sets(records)
    for places in _named(records):
        _by_identifier(sets, places)
    for places in _keyed(records):
        _by_title(sets, places)
    for one, other in joins:
        sets.unite(one, other)
    return [sets.find(place) for place in range(len(records))]


class _Sets:
    """Disjoint sets of records, each with the identifiers of its members."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.records = records
        self._parent = list(range(len(records)))
        self._names: dict[int, dict[str, str]] = {}

    def find(self, place: int) -> int:
        """The first record of the set a record is in."""
        parent = self._parent
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def names(self, root: int) -> dict[str, str]:
        """The strong identifiers of a set."""
        found = self._names.get(root)
        if found is None:
            told = self.records[root].identifiers
            found = self._names[root] = {kind: told[kind] for kind in STRONG if kind in told}
        return found

    def fit(self, one: int, other: int) -> bool:
        """Whether no identifier keeps two sets apart."""
        mine, its = self.names(one), self.names(other)
        return all(its.get(kind, value) == value for kind, value in mine.items())

    def unite(self, one: int, other: int) -> None:
        """Make two sets one."""
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            names = self.names(second) | self.names(first)
            self._parent[second] = first
            self._names[first] = names


def _named(records: Sequence[Record]) -> list[list[int]]:
    """Records that share an identifier."""
    named: dict[tuple[str, str], list[int]] = {}
    for place, told in enumerate(records):
        for kind in STRONG:
            if kind in told.identifiers:
                named.setdefault((kind, told.identifiers[kind]), []).append(place)
    return [places for _name, places in sorted(named.items()) if len(places) > 1]


def _by_identifier(sets: _Sets, places: list[int]) -> None:
    heads: list[int] = []
    for place in sorted(places, key=lambda place: sets.records[place].sorting):
        for head in heads:
            one, other = sets.find(head), sets.find(place)
            if one == other:
                break
            if sets.fit(one, other) and _titles_alike(sets.records[head], sets.records[place]):
                sets.unite(one, other)
                break
        else:
            heads.append(place)


def _keyed(records: Sequence[Record]) -> list[list[int]]:
    """Records that share a title key, those with a cut title among those it begins."""
    keyed: dict[str, list[int]] = {}
    cut: list[int] = []
    for place, told in enumerate(records):
        if told.cut and len(told.key) >= SHORTEST_CUT:
            cut.append(place)
        elif len(told.key) >= SHORTEST_KEY and told.key not in COMMON:
            keyed.setdefault(told.key, []).append(place)
    if cut:
        keys = sorted(keyed)
        for place in sorted(cut, key=lambda place: (-len(records[place].key), records[place].key)):
            key = records[place].key
            at = bisect_left(keys, key)
            longer = keys[at] if at < len(keys) and keys[at].startswith(key) else key
            keyed.setdefault(longer, []).append(place)
    return [places for _key, places in sorted(keyed.items()) if len(places) > 1]


def _by_title(sets: _Sets, places: list[int]) -> None:
    many = len(places) > MANY
    heads: list[int] = []
    equal: dict[str, int] = {}
    for place in sorted(places, key=lambda place: sets.records[place].sorting):
        told = sets.records[place]
        candidates = heads
        if many:
            candidates = [equal[told.abstract]] if told.abstract in equal else []
            equal.setdefault(told.abstract, place)
        for head in candidates:
            one, other = sets.find(head), sets.find(place)
            if one == other:
                break
            if sets.fit(one, other) and _agree(sets.records[head], told):
                sets.unite(one, other)
                break
        else:
            heads.append(place)


def _titles_alike(one: Record, other: Record) -> bool:
    """Whether two titles of one identifier can be one paper's: so unless they have nothing in common."""
    if not (one.whole and other.whole) or one.key == other.key:
        return True
    if one.key.startswith(other.key) or other.key.startswith(one.key):
        return True
    from rapidfuzz import fuzz

    return fuzz.ratio(one.key, other.key) >= TITLES_ALIKE


def _agree(one: Record, other: Record) -> bool:
    """Whether nothing but the identifiers speaks against two records of one title."""
    return _abstracts_agree(one, other) and _authors_agree(one, other) and _years_agree(one, other)


def _abstracts_agree(one: Record, other: Record) -> bool:
    if not one.abstract or not other.abstract or one.abstract == other.abstract:
        return True
    keys = [one.abstract_key, other.abstract_key]
    for record_, at in ((one, 0), (other, 1)):
        if record_.abstract.rstrip().endswith(CUT):  # cut: as much of the other is compared
            keys[1 - at] = keys[1 - at][: len(keys[at])]
    from rapidfuzz import fuzz

    return fuzz.ratio(*keys) >= ABSTRACT_ALIKE


def _authors_agree(one: Record, other: Record) -> bool:
    return not one.families or not other.families or bool(one.families & other.families)


def _years_agree(one: Record, other: Record) -> bool:
    if not one.published or not other.published:
        return True
    return abs(int(one.published[:4]) - int(other.published[:4])) <= YEARS_APART
