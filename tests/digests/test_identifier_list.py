"""Lists of identifiers as people keep them: a stub for each, with the title or remark beside it."""

from __future__ import annotations

import time

import pytest

from readinglist import digests
from readinglist.digests import identifier_list
from readinglist.digests.seen import Seen
from readinglist.model import Digest, Document, Entry, UserError

TITLE = "Beyond the 80/20 Rule: High-Entropy Tokens"
OTHER = "https://arxiv.org/abs/2401.00002"


def read(text: str) -> Digest:
    digest = digests.read(Document("list.txt", text.encode()))
    assert digest.format == "identifiers"
    return digest


def only(line: str) -> Entry:
    (entry,) = read(line).entries
    return entry


def named(entry: Entry) -> str:
    return next(iter(entry.identifiers.values()), "")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("arXiv:2506.01939v1 [cs.CL]", "2506.01939"),
        ("- [ ] 2506.01939", "2506.01939"),
        ("* [x] arXiv: 2506.01939", "2506.01939"),
        ("12. math.GT/0309136", "math/0309136"),
        ("2506.01939v2.pdf", "2506.01939"),
        ("arxiv.org/abs/2506.01939", "2506.01939"),
        ("<https://arxiv.org/pdf/2506.01939v3.pdf>,", "2506.01939"),
        ("DOI 10.1000/x", "10.1000/x"),
        ("doi: 10.1016/S0140-6736(20)30183-5.", "10.1016/s0140-6736(20)30183-5"),
        ("pmid: 123", "123"),
        ("PMID 25821185;", "25821185"),
        ("PMC1234567", "PMC1234567"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/", "PMC1234567"),
    ],
)
def test_an_identifier_is_a_stub_however_it_is_written(line: str, value: str) -> None:
    entry = only(line)
    assert (named(entry), entry.title_is, entry.comment) == (value, "stub", "")


@pytest.mark.parametrize(
    "line",
    [
        f"https://arxiv.org/abs/2506.01939 {TITLE}",
        f"https://arxiv.org/abs/2506.01939 | [2506.01939] {TITLE}",
        f"https://huggingface.co/papers/2506.01939 | Paper page - {TITLE}",
        f"2506.01939\t{TITLE}",
        f"2506.01939v1 - {TITLE}.pdf",
        f"arXiv:2506.01939: {TITLE}",
        f"[2506.01939] {TITLE}",
        f"{TITLE} https://arxiv.org/abs/2506.01939",
        f"{TITLE}: https://arxiv.org/abs/2506.01939",
        f"- {TITLE} (arXiv:2506.01939)",
        f"“{TITLE}”, 2506.01939",
        f"- [ ] [{TITLE}](https://arxiv.org/abs/2506.01939)",
        f"{TITLE}\nhttps://arxiv.org/abs/2506.01939",
        f"https://arxiv.org/abs/2506.01939\n[2506.01939] {TITLE}",
    ],
)
def test_a_title_beside_an_identifier_is_the_papers_title(line: str) -> None:
    entry = only(line)
    assert (entry.title, entry.title_is, entry.comment) == (TITLE, "title", "")
    assert entry.identifiers["arxiv"] == "2506.01939"


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        ("2506.01939  # entropy", "entropy"),
        ("2506.01939 # Entropy Is All You Need", "Entropy Is All You Need"),
        ("doi:10.1000/x, read soon", "read soon"),
        ("10.1000/x; LeCun and Others 2015", "LeCun and Others 2015"),
        ("https://arxiv.org/abs/2506.01939 (Reflect and Then Retry)", "Reflect and Then Retry"),
        ("2506.01939 A nice read.", "A nice read."),
        ("2506.01939 See the second section", "See the second section"),
        ("arXiv:2506.01939 [cs.LG] 3 Jun 2025", "3 Jun 2025"),
        ("2506.01939 second one", "second one"),
        ("2506.01939\tA Title in a Table\t2025-06-03", "A Title in a Table | 2025-06-03"),
    ],
)
def test_other_words_beside_an_identifier_are_its_comment(line: str, remark: str) -> None:
    entry = only(line)
    assert (entry.title_is, entry.comment) == ("stub", remark)


def test_brackets_around_identifiers_are_none_of_them() -> None:
    entries = read("[2506.01939]\n[2401.00002]\n").entries
    assert [named(entry) for entry in entries] == ["2506.01939", "2401.00002"]


@pytest.mark.parametrize("between", [", ", ",", " ", "; ", ";", " | "])
def test_several_identifiers_on_a_line_are_a_stub_each(between: str) -> None:
    told = ["2506.01939", "arXiv:2401.00002v2", "10.1000/x", "https://arxiv.org/abs/2401.00003", "PMC1234567"]
    entries = read(between.join(told)).entries
    assert [named(entry) for entry in entries] == [
        *("2506.01939", "2401.00002", "10.1000/x", "2401.00003", "PMC1234567")
    ]
    assert [named(entry) for entry in read("25821185, 25362434").entries] == ["25821185", "25362434"]


def test_the_title_of_several_papers_is_none() -> None:
    entries = read("2506.01939, 2401.00002 Two Papers on Entropy").entries
    assert [(entry.title_is, entry.comment) for entry in entries] == [("stub", "Two Papers on Entropy")] * 2


def test_titles_and_addresses_in_turn_are_one_paper_each() -> None:
    titles = [TITLE, "A Survey of Surveys", "Deep"]
    addresses = ["https://arxiv.org/abs/2506.01939", OTHER, "https://doi.org/10.1000/x"]
    before = read("\n\n".join(f"{one}\n{two}" for one, two in zip(titles, addresses, strict=True)))
    behind = read("\n".join(f"{two}\n{one}" for one, two in zip(titles, addresses, strict=True)))
    for digest in (before, behind):
        assert [entry.title for entry in digest.entries] == [*titles[:2], "doi:10.1000/x"]
        assert [entry.links["paper"] for entry in digest.entries] == addresses
        assert (digest.entries[2].comment, digest.problems) == ("Deep", ())
    assert before.entries[1].lines == (4, 5)


def test_the_tabs_of_a_browser_give_their_papers_and_report_the_rest() -> None:
    digest = read(
        f"https://arxiv.org/abs/2506.01939 | [2506.01939] {TITLE}\n"
        "https://openreview.net/forum?id=abcDEF12 | Attention Is Not All You Need | OpenReview\n"
        "https://news.example.org/ | The News of Today\n"
        "https://aclanthology.org/2024.acl-long.12/ | A Paper on Parsing - ACL Anthology\n"
    )
    assert [entry.title for entry in digest.entries] == [
        *(TITLE, "Attention Is Not All You Need", "A Paper on Parsing")
    ]
    assert digest.entries[2].links == {"paper": "https://aclanthology.org/2024.acl-long.12/"}
    assert [(problem.line, digest.reported) for problem in digest.problems] == [(3, 1)]


def test_headings_and_rules_of_a_list_are_no_papers() -> None:
    digest = read("# To read\n\n2506.01939\nRL:\n-----\n2401.00002\n// done\nnot one\n2401.00003\n2401.00004\n")
    assert len(digest.entries) == 4
    assert [(problem.line, problem.text) for problem in digest.problems] == [(8, "not one")]


OTHERS = {
    "prose": "We met and talked about a number of things.\nTom liked arXiv:2506.01939 very much.\n"
    f"We also spoke of {OTHER} for a while.\nNext week we meet again.\n",
    "two lines of prose": "We build on the work of Wang (arXiv:2506.01939)\nand on arXiv:2401.00002.\n",
    "an address in a sentence": f"Please have a look at {OTHER} and tell me.\n",
    "numbers": "1201.12345 0.33 0.25\n1202.12346 0.34 0.21\n",
    "titles before or behind": f"My List of Papers\n{OTHER}\nThe First of Them\n{OTHER}1\nThe Second of Them\n",
    "links to anything": "A Tool for the Job https://example.org/a\nAnother Tool for It https://example.org/b\n",
    "headings alone": "# 2506.01939\n## RL\n",
    "running text": f"{OTHER} {'and words ' * 40}\n",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_texts_are_no_list(text: str) -> None:
    assert not identifier_list.sniff(Seen(Document("x.txt", b""), text))


def test_a_list_of_links_in_markdown_stays_markdown() -> None:
    items = "".join(f"- [{TITLE} {n}](https://arxiv.org/abs/2401.0000{n})\n" for n in range(1, 7))
    assert digests.read(Document("list.md", items.encode())).format == "markdown"


@pytest.mark.parametrize(
    "text",
    [
        "2506.01939, " * 20_000,
        f"{OTHER}, " * 10_000,
        f"{OTHER}\n" + f"{OTHER}," * 10_000,
        "2506.01939\n" * 3 + "10.1000/" * 100_000,
        "2506.01939\n" * 3 + "[" * 200_000 + "](" * 100_000,
        "2506.01939\n" * 3 + "1234567,;" * 100_000,
        "2506.01939\n" * 3 + "-" * 500_000 + "x",
        "2506.01939 " + "\t" * 500_000 + "A Title of It",
    ],
)
def test_hostile_lists_take_no_time(text: str) -> None:
    began = time.perf_counter()
    try:
        digests.read(Document("list.txt", text.encode()))
    except UserError as refused:
        assert refused.message  # noqa: PT017 - either is right
    assert time.perf_counter() - began < 5
