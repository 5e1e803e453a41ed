"""Each act of the user is one step; undo and redo lead back and forth, across restarts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist import digests
from readinglist.library import (
    Library,
    NoteConflict,
    acts,
    cards,
    digest_list,
    history,
    imports,
    move,
    newest,
    open_library,
    put_back,
    redo,
    rename_digest,
    star,
    steps,
    tag,
    undo,
    view_counts,
    write_note,
)
from readinglist.library.queue import all_ids, queued
from readinglist.model import Document, Marks, UserError


def marks(library: Library, paper: int) -> Marks:
    return cards(library, [paper])[0].marks


def content(library: Library) -> list[object]:
    """All that a user sees of the papers, their marks' times and revisions aside."""
    return [
        (
            card.paper.id,
            card.paper.title,
            card.marks.state,
            card.marks.starred,
            set(card.marks.tags),
            card.marks.note,
        )
        for card in cards(library, all_ids(library))
    ]


def test_a_bulk_verdict_is_one_step(full: Library) -> None:
    done = move(full, all_ids(full), "dismissed", origin="window")
    assert len(done.papers) == 230
    assert done.step is not None
    assert done.step.label == "Not for me: 230 papers"
    undo(full, origin="window")
    assert view_counts(full)["is:inbox"] == 230


def test_a_verdict_that_changes_nothing_leaves_no_step(full: Library) -> None:
    before = newest(full)
    assert move(full, [1, 2], "inbox", origin="window").step is None
    assert newest(full) == before


def test_a_toast_takes_back_its_own_step_whatever_came_after(full: Library) -> None:
    first = move(full, [1], "later", origin="window").step
    star(full, [2], True, origin="window")
    assert first is not None
    undo(full, origin="window", step=first.id)
    assert marks(full, 1).state == "inbox"
    assert marks(full, 2).starred


def test_a_value_changed_since_is_left_and_named(full: Library) -> None:
    first = move(full, [1, 2], "later", origin="window").step
    move(full, [1], "done", origin="command")
    assert first is not None
    result = undo(full, origin="window", step=first.id)
    assert (marks(full, 1).state, marks(full, 2).state) == ("done", "inbox")
    assert len(result.refused) == 1


def test_a_new_step_ends_redo(full: Library) -> None:
    move(full, [1], "later", origin="window")
    undo(full, origin="window")
    star(full, [2], True, origin="window")
    with pytest.raises(UserError, match="Nothing to redo"):
        redo(full, origin="window")


def test_undo_survives_a_restart_and_is_shared(full: Library) -> None:
    tag(full, [1, 2], add=("physics",), origin="command")
    folder = full.folder
    full.close()
    with open_library(folder) as again:
        undo(again, origin="window")
        assert marks(again, 1).tags == ()
        redo(again, origin="window")
        assert marks(again, 1).tags == ("physics",)


def test_undoing_an_import_keeps_what_others_brought_and_what_was_marked(full: Library) -> None:
    own = next(paper for paper in all_ids(full) if cards(full, [paper])[0].sightings[0].digest == 2)
    star(full, [own], True, origin="window")
    step = next(step for step in history(full) if step.imports)
    result = undo(full, origin="window", step=step.id)
    assert view_counts(full)[""] == 68 + 1
    assert len(result.refused) == 6 + 1
    redo(full, origin="window")
    assert view_counts(full)[""] == 230


def bring_doi(library: Library, title: str) -> None:
    """Import a file that tells the DOI of the paper of a title."""
    data = f"@article{{x, title={{{title}}}, doi={{10.1000/x}}}}".encode()
    imports.add(library, Document("dois.bib", data), digests.read(Document("dois.bib", data)), origin="window")


def test_an_import_that_adds_to_known_papers_says_so_and_its_undo_takes_that_off(full: Library) -> None:
    title = cards(full, [1])[0].paper.title
    bring_doi(full, title)
    step = newest(full)
    assert step is not None
    assert step.label == "Imported dois.bib: 1 paper knows more now"
    assert cards(full, [1])[0].paper.identifiers == {"doi": "10.1000/x"}
    undone = undo(full, origin="window")
    assert (undone.poorer, undone.refused) == (1, ())
    assert cards(full, [1])[0].paper.identifiers == {}
    again = redo(full, origin="window")
    assert (again.poorer, again.refused) == (0, ())
    assert cards(full, [1])[0].paper.identifiers == {"doi": "10.1000/x"}
    undo(full, origin="window")
    bring_doi(full, title)
    step = newest(full)
    assert step is not None
    assert step.label == "Imported dois.bib: 1 paper knows more now"


def test_an_import_that_tells_nothing_new_says_so_and_its_undo_leaves_the_papers(full: Library) -> None:
    data = cards(full, [1])[0].paper.title.encode()
    told = digests.read(Document("titles.txt", data), as_titles=True)
    report, _step = imports.add(full, Document("titles.txt", data), told, origin="window")
    step = newest(full)
    assert step is not None
    assert (report.known, step.label) == (1, "Imported titles.txt: nothing new")
    undone = undo(full, origin="window")
    assert (undone.poorer, len(undone.refused)) == (0, 1)


def test_an_import_withdrawn_and_dropped_again_comes_back(full: Library, seeds: tuple[Path, Path]) -> None:
    undo(full, origin="window")
    assert view_counts(full)[""] == 68
    document = Document(seeds[1].name, seeds[1].read_bytes())
    report, _step = imports.add(full, document, digests.read(document), origin="window")
    assert (report.new, report.known) == (162, 6)
    assert view_counts(full)[""] == 230


def test_one_visit_to_a_note_is_one_step(full: Library) -> None:
    rev, done = write_note(full, 1, "half", rev=0, origin="window")
    assert done.step is not None
    rev, again = write_note(full, 1, "half a thought", rev=rev, origin="window", step=done.step.id)
    assert again.step == done.step
    undo(full, origin="window")
    assert marks(full, 1).note == ""


def test_a_note_changed_elsewhere_is_never_overwritten(full: Library) -> None:
    write_note(full, 1, "theirs", rev=0, origin="command")
    with pytest.raises(NoteConflict) as caught:
        write_note(full, 1, "mine", rev=0, origin="window")
    assert (caught.value.text, caught.value.rev) == ("theirs", 1)
    assert marks(full, 1).note == "theirs"


def test_the_precious_are_put_back_alone(full: Library) -> None:
    star(full, [1], True, origin="window")
    move(full, [1], "later", origin="window")
    done = move(full, [1, 2, 3], "dismissed", origin="window")
    assert done.precious == (1,)
    assert done.step is not None
    put_back(full, done.step.id, done.precious, origin="window")
    assert [marks(full, paper).state for paper in (1, 2, 3)] == ["later", "dismissed", "dismissed"]


def test_a_digest_is_renamed_and_back(full: Library) -> None:
    rename_digest(full, 1, "Monday", origin="window")
    assert cards(full, [1])[0].sightings[0].name == "Monday"
    undo(full, origin="window")
    assert cards(full, [1])[0].sightings[0].name == "Daily Papers"


def test_only_words_are_queued_for_the_index(full: Library) -> None:
    full_queue = len(queued(full))
    top = max(seq for _paper, seq in queued(full))
    move(full, [1], "later", origin="window")
    star(full, [1], True, origin="window")
    tag(full, [1], add=("x",), origin="window")
    assert len(queued(full)) == full_queue
    assert max(seq for _paper, seq in queued(full)) == top
    write_note(full, 1, "words", rev=0, origin="window")
    assert max(seq for _paper, seq in queued(full)) == top + 1


ACTS = st.lists(
    st.tuples(st.sampled_from(["move", "star", "tag", "note"]), st.integers(1, 4), st.integers(0, 3)),
    max_size=12,
)


def act(library: Library, what: str, paper: int, value: int) -> None:
    if what == "move":
        move(library, [paper, paper + 1], ("inbox", "later", "done", "dismissed")[value], origin="window")
    elif what == "star":
        star(library, [paper], value % 2 == 0, origin="window")
    elif what == "tag":
        names = ("a", "Ä", "b/c", "d")[value : value + 1]
        tag(library, [paper], add=names if value % 2 else (), remove=() if value % 2 else names, origin="window")
    else:
        write_note(
            library, paper, ("", "x", "yy", "zzz")[value], rev=marks(library, paper).note_rev, origin="window"
        )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_undoing_everything_and_redoing_it_is_nothing(full: Library, acts: list[tuple[str, int, int]]) -> None:
    first = newest(full)
    assert first is not None
    before = content(full)
    for one in acts:
        act(full, *one)
    after = content(full)
    taken = 0
    while newest(full) != first:
        undo(full, origin="window")
        taken += 1
    assert content(full) == before
    for _ in range(taken):
        redo(full, origin="window")
    assert content(full) == after
    while newest(full) != first:
        undo(full, origin="window")


@pytest.mark.parametrize(
    ("text", "dated", "dated_as"),
    [
        ("2026-09-03", "2026-09-03", "2026-09-03"),
        ("3 Sep 2026", "2026-09-03", "3 Sep 2026"),
        ("September 3, 2026", "2026-09-03", "September 3, 2026"),
        ("Sep 3", None, "Sep 3"),
        ("2026-02-30", None, "2026-02-30"),
        ("", None, None),
    ],
)
def test_a_digest_is_dated_and_undated(full: Library, text: str, dated: str | None, dated_as: str | None) -> None:
    before = digest_list(full)
    acts.date_digest(full, 2, text, origin="window")
    found = next(digest for digest in digest_list(full) if digest.id == 2)
    assert (found.dated, found.dated_as) == (dated, dated_as)
    if before != digest_list(full):
        steps.undo(full, origin="window")
    assert digest_list(full) == before
