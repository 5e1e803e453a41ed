from __future__ import annotations

import pytest

from readinglist.digests.text.classify import classified


def kinds(text: str) -> list[tuple[str, str]]:
    return [(line.kind, line.text) for line in classified(text)]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("SubscribePINN surrogate of batteries", "PINN surrogate of batteries"),
        ("Subscribe“Quoted” titles", "“Quoted” titles"),
        ("Subscribe$O(n)$ methods", "$O(n)$ methods"),
        ("Subscribe3D vision", "3D vision"),
        ("Daily PapersDeep learning", "Deep learning"),
        ("SubscribeDaily Papersby AK and the research communityDeep learning", "Deep learning"),
    ],
)
def test_a_phrase_stuck_to_the_first_title_is_cut_off(line: str, title: str) -> None:
    assert kinds(line) == [("text", title)]


@pytest.mark.parametrize(
    "line",
    [
        "Subscribers of journals: a survey",
        "Subscribed to learning",
        "Subscribepyhgf: a library",  # a small letter, and no boilerplate above
        "Subscribe to our model",
        "Daily Papers on quantum matter",
        "Daily Paperspace: a study",
    ],
)
def test_words_that_only_begin_so_are_left_whole(line: str) -> None:
    assert kinds(line) == [("text", line)]


def test_a_small_letter_may_follow_below_boilerplate() -> None:
    assert kinds("new\nSubscribepyhgf: a library")[1] == ("text", "pyhgf: a library")
    assert kinds("new\nSubscribers: a survey")[1] == ("text", "Subscribers: a survey")


def test_phrases_are_cut_off_only_above_the_first_title() -> None:
    assert kinds("A title\nSubscribeMore of it")[1] == ("text", "SubscribeMore of it")


def test_menu_words_are_boilerplate_in_any_dress() -> None:
    text = "# Daily Papers\n* Models\n**Pricing**\n> - Log In\nSYSTEM THEME"
    assert {kind for kind, _ in kinds(text)} == {"boilerplate"}


def test_the_last_word_of_a_wrapped_title_is_no_menu() -> None:
    assert kinds("On the Scaling of Diffusion\nModels") == [
        ("text", "On the Scaling of Diffusion"),
        ("text", "Models"),
    ]
    assert kinds("A sentence ends.\nModels")[1][0] == "boilerplate"
    assert kinds("On the Scaling of Diffusion\n\nModels")[2][0] == "boilerplate"


def test_an_address_after_an_open_end_belongs_to_the_sentence() -> None:
    assert kinds("The code is available at\nhttps://x.org/code")[1][0] == "text"
    assert kinds("A title of a paper\nhttps://arxiv.org/abs/2409.01234")[1][0] == "meta"
    assert kinds("The code is available at\n\nhttps://x.org/code")[2][0] == "meta"


def test_a_bracket_left_over_by_a_wrap_belongs_to_the_sentence() -> None:
    assert kinds("as shown before (see the supplement\n).")[1][0] == "text"
    assert kinds("A title of a paper\n·")[1][0] == "meta"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\u00a0a\u202fb\tc ", "a b c"),
        ("a\u200bb\u00ad\ufeffc\u2060", "abc"),
        ("e\u0301", "é"),
        ("\x1b]52;c\x07a\u202eb\u2066c\x00", "]52;cabc"),
        ("a\u200e", "a\u200e"),
        ("x\U000e0041y", "xy"),
        ("zalgo" + "\u0301\u0327" * 100, "zalgo" + "\u0301\u0327" * 100),
    ],
)
def test_lines_are_cleaned_of_what_cannot_be_seen(raw: str, clean: str) -> None:
    assert kinds(raw) == [("text", clean)]


def test_line_ends_of_all_systems_count_lines_alike() -> None:
    assert [line.number for line in classified("a\r\nb\rc\nd\u2028e\x0cf\x85g")] == [1, 2, 3, 4, 5, 6, 7]
