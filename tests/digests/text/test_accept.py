"""What is a digest and what only looks a little like one."""

from __future__ import annotations

from typing import Any

import pytest

from readinglist import digests
from readinglist.model import Digest, Document, UserError


def read(text: str) -> Digest:
    return digests.read(Document("x.txt", text.encode()))


def refusal(text: str) -> str:
    with pytest.raises(UserError) as caught:
        read(text)
    return caught.value.title


MANUAL = """# Usage

Run the program with the name of a file. It shows the data of the file and the results of the analysis.

# Options

The program has many options. The method option selects a method, and the model option selects a model.

# Output

The output is a table of results. We show the data in columns, and the model in the last of them.
"""
LICENCE = """Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files, to deal in the Software without restriction.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED.
"""


@pytest.mark.parametrize("text", [MANUAL, MANUAL.replace("# ", ""), LICENCE, "word\n" * 100, "A title\n" * 50])
def test_manuals_licences_and_lists_are_refused(text: str) -> None:
    assert refusal(text) == "Not a paper digest"


def test_a_title_without_abstracts_anywhere_is_no_digest(seed: Any) -> None:
    assert refusal(seed.written([(title, "") for title, _ in seed.papers])) == "Not a paper digest"


def test_headings_without_any_link_are_titles_where_the_page_says_what_it_is(seed: Any) -> None:
    text = "\n\n".join(f"## {title}\n\n{abstract}" for title, abstract in seed.papers[:5])
    assert refusal(text) == "Not a paper digest"
    entries = read("Daily Papers\n\n" + text).entries
    assert [(entry.title, entry.abstract) for entry in entries] == list(seed.papers[:5])


def test_one_paper_with_its_address_is_enough(seed: Any) -> None:
    title, abstract = seed.papers[0]
    digest = read(f"{title}\narXiv:2409.01234v3 [cs.LG]\n\n{abstract}\n")
    assert [(entry.title, entry.abstract) for entry in digest.entries] == [(title, abstract)]
    assert digest.entries[0].identifiers == {"arxiv": "2409.01234", "arxiv_version": "3"}


def test_a_strange_line_between_papers_is_reported_with_its_number(seed: Any) -> None:
    papers = [
        *seed.papers[:5],
        ("click here to win the great prize of the month. call now", ""),
        *seed.papers[5:10],
    ]
    text = seed.written(papers)
    digest = read(text)
    lines = text.split("\n")
    for problem in digest.problems:
        assert problem.line is not None
        assert lines[problem.line - 1].startswith(problem.text)


def test_the_text_of_a_problem_is_a_hundred_characters_long(seed: Any) -> None:
    digest = read(seed.text.rstrip() + seed.blank + "Printed with PageSaver " + "from your browser " * 10)
    assert [len(problem.text) for problem in digest.problems] == [100]


def test_titles_and_abstracts_keep_their_tex(seed: Any) -> None:
    title = r"Schr\"odinger's {\it cat} at $10^{-8}$ and 50\% of $\Lambda$CDM"
    papers = [
        (title, r"We study $x^{*}_{\mathrm S}$ --- a model with ``data''. " * 5 + "It works."),
        *seed.papers[1:9],
    ]
    assert read(seed.written(papers)).entries[0].title == title
    assert read(seed.written(papers)).entries[0].abstract == papers[0][1]


def test_files_that_end_titles_with_a_full_stop_are_read(seed: Any) -> None:
    papers = [(title.rstrip("?!") + ".", abstract) for title, abstract in seed.papers]
    assert [entry.title for entry in read(seed.written(papers)).entries] == [title for title, _ in papers]
