"""Altered copies of the two sample digests, made here: the reader must find the same papers in each."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from readinglist import digests
from readinglist.model import Digest, Document, UserError

Pairs: TypeAlias = list[tuple[str, str]]

FOOTER = """System theme
Company
TOS
Privacy
About
Careers
Website
Models
Datasets
Spaces
Pricing
Docs"""


def read(text: str | bytes, name: str = "digest.txt") -> Digest:
    return digests.read(Document(name, text.encode() if isinstance(text, str) else text))


def pairs(digest: Digest) -> Pairs:
    return [(entry.title, " ".join(entry.abstract.split())) for entry in digest.entries]


@pytest.fixture
def rng() -> random.Random:
    return random.Random(20250903)


def every(papers: Pairs, change: Callable[[int, str, str], tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [change(place, title, abstract) for place, (title, abstract) in enumerate(papers, start=1)]


BYTES: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR only": lambda text: text.replace("\n", "\r").encode(),
    "BOM": lambda text: text.encode("utf-8-sig"),
    "UTF-16 LE with BOM": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "UTF-16 BE with BOM": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-16 LE": lambda text: text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: text.encode("utf-16-be"),
    "UTF-32 with BOM": lambda text: text.encode("utf-32"),
    "blank lines added": lambda text: text.replace("\n", "\n\n").encode(),
    "blank lines tripled": lambda text: text.replace("\n", "\n\n\n").encode(),
    "blank lines removed": lambda text: re.sub("\n+", "\n", text).encode(),
    "blanks around lines": lambda text: text.replace("\n", " \t\n  ").encode(),
    "no newline at the end": lambda text: text.rstrip().encode(),
}


@pytest.mark.parametrize("change", BYTES.values(), ids=BYTES)
def test_bytes_written_another_way_give_the_same_papers(seed: Any, change: Callable[[str], bytes]) -> None:
    digest = read(change(seed.text))
    assert pairs(digest) == list(seed.papers)
    assert digest.problems == ()


def test_latin_1_gives_the_same_papers(seed: Any) -> None:
    text = seed.text.encode("latin-1", "replace").decode("latin-1").replace("Bayesian", "Bayésian")
    assert pairs(read(text.encode("latin-1"))) == [
        (
            title.encode("latin-1", "replace").decode("latin-1").replace("Bayesian", "Bayésian"),
            abstract.encode("latin-1", "replace").decode("latin-1").replace("Bayesian", "Bayésian"),
        )
        for title, abstract in seed.papers
    ]


def header_stuck_to_the_first_title(seed: Any) -> str:
    return f"Get trending papers in your email inbox!\nSubscribe{seed.written(list(seed.papers), header=False)}"


LAYOUTS: dict[str, Callable[[Any], str]] = {
    "no header": lambda seed: seed.written(list(seed.papers), header=False),
    "header glued": header_stuck_to_the_first_title,
    "whole header glued": lambda seed: (
        "new\nSubscribeDaily PapersbyAK and the research community" + seed.written(list(seed.papers), header=False)
    ),
    "site footer": lambda seed: seed.text.rstrip() + seed.blank + seed.blank.join(FOOTER.splitlines()),
    "site footer in one block": lambda seed: seed.text.rstrip() + "\n" + FOOTER,
    "pagination": lambda seed: seed.text.rstrip() + seed.blank + "Previous\n1\n2\n3\n...\n100\nNext",
    "pagination in one line": lambda seed: seed.text.rstrip() + seed.blank + "Previous 1 2 3 … 100 Next",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_page_around_the_papers_is_left_out(seed: Any, layout: Callable[[Any], str]) -> None:
    digest = read(layout(seed))
    assert pairs(digest) == list(seed.papers)
    assert digest.problems == ()


def test_a_foreign_footer_is_reported(seed: Any) -> None:
    digest = read(seed.text.rstrip() + seed.blank + "Printed with PageSaver 3.1 from your browser")
    assert pairs(digest) == list(seed.papers)
    assert [problem.text for problem in digest.problems] == ["Printed with PageSaver 3.1 from your browser"]


def test_votes_authors_and_dates_between_papers_are_kept(seed: Any) -> None:
    papers = every(
        list(seed.papers),
        lambda place, title, abstract: (
            title,
            str(place),
            abstract,
            f"{place % 7 + 1} authors",
            "·",
            "Oct 7, 2024",
        ),
    )
    digest = read(seed.written(papers))
    assert pairs(digest) == list(seed.papers)
    assert [entry.votes for entry in digest.entries] == list(range(1, len(papers) + 1))
    assert [entry.author_count for entry in digest.entries] == [
        place % 7 + 1 for place in range(1, len(papers) + 1)
    ]
    assert {entry.published for entry in digest.entries} == {"2024-10-07"}
    assert digest.problems == ()


def test_votes_above_the_titles_go_to_the_title_below(seed: Any) -> None:
    papers = every(list(seed.papers), lambda place, title, abstract: (f"[-] {place}", title, abstract, "May 30"))
    header = "\n".join(seed.header) + "\n"
    digest = read(header + seed.written(papers, header=False))
    assert pairs(digest) == list(seed.papers)
    assert [entry.votes for entry in digest.entries] == list(range(1, len(papers) + 1))
    assert {entry.published for entry in digest.entries} == {None}


def test_addresses_of_papers_give_their_identifiers(seed: Any) -> None:
    papers = every(
        list(seed.papers),
        lambda place, title, abstract: (title, "", f"https://arxiv.org/abs/2409.{place:05}v2", "", abstract),
    )
    text = "\n".join(line for paper in papers for line in (*paper, ""))
    digest = read(text)
    assert pairs(digest) == list(seed.papers)
    assert [entry.identifiers["arxiv"] for entry in digest.entries] == [
        f"2409.{place:05}" for place in range(1, len(papers) + 1)
    ]


def test_names_under_the_titles_become_authors(seed: Any) -> None:
    papers = every(
        list(seed.papers),
        lambda _, title, abstract: (title, "Ada Lovelace, Émilie du Châtelet and C. F. Gauß", abstract),
    )
    digest = read(seed.written(papers))
    assert pairs(digest) == list(seed.papers)
    assert {entry.authors for entry in digest.entries} == {("Ada Lovelace", "Émilie du Châtelet", "C. F. Gauß")}


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("form", ["{}. {}", "{}) {}", "[{}] {}", "#{} {}"])
def test_numbers_before_the_titles_are_taken_off(seed: Any, form: str, header: bool) -> None:
    papers = every(list(seed.papers), lambda place, title, abstract: (form.format(place, title), abstract))
    assert pairs(read(seed.written(papers, header=header))) == list(seed.papers)


def test_a_damaged_byte_becomes_one_strange_character(seed: Any, rng: random.Random) -> None:
    for _ in range(10):
        place = rng.randrange(len(seed.data))
        if seed.data[place : place + 1].isalpha():
            damaged = seed.data[:place] + b"\xff" + seed.data[place + 1 :]
            digest = read(damaged)
            assert len(digest.entries) == len(seed.papers)
            assert damaged.decode("utf-8", "replace").count("\ufffd") == 1
            told = "".join(text for pair in pairs(digest) for text in pair)
            assert told.count("\ufffd") == (1 if place > len("".join(seed.header)) + 20 else told.count("\ufffd"))
            assert [problem.line for problem in digest.problems] == [None]
            assert digest.problems[0].what.startswith("damaged")


def test_a_damaged_letter_of_several_bytes_does_not_garble_the_file(seed: Any) -> None:
    place = next(place for place, byte in enumerate(seed.data) if byte > 0x7F)
    for damaged in (
        seed.data[:place] + seed.data[place + 1 :],
        seed.data[: place + 1] + seed.data[place + 2 :],
    ):
        digest = read(damaged)
        assert len(digest.entries) == len(seed.papers)
        assert sum(before != after for before, after in zip(pairs(digest), seed.papers, strict=True)) == 1


def test_papers_without_an_abstract_are_imported_and_reported(seed: Any, rng: random.Random) -> None:
    bare = set(rng.sample(range(1, len(seed.papers)), len(seed.papers) * 15 // 100))
    papers = [(title, "" if place in bare else abstract) for place, (title, abstract) in enumerate(seed.papers)]
    digest = read(seed.written(papers))
    assert pairs(digest) == papers
    assert [problem.what for problem in digest.problems] == ["no abstract"] * len(bare)
    lines = seed.written(papers).split("\n")
    assert [lines[(problem.line or 0) - 1][:100] for problem in digest.problems] == [
        papers[place][0][:100] for place in sorted(bare)
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_abstracts_of_several_paragraphs_stay_whole(seed: Any, gap: str, rng: random.Random) -> None:
    def split(_: int, title: str, abstract: str) -> tuple[str, str]:
        stops = [found.end() for found in re.finditer(r"(?<=[a-z]{3}\.) (?=[A-Z])", abstract)][:-1]
        at = rng.choice(stops or [0]) if rng.random() < 0.5 else 0
        return title, abstract[:at].rstrip() + gap + abstract[at:] if at else abstract

    digest = read(seed.written(every(list(seed.papers), split)))
    assert pairs(digest) == list(seed.papers)


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_abstracts_of_one_sentence_are_abstracts(seed: Any, share: float, rng: random.Random) -> None:
    papers = [
        (title, re.split(r"(?<=[a-z]{3}\.) (?=[A-Z])", abstract)[0] if rng.random() < share else abstract)
        for title, abstract in seed.papers
    ]
    assert pairs(read(seed.written(papers))) == papers


def test_long_titles_are_never_cut(seed: Any) -> None:
    papers = [
        (f"{title}: {'an extended study of every aspect of the matter with ' * 4}examples", abstract)
        if place % 4 == 1
        else (title, abstract)
        for place, (title, abstract) in enumerate(seed.papers)
    ]
    assert max(len(title) for title, _ in papers) > 250
    assert pairs(read(seed.written(papers))) == papers


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_a_few_papers_with_a_header_are_a_digest(seed: Any, count: int, both_seeds: tuple[Any, Any]) -> None:
    rng = random.Random(count)
    pool = [paper for one in both_seeds for paper in one.papers]
    for _ in range(40):
        papers = rng.sample(pool, count)
        assert pairs(read(seed.written(papers))) == papers


@pytest.mark.parametrize("count", [2, 3, 5])
def test_two_papers_need_no_header(seed: Any, count: int, both_seeds: tuple[Any, Any]) -> None:
    rng = random.Random(count)
    pool = [paper for one in both_seeds for paper in one.papers]
    for _ in range(40):
        papers = rng.sample(pool, count)
        assert pairs(read(seed.written(papers, header=False))) == papers


def test_one_paper_without_a_header_is_refused(seed: Any, both_seeds: tuple[Any, Any]) -> None:
    rng = random.Random(1)
    pool = [paper for one in both_seeds for paper in one.papers]
    for _ in range(40):
        with pytest.raises(UserError, match="does not look like a paper digest"):
            read(seed.written(rng.sample(pool, 1), header=False))


WIDTHS = [64, 72, 80, 100, 120]


@pytest.mark.parametrize("width", WIDTHS)
def test_wrapped_paragraphs_with_blank_lines_between_are_read(seed: Any, width: int) -> None:
    digest = read("\n\n".join(textwrap.fill(line, width) for line in seed.text.split("\n") if line))
    exact = sum(before == after for before, after in zip(pairs(digest), seed.papers, strict=True))
    assert exact >= len(seed.papers) - 2  # a word broken at its own hyphen may get a blank
    assert squeezed(pairs(digest)) == squeezed(list(seed.papers))


def wrapped(seed: Any, width: int, gap: str, inner: str = "\n") -> str:
    """The digest broken at a width, `inner` between a title and its abstract, `gap` between papers."""
    papers = [inner.join(textwrap.fill(part, width) for part in paper) for paper in seed.papers]
    return "\n".join(seed.header) + "\n\n" + gap.join(papers)


def squeezed(papers: Pairs) -> set[tuple[str, str]]:
    """Papers without blanks: a word broken at its own hyphen may come back with one."""
    return {("".join(title.split()), "".join(abstract.split())) for title, abstract in papers}


@pytest.mark.parametrize("width", WIDTHS)
def test_wrapped_titles_right_above_their_abstracts_are_read(seed: Any, width: int) -> None:
    digest = read(wrapped(seed, width, "\n\n"))
    assert len(digest.entries) == len(seed.papers)
    assert squeezed(pairs(digest)) == squeezed(list(seed.papers))


@pytest.mark.parametrize(("width", "missed"), [(64, 5), (72, 5), (80, 2), (100, 0), (120, 0)])
def test_wrapped_papers_without_any_blank_line_are_read_but_for_a_few(seed: Any, width: int, missed: int) -> None:
    digest = read(wrapped(seed, width, "\n"))
    titles = {title for title, _ in squeezed(pairs(digest))}
    assert len(titles & {title for title, _ in squeezed(list(seed.papers))}) >= len(seed.papers) - missed
    assert len(digest.entries) <= len(seed.papers)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("inner", ["\n", "\n\n"])
def test_wrapped_abstracts_of_several_paragraphs_are_read(
    seed: Any, width: int, inner: str, rng: random.Random
) -> None:
    papers = []
    for title, abstract in seed.papers:
        stops = [found.end() for found in re.finditer(r"(?<=[a-z]{3}\.) (?=[A-Z])", abstract)][:-1]
        at = rng.choice(stops) if stops and rng.random() < 0.2 else 0
        parts = [textwrap.fill(part.strip(), width) for part in (abstract[:at], abstract[at:]) if part]
        papers.append(textwrap.fill(title, width) + inner + "\n\n".join(parts))
    digest = read("\n".join(seed.header) + "\n\n" + "\n\n".join(papers))
    titles = {title for title, _ in squeezed(pairs(digest))}
    assert titles >= {title for title, _ in squeezed(list(seed.papers))}
    assert len(digest.entries) <= len(seed.papers) + 3


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("count", [2, 3, 5])
def test_a_few_wrapped_papers_are_enough(seed: Any, count: int, header: bool, both_seeds: tuple[Any, Any]) -> None:
    rng = random.Random(count)
    pool = [paper for one in both_seeds for paper in one.papers]
    for _ in range(20):
        papers = rng.sample(pool, count)
        text = "\n\n".join("\n".join(textwrap.fill(part, 80) for part in paper) for paper in papers)
        digest = read(("\n".join(seed.header) + "\n\n" if header else "") + text)
        assert squeezed(pairs(digest)) == squeezed(papers)


def test_a_title_broken_after_a_full_stop_stays_whole(both_seeds: tuple[Any, Any]) -> None:
    digest = read(wrapped(both_seeds[1], 64, "\n\n"))
    assert digest.entries[0].title == both_seeds[1].papers[0][0]
    assert ". Part II" in digest.entries[0].title
