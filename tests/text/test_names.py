"""Whichever way a name is written, its family name is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.text.names import families, unnumbered


@pytest.mark.parametrize(
    "name",
    [
        *("John Smith", "J. Smith", "J.A. Smith", "Smith J", "Smith J.", "Smith J. A.", "Smith, John"),
        *("Smith, J. A.", "SMITH J", "John Smith Jr.", "Smith Jr., John", "John Smith III", "John Smith 0002"),
    ],
)
def test_one_person_has_one_family_name(name: str) -> None:
    assert families(name) == {"smith"}


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Jan van der Berg", {"berg"}),
        ("José García-López", {"lopez"}),
        ('Schr\\"odinger, E.', {"schrodinger"}),
        ("Smith JA", {"smith", "ja"}),
        ("Wei LI", {"wei", "li"}),
        ("Plato", {"plato"}),
        ("", set()),
    ],
)
def test_a_name_that_can_be_read_both_ways_has_both(name: str, family: set[str]) -> None:
    assert families(name) == family


@given(st.text(alphabet="abcABC.,- 0é", max_size=30))
def test_any_name_has_words_for_a_family_name_or_none(name: str) -> None:
    assert all(family and family == family.lower() for family in families(name))


def test_the_number_of_a_person_in_a_register_goes() -> None:
    assert unnumbered("Wei Wang 0001") == "Wei Wang"
    assert unnumbered("Louis 14") == "Louis 14"
    assert unnumbered("0001") == "0001"
