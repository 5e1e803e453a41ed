"""Mails and mailboxes: what is in them is read as if it had come alone."""

from __future__ import annotations

import base64
import contextlib
import html
import time
from email.message import EmailMessage

import pytest

from readinglist import digests
from readinglist.digests import mail
from readinglist.digests.seen import Seen
from readinglist.model import Digest, Document, UserError

OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "__substg1.0_0037001F".encode("utf-16-le")
HEADERS = (
    "From: Some One <a@example.org>\nTo: b@example.org\nSubject: Fwd: =?utf-8?Q?Caf=C3=A9?= papers\n"
    "Date: Tue, 3 Sep 2024 10:00:00 +0000\n"
)
LIST = "".join(f"- [A Title of Its Own {n}](https://arxiv.org/abs/2409.0123{n})\n" for n in range(5))
LISTING = (
    "------------------------------------------------------------------------------\n\\\\\narXiv:2303.00763\n"
    "Date: Wed, 1 Mar 2023 19:00:02 GMT   (31kb)\n\nTitle: A Listed Title\nAuthors: Ann One\n"
    "Categories: cs.AI\n\\\\\n"
    "  An abstract.\n\\\\ ( https://arxiv.org/abs/2303.00763 ,  31kb)\n"
)
PAGE = (
    '<html><body><h3><a class="gse_alrt_title" href="https://scholar.google.com/scholar_url?url='
    'https://arxiv.org/abs/2409.00001&amp;hl=en">A Found Title</a></h3>'
    "<div>A One - Journal, 2024</div></body></html>"
)


def read(data: bytes, name: str = "digest.eml") -> Digest:
    return digests.read(Document(name, data))


def message(*parts: tuple[str, str], encoding: str = "8bit") -> bytes:
    built = EmailMessage()
    built["From"], built["To"], built["Subject"] = "a@example.org", "b@example.org", "Papers"
    built["Date"] = "Tue, 3 Sep 2024 10:00:00 +0000"
    (kind, text), *others = parts
    built.set_content(text, subtype=kind, cte=encoding)
    for kind, text in others:
        built.add_alternative(text, subtype=kind, cte=encoding)
    return bytes(built)


def test_a_mail_gives_its_subject_and_day_to_what_is_in_it() -> None:
    digest = read((HEADERS + "\n" + LIST).encode())
    assert (digest.name, digest.dated, digest.format) == ("Café papers", "2024-09-03", "markdown")
    assert digest.dated_as == "Tue, 3 Sep 2024 10:00:00 +0000"
    assert [entry.lines for entry in digest.entries] == [(line, line) for line in range(6, 11)]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_papers_of_an_encoded_mail_stand_somewhere_in_it(encoding: str) -> None:
    data = message(("plain", LIST), encoding=encoding)
    digest = read(data)
    assert len(digest.entries) == 5
    assert {entry.lines for entry in digest.entries} == {(1, 1 + data.count(b"\n"))}


@pytest.mark.parametrize(
    ("parts", "form"),
    [
        ((("plain", "See the page."), ("html", PAGE)), "scholar-alert"),
        ((("plain", LIST), ("html", "<html><body><p>Hello</p></body></html>")), "markdown"),
        ((("plain", LISTING), ("html", PAGE)), "arxiv-mailing"),
        ((("html", PAGE),), "scholar-alert"),
    ],
)
def test_the_best_part_of_a_mail_is_read(parts: tuple[tuple[str, str], ...], form: str) -> None:
    assert read(message(*parts, encoding="base64")).format == form


def test_an_attached_digest_is_read() -> None:
    built = EmailMessage()
    built["From"], built["To"], built["Subject"] = "a@example.org", "b@example.org", "For you"
    built.set_content("Here it is.")
    built.add_attachment(b"@article{a, title = {An Attached Title}, doi = {10.1000/1}}", "application", "x-bibtex")
    built.get_payload(1).add_header("x", "y")  # type: ignore[union-attr]
    built.get_payload(1).replace_header("Content-Disposition", 'attachment; filename="a.bib"')  # type: ignore[union-attr]
    assert [entry.title for entry in read(bytes(built)).entries] == ["An Attached Title"]


def bibtex(n: int) -> str:
    return f"@article{{a{n}, title = {{An Attached Title {n}}}, doi = {{10.1000/{n}}}}}\n"


def letter(text: str = "See what is attached.") -> EmailMessage:
    built = EmailMessage()
    built["From"], built["To"], built["Subject"] = "a@example.org", "b@example.org", "For you"
    built["Date"] = "Tue, 3 Sep 2024 10:00:00 +0000"
    built.set_content(text)
    return built


def titles(digest: Digest) -> list[str]:
    return [entry.title for entry in digest.entries]


def test_the_text_and_every_attached_file_come_in_as_one_digest() -> None:
    built = letter(LIST)
    built.add_attachment(bibtex(1).encode(), "application", "octet-stream", filename="first.bib")
    built.add_attachment(LISTING, filename="listing.txt")
    digest = read(bytes(built))
    assert titles(digest) == [
        *(f"A Title of Its Own {n}" for n in range(5)),
        "An Attached Title 1",
        "A Listed Title",
    ]
    assert [entry.position for entry in digest.entries] == [1, 2, 3, 4, 5, 6, 7]
    assert (digest.name, digest.format, digest.dated) == ("For you", "mail", "2024-09-03")
    assert digest.problems == ()


def test_lines_of_text_and_files_that_are_not_encoded_are_those_of_the_mail() -> None:
    built = letter(LIST)
    built.add_attachment(LISTING, filename="listing.txt")
    built.add_attachment(letter(LIST.replace("Own", "Enclosed")))
    data = bytes(built)
    lines = data.decode().split("\n")
    digest = read(b"\n\n" + data)
    assert len(digest.entries) == 11
    for entry in digest.entries:
        first, last = entry.lines
        assert last - first < 15
        assert entry.title in "\n".join(lines[first - 3 : last - 2])


def test_every_enclosed_mail_is_read_and_one_that_is_no_digest_is_told() -> None:
    built = letter("Three mails for you.")
    for text in (LIST, "Hello, no papers today.", LISTING):
        built.add_attachment(letter(text))
    digest = read(bytes(built))
    assert titles(digest) == [*(f"A Title of Its Own {n}" for n in range(5)), "A Listed Title"]
    assert [(told.what, told.text) for told in digest.problems] == [
        ("an enclosed mail without papers: This mail is no digest", "For you")
    ]


def test_a_digest_of_mails_is_all_its_mails() -> None:
    inside = "".join(f"--b\n\nFrom: a@example.org\nSubject: Mail {n}\n\n{bibtex(n)}" for n in range(60))
    footer = "--b\nContent-Type: text/plain\n\nThe list's footer.\n"
    data = f'{HEADERS}Content-Type: multipart/digest; boundary="b"\n\n{inside}{footer}--b--\n'
    digest = read(data.encode())
    assert titles(digest) == [f"An Attached Title {n}" for n in range(60)]
    lines = data.split("\n")
    assert all(entry.title in lines[entry.lines[0] - 1] for entry in digest.entries)
    assert digest.problems == ()


def test_an_attached_mail_is_read_whatever_its_kind_is_said_to_be() -> None:
    built = letter()
    built.add_attachment(bytes(letter(LIST)), "application", "octet-stream", filename="digest.eml")
    encoded = base64.encodebytes(bytes(letter(LISTING))).decode()
    data = bytes(built).rstrip().removesuffix(b"--").decode()
    data += f"\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{encoded}\n"
    assert len(read(data.encode()).entries) == 6


def test_a_file_that_cannot_be_read_is_told_by_its_name() -> None:
    built = letter(LIST)
    built.add_attachment(b"%PDF-1.7", "application", "pdf", filename="Übersicht.pdf")
    built.add_attachment(b"No papers in it.", "application", "octet-stream", filename="notes.txt")
    data = bytes(built).replace(b'filename="notes.txt"', b'filename="=?utf-8?Q?caf=C3=A9.txt?="')
    digest = read(data)
    assert len(digest.entries) == 5
    assert [told.text for told in digest.problems] == ["Übersicht.pdf", "café.txt"]
    assert digest.problems[0].what == "an attached file was not read: This is a PDF"


def test_what_comes_with_every_mail_is_no_problem() -> None:
    built = letter(" ")
    built.add_attachment(bibtex(1).encode(), "application", "x-bibtex", filename="a.bib")
    built.add_attachment(b"\x89PNG\r\n\x1a\n", "image", "png", filename="logo.png")
    built.add_attachment(b"\x89PNG\r\n\x1a\n", "application", "octet-stream", filename="logo.PNG")
    built.add_attachment("BEGIN:VCALENDAR\n", "calendar", filename="date.ics")
    built.add_attachment(b"0x", "application", "pkcs7-signature", filename="smime.p7s")
    built.add_attachment("-----BEGIN PGP SIGNATURE-----\n", filename="signature.asc")
    built.add_attachment("You get this mail since you asked for it.", filename="ATT00001.txt")
    digest = read(bytes(built))
    assert (titles(digest), digest.problems) == (["An Attached Title 1"], ())


def test_text_that_links_to_papers_beside_an_attached_digest_is_told() -> None:
    built = letter("And read https://arxiv.org/abs/2409.01234 too.")
    built.add_attachment(bibtex(1).encode(), "application", "x-bibtex", filename="a.bib")
    (told,) = read(bytes(built)).problems
    assert told.what == "the mail's text links to 1 paper and is no digest"


@pytest.mark.parametrize(
    ("name", "data", "is_called"),
    [
        ("winmail.dat", b"\x78\x9f\x3e\x22\x01\x00", "This is a packet of Outlook's (winmail.dat)."),
        ("smime.p7m", bytes.fromhex("3082010006092a864886f70d010703a081"), "This is a mail sealed with S/MIME."),
        ("encrypted.asc", b"-----BEGIN PGP MESSAGE-----\n\nhQEM\n", "This is a message encrypted with PGP."),
        ("a.msg", OUTLOOK, "This is a mail of Outlook's (.msg)."),
    ],
)
def test_a_mail_of_one_packet_says_what_the_packet_is(name: str, data: bytes, is_called: str) -> None:
    built = letter(" ")
    built.add_attachment(data, "application", "octet-stream", filename=name)
    with pytest.raises(UserError) as caught:
        read(bytes(built))
    assert caught.value.title == "This mail is no digest"
    assert f"(`{name}`). {is_called}" in caught.value.message
    assert caught.value.message.endswith("Nothing was imported.")


def test_all_pieces_of_a_text_cut_by_a_file_are_read() -> None:
    built = letter(LIST)
    built.add_attachment(b"%PDF-1.7", "application", "pdf", filename="a.pdf")
    piece = EmailMessage()
    piece.set_content(LISTING)
    built.attach(piece)
    assert len(read(bytes(built)).entries) == 6


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable"])
def test_a_mailing_quoted_in_an_answer_is_read(encoding: str) -> None:
    answer = "Look!\n\nOn Tue, 3 Sep 2024, arXiv wrote:\n" + "".join(f"> {line}\n" for line in LISTING.split("\n"))
    digest = read(message(("plain", answer), ("html", PAGE), encoding=encoding))
    assert (digest.format, titles(digest)) == ("arxiv-mailing", ["A Listed Title"])


@pytest.mark.parametrize("line", ["<div>{}</div>", "{}<br>\n", "<p class=MsoNormal>{}<o:p></o:p></p>\n\n"])
def test_a_mailing_forwarded_as_a_page_is_read(line: str) -> None:
    page = "".join(line.format(html.escape(text).replace("  ", "&nbsp; ")) for text in LISTING.split("\n"))
    digest = read(message(("html", f"<html><body><p>Look!</p>{page}</body></html>")))
    assert (digest.format, titles(digest)) == ("arxiv-mailing", ["A Listed Title"])
    assert digest.entries[0].abstract == "An abstract."


def test_mails_deeper_than_three_are_named() -> None:
    data = letter(LIST)
    for _ in range(4):
        outer = letter(bibtex(1))
        outer.add_attachment(data)
        data = outer
    digest = read(bytes(data))
    assert titles(digest) == ["An Attached Title 1"] * 3
    assert [told.what for told in digest.problems] == ["an enclosed mail without papers: This mail lies too deep"]


def test_too_many_parts_are_told() -> None:
    data = f"{HEADERS}Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{LIST}" + "--b\n\nx\n" * 600
    digest = read(data.encode())
    assert len(digest.entries) == 5
    assert [told.what for told in digest.problems] == ["only its first 500 parts were read"]


def test_a_mailbox_is_one_digest_of_all_its_mails() -> None:
    begin = "From a@example.org Tue Sep  3 10:00:00 2024\n"
    mails = [
        HEADERS + "\n" + LIST,
        HEADERS + "\nHello, no papers today.\n",
        HEADERS + "\n>From here on:\n\n" + LISTING,
    ]
    box = "\n".join(begin + text for text in mails)
    digest = read(box.encode(), "box.mbox")
    assert (digest.name, digest.format, digest.dated) == ("box", "mail", "2024-09-03")
    assert [entry.position for entry in digest.entries] == [1, 2, 3, 4, 5, 6]
    assert digest.entries[5].title == "A Listed Title"
    lines = box.split("\n")
    for entry in digest.entries:
        told = "\n".join(lines[entry.lines[0] - 1 : entry.lines[1]])
        assert entry.title in told
    assert [problem.what for problem in digest.problems] == ["a mail without papers: This mail is no digest"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("Hello, how are you?", "It links to no papers."),
        ("See https://arxiv.org/abs/2409.01234 and more.", "It links to 1 paper."),
        ("", "It links to no papers."),
    ],
)
def test_a_mail_that_is_no_digest_says_what_it_links_to(body: str, says: str) -> None:
    with pytest.raises(UserError) as caught:
        read((HEADERS + "\n" + body).encode())
    assert caught.value.title == "This mail is no digest"
    assert caught.value.message.startswith(says)
    assert caught.value.message.endswith("Nothing was imported.")


def test_a_newsletter_tells_how_many_papers_it_links_to() -> None:
    links = "".join(f'<p><a href="https://arxiv.org/abs/2409.0000{n % 3}v{n}">so</a></p>' for n in range(1, 7))
    with pytest.raises(UserError) as caught:
        read(message(("plain", "News."), ("html", f"<html><body>{links}</body></html>")))
    assert caught.value.message.startswith("It links to 3 papers. Save the links")


def test_a_mailbox_without_papers_is_refused_as_a_whole() -> None:
    with pytest.raises(UserError, match="none of them a digest"):
        read(("From a@example.org Tue Sep  3 10:00:00 2024\n" + HEADERS + "\nHello.\n").encode(), "box.mbox")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "\ufeff", "\n\n"])
def test_line_ends_and_marks_do_not_matter(end: str, before: str) -> None:
    assert len(read((before + HEADERS + "\n" + LIST).replace("\n", end).encode()).entries) == 5


@pytest.mark.parametrize("charset", ["utf-8", "latin-1", "no-such", "punycode", "base64", "us-ascii"])
def test_a_wrong_charset_never_stops_the_reading(charset: str) -> None:
    body = f'{HEADERS}Content-Type: text/plain; charset="{charset}"\n\n{LIST.replace("Title", "Títle")}'
    assert len(read(body.encode()).entries) == 5


def nested(depth: int) -> bytes:
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{at}"\n\n--b{at}\n' for at in range(depth))
    return (HEADERS + parts).encode()


HOSTILE = {
    "nested parts": nested(3000),
    "nested mails": (HEADERS + "Content-Type: message/rfc822\n\n" * 3000).encode(),
    "mails in mails": (HEADERS + "\n").encode() * 3000,
    "long type": (HEADERS + "Content-Type: text/plain" + ';"' * 20_000 + "\n\nx").encode(),
    "long subject": (HEADERS.replace("Fwd:", "=?utf-8?q?a?= " * 20_000) + "\nx").encode(),
    "many headers": (HEADERS + "A: b\n" * 50_000 + "\nx").encode(),
    "many parts": (HEADERS + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 20_000).encode(),
    "bad base64": (HEADERS + "Content-Transfer-Encoding: base64\n\n" + "=a" * 20_000).encode(),
    "bad date": HEADERS.replace("Tue, 3 Sep 2024", "Tue, 99 Foo 99999999").encode() + b"\nx",
    "zip inside": (HEADERS + "Content-Transfer-Encoding: base64\n\n").encode() + base64.b64encode(b"PK\3\4" * 99),
    "many mails": ("From a@example.org Tue Sep  3 10:00:00 2024\n" + HEADERS + "\nx\n\n").encode() * 2000,
    "mails of many mails": (
        f"{HEADERS}Content-Type: multipart/digest; boundary=b\n\n" + f"--b\n\n{HEADERS}\n\nx\n" * 5000
    ).encode(),
    "many files": (
        f"{HEADERS}Content-Type: multipart/mixed; boundary=b\n\n"
        + "--b\nContent-Type: a/b; name=a.eml\n\n" * 10_000
    ).encode(),
    "long name": f'{HEADERS}Content-Type: a/b; name="{"=?utf-8?q?a.png?= " * 20_000}"\n\nx'.encode(),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_mails_end_soon_and_in_a_sentence(data: bytes) -> None:
    begun = time.monotonic()
    with pytest.raises(UserError):
        read(data)
    assert time.monotonic() - begun < 10


def test_a_mail_cut_anywhere_never_breaks_the_reader() -> None:
    whole = message(("plain", LIST), ("html", PAGE), encoding="quoted-printable")
    for cut in range(11, len(whole), 11):
        with contextlib.suppress(UserError):
            mail.parse(Seen(Document("x.eml", whole[:cut]), whole[:cut].decode("utf-8", "replace")))
