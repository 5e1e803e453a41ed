"""The nouns of the house: frozen values that cross threads, processes and rooms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

State = Literal["inbox", "later", "reading", "done", "dismissed", "trash"]
STATES: tuple[State, ...] = ("inbox", "later", "reading", "done", "dismissed", "trash")
STATE_NAMES: dict[State, str] = {
    "inbox": "Inbox",
    "later": "Later",
    "reading": "Reading",
    "done": "Done",
    "dismissed": "Not for me",
    "trash": "Removed",
}
Origin = Literal["window", "command", "watch"]


class UserError(Exception):
    """The world's fault, said kindly: a short title, and a message that says what to do."""

    def __init__(self, title: str, message: str) -> None:
        """Keep the two sentences; both cross process borders by pickling."""
        super().__init__(title, message)
        self.title = title
        self.message = message


class LibraryError(UserError):
    """The library can't be used (no database, from a newer version, no permission): exit status 4."""


class BusyError(UserError):
    """Another process held the library for the whole deadline; nothing changed: exit status 75."""


@dataclass(frozen=True, slots=True)
class Document:
    """What arrived: a name to show, the exact bytes, and a media type if the sender told one."""

    name: str
    data: bytes
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in a digest that was not understood: its 1-based line (None: the whole file), what
    is wrong, and the first 100 characters of the text concerned."""

    line: int | None
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as one digest tells it; text is the source text, TeX and all, never prettified."""

    position: int
    """1-based place in the digest."""
    lines: tuple[int, int]
    """First and last line of the file, 1-based, inclusive."""
    title: str
    abstract: str = ""
    """Paragraphs joined by a blank line."""
    authors: tuple[str, ...] = ()
    identifiers: dict[str, str] = field(default_factory=dict)
    """Normalised: "arxiv" without version, "arxiv_version" as digits, "doi", "pmid" …"""
    links: dict[str, str] = field(default_factory=dict)
    """"paper", "pdf", "code" → address."""
    published: str | None = None
    """ISO date or a prefix of one (2024, 2024-09)."""
    votes: int | None = None
    author_count: int | None = None
    venue: str = ""
    """Journal or proceedings, as told."""
    comment: str = ""
    """What the source says beside: arXiv comments, a newsletter's word on it, an alert's snippet."""
    title_is: Literal["title", "short", "stub"] = "title"
    """short: a nickname or a cut one; stub: an identifier in its place. Any whole title is better."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What a reader made of a Document."""

    name: str
    """The name to show; the file's own where the digest has none."""
    format: str
    dated_as: str | None
    """The date exactly as the digest writes it ("Sep 3"); never completed."""
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    reported: int = 0
    """Entries recognised but not kept; each has a Problem."""
    dated: str | None = None
    """ISO date, only where the digest names day, month and year."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place a paper was seen: the digest's id, its shown name, file name, dates, the position."""

    digest: int
    name: str
    file: str
    position: int
    dated: str | None
    dated_as: str | None
    latest: bool = False
    """Whether this digest is the one imported last (digest:latest)."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The facts of a paper, merged from its live entries, never edited."""

    id: int
    uid: str
    title: str
    abstract: str
    authors: tuple[str, ...]
    identifiers: dict[str, str]
    links: dict[str, str]
    published: str | None
    added: str
    """When it was first brought, UTC ISO text."""
    venue: str = ""
    comment: str = ""
    """What sources say beside: arXiv comments, a newsletter's word on it, an alert's snippet."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The user's word on a paper; no import touches it."""

    state: State = "inbox"
    starred: bool = False
    opened: str | None = None
    """When first opened, UTC ISO text; None: never."""
    tags: tuple[str, ...] = ()
    """Names as first spelled, in the order they were given."""
    note: str = ""
    note_rev: int = 0
    """Counts the note's saves; handed back with the next save to notice another writer."""
    moved: str | None = None
    """When it last changed its state, UTC ISO text; None: never."""
    highlights: tuple[str, ...] = ()
    """What was marked in its texts."""


@dataclass(frozen=True, slots=True)
class Card:
    """The whole of a paper: what a row, `show` and an export take."""

    paper: Paper
    marks: Marks
    sightings: tuple[Sighting, ...]
    """Live ones only, oldest import first."""
    new: bool = False
    """First seen in the latest import step that brought any paper (is:new)."""


@dataclass(frozen=True, slots=True)
class TagInfo:
    """A tag with the length of the list it opens."""

    id: int
    name: str
    hue: int
    """Degrees on the colour circle."""
    papers: int
    used: str
    """When last given to a paper, UTC ISO text."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A line of the search language, kept under a name."""

    id: int
    name: str
    line: str


@dataclass(frozen=True, slots=True)
class SearchInfo:
    """A saved search with the length of the list it opens."""

    id: int
    name: str
    line: str
    papers: int
    fault: str = ""
    """Why its line can't be read any more; there is no list then."""


@dataclass(frozen=True, slots=True)
class DigestInfo:
    """A digest as sidebar and `digests` list it."""

    id: int
    name: str
    file: str
    format: str
    dated: str | None
    dated_as: str | None
    imported: str
    """UTC ISO text."""
    papers: int
    """How many papers it holds, whatever was decided on them."""
    new: int
    """How many of them were first seen in it."""
    listed: int
    """The length of the list it opens (not-for-me and removed left out)."""
    undecided: int
    kept: int
    """Decided and neither dismissed nor removed."""
    problems: int
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One labelled act of a person (or a watch folder), undoable as a whole."""

    id: int
    at: str
    origin: Origin
    label: str
    """A sentence fragment for "Undid: …": `Later: PULASki`, `Imported 001.txt, 162 papers`."""
    undone: bool = False
    imports: bool = False
    """Whether it brought digests."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an act changed: its step (None: nothing changed), the papers touched, and which of them are
    starred, tagged or noted (the "put those back" of a bulk verdict)."""

    step: Step | None
    papers: tuple[int, ...] = ()
    precious: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """What undo or redo did: the step, the papers it changed, and those it left because a later edit
    stands on them (titles), or, for an import, the papers kept since others brought or marked them."""

    step: Step
    papers: tuple[int, ...]
    refused: tuple[str, ...] = ()
    poorer: int = 0
    """Of an import taken back: how many papers stay and lost what it had added."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one dropped file. entries = new + known + repeated + reported. `error` set: it was
    refused and the counts are 0."""

    path: str
    format: str = ""
    digest: int | None = None
    papers: int = 0
    new: int = 0
    known: int = 0
    repeated: int = 0
    reported: int = 0
    already_imported: bool = False
    problems: tuple[Problem, ...] = ()
    error: tuple[str, str] | None = None
    """Title and message."""
    titles: int = 0
    """Of a refused file: how many of its lines look like titles, where most of them do."""
    enriched: frozenset[int] = frozenset()
    """The known papers of which it told something new."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of one drop: its files in order, the step that takes all of it back (None: nothing
    new came), and how many of the drop's papers stood in more than one of its files."""

    files: tuple[FileReport, ...]
    step: Step | None = None
    seen_in_both: int = 0

    @property
    def new(self) -> int:
        """Papers the library did not have."""
        return sum(file.new for file in self.files)

    @property
    def known(self) -> int:
        """Entries whose paper was there already, from an earlier drop or an earlier file of this one."""
        return sum(file.known for file in self.files)

    @property
    def enriched(self) -> int:
        """Papers that were there and of which something new is told."""
        return len(frozenset[int]().union(*(file.enriched for file in self.files)))

    @property
    def refused(self) -> int:
        """Files that were not imported."""
        return sum(file.error is not None for file in self.files)


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper found by its words; the score is BM25F, comparable within one answer only."""

    id: int
    score: float
