"""The index on the disk: which of its folders counts, reading it, adding to it, making it anew.

    cache/<library uuid>-<hash of its real path>/
        index.lock      held by whoever writes
        current         names the folder in use, replaced by a rename
        index.<n>/      a Whoosh index; a rebuild fills the next n while this one answers

An index found elsewhere is never opened: opening one runs code.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from whoosh.index import TOC

from readinglist.search import storage
from readinglist.search.analysis import FORMAT, schema
from readinglist.search.arrays import Array
from readinglist.search.codec import path_of
from readinglist.search.leaf import Leaf
from readinglist.search.searcher import Searcher
from readinglist.search.storage import DurableStorage, IndexDamagedError, IndexState
from readinglist.search.writer import PaperWriter, crowded

if TYPE_CHECKING:
    from readinglist.query.ast import Node, WordField

Words = tuple[int, str, str, str, str]
"""id, title, abstract, authors, note."""
RETRIES: Final = 5
"""Another process's commit may delete a file between listing and opening it."""
BUSY: Final = 24
"""Segments an index may have while papers and notes come in."""
RESTED: Final = 4
"""Segments it has after a rest."""
_NAME: Final = "MAIN"


def folder_of(cache: Path, uuid: str, library: Path) -> Path:
    """Where a library's indexes lie: copies of one library elsewhere have their own."""
    place = blake2b(str(library.resolve()).encode(errors="surrogateescape"), digest_size=6).hexdigest()
    return cache / f"{uuid}-{place}"


@cache
def whoosh_build() -> str:
    """Which of the distributions that are all imported as `whoosh` this is, with its version."""
    for name in ("whoosh3", "Whoosh-Reloaded", "Whoosh"):
        try:
            return f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue
    raise IndexDamagedError("no Whoosh is installed")


class WordIndex:
    """One generation of an index, open for reading."""

    def __init__(self, folder: Path, *, thorough: bool = False, before: WordIndex | None = None) -> None:
        """Open the index that counts below `folder`; segments that `before` has open are taken over from it,
        and it is closed. Raises IndexDamagedError where it can't be trusted."""
        self.folder = current(folder)
        self._leaves: dict[str, Leaf] = {}
        known = before._leaves if before is not None and before.folder == self.folder else {}  # noqa: SLF001
        for attempt in range(RETRIES):
            try:
                self.generation = storage.generation(self.folder)
                self.state = storage.check(self.folder, self.generation, thorough=thorough)
                self._open(known)
            except FileNotFoundError as error:
                if attempt == RETRIES - 1:
                    raise IndexDamagedError(f"a file is missing: {error}") from error
            except IndexDamagedError:
                if attempt == RETRIES - 1 or storage.generation(self.folder) == self.generation:
                    raise
            else:
                return

    def fits(self, uuid: str, token: str) -> str:
        """Why this is no index of that library; empty where it is."""
        wanted, told = (uuid, token), (self.state.uuid, self.state.token)
        if told != wanted:
            return f"it belongs to {told}, not to {wanted}"
        if self.documents != self.state.documents:
            return "its number of documents is off"
        return ""

    @property
    def documents(self) -> int:
        """How many papers are in it."""
        return sum(
            leaf.count if leaf.live is None else int(np.count_nonzero(leaf.live)) for leaf in self._leaves.values()
        )

    @property
    def segments(self) -> int:
        """How many segments it has."""
        return len(self._leaves)

    def stale(self, folder: Path) -> bool:
        """Whether a later commit, or another folder, counts now."""
        try:
            now = current(folder)
            return now != self.folder or storage.generation(now) != self.generation
        except IndexDamagedError:
            return True

    def words(self, node: Node, pause: Callable[[], None] = lambda: None) -> tuple[Array, Array]:
        """The papers (int64) a tree of words holds for, and their scores (float32), in no order; see `searcher`.
        `pause` is called between steps, and what it raises ends the search. Raises IndexDamagedError for
        whatever a damaged file makes go wrong."""
        self._searcher.pause = pause
        try:
            return self._searcher.search(node)
        except (IndexError, ValueError, UnicodeDecodeError, OverflowError) as error:
            raise IndexDamagedError(f"it failed: {error!r}") from error

    def similar(self, words: Iterable[tuple[str, int]]) -> tuple[Array, Array]:
        """The papers that share the most telling of these words; see `Searcher.similar`."""
        try:
            return self._searcher.similar(words)
        except (IndexError, ValueError, UnicodeDecodeError, OverflowError) as error:
            raise IndexDamagedError(f"it failed: {error!r}") from error

    def near(self, word: str, field: WordField | None) -> list[tuple[str, int]]:
        """Its words one slip away from one, with the number of papers' fields each stands in, most first."""
        return self._searcher.near(word, field)

    def beginning(self, letters: str, most: int) -> list[tuple[str, int]]:
        """Its commonest words that begin so, counted in the same way."""
        return self._searcher.beginning(letters, most)

    def papers(self) -> list[int]:
        """Every paper in it, in order."""
        numbers: list[int] = []
        for leaf in self._leaves.values():
            numbers += (leaf.papers if leaf.live is None else leaf.papers[leaf.live]).tolist()
        return sorted(numbers)

    def close(self) -> None:
        """Let go of its files."""
        for leaf in self._leaves.values():
            leaf.close()
        self._leaves = {}

    def _open(self, known: dict[str, Leaf]) -> None:
        """Open the segments. A table of contents is only looked into where it is known to be one of ours."""
        wanted, told = (FORMAT, whoosh_build()), (self.state.format, self.state.whoosh)
        if told != wanted:
            raise IndexDamagedError(f"it is of {told}, not of {wanted}")
        try:
            segments = TOC.read(DurableStorage(str(self.folder)), _NAME, gen=self.generation).segments
            for segment in segments:
                name = segment.segment_id()
                leaf = known.pop(name, None) or Leaf(path_of(self.folder, segment))
                leaf.delete(segment.deleted_docs())
                self._leaves[name] = leaf
        except FileNotFoundError:
            raise
        except Exception as error:
            raise IndexDamagedError(f"it can't be opened: {error!r}") from error
        for leaf in known.values():
            leaf.close()
        self._searcher = Searcher(list(self._leaves.values()))


def current(folder: Path) -> Path:
    """The index in use. Raises IndexDamagedError where none is."""
    try:
        name = (folder / "current").read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise IndexDamagedError("there is no index yet") from error
    if not name.startswith("index.") or not name[6:].isdigit():
        raise IndexDamagedError("it names no index")
    return folder / name


def update(folder: Path, state: IndexState, gone: Iterable[int], words: Iterable[Words]) -> None:
    """Add to the index in use: forget the papers `gone`, put in `words` (each paper once, all of them among
    `gone` if they were in), mark it with `state`. One commit. The caller holds the index lock."""
    _commit(current(folder), state, gone, words, most=BUSY, quickly=True)


def rest(folder: Path, state: IndexState) -> bool:
    """Join what came in piece by piece; True where there was anything to join. The caller holds the lock."""
    used = current(folder)
    if not crowded(_toc(used).segments, RESTED):
        return False
    _commit(used, state, (), (), most=RESTED)
    return True


def rebuild(folder: Path, state: IndexState, words: Iterable[Words]) -> None:
    """Make the index anew in the next folder and have that count; the others are swept away."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    taken = [int(path.name[6:]) for path in folder.glob("index.*") if path.name[6:].isdigit()]
    fresh = folder / f"index.{max(taken, default=0) + 1}"
    fresh.mkdir(mode=0o700)
    TOC.create(DurableStorage(str(fresh)), schema(), _NAME)
    _commit(fresh, state, (), words, most=RESTED)
    storage.write_synced(folder / "current", fresh.name.encode("ascii"))
    sweep(folder)


def sweep(folder: Path) -> None:
    """Delete the index folders that do not count: earlier ones, and those a crash left half made."""
    try:
        used = current(folder)
    except IndexDamagedError:
        return
    for path in folder.glob("index.*"):
        if path != used and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)


def _toc(folder: Path) -> TOC:
    return TOC.read(DurableStorage(str(folder)), _NAME)


def _commit(
    folder: Path,
    state: IndexState,
    gone: Iterable[int],
    words: Iterable[Words],
    *,
    most: int,
    quickly: bool = False,
) -> None:
    shelf = DurableStorage(str(folder))

    def counted(segments: Sequence[Any]) -> None:
        shelf.state = replace(state, documents=sum(segment.doc_count() for segment in segments))
        shelf.files = tuple(path_of(folder, segment).name for segment in segments)

    writer = PaperWriter(shelf.open_index(_NAME))
    try:
        writer.delete_papers(gone)
        for paper, *texts in words:
            writer.add_paper(paper, texts)
        writer.commit_with(most, counted, quickly=quickly)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise
    storage.sweep(folder, storage.generation(folder))
