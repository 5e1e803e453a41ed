"""Digests whose titles are headings: as browsers and crawlers copy a page, and as people write them."""

from __future__ import annotations

from typing import Any

import pytest

from readinglist import digests
from readinglist.model import Digest, Document, UserError

ABSTRACT = (
    "We present a method that keeps notes in order, and study how well it works. Our results show that the model"
    " finds more of them, with half the data."
)
OTHER = (
    "This paper asks what a list is for. We propose a framework for lists, and our experiments show that the"
    " approach holds for lists of any length."
)


def read(text: str) -> Digest:
    return digests.read(Document("x.md", text.encode()))


def pairs(digest: Digest) -> list[tuple[str, str]]:
    return [(entry.title, entry.abstract) for entry in digest.entries]


def told(digest: Digest) -> list[tuple[str, int | None]]:
    return [(problem.what, problem.line) for problem in digest.problems]


BROWSER = """[[Hugging Face's logo] Hugging Face][1]
* [ Models ][2]
* * Website
new

Get trending papers in your email inbox once a day!

[Subscribe][3]

# Daily Papers

## by[AK][4] and the research community
* Daily

Jun 29
[
-
][5]

### [Notes in Order][6]

[

We present a method that keeps notes in order, and study how well it
works. Our results show that the model finds more of them, with half the
data.

][7]
[
* 3 authors
][8]
·
May 30 [ 2][9]
[
65
][10]

### [What Is a List For? Towards a Theory of Lists That Are Longer Than
### Their Readers][11]

[

This paper asks what a list is for. We propose a framework for lists, and
our experiments show that the approach holds for lists of any length.

][12]
[[UoL] University of Lists][13]
·
Mar 8, 2024
"""


def test_a_page_from_a_text_browser_is_read() -> None:
    digest = read(BROWSER)
    assert pairs(digest) == [
        ("Notes in Order", ABSTRACT),
        ("What Is a List For? Towards a Theory of Lists That Are Longer Than Their Readers", OTHER),
    ]
    assert (digest.name, digest.dated_as, digest.format) == ("Daily Papers", "Jun 29", "text")
    assert [entry.author_count for entry in digest.entries] == [3, None]
    assert [entry.votes for entry in digest.entries] == [None, 65]
    assert digest.problems == ()


def test_numbered_links_lead_where_the_list_of_links_says() -> None:
    links = "\n".join(f"[{n}]: https://huggingface.co/papers/2409.000{n:02}" for n in range(1, 14))
    entries = read(f"{BROWSER}\n{links}\n").entries
    assert [entry.identifiers for entry in entries] == [{"arxiv": "2409.00006"}, {"arxiv": "2409.00011"}]
    assert entries[0].links == {"paper": "https://huggingface.co/papers/2409.00006"}


CRAWLER = r"""---
url: https://huggingface.co/papers?q=notes
retrieved: 2024-10-02
---
new

Get trending papers in your email inbox once a day!

[Subscribe](https://huggingface.co/login?next=%2Fpapers)

# Daily Papers

## by [![](https://huggingface.co/front/ak.png)AK](https://huggingface.co/akhaliq) and the research community

- Daily

Oct 2

[101](https://huggingface.co/login?next=%2Fpapers%2F2409.00001)

### [Notes\  in Order](https://huggingface.co/papers/2409.00001)

[We present a method that keeps notes in order, and study how well it\\
works. Our results show that the model finds more of them, with half the\\
data.](https://huggingface.co/papers/2409.00001)

[- ![](https://cdn-avatars.huggingface.co/a.jpeg)\\
- ![](https://huggingface.co/avatars/b.svg)\\
- 3 authors](https://huggingface.co/papers/2409.00001)

·

Feb 27, 2024[6](https://huggingface.co/papers/2409.00001#community)

[-](https://huggingface.co/login?next=%2Fpapers%2F2409.00002)

### [What Is a List For?](https://huggingface.co/papers/2409.00002)

[{other}](https://huggingface.co/papers/2409.00002)

[![uol](https://cdn-avatars.huggingface.co/c.png)University of Lists](https://huggingface.co/uol)

·

May 29
""".replace("{other}", OTHER)


def test_a_page_from_a_crawler_is_read() -> None:
    digest = read(CRAWLER)
    assert pairs(digest) == [("Notes in Order", ABSTRACT), ("What Is a List For?", OTHER)]
    first, second = digest.entries
    assert (first.votes, first.author_count, first.published) == (101, 3, "2024-02-27")
    assert (second.votes, second.author_count, second.published) == (None, None, None)
    assert first.identifiers == {"arxiv": "2409.00001"}
    assert second.links == {"paper": "https://huggingface.co/papers/2409.00002"}
    assert (digest.dated_as, digest.problems) == ("Oct 2", ())


def test_a_page_with_links_to_many_papers_is_read_by_its_cards() -> None:
    card = CRAWLER[CRAWLER.index("### [Notes") : CRAWLER.index("[-](https")]
    more = "".join(card.replace("2409.00001", f"2409.0001{n}").replace("Notes", f"Notes {n}") for n in range(6))
    assert len(read(CRAWLER + more).entries) == 8


CARDS = """# What is a list of papers?
**URL:** https://papers.example.org
--------------------

Get trending papers in your email inbox!

## Trending Papers

## by AK and the research community

Submitted by

[Image: avatar]

someone

### Notes in Order for Everybody, and a Word on
  Everybody Else

A one-sentence summary of the notes.
- 8 authors
[LINK: GitHub 11.3k](https://github.com/notes/order)

### Notes in Order for Everybody, and a Word on
  Everybody Else

We present a method that keeps notes in order, and study how well it works. Our results show that the model finds
more of them, with half the data.
[LINK: GitHub 11.3k](https://github.com/notes/order)

### What Is a List For?

This paper asks what a list is for. We propose a framework for lists, and our experiments show that the approach
holds for lists of any length.

[[Image: uol] University of Lists](https://huggingface.co/uol) · Published on Oct 4, 2024

[Upvote

117](https://huggingface.co/login?next=%2Fpapers%2F2409.00002)

[GitHub 131](https://github.com/uol/lists) [arXiv Page](https://arxiv.org/abs/2409.00002)
"""


def test_a_card_that_is_there_twice_is_one_paper_with_the_longer_abstract() -> None:
    digest = read(CARDS)
    assert pairs(digest) == [
        ("Notes in Order for Everybody, and a Word on Everybody Else", ABSTRACT),
        ("What Is a List For?", OTHER),
    ]
    assert digest.entries[0].author_count == 8
    assert digest.entries[0].links == {"code": "https://github.com/notes/order"}
    assert ("there twice, joined", 17) in told(digest)
    assert digest.reported == 0


def test_a_line_of_links_and_remarks_tells_date_votes_and_links() -> None:
    entry = read(CARDS).entries[1]
    assert (entry.published, entry.votes) == ("2024-10-04", 117)
    assert entry.links == {"code": "https://github.com/uol/lists", "paper": "https://arxiv.org/abs/2409.00002"}
    assert entry.identifiers == {"arxiv": "2409.00002"}


def test_two_papers_of_one_title_and_two_identifiers_stay_two() -> None:
    text = CRAWLER.replace("What Is a List For?", "Notes in Order")
    assert [entry.identifiers["arxiv"] for entry in read(text).entries] == ["2409.00001", "2409.00002"]


def test_a_picture_s_link_and_a_user_s_name_are_no_text() -> None:
    digest = read(CARDS.replace("A one-sentence summary of the notes.\n", ""))
    assert told(digest) == [("not understood", 1), ("there twice, joined", 17)]


RULED = """The ten best papers (2024-W40)
Source: https://huggingface.co/papers/week/2024-W40

--- 1. Notes in Order for Everybody, and a Word on
  Everybody Else ---
Link: https://huggingface.co/papers/2409.00001

## Abstract (Original)
We present a method that keeps notes in order, and study how well it
works.
  Our results show that the model finds more of them, with half the data.

## 초록 (Korean)
우리는 메모를 정리하는 방법을 제시하고 그것이 얼마나 잘 작동하는지 연구한다. {more}

--- 2. What Is a List For? ---
Link: https://huggingface.co/papers/2409.00002

## Abstract (Original)
{other}

## 초록 (Korean)
번역 중 오류 발생
"""


def test_titles_between_rules_are_read_and_translations_kept_beside() -> None:
    digest = read(RULED.format(more="우리는 " * 40, other=OTHER))
    assert pairs(digest) == [
        ("Notes in Order for Everybody, and a Word on Everybody Else", ABSTRACT.replace(". Our", ".\n\nOur")),
        ("What Is a List For?", OTHER),
    ]
    assert [entry.identifiers["arxiv"] for entry in digest.entries] == ["2409.00001", "2409.00002"]
    assert digest.entries[0].comment.startswith("초록 (Korean): 우리는")
    assert digest.entries[1].comment == ""
    assert [problem.text for problem in digest.problems] == ["The ten best papers (2024-W40)", "번역 중 오류 발생"]


WRITTEN = """# My reading list

## 1. Notes in Order

**Authors**: Ada Lovelace, Émilie du Châtelet and Alan Turing
**ArXiv ID**: 2409.00001v2
**Published:** 2024-09-03 | **Journal**: none

#### Abstract

{abstract}

## 2. What Is a List For?

- **PDF:** [here](https://arxiv.org/pdf/2409.00002)
- **Code**: https://github.com/uol/lists
- **Authors:** Ada Lovelace

**Abstract:** {other}

**Comment:** read this twice
"""


def test_headings_with_labels_below_are_read() -> None:
    digest = read(WRITTEN.format(abstract=ABSTRACT, other=OTHER))
    assert pairs(digest) == [("Notes in Order", ABSTRACT), ("What Is a List For?", OTHER)]
    first, second = digest.entries
    assert first.authors == ("Ada Lovelace", "Émilie du Châtelet", "Alan Turing")
    assert first.identifiers == {"arxiv": "2409.00001", "arxiv_version": "2"}
    assert second.links == {"pdf": "https://arxiv.org/pdf/2409.00002", "code": "https://github.com/uol/lists"}
    assert (second.authors, second.comment) == (("Ada Lovelace",), "read this twice")


FORMS = ["### [{}][32]\n\n{}\n", "### {}\n\n{}\n", "## **{}**\n{}\n", "### [{}](/papers/2409.00001)\n\n[{}](#a)\n"]


@pytest.mark.parametrize("form", FORMS)
def test_the_papers_of_a_digest_come_through_any_form_of_heading(seed: Any, form: str) -> None:
    papers = list(seed.papers)[:40]
    if "2409" in form:
        text = "\n".join(
            form.replace("00001", f"{place:05}").format(*paper) for place, paper in enumerate(papers, start=1)
        )
    else:
        text = "\n".join(form.format(*paper) for paper in papers)
    digest = read("Daily Papers\n\nGet trending papers in your email inbox!\n\n" + text)
    assert pairs(digest) == papers
    assert digest.problems == ()


def test_rules_around_the_titles_of_a_whole_digest_are_taken_off(seed: Any) -> None:
    text = "\n".join(f"--- {n}. {title} ---\n{abstract}\n" for n, (title, abstract) in enumerate(seed.papers, 1))
    assert pairs(read(text)) == list(seed.papers)


@pytest.mark.parametrize(
    "text",
    [
        "Daily Papers\n\n## Installing\n\nRun the installer.\n\n## Using\n\nType the name of a file.\n",
        "## [1.2.0][1]\n\nFixed bugs.\n\n## [1.1.0][2]\n\nNew method for data.\n\n[1]: https://x.org\n[2]: https://x.org\n",
        "--- 1. one ---\ntext\n--- 2. two ---\ntext\n",
        "# A\n" * 50,
        "### [a\n" * 50,
        "Daily Papers\n### \n### \n### [](x)\n",
    ],
)
def test_headings_over_anything_else_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="Not a paper digest"):
        read(text)


def test_text_under_a_later_heading_of_the_page_is_no_paper_s() -> None:
    digest = read(
        CARDS + "\n## About us\n\nWe run this page. It shows what people read, and our results show it.\n"
    )
    assert len(digest.entries) == 2
    assert [problem.text[:10] for problem in digest.problems][-2:] == ["About us", "We run thi"]


def test_a_card_without_abstract_is_imported_and_reported() -> None:
    digest = read(CRAWLER + "\n### [A Third Title](https://huggingface.co/papers/2409.00003)\n\n- 4 authors\n")
    assert [entry.title for entry in digest.entries][2] == "A Third Title"
    assert [problem.what for problem in digest.problems] == ["no abstract"]
