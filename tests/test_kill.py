"""Killed at any moment: an import is all or none, an acknowledged edit stays, the index is equal after."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from readinglist.desk import Indexer
from readinglist.library import Library, cards, open_library, queue, view_counts

ROOT = Path(__file__).parent.parent
IMPORT = """
import sys
from pathlib import Path
from readinglist.desk import Indexer, import_drop
from readinglist.library import open_library
library = open_library(Path(sys.argv[1]))
print("ready", flush=True)
import_drop(library, sys.argv[3:], origin="command")
Indexer(library, Path(sys.argv[2])).bring_up_to_date()
print("done", flush=True)
"""
EDITS = """
import sys
from pathlib import Path
from readinglist.library import move, open_library, write_note
library = open_library(Path(sys.argv[1]))
print("ready", flush=True)
rev = 0
for number in range(1, 200):
    rev, _done = write_note(library, 1, f"note {number}", rev=rev, origin="window")
    print("note", number, flush=True)
    move(library, [2, 3], ("later", "done")[number % 2], origin="window")
    print("move", number, flush=True)
"""


def killed(code: str, arguments: list[str], after: float) -> str:
    """Run a child, kill -9 it so many seconds after it is ready; what it said until then."""
    command = [sys.executable, "-c", code, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "ready"
        time.sleep(after)
        child.kill()
        return child.stdout.read()


def index_equals(library: Library, cache: Path) -> bool:
    """Whether the index, brought up to date, holds exactly the library's papers."""
    indexer = Indexer(library, cache)
    indexer.bring_up_to_date(thorough=True)
    index = indexer.open(thorough=True)
    held = index.papers()
    index.close()
    return held == queue.all_ids(library)


@pytest.mark.parametrize("seed", range(6))
def test_an_import_killed_is_all_or_none(tmp_path: Path, seeds: tuple[Path, Path], seed: int) -> None:
    after = random.Random(seed).uniform(0.0, 0.9)
    data, cache = tmp_path / "data", tmp_path / "cache"
    killed(IMPORT, [str(data), str(cache), *map(str, seeds)], after)
    with open_library(data) as library:
        assert view_counts(library)[""] in (0, 68, 230)
        assert library.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        entries = library.connection.execute("SELECT digest, count(*) FROM entry GROUP BY digest").fetchall()
        assert set(entries) <= {(1, 68), (2, 168)}
        assert index_equals(library, cache), f"killed after {after:.3f} s"


@pytest.mark.parametrize("seed", range(4))
def test_an_acknowledged_edit_stays(tmp_path: Path, seeds: tuple[Path, Path], seed: int) -> None:
    from readinglist.desk import import_drop

    data, cache = tmp_path / "data", tmp_path / "cache"
    with open_library(data) as library:
        import_drop(library, [str(seeds[0])], origin="command")
        Indexer(library, cache).bring_up_to_date()
    said = killed(EDITS, [str(data)], random.Random(seed).uniform(0.1, 0.6)).split("\n")
    notes = [int(line.split()[1]) for line in said if line.startswith("note ") and len(line.split()) == 2]
    moves = [int(line.split()[1]) for line in said if line.startswith("move ") and len(line.split()) == 2]
    with open_library(data) as library:
        one, two, three = cards(library, [1, 2, 3])
        stored = int(one.marks.note.removeprefix("note ") or 0)
        assert stored >= max(notes, default=0)
        assert two.marks.state == three.marks.state
        if moves and (not notes or max(notes) == max(moves)):
            assert two.marks.state in ("later", "done")
        assert index_equals(library, cache)


@pytest.mark.parametrize("harm", ["delete", "truncate", "flip", "foreign", "old token", "no current"])
def test_a_damaged_index_is_made_anew_and_answers_stay_right(
    tmp_path: Path, seeds: tuple[Path, Path], harm: str
) -> None:
    from readinglist.desk import Finder, import_drop
    from readinglist.messages import Find

    cache = tmp_path / "cache"
    with open_library(tmp_path / "data") as library:
        import_drop(library, list(map(str, seeds)), origin="command")
        indexer = Indexer(library, cache)
        indexer.bring_up_to_date()
        spoil(indexer.folder, library, harm)
        finder = Finder(library, cache)
        assert finder.find(Find(1, "", "entropy OR annealing")).everywhere == 24
        finder.close()
        assert index_equals(library, cache)
        assert finder.find(Find(2, "", "quantum")).complete
        assert finder.find(Find(3, "", "quantum")).everywhere == 44


def spoil(folder: Path, library: Library, harm: str) -> None:
    segments = sorted(folder.glob("index.*/*.arrays"))
    if harm == "delete":
        shutil.rmtree(folder)
    elif harm == "truncate":
        segments[0].write_bytes(segments[0].read_bytes()[:1000])
    elif harm == "flip":
        data = bytearray(segments[0].read_bytes())
        data[len(data) // 2] ^= 1
        segments[0].write_bytes(bytes(data))
    elif harm == "foreign":
        for manifest in folder.glob("index.*/manifest.*"):
            manifest.write_text(manifest.read_text().replace(library.uuid, "0" * 32))
    elif harm == "old token":
        for manifest in folder.glob("index.*/manifest.*"):
            manifest.write_text(manifest.read_text().replace(queue.token(library), "0" * 32))
    else:
        (folder / "current").unlink()
