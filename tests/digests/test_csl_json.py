"""CSL-JSON: arrays, items by id, single items and registries' answers; damage costs one item only."""

from __future__ import annotations

import json
from typing import Any

import pytest

from readinglist import digests
from readinglist.model import Digest, Document, Entry, UserError

ITEM: dict[str, Any] = {
    "id": "one",
    "type": "article-journal",
    "title": 'Reading <span class="nocase">Lists</span> &amp; <i>Papers</i>',
    "abstract": "<jats:title>Abstract</jats:title><jats:p>The first line.</jats:p><jats:p>The second.</jats:p>",
    "container-title": "Journal of Readings",
    "author": [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den", "suffix": "Jr."},
        {"literal": "The Big Team, Inc."},
        {},
    ],
    "issued": {"date-parts": [["2024", 9, 3]]},
    "DOI": "10.1000/ABC",
    "URL": "https://example.org/one",
}
SECOND: dict[str, Any] = {"id": "two", "type": "book", "title": "A second one", "issued": {"date-parts": [[2020]]}}


def read(text: str) -> Digest:
    return digests.read(Document("refs.json", text.encode()))


def item(**fields: Any) -> Entry:
    (entry,) = read(json.dumps([{"type": "article", "title": "A", "author": [{"family": "B"}]} | fields])).entries
    return entry


def test_an_item_is_read_whole() -> None:
    digest = read(json.dumps([ITEM, SECOND], indent=1))
    first, second = digest.entries
    lines = json.dumps([ITEM, SECOND], indent=1).split("\n")
    assert first == Entry(
        position=1,
        lines=(2, lines.index(" },") + 1),
        title="Reading Lists & Papers",
        abstract="The first line.\n\nThe second.",
        authors=("Jan van den Berg Jr.", "The Big Team, Inc."),
        identifiers={"doi": "10.1000/abc"},
        links={"paper": "https://example.org/one"},
        published="2024-09-03",
        venue="Journal of Readings",
    )
    assert (second.title, second.published, second.lines[0]) == ("A second one", "2020", first.lines[1] + 1)
    assert (digest.name, digest.format, digest.problems, digest.reported) == ("refs", "csl-json", (), 0)


WORK = {"DOI": "10.1000/W", "title": ["A work"], "subtitle": ["and more"], "container-title": ["J", "Journal"]}
SHAPES: dict[str, tuple[Any, list[str]]] = {
    "by id": ({"one": ITEM, "two": SECOND}, ["Reading Lists & Papers", "A second one"]),
    "one item": (ITEM, ["Reading Lists & Papers"]),
    "wrapped": ({"items": [ITEM, SECOND]}, ["Reading Lists & Papers", "A second one"]),
    "a registry's list": (
        {"status": "ok", "message": {"items": [WORK, SECOND]}},
        ["A work: and more", "A second one"],
    ),
    "a registry's work": ({"status": "ok", "message": WORK}, ["A work: and more"]),
}


@pytest.mark.parametrize(("value", "titles"), SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("indent", [None, 2])
def test_items_are_found_in_every_shape(value: Any, titles: list[str], indent: int | None) -> None:
    digest = read(json.dumps(value, indent=indent))
    assert [entry.title for entry in digest.entries] == titles
    assert (digest.format, digest.reported) == ("csl-json", 0)


@pytest.mark.parametrize(
    ("fields", "identifiers"),
    [
        ({"DOI": "https://doi.org/10.48550/arXiv.2409.01234"}, {"arxiv": "2409.01234"}),
        ({"number": "arXiv:2409.01234"}, {"arxiv": "2409.01234"}),
        ({"URL": "http://arxiv.org/abs/2409.01234v2"}, {"arxiv": "2409.01234", "arxiv_version": "2"}),
        ({"container-title": "arXiv:2409.01234 [cs]"}, {"arxiv": "2409.01234"}),
        ({"archive": "arXiv", "archive_location": "2409.01234"}, {"arxiv": "2409.01234"}),
        ({"id": "https://doi.org/10.1000/x"}, {"doi": "10.1000/x"}),
        ({"id": "doe2409.01234"}, {}),
        ({"PMID": 12345678}, {"pmid": "12345678"}),
        ({"note": "Publisher: X\nPMID: 123"}, {"pmid": "123"}),
        ({"note": "a sequel to doi:10.1000/other"}, {}),
    ],
)
def test_identifiers_are_found_wherever_they_are_kept(fields: dict[str, Any], identifiers: dict[str, str]) -> None:
    assert item(**fields).identifiers == identifiers


@pytest.mark.parametrize(
    ("issued", "published"),
    [
        ({"date-parts": [[2024, 9]]}, "2024-09"),
        ({"date-parts": [2024, 9, 3]}, "2024-09-03"),
        ({"date-parts": [[2023, 1], [2024, 1]]}, "2023-01"),
        ({"date-parts": [[None]]}, None),
        ({"raw": "3 September 2024"}, "2024-09-03"),
        ({"literal": "in press"}, None),
        ("2024-09-03", "2024-09-03"),
        (2024, "2024"),
    ],
)
def test_dates_go_as_far_as_they_are_told(issued: Any, published: str | None) -> None:
    assert item(issued=issued).published == published


@pytest.mark.parametrize("strange", [None, 5, [], {}, [[]], {"x": 1}, [None, 5], True])
@pytest.mark.parametrize(
    "field", ["title", "abstract", "author", "issued", "DOI", "URL", "container-title", "link"]
)
def test_values_of_a_strange_kind_are_as_good_as_none(field: str, strange: Any) -> None:
    kept = read(json.dumps([SECOND, ITEM | {field: strange}]))
    assert len(kept.entries) + kept.reported == 2
    assert kept.entries[0].title == "A second one"


def test_whatever_is_no_paper_is_reported_with_its_line() -> None:
    digest = read(json.dumps([SECOND, {"type": "book"}, 5, ITEM], indent=None).replace("}, ", "},\n"))
    assert [entry.title for entry in digest.entries] == ["A second one", "Reading Lists & Papers"]
    assert [(problem.line, problem.what) for problem in digest.problems] == [
        (2, "a record without a title"),
        (3, "not a record"),
    ]
    assert digest.reported == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [('"Jan"', "Jan"), ('"id": "one",', '"id": "one'), ("[{", "[["), ('"10.1000/ABC"', '"10.1000/A')],
)
def test_a_damaged_item_costs_no_neighbour(old: str, new: str) -> None:
    damaged = json.dumps(ITEM).replace(old, new)
    digest = read(f"[{json.dumps(SECOND)},\n{damaged},\n{json.dumps(SECOND | {'title': 'A third one'})}]")
    assert [entry.title for entry in digest.entries] == ["A second one", "A third one"]
    assert [(problem.line, problem.what) for problem in digest.problems] == [(2, "damaged JSON")]
    assert digest.reported == 1


def test_a_cut_file_keeps_what_stands_before_the_cut() -> None:
    text = json.dumps([ITEM, SECOND])
    assert len(read(text[:-1]).entries) == 2
    assert [entry.title for entry in read(text[:-30]).entries] == ["Reading Lists & Papers"]


def test_items_without_any_title_are_refused_and_counted() -> None:
    with pytest.raises(UserError) as caught:
        read('[{"type": "book", "author": [{"family": "B"}]}]')
    assert "1 record" in caught.value.message


def test_other_json_is_left_to_others() -> None:
    assert read('[{"title": "A", "id": "2409.01234", "summary": "B"}]').format == "json"


HOSTILE = {
    "deep": json.dumps([SECOND])[:-1] + ', {"type": "book", "title": ' + "[" * 100_000,
    "broken again and again": json.dumps([SECOND])[:-1] + ', {"type": "book", x}' * 20_000 + "]",
    "long numbers": json.dumps([SECOND])[:-1] + ', {"type": "book", "issued": ' + "9" * 100_000 + "}]",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_read_in_a_moment(text: str) -> None:
    assert [entry.title for entry in read(text).entries] == ["A second one"]
