"""Saved searches: lines kept under a name, each act a step that leads back and forth."""

from __future__ import annotations

import pytest

from readinglist.library import Library, history, newest, open_library, redo, searches, star, undo
from readinglist.model import Done, UserError


def names(library: Library) -> list[str]:
    return [one.name for one in searches.search_list(library)]


def lines(library: Library) -> dict[str, str]:
    return {one.name: one.line for one in searches.search_list(library)}


def save(library: Library, name: str, line: str = "quantum") -> int:
    searches.save(library, name, line, origin="window")
    return next(one.id for one in searches.search_list(library) if one.name == name)


def label(done: Done) -> str:
    assert done.step is not None
    return done.step.label


def test_a_search_is_kept_under_its_name_across_a_restart(library: Library) -> None:
    done = searches.save(library, "  Score\tmatching ", ' "score  matching"  -survey ', origin="window")
    assert label(done) == "Saved the search “Score matching”"
    folder = library.folder
    library.close()
    with open_library(folder) as again:
        assert lines(again) == {"Score matching": '"score matching" -survey'}


def test_searches_stand_in_the_order_they_were_saved(library: Library) -> None:
    for name in ("Zeta", "alpha", "Mu"):
        save(library, name)
    assert names(library) == ["Zeta", "alpha", "Mu"]


@pytest.mark.parametrize(
    ("name", "line", "title"),
    [
        ("", "quantum", "A saved search needs a name"),
        (" \t\n", "quantum", "A saved search needs a name"),
        ("x" * 201, "quantum", "This name is too long"),
        ("cafe\u0301  BRIDGES", "quantum", "This name is taken"),
        ("New", "  ", "There is nothing to save"),
        ("New", '"unclosed', "This search can't be read"),
        ("New", "foo:bar", "This search can't be read"),
        ("New", "sort:newest sort:title", "This search can't be read"),
    ],
)
def test_what_can_not_be_saved_is_refused_with_the_reason(
    library: Library, name: str, line: str, title: str
) -> None:
    save(library, "Café bridges")
    before = history(library)
    with pytest.raises(UserError) as refused:
        searches.save(library, name, line, origin="window")
    assert refused.value.title == title
    assert refused.value.message
    assert (names(library), history(library)) == (["Café bridges"], before)


def test_a_name_of_200_characters_is_kept_whole(library: Library) -> None:
    save(library, "x" * 200)
    assert names(library) == ["x" * 200]


def test_a_search_is_renamed_and_its_spelling_mended(library: Library) -> None:
    number = save(library, "cafe")
    assert label(searches.change(library, number, name="Café", origin="window")) == "Renamed cafe to Café"
    assert lines(library) == {"Café": "quantum"}
    assert searches.change(library, number, name=" Café ", line="quantum", origin="window").step is None


def test_a_search_takes_another_line(library: Library) -> None:
    number = save(library, "Mine")
    done = searches.change(library, number, line="entropy OR spin", origin="window")
    assert label(done) == "Changed the search “Mine”"
    assert lines(library) == {"Mine": "entropy OR spin"}
    with pytest.raises(UserError, match="can't be read"):
        searches.change(library, number, line="title:", origin="window")


def test_every_act_on_a_search_is_undone_and_done_again(library: Library) -> None:
    other = save(library, "Other")
    number = save(library, "Mine")
    searches.change(library, number, name="Yours", origin="window")
    searches.change(library, number, line="spin", origin="window")
    searches.remove(library, number, origin="window")
    stages = [{}, {"Mine": "quantum"}, {"Yours": "quantum"}, {"Yours": "spin"}, {}]
    for stage in reversed(stages[:-1]):
        undo(library, origin="window")
        assert lines(library) == {"Other": "quantum"} | stage
    for stage in stages[1:]:
        assert redo(library, origin="window").refused == ()
        assert lines(library) == {"Other": "quantum"} | stage
    assert [one.id for one in searches.search_list(library)] == [other]


def test_a_removed_search_comes_back_to_its_place_with_its_number(library: Library) -> None:
    first = save(library, "One")
    save(library, "Two")
    done = searches.remove(library, first, origin="window")
    save(library, "Three")
    assert done.step is not None
    undo(library, origin="window", step=done.step.id)
    assert next((one.id, one.name) for one in searches.search_list(library)) == (first, "One")
    assert names(library) == ["One", "Two", "Three"]


def test_a_number_is_never_given_again(library: Library) -> None:
    first = save(library, "One")
    searches.remove(library, first, origin="window")
    assert save(library, "Two") > first


def test_a_search_changed_since_is_left_and_named(library: Library) -> None:
    number = save(library, "Mine")
    done = searches.change(library, number, name="Yours", origin="window")
    searches.change(library, number, line="spin", origin="command")
    assert done.step is not None
    assert undo(library, origin="window", step=done.step.id).refused == ("Mine",)
    assert lines(library) == {"Yours": "spin"}


def test_a_search_whose_name_is_taken_meanwhile_stays_removed_and_is_named(library: Library) -> None:
    number = save(library, "Mine")
    done = searches.remove(library, number, origin="window")
    save(library, "MINE", "spin")
    assert done.step is not None
    assert undo(library, origin="window", step=done.step.id).refused == ("Mine",)
    assert lines(library) == {"MINE": "spin"}


def test_a_search_removed_already_is_said(library: Library) -> None:
    number = save(library, "Mine")
    searches.remove(library, number, origin="window")
    for act in (searches.remove, searches.change):
        with pytest.raises(UserError, match="There is no such search"):
            act(library, number, origin="window")


def test_marks_and_searches_are_taken_back_in_turn(full: Library) -> None:
    save(full, "Mine")
    star(full, [1], True, origin="window")
    undo(full, origin="window")
    step = newest(full)
    assert step is not None
    assert step.label == "Saved the search “Mine”"
