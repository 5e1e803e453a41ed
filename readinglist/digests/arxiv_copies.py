"""Undoes what mail programs do to the lines of an arXiv mailing: marks of quotation, a margin, quoted-printable.

Every line stays where it is, so that what is told of a line is told of the file's.
"""

from __future__ import annotations

import quopri
import re
from typing import Final

from readinglist.digests import signs
from readinglist.digests.decode import decode
from readinglist.model import UserError

_NO_CODE: Final = re.compile(r"=(?![0-9A-F]{2}|$)", re.MULTILINE)
_SOFT: Final = re.compile(r"\S=$", re.MULTILINE)
_CODED: Final = re.compile(r"(?:^|[\\-])=20$", re.MULTILINE)
_LONGEST: Final = 2000
"""Characters of a word that two lines may share."""


def mended(text: str) -> list[str]:
    """The lines of a mailing, as far as they can be told from its first record."""
    lines = text.split("\n")
    if (_CODED.search(text) or _SOFT.search(text)) and not _NO_CODE.search(text):
        lines = _decoded(lines)
    at = signs.arxiv_record(lines)
    if at is None:
        return lines
    before = lines[at][: lines[at].index("\\")]
    levels = before.count(">")
    if levels:
        quoted = re.compile(rf"[ \t]{{0,3}}(?:>[ \t\xa0]?){{1,{levels}}}")
        lines = [quoted.sub("", line, count=1) if ">" in line[:4] else line for line in lines]
        before = lines[at][: lines[at].index("\\")]
    if not before:
        return lines
    margin = len(before)
    return [line[:margin].lstrip() + line[margin:] for line in lines]


def _decoded(lines: list[str]) -> list[str]:
    """Lines of quoted-printable in plain text; a word that a soft break cut goes whole to the line after."""
    plain: list[str] = []
    cut = ""
    for line in lines:
        whole, cut = cut + line, ""
        if whole.endswith("="):
            whole, blank, cut = whole[:-1].rpartition(" ")
            if len(cut) > _LONGEST:
                whole, cut = whole + blank + cut, ""
        plain.append(_plain(whole) if "=" in whole else whole)
    return [*plain[:-1], plain[-1] + cut]


def _plain(line: str) -> str:
    data = quopri.decodestring(line.encode("utf-8", "replace"))
    try:
        return decode(data).text
    except UserError:
        return line
