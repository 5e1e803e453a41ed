"""JSON, JSON lines, tables and lists of identifiers: whatever they are called, papers come out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from readinglist import digests
from readinglist.model import Digest, Document, UserError

ABSTRACT = "We study a problem."


def read(text: str, name: str = "papers.json") -> Digest:
    return digests.read(Document(name, text.encode()))


def only(value: Any) -> Any:
    (entry,) = read(json.dumps(value)).entries
    return entry


def test_the_api_of_hugging_face() -> None:
    entry = only(
        [
            {
                "paper": {
                    "id": "2607.12345",
                    "title": "On\nThings",
                    "summary": "We study\nthings.",
                    "authors": [{"name": "Ada Lovelace"}, {"name": "Nobody", "hidden": True}],
                    "publishedAt": "2026-07-30T00:00:00.000Z",
                    "upvotes": 12,
                    "githubRepo": "https://github.com/a/b",
                },
                "title": "On Things",
                "thumbnail": "https://example.org/t.png",
                "submittedBy": {"name": "someone"},
            }
        ]
    )
    assert (entry.title, entry.abstract, entry.authors) == ("On Things", "We study things.", ("Ada Lovelace",))
    assert entry.identifiers == {"arxiv": "2607.12345"}
    assert (entry.votes, entry.published) == (12, "2026-07-30")
    assert entry.links["code"] == "https://github.com/a/b"


@pytest.mark.parametrize(
    "value",
    [
        {"title": "A Title", "summary": ABSTRACT},
        [{"Title": "A Title", "Abstract": ABSTRACT}],
        {"papers": [{"paper_title": "A Title", "abs": ABSTRACT}], "count": 1},
        {"2024-09-03": {"cs.LG": [{"title": "A Title", "description": ABSTRACT}]}},
        {"data": {"results": [{"论文标题": "A Title", "摘要": ABSTRACT}]}},
    ],
)
def test_records_are_found_wherever_they_lie(value: Any) -> None:
    entry = only(value)
    assert (entry.title, entry.abstract) == ("A Title", ABSTRACT)


@pytest.mark.parametrize(
    ("told", "authors"),
    [
        ("Ada Lovelace, Charles Babbage", ("Ada Lovelace", "Charles Babbage")),
        ("Lovelace, Ada; Babbage, Charles", ("Ada Lovelace", "Charles Babbage")),
        ("Lovelace, Ada and Babbage, Charles", ("Ada Lovelace", "Charles Babbage")),
        ("Lovelace, Ada", ("Ada Lovelace",)),
        (["Ada Lovelace,", "Charles Babbage"], ("Ada Lovelace", "Charles Babbage")),
        (
            [{"family": "Lovelace", "given": "Ada"}, {"first": "C.", "last": "Babbage"}],
            ("Ada Lovelace", "C. Babbage"),
        ),
        (None, ()),
        (7, ()),
    ],
)
def test_authors_as_text_lists_and_objects(told: object, authors: tuple[str, ...]) -> None:
    assert only([{"title": "A Title", "authors": told}]).authors == authors


def test_topics_of_rows_are_papers_each_once() -> None:
    row = "|**2023-09-01**|**A Title**|Ruiqi Li et.al.|[2309.00368v1](http://arxiv.org/abs/2309.00368v1)|**[link](https://github.com/a/b)**|\n"
    digest = read(json.dumps({"NLP": {"2309.00368": row}, "QA": {"2309.00368": row, "2309.00370": "- no row"}}))
    (entry,) = digest.entries
    assert (entry.title, entry.authors, entry.published) == ("A Title", ("Ruiqi Li",), "2023-09-01")
    assert entry.links == {"paper": "http://arxiv.org/abs/2309.00368v1", "code": "https://github.com/a/b"}


def test_a_record_without_a_title_is_a_stub_and_one_without_both_is_reported() -> None:
    told = ['{"arxiv_id": "2401.01234v2"}', '{"abstract": "We study."}', "not json}", *['{"title": "A"}'] * 8]
    digest = read("\n".join(told), "a.jsonl")
    assert digest.entries[0].identifiers == {"arxiv": "2401.01234", "arxiv_version": "2"}
    assert [(entry.title, entry.title_is) for entry in digest.entries[:2]] == [
        ("arXiv:2401.01234", "stub"),
        ("A", "title"),
    ]
    assert (digest.reported, [problem.line for problem in digest.problems]) == (2, [2, 3])


def test_python_dicts_a_line_are_read() -> None:
    digest = read("{'title': \"Who's there\", 'link': 'https://arxiv.org/abs/2401.01234'}\n" * 2, "a.jsonl")
    assert digest.entries[0].title == "Who's there"
    assert digest.format == "jsonl"


def test_unknown_fields_are_named_once() -> None:
    digest = read(json.dumps([{"title": "A", "zork": 1}, {"title": "B", "zork": 2, "yak": 3}]))
    assert [problem.text for problem in digest.problems] == ["yak, zork"]


def test_lines_are_told_so_that_the_source_can_be_shown() -> None:
    digest = read(json.dumps([{"title": f"Title {n}"} for n in range(3)], indent=1))
    lines = [entry.lines[0] for entry in digest.entries]
    assert lines == sorted(lines)
    assert len(set(lines)) == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"title": "A"', "damaged"),
        ("[" * 200_000 + "]" * 200_000, "deep"),
        ('[{"title": "A", "votes": NaN}]', "damaged"),
        ('[{"title": "A", "votes": ' + "9" * 5000 + "}]", "damaged"),
        ('{"dependencies": {"left-pad": "^1.0"}}', "no papers"),
        ("[1, 2, 3]", "no papers"),
    ],
)
def test_json_that_is_no_digest_is_refused_with_its_reason(text: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        read(text)
    assert said in refused.value.title.lower()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_tables_with_any_delimiter(delimiter: str) -> None:
    head = delimiter.join(("Article Title", " Author(s)", "Publication Year", "DOI"))
    row = delimiter.join(('"A Title"', "Ada Lovelace", "2020", "10.1000/x"))
    (entry,) = read(f"\ufeff{head}\n{row}\n", "a.csv").entries
    assert (entry.title, entry.authors, entry.published) == ("A Title", ("Ada Lovelace",), "2020")
    assert entry.identifiers == {"doi": "10.1000/x"}


def test_a_row_of_the_wrong_length_is_reported_and_the_others_come_in() -> None:
    digest = read('title,abstract\nOne,"We\nstudy, things"\nTwo,x,y,z\nThree,\n', "a.csv")
    assert [entry.title for entry in digest.entries] == ["One", "Three"]
    assert digest.entries[0].abstract == "We study, things"
    assert digest.entries[0].lines == (2, 3)
    (problem,) = digest.problems
    assert (problem.line, problem.text, digest.reported) == (4, "Two | x | y | z", 1)


def test_identifiers_one_a_line_are_stubs() -> None:
    told = ["arxiv", "2401.01234v2", "- https://arxiv.org/abs/2401.01235", "10.1000/abc,", "PMID: 25362434", ""]
    digest = read("\n".join([*told, "not one", "2401.01236"]), "ids.txt")
    assert [entry.title for entry in digest.entries] == [
        "arXiv:2401.01234",
        "arXiv:2401.01235",
        "doi:10.1000/abc",
        "PMID 25362434",
        "arXiv:2401.01236",
    ]
    assert all(entry.title_is == "stub" for entry in digest.entries)
    assert [(problem.line, problem.text) for problem in digest.problems] == [(7, "not one")]


@pytest.mark.parametrize("size", [200_000, 2_000_000])
def test_hostile_files_take_linear_time(size: int) -> None:
    for text in (
        "title,abstract\n" + '"' * size,
        '[{"title": "' + "a" * size + '"}]',
        "{'title': '" + "(" * size + "'}\n" * 2,
        "10.1000/" + "." * size + "\n" + "2401.01234\n" * 3,
    ):
        try:
            read(text, "a.csv")
        except UserError:
            continue
