"""Authors of tables and JSON come out as `Given Family`, one by one, however they were listed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.digests.record_names import authors, listed

FAMILIES = st.sampled_from(["Lovelace", "Babbage", "García", "van der Berg", "O'Neil", "Müller"])
GIVEN = st.sampled_from(["Ada", "Charles B.", "José", "A.-K."])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Lovelace, Charles Babbage and Jan Berg", ("Ada Lovelace", "Charles Babbage", "Jan Berg")),
        ("Lovelace, Ada, Babbage, Charles", ("Ada Lovelace", "Charles Babbage")),
        ("van der Berg, Jan", ("Jan van der Berg",)),
        ("Van Nguyen, Minh Tran", ("Van Nguyen", "Minh Tran")),
        ("Smith, J., García López, A. B., & Roe, B.", ("J. Smith", "A. B. García López", "B. Roe")),
        ("Smith J, Doe A.", ("J Smith", "A Doe")),
        ("Smith J., García-López M.", ("J. Smith", "M. García-López")),
        ("Smith JA, Kim H-J, van der Berg J, et al.", ("JA Smith", "H-J Kim", "J van der Berg")),
        ("Smith J; Doe AB", ("J Smith", "AB Doe")),
        ("Wei LI, Jian WU", ("Wei LI", "Jian WU")),
        ("LI X, WU Y", ("LI X", "WU Y")),
        ("John Smith II, Jane Roe", ("John Smith II", "Jane Roe")),
        ("Ada Lovelace, WHO", ("Ada Lovelace", "WHO")),
        ("Martin King, Jr., Ada Lovelace", ("Martin King Jr.", "Ada Lovelace")),
        ("Lovelace, Ada (57190000000); Babbage, Charles (57190000001)", ("Ada Lovelace", "Charles Babbage")),
        ("Ada Lovelace|Charles Babbage", ("Ada Lovelace", "Charles Babbage")),
        ("王伟, 李娜", ("王伟", "李娜")),
        ("王伟，李娜、张三", ("王伟", "李娜", "张三")),
        ("N/A", ()),
    ],
)
def test_names_in_one_text(text: str, names: tuple[str, ...]) -> None:
    assert listed(text) == names


@given(st.lists(st.tuples(FAMILIES, GIVEN), min_size=1, max_size=5, unique=True))
def test_every_way_to_list_people_gives_the_same(people: list[tuple[str, str]]) -> None:
    wanted = tuple(f"{given} {family}" for family, given in people)
    for between in ("; ", " and ", ", "):
        assert listed(between.join(f"{family}, {given}" for family, given in people)) == wanted
    assert listed("; ".join(wanted)) == wanted


@pytest.mark.parametrize(
    ("told", "names"),
    [
        (["Ada Lovelace, Charles Babbage"], ("Ada Lovelace", "Charles Babbage")),
        (["Smith J", "Doe A"], ("J Smith", "A Doe")),
        ([{"text": "Ada Lovelace"}], ("Ada Lovelace",)),
        ({"author": {"text": "Ada Lovelace"}}, ("Ada Lovelace",)),
        ({"author": [{"firstName": "Ada", "lastName": "Lovelace"}]}, ("Ada Lovelace",)),
        ([{"author": {"display_name": "Ada Lovelace"}, "raw_author_name": "A. L."}], ("Ada Lovelace",)),
        ([{"full_name": "Lovelace, Ada"}], ("Ada Lovelace",)),
        (
            [{"name": "Ed Itor", "creatorType": "editor"}, {"name": "Ada Lovelace", "creatorType": "author"}],
            ("Ada Lovelace",),
        ),
        ([{"name": "Ed Itor", "creatorType": "editor"}], ("Ed Itor",)),
        ([[], 7, None, {}], ()),
    ],
)
def test_names_in_lists_and_objects(told: Any, names: tuple[str, ...]) -> None:
    assert authors([told]) == names
