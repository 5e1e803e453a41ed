from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.text.fold import tag_key, title_key, tokens, variants, words
from readinglist.text.tex import readable


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Quantum annealing", ["quantum", "annealing"]),
        ("k-means, Li-ion and snake_case/path", ["k", "means", "li", "ion", "and", "snake", "case", "path"]),
        ("don't", ["don", "t"]),
        ("C++ and C#", ["c", "and", "c"]),
        ("Schrödinger", ["schrodinger"]),
        ('Schr\\"odinger', ["schrodinger"]),
        ('Schr\\"{o}dinger', ["schrodinger"]),
        ('Schr{\\"o}dinger', ["schrodinger"]),
        ("Fr\\'echet and Carath\\'eodory", ["frechet", "and", "caratheodory"]),
        ("Straße", ["strasse"]),
        ("Tromsø, Łódź, Þór", ["tromso", "lodz", "thor"]),
        ("φ", ["phi"]),
        ("ϕ", ["phi"]),
        ("\\phi", ["phi"]),
        ("ΛCDM", ["lambdacdm"]),
        ("µm and μm", ["mum", "and", "mum"]),
        ("B^-", ["b"]),
        ("10^{-8}", ["10", "8"]),
        ("H₂O, x²", ["h2o", "x2"]),
        ("ﬁne ＡＢＣ", ["fine", "abc"]),
        ("İstanbul ırmak", ["istanbul", "irmak"]),
        ("量子计算 QC", ["量", "子", "计", "算", "qc"]),
        ("ガウス過程", ["ガ", "ウ", "ス", "過", "程"]),
        ("ｶﾞ", ["ガ"]),
        ("ア・イ", ["ア", "イ"]),
        ("Привет мир", ["привет", "мир"]),
        ("co\u00adoperate zero\u200bwidth", ["cooperate", "zerowidth"]),
        ("{\\it training dynamics}", ["training", "dynamics"]),
        ("", []),
        ("— … !", []),
        ("\u0301\u0302", []),
    ],
)
def test_words_fold_so_that_spellings_of_one_word_meet(text: str, folded: list[str]) -> None:
    assert words(text) == folded


@given(st.text(st.characters(exclude_characters="\\`{")))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert words(unicodedata.normalize("NFC", text)) == words(unicodedata.normalize("NFD", text))


@given(st.text())
def test_words_are_letters_and_digits_and_fold_to_themselves(text: str) -> None:
    found = words(text)
    assert all(word.isalnum() for word in found)
    assert words(" ".join(found)) == found


@given(st.text())
def test_every_token_is_what_stands_at_its_place(text: str) -> None:
    shown = readable(text)
    found = tokens(shown)
    assert [token.text for token in found] == words(text)
    places = [(token.start, token.end) for token in found]
    assert places == sorted(places)
    for token in found:
        assert token.text in [inner.text for inner in tokens(shown[token.start : token.end])]


def test_a_token_takes_its_accents_along() -> None:
    text = "the Schro\u0308dinger-bridge"
    assert [text[token.start : token.end] for token in tokens(text)] == ["the", "Schro\u0308dinger", "bridge"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Schr\\\"odinger's Cat", "Schrödinger’s cat"),
        ("Tensions in $\\Lambda$CDM", "Tensions in ΛCDM"),
        ("Tensions in ΛCDM", "Tensions in LambdaCDM"),
        ("Decay of μ^+", "Decay of \\mu^+"),
        ("T_{cs 0}^{*}(2870)^0 in B^- rightarrow D", "$T_{cs0}^{*}(2870)^{0}$ in $B^-\\rightarrow D$"),
        ("{\\it Ab initio} study", "Ab Initio Study"),
        ("Ca{\\~n}on", "Cañon"),
    ],
)
def test_spellings_of_one_title_have_one_key(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


def test_different_titles_keep_different_keys() -> None:
    assert title_key("Quantum Diffusion Models") != title_key("Quantum Denoising Diffusion Models")


@given(st.text())
def test_a_title_key_is_made_of_latin_letters_and_digits(text: str) -> None:
    assert all(sign.isascii() and sign.isalnum() and sign == sign.lower() for sign in title_key(text))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Café", "cafe", True),
        ("Ørsted", "orsted", True),
        ("machine  learning", "Machine Learning", True),
        ("physics / optics", "physics/optics", True),
        (" to read ", "to read", True),
        ("C++", "C", False),
        ("C++", "c++", True),
        ("read, later", "read later", False),
        ("量子", "量 子", False),
        ("⭐", "★", False),
    ],
)
def test_tags_are_the_same_when_their_fold_is(one: str, other: str, same: bool) -> None:
    assert (tag_key(one) == tag_key(other)) is same


@given(st.text())
def test_the_key_of_a_tag_is_its_own_key(name: str) -> None:
    assert tag_key(tag_key(name)) == tag_key(name)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("network", "networks"),
        ("networks", "network"),
        ("process", "processes"),
        ("processes", "process"),
        ("box", "box"),
        ("matrix", "matrixes"),
        ("branch", "branches"),
        ("theory", "theories"),
        ("theories", "theory"),
        ("array", "arrays"),
        ("gases", "gas"),
    ],
)
def test_a_word_knows_its_plural_or_singular(word: str, other: str) -> None:
    assert variants(word)[0] == word
    assert other in variants(word)


@pytest.mark.parametrize("word", ["gas", "as", "k", "2024", "h2o", "量"])
def test_short_words_and_numbers_have_no_plural(word: str) -> None:
    assert variants(word) == (word,)


def test_the_plural_rule_is_no_stemmer() -> None:
    assert "general" not in variants("generation")
    assert "generative" not in variants("general")


@pytest.mark.parametrize("text", ["a\u0301\u0323" * 50_000, "か\u3099" * 50_000, "é" * 100_000, "{\\it " * 50_000])
def test_hostile_text_folds_in_linear_time(text: str) -> None:
    began = time.process_time()
    words(text)
    title_key(text)
    tag_key(text)
    assert time.process_time() - began < 3
