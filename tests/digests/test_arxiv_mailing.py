r"""arXiv's mailings: the whole grammar between `\\` and `\\`, and what copies do to it."""

from __future__ import annotations

import quopri

import pytest

from readinglist import digests
from readinglist.digests import arxiv_mailing
from readinglist.digests.seen import Seen
from readinglist.model import Digest, Document, UserError

RULE = "-" * 78
HEAD = f"""Date: Tue,  3 Sep 24 01:29:12 GMT
Subject: cs.XY daily 2 new + 1 crosses received

{RULE}
{RULE}
Send any comments regarding submissions directly to submitter.
{RULE}
Archives at http://arxiv.org/
To unsubscribe, e-mail To: cs@arXiv.org, Subject: cancel
{RULE}
 Submissions to:
Made Up Studies
 received from  Sun  1 Sep 24 18:00:00 GMT  to  Mon  2 Sep 24 18:00:00 GMT
{RULE}
{RULE}
"""
NEW = rf"""\\
arXiv:2409.00001
Date: Mon, 2 Sep 2024 10:00:00 GMT   (12kb,D)

Title: A Title That Is Long Enough to Be
  Continued
Authors: Ann Lee (1), Bo Chen (1,2) ((1) Uni A, (2) Uni B)
Categories: cs.XY math.AB
Comments: 3 pages,
  see https://example.org
Report-no: X-1
Journal-ref: J. Made Up 1 (2024) 2
DOI: 10.1000/xyz123
\\
  The first paragraph goes
on here: as it should.
  The second one.
\\ ( https://arxiv.org/abs/2409.00001 ,  12kb)
{RULE}
"""
SECOND = r"""\\
arXiv:2409.00002
Date: Mon, 2 Sep 2024 11:00:00 GMT   (12kb)
Date (revised v2): Mon, 2 Sep 2024 12:00:00 GMT   (13kb)

Title: Second
Authors: Cy Diaz
Categories: cs.XY
\\
  Abstract of the second.
\\ ( https://arxiv.org/abs/2409.00002 ,  13kb)
"""
CROSS = rf"""%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-
{RULE}
\\
arXiv:2408.00003 (*cross-listing*)
Date: Fri, 30 Aug 2024 10:00:00 GMT   (1kb)

Title: Third: a crossing
Authors: Di Evans for the XYZ Collaboration
Categories: math.AB cs.XY
\\
  Abstract of the third.
\\ ( https://arxiv.org/abs/2408.00003 ,  1kb)
"""
REPLACED = rf"""%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%
{RULE}
\\
arXiv:2401.00004
replaced with revised version Mon, 2 Sep 2024 13:28:32 GMT   (3053kb,D)

Title: Fourth
Authors: Ed Fox
Categories: cs.XY
\\ ( https://arxiv.org/abs/2401.00004 ,  3053kb)
%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---
For subscribe options to combined physics archives,
e-mail To: physics@arxiv.org, Subject: subscribe
{RULE[:-1]}
For help on viewing and making submissions, see http://arxiv.org/help/
"""
WHOLE = HEAD + NEW + SECOND + CROSS + REPLACED


def read(text: str) -> Digest:
    return digests.read(Document("list.txt", text.encode()))


def whats(digest: Digest) -> list[str]:
    return [problem.what for problem in digest.problems]


def test_a_whole_mailing_is_read() -> None:
    digest = read(WHOLE)
    assert (digest.format, digest.name) == ("arxiv-mailing", "cs.XY daily")
    assert (digest.dated, digest.dated_as) == ("2024-09-03", "Tue,  3 Sep 24 01:29:12 GMT")
    assert (digest.problems, digest.reported) == ((), 0)
    assert [entry.title for entry in digest.entries] == [
        "A Title That Is Long Enough to Be Continued",
        "Second",
        "Third: a crossing",
        "Fourth",
    ]
    first, second, third, fourth = digest.entries
    assert first.abstract == "The first paragraph goes on here: as it should.\n\nThe second one."
    assert first.authors == ("Ann Lee", "Bo Chen")
    assert first.identifiers == {"arxiv": "2409.00001", "doi": "10.1000/xyz123"}
    assert first.links == {"paper": "https://arxiv.org/abs/2409.00001"}
    assert (first.venue, first.comment) == ("J. Made Up 1 (2024) 2", "3 pages, see https://example.org")
    assert first.published == second.published == "2024-09-02"
    assert second.identifiers == {"arxiv": "2409.00002", "arxiv_version": "2"}
    assert third.authors == ("Di Evans",)
    assert (fourth.abstract, fourth.published) == ("", None)


def test_lines_are_those_of_the_file() -> None:
    lines = WHOLE.split("\n")
    for entry in read("\n\n" + WHOLE).entries:
        first, last = entry.lines
        assert lines[first - 3] == "\\\\"
        assert lines[last - 3].startswith("\\\\ (")
        assert entry.identifiers["arxiv"] in lines[first - 2]


ALTERED = {
    "line ends of Windows": WHOLE.replace("\n", "\r\n"),
    "old line ends": WHOLE.replace("\n", "\r"),
    "blanks at the ends of lines": WHOLE.replace("\n", "  \n"),
    "one blank before continuation lines": WHOLE.replace("\n  ", "\n "),
    "no blanks before continuation lines": WHOLE.replace("\n  ", "\n"),
    "every line followed by a blank one": WHOLE.replace("\n", "\n\n"),
    "no blank lines": WHOLE.replace("\n\n", "\n"),
    "old identifiers": WHOLE.replace("arXiv:2409", "Paper: 2409"),
    "without rules": "\n".join(line for line in WHOLE.split("\n") if line.strip("-%") or not line),
    "the headers of a mail before": "From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n" + WHOLE,
    "a fence of Markdown": f"# Some file\n\n```\n{WHOLE}```\n",
}


@pytest.mark.parametrize("text", ALTERED.values(), ids=ALTERED)
def test_what_copies_do_costs_no_paper_and_no_field(text: str) -> None:
    digest = read(text)
    assert [entry.title for entry in digest.entries] == [entry.title for entry in read(WHOLE).entries]
    assert [entry.authors for entry in digest.entries] == [entry.authors for entry in read(WHOLE).entries]
    for entry, whole in zip(digest.entries, read(WHOLE).entries, strict=True):
        assert entry.abstract.split() == whole.abstract.split()
        assert entry.venue == whole.venue
    assert digest.reported == 0
    assert digest.dated == "2024-09-03"


def quoted(text: str, mark: str) -> str:
    return "".join(f"{mark}{line}".rstrip() + "\n" for line in text.split("\n"))


def wrapped(text: str, width: int) -> str:
    """Text as a mail program breaks it that sends `format=flowed`."""
    lines = []
    for line in text.split("\n"):
        rest = line
        while len(rest) > width:
            cut = rest.rfind(" ", 0, width) + 1 or width
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return "\n".join(lines)


GMAIL = (
    "Have a look.\n\n---------- Forwarded message ---------\nFrom: send mail ONLY to cs <no-reply@arxiv.org>\n"
    "Date: Tue, Sep 3, 2024 at 3:29\u202fAM\nSubject: cs.XY daily 2 new + 1 crosses received\n"
    "To: cs.XY daily title/abstract distribution <rabble@arxiv.org>\n\n\n"
)
APPLE = "Begin forwarded message:\n\n> From: no-reply@arxiv.org\n> Date: 3 September 2024 at 03:29:12 CEST\n>\n"
OUTLOOK = (
    "________________________________\nFrom: no-reply@arxiv.org <no-reply@arxiv.org>\n"
    "Sent: Tuesday, September 3, 2024 3:29 AM\nTo: rabble@arxiv.org\nSubject: cs.XY daily\n\n"
)
BODY = WHOLE.partition("\n\n")[2]
FORWARDED = {
    "quoted": quoted(WHOLE, "> "),
    "quoted twice": quoted(WHOLE, "> > "),
    "quoted thrice without blanks": quoted(WHOLE, ">>>"),
    "quoted once more in the middle": quoted(HEAD, "> ") + quoted(WHOLE.removeprefix(HEAD), ">> "),
    "an answer to it": "Look!\n\nOn Tue, 3 Sep 2024 at 03:29, arXiv wrote:\n\n"
    + quoted(WHOLE, "> ")
    + "\n--\nAnn\n",
    "indented": quoted(WHOLE, "    "),
    "indented by a tab": quoted(WHOLE, "\t"),
    "indented by blanks that do not break": quoted(WHOLE, "\xa0\xa0"),
    "forwarded by Gmail": GMAIL + BODY,
    "forwarded by Apple's Mail": APPLE + quoted(BODY, "> "),
    "forwarded by an older Outlook": "-----Original Message-----\n" + OUTLOOK.partition("\n")[2] + BODY,
    "forwarded by Outlook, with links": OUTLOOK
    + BODY.replace("2409.00001 ,", "2409.00001<https://arxiv.org/abs/2409.00001> ,"),
    "broken anew": wrapped(WHOLE, 66),
    "broken anew and quoted": quoted(wrapped(WHOLE, 60), "> "),
    "quoted and broken anew": wrapped(quoted(WHOLE, "> "), 70),
    "quoted-printable": quopri.encodestring(WHOLE.replace("\\\\\n", "\\\\ \n").encode()).decode(),
    "quoted-printable of what was quoted": quopri.encodestring(quoted(WHOLE, "> ").encode()).decode(),
}


@pytest.mark.parametrize("text", FORWARDED.values(), ids=FORWARDED)
def test_a_forwarded_mailing_is_the_mailing(text: str) -> None:
    digest, whole = read(text), read(WHOLE)
    assert (digest.format, digest.dated, digest.problems) == ("arxiv-mailing", "2024-09-03", ())
    lines = text.split("\n")
    for entry, meant in zip(digest.entries, whole.entries, strict=True):
        assert (entry.title, entry.authors, entry.venue) == (meant.title, meant.authors, meant.venue)
        assert (entry.identifiers, entry.links) == (meant.identifiers, meant.links)
        assert entry.abstract.split() == meant.abstract.split()
        first, last = entry.lines
        assert entry.identifiers["arxiv"] in "".join(lines[first - 1 : first + 1])
        assert "\\\\ (" in lines[last - 1]


def test_signs_of_quotation_within_a_mailing_are_its_own() -> None:
    text = NEW.replace("on here: as", "> 5 of n=20\nand n = 2 as")
    assert "goes > 5 of n=20 and n = 2 as it should" in read(text).entries[0].abstract
    assert "goes > 5 of n=20 and n = 2 as it should" in read(quoted(text, "> ")).entries[0].abstract


def test_letters_in_quoted_printable_are_read() -> None:
    text = quopri.encodestring(
        NEW.replace("Ann Lee", "Ánn Löwe").replace("on here", "n=1 " * 30).encode()
    ).decode()
    entry = read(text).entries[0]
    assert entry.authors[0] == "Ánn Löwe"
    assert entry.abstract.count("n=1") == 30


def test_an_old_mailing_with_addresses_and_bare_ends_is_read() -> None:
    text = rf"""{RULE}
\\
Paper (*cross-listing*): hep-th/9901001
From: Ann Lee <ann@example.org>
Date: Fri, 1 Jan 1999 10:00:00 GMT   (10kb)

Title: Old One
Author: Ann Lee
Subj-class: Made Up
Notes: LaTeX
\\
  Abstract.
\\
{RULE}
\\
Paper: math.AG/9901002
Figures added Mon, 4 Jan 1999 10:00:00 GMT   (10kb)

Title: Old Two
Authors: Bo Chen
\\ ( math.AG/9901002 , 10kb)
"""
    digest = read(text.replace("Figures", "figures"))
    assert [entry.identifiers["arxiv"] for entry in digest.entries] == ["hep-th/9901001", "math/9901002"]
    assert [entry.authors for entry in digest.entries] == [("Ann Lee",), ("Bo Chen",)]
    assert digest.entries[0].comment == "LaTeX"
    assert digest.problems == ()
    assert (digest.dated, digest.name) == (None, "list")


def test_a_list_of_the_past_week_has_date_headers_that_are_no_records() -> None:
    bare = "\\\\\narXiv:2409.0000{}\nDate: Mon, 2 Sep 2024 10:00:00 GMT   (2kb)\n\nTitle: T{}\nAuthors: A\n\\\\\n"
    day = f"{RULE}\n\\\\\n/* {{}} */\n\\\\\n{RULE}\n"
    text = day.format("Tue, 3 Sep 2024") + bare.format(1, 1) + day.format("Mon, 2 Sep 2024") + bare.format(2, 2)
    digest = read(text)
    assert [entry.title for entry in digest.entries] == ["T1", "T2"]
    assert (digest.dated, digest.dated_as, digest.problems) == ("2024-09-03", "Tue, 3 Sep 2024", ())


DAMAGED = {
    "the record's last \\\\ is missing": (
        NEW.replace("\\\\ ( https://arxiv.org/abs/2409.00001 ,  12kb)\n", "") + SECOND,
        ["A Title That Is Long Enough to Be Continued", "Second"],
    ),
    "no end of the record: the next one begins": (
        SECOND.replace("\\\\ ( https://arxiv.org/abs/2409.00002 ,  13kb)\n", "") + NEW.removeprefix("\\\\\n"),
        ["Second", "A Title That Is Long Enough to Be Continued"],
    ),
    "the last record is cut off": (NEW + SECOND[:150], ["A Title That Is Long Enough to Be Continued", "Second"]),
    "no number of arXiv's": (SECOND + RULE + "\n" + NEW.replace("2409", "249"), None),
    "a record without a title": (NEW + SECOND.replace("Title: Second", ""), None),
    "text between two records": (NEW + "Something else\n\n" + SECOND, None),
    "the mailing names 3 papers and holds 1": (HEAD + SECOND, ["Second"]),
}


@pytest.mark.parametrize(("what", "case"), DAMAGED.items(), ids=DAMAGED)
def test_damage_is_reported_and_costs_no_neighbour(what: str, case: tuple[str, list[str] | None]) -> None:
    text, titles = case
    digest = read(text)
    assert whats(digest) == [what]
    assert len(digest.entries) == (2 if titles is None else len(titles))
    if titles:
        assert [entry.title for entry in digest.entries] == titles
    assert digest.entries[0].abstract


def test_a_mailing_that_ends_within_an_abstract_is_cut_off() -> None:
    digest = read(NEW + SECOND[: SECOND.index("of the second")])
    assert digest.entries[1].abstract == "Abstract"
    assert whats(digest) == ["the last record is cut off"]


def test_a_line_of_two_backslashes_in_an_abstract_stays_in_it() -> None:
    digest = read(NEW.replace("on here", "$a$\n\\\\\nand on here").replace("The second", "\\\\[2pt] The second"))
    assert digest.entries[0].abstract.startswith("The first paragraph goes $a$ \\\\ and on here")
    assert "\\\\[2pt] The second one." in digest.entries[0].abstract
    assert digest.problems == ()


def test_a_mail_that_is_packed_is_left_to_whom_unpacks_it() -> None:
    headers = "From: a@example.org\nTo: b@example.org\nDate: Tue, 3 Sep 2024 01:00:00 +0000\n"
    for packed in ("Content-Transfer-Encoding: quoted-printable", 'Content-Type: multipart/mixed; boundary="x"'):
        assert not arxiv_mailing.sniff(Seen(Document("a.eml", b""), f"{headers}{packed}\n\n{NEW}"))
    assert arxiv_mailing.sniff(Seen(Document("a.eml", b""), f"{headers}\n{NEW}"))


@pytest.mark.parametrize(
    "text",
    [
        "\\\\\narXiv:2409.00001\n" * 50_000,
        NEW + "\\\\\n" * 500_000,
        NEW + "  a\n" * 500_000,
        "\\\\\narXiv:2409.00001\nTitle: T\nAuthors: " + "(a, " * 300_000,
        "\\\\\narXiv:2409.00001\nTitle: T\n\\\\\n" + " " * 500_000 + "\n" + "- " * 500_000,
        HEAD.replace("cs.XY", "re: " * 300_000) + NEW,
        "> " * 300_000 + "\n" + quoted(NEW, "> " * 5000) * 20,
        ">" * 99 + "\\\\=20\n" + NEW + "x=\n" * 500_000,
        " " * 500_000 + NEW,
    ],
)
def test_hostile_mailings_take_no_time(text: str) -> None:
    assert read(text).entries


def test_a_mailing_of_date_headers_alone_holds_no_papers() -> None:
    seen = Seen(Document("x.txt", b""), f"{RULE}\n\\\\\n/* Tue, 3 Sep 2024 */\n\\\\\n")
    with pytest.raises(UserError, match="no papers"):
        arxiv_mailing.parse(seen)
