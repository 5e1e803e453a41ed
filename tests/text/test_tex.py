from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.text.tex import readable


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('Schr\\"odinger', "Schrödinger"),
        ('Schr\\"{o}dinger', "Schrödinger"),
        ('Schr{\\"o}dinger', "Schrödinger"),
        ("Poincar\\'e and Fr\\'{e}chet", "Poincaré and Fréchet"),
        ("H\\'enon--Heiles", "Hénon--Heiles"),
        ("\\v{C}ech, \\c{c}a, \\c c", "Čech, ça, ç"),
        ('na\\"{\\i}ve', "naïve"),
        ("\\o re, \\ss, \\L{}\\'od\\'z, {\\AA}", "øre, ß, Łódź, Å"),
        ("{\\it training dynamics} of {\\em replica}", "training dynamics of replica"),
        ("\\emph{a \\textbf{b} c}", "a b c"),
        ("{\\it {\\em {\\bf three}}}", "three"),
        ("5\\% of R\\&D, \\#1, \\$3, a\\_b", "5% of R&D, #1, $3, a_b"),
        ("``quoted''", "“quoted”"),
        ("``one'' and ``two''", "“one” and “two”"),
    ],
)
def test_the_white_list_becomes_what_it_means(source: str, shown: str) -> None:
    assert readable(source) == shown


@pytest.mark.parametrize(
    "text",
    [
        "10^{-8} and ^{254}No and X^*_mathrm S",
        "$x_1 \\in \\mathbb{R}$",
        "\\(P(A, L)\\) and \\[ A \\sim B \\]",
        "100% of it, a & b, train_loss, it's -- fine",
        "https://example.org/~user/a_b",
        "nbarnu to mu in pi le",
        "C:\\temp",
        "``never closed",
        "a \\\\% b",
    ],
)
def test_everything_else_stays_as_written(text: str) -> None:
    assert readable(text) == text


def test_text_without_tex_is_the_very_same_string() -> None:
    text = "An ordinary {title} with 'quotes' and a ~tilde"
    assert readable(text) is text


_TEXISH = st.text(alphabet=st.sampled_from(list("\\{}\"'`^~=.cvoi lLstem%& ü")), max_size=60)


@given(st.one_of(st.text(), _TEXISH))
def test_reading_twice_changes_nothing_more(text: str) -> None:
    once = readable(text)
    assert readable(once) == once


@pytest.mark.parametrize(
    "piece", ["``", "{\\it ", "\\text{", "\\", '\\"', "{\\it" + " " * 50, "}", "{\\", "``a'", "\\o "]
)
def test_hostile_tex_takes_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    readable(text)
    readable("{\\it" + " " * 1_000_000)
    assert time.process_time() - began < 6
