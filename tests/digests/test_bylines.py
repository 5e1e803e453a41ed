"""Author fields of arXiv: names in order, without what stands around them."""

from __future__ import annotations

import pytest

from readinglist.digests.bylines import byline


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee", ("Ann Lee",)),
        ("Ann Lee and Bo Chen", ("Ann Lee", "Bo Chen")),
        ("Ann Lee, Bo\n  Chen, and Cy Diaz", ("Ann Lee", "Bo Chen", "Cy Diaz")),
        ("Ann Lee; Bo Chen", ("Ann Lee", "Bo Chen")),
        ("Z. Andrews, A. Sandoval", ("Z. Andrews", "A. Sandoval")),
        ("Ann Lee (1), Bo Chen (1 and 2) ((1) Uni A, B (City), (2) Uni C)", ("Ann Lee", "Bo Chen")),
        ("Ann Lee (Dept. (Lab (Room))), Bo Chen", ("Ann Lee", "Bo Chen")),
        ("Ann Lee (1, Bo Chen (2), Cy Diaz ((1) Uni A, (2) Uni", ("Ann Lee", "Bo Chen", "Cy Diaz")),
        ("Ann Lee (for the XYZ Collaboration)", ("Ann Lee",)),
        ("Ann Lee for the XYZ Collaboration, Bo Chen", ("Ann Lee", "Bo Chen")),
        ("Ann Lee on behalf of XYZ", ("Ann Lee",)),
        ("The XYZ Collaboration", ("The XYZ Collaboration",)),
        ("XYZ Collaboration: A. Lee, B. Chen", ("XYZ Collaboration", "A. Lee", "B. Chen")),
        ("Ann Lee, Jr., Bo Chen III", ("Ann Lee Jr.", "Bo Chen III")),
        ("Ann Lee et al.", ("Ann Lee",)),
        ("A.~Lee, Jos\\'e Mu\\~noz, M{\\aa}ns Oe", ("A. Lee", "Jos\\'e Mu\\~noz", "M{\\aa}ns Oe")),
        (") ( ,, and", ()),
        ("", ()),
    ],
)
def test_names_come_in_order_without_affiliations(text: str, names: tuple[str, ...]) -> None:
    assert byline(text) == (names, None)


def test_authors_not_shown_are_counted() -> None:
    assert byline("Ann Lee, Bo Chen, et al. (12 additional authors not shown)") == (("Ann Lee", "Bo Chen"), 14)


@pytest.mark.parametrize(
    "piece", ["(", "((", "()", ")", ",", " and ", "*", "for the ", "~", "(1 ", "a:", "et al. "]
)
def test_hostile_fields_take_no_time(piece: str) -> None:
    byline(piece * 300_000)
