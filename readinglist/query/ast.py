"""The search language as a tree: what `parse` makes, and what Whoosh, SQL and `match` each evaluate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WordField = Literal["title", "abstract", "author", "note", "highlight"]
Form = Literal["plain", "exact", "prefix", "typed", "near"]
"""plain: also its plural or singular · exact: in quotes · prefix: `diffus*` · typed: the word being typed,
plain or prefix, whole-word hits first · near: `diffuson~`, one slip away at most."""
Comparison = Literal["<", "<=", "=", ">=", ">"]
Flag = Literal[
    "inbox",
    "later",
    "reading",
    "done",
    "dismissed",
    "trash",
    "starred",
    "unread",
    "new",
    "noted",
    "highlighted",
    "any",
]
Sort = Literal["relevance", "newest", "oldest", "title", "seen", "digest"]


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word, anywhere (field None) or in one field."""

    text: str
    field: WordField | None = None
    form: Form = "plain"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words in this order, exact; `typed`: the last is the beginning of a word, still being typed or
    written with a star (`k-mean*`); `slop`: how many places after the one before each may stand at most."""

    words: tuple[str, ...]
    field: WordField | None = None
    typed: bool = False
    slop: int = 1


@dataclass(frozen=True, slots=True)
class Tagged:
    """Carries the tag whose fold equals this name's, or one that lies under it (`a/b` under `a`); None: any
    tag."""

    name: str | None


@dataclass(frozen=True, slots=True)
class Is:
    """In a state, or carrying a mark. `any` holds for every paper."""

    flag: Flag


@dataclass(frozen=True, slots=True)
class InDigest:
    """A sighting in a digest: with this number (`digest:#2`), the one imported last (`digest:latest`), or with
    all these folded words, wherever they stand in its shown name, its file name and its date as written
    (`digest:"3 Sep"` is the one of `Sep 3`)."""

    number: int | None = None
    words: tuple[str, ...] = ()
    latest: bool = False


@dataclass(frozen=True, slots=True)
class AtPosition:
    """A sighting whose position compares so."""

    comparison: Comparison
    position: int


@dataclass(frozen=True, slots=True)
class Sighted:
    """One single sighting for which every condition holds."""

    conditions: tuple[InDigest | AtPosition, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The number of (live) sightings compares so."""

    comparison: Comparison
    times: int


@dataclass(frozen=True, slots=True)
class When:
    """A moment of the library's own: by age in days (`<7d`: younger than seven days) or by a local day, month
    or year (`2026-09`, `>=2026-09-03`); exactly one of the two is set."""

    comparison: Comparison
    days: int | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Added(When):
    """When it came."""


@dataclass(frozen=True, slots=True)
class Moved(When):
    """When it last changed its state; a paper that never did is of no age and no day."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of a digest that told of it, as an ISO prefix; None: `dated:unknown` (no sighting's date
    is known)."""

    comparison: Comparison = "="
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Identified:
    """Its normalised identifier ("arxiv", "doi") or its number in the library ("id")."""

    kind: Literal["arxiv", "doi", "id"]
    value: str


@dataclass(frozen=True, slots=True)
class Similar:
    """Like the paper of this number, by the words of both: what only an index can say."""

    paper: int


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty line."""


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold (two parts or more)."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds (two parts or more)."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Node


Condition = Tagged | Is | Sighted | Seen | Added | Moved | Dated | Identified | Similar
Node = Word | Phrase | Condition | Everything | And | Or | Not


@dataclass(frozen=True, slots=True)
class Slip:
    """A piece of the line, [start, end) in characters, that can't be read, and a sentence saying so."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Query:
    """A line as it was read. With slips the line is not to be run: `root` is Everything."""

    line: str
    root: Node
    sort: Sort | None = None
    slips: tuple[Slip, ...] = ()
    notes: tuple[str, ...] = ()
    """Plain sentences on what was read otherwise than typed ("C++ is searched as the word c")."""
