"""What the window and its two helper processes say to each other: frozen values over a pipe.

The worker answers lists and counts and only reads. The job does all that is long or hostile; to cancel it
is to kill it, since every commit it makes is whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from readinglist.model import DigestInfo, FileReport, ImportReport, SearchInfo, TagInfo

# ---- to the worker


@dataclass(frozen=True, slots=True)
class Find:
    """Which papers are in `(view) AND (line)`, in which order? Only the newest Find is answered."""

    serial: int
    view: str
    """A query text: `is:inbox`, `tag:"x"`, `digest:#2`, the line of a saved search; empty: all papers."""
    line: str = ""
    order: str | None = None
    """A Sort of the order menu; `sort:` in the line wins; None: relevance with words, else newest (in a
    `digest:#n` view the digest's own order)."""
    typing: bool = False
    everywhere: bool = True
    """A line with content searches all papers, not the view (the scope switch)."""


@dataclass(frozen=True, slots=True)
class Count:
    """How long is every list of the sidebar, and how far is the list on show?"""

    serial: int
    ids: bytes = b""
    """The rows on show, int64; of a whole digest, where `view` is one, all its papers are counted instead."""
    view: str = ""


@dataclass(frozen=True, slots=True)
class WatchFolders:
    """Watch these folders from now on, each for what comes after a moment (seconds since the epoch)."""

    folders: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Complete:
    """What can stand at the cursor of this line? Only the newest is answered."""

    serial: int
    line: str
    cursor: int


@dataclass(frozen=True, slots=True)
class Resemble:
    """Which papers are most like this one? Only the newest is answered."""

    serial: int
    paper: int


# ---- from the worker


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a Find. With slips `ids` is empty and the old list is to be kept."""

    serial: int
    ids: bytes
    """int64 in native order, best first."""
    in_view: int
    everywhere: int
    """Both counts of the scope switch; equal where there is no line."""
    dismissed: int
    """Matches left out because they were marked not for me, and …"""
    removed: int
    """… because they were removed."""
    understood: str
    """How the line was read; empty where it is only plain words."""
    slips: tuple[tuple[int, int, str], ...]
    notes: tuple[str, ...]
    sort: str
    """The order in use."""
    complete: bool
    """False: the index is being built and the plain matcher answered."""
    milliseconds: float
    scores: tuple[float, ...] = ()
    """Of the first rows, where relevance orders them."""
    hint: str = ""
    """Why nothing was found, …"""
    hint_line: str = ""
    """… a line that finds something, …"""
    hint_papers: int = 0
    """… and how much."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The answer to a Count: every number is the length of the list it opens."""

    serial: int
    views: dict[str, int]
    """By view text: is:inbox, is:later, is:reading, is:done, is:starred, is:noted, "", is:dismissed, is:trash;
    under "alike" the pairs of possible duplicates."""
    tags: tuple[TagInfo, ...]
    digests: tuple[DigestInfo, ...]
    """Newest import first."""
    decided: int
    """Of the rows on show (of a whole digest, where the view is one): decided, …"""
    kept: int
    """… and kept (decided, neither dismissed nor removed), …"""
    total: int
    """… of so many."""
    searches: tuple[SearchInfo, ...] = ()
    """The saved ones, in their order."""


@dataclass(frozen=True, slots=True)
class Completed:
    """The answer to a Complete: what may take the place of the line's [start, end)."""

    serial: int
    line: str
    start: int
    end: int
    offers: tuple[tuple[str, str, str], ...]
    """The text to put in, how it is shown, what is said beside it."""


@dataclass(frozen=True, slots=True)
class Resembling:
    """The answer to a Resemble."""

    serial: int
    paper: int
    similar: tuple[int, ...]
    """Best first."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has opened library and index."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody wrote to the library (seen by its data version)."""


@dataclass(frozen=True, slots=True)
class FolderNews:
    """New, complete files in watched folders; folders that went, and that returned, each told once."""

    arrived: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


# ---- to the job


@dataclass(frozen=True, slots=True)
class Prepare:
    """Make or migrate the library."""

    serial: int


@dataclass(frozen=True, slots=True)
class ImportFiles:
    """Import files and folders as one step; `texts` are pasted or dropped pieces of text (name, text)."""

    serial: int
    paths: tuple[str, ...]
    texts: tuple[tuple[str, str], ...] = ()
    sample: bool = False
    as_titles: bool = False
    """Each line is a paper's title: its owner says so."""
    watched: bool = False
    """They came in a watched folder: what is no digest is none of our business."""


@dataclass(frozen=True, slots=True)
class Index:
    """Bring the index up to date and join what came in piece by piece; `thorough`: read every byte of it first,
    and make it anew where one is wrong."""

    serial: int
    thorough: bool = True


@dataclass(frozen=True, slots=True)
class SaveCopy:
    """Write a whole, consistent copy of the library to a new file."""

    serial: int
    path: str


JobOrder = Prepare | ImportFiles | Index | SaveCopy

# ---- from the job


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of long work is: `Importing 001….txt`, 1, 2. `done` equal to `total` ends it."""

    serial: int
    what: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file of an import is done: what it was, and what it brought."""

    serial: int
    report: FileReport


@dataclass(frozen=True, slots=True)
class Finished:
    """The work is done; a report where it was an import."""

    serial: int
    report: ImportReport | None = None


# ---- from either


@dataclass(frozen=True, slots=True)
class Failed:
    """It could not be done: a UserError's title and message; `bug` holds a traceback where it was our fault."""

    serial: int
    title: str
    message: str
    bug: str = ""
