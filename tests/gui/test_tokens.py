"""Contrast, computed: text 4.6:1 on all it stands on, borders of controls 3:1."""

from __future__ import annotations

import pytest

from readinglist.gui.tokens import DARK, HUES, LIGHT, Tokens, contrast, tag_colours

GROUNDS = ("sidebar", "surface", "raised", "selection", "unfocused", "hover")
both = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


@both
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", ["text", "text2", "text3"])
def test_text_is_readable_on_every_ground(tokens: Tokens, ground: str, text: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.6


@both
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("accent", "surface"),
        ("accent", "sidebar"),
        ("accent", "raised"),
        ("on_accent", "accent"),
        ("text", "mark"),
        ("danger", "surface"),
        ("danger", "sidebar"),
        ("danger", "raised"),
        ("ok", "surface"),
        ("on_toast", "toast"),
        ("toast_action", "toast"),
    ],
)
def test_words_with_a_meaning_are_readable(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.6


@both
@pytest.mark.parametrize("ground", ["sidebar", "surface", "raised"])
@pytest.mark.parametrize("edge", ["border", "accent", "star_outline"])
def test_what_is_no_text_is_seen(tokens: Tokens, edge: str, ground: str) -> None:
    assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("hue", HUES)
def test_tags_are_readable_in_every_hue(hue: int, dark: bool) -> None:
    text, fill = tag_colours(hue, dark=dark)
    assert contrast(text, fill) >= 4.6
