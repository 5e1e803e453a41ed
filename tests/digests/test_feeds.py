"""Feeds: every form arXiv's had, its API's answers, journals' and others'; empty, damaged and cut ones."""

from __future__ import annotations

import pytest

from readinglist import digests
from readinglist.digests import feeds
from readinglist.digests.seen import Seen
from readinglist.model import Digest, Document, Entry, UserError

RDF = """<?xml version="1.0" encoding="UTF-8"?>

<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://arxiv.org/">
<title>cs.XY updates on arXiv.org</title>
<link>http://arxiv.org/</link>
<dc:date>2018-05-23T20:30:00-05:00</dc:date>
<items><rdf:Seq><rdf:li rdf:resource="http://arxiv.org/abs/1805.00001" /></rdf:Seq></items>
</channel>
<image rdf:about="http://arxiv.org/icons/sfx.gif"><title>arXiv.org</title></image>
<item rdf:about="http://arxiv.org/abs/1805.00001">
<title>A First Title. (arXiv:1805.00001v1 [cs.XY])</title>
<link>http://arxiv.org/abs/1805.00001</link>
<description rdf:parseType="Literal">&lt;p&gt;An abstract with $2 &amp;lt; \\eta&amp;lt;4$
on two lines.
&lt;/p&gt;
</description>
<dc:creator> &lt;a href="http://arxiv.org/x"&gt;Ann Lee&lt;/a&gt; (Uni A, B), &lt;a href="y"&gt;Bo Chen&lt;/a&gt;,
 et al. (7 additional authors not shown)</dc:creator>
</item>
<item rdf:about="http://arxiv.org/abs/1805.00002">
<title>Second: $a&lt;b$? (arXiv:1805.00002v3 [math.AB] UPDATED)</title>
<link>http://arxiv.org/abs/1805.00002</link>
<description rdf:parseType="Literal">&lt;p&gt;Another.&lt;/p&gt;</description>
<dc:creator>&lt;a href="z"&gt;Cy Diaz&lt;/a&gt;</dc:creator>
</item>
</rdf:RDF>
"""
RSS = """<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom" version="2.0">
  <channel>
    <title>cs.XY updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/cs.XY</link>
    <atom:link href="http://rss.arxiv.org/rss/cs.XY" rel="self" type="application/rss+xml"/>
    <pubDate>Tue, 03 Sep 2024 00:00:00 -0400</pubDate>
    <skipDays><day>Sunday</day></skipDays>
    <item>
      <title>A First Title with $a&lt;b$ and $c&gt;d$</title>
      <link>https://arxiv.org/abs/2409.00001</link>
      <description>arXiv:2409.00001v1 Announce Type: new
Abstract: An abstract: with $p&lt;0.05$ &amp; more.</description>
      <guid isPermaLink="false">oai:arXiv.org:2409.00001v1</guid>
      <category>cs.XY</category>
      <pubDate>Tue, 03 Sep 2024 00:00:00 -0400</pubDate>
      <arxiv:announce_type>new</arxiv:announce_type>
      <dc:creator>Ann Lee, Paulo Andr\\'e, Bo Chen</dc:creator>
      <arxiv:DOI>10.1000/ABC</arxiv:DOI>
      <arxiv:journal_reference>J. Made Up 1 (2024)</arxiv:journal_reference>
    </item>
    <item>
      <title>Second</title>
      <link>https://arxiv.org/abs/2401.00002</link>
      <description>arXiv:2401.00002v2 Announce Type: replace-cross
Abstract: Another.</description>
      <guid isPermaLink="false">oai:arXiv.org:2401.00002v2</guid>
      <pubDate>Tue, 03 Sep 2024 00:00:00 -0400</pubDate>
      <dc:creator>Cy Diaz</dc:creator>
    </item>
  </channel>
</rss>
"""
API = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?search_query%3Dx" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=cat:cs.XY AND all:x&amp;id_list=&amp;start=0</title>
  <id>http://arxiv.org/api/abc</id>
  <updated>2024-09-03T00:00:00-04:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">2</opensearch:totalResults>
  <entry>
    <id>http://arxiv.org/abs/math/0211159v1</id>
    <updated>2002-11-11T00:00:00Z</updated>
    <published>2002-11-10T00:00:00Z</published>
    <title>A Title that is
  wrapped</title>
    <summary>  An abstract
that is wrapped.
  A second paragraph.
</summary>
    <author><name>Ann Lee</name>
      <arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">A</arxiv:affiliation>
    </author>
    <author><name>Bo Chen</name></author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/abc</arxiv:doi>
    <link title="doi" href="http://dx.doi.org/10.1000/abc" rel="related"/>
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">3 pages</arxiv:comment>
    <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">J. X 1 (2003)</arxiv:journal_ref>
    <link href="http://arxiv.org/abs/math/0211159v1" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/math/0211159v1" rel="related" type="application/pdf"/>
  </entry>
  <entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_1</id>
    <title>Error</title>
    <summary>incorrect id format for 1</summary>
  </entry>
</feed>
"""
ATOM = RSS.replace("<rss ", "<feed ").replace("</rss>", "</feed>").replace("item>", "entry>")
ATOM = ATOM.replace("  <channel>\n", "").replace("  </channel>\n", "").replace("guid", "id")
ATOM = ATOM.replace("description>", "summary>").replace("rss.arxiv.org/rss", "rss.arxiv.org/atom")


def read(text: str) -> Digest:
    return digests.read(Document("some.xml", text.encode()))


def refusal(text: str) -> UserError:
    with pytest.raises(UserError) as caught:
        read(text)
    return caught.value


def test_the_old_rdf_is_read() -> None:
    digest = read(RDF)
    assert (digest.format, digest.name) == ("arxiv-rss", "cs.XY updates on arXiv.org")
    assert (digest.dated, digest.dated_as) == ("2018-05-23", "2018-05-23T20:30:00-05:00")
    first, second = digest.entries
    assert (first.title, second.title) == ("A First Title", "Second: $a<b$?")
    assert first.abstract == "An abstract with $2 < \\eta<4$ on two lines."
    assert (first.authors, first.author_count) == (("Ann Lee", "Bo Chen"), 9)
    assert first.identifiers == {"arxiv": "1805.00001", "arxiv_version": "1"}
    assert second.identifiers == {"arxiv": "1805.00002", "arxiv_version": "3"}
    assert first.links == {"paper": "http://arxiv.org/abs/1805.00001"}
    assert first.lines == (12, 21)
    assert (digest.problems, first.published) == ((), None)


@pytest.mark.parametrize(("text", "form"), [(RSS, "arxiv-rss"), (ATOM, "arxiv-atom")])
def test_the_feeds_since_2024_are_read(text: str, form: str) -> None:
    digest = read(text)
    assert (digest.format, digest.name) == (form, "cs.XY updates on arXiv.org")
    assert (digest.dated, digest.dated_as) == ("2024-09-03", "Tue, 03 Sep 2024 00:00:00 -0400")
    first, second = digest.entries
    assert first.title == "A First Title with $a<b$ and $c>d$"
    assert first.abstract == "An abstract: with $p<0.05$ & more."
    assert first.authors == ("Ann Lee", "Paulo Andr\\'e", "Bo Chen")
    assert first.identifiers == {"arxiv": "2409.00001", "arxiv_version": "1", "doi": "10.1000/abc"}
    assert (first.published, first.venue) == ("2024-09-03", "J. Made Up 1 (2024)")
    assert (second.published, second.abstract) == (None, "Another.")
    assert second.identifiers == {"arxiv": "2401.00002", "arxiv_version": "2"}


def test_an_answer_of_the_api_is_read_and_its_error_is_reported() -> None:
    digest = read(API)
    assert (digest.format, digest.name, digest.dated) == ("arxiv-api", "arXiv: cat:cs.XY AND all:x", "2024-09-03")
    (entry,) = digest.entries
    assert entry.title == "A Title that is wrapped"
    assert entry.abstract == "An abstract that is wrapped.\n\nA second paragraph."
    assert entry.authors == ("Ann Lee", "Bo Chen")
    assert entry.identifiers == {"arxiv": "math/0211159", "arxiv_version": "1", "doi": "10.1000/abc"}
    assert entry.links["pdf"] == "http://arxiv.org/pdf/math/0211159v1"
    assert (entry.published, entry.comment, entry.venue) == ("2002-11-10", "3 pages", "J. X 1 (2003)")
    assert digest.reported == 1
    assert [(problem.what, problem.text) for problem in digest.problems] == [
        ("the server answered with an error", "incorrect id format for 1")
    ]


def item(inside: str, channel: str = "<title>Made Up</title>") -> Entry:
    digest = read(f"<rss><channel>{channel}<item>{inside}</item></channel></rss>")
    assert digest.format == "rss"
    (entry,) = digest.entries
    return entry


PUBMED = "<p>J. 2024 doi: 10.1</p><p><b>ABSTRACT</b></p><p>The text.</p><p>PMID:<a>1</a></p>"
LINK = "<link>https://doi.org/10.1000/abc</link>"


@pytest.mark.parametrize(
    ("inside", "authors"),
    [
        ("<author>a@example.org (Ann Lee, Bo Chen)</author>", ("Ann Lee", "Bo Chen")),
        ("<creator>Ann Lee, Bo Chen</creator>", ("Ann Lee", "Bo Chen")),
        ("<dc:creator>Ann Lee</dc:creator><dc:creator>Bo Chen</dc:creator>", ("Ann Lee", "Bo Chen")),
        ("<dc:creator><![CDATA[Lee, A., Chen, B. C.]]></dc:creator>", ("A. Lee", "B. C. Chen")),
        ("<dc:creator>Lee, Ann Mae</dc:creator>", ("Ann Mae Lee",)),
        ("<author><name>Ann Lee</name><email>a@example.org</email></author>", ("Ann Lee",)),
        ("<author>Ann Lee; Bo Chen</author>", ("Ann Lee", "Bo Chen")),
        ("", ()),
    ],
)
def test_authors_are_written_in_many_ways(inside: str, authors: tuple[str, ...]) -> None:
    assert item(f"<title>T</title>{LINK}{inside}").authors == authors


@pytest.mark.parametrize(
    ("inside", "abstract"),
    [
        ("<description>Plain p &lt; 0.05 text.</description>", "Plain p < 0.05 text."),
        ("<description><![CDATA[<p>One.</p><p>H<sub>2</sub>O &amp; x</p>]]></description>", "One. H2O & x"),
        (
            "<description>Short</description><content:encoded><![CDATA[<b>Longer text</b>]]></content:encoded>",
            "Longer text",
        ),
        (f"<description><![CDATA[{PUBMED}]]></description>", "The text."),
        ("<description><![CDATA[中文摘要<br/>Abstract: The text.]]></description>", "The text."),
        ("<description><p>Unescaped <i>HTML</i></p></description>", "Unescaped HTML"),
        ("", ""),
    ],
)
def test_abstracts_are_found_in_what_feeds_make_of_them(inside: str, abstract: str) -> None:
    assert " ".join(item(f"<title>T</title>{LINK}{inside}").abstract.split()) == abstract


def test_a_journals_notice_of_source_and_authors_is_no_abstract() -> None:
    told = ("Publication date: May 2024", "Source: J. Made Up", "Author(s): A B")
    notice = "".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in told)
    entry = item(f"<title>T</title><link>https://example.org/1</link><description>{notice}</description>")
    assert (entry.abstract, entry.venue, entry.authors) == ("", "J. Made Up", ("A B",))


def test_markup_in_titles_goes_and_mathematics_stays() -> None:
    assert item(f"<title>H&lt;sub&gt;2&lt;/sub&gt;O &amp;amp; $a&lt;b$</title>{LINK}").title == "H2O & $a<b$"


@pytest.mark.parametrize(
    ("inside", "identifiers"),
    [
        ("<link>https://pubmed.ncbi.nlm.nih.gov/123/?utm=1</link><guid>pubmed:123</guid>", {"pmid": "123"}),
        ("<dc:identifier>doi:10.1000/Abc</dc:identifier>", {"doi": "10.1000/abc"}),
        ("<prism:doi>10.1000/abc</prism:doi><link>https://example.org</link>", {"doi": "10.1000/abc"}),
        ('<link href="https://arxiv.org/abs/2409.00001v2"/>', {"arxiv": "2409.00001", "arxiv_version": "2"}),
        ("<guid>https://huggingface.co/papers/2409.00001</guid>", {"arxiv": "2409.00001"}),
    ],
)
def test_identifiers_come_from_wherever_they_stand(inside: str, identifiers: dict[str, str]) -> None:
    assert item(f"<title>T</title>{inside}").identifiers == identifiers


def test_an_empty_feed_is_called_empty() -> None:
    empty = RSS[: RSS.index("    <item>")] + "  </channel>\n</rss>\n"
    assert refusal(empty).title == "The feed is empty"
    assert "the feed is empty" in refusal(empty).message


def test_a_feed_of_something_else_names_no_papers() -> None:
    posts = "".join(f"<item><title>Post {n}</title><link>https://example.org/{n}</link></item>" for n in range(3))
    assert (
        refusal(f"<rss><channel><title>Blog</title>{posts}</channel></rss>").title == "This feed names no papers"
    )


def test_a_damaged_entry_is_reported_and_costs_no_neighbour() -> None:
    digest = read(RSS.replace("Abstract: An ", "Abstract: <b>An</i> "))
    assert [entry.title for entry in digest.entries] == ["A First Title with $a<b$ and $c>d$", "Second"]
    assert [problem.line for problem in digest.problems] == [14]
    assert digest.problems[0].what.startswith("damaged XML")
    assert digest.problems[0].text.startswith("Abstract: <b>An</i>")


@pytest.mark.parametrize("length", [len(RSS) - 160, len(RSS) - 200, len(RSS) - 330])
def test_a_cut_feed_keeps_its_last_entry_and_says_that_it_is_cut(length: int) -> None:
    digest = read(RSS[:length])
    assert len(digest.entries) + digest.reported == 2
    assert digest.dated == "2024-09-03"
    assert "the file is cut off here" in [problem.what for problem in digest.problems]


def test_bare_ampersands_and_control_characters_cost_nothing() -> None:
    digest = read(RSS.replace("Second", "A & B\x08"))
    assert (digest.entries[1].title, digest.problems) == ("A & B", ())


@pytest.mark.parametrize(
    "text",
    [
        "<rss><channel>" + "<item><title>x</title><link>https://doi.org/10.1000/x</link></item>" * 3_000,
        "<rss><channel>" + "<item>" * 10_000 + "<title>x</title><guid>arXiv:2409.00001</guid>",
        "<rss><item><title>" + "(arXiv:" * 100_000 + "</title><guid>2409.00001</guid></item></rss>",
        "<rss><item><title>x</title><guid>2409.00001</guid><author>"
        + "a@b (" * 100_000
        + "</author></item></rss>",
        "<rss><item><title>x</title><guid>2409.00001</guid><description>"
        + "<b " * 100_000
        + "</description></item></rss>",
        "<rss><item><title>x</title><guid>2409.00001</guid><description>"
        + "Source:\n" * 100_000
        + "</description></item></rss>",
        "<!--" + "- " * 5_000 + "--><rss><item><guid>2409.00001</guid></item></rss>",
    ],
)
def test_hostile_feeds_take_no_time(text: str) -> None:
    assert read(text).entries


@pytest.mark.parametrize(
    "text",
    [
        '<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#"><bib:Article/></rdf:RDF>',
        "<entry><uniprot/></entry>",
        "<records><record/></records>",
        "<html><body>rss</body></html>",
        "rss",
        "",
    ],
)
def test_other_xml_is_no_feed(text: str) -> None:
    assert not feeds.sniff(Seen(Document("x.xml", b""), text))
