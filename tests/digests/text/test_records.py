"""Digests that write `Title:` and `Abstract:` before what they hold."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest

from readinglist import digests
from readinglist.digests.text.labels import labelled
from readinglist.digests.text.marks import bared
from readinglist.model import Digest, Document, UserError

ABSTRACT = "We present a method that keeps notes in order. Our results show that the model finds more of them."
OTHER = "This paper asks what a list is for. We propose a framework, and our experiments show that it holds."


def read(text: str) -> Digest:
    return digests.read(Document("x.txt", text.encode()))


def pairs(digest: Digest) -> list[tuple[str, str]]:
    return [(entry.title, entry.abstract) for entry in digest.entries]


FORMS = {
    "title and summary": "Title: {title}\nPDF: {pdf}\nSummary: {abstract}\n---\n",
    "bold labels": "**Title:** {title}\n**Link:** [pdf]({pdf})\n**Abstract:** {abstract}\n\n",
    "bold without the colon": "**Title**: {title}\n**PDF**: {pdf}\n**Abstract**: {abstract}\n\n",
    "a list": "- Title: {title}\n- PDF: <{pdf}>\n- Abstract: {abstract}\n\n",
    "numbers": "### Paper {n}\n\n1. Title: {title}\n2. URL: {pdf}\n3. Abstract: {abstract}\n\n",
    "text below its label": "TITLE: {title}\nPDF: {pdf}\n\nABSTRACT:\n{abstract}\n\n====================\n",
    "link above the title": "PDF: {pdf}\nTitle: {title}\nAbstract: {abstract}\n\n",
    "Chinese": "标题：{title}\n链接：{pdf}\n摘要：{abstract}\n\n",
    "Korean": "제목: {title}\n링크: {pdf}\n초록: {abstract}\n\n",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_labels_of_many_kinds_are_read(seed: Any, form: str) -> None:
    text = "".join(
        form.format(title=title, abstract=abstract, pdf=f"https://arxiv.org/pdf/2409.{n:05}", n=n)
        for n, (title, abstract) in enumerate(seed.papers, start=1)
    )
    digest = read(text)
    assert pairs(digest) == list(seed.papers)
    assert [entry.identifiers["arxiv"] for entry in digest.entries] == [
        f"2409.{n:05}" for n in range(1, len(seed.papers) + 1)
    ]
    assert {tuple(entry.links) for entry in digest.entries} == {("pdf",)}
    assert digest.problems == ()


@pytest.mark.parametrize("width", [64, 80, 120])
def test_wrapped_fields_go_on_in_the_next_lines(seed: Any, width: int) -> None:
    def fill(text: str) -> str:
        return textwrap.fill(text, width, break_on_hyphens=False, break_long_words=False)

    text = "---\n".join(
        f"{fill(f'Title: {title}')}\n{fill(f'Summary: {abstract}')}\n" for title, abstract in seed.papers
    )
    exact = sum(before == after for before, after in zip(pairs(read(text)), seed.papers, strict=True))
    assert exact >= len(seed.papers) - 3  # a line that ends in `-` is joined without a blank


FULL = f"""The week's papers
Date: 2024-09-03

Title: Notes in Order for Everybody,
  and a Word on Everybody Else
Authors: Ada Lovelace, Émilie du Châtelet,
  Alan Turing
Date: 2024-09-02
Journal-ref: Journal of Lists 12 (2024) 3
DOI: 10.1000/182
arXiv: 2409.00001v2
Categories: cs.DL
Comments: 12 pages,
  2 figures
Upvotes: 1,234

{ABSTRACT}

{OTHER}

Title: What Is a List For?
Authors: 3 authors
Code: https://github.com/uol/lists
Project page: https://uol.example.org
Abstract: {OTHER}
"""


def test_every_label_sets_its_field() -> None:
    digest = read(FULL)
    assert (digest.dated_as, digest.dated) == ("2024-09-03", "2024-09-03")
    first, second = digest.entries
    assert first.title == "Notes in Order for Everybody, and a Word on Everybody Else"
    assert first.abstract == f"{ABSTRACT}\n\n{OTHER}"
    assert first.authors == ("Ada Lovelace", "Émilie du Châtelet", "Alan Turing")
    assert first.identifiers == {"doi": "10.1000/182", "arxiv": "2409.00001", "arxiv_version": "2"}
    assert (first.published, first.votes) == ("2024-09-02", 1234)
    assert (first.venue, first.comment) == ("Journal of Lists 12 (2024) 3", "12 pages, 2 figures")
    assert (second.author_count, second.links) == (3, {"code": "https://github.com/uol/lists"})
    assert [problem.text for problem in digest.problems] == ["The week's papers"]


def test_a_summary_beside_an_abstract_is_a_comment() -> None:
    record = "Title: Notes in Order\nSummary: {0}\nAbstract: {1}\n---\n"
    text = record.format(OTHER, ABSTRACT) + record.replace("Notes", "Lists").format(OTHER, ABSTRACT)
    assert [(entry.abstract, entry.comment) for entry in read(text).entries] == [(ABSTRACT, OTHER)] * 2


def test_a_record_that_is_there_twice_is_joined() -> None:
    digest = read(f"Title: Notes in Order\nAbstract: {ABSTRACT}\n---\n" * 2 + FULL)
    assert len(digest.entries) == 3
    assert [problem.what for problem in digest.problems] == ["there twice, joined", "not understood"]


def test_text_between_records_is_reported() -> None:
    text = f"Title: Notes in Order\nAbstract: {ABSTRACT}\n---\nAn advertisement\n---\n"
    digest = read(text + text.replace("Notes", "Lists").replace("An ad", "Another ad"))
    assert [(problem.line, problem.text) for problem in digest.problems] == [
        (4, "An advertisement"),
        (9, "Another advertisement"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Title: Song of the Sea\nAuthor: Anon\nSummary: A song.\n\nThe sea is wide and the boat is small. " * 3,
        "Title: x\nAbstract: y\n" * 50,
        "Summary: the build system\nTitle:\n",
        "title: a schema of methods\ndescription: A model of data, and methods to evaluate a system.\n",
        "Name: readinglist\nTitle: A tool\nDescription: A tool that reads. It has a method for data.\n"
        + "text\n" * 200,
    ],
)
def test_labels_over_anything_else_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="Not a paper digest"):
        read(text)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Title: Notes", "title"),
        ("📄 **Title:** Notes", "title"),
        ("- __Authors__: Ada Lovelace", "authors"),
        ("Paper: https://arxiv.org/abs/2409.00001", "address"),
        ("Whatever it is: https://arxiv.org/abs/2409.00001", "address"),
        ("ID: 2409.00001", "address"),
    ],
)
def test_a_line_with_a_label_is_known(line: str, field: str) -> None:
    found = labelled(bared(line)[0])
    assert found is not None
    assert found.field == field


@pytest.mark.parametrize(
    "line",
    [
        "Deep learning: a survey",
        "https://arxiv.org/abs/2409.00001",
        "Our code: see https://github.com/a/b for all of it, and for the data that we used as well, in full",
        "PDF: not there",
        "Titles: a study",
        "(Title: x)",
        "",
    ],
)
def test_other_lines_have_no_label(line: str) -> None:
    assert labelled(bared(line)[0]) is None
