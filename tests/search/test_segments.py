"""Segments: many documents, long ones, joined ones, damaged ones, and writers that are killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from whoosh.util.numeric import length_to_byte

from readinglist.query.ast import And, Node, Phrase, Word
from readinglist.search import IndexDamagedError, WordIndex, phrases, writer
from readinglist.search import index as shelf
from readinglist.search.analysis import FORMAT
from readinglist.search.arrays import ArrayFile, ArrayFileError, ArrayWriter
from readinglist.search.inverting import rounded
from readinglist.search.storage import IndexState

Document = tuple[int, str, str, str, str]


def state() -> IndexState:
    return IndexState("uuid", "token", 1, FORMAT, shelf.whoosh_build())


def found(folder: Path, node: Node) -> list[int]:
    index = WordIndex(folder)
    papers, _scores = index.words(node)
    index.close()
    return sorted(papers.tolist())


def documents(number: int, words: int = 30, seed: int = 3) -> list[Document]:
    chance = random.Random(seed)
    letters = "abcdefgh"
    vocabulary = [a + b + c for a in letters for b in letters for c in letters]
    return [
        (paper, " ".join(chance.choices(vocabulary, k=5)), " ".join(chance.choices(vocabulary, k=words)), "", "")
        for paper in range(1, number + 1)
    ]


def having(told: Iterable[Document], letters: str) -> list[int]:
    return [paper for paper, *texts in told if any(word.startswith(letters) for word in " ".join(texts).split())]


@pytest.mark.parametrize("spilled", [False, True])
def test_broad_beginnings_find_what_they_should(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, spilled: bool
) -> None:
    if spilled:
        monkeypatch.setattr(writer, "MOST_TOKENS", 20_000)
    told = documents(6000)
    shelf.rebuild(tmp_path, state(), told)
    index = WordIndex(tmp_path)
    (leaf,) = index._leaves.values()
    assert leaf.broad("abstract", *leaf.beginning(b"a")) is not None
    index.close()
    for letters in ("a", "ab", "abc", "h", "x"):
        assert found(tmp_path, Word(letters, None, "prefix")) == having(told, letters)
        assert found(tmp_path, Word(letters, None, "typed")) == having(told, letters)
    both = And((Word("ab", None, "prefix"), Word("c", None, "typed")))
    assert found(tmp_path, both) == sorted(set(having(told, "ab")) & set(having(told, "c")))


def test_whole_words_come_before_longer_ones(tmp_path: Path) -> None:
    told = [(1, "spinning spinning spinning", "", "", ""), (2, "", "a long way to spin " * 9, "", "")]
    shelf.rebuild(tmp_path, state(), told)
    papers, scores = WordIndex(tmp_path).words(Word("spin", None, "typed"))
    assert papers[np.argmax(scores)] == 2


def test_a_document_longer_than_sixteen_bits_counts_to_its_end(tmp_path: Path) -> None:
    long = "word " * 70_000 + "needle in the hay"
    shelf.rebuild(tmp_path, state(), [(1, "short", long, "", ""), (2, "needle", "the needle", "", "")])
    assert found(tmp_path, Phrase(("needle", "in", "the"))) == [1]
    assert found(tmp_path, Phrase(("word", "needle"))) == [1]
    assert found(tmp_path, Word("needle")) == [1, 2]


@pytest.mark.parametrize("slop", [1, 3, 70])
def test_phrases_of_common_words_are_found_by_a_table_as_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slop: int
) -> None:
    chance = random.Random(slop)
    told = [(paper, "", " ".join(chance.choices("abc", k=9)), "", "") for paper in range(1, 200)]
    shelf.rebuild(tmp_path, state(), told)
    nodes = [Phrase(words, None, slop=slop) for words in (("a", "b"), ("c", "c", "a"), ("b", "b", "b", "b"))]
    in_order = [found(tmp_path, node) for node in nodes]
    monkeypatch.setattr(phrases, "_MANY", 0)
    assert [found(tmp_path, node) for node in nodes] == in_order


def test_lengths_are_rounded_as_whoosh_does() -> None:
    lengths = [*range(3000), *range(3000, 200_000, 97)]
    assert rounded(np.array(lengths)).tolist() == [length_to_byte(length) for length in lengths]


def test_segments_are_few_after_a_rest_and_find_the_same(tmp_path: Path) -> None:
    told = documents(60)
    shelf.rebuild(tmp_path, state(), told[:20])
    for document in told[20:]:
        shelf.update(tmp_path, state(), [document[0]], [document])
    index = WordIndex(tmp_path)
    assert shelf.RESTED < index.segments <= shelf.BUSY
    before = found(tmp_path, Word("a", None, "prefix"))
    assert shelf.rest(tmp_path, state())
    later = WordIndex(tmp_path, before=index)
    assert later.segments <= shelf.RESTED
    assert later.papers() == list(range(1, 61))
    assert found(tmp_path, Word("a", None, "prefix")) == before
    assert not shelf.rest(tmp_path, state())


def test_a_paper_changed_again_and_again_leaves_no_waste(tmp_path: Path) -> None:
    shelf.rebuild(tmp_path, state(), documents(200))
    for turn in range(40):
        changed = [(paper, f"turn{turn}", "", "", "") for paper in range(1, 150)]
        shelf.update(tmp_path, state(), range(1, 150), changed)
    assert found(tmp_path, Word("turn39")) == list(range(1, 150))
    assert found(tmp_path, Word("turn38")) == []
    kept = sum(path.stat().st_size for path in tmp_path.rglob("*.arrays"))
    assert kept < 400_000


def test_segments_stay_open_across_commits(tmp_path: Path) -> None:
    shelf.rebuild(tmp_path, state(), documents(50))
    index = WordIndex(tmp_path)
    (leaf,) = index._leaves.values()
    shelf.update(tmp_path, state(), [7], [(7, "changed", "", "", "")])
    later = WordIndex(tmp_path, before=index)
    assert leaf in later._leaves.values()
    assert later.papers() == list(range(1, 51))
    assert later.words(Word("changed"))[0].tolist() == [7]


@pytest.mark.parametrize("at", [0, 3, 100, -3, -12])
def test_a_segment_with_other_bytes_is_noticed(tmp_path: Path, at: int) -> None:
    shelf.rebuild(tmp_path, state(), documents(50))
    (path,) = tmp_path.glob("index.*/*.arrays")
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(IndexDamagedError):
        WordIndex(tmp_path, thorough=True)


def test_no_room_is_left_unfilled(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as file:
        out = ArrayWriter(file)
        out.reserve("numbers", np.dtype(np.uint8), 3)
        out.add("numbers", np.array([1, 2]))
        with pytest.raises(ArrayFileError):
            out.finish()
    with pytest.raises(ArrayFileError):
        ArrayFile(tmp_path / "x")


_WRITER = """
import sys
from pathlib import Path
from readinglist.search import index as shelf
from tests.search.test_segments import documents, state
folder, told = Path(sys.argv[1]), documents(40, words=200)
for turn in range(100_000):
    few = [(paper, f"turn{turn}", *rest) for paper, _title, *rest in told]
    shelf.update(folder, state(), [paper for paper, *_ in few], few)
    print(turn, flush=True)
"""


def test_a_killed_writer_leaves_the_commit_before_or_its_own(tmp_path: Path) -> None:
    shelf.rebuild(tmp_path, state(), documents(40))
    chance = random.Random(4)
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        told = [int(line) for line in process.stdout.read().split()]
        process.wait()
        process.stdout.close()
        index = WordIndex(tmp_path, thorough=True)
        assert index.papers() == list(range(1, 41))
        index.close()
        last = max(told, default=0)
        turns = [turn for turn in range(last + 3) if found(tmp_path, Word(f"turn{turn}"))]
        assert turns in ([last], [last + 1])
        assert len(found(tmp_path, Word(f"turn{turns[0]}"))) == 40
