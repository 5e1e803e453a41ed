"""The two sample digests, and what every document must go through."""

from __future__ import annotations

from typing import Any

import pytest

from readinglist import digests
from readinglist.model import Digest, Document, UserError


def read(data: bytes | str, name: str = "notes.txt") -> Digest:
    return digests.read(Document(name, data.encode() if isinstance(data, str) else data))


def refusal(data: bytes | str, name: str = "notes.txt") -> UserError:
    with pytest.raises(UserError) as caught:
        read(data, name)
    return caught.value


def test_the_samples_hold_68_and_168_papers_word_for_word(seed: Any) -> None:
    digest = digests.read(Document(seed.name, seed.data))
    assert [(entry.title, entry.abstract) for entry in digest.entries] == list(seed.papers)
    assert [entry.position for entry in digest.entries] == list(range(1, len(seed.papers) + 1))
    assert digest.format == "text"
    assert digest.problems == ()
    assert digest.reported == 0


def test_both_samples_together_hold_230_papers_6_of_them_twice(both_seeds: tuple[Any, Any]) -> None:
    first, second = ([entry.title for entry in read(seed.data).entries] for seed in both_seeds)
    assert (len(first), len(second)) == (68, 168)
    assert len({*first, *second}) == 230
    assert len(set(first) & set(second)) == 6
    assert second[0] == (
        "PINN surrogate of Li-ion battery models for parameter inference."
        " Part II: Regularization and application of the pseudo-2D model"
    )


def test_a_digest_is_named_by_its_page_or_else_by_its_file(both_seeds: tuple[Any, Any]) -> None:
    first, second = (digests.read(Document(seed.name, seed.data)) for seed in both_seeds)
    assert first.name == "Daily Papers"
    assert second.name == "001_6d16eb8aa34b31f2"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("papers.txt", "papers"),
        ("/home/me/papers 2409.12.txt", "papers 2409.12"),
        ("C:\\papers.md", "papers"),
        ("Pasted text", "Pasted text"),
        (".txt", ".txt"),
        ("2409.12345", "2409.12345"),
    ],
)
def test_the_file_s_name_is_shown_without_folder_and_suffix(
    both_seeds: tuple[Any, Any], name: str, shown: str
) -> None:
    assert read(both_seeds[1].data, name).name == shown


def test_a_date_without_a_year_stays_without_one(both_seeds: tuple[Any, Any]) -> None:
    first, second = (read(seed.data) for seed in both_seeds)
    assert (first.dated_as, first.dated) == ("Sep 3", None)
    assert (second.dated_as, second.dated) == (None, None)


@pytest.mark.parametrize(
    ("line", "dated_as", "dated"),
    [
        ("Oct 7, 2024", "Oct 7, 2024", "2024-10-07"),
        ("3 March 2024", "3 March 2024", "2024-03-03"),
        ("2024-09-03", "2024-09-03", "2024-09-03"),
        ("Published on Tuesday, September 3rd, 2024", "Tuesday, September 3rd, 2024", "2024-09-03"),
        ("Feb 30, 2024", "Feb 30, 2024", None),
        ("May 30", "May 30", None),
    ],
)
def test_a_date_above_the_papers_dates_the_digest(
    both_seeds: tuple[Any, Any], line: str, dated_as: str, dated: str | None
) -> None:
    digest = read(both_seeds[0].text.replace("\nSep 3\n", f"\n{line}\n"))
    assert (digest.dated_as, digest.dated) == (dated_as, dated)
    assert len(digest.entries) == 68
    assert {entry.published for entry in digest.entries} == {None}


def test_entries_know_their_lines(seed: Any) -> None:
    lines = seed.text.split("\n")
    for entry in read(seed.data).entries:
        assert lines[entry.lines[0] - 1].endswith(entry.title)
        assert lines[entry.lines[1] - 1] == entry.abstract


@pytest.mark.parametrize(
    "data", [b"", b"\n", b" \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe\n\x00", b"\xa0"]
)
def test_a_file_without_anything_in_it_says_so(data: bytes) -> None:
    assert refusal(data).title == "There is nothing in it"


@pytest.mark.parametrize("data", [b"x", b"1", b"\n.", "é".encode(), b"\xe9"])
def test_a_file_of_one_sign_is_no_digest(data: bytes) -> None:
    assert refusal(data).title == "Not a paper digest"


def test_a_document_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "LIMIT", 3)
    assert refusal(b"four").title == "This is too large"


def test_prose_is_refused_in_a_sentence_that_says_what_was_found() -> None:
    prose = "\n\n".join(f"On day {day} we went to the sea. The sun was hot, and we swam far." for day in range(32))
    assert refusal(prose).message == (
        "`notes.txt` does not look like a paper digest: 32 paragraphs, none of them look like a title with an"
        " abstract. Nothing was imported."
    )


def test_one_paper_is_counted_in_the_singular(both_seeds: tuple[Any, Any]) -> None:
    title, abstract = both_seeds[0].papers[0]
    assert "2 paragraphs, 1 of them looks like" in refusal(f"{title}\n\n{abstract}\n").message


def test_the_text_reader_comes_last() -> None:
    assert [format_.NAME for format_ in digests.FORMATS][-1] == "text"


def test_a_reader_that_fails_costs_its_file_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(seen: object) -> None:
        raise KeyError(seen)

    monkeypatch.setattr("readinglist.digests.bibtex.parse", broken)
    with pytest.raises(UserError, match="could not be read") as refused:
        digests.read(Document("a.bib", b"@misc{a, title={A}}\n"))
    assert "bibtex" in refused.value.message
    assert "KeyError" in refused.value.message
