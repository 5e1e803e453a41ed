"""Saved pages of arXiv: lists in both layouts, search results, one paper's page."""

from __future__ import annotations

import pytest

from readinglist import digests
from readinglist.digests import arxiv_page
from readinglist.digests.seen import Seen
from readinglist.model import Digest, Document, UserError

ITEM = """<dt>
 <a name='item{n}'>[{n}]</a>
 <a href ="/abs/2409.0000{n}" title="Abstract" id="2409.0000{n}">arXiv:2409.0000{n}</a> {kind}
 [<a href="/pdf/2409.0000{n}" title="Download PDF">pdf</a>]
</dt>
<dd>
 <div class='meta'>
  <div class='list-title mathjax'><span class='descriptor'>Title:</span>
    Title {n}: with $a&lt;b$ {more}
  </div>
  <div class='list-authors'><a href="x">Ann Lee</a> (Uni A, B), <a href="y">Hai &#34;Helen&#34; Li</a></div>
  <div class='list-comments mathjax'><span class='descriptor'>Comments:</span> 3 pages</div>
  <div class='list-journal-ref'><span class='descriptor'>Journal-ref:</span> J. X 1 (2024)</div>
  <div class='list-subjects'><span class='descriptor'>Subjects:</span>
   <span class="primary-subject">Made Up (cs.XY)</span></div>
  {abstract}
 </div>
</dd>
"""
NEW = f"""<!DOCTYPE html>
<html><head><title>Made Up Studies </title></head><body><div id='dlpage'><h1>Made Up Studies</h1>
<ul><li><a href="/list/cs.XY/new#item1">New</a></li></ul>
<h3>Showing new listings for Tuesday, 3 September 2024</h3>
<div class='paging'>Total of 3 entries </div>
<dl id='articles'><h3>New submissions (showing 2 of 2 entries)</h3>
{ITEM.format(n=1, kind="", more="", abstract="<p class='mathjax'>One paragraph.<br>Another.</p>")}
{ITEM.format(n=2, kind="", more="", abstract="<p class='mathjax'>  Abstract of the second.</p>")}
</dl>
<dl id='articles'><h3>Cross submissions (showing 1 of 1 entries)</h3>
{ITEM.format(n=3, kind="(cross-list from math.AB)", more="", abstract="")}
</dl></div></body></html>
"""
OLD_ITEM = """<dt><a name="item{n}">[{n}]</a>&nbsp; <span class="list-identifier"><a href="/abs/math/03030{n}"
title="Abstract">arXiv:math/03030{n}</a> (<em>replaced</em>) [<a href="/pdf/math/03030{n}">pdf</a>]</span></dt>
<dd>
<div class="meta">
<div class="list-title mathjax">
<span class="descriptor">Title:</span> Old {n}
</div>
<div class="list-authors">
<span class="descriptor">Authors:</span> <a href="/x">Ann Lee</a>,
<a href="/y">Bo Chen</a>
</div>
<div class="list-subjects"><span class="descriptor">Subjects:</span> Made Up</div>
</div>
</dd>
"""
OLD = f"""<html><head><title>Made Up authors/titles recent submissions</title></head>
<body><div id="dlpage"><h1>Made Up</h1>
<h3>New submissions for Fri,  3 Mar 23</h3>
<small>[ total of 231 entries: <b>1-2</b> | <a href="x">3-4</a> ]</small>
<dl>{OLD_ITEM.format(n=11)}</dl>
<h3>Replacements for Fri, 3 Mar 23</h3>
<dl>{OLD_ITEM.format(n=12)}</dl>
</div></body></html>
"""


def read(text: str) -> Digest:
    return digests.read(Document("saved.html", text.encode()))


def test_a_list_of_today_is_read() -> None:
    digest = read(NEW)
    assert (digest.format, digest.name) == ("arxiv-html", "arXiv: Made Up Studies")
    assert (digest.dated, digest.dated_as) == ("2024-09-03", "Tuesday, 3 September 2024")
    assert (digest.problems, digest.reported) == ((), 0)
    first, second, third = digest.entries
    assert first.title == "Title 1: with $a<b$"
    assert first.authors == ("Ann Lee", 'Hai "Helen" Li')
    assert first.identifiers == {"arxiv": "2409.00001"}
    assert first.links == {"paper": "https://arxiv.org/abs/2409.00001"}
    assert (first.comment, first.venue) == ("3 pages", "J. X 1 (2024)")
    assert first.abstract == "One paragraph.\n\nAnother."
    assert (second.abstract, third.abstract) == ("Abstract of the second.", "")
    assert first.lines[0] == NEW[: NEW.index("<dt>")].count("\n") + 1


def test_the_older_layout_is_read_and_what_it_does_not_show_is_told() -> None:
    digest = read(OLD)
    assert [entry.title for entry in digest.entries] == ["Old 11", "Old 12"]
    assert digest.entries[0].authors == ("Ann Lee", "Bo Chen")
    assert digest.entries[0].identifiers == {"arxiv": "math/0303011"}
    assert (digest.dated, digest.dated_as, digest.name) == ("2023-03-03", "Fri, 3 Mar 23", "arXiv: Made Up")
    assert [problem.what for problem in digest.problems] == ["the page shows 2 of 231"]


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("New submissions (showing 2 of 50 entries)", "the page shows 2 of 50"),
        ("Tue, 3 Sep 2024 (showing first 2 of 93 entries )", "the page shows 2 of 93"),
        ("Tue, 3 Sep 2024 (continued, showing last 2 of 43 entries )", "the page shows 2 of 43"),
    ],
)
def test_a_section_that_is_not_whole_says_so(heading: str, what: str) -> None:
    digest = read(NEW.replace("New submissions (showing 2 of 2 entries)", heading))
    assert [(problem.what, problem.text) for problem in digest.problems] == [(what, heading.rstrip())]


def test_a_list_of_recent_papers_is_of_its_newest_day() -> None:
    text = NEW.replace("Showing new listings for Tuesday, 3 September 2024", "Authors and titles")
    text = text.replace("New submissions (showing 2 of 2 entries)", "Tue, 3 Sep 2024 (showing 2 of 2 entries )")
    text = text.replace("Cross submissions (showing 1 of 1 entries)", "Mon, 2 Sep 2024 (showing 1 of 1 entries )")
    assert (read(text).dated, read(text).dated_as) == ("2024-09-03", "Tue, 3 Sep 2024")


SAVED = {
    "absolute addresses": NEW.replace('"/abs/', '"https://arxiv.org/abs/'),
    "no ends of items": NEW.replace("</dt>", "").replace("</dd>", ""),
    "a list alone": NEW[NEW.index("<dl") : NEW.rindex("</dl>")],
    "no quotes": NEW.replace("class='meta'", "class=meta"),
    "cut off": NEW[: NEW.rindex("<div class='list-comments")],
    "typeset formulas": NEW.replace(
        "$a&lt;b$",
        '<span class="MathJax_Preview">a b</span><span class="MathJax" id="M"><span>a b</span></span>'
        '<script type="math/tex">a<b</script>',
    ),
}


@pytest.mark.parametrize("text", SAVED.values(), ids=SAVED)
def test_what_browsers_and_tools_save_is_read_the_same(text: str) -> None:
    digest = read(text)
    assert [entry.title for entry in digest.entries] == [f"Title {n}: with $a<b$" for n in (1, 2, 3)]
    assert [entry.authors for entry in digest.entries] == [("Ann Lee", 'Hai "Helen" Li')] * 3
    assert [entry.identifiers["arxiv"] for entry in digest.entries] == [f"2409.0000{n}" for n in (1, 2, 3)]


def test_an_entry_of_which_nothing_is_told_is_kept_by_its_number_and_reported() -> None:
    digest = read(NEW.replace("</dl></div>", '<dt><a href="/abs/2409.00009">x</a></dt></dl></div>'))
    assert (digest.entries[-1].title, digest.entries[-1].title_is) == ("arXiv:2409.00009", "stub")
    assert [problem.what for problem in digest.problems] == ["an entry of which nothing is told"]


def test_search_results_are_read() -> None:
    digest = read("""<html><head><title>Search | arXiv e-print repository</title></head><body>
<h1 class="title is-clearfix">Showing 1&ndash;50 of 1,234 results for all: made up</h1>
<ol><li class="arxiv-result"><div><p class="list-title is-inline-block"><a href="https://arxiv.org/abs/2409.00001"
>arXiv:2409.00001</a> <span>[<a href="https://arxiv.org/pdf/2409.00001">pdf</a>]</span></p></div>
<p class="title is-5 mathjax">A <span class="search-hit mathjax">made up</span> title</p>
<p class="authors"><span class="search-hit">Authors:</span> <a href="x">Ann Lee</a>, <a href="y">Bo Chen</a></p>
<p class="abstract mathjax"><span class="search-hit">Abstract</span>:
<span class="abstract-short has-text-grey-dark">Short&hellip; <a>&#9661; More</a></span>
<span class="abstract-full has-text-grey-dark">Whole abstract. <a>&#9651; Less</a></span></p>
<p class="is-size-7"><span>Submitted</span> 5 April, 2024; <span>v1</span> submitted 3 March, 2024;
<span>originally announced</span> March 2024.</p>
<p class="comments is-size-7"><span>Comments:</span> <span>3 pages</span></p></li></ol></body></html>""")
    (entry,) = digest.entries
    assert (entry.title, entry.abstract) == ("A made up title", "Whole abstract.")
    assert (entry.authors, entry.comment, entry.published) == (("Ann Lee", "Bo Chen"), "3 pages", "2024-03-03")
    assert (digest.name, digest.dated) == ("arXiv: made up", None)
    assert [problem.what for problem in digest.problems] == ["the page shows 1 of 1234"]


def test_the_page_of_one_paper_is_read() -> None:
    digest = read("""<!DOCTYPE html><html><head><title>[2409.00001] A title</title>
<meta name="citation_title" content="A title" /><meta name="citation_author" content="Lee, Ann" />
<meta name="citation_author" content="Chen, Bo" /><meta name="citation_doi" content="10.1000/abc" />
<meta name="citation_date" content="2024/09/01" /><meta name="citation_arxiv_id" content="2409.00001" />
<meta name="citation_pdf_url" content="http://www.arxiv.org/pdf/2409.00001" /></head><body>
<blockquote class="abstract mathjax"><span class="descriptor">Abstract:</span>The abstract: all of it.</blockquote>
<td class="tablecell comments mathjax">3 pages</td></body></html>""")
    (entry,) = digest.entries
    assert (entry.title, entry.abstract, entry.authors) == (
        "A title",
        "The abstract: all of it.",
        ("Ann Lee", "Bo Chen"),
    )
    assert entry.identifiers == {"arxiv": "2409.00001", "doi": "10.1000/abc"}
    assert (entry.published, digest.name) == ("2024-09-01", "saved")


def test_a_day_without_papers_has_none() -> None:
    seen = Seen(Document("x.html", b""), "<html><body><h3>x</h3><dl id='articles'></dl></body></html>")
    with pytest.raises(UserError, match="no papers"):
        arxiv_page.parse(seen)


@pytest.mark.parametrize(
    "text",
    [
        NEW.replace("</dl></div>", "<dt>" * 20_000),
        NEW.replace("</dl></div>", "<dd>" * 20_000),
        NEW.replace("</dl></div>", "<dl><dt><a href='/abs/x'><dd>" * 5_000),
        NEW.replace("Title 1", "<b>" * 20_000),
        NEW.replace("Title 1", "Title:" * 100_000),
        NEW.replace("Showing new listings", "showing first " * 50_000),
        NEW.replace("<dl", "<h3>3 Sep</h3>" * 20_000 + "<dl", 1),
    ],
)
def test_hostile_pages_take_no_time(text: str) -> None:
    assert read(text).entries
