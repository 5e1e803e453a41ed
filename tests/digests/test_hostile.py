"""Files made to hurt: each is imported or refused with its reason, in time, and the library is sound after."""

from __future__ import annotations

import gzip
import io
import json
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readinglist.desk import import_drop
from readinglist.library import Library, open_library

MB = 2**20
ABSTRACT = "We study the nature of things and present results of experiments with a method. " * 3
PAPER = (
    f"A Perfectly Good Title of Some Length\n\n{ABSTRACT}\n\nAnother Title of a Paper\n\n{ABSTRACT}More data.\n"
)
BIB = "@article{good, title={A Perfectly Good Title}, author={Ada Lovelace}}\n"
RIS = "TY  - JOUR\nTI  - A Perfectly Good Title\nER  - \n"
ATOM = (
    '<?xml version="1.0"?>{}<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2401.01234v1</id>'
    "<title>{}</title><summary>We study.</summary></entry></feed>"
)
HTML = "<!doctype html><html><body>{}</body></html>"
MAIL = "From: a@example.org\nSubject: papers\nDate: Tue, 3 Sep 2024 10:00:00 +0000\nMIME-Version: 1.0\n{}\n\n{}"


def _zip(name: str, data: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return held.getvalue()


def _dtd(inside: str) -> str:
    return f"<!DOCTYPE feed [{inside}]>"


def _laughs() -> str:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))
    return ATOM.format(_dtd(levels), "&l11;")


CASES: dict[str, Callable[[], bytes | str]] = {
    # bytes that are no text
    "empty": lambda: b"",
    "one byte": lambda: b"x",
    "one NUL": lambda: b"\0",
    "NULs": lambda: bytes(MB),
    "all bytes": lambda: bytes(range(256)) * 4000,
    "a BOM alone": lambda: b"\xef\xbb\xbf",
    "half a UTF-16": lambda: b"\xff\xfe" + PAPER.encode("utf-16-le")[:-1],
    "half a UTF-32": lambda: b"\xff\xfe\0\0" + PAPER.encode("utf-32-le")[:-3],
    "lone surrogates in UTF-16": lambda: b"\xff\xfe" + b"\x00\xd8" * 2000 + PAPER.encode("utf-16-le"),
    "every second byte bad": lambda: PAPER.encode().replace(b"e", b"\xe9\xff"),
    "overlong UTF-8": lambda: b"\xc0\xaf" * 1000 + PAPER.encode(),
    "a PDF": lambda: b"%PDF-1.7\n" + bytes(1000),
    "a PDF behind text": lambda: PAPER.encode() + b"%PDF-1.7" + bytes(100),
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "a database": lambda: b"SQLite format 3\0" + bytes(1000),
    # text
    "a word of a megabyte": lambda: f"Daily Papers\n\n{'x' * MB}\n\n{PAPER}",
    "a line of a megabyte": lambda: f"Daily Papers\n\n{'word ' * 200_000}\n\n{PAPER}",
    "a million blank lines": lambda: f"{PAPER}{chr(10) * MB}",
    "a hundred thousand short lines": lambda: "Daily Papers\n" + "a b\n" * 100_000,
    "numbers without end": lambda: "Daily Papers\n" + "1 2 3 4 5 6 7 8 9 " * 40_000,
    "brackets": lambda: "Daily Papers\n" + "(" * 300_000 + "\n" + PAPER,
    "control characters": lambda: PAPER.replace("Title", "Ti\x1b[31mt\x07le\x9b"),
    "bidi overrides": lambda: PAPER.replace("Title", "\u202eeltiT\u202c"),
    "zero width": lambda: PAPER.replace("Title", "T\u200bi\u200bt\u200ble" * 1000),
    "combining marks": lambda: PAPER.replace("Title", "T" + "\u0301" * 20_000),
    "emoji": lambda: PAPER.replace("Title", "👩‍👩‍👧‍👦" * 2000),
    "markup in a title": lambda: PAPER.replace(
        "Perfectly", "<img src=file:///etc/passwd><script>alert(1)</script>"
    ),
    "TeX nested deeply": lambda: PAPER.replace("Perfectly", "{\\it " * 5000 + "x" + "}" * 5000),
    "TeX accents without end": lambda: PAPER.replace("Perfectly", "\\'" * 50_000),
    "hyphens and asterisks": lambda: "Daily Papers\n" + "- * - * " * 60_000,
    "a prose of letters": lambda: "It was a dark night. The rain fell. " * 20_000,
    "Subscribe without end": lambda: "Subscribe" * 100_000,
    # JSON
    "JSON nested deeply": lambda: '{"papers":' * 100_000,
    "JSON lists nested deeply": lambda: "[" * 200_000 + "]" * 200_000,
    "JSON with NaN": lambda: '[{"title": "A", "votes": NaN}]',
    "JSON with a number of a megabyte": lambda: '[{"title": "A", "votes": ' + "9" * MB + "}]",
    "JSON with surrogates": lambda: '[{"title": "A \\ud800 title", "abstract": "\\udfff"}]',
    "JSON with NULs": lambda: '[{"title": "A\\u0000title"}]',
    "JSON with types astray": lambda: json.dumps([{"title": ["A"], "authors": {"x": 1}, "abstract": 7, "id": {}}]),
    "JSON of a million keys": lambda: json.dumps([{"title": "A"} | {f"k{n}": n for n in range(100_000)}]),
    "JSON cut off": lambda: json.dumps([{"title": "A", "abstract": ABSTRACT}] * 50)[:-20],
    "JSON lines, half of them broken": lambda: '{"title": "A"}\n{"title": \n' * 500,
    "Python's dicts, hostile": lambda: "{'title': __import__('os').system('true')}\n" * 10,
    "Python's dicts, deep": lambda: ("{'title': " + "[" * 5000 + "]" * 5000 + "}\n") * 3,
    # tables
    "a quote never closed": lambda: 'title,abstract\n"A' + "x\n" * 200_000,
    "rows of other lengths": lambda: "title,abstract\n" + "".join("a," * (n % 40) + "\n" for n in range(5000)),
    "a table of quotes": lambda: "title,abstract\n" + '"' * 500_000,
    "formulas in cells": lambda: 'title,abstract\n=cmd|" /C calc"!A0,"@SUM(1)"\n',
    # BibTeX, RIS
    "BibTeX braces": lambda: BIB + "@article{x, title={" + "{" * 200_000,
    "BibTeX strings doubling": lambda: (
        '@string{a0 = "ha"}\n' + "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 40)) + BIB
    ),
    "BibTeX of at signs": lambda: BIB + "@" * 300_000,
    "BibTeX never closed": lambda: BIB + "@article{x, title={A\n" * 5000,
    "BibTeX crossing itself": lambda: (
        "@article{a, title={A}, crossref={b}}\n@article{b, title={B}, crossref={a}}\n"
    ),
    "RIS of one field": lambda: RIS + "TY  - JOUR\nTI  - A\nAB  - " + "x\n" * 100_000,
    "RIS without end": lambda: "TY  - JOUR\nTI  - A\n" * 20_000,
    # XML
    "a billion laughs": _laughs,
    "an entity from a file": lambda: ATOM.format(_dtd('<!ENTITY x SYSTEM "file:///etc/passwd">'), "&x;"),
    "an entity from the web": lambda: ATOM.format(_dtd('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">'), "&x;"),
    "a DTD from the web": lambda: ATOM.format('<!DOCTYPE feed SYSTEM "http://127.0.0.1:9/x.dtd">', "A"),
    "XML nested deeply": lambda: ATOM.format("", "<a>" * 50_000),
    "XML of a million attributes": lambda: ATOM.format("", "A").replace(
        "<entry>", "<entry " + " ".join(f'a{n}="1"' for n in range(100_000)) + ">"
    ),
    "XML with bare ampersands": lambda: ATOM.format("", "A & B && C"),
    "XML cut off": lambda: ATOM.format("", "A")[:-60],
    "XML with controls": lambda: ATOM.format("", "A\x01\x02B"),
    "a CDATA never closed": lambda: ATOM.format("", "<![CDATA[" + "x" * 100_000),
    "a comment never closed": lambda: ATOM.format("", "A") + "<!--" * 50_000,
    # pages
    "HTML nested deeply": lambda: HTML.format("<div>" * 100_000),
    "HTML of open anchors": lambda: HTML.format("<a " * 100_000),
    "HTML of attributes": lambda: HTML.format("<div " + "a=1 " * 200_000 + ">x</div>"),
    "HTML of open comments": lambda: HTML.format("<!--" * 50_000),
    "HTML of tables": lambda: HTML.format("<table><tr><td>" * 5000),
    "HTML with a script for props": lambda: HTML.format(
        '<div data-target="DailyPapers" data-props=\'{&quot;dailyPapers&quot;:' + "[" * 20_000 + "'></div>"
    ),
    # Markdown
    "Markdown brackets": lambda: "# Papers\n" + "- [A](https://arxiv.org/abs/2401.01234)\n" * 6 + "[" * 20_000,
    "Markdown emphasis": lambda: "- [A](https://arxiv.org/abs/2401.01234)\n" * 6 + "*_" * 10_000,
    "Markdown quotes": lambda: ">" * 5000 + " [A](https://arxiv.org/abs/2401.01234)\n" * 6,
    "Markdown of one cell": lambda: "|a|b|\n|-|-|\n" + "|" * 20_000,
    # mails
    "a mail of headers": lambda: MAIL.format("X-A: b\n" * 20_000, PAPER),
    "a mail with one endless header": lambda: MAIL.format("X-A: " + "a " * 20_000, PAPER),
    "a mail of parts": lambda: MAIL.format('Content-Type: multipart/mixed; boundary="b"', "--b\n\nx\n" * 3000),
    "a mail in a mail in a mail": lambda: MAIL.format(
        "Content-Type: message/rfc822", MAIL.format("Content-Type: message/rfc822", MAIL.format("", PAPER)) * 3
    ),
    "a mail of bad base64": lambda: MAIL.format("Content-Transfer-Encoding: base64", "=!" * 5000),
    "a mail of no known encoding": lambda: MAIL.format('Content-Type: text/plain; charset="klingon"', PAPER),
    "an arXiv mailing never closed": lambda: "\\\\\narXiv:2401.01234\nDate: x\n\nTitle: " + "A\n  b" * 20_000,
    # archives
    "a zip bomb": lambda: _zip("a.txt", bytes(70 * MB)),
    "a zip with a path out": lambda: _zip("../../../etc/evil.txt", PAPER.encode()),
    "a zip in a zip": lambda: _zip("a.zip", _zip("b.txt", PAPER.encode())),
    "a broken zip": lambda: _zip("a.txt", PAPER.encode())[:-40],
    "a gzip bomb": lambda: gzip.compress(bytes(70 * MB)),
    "a gzip cut off": lambda: gzip.compress(PAPER.encode())[:-12],
    "a gzip in a gzip": lambda: gzip.compress(gzip.compress(PAPER.encode())),
    # lists
    "ids of a megabyte": lambda: "10.1000/" + "x" * MB + "\n" + "2401.01234\n" * 5,
    "the same id over and over": lambda: "arXiv:2401.01234\n" * 20_000,
    "addresses that harm": lambda: (
        "javascript:alert(1)\nfile:///etc/passwd\nhttps://arxiv.org/abs/2401.01234\n" * 5
    ),
}
assert len(CASES) >= 90


@pytest.fixture(scope="module")
def bystander(tmp_path_factory: pytest.TempPathFactory, seeds: tuple[Path, Path]) -> Iterator[Library]:
    """A library with papers in it, the same for all cases."""
    with open_library(tmp_path_factory.mktemp("bystander")) as library:
        import_drop(library, [str(seeds[0])], origin="command")
        yield library


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_imported_or_refused_in_time(bystander: Library, tmp_path: Path, name: str) -> None:
    made = CASES[name]()
    data = made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass")
    path = tmp_path / "hostile"
    path.write_bytes(data)
    before = _first_papers(bystander)
    began = time.process_time()
    report = import_drop(bystander, [str(path)], origin="command")
    spent = time.process_time() - began
    assert spent < 10 + len(data) / MB, f"{spent:.1f} s"
    for file in report.files:
        if file.error is not None:
            title, message = file.error
            assert title
            assert len(message) > 10
            assert "Traceback" not in message
        assert file.papers == file.new + file.known + file.repeated + file.reported
    assert _first_papers(bystander) == before
    assert bystander.connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    stored = bystander.connection.execute(
        "SELECT title || abstract FROM paper WHERE id > 68 AND (title || abstract) GLOB ?",
        ("*[\x01-\x08\x1b\u202e]*",),
    ).fetchall()
    assert not stored


def _first_papers(library: Library) -> list[tuple[object, ...]]:
    run = library.connection.execute
    return run("SELECT id, title, abstract, hidden FROM paper WHERE id <= 68 ORDER BY id").fetchall()
