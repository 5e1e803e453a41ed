"""Alerts: Google Scholar's page and the text of bioRxiv and medRxiv; other pages only say what they link to."""

from __future__ import annotations

import contextlib

import pytest

from readinglist import digests
from readinglist.digests import alerts
from readinglist.digests.seen import Seen
from readinglist.model import Digest, Document, Entry, UserError


def read(text: str) -> Digest:
    return digests.read(Document("alert.html", text.encode()))


def scholar(title: str, address: str, byline: str, snippet: str = "", kind: str = "gse_alrt_title") -> str:
    return (
        f'<h3><span>[PDF]</span> <a href="http://scholar.google.com/scholar_url?url={address}&amp;hl=en&amp;sa=X" '
        f'class="{kind}">{title}</a></h3><div style="color:#006621">{byline}</div>'
        f'<div class="gse_alrt_sni">{snippet}</div><div><table><tr><td><a href="http://scholar.google.com/'
        f'scholar_share?url={address}"><img alt="Twitter"></a></td></tr></table></div><br>'
    )


def page(*papers: str) -> str:
    return f"<!doctype html><html><head><title>x</title></head><body><div>{''.join(papers)}</div></body></html>"


def only(text: str) -> Entry:
    (entry,) = read(text).entries
    return entry


@pytest.mark.parametrize("kind", ["gse_alrt_title", "m_-123gse_alrt_title", "x"])
def test_scholar_tells_title_authors_venue_year_and_a_snippet(kind: str) -> None:
    entry = only(
        page(
            scholar(
                "A <b>Found</b> Title &amp; More",
                "https://arxiv.org/pdf/2409.00001v2",
                "A One, BC Two…\u00a0- arXiv preprint arXiv:2409.00001, 2024",
                "We show a <br>thing and a <b>f</b>ind\u00a0…",
                kind,
            )
        )
    )
    assert (entry.title, entry.title_is) == ("A Found Title & More", "title")
    assert entry.authors == ("A One", "BC Two")
    assert entry.identifiers == {"arxiv": "2409.00001", "arxiv_version": "2"}
    assert entry.links == {"pdf": "https://arxiv.org/pdf/2409.00001v2"}
    assert (entry.venue, entry.published) == ("arXiv preprint arXiv:2409.00001", "2024")
    assert (entry.abstract, entry.comment) == ("", "We show a thing and a find …")


@pytest.mark.parametrize(
    ("byline", "authors", "venue", "published"),
    [
        ("A One - 2019", ("A One",), "", "2019"),
        ("A One, B Two - … on Systems (KSE), 2019", ("A One", "B Two"), "… on Systems (KSE)", "2019"),
        ("A One - 2019 Conference on Things…", ("A One",), "2019 Conference on Things…", None),
        ("A One", ("A One",), "", None),
        ("", (), "", None),
    ],
)
def test_a_byline_may_be_cut(byline: str, authors: tuple[str, ...], venue: str, published: str | None) -> None:
    entry = only(page(scholar("A Found Title", "https://example.org/a", byline)))
    assert (entry.authors, entry.venue, entry.published) == (authors, venue, published)
    assert entry.links == {"paper": "https://example.org/a"}


def test_a_cut_title_is_short() -> None:
    assert only(page(scholar("A Found Title that is …", "https://example.org/a", "A One"))).title_is == "short"


def test_every_paper_of_a_page_keeps_its_own_byline() -> None:
    papers = (scholar(f"Title {n}", f"https://example.org/{n}", f"A Name{n} - J, 20{n:02}") for n in range(9))
    found = read(page(*papers))
    assert [(entry.title, entry.authors, entry.published) for entry in found.entries] == [
        (f"Title {n}", (f"A Name{n}",), f"20{n:02}") for n in range(9)
    ]
    assert found.format == "scholar-alert"


RECORD = """

A Title that goes over
two lines

Ann One, Bob Two, Jr., and Carl Three

bioRxiv posted 22 January 2026 doi:10.64898/2026.01.20.700468v1

[Abstract] [PDF]

"""


def test_biorxiv_tells_title_authors_date_and_doi() -> None:
    text = f"bioRxiv Online\n\nYou have requested alerts for:\n\n---\nGenomics\n\n---\n{RECORD}{RECORD}"
    digest = read(text)
    assert (digest.format, len(digest.entries)) == ("biorxiv-alert", 2)
    for entry in digest.entries:
        assert entry.title == "A Title that goes over two lines"
        assert entry.authors == ("Ann One", "Bob Two Jr.", "Carl Three")
        assert entry.identifiers == {"doi": "10.64898/2026.01.20.700468"}
        assert (entry.published, entry.venue) == ("2026-01-22", "bioRxiv")
    assert [entry.lines for entry in digest.entries] == [(11, 16), (22, 27)]


@pytest.mark.parametrize(
    ("text", "title", "authors", "identifiers"),
    [
        ("A Title\n\nmedRxiv posted 2 May 2025 doi:10.1101/2025.01.01.1\n", "A Title", (), "10.1101/2025.01.01.1"),
        ("A Title\nAnn One\nbioRxiv posted 2 May 2025\ndoi:10.1101/1.2\n", "A Title", ("Ann One",), "10.1101/1.2"),
        (
            "> A Title\n>\n> Ann One\n>\n> bioRxiv posted 2 May 2025 doi: 10.1101/1.2",
            "A Title",
            ("Ann One",),
            "10.1101/1.2",
        ),
        ("A Title\n\nAnn One\n\nbioRxiv posted 2 May 2025\n", "A Title", ("Ann One",), None),
    ],
)
def test_copies_of_an_alert_are_read_too(
    text: str, title: str, authors: tuple[str, ...], identifiers: str | None
) -> None:
    entry = only(text)
    assert (entry.title, entry.authors, entry.identifiers.get("doi")) == (title, authors, identifiers)


SAME = "<a href='https://doi.org/10.1000/1'>x</a><a href='https://dl.acm.org/doi/10.1000/1'>x</a><a>y</a>"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<div><p>a</p><p>b</p></div>", "It links to no papers. Copy titles"),
        ("<!-- saved -->\n<!DOCTYPE html>\n<html><body>Daily Papers</body></html>", "It links to no papers. "),
        ("<html><a href='https://arxiv.org/abs/2409.00001'>A</a>", "It links to 1 paper. Save the links"),
        (
            "<html><base href='https://openreview.net/'><a href='forum?id=abc'>A</a><a href='/forum?id=abd'>A</a>"
            + SAME,
            "It links to 3 papers. Save the links",
        ),
    ],
)
def test_any_other_page_says_what_it_links_to(text: str, says: str) -> None:
    with pytest.raises(UserError) as caught:
        read(text)
    assert caught.value.title == "This page is no digest"
    assert caught.value.message.startswith(says)
    assert caught.value.message.endswith("Nothing was imported.")


def test_a_damaged_alert_never_breaks_the_reader() -> None:
    whole = page(scholar("A Found Title", "https://example.org/a", "A One - J, 2024", "So …")) + RECORD
    for cut in range(0, len(whole), 7):
        text = whole[:cut] + "gse_alrt_title"
        with contextlib.suppress(UserError):
            alerts.parse(Seen(Document("x", text.encode()), text))
