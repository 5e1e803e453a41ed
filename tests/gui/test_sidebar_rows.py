"""What stands in the sidebar, in which order, and how it is spoken."""

from __future__ import annotations

from readinglist.gui.sidebar_rows import Row, rows
from readinglist.messages import Counted
from readinglist.model import DigestInfo, SearchInfo, TagInfo

TAG = TagInfo(1, "physics", 215, 3, "2026-09-03T10:00:00+00:00")
DIGEST = DigestInfo(1, "Daily Papers", "a.txt", "text", None, "Sep 3", "2026-09-03", 68, 68, 68, 60, 8, 0)


def made(*searches: SearchInfo) -> list[Row]:
    counted = Counted(1, {"is:inbox": 5}, (TAG,), (DIGEST,), 0, 0, 0, searches)
    return rows(counted, (), "is:inbox")


def test_without_saved_searches_there_is_no_section() -> None:
    assert "SAVED SEARCHES" not in [row.text for row in made()]


def test_saved_searches_stand_between_tags_and_digests() -> None:
    texts = [row.text for row in made(SearchInfo(1, "Zeta", "z", 4), SearchInfo(2, "Alpha", "a", 1))]
    start = texts.index("TAGS")
    assert texts[start:] == [
        "TAGS",
        "physics",
        "SAVED SEARCHES",
        "Zeta",
        "Alpha",
        "DIGESTS",
        "3 Sep · Daily Papers",
        "More",
    ]


def test_a_saved_search_tells_its_line_and_is_spoken_with_its_count() -> None:
    row = next(row for row in made(SearchInfo(1, "Bridges\u202e", 'bridge -"a b"', 1)) if row.kind == "search")
    assert (row.view, row.text, row.count) == ('bridge -"a b"', "Bridges", 1)
    assert row.tip == 'Bridges: bridge -"a b"'
    assert row.spoken == "Bridges, 1 paper, saved search"


def test_a_name_that_is_the_line_is_told_once() -> None:
    row = next(row for row in made(SearchInfo(1, "Bridge", "bridge", 1)) if row.kind == "search")
    assert row.tip == "bridge"


def test_a_search_that_can_not_be_read_any_more_says_why_and_has_no_count() -> None:
    broken = SearchInfo(1, "Old", "title:", 0, "title: needs a word.")
    row = next(row for row in made(broken) if row.kind == "search")
    assert row.count is None
    assert row.tip == "Old: title: · This search can't be read. title: needs a word."
    assert row.spoken == "Old, can't be read: title: needs a word."
