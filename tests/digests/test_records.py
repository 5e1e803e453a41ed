"""JSON, JSON lines, tables and lists of identifiers: whatever they are called, papers come out."""

from __future__ import annotations

import csv
import io
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


API: dict[str, Any] = {
    "openalex": {
        "meta": {"count": 1},
        "results": [
            {
                "id": "https://openalex.org/W1",
                "doi": "https://doi.org/10.1000/x",
                "display_name": "On Engines",
                "publication_year": 2020,
                "publication_date": "2020-05-03",
                "ids": {"openalex": "https://openalex.org/W1", "pmid": "https://pubmed.ncbi.nlm.nih.gov/123456"},
                "primary_location": {"landing_page_url": "https://a.org", "source": {"display_name": "Nature"}},
                "open_access": {"is_oa": True, "oa_url": "https://a.org/oa"},
                "best_oa_location": {"pdf_url": "https://a.org/x.pdf"},
                "authorships": [
                    {
                        "author": {"id": "x", "display_name": "Ada Lovelace"},
                        "institutions": [{"display_name": "Uni"}],
                    }
                ],
                "concepts": [{"display_name": "Engine"}],
                "referenced_works": ["https://openalex.org/W2"],
                "abstract_inverted_index": {"We": [0], "study": [1], "engines.": [4], "and": [3], "them": [2]},
                "created_date": "2021-01-01",
            }
        ],
    },
    "semantic scholar": {
        "total": 1,
        "data": [
            {
                "paperId": "abc",
                "externalIds": {"ArXiv": "2401.01234", "DOI": "10.1000/x", "PubMed": "123456", "CorpusId": 1},
                "title": "On Engines",
                "abstract": "We study them and engines.",
                "venue": "Nature",
                "publicationVenue": {"name": "Nature Magazine"},
                "journal": {"name": "ArXiv", "volume": "1"},
                "year": 2020,
                "publicationDate": "2020-05-03",
                "openAccessPdf": {"url": "https://a.org/x.pdf", "status": "GREEN"},
                "authors": [{"authorId": "1", "name": "Ada Lovelace"}],
                "tldr": {"model": "v2", "text": "Engines work."},
                "references": [{"paperId": "x", "title": "Another"}],
            }
        ],
    },
    "crossref": {
        "message": {
            "items": [
                {
                    "DOI": "10.1000/x",
                    "title": ["On Engines"],
                    "author": [{"given": "Ada", "family": "Lovelace"}],
                    "abstract": "<jats:title>Abstract</jats:title><jats:p>We study them and engines.</jats:p>",
                    "issued": {"date-parts": [[2020, 5, 3]]},
                    "container-title": ["Nature"],
                }
            ]
        }
    },
    "openreview": {
        "notes": [
            {
                "id": "abc1",
                "forum": "abc1",
                "pdate": 1588464000000,
                "content": {
                    "title": {"value": "On Engines"},
                    "authors": {"value": ["Ada Lovelace"]},
                    "abstract": {"value": "We study them and engines."},
                    "venue": {"value": "Nature"},
                    "pdf": {"value": "/pdf/abc.pdf"},
                },
            }
        ]
    },
    "papers with code": {
        "results": [
            {
                "id": "on-engines",
                "arxiv_id": "2401.01234",
                "url_abs": "https://arxiv.org/abs/2401.01234",
                "url_pdf": "https://a.org/x.pdf",
                "title": "On Engines",
                "abstract": "We study them and engines.",
                "authors": ["Ada Lovelace"],
                "published": "2020-05-03",
                "proceeding": "Nature",
            }
        ]
    },
    "inspire": {
        "hits": {
            "hits": [
                {
                    "id": "1",
                    "created": "2021-01-01",
                    "links": {"self": "https://inspirehep.net/api/literature/1"},
                    "metadata": {
                        "titles": [{"title": "On Engines", "source": "arXiv"}],
                        "abstracts": [{"value": "We study them and engines."}],
                        "arxiv_eprints": [{"value": "2401.01234", "categories": ["hep-ph"]}],
                        "authors": [{"full_name": "Lovelace, Ada"}],
                        "dois": [{"value": "10.1000/x"}],
                        "preprint_date": "2020-05-03",
                        "publication_info": [{"journal_title": "Nature", "year": 2020}],
                    },
                }
            ]
        }
    },
    "better bibtex": {
        "config": {"label": "BetterBibTeX JSON"},
        "items": [
            {
                "itemType": "bookSection",
                "title": "On Engines",
                "abstractNote": "We study them and engines.",
                "date": "2020-05-03",
                "DOI": "10.1000/x",
                "publicationTitle": "Nature",
                "creators": [
                    {"firstName": "Ed", "lastName": "Itor", "creatorType": "editor"},
                    {"firstName": "Ada", "lastName": "Lovelace", "creatorType": "author"},
                ],
                "attachments": [{"itemType": "attachment", "title": "Full Text PDF"}],
                "extra": "PMID: 123456",
            }
        ],
    },
    "europe pmc": {
        "resultList": {
            "result": [
                {
                    "id": "123456",
                    "source": "MED",
                    "pmid": "123456",
                    "doi": "10.1000/x",
                    "title": "On Engines",
                    "authorString": "Lovelace A.",
                    "authorList": {
                        "author": [{"fullName": "Lovelace A", "firstName": "Ada", "lastName": "Lovelace"}]
                    },
                    "journalInfo": {"journal": {"title": "Nature"}},
                    "pubYear": "2020",
                    "firstPublicationDate": "2020-05-03",
                    "abstractText": "We study them and engines.",
                }
            ]
        }
    },
}


@pytest.mark.parametrize("answer", API.values(), ids=list(API))
def test_answers_of_public_apis(answer: Any) -> None:
    digest = read(json.dumps(answer))
    (entry,) = digest.entries
    assert (entry.title, entry.abstract) == ("On Engines", "We study them and engines.")
    assert (entry.authors, entry.published, entry.venue) == (("Ada Lovelace",), "2020-05-03", "Nature")
    assert entry.identifiers.items() <= {
        *(("arxiv", "2401.01234"), ("doi", "10.1000/x"), ("pmid", "123456"), ("openreview", "abc1"))
    }
    assert entry.identifiers
    assert entry.links.get("pdf", "https://a.org/x.pdf") == "https://a.org/x.pdf"
    assert digest.problems == ()


def test_an_answer_of_dblp() -> None:
    told: dict[str, Any] = {
        "authors": {"author": [{"@pid": "1", "text": "Wei Wang 0001"}, {"text": "Ada Lovelace"}]}
    }
    told |= {"title": "On Engines.", "venue": ["A", "B"], "year": "2020", "url": "https://dblp.org/rec/x"}
    entry = only({"result": {"hits": {"@total": "1", "hit": [{"@score": "1", "@id": "1", "info": told}]}}})
    assert (entry.title, entry.authors) == ("On Engines", ("Wei Wang", "Ada Lovelace"))
    assert (entry.published, entry.venue) == ("2020", "A")


def test_a_machine_s_summary_is_a_comment_where_nothing_else_tells() -> None:
    assert only({"data": [{"title": "A", "tldr": {"text": "Engines work."}}]}).comment == "Engines work."


def test_crossref_a_line_reads_as_crossref_whole() -> None:
    (item,) = API["crossref"]["message"]["items"]
    entry = read(f"{json.dumps(item)}\n" * 2, "a.jsonl").entries[0]
    assert (entry.abstract, entry.published) == ("We study them and engines.", "2020-05-03")


def test_a_digest_with_a_title_of_its_own_is_no_paper() -> None:
    digest = read(json.dumps({"title": "Daily", "date": "2024-05-03", "papers": [{"title": "A"}, {"title": "B"}]}))
    assert [entry.title for entry in digest.entries] == ["A", "B"]


def test_a_record_whose_title_is_empty_is_kept_and_reported() -> None:
    digest = read(json.dumps([{"title": "", "abstract": ABSTRACT}, {"title": "N/A", "authors": ["Ada Lovelace"]}]))
    assert [entry.title for entry in digest.entries] == [f"Untitled: {ABSTRACT}", "Untitled: Ada Lovelace"]
    assert len(digest.problems) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"title": "A"', "damaged"),
        ("[" * 200_000 + "]" * 200_000, "deep"),
        ('[{"title": "A", "votes": NaN}]', "damaged"),
        ('[{"title": "A", "votes": ' + "9" * 5000 + "}]", "damaged"),
        ('{"dependencies": {"left-pad": "^1.0"}}', "no papers"),
        ("[1, 2, 3]", "no papers"),
        ('{"name": "left-pad", "author": "A B", "description": "Pads.", "version": "1"}', "no papers"),
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


def table(**cells: str) -> Digest:
    """One row under the columns named, `_` for blanks."""
    columns = [name.replace("_", " ") for name in cells]
    out = io.StringIO()
    csv.writer(out).writerows([columns, list(cells.values())])
    return read(out.getvalue(), "a.csv")


def test_zotero_s_table_is_taken_whole() -> None:
    digest = table(
        Key="ABCD1234",
        Item_Type="journalArticle",
        Publication_Year="2020",
        Author="Lovelace, Ada; Babbage, Charles",
        Title="On Engines",
        Publication_Title="Nature",
        ISSN="0028-0836",
        Url="https://example.org/a",
        Abstract_Note="We study engines.",
        Date="2020-05-03",
        Date_Added="2021-01-01 10:00:00",
        Access_Date="2022-01-01",
        Manual_Tags="a; b",
        Automatic_Tags="c",
        Editor="Itor, Ed",
        Extra="arXiv:2401.01234 [cs]\nPMID: 123456",
        Notes="<p>Read it &amp; learn.</p>",
    )
    (entry,) = digest.entries
    assert digest.problems == ()
    assert (entry.title, entry.abstract, entry.venue) == ("On Engines", "We study engines.", "Nature")
    assert (entry.authors, entry.published) == (("Ada Lovelace", "Charles Babbage"), "2020-05-03")
    assert entry.identifiers == {"arxiv": "2401.01234", "pmid": "123456"}
    assert entry.comment == "Read it & learn."


def test_scopus_full_names_count_and_its_placeholders_do_not() -> None:
    (entry,) = table(
        Authors="Lovelace, A.; Babbage, C.",
        Author_full_names="Lovelace, Ada (57190000000); Babbage, Charles (57190000001)",
        Title="On Engines",
        Source="Scopus",
        Source_title="Nature",
        Abstract="[No abstract available]",
    ).entries
    assert entry.authors == ("Ada Lovelace", "Charles Babbage")
    assert (entry.abstract, entry.venue) == ("", "Nature")


def test_pubmed_s_table() -> None:
    digest = table(
        PMID="123456",
        Title="On Engines.",
        Authors="Lovelace A, Babbage CD.",
        Citation="Nature. 2020 May;1:2. doi: 10.1000/y.",
        First_Author="Lovelace A",
        **{"Journal/Book": "Nature", "Publication Year": "2020", "Create Date": "2021/05/03", "NIHMS ID": "1"},
        DOI="10.1000/x",
    )
    (entry,) = digest.entries
    assert digest.problems == ()
    assert (entry.authors, entry.published) == (("A Lovelace", "CD Babbage"), "2020")
    assert entry.identifiers == {"pmid": "123456", "doi": "10.1000/x"}


def test_web_of_science_tells_columns_by_its_tags() -> None:
    told = {"PT": "J", "AU": "Lovelace, A", "AF": "Lovelace, Ada; Babbage, Charles", "TI": "On Engines"}
    told |= {"SO": "NATURE", "ID": "KEY; WORDS", "AB": "We.", "DI": "10.1000/x", "PY": "2020", "PD": "MAY 3"}
    digest = read("\t".join(told) + "\n" + "\t".join(told.values()) + "\n", "savedrecs.txt")
    (entry,) = digest.entries
    assert (entry.title, entry.abstract, entry.venue) == ("On Engines", "We.", "NATURE")
    assert (entry.authors, entry.published) == (("Ada Lovelace", "Charles Babbage"), "2020-05-03")
    assert (entry.identifiers, entry.lines, digest.problems) == ({"doi": "10.1000/x"}, (2, 2), ())


def test_year_month_and_day_in_columns_of_their_own_are_one_date() -> None:
    assert table(title="On", year="2020", month="5", day="3").entries[0].published == "2020-05-03"
    assert table(title="On", year="2020", month="May", day="3").entries[0].published == "2020-05-03"
    assert table(title="On", Published_Year="2020", Published_Month="May").entries[0].published == "2020-05"


def test_habits_of_hand_made_tables() -> None:
    (entry,) = table(Paper_Title="On Engines", Link="https://arxiv.org/abs/2401.01234", Notes="soon").entries
    assert (entry.title, entry.comment, entry.identifiers) == ("On Engines", "soon", {"arxiv": "2401.01234"})
    (entry,) = table(Name="On Engines", Tags="a", URL="https://arxiv.org/abs/2401.01234").entries
    assert (entry.title, entry.identifiers) == ("On Engines", {"arxiv": "2401.01234"})


def test_columns_that_are_not_understood_are_named_once() -> None:
    digest = read("Title,Authors,Zork,Yak,Volume\nA,B C,1,2,3\nD,E F,1,,4\n", "a.csv")
    assert [(problem.line, problem.text) for problem in digest.problems] == [(1, "Yak, Zork")]


@pytest.mark.parametrize(
    "preface",
    ["sep=,\n", "\n\n", '"About the data: Exported on May 3, 2020."\n', "# my list\n# of papers\n"],
)
def test_the_header_row_may_stand_below_a_preface(preface: str) -> None:
    (entry,) = read(f"{preface}Title,Authors,DOI\nOn Engines,Ada Lovelace,10.1000/x\n", "a.csv").entries
    assert (entry.title, entry.authors) == ("On Engines", ("Ada Lovelace",))
    assert entry.lines[0] == preface.count("\n") + 2


def test_a_row_number_without_a_name_shifts_nothing() -> None:
    (entry,) = read("\ttitle\tabstract\n0\tOn\tWe.\n", "a.tsv").entries
    assert (entry.title, entry.abstract) == ("On", "We.")


def test_a_table_between_bars_has_no_rule_for_a_paper() -> None:
    (entry,) = read("| Title | Authors |\n|---|---|\n| On | Ada Lovelace |\n", "a.txt").entries
    assert (entry.title, entry.authors) == ("On", ("Ada Lovelace",))
    linked = "| Title | Authors |\n|---|---|\n| [On](https://arxiv.org/abs/2401.01234) | Ada Lovelace |\n"
    assert read(linked, "a.md").format == "markdown"


def test_a_table_without_titles_is_refused_by_its_columns_unless_it_names_papers() -> None:
    with pytest.raises(UserError) as refused:
        read("Authors,Journal,Year\nA B,Nature,2020\nC D,Cell,2021\n", "a.csv")
    assert refused.value.title == "This table has no column of titles"
    assert "Authors, Journal, Year" in refused.value.message
    digest = read("DOI,Journal,Year\n10.1000/x,Nature,2020\n,Cell,2021\n", "a.csv")
    assert [(entry.title, entry.venue) for entry in digest.entries] == [("doi:10.1000/x", "Nature")]
    assert (digest.reported, digest.problems[0].line) == (1, 3)


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
        "{'title': 'A', 'id': 0x" + "f" * 9000 + "}\n" * 2,
        "title,authors\nA," + "A. " * (size // 3),
        "title,authors\nA," + '"' + ", " * (size // 2) + '"',
        json.dumps([{"title": "A", "abstract_inverted_index": {"a": [*range(size // 10)]}}]),
        "10.1000/" + "." * size + "\n" + "2401.01234\n" * 3,
    ):
        try:
            read(text, "a.csv")
        except UserError:
            continue


def test_a_markdown_table_below_a_heading_keeps_its_links() -> None:
    text = (
        "# Papers of the day\n\n| Title | Summary | Links |\n|---|---|---|\n"
        "| A First Title | We study. | [arXiv](https://arxiv.org/abs/2409.01234) |\n"
        "| A Second Title | We prove. | [arXiv](https://arxiv.org/abs/2409.05678) |\n"
    )
    digest = read(text, "day.md")
    assert digest.format == "markdown"
    assert [entry.identifiers["arxiv"] for entry in digest.entries] == ["2409.01234", "2409.05678"]
