"""References in XML: EndNote's libraries and PubMed's articles and books, styled, nested, damaged or cut."""

from __future__ import annotations

import pytest

from readinglist import digests
from readinglist.model import Digest, Document, Entry, UserError


def read(text: str) -> Digest:
    return digests.read(Document("refs.xml", text.encode()))


ENDNOTE = """<?xml version="1.0" encoding="UTF-8"?>
<xml><records><record>
<source-app name="EndNote" version="20.1">EndNote</source-app><rec-number>1</rec-number>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors>
  <author><style face="normal">Lovelace, Ada</style></author>
  <author>Berg, Jan, Jr.</author><author> </author>
</authors><secondary-authors><author>Itor, Ed</author></secondary-authors></contributors>
<titles><title><style face="normal">Reading </style><style face="italic">Lists</style>
   <style face="normal"> &amp; Papers</style></title><secondary-title>J. Read.</secondary-title></titles>
<periodical><full-title>Journal of Readings</full-title></periodical>
<dates><year><style>2024</style></year><pub-dates><date>Sep 3</date></pub-dates></dates>
<abstract><style>The first line
   goes on here.</style></abstract>
<electronic-resource-num>10.1000/ABC</electronic-resource-num>
<accession-num>12345678</accession-num><remote-database-name>PubMed</remote-database-name>
<urls><related-urls><url>https://example.org/one</url></related-urls>
<pdf-urls><url>internal-pdf://one.pdf</url><url>https://example.org/one.pdf</url></pdf-urls></urls>
</record><record><rec-number>2</rec-number><titles><title>A second one</title></titles>
<contributors><secondary-authors><author>Itor, Ed</author></secondary-authors></contributors></record>
</records></xml>
"""
PUBMED = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://example.org/pubmed.dtd">
<PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID Version="1">12345678</PMID>
<Article><Journal><JournalIssue><PubDate><Year>2024</Year><Month>Sep</Month></PubDate></JournalIssue>
<Title>Journal of readings</Title><ISOAbbreviation>J Read</ISOAbbreviation></Journal>
<ArticleTitle>Reading <i>lists</i> in H<sub>2</sub>O &amp; CO<sub>2</sub>.</ArticleTitle>
<ELocationID EIdType="pii">S1</ELocationID><ELocationID EIdType="doi">10.1000/ABC</ELocationID>
<Abstract><AbstractText Label="BACKGROUND">Why
   it was done.</AbstractText><AbstractText Label="UNLABELLED">And <b>how</b>.</AbstractText>
<CopyrightInformation>(c)</CopyrightInformation></Abstract>
<AuthorList CompleteYN="Y">
<Author><LastName>Lovelace</LastName><ForeName>Ada</ForeName><Suffix>3rd</Suffix></Author>
<Author ValidYN="N"><LastName>Lovelase</LastName></Author>
<Author><CollectiveName>The Reading Group</CollectiveName></Author></AuthorList>
<ArticleDate><Year>2024</Year><Month>09</Month><Day>03</Day></ArticleDate></Article>
<CommentsCorrectionsList><CommentsCorrections><PMID>1</PMID></CommentsCorrections></CommentsCorrectionsList>
</MedlineCitation><PubmedData><ReferenceList><Reference><ArticleIdList>
<ArticleId IdType="doi">10.1000/cited</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData>
</PubmedArticle>
<PubmedBookArticle><BookDocument><PMID>23456789</PMID><ArticleTitle>A chapter</ArticleTitle>
<Book><BookTitle>A book</BookTitle><PubDate><Year>2020</Year></PubDate></Book>
<AuthorList Type="editors"><Author><LastName>Itor</LastName></Author></AuthorList>
<AuthorList Type="authors"><Author><LastName>Berg</LastName><Initials>J</Initials></Author></AuthorList>
</BookDocument><PubmedBookData/></PubmedBookArticle>
</PubmedArticleSet>
"""
OLD = """<XML><RECORDS><RECORD><REFERENCE_TYPE>0</REFERENCE_TYPE><REFNUM>1</REFNUM>
<AUTHORS><AUTHOR>Lovelace, Ada</AUTHOR></AUTHORS><YEAR>1999</YEAR><TITLE>From version 7</TITLE>
<SECONDARY_TITLE>J. Read.</SECONDARY_TITLE><ABSTRACT>Old.</ABSTRACT></RECORD></RECORDS></XML>
"""


def test_endnote_s_records_are_read_whole() -> None:
    digest = read(ENDNOTE)
    first, second = digest.entries
    assert first == Entry(
        position=1,
        lines=(2, 19),
        title="Reading Lists & Papers",
        abstract="The first line goes on here.",
        authors=("Ada Lovelace", "Jan Berg Jr."),
        identifiers={"doi": "10.1000/abc", "pmid": "12345678"},
        links={"paper": "https://example.org/one", "pdf": "https://example.org/one.pdf"},
        published="2024-09-03",
        venue="Journal of Readings",
    )
    assert (second.title, second.authors, second.lines) == ("A second one", ("Ed Itor",), (19, 20))
    assert (digest.name, digest.format, digest.problems, digest.reported) == ("refs", "endnote-xml", (), 0)


def test_pubmed_s_articles_and_chapters_are_read_whole() -> None:
    digest = read(PUBMED)
    first, second = digest.entries
    assert first == Entry(
        position=1,
        lines=(4, 20),
        title="Reading lists in H2O & CO2.",
        abstract="BACKGROUND: Why it was done.\n\nAnd how.",
        authors=("Ada Lovelace 3rd", "The Reading Group"),
        identifiers={"doi": "10.1000/abc", "pmid": "12345678"},
        published="2024-09-03",
        venue="Journal of readings",
    )
    assert (second.title, second.venue, second.authors) == ("A chapter", "A book", ("J Berg",))
    assert (second.published, second.identifiers) == ("2020", {"pmid": "23456789"})
    assert (digest.format, digest.problems, digest.reported) == ("pubmed-xml", (), 0)


def test_endnote_s_old_tags_are_understood() -> None:
    (entry,) = read(OLD).entries
    assert (entry.title, entry.authors, entry.published) == ("From version 7", ("Ada Lovelace",), "1999")
    assert (entry.venue, entry.abstract) == ("J. Read.", "Old.")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", [ENDNOTE, PUBMED, OLD], ids=["endnote", "pubmed", "old"])
def test_line_ends_and_marks_change_nothing(text: str, end: str) -> None:
    assert read("\ufeff" + text.replace("\n", end)).entries == read(text).entries


def article(inside: str) -> str:
    inside = f"<MedlineCitation>{inside}</MedlineCitation>"
    return f"<PubmedArticleSet><PubmedArticle>{inside}</PubmedArticle></PubmedArticleSet>"


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("<Year>2024</Year><Month>09</Month><Day>3</Day>", "2024-09-03"),
        ("<Year>2024</Year><Month>Sep</Month><Day>3</Day>", "2024-09-03"),
        ("<Year>2024</Year><Season>Spring</Season>", "2024"),
        ("<MedlineDate>2023 Dec-2024 Jan</MedlineDate>", "2023-12"),
        ("<MedlineDate>1999 Spring</MedlineDate>", "1999"),
        ("", None),
    ],
)
def test_dates_go_as_far_as_they_are_told(date: str, published: str | None) -> None:
    (entry,) = read(article(f"<Article><PubDate>{date}</PubDate><ArticleTitle>A</ArticleTitle></Article>")).entries
    assert entry.published == published


@pytest.mark.parametrize(
    ("inside", "title", "title_is"),
    [
        ("<PMID>1</PMID><Article/>", "PMID 1", "stub"),
        ("<Article><ArticleTitle/><VernacularTitle>Lesen</VernacularTitle></Article>", "Lesen", "title"),
        ("<Article><ArticleTitle>A &lt; B &alpha; & C</ArticleTitle></Article>", "A < B α & C", "title"),
    ],
)
def test_titles_come_from_where_they_are(inside: str, title: str, title_is: str) -> None:
    (entry,) = read(article(inside)).entries
    assert (entry.title, entry.title_is) == (title, title_is)


def test_a_citation_set_without_articles_around_is_read_too() -> None:
    inside = "<MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A</ArticleTitle></Article></MedlineCitation>"
    assert read(f"<MedlineCitationSet>{inside}</MedlineCitationSet>").entries[0].identifiers == {"pmid": "1"}


@pytest.mark.parametrize("text", [ENDNOTE, PUBMED], ids=["endnote", "pubmed"])
def test_a_cut_file_keeps_what_stands_before_the_cut(text: str) -> None:
    digest = read(text[: text.index("A second one") if "A second one" in text else text.index("<Book>")])
    assert digest.entries[0] == read(text).entries[0]
    assert digest.problems


def test_a_damaged_record_costs_no_neighbour() -> None:
    digest = read(
        "<xml><records><record><rec-number>1</rec-number><titles><title>A</title></titles></record>"
        "<record><titles><title>B</titles></contributors>\x01</record>"
        "<record><authors><author>Nobody</author></authors></record>"
        "<record><titles><title>C</title></titles></record></records></xml>"
    )
    assert [entry.title for entry in digest.entries] == ["A", "B", "Untitled: Nobody", "C"]
    assert digest.reported == 0
    assert "a record without a title" in [problem.what for problem in digest.problems]


def test_other_xml_is_left_to_others() -> None:
    with pytest.raises(UserError):
        read("<?xml version='1.0'?><records><record><name>x</name></record></records>")


HOSTILE = {
    "entities": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    + article("<ArticleTitle>A&b;</ArticleTitle>"),
    "outside": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    + article("<ArticleTitle>A&a;</ArticleTitle>"),
    "deep": article("<ArticleTitle>A" + "<i>" * 5000 + "</ArticleTitle>"),
    "many": "<PubmedArticleSet>" + "<PubmedArticle><ArticleTitle>A</ArticleTitle></PubmedArticle>" * 3000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_read_in_a_moment_and_fetch_nothing(text: str) -> None:
    title = read(text).entries[0].title
    assert title.startswith("A")
    assert "root:" not in title
