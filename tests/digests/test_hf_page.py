"""Saved pages of Hugging Face: their data, their cards, whatever a browser left of both."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import pytest

from readinglist import digests
from readinglist.digests import hf_page
from readinglist.digests.seen import Seen
from readinglist.model import Digest, Document, UserError

ABSTRACT = "We made up an abstract that says nothing & proves less: " + "it goes on and on. " * 6


def paper(number: int, **more: Any) -> dict[str, Any]:
    inner = {
        "id": f"2409.0000{number}",
        "title": f"Title {number} of\na paper",
        "summary": f"{number}: {ABSTRACT}",
        "authors": [
            {"name": "Ann Lee"},
            {"name": "Bo Chen", "hidden": False},
            {"name": "Not Shown", "hidden": True},
        ],
        "publishedAt": "2024-09-02T00:00:00.000Z",
        "upvotes": 10 + number,
        "githubRepo": "https://github.com/made/up",
    }
    return {"paper": inner | more, "title": inner["title"], "numComments": 2, "submittedBy": {"fullname": "Cy"}}


def card(number: int) -> str:
    return f"""<article class="relative">
<a href="/papers/2409.0000{number}" class="block"><img src="x.png" alt=""></a>
<div><a href="/login?next=%2Fpapers%2F2409.0000{number}"><div><input type="checkbox">
<div class="leading-none">{10 + number}</div></div></a></div>
<h3 class="mb-1"><a href="/papers/2409.0000{number}" class="line-clamp-3">Title {number} of a paper</a></h3>
<p class="line-clamp">{escape(ABSTRACT)}</p>
<a href="https://github.com/made/up">GitHub</a>
<div>&middot; 3 authors</div><div>Published on Sep 2, 2024</div>
</article>
"""


def page(papers: list[Any], cards: list[str], **props: Any) -> str:
    data = escape(json.dumps({"canSubmit": False, **props, "dailyPapers": papers}, separators=(",", ":")))
    return f"""<!doctype html>
<html><head><title>Daily Papers - Hugging Face</title></head><body><main>
<div class="SVELTE_HYDRATER contents" data-target="MainHeader" data-props="{{}}"></div>
<div class="SVELTE_HYDRATER contents" data-target="DailyPapers" data-props="{data}"><section>
{"".join(cards)}
</section></div></main></body></html>
"""


BOTH = page([paper(1), paper(2)], [card(1), card(2)], date="2024-09-03T00:00:00.000Z")


def read(text: str) -> Digest:
    return digests.read(Document("saved.html", text.encode()))


def test_the_data_of_a_page_tell_all() -> None:
    digest = read(BOTH)
    assert (digest.format, digest.name) == ("hf-html", "Daily Papers")
    assert (digest.dated, digest.dated_as) == ("2024-09-03", "2024-09-03T00:00:00.000Z")
    assert (digest.problems, digest.reported) == ((), 0)
    first, second = digest.entries
    assert (first.title, second.title) == ("Title 1 of a paper", "Title 2 of a paper")
    assert first.abstract == f"1: {ABSTRACT}".strip()
    assert first.authors == ("Ann Lee", "Bo Chen")
    assert first.identifiers == {"arxiv": "2409.00001"}
    assert (first.votes, first.published) == (11, "2024-09-02")
    assert first.links["code"] == "https://github.com/made/up"


@pytest.mark.parametrize("data", ["", "{&quot;dailyPapers&quot;:[", "[]", "[[[[", "{&quot;dailyPapers&quot;:3}"])
def test_without_data_the_cards_tell_what_one_sees(data: str) -> None:
    start, end = BOTH.index('data-props="{&quot;') + 12, BOTH.index('"><section>')
    first, second = read(BOTH[:start] + data + BOTH[end:]).entries
    assert (first.title, second.title) == ("Title 1 of a paper", "Title 2 of a paper")
    assert first.abstract == ABSTRACT.strip()
    assert first.links == {
        "paper": "https://huggingface.co/papers/2409.00001",
        "code": "https://github.com/made/up",
    }
    assert (first.votes, first.author_count, first.published) == (11, 3, "2024-09-02")


@pytest.mark.parametrize(
    ("papers", "cards", "order"),
    [
        ([1], [1, 2], [1, 2]),
        ([1, 2], [1], [1, 2]),
        ([1, 2], [], [1, 2]),
        ([], [1, 2], [1, 2]),
        ([1, 3], [1, 2, 3], [1, 2, 3]),
        ([2, 3], [1, 3, 4], [1, 2, 3, 4]),
        ([1, 2], [3, 4], [3, 4, 1, 2]),
    ],
)
def test_papers_of_data_and_of_cards_come_in_once_each_and_in_their_order(
    papers: list[int], cards: list[int], order: list[int]
) -> None:
    entries = read(page(list(map(paper, papers)), list(map(card, cards)))).entries
    assert [entry.title for entry in entries] == [f"Title {number} of a paper" for number in order]
    assert [entry.position for entry in entries] == list(range(1, len(order) + 1))


def test_a_card_completes_its_paper_and_takes_nothing_from_it() -> None:
    bare = {"paper": {"id": "2409.00001", "authors": []}}
    whole = paper(2, githubRepo="https://github.com/its/own")
    first, second = read(page([bare, whole], [card(1), card(2)])).entries
    assert (first.title, first.title_is, first.abstract) == ("Title 1 of a paper", "title", ABSTRACT.strip())
    assert (first.votes, first.author_count, first.published) == (11, 3, "2024-09-02")
    assert first.links == {"code": "https://github.com/made/up"}
    assert (second.abstract, second.authors) == (f"2: {ABSTRACT}".strip(), ("Ann Lee", "Bo Chen"))
    assert second.links == {"code": "https://github.com/its/own"}


def unlinked(number: int) -> str:
    return card(number).replace(f"/papers/2409.0000{number}", "#")


def test_a_card_without_its_link_is_known_by_its_title() -> None:
    first, second, third = read(page([paper(1), paper(2)], [unlinked(1), unlinked(3), card(2)])).entries
    assert (first.identifiers, first.votes) == ({"arxiv": "2409.00001"}, 11)
    assert (second.title, second.identifiers, second.votes) == ("Title 3 of a paper", {}, 13)
    assert third.identifiers == {"arxiv": "2409.00002"}


def test_papers_of_one_title_and_two_numbers_stay_two() -> None:
    same = card(2).replace("Title 2", "Title 1")
    assert len(read(page([paper(1)], [same])).entries) == 2


def test_headings_of_other_things_are_no_papers() -> None:
    other = "<article><h3>Subscribe to a newsletter</h3><p>Every day.</p></article><h4>Models citing these</h4>"
    assert len(read(page([paper(1)], [card(1), other])).entries) == 1


CARDS = {
    "absolute addresses": page([], [card(1)]).replace('href="/', 'href="https://huggingface.co/'),
    "cards that stand twice": page([], [card(1), card(1)]),
    "no articles": page([], [card(1)]).replace("article", "div"),
    "search results": page([], [card(1)], query="made up").replace("h3", "h4"),
    "links around headings": page([], [card(1)])
    .replace(
        '<h3 class="mb-1"><a href="/papers/2409.00001" class="line-clamp-3">', '<a href="/papers/2409.00001"><h3>'
    )
    .replace("</a></h3>", "</h3></a>"),
    "links to comments": page([], [card(1)]).replace('.00001" class="line', '.00001#community" class="line'),
    "links to saved files": page([], [card(1)]).replace('.00001" class="line', '.00001.html" class="line'),
    "no data at all": "<html><head><title>Trending Papers - Hugging Face</title></head>" + card(1),
}


@pytest.mark.parametrize("text", CARDS.values(), ids=CARDS)
def test_cards_come_in_many_shapes(text: str) -> None:
    (entry,) = read(text).entries
    assert (entry.title, entry.identifiers) == ("Title 1 of a paper", {"arxiv": "2409.00001"})
    assert entry.abstract == ABSTRACT.strip()


def test_a_page_that_is_cut_off_keeps_its_whole_papers() -> None:
    text = page([paper(n) for n in range(1, 6)], [], date="2024-09-03T00:00:00.000Z")
    digest = read(text[: text.index("Title 4") + 40])
    assert [entry.title for entry in digest.entries] == [f"Title {n} of a paper" for n in (1, 2, 3)]
    assert (digest.reported, digest.dated) == (1, "2024-09-03")
    assert [problem.what for problem in digest.problems] == ["the page is cut off within a paper"]


def test_a_paper_that_its_cut_data_lost_is_not_lost_where_its_card_stands() -> None:
    text = page([paper(1), paper(2)], [card(1), card(2), card(3)])
    digest = read(text.replace("Title 2 of", '"', 1))
    assert [entry.title for entry in digest.entries] == [f"Title {n} of a paper" for n in (1, 2, 3)]
    assert (digest.reported, digest.entries[0].authors) == (0, ("Ann Lee", "Bo Chen"))


def test_records_of_the_data_without_a_paper_are_counted() -> None:
    digest = read(page([paper(1), {"paper": {}}, None, paper(2)], []))
    assert (len(digest.entries), digest.reported) == (2, 2)


@pytest.mark.parametrize(
    ("change", "dated"),
    [
        ({"dateString": "2024-09-04", "periodType": "day"}, "2024-09-04"),
        ({"dateString": "2024-W36", "periodType": "week"}, None),
        ({"dateString": "2024-09", "periodType": "month"}, None),
        ({}, None),
    ],
)
def test_a_page_of_a_week_has_no_day(change: dict[str, str], dated: str | None) -> None:
    assert read(page([paper(1)], [card(1)], **change)).dated == dated


@pytest.mark.parametrize(
    "sign",
    [
        '<meta property="og:url" content="https://huggingface.co/papers/date/2024-09-05">',
        '<link rel="canonical" href="https://huggingface.co/papers?date=2024-09-05">',
        '<time datetime="2024-09-05T00:00:00.000Z">Sep 5</time>',
        "<!-- saved from url=(0051)https://huggingface.co/papers?date=2024-09-05 -->",
    ],
)
def test_the_day_stands_in_more_than_one_place(sign: str) -> None:
    assert read(page([], [card(1)]).replace("<head>", f"<head>{sign}")).dated == "2024-09-05"


def test_the_page_of_one_paper_is_that_paper_whatever_else_it_shows() -> None:
    data = escape(json.dumps({"paper": paper(7)["paper"], "comments": []}))
    text = page([], [card(1), card(2)]).replace(
        "<main>", f'<main><div data-target="PaperContent" data-props="{data}">'
    )
    (entry,) = read(text).entries
    assert (entry.identifiers, entry.authors, entry.votes) == ({"arxiv": "2409.00007"}, ("Ann Lee", "Bo Chen"), 17)


def test_the_page_of_one_paper_is_read_without_its_data() -> None:
    digest = read(f"""<!doctype html><html><head><title>Paper page - A title</title>
<meta property="og:title" content="Paper page - A title">
<meta property="og:url" content="https://huggingface.co/papers/2409.00001"></head><body><h1>A title</h1>
<div>Published on Sep 2, 2024</div><span class="author x">Ann Lee</span>, <span class="author x">Bo Chen</span>
<div><h2>Abstract</h2><p>Short summary.</p><p>{escape(ABSTRACT)}</p></div>
<a href="/papers/2409.00001">x</a>
<article><h3><a href="/papers/2409.00002">Other</a></h3></article></body></html>""")
    (entry,) = digest.entries
    assert (entry.title, entry.abstract, entry.published) == ("A title", ABSTRACT.strip(), "2024-09-02")
    assert (entry.authors, entry.identifiers) == (("Ann Lee", "Bo Chen"), {"arxiv": "2409.00001"})
    assert digest.name == "saved"


def test_a_day_without_papers_has_none() -> None:
    with pytest.raises(UserError, match="no papers"):
        read(page([], []))


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><a href='https://huggingface.co/papers/2409.00001'>a newsletter's link</a></body></html>",
        "<html><body><h3>Daily Papers</h3></body></html>",
        'text about <div data-target="DailyPapers">',
    ],
)
def test_other_pages_are_none_of_it(text: str) -> None:
    assert not hf_page.sniff(Seen(Document("x.html", b""), text))


@pytest.mark.parametrize(
    "text",
    [
        page([], [card(1), "<h3><a href='/papers/2409.00002'>" * 5_000]),
        page([], [card(1), "<div>" * 200, "<h3><a href='/papers/2409.00002'>x</a></h3>" * 5_000]),
        page([], [card(n % 10) for n in range(2_000)]),
        page([paper(1)], [unlinked(1).replace("Title 1", f"Title {n}") for n in range(2_000)]),
        page([paper(1)], ["<article>" + "<h3>Title</h3><p>x</p>" * 10_000 + "</article>"]),
        BOTH.replace("[{&quot;paper", "[" * 100_000 + "[{&quot;paper"),
        BOTH.replace("&quot;upvotes&quot;:11", "&quot;upvotes&quot;:" + "1" * 10_000),
        BOTH.replace("<section>", "<section data-props='{}'>" * 2_000),
        BOTH.replace("<section>", "<section " + " ".join(f"a{n}" for n in range(60_000)) + ">"),
    ],
)
def test_hostile_pages_take_no_time(text: str) -> None:
    assert read(text).entries
