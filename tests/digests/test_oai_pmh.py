"""Records of archives: arXiv's own forms and Dublin Core, in their envelope or bare."""

from __future__ import annotations

import pytest

from readinglist import digests
from readinglist.digests import oai_pmh
from readinglist.digests.seen import Seen
from readinglist.model import Digest, Document, Entry, UserError

ENVELOPE = """<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<responseDate>2024-09-03T18:45:11Z</responseDate>
<request verb="ListRecords">http://export.arxiv.org/oai2</request>
<ListRecords>
{}</ListRecords>
</OAI-PMH>
"""
HEADER = "<header>\n <identifier>oai:arXiv.org:{}</identifier>\n <datestamp>2024-09-02</datestamp>\n</header>\n"
OWN = f"""<record>
{HEADER.format("2409.00001")}<metadata>
 <arXiv xmlns="http://arxiv.org/OAI/arXiv/">
 <id>2409.00001</id><created>2024-09-01</created><updated>2024-09-02</updated>
 <authors>
  <author><keyname>Lee</keyname><forenames>Ann</forenames><affiliation>Uni A</affiliation></author>
  <author><keyname>Chen</keyname><forenames>Bo</forenames><suffix>Jr</suffix></author>
  <author><keyname>The XYZ Collaboration</keyname></author>
 </authors>
 <title>A Title that
  is wrapped</title>
 <categories>cs.XY math.AB</categories><comments>3 pages</comments>
 <journal-ref>J. X 1 (2024)</journal-ref><doi>10.1000/ABC 10.1000/def</doi>
 <abstract>  An abstract that
is wrapped.
  A second paragraph.
</abstract></arXiv>
</metadata>
</record>
"""
RAW = f"""<record>
{HEADER.format("math/0211159")}<metadata>
 <arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/">
  <id>math/0211159</id><submitter>Ann Lee</submitter>
  <version version="v1"><date>Mon, 11 Nov 2002 16:11:49 GMT</date><size>1kb</size></version>
  <version version="v2"><date>Tue, 12 Nov 2002 16:11:49 GMT</date><size>1kb</size></version>
  <title>Raw</title><authors>Ann Lee (1), Bo Chen and Cy Diaz ((1) Uni A)</authors>
  <abstract>  Of the raw one.</abstract>
 </arXivRaw>
</metadata>
</record>
"""
CORE = f"""<record>
{HEADER.format("2409.00003")}<metadata>
 <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
 <dc:title>Core</dc:title><dc:creator>Lee, Ann</dc:creator><dc:creator>Chen, Bo</dc:creator>
 <dc:description>  Of the core $a &lt; b$.</dc:description>
 <dc:description>Comment: 5 pages</dc:description>
 <dc:date>2024-09-03</dc:date><dc:date>2024-08-01</dc:date>
 <dc:identifier>http://arxiv.org/abs/2409.00003</dc:identifier>
 <dc:identifier>J. Y 2 (2024) 3</dc:identifier><dc:identifier>doi:10.1000/xyz</dc:identifier>
 </oai_dc:dc>
</metadata>
</record>
"""
GONE = HEADER.format("2409.00004").replace("<header>", '<header status="deleted">')
DELETED = f"<record>\n{GONE}</record>\n"


def read(text: str) -> Digest:
    return digests.read(Document("some.xml", text.encode()))


def only(text: str) -> Entry:
    (entry,) = read(text).entries
    return entry


@pytest.mark.parametrize("bare", [False, True])
def test_arxivs_own_form_is_read(bare: bool) -> None:
    entry = (
        only(OWN.replace("<metadata>", '<metadata xmlns="http://www.openarchives.org/OAI/2.0/">'))
        if bare
        else None
    )
    entry = entry or only(ENVELOPE.format(OWN))
    assert (entry.title, entry.published) == ("A Title that is wrapped", "2024-09-01")
    assert entry.abstract == "An abstract that is wrapped.\n\nA second paragraph."
    assert entry.authors == ("Ann Lee", "Bo Chen Jr", "The XYZ Collaboration")
    assert entry.identifiers == {"arxiv": "2409.00001", "doi": "10.1000/abc"}
    assert (entry.venue, entry.comment) == ("J. X 1 (2024)", "3 pages")


def test_the_raw_form_tells_its_version() -> None:
    entry = only(ENVELOPE.format(RAW))
    assert (entry.title, entry.abstract, entry.published) == ("Raw", "Of the raw one.", "2002-11-11")
    assert entry.authors == ("Ann Lee", "Bo Chen", "Cy Diaz")
    assert entry.identifiers == {"arxiv": "math/0211159", "arxiv_version": "2"}


def test_dublin_core_is_read_by_what_its_elements_hold() -> None:
    entry = only(ENVELOPE.format(CORE))
    assert (entry.title, entry.abstract, entry.comment) == ("Core", "Of the core $a < b$.", "5 pages")
    assert entry.authors == ("Ann Lee", "Bo Chen")
    assert entry.identifiers == {"arxiv": "2409.00003", "doi": "10.1000/xyz"}
    assert (entry.published, entry.venue) == ("2024-08-01", "J. Y 2 (2024) 3")
    assert entry.links == {"paper": "http://arxiv.org/abs/2409.00003"}


def test_the_answer_as_a_whole_adds_up() -> None:
    digest = read(ENVELOPE.format(OWN + DELETED + RAW + CORE))
    assert (digest.format, digest.name) == ("oai-pmh", "some")
    assert (digest.dated, digest.dated_as) == ("2024-09-03", "2024-09-03T18:45:11Z")
    assert (len(digest.entries), digest.reported) == (3, 1)
    assert [(problem.what, problem.text, problem.line) for problem in digest.problems] == [
        ("a deleted record", "2409.00004", 29)
    ]
    assert [entry.lines for entry in digest.entries] == [(6, 28), (35, 49), (50, 65)]


@pytest.mark.parametrize("inside", ["arXiv", "oai_dc:dc"])
def test_metadata_without_a_record_around_is_read(inside: str) -> None:
    text = OWN if inside == "arXiv" else CORE
    bare = text[text.index(f"<{inside}") : text.index(f"</{inside}>")] + f"</{inside}>"
    assert only(bare).identifiers["arxiv"].startswith("2409.")


def test_records_one_after_another_without_a_root_are_read() -> None:
    digest = read('<?xml version="1.0"?>\n' + OWN + CORE)
    assert [entry.title for entry in digest.entries] == ["A Title that is wrapped", "Core"]
    assert digest.problems == ()


def test_a_list_that_goes_on_says_so() -> None:
    goes_on = '<resumptionToken cursor="0" completeListSize="1090">123|1001</resumptionToken>\n'
    (problem,) = read(ENVELOPE.format(CORE + goes_on)).problems
    assert problem.what == "the list goes on in another answer: 1 of 1090 records are here"
    assert read(ENVELOPE.format(CORE + "<resumptionToken/>")).problems == ()


def test_forms_that_are_not_read_are_counted() -> None:
    marc = f"<record>{HEADER.format('1')}<metadata><marc:record2 xmlns:marc='x'/></metadata></record>"
    digest = read(ENVELOPE.format(CORE + marc + f"<record>{HEADER.format('2')}</record>"))
    assert (len(digest.entries), digest.reported) == (1, 2)
    assert [problem.what for problem in digest.problems] == [
        "a record in the form `record2`",
        "a record that says nothing",
    ]


def test_the_archives_error_is_told() -> None:
    with pytest.raises(UserError, match="noRecordsMatch Nothing that day"):
        read(ENVELOPE.format('<error code="noRecordsMatch">Nothing that day</error>'))


@pytest.mark.parametrize("length", [60, 200, 400, 600])
def test_a_cut_answer_keeps_what_there_is(length: int) -> None:
    text = ENVELOPE.format(OWN + CORE)
    digest = read(text[:-length])
    assert digest.entries[0].title == "A Title that is wrapped"
    assert len(digest.entries) + digest.reported == 2
    assert digest.problems


def test_a_damaged_record_costs_no_neighbour() -> None:
    digest = read(ENVELOPE.format(OWN + RAW.replace("<title>Raw", "<title>Raw <b>") + CORE))
    assert [entry.title for entry in digest.entries] == ["A Title that is wrapped", "Raw", "Core"]
    assert len(digest.problems) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<records><record><ref-type/></record></records>",
        '<?xml version="1.0"?><record><title>x</title></record>',
        "<rss><channel>http://www.openarchives.org/OAI/2.0/</channel></rss>",
        "record openarchives.org/OAI",
    ],
)
def test_other_xml_is_none_of_it(text: str) -> None:
    assert not oai_pmh.sniff(Seen(Document("x.xml", b""), text))
