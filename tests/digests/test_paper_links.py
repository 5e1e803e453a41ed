"""Addresses that lead to papers, and which paper they name."""

from __future__ import annotations

import pytest

from readinglist.digests import paper_links


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("https://arxiv.org/abs/2401.00001v2", {"arxiv": "2401.00001", "arxiv_version": "2"}),
        ("http://www.arxiv.org/pdf/2401.00001.pdf", {"arxiv": "2401.00001"}),
        (
            "https://browse.arxiv.org/latexml/2401.00001v1/2401.00001v1.html",
            {"arxiv": "2401.00001", "arxiv_version": "1"},
        ),
        ("https://papers.cool/arxiv/2401.00001", {"arxiv": "2401.00001"}),
        ("https://hf.co/papers/2401.00001", {"arxiv": "2401.00001"}),
        ("https://huggingface.co/papers/2401.00001#community", {"arxiv": "2401.00001"}),
        ("https://dl.acm.org/doi/pdf/10.1145/123.456", {"doi": "10.1145/123.456"}),
        (
            "https://www.frontiersin.org/articles/10.3389/fnins.2020.00001/full",
            {"doi": "10.3389/fnins.2020.00001"},
        ),
        ("https://link.springer.com/content/pdf/10.1007/s11263-020-1.pdf", {"doi": "10.1007/s11263-020-1"}),
        ("https://www.nature.com/articles/s41586-023-00001-1.pdf", {"doi": "10.1038/s41586-023-00001-1"}),
        ("https://openreview.net/pdf?id=abc", {"openreview": "abc"}),
        ("https://aclanthology.org/N19-1423.pdf", {}),
        ("https://openaccess.thecvf.com/content/CVPR2023/papers/a.pdf", {}),
    ],
)
def test_an_address_of_a_paper_names_it_where_it_can(address: str, named: dict[str, str]) -> None:
    assert paper_links.leads(address)
    assert paper_links.named(address) == named


@pytest.mark.parametrize(
    "address",
    [
        *("https://github.com/a/b", "https://arxiv.org/list/cs.AI/recent", "https://huggingface.co/models/x"),
        *("https://openreview.net/", "https://aclanthology.org", "#papers", "javascript:alert(1)", "http://[", ""),
        *("https://img.shields.io/badge/arXiv-2401.00001-red", "mailto:a@arxiv.org", "x" * 10_000),
    ],
)
def test_other_addresses_lead_to_no_paper(address: str) -> None:
    assert not paper_links.leads(address)
