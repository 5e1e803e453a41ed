"""A note's way to the library, against a library of one note that may answer late, refuse or fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.gui.note_saves import RULE, NoteSaves, both

PAPER = 7


@dataclass
class Shelf:
    """Holds one note as the library does: a text is taken only on the revision it was written on."""

    text: str = ""
    rev: int = 0
    asked: list[tuple[int, str, int, bool]] = field(default_factory=list)
    answered: int = 0
    overwritten: list[str] = field(default_factory=list)

    def ask(self, paper: int, text: str, rev: int, begins: bool) -> None:
        self.asked.append((paper, text, rev, begins))

    def answer(self, saves: NoteSaves) -> bool:
        if self.answered == len(self.asked):
            return False
        paper, text, rev, _begins = self.asked[self.answered]
        self.answered += 1
        if rev == self.rev:
            self.text, self.rev = text, rev + 1
            saves.saved(paper, self.rev)
        else:
            saves.refused(paper, self.text, self.rev)
        return True

    def write_elsewhere(self, text: str) -> None:
        self.text, self.rev = text, self.rev + 1


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def saves(shelf: Shelf) -> NoteSaves:
    saves = NoteSaves()
    saves.save_due.connect(shelf.ask)
    saves.show(PAPER)
    saves.tell(PAPER, "", 0)
    saves.begin(PAPER)
    return saves


def write(saves: NoteSaves, text: str) -> None:
    saves.want(PAPER, text)
    saves.save(PAPER)


def test_a_save_carries_the_revision_it_was_written_on(saves: NoteSaves, shelf: Shelf) -> None:
    write(saves, "one")
    assert shelf.asked == [(PAPER, "one", 0, True)]
    shelf.answer(saves)
    write(saves, "two")
    assert shelf.asked[1] == (PAPER, "two", 1, False)


def test_nothing_changed_saves_nothing(saves: NoteSaves, shelf: Shelf) -> None:
    saves.save(PAPER)
    write(saves, "")
    assert shelf.asked == []


def test_while_one_save_is_unanswered_the_next_ones_wait_and_become_one(saves: NoteSaves, shelf: Shelf) -> None:
    write(saves, "a")
    write(saves, "ab")
    write(saves, "abc")
    assert len(shelf.asked) == 1
    shelf.answer(saves)
    assert shelf.asked[1:] == [(PAPER, "abc", 1, False)]
    shelf.answer(saves)
    assert (shelf.text, saves.waiting()) == ("abc", False)


def test_going_back_to_the_text_under_way_asks_nothing_more(saves: NoteSaves, shelf: Shelf) -> None:
    write(saves, "a")
    write(saves, "ab")
    write(saves, "a")
    shelf.answer(saves)
    assert len(shelf.asked) == 1


def test_going_back_to_the_stored_text_while_another_is_under_way_saves_it(saves: NoteSaves, shelf: Shelf) -> None:
    write(saves, "a")
    write(saves, "")
    shelf.answer(saves)
    shelf.answer(saves)
    assert shelf.text == ""


def test_a_failed_save_stays_wanted_and_still_begins_its_visit(saves: NoteSaves, shelf: Shelf) -> None:
    write(saves, "a")
    saves.failed(PAPER)
    draft = saves.draft(PAPER)
    assert draft is not None
    assert draft.failed
    assert not saves.waiting()
    saves.save(PAPER)
    assert shelf.asked[-1] == (PAPER, "a", 0, True)


def test_each_visit_begins_a_step_of_its_own(saves: NoteSaves, shelf: Shelf) -> None:
    write(saves, "a")
    shelf.answer(saves)
    saves.begin(PAPER)
    write(saves, "b")
    assert [begins for *_rest, begins in shelf.asked] == [True, True]


def test_an_older_reading_of_the_library_is_not_believed(saves: NoteSaves, shelf: Shelf) -> None:
    write(saves, "a")
    shelf.answer(saves)
    assert saves.tell(PAPER, "", 0) == "a"


def test_a_newer_reading_is_taken_over_where_nothing_is_unsaved(saves: NoteSaves) -> None:
    assert saves.tell(PAPER, "undone", 5) == "undone"


def test_unsaved_text_is_never_overwritten_by_a_reading(saves: NoteSaves) -> None:
    saves.want(PAPER, "typed")
    assert saves.tell(PAPER, "elsewhere", 5) == "typed"


def test_another_writers_text_rests_the_saving_until_it_is_settled(saves: NoteSaves, shelf: Shelf) -> None:
    shelf.write_elsewhere("theirs")
    write(saves, "mine")
    shelf.answer(saves)
    write(saves, "mine too")
    assert len(shelf.asked) == 1
    draft = saves.draft(PAPER)
    assert draft is not None
    assert draft.other == ("theirs", 1)
    saves.settle(PAPER, both(draft.wanted, "theirs"))
    shelf.answer(saves)
    assert shelf.text == f"mine too{RULE}theirs"


def test_taking_the_other_text_writes_nothing(saves: NoteSaves, shelf: Shelf) -> None:
    shelf.write_elsewhere("theirs")
    write(saves, "mine")
    shelf.answer(saves)
    saves.settle(PAPER, "theirs")
    assert len(shelf.asked) == 1
    assert not saves.waiting()


def test_the_same_text_stored_elsewhere_is_no_conflict(saves: NoteSaves, shelf: Shelf) -> None:
    shelf.write_elsewhere("same")
    write(saves, "same")
    shelf.answer(saves)
    assert len(shelf.asked) == 1
    draft = saves.draft(PAPER)
    assert draft is not None
    assert draft.clean


def test_a_revision_that_moved_under_the_same_text_is_no_conflict(saves: NoteSaves, shelf: Shelf) -> None:
    shelf.rev = 4
    write(saves, "mine")
    shelf.answer(saves)
    shelf.answer(saves)
    assert (shelf.text, shelf.rev) == ("mine", 5)


@pytest.mark.parametrize("left_first", [True, False])
def test_a_conflict_nobody_looks_at_keeps_both(saves: NoteSaves, shelf: Shelf, left_first: bool) -> None:
    kept: list[int] = []
    saves.both_kept.connect(kept.append)
    shelf.write_elsewhere("theirs")
    write(saves, "mine")
    if left_first:
        saves.show(8)
        shelf.answer(saves)
    else:
        shelf.answer(saves)
        saves.show(8)
    shelf.answer(saves)
    assert shelf.text == f"mine{RULE}theirs"
    assert kept == [PAPER]
    assert saves.draft(PAPER) is None


def test_a_paper_left_clean_is_forgotten_and_one_left_unsaved_is_not(saves: NoteSaves, shelf: Shelf) -> None:
    write(saves, "mine")
    saves.show(8)
    assert saves.draft(PAPER) is not None
    shelf.answer(saves)
    assert saves.draft(PAPER) is None


@pytest.mark.parametrize(
    ("mine", "other", "kept"), [("a", "", "a"), (" ", "b", "b"), ("a\n", "b", "a\n\n---\n\nb")]
)
def test_both_is_mine_a_rule_and_the_other(mine: str, other: str, kept: str) -> None:
    assert both(mine, other) == kept


@given(st.lists(st.sampled_from(["type", "save", "answer", "elsewhere", "leave", "fail", "read"]), max_size=40))
def test_whatever_happens_every_word_written_ends_in_the_note(moves: list[str]) -> None:
    shelf, saves, words = Shelf(), NoteSaves(), [0]
    saves.save_due.connect(shelf.ask)
    saves.show(PAPER)
    mine = saves.tell(PAPER, "", 0)
    expected: set[str] = set()

    def word() -> str:
        words[0] += 1
        expected.add(f"w{words[0]}.")
        return f" w{words[0]}."

    def leave() -> None:
        saves.save(PAPER)
        saves.show(8)
        saves.show(PAPER)

    acts: dict[str, Callable[[], object]] = {
        "save": lambda: saves.save(PAPER),
        "answer": lambda: shelf.answer(saves),
        "elsewhere": lambda: shelf.write_elsewhere(shelf.text + word()),
        "leave": leave,
    }
    for move in moves:
        if saves.draft(PAPER) is None:
            mine = saves.tell(PAPER, shelf.text, shelf.rev)
        draft = saves.draft(PAPER)
        assert draft is not None
        mine = draft.wanted
        if move == "type":
            saves.want(PAPER, mine + word())
        elif move == "fail":
            if shelf.answered < len(shelf.asked):
                shelf.answered += 1
                saves.failed(PAPER)
        elif move == "read":
            saves.tell(PAPER, shelf.text, shelf.rev)
        else:
            acts[move]()
    saves.save(PAPER)
    saves.show(None)
    for _round in range(10):
        while shelf.answer(saves):
            pass
        saves.save(PAPER)
    assert not saves.waiting()
    assert [word for word in sorted(expected) if word not in shelf.text] == []
