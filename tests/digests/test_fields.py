"""Dates, names, markup and identifiers as files write them."""

from __future__ import annotations

import pytest

from readinglist.digests.fields import (
    day,
    given_first,
    identify,
    is_placeholder,
    iso_date,
    marked_up,
    paragraphs,
    people,
    plain,
)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-09-03T10:00:00Z", "2024-09-03"),
        ("2024/9/3", "2024-09-03"),
        ("20240903", "2024-09-03"),
        ("Wed, 1 Mar 2023 19:00:02 GMT", "2023-03-01"),
        ("March 3, 2024", "2024-03-03"),
        ("3 March 2024", "2024-03-03"),
        ("2012 Jun 15", "2012-06-15"),
        ("Jun 2012", "2012-06"),
        ("2012 Jun-Jul", "2012-06"),
        ("(2017)", "2017"),
        ("Spring 2019", "2019"),
        ("25/12/2020", "2020-12-25"),
        ("12/25/2020", "2020-12-25"),
        ("03/05/2020", "2020"),
        ("2024-13-45", "2024"),
        ("2023-02-30", "2023-02"),
        ("Sep 3", None),
        ("12345", None),
        ("", None),
    ],
)
def test_dates_go_as_far_as_they_are_told(text: str, date: str | None) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Lovelace and Charles Babbage", ("Ada Lovelace", "Charles Babbage")),
        ("Lovelace, Ada and Babbage, Charles", ("Ada Lovelace", "Charles Babbage")),
        ("Lovelace, Ada; Babbage, Charles", ("Ada Lovelace", "Charles Babbage")),
        ("King, Jr., Martin", ("Martin King Jr.",)),
        ("King, Martin L Jr", ("Martin L King Jr",)),
        ("King, Martin 3rd", ("Martin King 3rd",)),
        ("Nguyen, Vi", ("Vi Nguyen",)),
        ("Ada Lovelace et al.", ("Ada Lovelace",)),
        ("Ada Lovelace, et.al.", ("Ada Lovelace",)),
        ("Ada Lovelace and others", ("Ada Lovelace",)),
        ("", ()),
    ],
)
def test_names_stand_given_first_in_order(text: str, names: tuple[str, ...]) -> None:
    assert people(text) == names


def test_names_between_commas() -> None:
    assert people("A. B. Cee, D Eff, and G Aitch*", commas=True) == ("A. B. Cee", "D Eff", "G Aitch")
    assert given_first("Plato") == "Plato"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<p>One &amp; two<br>three</p>", "One & two\nthree\n"),
        ("p < 0.05 and q > 3", "p < 0.05 and q > 3"),
        ("a<b", "a<b"),
        ("x<sup>2</sup>", "x2"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_markup_goes_and_what_looks_like_it_stays(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_wrapped_text_becomes_paragraphs() -> None:
    assert (
        paragraphs("  We study\nthings.\n  Then we stop.\n\nDone.") == "We study things.\n\nThen we stop.\n\nDone."
    )
    assert paragraphs("  We study\n  things.") == "We study things."


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("https://arxiv.org/pdf/2401.01234v3.pdf", {"arxiv": "2401.01234", "arxiv_version": "3"}),
        ("arXiv:math.CO/0112567", {"arxiv": "math/0112567"}),
        ("arXiv preprint arXiv:2401.01234", {"arxiv": "2401.01234"}),
        ("10.48550/arXiv.2401.01234", {"arxiv": "2401.01234"}),
        ("https://doi.org/10.1000/ABC.", {"doi": "10.1000/abc"}),
        ("https://openreview.net/forum?id=abc-1", {"openreview": "abc-1"}),
        ("https://example.org/2401", {}),
        ("W4391", {}),
    ],
)
def test_identifiers_are_found_in_whatever_names_them(told: str, found: dict[str, str]) -> None:
    assert identify(told) == found


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Fri,  3 Mar 23 01:29:12 GMT", "2023-03-03"),
        ("Fri, 1 Jan 99", "1999-01-01"),
        ("Tuesday, 25 February 2025", "2025-02-25"),
        ("Mar 2023", None),
        ("31 Feb 2023", None),
        ("", None),
    ],
)
def test_a_day_is_told_whole_or_not_at_all(text: str, date: str | None) -> None:
    assert day(text) == date


@pytest.mark.parametrize(
    "text",
    [
        *("[No abstract available]", "No abstract available.", "No abstract.", "No Abstract", "[no abstract]"),
        *("Abstract not available", "Abstract not available.", "n/a", "N/A", "None", "-", "—", "TBD", " null\n"),
    ],
)
def test_a_text_that_only_says_there_is_none_is_none(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["", "No abstract art is made here.", "None of it works.", "NP", "-5", "A"])
def test_a_short_text_that_says_something_stays(text: str) -> None:
    assert not is_placeholder(text)


def test_abstracts_of_publishers_lose_their_tags_and_heading() -> None:
    told = (
        "<jats:title>Abstract</jats:title><jats:p>We study <jats:italic>x</jats:italic>.</jats:p><jats:p>p &lt; 1"
    )
    assert paragraphs(marked_up(told)) == "We study x.\n\np < 1"
