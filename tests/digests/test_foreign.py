"""Files of other kinds are refused by name; digests that only mention such things are not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from readinglist import digests
from readinglist.model import Document, UserError


def archive(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as opened:
        for name in names:
            opened.writestr(name, "x")
    return packed.getvalue()


BINARY = {
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "a PNG image": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a JPEG image": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "a GIF image": b"GIF89a\1\0\1\0",
    "a WebP image": b"RIFF\x24\0\0\0WEBPVP8 ",
    "a BMP image": b"BM\x0a\0\0\0\0\0\0\0",
    "a gzip archive": b"\x1f\x8b\x08\0\0\0\0\0",
    "a zip archive": archive("digest.txt"),
    "a Word document": archive("[Content_Types].xml", "word/document.xml"),
    "an e-book (EPUB)": archive("mimetype", "META-INF/container.xml"),
    "a rich text document (RTF)": b"{\\rtf1\\ansi text}",
    "an old Word, Excel or PowerPoint document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "a mail of Outlook's (.msg)": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_0037".encode("utf-16-le"),
    "a packet of Outlook's (winmail.dat)": b"\x78\x9f\x3e\x22\x01\x00",
    "a mail sealed with S/MIME": bytes.fromhex("3082010006092a864886f70d010702a081"),
    "a database (SQLite)": b"SQLite format 3\0\x10\0",
}
TEXTS = {
    "a message encrypted with PGP": "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n=abcd\n-----END PGP MESSAGE-----\n",
    "an XML file of a kind that holds no papers": '<?xml version="1.0"?>\n<opml version="2.0"><body/></opml>',
}


def refusal(data: bytes) -> UserError:
    with pytest.raises(UserError) as caught:
        digests.read(Document("x.txt", data))
    return caught.value


@pytest.mark.parametrize(("name", "data"), BINARY.items(), ids=BINARY)
def test_binary_kinds_are_named(name: str, data: bytes) -> None:
    assert refusal(data).title == f"This is {name}"


@pytest.mark.parametrize(("name", "text"), TEXTS.items(), ids=TEXTS)
@pytest.mark.parametrize("before", ["", "\ufeff", "\n\n  \n"])
def test_text_kinds_are_named(name: str, text: str, before: str) -> None:
    assert refusal((before + text).encode()).title == f"This is {name}"


def test_every_refusal_says_what_to_do() -> None:
    for data in (*BINARY.values(), *(text.encode() for text in TEXTS.values())):
        message = refusal(data).message
        assert message.endswith(". Nothing was imported.")
        assert len(message.split(". ")) == 2


ASIDES = [
    "{\\it Ab initio} calculations [of everything] with 100% of the data",
    "[1] Another way to read <b>bold</b> <i>titles</i> and H<sub>2</sub>O<sub>2</sub>",
    "@misc{key, a way to cite}",
    "From a@example.org to b: a study of mail in 2024",
    '{"a": "title in JSON"} and how to read it',
    "Title, authors and abstract: what do readers look at?",
    "TY - a study of tags",
    "% A comment on comments",
]


@pytest.mark.parametrize("aside", ASIDES)
@pytest.mark.parametrize("place", [0, 1, 30])
def test_a_digest_that_mentions_other_kinds_stays_a_digest(seed: Any, aside: str, place: int) -> None:
    papers = list(seed.papers)
    papers[place] = (aside, papers[place][1])
    digest = digests.read(Document("x.txt", seed.written(papers).encode()))
    assert [entry.title for entry in digest.entries] == [title for title, _ in papers]


FOLDERS = {
    "zotero-rdf": "a library exported as Zotero RDF",
}


@pytest.mark.parametrize(("folder", "name"), FOLDERS.items())
def test_real_files_of_other_kinds_are_named(real_samples: Path, folder: str, name: str) -> None:
    paths = [path for path in sorted((real_samples / folder).iterdir()) if path.is_file()]
    assert paths
    assert {refusal(path.read_bytes()).title for path in paths} == {f"This is {name}"}


def test_real_files_that_are_no_digests_are_refused(real_samples: Path) -> None:
    paths = [*(real_samples / "not-a-digest").iterdir(), real_samples / "lists" / "astro-ph_titles_head.txt"]
    assert {refusal(path.read_bytes()).title for path in paths} == {"Not a paper digest"}


def test_a_real_capture_with_addresses_between_is_read(real_samples: Path) -> None:
    path = real_samples / "hf-text" / "hf-search-urls-on-own-lines.txt"
    digest = digests.read(Document(path.name, path.read_bytes()))
    assert (digest.name, digest.dated_as, digest.dated) == ("Daily Papers", "Mar 25", None)
    first = digest.entries[0]
    assert first.title == "Better than Your Teacher: LLM Agents that learn from Privileged AI Feedback"
    assert first.identifiers == {"arxiv": "2410.05434"}
    assert first.links == {"paper": "https://huggingface.co/papers/2410.05434"}
    assert (first.published, first.votes, first.author_count) == ("2024-10-07", 1, 2)
    assert len(digest.entries) == 6
    assert all(len(entry.abstract) > 300 for entry in digest.entries)
