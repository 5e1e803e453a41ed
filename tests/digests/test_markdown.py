"""Markdown digests: each row, item or heading with a link to a paper is one, however it is written."""

from __future__ import annotations

import contextlib
import time

import pytest

from readinglist.digests import markdown
from readinglist.digests.seen import Seen
from readinglist.model import Digest, Document, Entry, UserError

ID = "https://arxiv.org/abs/2401.0000"
LINK = f"[A Title of Its Own]({ID}1)"


def read(text: str, name: str = "digest.md") -> Digest:
    return markdown.parse(Seen(Document(name, text.encode()), text))


def only(text: str) -> Entry:
    (entry,) = read(text).entries
    return entry


TABLES = {
    "bars and bold": "|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n"
    f"|**2024-01-02**|**A Title of Its Own**|Ann One et.al.|[2401.00001]({ID}1)|**[link](https://github.com/a/b)**|",
    "no bars at the ends": "Title | Authors | Date | Links | Code\n--- | :-: | --- | --- | ---\n"
    f"A Title of Its Own | Ann One | 2024-01-02 | [pdf]({ID}1) | <https://github.com/a/b>",
    "Chinese header": "| 日期 | 标题 | 作者 | 链接 | 代码 |\n|:-:|-|-|-|-|\n"
    f"| 2024年1月2日 | A Title of Its Own | Ann One | [论文]({ID}1) | [代码](https://github.com/a/b) |",
    "HTML": "<table>\n<tr><th>Title</th><th>Authors</th><th>Date</th><th>Link</th><th>Code</th></tr>\n<tr>"
    f"<td><b>A Title of Its Own</b></td><td>Ann One</td><td>2024-01-02</td><td><a href='{ID}1'>PDF</a></td>"
    '<td><a href="https://github.com/a/b">code</a></td></tr>\n</table>',
    "cells with line breaks": "| Title | Authors | Date | Link | Code |\n|---|---|---|---|---|\n"
    f"| A Title of Its Own | Ann One | 2024-01-02\n\n| [Read]({ID}1) | [x](https://github.com/a/b) |",
    "quoted": "> | Title | Authors | Date | Link | Code |\n> |---|---|---|---|---|\n"
    f"> | A Title of Its Own | Ann One | 2024-01-02 | [Read]({ID}1) | [x](https://github.com/a/b) |",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_is_a_paper(text: str, end: str) -> None:
    entry = only(text.replace("\n", end))
    assert (entry.title, entry.title_is, entry.authors) == ("A Title of Its Own", "title", ("Ann One",))
    assert entry.identifiers == {"arxiv": "2401.00001"}
    assert entry.published == "2024-01-02"
    assert entry.links["code"] == "https://github.com/a/b"


ITEMS = {
    "title linked": f"- [A Title of Its Own]({ID}1)",
    "title bold": f"* **A Title of Its Own** (2024), [[paper]({ID}1)] [[code](https://github.com/a/b)]",
    "title in quotes": f'+ **ATOO**: "A Title of Its Own", CVPR, 2024 (*Some Lab*). [[Paper]({ID}1)]',
    "title plain": f"1. A Title of Its Own. Ann One, Bob Two. CVPR 2024. [paper]({ID}1)",
    "venue before it": f"- (CVPR 2024) A Title of Its Own, *Ann One, Bob Two*, [[pdf]]({ID}1)",
    "date before it": f"- `2024-01` [A Title of Its Own]({ID}1)",
    "badge": f"- [ ] **A Title of Its Own** [![arXiv](https://img.shields.io/badge/x-b)]({ID}1)",
    "link to another page": f"- [A Title of Its Own](https://page.github.io) [[arXiv]({ID}1)]",
    "link below": f"- **A Title of Its Own**\n  - Paper: <{ID}1>\n  - Code: https://github.com/a/b",
    "link in the next line": f"1. **A Title of Its Own**  \n   [Link to Paper]({ID}1)",
    "bare number": "- A Title of Its Own, arXiv:2401.00001",
    "HTML": f"<li><b>A Title of Its Own</b> <a href='{ID}1'>arXiv</a></li>",
    "reference": f"- [A Title of Its Own][1]\n\n[1]: {ID}1",
    "paragraph": f"**[A Title of Its Own]({ID}1)**\nAnn One, Bob Two",
}


@pytest.mark.parametrize("text", ITEMS.values(), ids=ITEMS)
def test_an_item_is_a_paper(text: str) -> None:
    entry = only(text)
    assert (entry.title, entry.title_is) == ("A Title of Its Own", "title")
    assert entry.identifiers == {"arxiv": "2401.00001"}
    assert entry.published in (None, "2024", "2024-01")


ABSTRACT = "We study a thing, and show that it is so. " * 5
HEADINGS = {
    "linked title, labels": f"### 1. [A Title of Its Own]({ID}1)\n\n**Authors**: Ann One, Bob Two\n"
    f"**Published**: 2024-01-02\n\n#### Abstract\n\n{ABSTRACT}",
    "link below": "### A Title of Its Own\n- 👤 **作者**: Ann One, Bob Two\n- 📅 **发布**: 2024-01-02\n"
    f"- 🔗 **链接**: {ID}1\n\n"
    f"> 📝 **摘要**: {ABSTRACT}",
    "table of two columns": "> ### 1. A Title of Its Own\n>\n> | 属性 | 内容 |\n> |:---:|:---|\n"
    "> | 日期 | 2024-01-02 |\n"
    f"> | 作者 | Ann One, Bob Two |\n>\n> **英文摘要：**\n> {ABSTRACT}\n>\n> 🔗 [阅读论文]({ID}1)",
    "feed text": f"## [A Title of Its Own]({ID}1)\nAuthors: Ann One, Bob Two\nDate: 2024-01-02\n\n"
    f"arXiv:2401.00001 Announce Type: new\nAbstract: {ABSTRACT}\n---\nMade by a script.",
    "bold line": "## Papers\n\n**A Title of Its Own**\n\nAuthors: Ann One, Bob Two\n\nDate: 2024-01-02\n\n"
    f"[PDF]({ID}1)\n\n"
    f"Abstract: {ABSTRACT}",
    "linked abstract": f"### [A Title of\n### Its Own]({ID}1)\n\n*Ann One, Bob Two*\n\nDate: 2024-01-02\n\n"
    f"[{ABSTRACT}]({ID}1)",
}


@pytest.mark.parametrize("text", HEADINGS.values(), ids=HEADINGS)
def test_a_heading_and_what_is_below_it_is_a_paper(text: str) -> None:
    entry = only("# My digest\n\n" + text)
    assert (entry.title, entry.title_is) == ("A Title of Its Own", "title")
    assert entry.authors == ("Ann One", "Bob Two")
    assert entry.published == "2024-01-02"
    assert entry.abstract == ABSTRACT.strip()
    assert entry.identifiers == {"arxiv": "2401.00001"}


WRAPPED = (
    "We study how small models scale when the data are few and the compute is\n"
    "scarce. Our results show that a law holds over four orders of magnitude, and\n"
    "that it breaks down where the vocabulary is larger than the model."
)
WHOLE = WRAPPED.replace("\n", " ")
INDENTED = WRAPPED.replace("\n", "\n  ")
WRAPS = {
    "heading": f"## {LINK}\n\n{WRAPPED}",
    "heading, nothing between": f"## {LINK}\n{WRAPPED}",
    "heading, label": f"## {LINK}\nAuthors: Ann One, Bob Two\n{WRAPPED}",
    "heading, names": f"## {LINK}\n*Ann One, Bob Two*\n{WRAPPED}",
    "heading, labelled": f"## {LINK}\n\n**Abstract:** {WRAPPED}\n\n[PDF]({ID}1)",
    "heading, item": f"## {LINK}\n\n- Abstract: {INDENTED}\n- Code: https://github.com/a/b",
    "heading of its own": f"## {LINK}\n\n### Abstract\n\n{WRAPPED}",
    "bold line": f"# Papers\n\n**A Title of Its Own**\n*Ann One, Bob Two*\n[Paper]({ID}1)\n\n{WRAPPED}",
    "item": f"- {LINK}\n  {INDENTED}",
    "item, paragraph": f"- {LINK}\n\n  {INDENTED}",
    "item, item": f"- {LINK}\n  - Ann One, Bob Two\n  - {INDENTED.replace('  ', '    ')}",
    "item, labelled": f"1. **A Title of Its Own**\n   - Link: {ID}1\n   - Abstract: {INDENTED}",
    "item, folded": f"- {LINK}\n  <details>\n  <summary>Abstract</summary>\n\n  {INDENTED}\n\n  </details>",
    "quote below": f"## {LINK}\n\n> {WRAPPED}".replace("\nO", "\n> O").replace("\ns", "\n> s"),
    "folded": f"<details>\n<summary>{LINK}</summary>\n\n{WRAPPED}\n</details>",
}


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize("text", WRAPS.values(), ids=WRAPS)
def test_a_wrapped_abstract_is_one_paragraph(text: str, quoted: bool) -> None:
    entry = only(text.replace("\n", "\n> ") if quoted else text)
    assert (entry.title, entry.abstract, entry.comment) == ("A Title of Its Own", WHOLE, "")
    assert entry.authors in ((), ("Ann One", "Bob Two"))


@pytest.mark.parametrize("label", ["", "**Abstract**: "])
def test_an_abstract_may_have_two_paragraphs(label: str) -> None:
    assert only(f"## {LINK}\n\n{label}{WRAPPED}\n\n{WRAPPED}").abstract == f"{WHOLE}\n\n{WHOLE}"


@pytest.mark.parametrize("title", [f"- {LINK}\n  ", f"- {LINK}\n\n  ", f"- {LINK}\n  - ", f"## {LINK}\n\n"])
def test_a_short_remark_is_a_comment(title: str) -> None:
    entry = only(f"{title}A nice read.\n")
    assert (entry.title, entry.abstract, entry.comment) == ("A Title of Its Own", "", "A nice read.")


@pytest.mark.parametrize("label", ["", "**Authors**: ", "by "])
@pytest.mark.parametrize("title", [f"- {LINK}\n  ", f"## {LINK}\n\n", f"**{LINK}**\n"])
def test_a_row_of_names_may_be_wrapped(title: str, label: str) -> None:
    entry = only(f"{title}{label}Ann One, Bob Two, Carla Three,\n  Dora Four, Emil Five and Fritz\n  Six\n")
    assert entry.authors == ("Ann One", "Bob Two", "Carla Three", "Dora Four", "Emil Five", "Fritz Six")
    assert entry.comment == ""


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("One, Ann; Two, Bob", ("Ann One", "Bob Two")),
        ("One, Ann", ("Ann One",)),
        ("Ann One (Lab, Town), Bob Two", ("Ann One", "Bob Two")),
        ("张三、李四", ("张三", "李四")),
        ("张三, 李四", ("张三", "李四")),
    ],
)
def test_names_are_read_as_they_are_written(row: str, names: tuple[str, ...]) -> None:
    assert only(f"## {LINK}\n- Authors: {row}\n").authors == names


def test_what_is_said_of_a_paper_beside_its_abstract_is_its_comment() -> None:
    entry = only(
        f"# My papers\n\n## {LINK} (ICML 2024)\n\nMust read.\n\n{WRAPPED}\n\n**Why it matters:** It is\nso.\n\n"
        "- Method: They count all things that there are.\n\n### Strong points\n\n- The law\n- Much else\n"
    )
    assert entry.abstract == WHOLE
    assert entry.comment == (
        "Why it matters: It is so. (ICML 2024); Method: They count all things that there are. "
        "Strong points: The law; Much else; Must read."
    )


def test_a_remark_in_bold_ends_an_abstract_and_its_own_parts_do_not() -> None:
    entry = only(f"## {LINK}\n\nAbstract: {ABSTRACT}\n\n**Methods:** We count.\n\n**My take:** Good.")
    assert entry.abstract == f"{ABSTRACT.strip()}\n\nMethods: We count."
    assert entry.comment == "My take: Good."


def test_text_between_papers_belongs_to_none_of_them() -> None:
    digest = read(
        f"# Papers\n\n{WRAPPED}\n\n## Topic\n\n{WRAPPED}\n\n- {LINK}\n  Fine.\n\nNext we have this.\n\n"
        f"- [Another Title of Note]({ID}2)\n\n## Other topic\n\n{WRAPPED}\n\n### [A Third Title]({ID}3)\n\n"
        f"Good.\n\n---\n\n{WRAPPED}\n"
    )
    assert [(entry.abstract, entry.comment) for entry in digest.entries] == [
        ("", "Fine."),
        ("", ""),
        ("", "Good."),
    ]


def test_an_item_behind_an_abstract_does_not_go_on_with_it() -> None:
    entry = only(f"## {LINK}\n\n- 摘要: 我们研究小模型。\n  定律成立。\n- 创新点: 首次提出\n")
    assert (entry.abstract, entry.comment) == ("我们研究小模型。 定律成立。", "创新点: 首次提出")


@pytest.mark.parametrize(
    ("item", "names", "comment"),
    [
        (f"- **A Title of Its Own** (Ann One, Bob Two, 2024) [pdf]({ID}1)", ("Ann One", "Bob Two"), ""),
        (f"- {LINK}, Ann One and Bob Two. ICML 2024.", ("Ann One", "Bob Two"), "ICML 2024."),
        (f"- {LINK} - Ann One et al. A survey.", ("Ann One",), "A survey."),
        (f"- A Title of Its Own, Ann One, Bob de Two, [pdf]({ID}1)", ("Ann One", "Bob de Two"), ""),
        (f"- {LINK}: Language Models, Machine Learning", (), "Language Models, Machine Learning"),
        (f"- {LINK} [ICML'24]", (), "ICML'24"),
    ],
)
def test_names_behind_a_title_are_its_authors(item: str, names: tuple[str, ...], comment: str) -> None:
    entry = only(item)
    assert (entry.title, entry.authors, entry.comment) == ("A Title of Its Own", names, comment)


def test_a_reference_in_a_list_gives_its_title() -> None:
    entry = only("- One, A., & Two, B. (2024). A title of its own. *Journal*, 3(4). https://doi.org/10.1000/xyz")
    assert (entry.title, entry.published) == ("A title of its own", "2024")
    assert entry.comment == "One, A., & Two, B. (2024). Journal, 3(4)."


def test_a_column_that_says_something_else_is_a_comment() -> None:
    entry = only(f"| # | Title | Contribution |\n|--|--|--|\n| 1 | {LINK} | First to do it |")
    assert (entry.title, entry.comment) == ("A Title of Its Own", "First to do it")


LONG = "A Title of Its Own That Is So Long That the Line in Which It Stands"


@pytest.mark.parametrize(
    "item",
    [
        f"- **{LONG}\n  Was Broken** Ann One, Bob Two. [pdf]({ID}1)",
        f"- [{LONG}\n  Was Broken]({ID}1) Ann One, Bob Two.",
        f'- "{LONG}\n  Was Broken", Ann One, Bob Two. [pdf]({ID}1)',
        f"- {LONG}\n  was Broken. Ann One, Bob Two. [pdf]({ID}1)",
        f"{LONG}\nWas Broken. Ann One, Bob Two. [pdf]({ID}1)\n",
    ],
)
def test_a_wrapped_title_is_whole(item: str) -> None:
    entry = only(item)
    assert entry.title.lower() == f"{LONG} Was Broken".lower()
    assert (entry.authors, entry.comment) == (("Ann One", "Bob Two"), "")


@pytest.mark.parametrize(
    "text",
    [
        f"A Title of Its Own\n------------------\n\n[pdf]({ID}1)\n\n{WRAPPED}",
        f"My Papers\n===\n\nA Title of Its Own\n---\n{WRAPPED}\n\n[pdf]({ID}1)",
        f"> [!abstract] {LINK}\n> {WRAPPED}".replace("\nscarce", "\n> scarce").replace("\nthat", "\n> that"),
        f"## {LINK}\n\n> [!abstract]-\n> {WRAPPED}".replace("\ns", "\n> s").replace("\nthat", "\n> that"),
        f"## A Title of Its Own\n\n[PDF]({ID}1) | Ann One, Bob Two | 2024-01-02\n\n{WRAPPED}",
        f"## A Title of Its Own\n\n**Ann One, Bob Two**\n\n[PDF]({ID}1)\n\n{WRAPPED}",
        f"| {LINK} | {WHOLE} |\n|---|---|\n| {LINK} | {WHOLE} |",
    ],
)
def test_titles_and_abstracts_stand_in_many_places(text: str) -> None:
    entry = only(text)
    assert (entry.title, entry.abstract, entry.comment) == ("A Title of Its Own", WHOLE, "")
    assert entry.published in (None, "2024-01-02")


def test_a_text_above_a_rule_is_no_heading() -> None:
    assert only(f"## {LINK}\n\n{ABSTRACT}\n---\n\nMade by a script.").abstract == ABSTRACT.strip()


def test_what_stands_between_dots_is_told_apart() -> None:
    entry = only(
        f"## A Title of Its Own\n\n📄 [arXiv:2401.00001]({ID}1) • 👥 Ann One¹, Bob Two² • ⬆️ Upvotes: 42 • cs.CL"
    )
    assert (entry.authors, entry.votes, entry.comment) == (("Ann One", "Bob Two"), 42, "cs.CL")


@pytest.mark.parametrize("sign", ["👉 ", "", "1) "])
@pytest.mark.parametrize("end", ["", "<br>", "  "])
def test_lines_of_a_paragraph_that_begin_with_titles_are_papers(sign: str, end: str) -> None:
    digest = read(f"# Papers\n\n{sign}{LINK}: fine{end}\n{sign}[Another Title of Note]({ID}2): so so{end}\n")
    assert [(entry.title, entry.comment, entry.lines) for entry in digest.entries] == [
        ("A Title of Its Own", "fine", (3, 3)),
        ("Another Title of Note", "so so", (4, 4)),
    ]


def test_a_list_of_publications_needs_no_bullets() -> None:
    digest = read(
        f"# Publications\n\n**2024**\n\nA Title of Its Own. Ann One, Bob Two. ICML. [pdf]({ID}1)\n\n**2023**\n\n"
        f"Ann One, Bob Two. Another Title of Note. CVPR. [pdf]({ID}2)\n"
        f"A Third Title. Ann One et al. [pdf]({ID}3)\n"
    )
    assert [(entry.title, entry.authors[0], entry.comment) for entry in digest.entries] == [
        ("A Title of Its Own", "Ann One", "ICML."),
        ("Another Title of Note", "Ann One", "CVPR."),
        ("A Third Title", "Ann One", ""),
    ]


def test_names_in_bold_below_a_long_title_are_its_authors() -> None:
    entry = only(f"- **{LONG}**\n  **Ann One, Bob Two**\n  [](https://example.org) [pdf]({ID}1)\n")
    assert (entry.title, entry.authors) == (LONG, ("Ann One", "Bob Two"))


def test_a_text_that_ends_with_a_link_is_no_publication() -> None:
    digest = read(f"# News\n\nWe have written more than can be told. Of it see [one paper]({ID}4)\n\n- {LINK}\n")
    assert [entry.title for entry in digest.entries] == ["A Title of Its Own"]
    assert [problem.line for problem in digest.problems] == [3]


def test_a_remark_beside_a_link_is_no_title() -> None:
    entry = only(f"- **A Title of Its Own**\n  - [PDF]({ID}1) great paper\n  - Read it twice.\n")
    assert (entry.title, entry.comment) == ("A Title of Its Own", "great paper; Read it twice.")


def test_nicknames_below_a_topic_are_papers() -> None:
    digest = read(f"- **Many Kinds of Things**\n  - [Nick]({ID}1): fine\n  - [Name]({ID}2): fine\n")
    assert [entry.title for entry in digest.entries] == ["Nick", "Name"]


NOTE = (
    '---\ntitle: "A Title of Its Own"\nauthors:\n  - One, Ann\n  - "Two, Bob"\nyear: 2024\ntags: [paper, llm]\n'
    "{}\n---\n\n# A Title of Its Own\n\nRead in May.\n\n## Abstract\n\n{}\n\n## Notes\n\n- One thing.\n\n---\n\n"
    "Another thing.\n\n## Open\n\n- Why?\n"
)


@pytest.mark.parametrize(
    "named", [f"url: {ID}1", "arxiv: 2401.00001", f"links:\n- {ID}1", 'id: "arXiv:2401.00001"']
)
def test_a_note_is_on_the_paper_that_its_properties_name(named: str) -> None:
    text = NOTE.format(named, WRAPPED)
    entry = only(text)
    assert (entry.title, entry.authors, entry.published) == ("A Title of Its Own", ("Ann One", "Bob Two"), "2024")
    assert (entry.abstract, entry.identifiers) == (WHOLE, {"arxiv": "2401.00001"})
    assert entry.comment == "One thing. Another thing. Read in May. Open: Why?"
    assert markdown.sniff(Seen(Document("note.md", text.encode()), text))


def test_a_digest_may_have_its_name_and_day_in_its_properties() -> None:
    digest = read(f'---\ntitle: "Papers of the day"\ndate: 2024-05-06\n---\n\n- {LINK}\n')
    assert (digest.name, digest.dated) == ("Papers of the day", "2024-05-06")


def test_a_weekly_gives_nicknames_and_keeps_its_words_as_a_comment() -> None:
    text = f"It is long. {'It goes on and on. ' * 9}"
    entry = only(
        "| **Paper** | **Links** |\n|---|---|\n"
        f"| 1) **Nick** - {text} <br>● And so on. | [Paper](https://b.example.org/x), [Tweet](https://x.com/y) |"
    )
    assert (entry.title, entry.title_is, entry.abstract) == ("Nick", "short", "")
    assert entry.comment.startswith("It is long.")
    assert entry.comment.endswith("And so on.")
    assert entry.links == {"paper": "https://b.example.org/x"}


def test_a_folded_abstract_in_a_cell_is_the_abstract() -> None:
    entry = only(
        "|Title|PDF|\n|--|--|\n|**A Title of Its Own**<details><summary>Abstract</summary>"
        f"<p>{ABSTRACT}</p></details>|[x]({ID}1)|"
    )
    assert (entry.title, entry.abstract) == ("A Title of Its Own", ABSTRACT.strip())


def test_formulas_stay_as_they_are_written() -> None:
    title = r"Bounds on $|V_{ub}|$ and $A^*$ with $\{x\}$ and $B^*$"
    assert only(f"|Title|PDF|\n|--|--|\n| {title} | [x]({ID}1) |").title == title


def test_rows_and_items_without_a_paper_are_none() -> None:
    text = (
        "| Model | Link |\n|--|--|\n| A thing | [site](https://github.com/a/b) |\n\n- [Tool](https://github.com/c/d)\n"
        f"- plain\n\nIn our [paper]({ID}9) we say in many words what there is to say of all this.\n\n"
        f"- [A Title of Its Own]({ID}1)\n"
    )
    digest = read(text)
    assert [entry.identifiers["arxiv"] for entry in digest.entries] == ["2401.00001"]
    assert [(problem.line, problem.text) for problem in digest.problems] == [(8, f"paper {ID}9")]


def test_a_topic_is_no_paper_and_a_paper_of_two_topics_is_one() -> None:
    row = f"| A Title of Its Own | [x]({ID}1) |\n"
    digest = read(
        f"# Daily papers\n## Topic\n|Title|PDF|\n|-|-|\n{row}\n## Other topic\n|Title|PDF|\n|-|-|\n{row}"
    )
    assert [(entry.title, entry.lines) for entry in digest.entries] == [("A Title of Its Own", (5, 5))]


def test_two_papers_in_one_item_are_both_taken() -> None:
    digest = read(f"- [A Title of Its Own]({ID}1), follows [Another Title of Note]({ID}2) [pdf]({ID}3)")
    assert [(e.title, e.identifiers["arxiv"]) for e in digest.entries] == [
        ("A Title of Its Own", "2401.00001"),
        ("Another Title of Note", "2401.00002"),
        ("arXiv:2401.00003", "2401.00003"),
    ]


def test_arxiv_and_doi_of_one_row_are_one_paper() -> None:
    entry = only(
        f"- **A Title of Its Own** [arXiv]({ID}1) [doi](https://doi.org/10.1000/x) "
        "[hf](https://hf.co/papers/2401.00001)"
    )
    assert entry.identifiers == {"arxiv": "2401.00001", "doi": "10.1000/x"}


@pytest.mark.parametrize(
    ("text", "name", "dated"),
    [
        ("# Papers of the week\n", "Papers of the week", None),
        ("## Updated on 2026.06.29\n", "digest", "2026-06-29"),
        ("## Papers for 2024-09-05\n", "Papers for 2024-09-05", "2024-09-05"),
        ("# 日报 - 2026年05月06日\n", "日报 - 2026年05月06日", "2026-05-06"),
        ("# Bot\n\n- **Last Updated**: 2025-08-14 15:43\n", "Bot", "2025-08-14"),
        ("", "digest", None),
    ],
)
def test_a_digest_has_its_own_name_and_day(text: str, name: str, dated: str | None) -> None:
    digest = read(f"{text}\n- [A Title of Its Own]({ID}1)\n")
    assert (digest.name, digest.dated, digest.format) == (name, dated, "markdown")


def test_comments_and_code_are_not_shown_and_not_read() -> None:
    hidden = f"<!-- - [Hidden one]({ID}2)\n-->\n```\n- [Coded one]({ID}3)\n```\n" + "\n" * 9
    assert only(f"{hidden}- [A Title of Its Own]({ID}1)\n").lines == (15, 15)


@pytest.mark.parametrize(
    ("text", "name", "is_one"),
    [
        ("".join(f"- [A]({ID}{n})\n" for n in range(5)), "x.txt", True),
        ("".join(f"> 🔗 [阅读]({ID}{n})\n" for n in range(5)), "x.txt", True),
        ("".join(f"- [A]({ID}{n})\n" for n in range(2)), "x.md", True),
        (f"# A\n\n|Title|PDF|\n|-|-|\n|A|[x]({ID}1)|\n", "x.md", True),
        (f"- [our paper]({ID}1)\n", "README.md", False),
        ("<p>a</p>" * 9 + f"\n\n- [A]({ID}1)\n- [B]({ID}2)\n", "README.md", True),
        (f"<!DOCTYPE html><html><p>\n- [A]({ID}1)\n- [B]({ID}2)\n", "x.md", False),
        ("".join(f"- [A]({ID}{n})\n" for n in range(4)), "x.txt", False),
        ("<?xml version='1.0'?>" + "".join(f"<link>{ID}{n}</link>\n" for n in range(5)), "x.md", False),
    ],
)
def test_markdown_is_known_by_its_links(text: str, name: str, is_one: bool) -> None:
    assert markdown.sniff(Seen(Document(name, text.encode()), text)) is is_one


HOSTILE = {
    "bars": "|" * 50_000,
    "broken rows": "|a|b|\n|-|-|\n" + "|a\n" * 10_000,
    "brackets": "- " + "[" * 100_000,
    "bracketed lines": "- [\n" * 5_000,
    "open headings": "## [\n" * 5_000,
    "quotes": "> " * 50_000,
    "open tables": "<table>\n" * 20_000,
    "open rows": "<table>" + "<tr><td>" * 20_000,
    "open comments": "<!--" * 30_000,
    "folds": "|" + "<details>" * 20_000 + "|",
    "nested": "".join(" " * depth + "- a\n" for depth in range(800)),
    "open bracket": "- **a b c** [" + " " * 19_000 + f"x {LINK}",
    "dollars": "|$|" * 20_000,
    "fences": "```\n" * 20_000,
    "tags": "<a " * 30_000,
    "commas": "".join("- " + "Ab Cd, " * 500 + f"[x]({ID}1)\n" for _ in range(50)),
    "wrapped names": ("- " + LINK + "\n" + "Ab Cd,\n" * 500) * 20,
    "properties": "---\n" + "a:\n" * 50_000 + "---\n",
    "underlined": "a\n---\n" * 20_000,
    "dots": f"## {LINK}\n" + f"[x]({ID}1) • a • " * 5_000,
    "references": f"{LONG}\nAb Cd. Ef Gh, [x]({ID}1)\n\n" * 2_000,
    "many papers in one item": "- " + " ".join(f"[T](https://arxiv.org/abs/2401.{n:05})" for n in range(3_000)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_end_soon(text: str) -> None:
    begun = time.monotonic()
    with contextlib.suppress(UserError):
        read(text)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("text", [*TABLES.values(), *ITEMS.values(), *HEADINGS.values()])
def test_a_file_cut_anywhere_never_breaks_the_reader(text: str) -> None:
    for cut in range(0, len(text), 7):
        with contextlib.suppress(UserError):
            read(text[:cut])
