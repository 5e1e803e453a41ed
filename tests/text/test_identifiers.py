from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.text import identifiers


@pytest.mark.parametrize(
    ("text", "number", "version"),
    [
        ("2401.01234", "2401.01234", None),
        ("2401.01234v2", "2401.01234", 2),
        ("arXiv:2401.01234v12", "2401.01234", 12),
        ("arxiv: 0704.0001", "0704.0001", None),
        (" https://arxiv.org/abs/2401.01234 ", "2401.01234", None),
        ("http://export.arxiv.org/pdf/2401.01234v1.pdf", "2401.01234", 1),
        ("arxiv.org/html/2401.01234v1/", "2401.01234", 1),
        ("https://huggingface.co/papers/2401.01234", "2401.01234", None),
        ("math.CO/0112567", "math/0112567", None),
        ("math/0112567v3", "math/0112567", 3),
        ("hep-th/9901001", "hep-th/9901001", None),
        ("COND-MAT/9901001", "cond-mat/9901001", None),
        ("https://arxiv.org/abs/cond-mat.stat-mech/9901001", None, None),
    ],
)
def test_arxiv_numbers_lose_wrapping_version_and_class(text: str, number: str | None, version: int | None) -> None:
    assert identifiers.arxiv(text) == (None if number is None else (number, version))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2413.01234",
        "2400.01234",
        "2401.123",
        "2401.123456",
        "1234567",
        "issue/9901001",
        "٢٤٠١.٠١٢٣٤",
        "x 2401.01234",
    ],
)
def test_what_is_no_arxiv_number_is_none(text: str) -> None:
    assert identifiers.arxiv(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10.1000/182", "10.1000/182"),
        ("DOI:10.1000/ABC.", "10.1000/abc"),
        ("https://doi.org/10.1038/s41586-020-2649-2", "10.1038/s41586-020-2649-2"),
        ("(see 10.1000/182)", "10.1000/182"),
        ("10.1016/S0370-2693(98)01345-6,", "10.1016/s0370-2693(98)01345-6"),
        ("10.1101/2020.01.01.123456v2", "10.1101/2020.01.01.123456"),
        ("10.1101/2020.01.01.123456v2.full.pdf", "10.1101/2020.01.01.123456"),
        ("10.64898/2025.12.01.123456v1", "10.64898/2025.12.01.123456"),
        ("10.1101/gr.123456.115", "10.1101/gr.123456.115"),
        ("10.1000/", None),
        ("10.1000/...", None),
        ("no doi", None),
    ],
)
def test_dois_are_told_from_what_encloses_them(text: str, value: str | None) -> None:
    assert identifiers.doi(text) == value


def test_the_doi_of_an_arxiv_paper_is_its_arxiv_number() -> None:
    assert identifiers.normalise("doi", "10.48550/arXiv.2401.01234v2") == {
        "arxiv": "2401.01234",
        "arxiv_version": "2",
    }


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://arxiv.org/abs/2401.01234v2", {"arxiv": "2401.01234", "arxiv_version": "2"}),
        ("https://arxiv.org/abs/2401.01234?context=cs#top", {"arxiv": "2401.01234"}),
        ("https://www.arxiv.org/pdf/2401.01234.pdf", {"arxiv": "2401.01234"}),
        ("https://huggingface.co/papers/2401.01234", {"arxiv": "2401.01234"}),
        ("https://huggingface.co/spaces/a/b", {}),
        ("https://dx.doi.org/10.1000/182", {"doi": "10.1000/182"}),
        ("https://doi.org/10.1000%2F182", {"doi": "10.1000/182"}),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v1.full", {"doi": "10.1101/2020.01.01.123456"}),
        ("https://pubmed.ncbi.nlm.nih.gov/31452104/", {"pmid": "31452104"}),
        ("https://openreview.net/forum?id=rJXMpikCZ", {"openreview": "rJXMpikCZ"}),
        ("https://evil.org/arxiv.org/abs/2401.01234", {}),
        ("http://[", {}),
        ("", {}),
    ],
)
def test_addresses_of_papers_name_their_identifiers(address: str, found: dict[str, str]) -> None:
    assert identifiers.paper_url(address) == found


def test_links_are_made_of_identifiers_and_only_safe_ones_are_taken_over() -> None:
    made = identifiers.links({"arxiv": "2401.01234"}, {"code": "https://github.com/a/b", "pdf": "javascript:1"})
    assert made == {
        "paper": "https://arxiv.org/abs/2401.01234",
        "pdf": "https://arxiv.org/pdf/2401.01234",
        "code": "https://github.com/a/b",
    }


@given(st.text())
def test_no_text_makes_them_raise(text: str) -> None:
    identifiers.arxiv(text)
    identifiers.normalise("doi", text)
    identifiers.paper_url(text)
    identifiers.paper_url(f"https://{text}")
