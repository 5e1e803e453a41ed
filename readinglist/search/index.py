"""The index on the disk: which of its folders counts, reading it, adding to it, making it anew.

    cache/<library uuid>-<hash of its real path>/
        index.lock      held by whoever writes
        current         names the folder in use, replaced by a rename
        index.<n>/      a Whoosh index; a rebuild fills the next n while this one answers

An index found elsewhere is never opened: opening one runs code.
"""

from __future__ import annotations

import shutil
from array import array
from collections.abc import Iterable
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readinglist.search import storage
from readinglist.search.analysis import FIELDS, FORMAT, schema
from readinglist.search.evaluate import compiled
from readinglist.search.storage import DurableStorage, IndexDamagedError, IndexState

if TYPE_CHECKING:
    from readinglist.query.ast import Node

Words = tuple[int, str, str, str, str]
"""id, title, abstract, authors, note."""
RETRIES = 5
"""Another process's commit may delete a file between listing and opening it."""


def folder_of(cache: Path, uuid: str, library: Path) -> Path:
    """Where a library's indexes lie: copies of one library elsewhere have their own."""
    place = blake2b(str(library.resolve()).encode(errors="surrogateescape"), digest_size=6).hexdigest()
    return cache / f"{uuid}-{place}"


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

    def __init__(self, folder: Path, *, thorough: bool = False) -> None:
        """Open the index that counts below `folder`. Raises IndexDamagedError where it can't be trusted."""
        self.folder = current(folder)
        self._searcher: Any = None
        for attempt in range(RETRIES):
            try:
                self.generation = storage.generation(self.folder)
                self.state = storage.check(self.folder, self.generation, thorough=thorough)
                self._open()
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
        wanted = (uuid, token, FORMAT, whoosh_build())
        told = (self.state.uuid, self.state.token, self.state.format, self.state.whoosh)
        if told != wanted:
            return f"it belongs to {told}, not to {wanted}"
        if self._searcher.doc_count() != self.state.documents:
            return "its number of documents is off"
        return ""

    def stale(self, folder: Path) -> bool:
        """Whether a later commit, or another folder, counts now."""
        try:
            now = current(folder)
            return now != self.folder or storage.generation(now) != self.generation
        except IndexDamagedError:
            return True

    def words(self, node: Node) -> dict[int, float]:
        """The papers a tree of words holds for, with their scores (BM25F). Raises IndexDamagedError for
        whatever goes wrong inside."""
        try:
            found = self._searcher.search(compiled(node, self._searcher.reader()), limit=None)
            return {self._papers[place]: score for place, score in found.items()}
        except TypeError:
            raise
        except Exception as error:
            raise IndexDamagedError(f"it failed: {error!r}") from error

    def papers(self) -> list[int]:
        """Every paper in it."""
        return sorted(self._papers[place] for place in self._searcher.reader().all_doc_ids())

    def close(self) -> None:
        """Let go of its files."""
        if self._searcher is not None:
            self._searcher.close()

    def _open(self) -> None:
        try:
            opened = DurableStorage(str(self.folder)).open_index()
            self._searcher = opened.searcher()
            reader = self._searcher.reader()
            self._papers = array("q", reader.column_reader("paper")) if reader.doc_count_all() else array("q")
        except FileNotFoundError:
            raise
        except Exception as error:
            raise IndexDamagedError(f"it can't be opened: {error!r}") from error


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
    _commit(current(folder), state, gone, words, fresh=False)


def rebuild(folder: Path, state: IndexState, words: Iterable[Words]) -> None:
    """Make the index anew in the next folder and have that count; the others are swept away."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    taken = [int(path.name[6:]) for path in folder.glob("index.*") if path.name[6:].isdigit()]
    fresh = folder / f"index.{max(taken, default=0) + 1}"
    fresh.mkdir(mode=0o700)
    _commit(fresh, state, (), words, fresh=True)
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


def _commit(folder: Path, state: IndexState, gone: Iterable[int], words: Iterable[Words], *, fresh: bool) -> None:
    shelf = DurableStorage(str(folder))
    shelf.state = state
    opened = shelf.create_index(schema()) if fresh else shelf.open_index()
    writer = opened.writer()
    try:
        for paper in gone:
            writer.delete_by_term("paper", paper)
        for paper, *texts in words:
            writer.add_document(paper=paper, **dict(zip(FIELDS, texts, strict=True)))
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    storage.sweep(folder, storage.generation(folder))
