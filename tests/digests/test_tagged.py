"""RIS, MEDLINE, ISI and refer: four dialects of tagged lines, and the habits of those who write them."""

from __future__ import annotations

import pytest

from readinglist import digests
from readinglist.model import Digest, Document, Entry, UserError


def read(text: str) -> Digest:
    return digests.read(Document("refs.txt", text.encode()))


RIS = """TY  - JOUR
T1  - Reading <i>Lists</i> &amp; Papers
A1  - Lovelace,Ada
A1  - Berg, Jan, Jr.
AB  - The first line
goes on here.

A second paragraph.
JF  - Journal of Readings
PY  - 2024
DA  - 2024/09/03/
DO  - https://doi.org/10.1000/ABC
UR  - https://example.org/one
L1  - https://example.org/one.pdf
N1  - Cited By :10
KW  - reading
ER  -

TY  - CONF
TI  - A second one
ER  -
"""
MEDLINE = """
PMID- 12345678
OWN - NLM
DP  - 2024 Sep 3
TI  - Reading lists
      and papers.
LID - S1-2(22)3 [pii]
LID - 10.1000/ABC [doi]
AB  - The first line
      goes on here.
FAU - Lovelace, Ada
AU  - Lovelace A
CN  - The Reading Group
JT  - Journal of readings
SO  - J Read. 2024.

PMID- 12345679
TI  - A second one
AU  - Berg JB Jr
"""
ISI = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Lovelace, A
   Berg, J
AF Lovelace, Ada
   Berg, Jan
TI Reading lists
   and papers
SO JOURNAL OF READINGS
AB The first line
   goes on here.
CR Other A, 2001, DOI 10.1000/other
PD SEP 3
PY 2024
DI 10.1000/ABC
PM 12345678
ER

PT J
AU Berg, J
TI A second one
ER

EF
"""
REFER = """%0 Journal Article
%T Reading lists and papers
%A Lovelace, Ada
%A Jan Berg
%J Journal of Readings
%D 2024
%8 September 3
%X The first line
goes on here.
%R doi:10.1000/ABC
%U https://example.org/one

%0 Book
%T A second one
%E Itor, Ed
"""
WHOLE = {
    "ris": Entry(
        position=1,
        lines=(1, 17),
        title="Reading Lists & Papers",
        abstract="The first line goes on here.\n\nA second paragraph.",
        authors=("Ada Lovelace", "Jan Berg Jr."),
        identifiers={"doi": "10.1000/abc"},
        links={"paper": "https://example.org/one", "pdf": "https://example.org/one.pdf"},
        published="2024-09-03",
        venue="Journal of Readings",
    ),
    "medline": Entry(
        position=1,
        lines=(2, 15),
        title="Reading lists and papers.",
        abstract="The first line goes on here.",
        authors=("Ada Lovelace", "The Reading Group"),
        identifiers={"doi": "10.1000/abc", "pmid": "12345678"},
        published="2024-09-03",
        venue="Journal of readings",
    ),
    "isi": Entry(
        position=1,
        lines=(3, 18),
        title="Reading lists and papers",
        abstract="The first line goes on here.",
        authors=("Ada Lovelace", "Jan Berg"),
        identifiers={"doi": "10.1000/abc", "pmid": "12345678"},
        published="2024-09-03",
        venue="JOURNAL OF READINGS",
    ),
    "refer": Entry(
        position=1,
        lines=(1, 11),
        title="Reading lists and papers",
        abstract="The first line goes on here.",
        authors=("Ada Lovelace", "Jan Berg"),
        identifiers={"doi": "10.1000/abc"},
        links={"paper": "https://example.org/one"},
        published="2024-09-03",
        venue="Journal of Readings",
    ),
}
TEXTS = {"ris": RIS, "medline": MEDLINE, "isi": ISI, "refer": REFER}


@pytest.mark.parametrize("dialect", TEXTS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "\ufeff", "\n\n"])
def test_a_record_is_read_whole_in_every_dialect(dialect: str, end: str, before: str) -> None:
    digest = read((before + TEXTS[dialect]).replace("\n", end))
    first, second = digest.entries
    shift = before.count("\n")
    expected = WHOLE[dialect]
    assert first.lines == (expected.lines[0] + shift, expected.lines[1] + shift)
    assert (first.title, first.abstract, first.authors) == (expected.title, expected.abstract, expected.authors)
    assert (first.identifiers, first.links, first.published, first.venue) == (
        expected.identifiers,
        expected.links,
        expected.published,
        expected.venue,
    )
    assert (second.title, second.position) == ("A second one", 2)
    assert (digest.name, digest.format, digest.problems, digest.reported) == ("refs", dialect, (), 0)


@pytest.mark.parametrize(
    ("dialect", "names"),
    [("ris", ()), ("medline", ("JB Berg Jr",)), ("isi", ("J Berg",)), ("refer", ("Ed Itor",))],
)
def test_names_are_turned_as_each_dialect_means_them(dialect: str, names: tuple[str, ...]) -> None:
    assert read(TEXTS[dialect]).entries[1].authors == names


def test_a_junior_stands_behind_his_whole_name() -> None:
    (entry,) = read("PMID- 12345678\nTI  - A\nFAU - Smith, John A Jr\nAU  - Smith JA Jr\n").entries
    assert entry.authors == ("John A Smith Jr",)


@pytest.mark.parametrize("dialect", ["medline", "refer"])
def test_a_copy_with_blank_lines_between_all_lines_reads_the_same(dialect: str) -> None:
    spaced = "\n\n".join(line for line in TEXTS[dialect].split("\n") if line)
    assert [entry.title for entry in read(spaced).entries] == [
        entry.title for entry in read(TEXTS[dialect]).entries
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("TY - JOUR\nTI - One blank\nAU - A\nER -\n", ["One blank"]),
        ("TY  - JOUR\nT1  - A\nTY  - JOUR\nT1  - B\nER  - \n", ["A", "B"]),
        ("TY  - JOUR\nTY  - BOOK\nT1  - Two kinds\nER  - \n", ["Two kinds"]),
        ("T1  - No kind\nAU  - A\nPY  - 2024\nER  -\n\nT1  - B\nER  -\n", ["No kind", "B"]),
        ("T1  - No kind, no end\nA1  - A\nPY  - 2024\n\nT1  - B\nA1  - C\n", ["No kind, no end", "B"]),
        ("TY  - JOUR\nTI  - A\nTI  - subtitle\nER  - x\n", ["A subtitle"]),
        ("TY  - JOUR\nTI  - A\nAB  - the\nER then positive\nDNA - based\nEX - too\nER  -\n", ["A"]),
        ("TY  - BOOK\nBT  - A book\nAU  - A\nER  -\n", ["A book"]),
        ("1.\nTY  - JOUR\nTI  - A\nER  -\n\n2.\nTY  - JOUR\nTI  - B\nER  -\n", ["A", "B"]),
        ("TY  - JOUR\nDO  - 10.1000/x\nER  -\n", ["doi:10.1000/x"]),
        ("PMID-12345678\nOWN - NLM\nTI  -Close to it\n", ["Close to it"]),
        ("PMID- 1234\nTI  - A\nAU  - B C\nPMID- 1235\nTI  - B\nAU  - B C\n", ["A", "B"]),
        ("OWN - ERIC\nTI  - A\nAB  - See\nhttps://example.org\nAU  - B\n\nOWN - ERIC\nTI  - B\n", ["A", "B"]),
        ("%T A\n%A B\n%D 2024\n\n%T B\n%A C\n", ["A", "B"]),
        ("%0 Book\n%T A\n%A B\n%0 Book\n%T B\n%A C\n", ["A", "B"]),
        ("%0 Book\n%0 Thesis\n%T A\n%X 5\n% of all\n", ["A"]),
        ("PT J\nAU A\nTI First\nSO X\nPY 2024\nER\n\nPT J\nTI Second\nER\nEF\n", ["First", "Second"]),
    ],
)
def test_records_end_where_their_writers_end_them(text: str, titles: list[str]) -> None:
    assert [entry.title for entry in read(text).entries] == titles


@pytest.mark.parametrize(
    ("line", "identifiers"),
    [
        ("DO  - doi:10.1000/X.", {"doi": "10.1000/x"}),
        ("UR  - https://arxiv.org/abs/2409.01234v2", {"arxiv": "2409.01234", "arxiv_version": "2"}),
        ("N1  - doi: 10.1000/x", {"doi": "10.1000/x"}),
        ("N1  - see also doi:10.1000/other", {}),
        ("M3  - 10.1000/x", {"doi": "10.1000/x"}),
        ("M1  - arXiv:2409.01234 [cs.CL]", {"arxiv": "2409.01234"}),
        ("VL  - abs/2409.01234", {"arxiv": "2409.01234"}),
        ("DO  - 10.48550/arXiv.2409.01234", {"arxiv": "2409.01234"}),
        ("AN  - 12345678\nDB  - PubMed", {"pmid": "12345678"}),
        ("AN  - 12345678", {}),
        ("N1  - PMID: 12345678", {"pmid": "12345678"}),
    ],
)
def test_identifiers_are_found_wherever_they_are_kept(line: str, identifiers: dict[str, str]) -> None:
    assert read(f"TY  - JOUR\nTI  - A\n{line}\nER  -\n").entries[0].identifiers == identifiers


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        ("PY  - 2014//", "2014"),
        ("PY  - 1948/07//", "1948-07"),
        ("Y1  - 2001/09/01/\nY2  - 2024/01/01", "2001-09-01"),
        ("PY  - 2004\nDA  - Jun 8", "2004-06-08"),
        ("PY  - 2004\nDA  - 2012/01/01", "2004"),
        ("PY  - 2001/00/00/", "2001"),
        ("PY  - ///", None),
        ("Y2  - 2024/01/01", None),
    ],
)
def test_dates_go_as_far_as_they_are_told(lines: str, published: str | None) -> None:
    assert read(f"TY  - JOUR\nTI  - A\n{lines}\nER  -\n").entries[0].published == published


def test_whatever_is_no_paper_is_reported_with_its_line() -> None:
    digest = read(
        "Some words\nand more\nTY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - C\nER  -\nTY  - JOUR\nPY  - 2020\nER  -\n"
        "\nstray\nTY  - JOUR\nTI  - B\nER  -\n"
    )
    assert [entry.title for entry in digest.entries] == ["A", "C", "B"]
    assert digest.reported == 1
    assert [(problem.line, problem.what, problem.text) for problem in digest.problems] == [
        (1, "text outside of the records", "Some words"),
        (5, "a record does not end with ER", "TY - JOUR"),
        (8, "a record without a title", "JOUR 2020"),
        (12, "text outside of the records", "stray"),
    ]


def test_a_cut_file_keeps_its_last_record() -> None:
    digest = read(RIS[: RIS.index("JF  - ")])
    assert [entry.title for entry in digest.entries] == ["Reading Lists & Papers"]
    assert digest.entries[0].abstract.endswith("A second paragraph.")


def test_a_type_in_the_middle_of_a_record_begins_none_unless_a_title_follows() -> None:
    digest = read("TY  - JOUR\nTY  - BOOK\nTI  - A\nTY  - CHAP\nPY  - 2020\nER  -\n")
    assert [(entry.title, entry.published) for entry in digest.entries] == [("A", "2020")]


def test_records_without_anything_are_refused_and_counted() -> None:
    with pytest.raises(UserError) as caught:
        read("TY  - JOUR\nPY  - 2020\nER  -\nTY  - JOUR\nPY  - 2021\nER  -\n")
    assert "2 records, none of them usable" in caught.value.message


HOSTILE = {
    "one long field": "TY  - JOUR\nTI  - A\nAB  - x\n" + "and on\n" * 100_000 + "ER  -\n",
    "many values": "TY  - JOUR\nTI  - A\n" + "".join(f"PY  - {n}\n" for n in range(100_000)) + "ER  -\n",
    "blanks": "TY  - JOUR\nTI  - A\nN1  - " + " " * 500_000 + "[x\nER  -\n",
    "angles": "TY  - JOUR\nTI  - A" + "<a" * 200_000 + "\nER  -\n",
    "many kinds": "TY  - JOUR\nTI  - A\n" + "TY  - JOUR\n" * 100_000 + "ER  -\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_read_in_a_moment(text: str) -> None:
    assert read(text).entries[0].title.startswith("A")
