"""Titles in a line of a Markdown digest: found by link, quotes or bold type, and parted from what is beside."""

from __future__ import annotations

import re
from typing import Final

from readinglist.digests import fields, markdown_words, paper_links
from readinglist.digests.markdown_inline import Line, Link

_NUMBER: Final = re.compile(r"^\W{0,4}\d{1,4}[.)、:]\s+|^\W{0,4}\d{1,3}[.)、]\s*(?=\D)")
_DATED: Final = re.compile(
    r"^[\W_]{0,6}(?:(?:19|20)\d\d(?:[-./年]\d{1,2}){0,2}[月日]?|\d{4}\.\d{4,5}(?:v\d)?)[\])`*:,\s|.-]{1,6}(?=\S)"
)
_QUOTED: Final = re.compile(r"[\"“「『]([^\"“”「」『』\n]{12,300})[\"”」』]")
_SENTENCE: Final = re.compile(r"(?<=[A-Za-z0-9)\]][a-z0-9)\]])(?<!\bvs)(?<!\bal)(?<!\bDr)(?<!\bSt)\.\s+(?=[A-Z])")
_PREFIX: Final = re.compile(r"[\[(（【`]([^\[\](){}（）【】`]{1,40})[\])）】`][\s:-]{0,3}(?=\S)")
_CITED: Final = re.compile(
    r"(?P<authors>[^()\n]{3,400}[A-Z]\.,?) \((?:19|20)\d\d[a-z]?\)\.? (?P<title>[^\n]{10,400}?[?.!])(?=\s|$)"
)
"""A title as in a list of references: `One, A., & Two, B. (2024). A title. A journal`."""
_CREDITS_END: Final = re.compile(
    r"\s?[)\]|(]|[,.;]?\s(?=(?:19|20)\d\d(?!\d))|(?<![A-Z])\.\s(?=\w)|\s[-–—]\s|[.;]?$"
)
_NO_NAME: Final = re.compile(
    r"\w{3}ing$|tions?$|ity$|ments?$|(?:models?|methods?|networks?|systems?|graphs?|agents?|data|transformers?)$",
    re.IGNORECASE,
)
"""Words that end what looks like a name and is none: `Diffusion Models, Machine Learning`."""
_MARKS: Final = re.compile("[¹²³⁰⁴-⁹†‡§]+|^[^\\w(]{1,4}\\s")
_EMPTY: Final = re.compile(r"[\[(（【][,;|/&\s]*[\])）】]|`\s*`|[\"“]\s*[\"”]")
_EDGES: Final = " \t\n,;:|/·•●-–—.*_"
_BARE: Final = "🔥⭐🌟✨📄🔗📝📌🚀🆕 \t"
_WORDS_OF_TITLE: Final = 3
_MOST_NAME_WORDS: Final = 5
_LONGEST_CREDITS: Final = 600
_MOST_COMMAS: Final = 10
_PARTICLES: Final = frozenset(
    {"al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la", "le", "ten", "ter",
     "van", "von", "y", "zu"}
)  # fmt: skip
_ET_AL: Final = re.compile(r"\bet\.?\s?al\b", re.IGNORECASE)
_LONG: Final = 150
"""Characters behind a bold name that make it the nickname of what is told there."""


def leads(link: Link) -> bool:
    """Whether a link leads to a paper: by its address, or since it says so."""
    if paper_links.leads(link.address):
        return True
    web = link.address.startswith(("http://", "https://"))
    return web and markdown_words.field(link.label) in ("paper", "pdf") and "paper" in link.label.lower()


def titled(line: Line) -> list[Link]:
    """The links to papers in a line that stand on what can be a title."""
    return [link for link in line.links if leads(link) and markdown_words.is_title(link.label)]


def said(line: Line) -> str:
    """What a line says, without pictures and links that only say what they are."""
    return " ".join(
        "".join(
            span.text
            for span in line.spans
            if not span.picture
            and not (span.link and span.text.strip() and not markdown_words.is_title(span.text))
        ).split()
    )


def title(line: Line) -> tuple[str, bool, str]:
    """The title a line gives, whether it is only a nickname, and what else the line says."""
    text = _numberless(said(line))
    strong = _numberless(Line([span for span in line.spans if span.strong]).text)
    strong = _pointless(strong)
    linked = [link.label for link in titled(line)]
    others = [link.label for link in line.links if markdown_words.is_title(link.label)]
    quoted = [_pointless(found) for found in _QUOTED.findall(text) if _words(found) >= _WORDS_OF_TITLE]
    long = [
        told
        for told in (*linked[:1], *quoted[:1], strong, *others[:1])
        if _words(told) >= _WORDS_OF_TITLE and markdown_words.is_title(told)
    ]
    rest = _behind(text, strong) if strong else ""
    told_there = rest[:1] in tuple("-–—:：") and (len(rest) > _LONG or ". " in rest)
    if told_there and not (long and long[0] in (*linked, *quoted)):
        return strong.strip(_EDGES), True, tidy(rest, points=True)
    if long:
        return _numberless(long[0]).strip(" ,;*_"), False, tidy(_without(text, long[0]), points=True)
    if linked:
        return linked[0], True, tidy(_without(text, linked[0]), points=True)
    if cited := _CITED.match(text):
        return cited["title"].rstrip("."), False, tidy(_without(text, cited["title"]), points=True)
    leading = _leading(line, text)
    if not markdown_words.is_title(leading):
        return "", False, tidy(text)
    return leading, _words(leading) < _WORDS_OF_TITLE, tidy(_without(text, leading), points=True)


def unmarked(text: str) -> str:
    """Names without signs before them and marks of affiliation in superscript."""
    return _MARKS.sub("", text).strip(_BARE)


def people(text: str) -> bool:
    """Whether a text is a row of names."""
    text = unmarked(text)
    if len(text) > 4000 or any(sign.isdigit() for sign in text) or text.endswith((":", "?", "!")):
        return False
    found = fields.people(text, commas=True)
    names = all(1 < _words(name) <= _MOST_NAME_WORDS and name[:1].isupper() for name in found)
    return bool(found) and names and (len(found) > 1 or _ET_AL.search(text) is not None)


def begins(line: Line) -> Link | None:
    """The link to a paper that a line begins with, if it stands on its title."""
    text = _numberless(unmarked(said(line)))
    return next((link for link in titled(line)[:1] if text.startswith(link.label)), None)


def is_reference(line: Line) -> bool:
    """Whether a line is a paper as a list of publications has it: title and names, and links at its end."""
    told = [span for span in line.spans if span.text.strip(" .,;[]()")]
    if not told or not told[-1].link or not any(map(leads, line.links)) or markdown_words.labelled(line.text):
        return False
    found, short, rest = title(line)
    return bool(found and not short and (credited(rest)[0] or _names(said(line).partition(". ")[0])))


def credited(text: str) -> tuple[str, str]:
    """The names that stand behind a title, as in `(Ann One, Bob Two, 2024)`, and what else is there."""
    inner = text.lstrip(_EDGES + "([").removeprefix("by ")
    end = _CREDITS_END.search(inner[:_LONGEST_CREDITS])
    names = _names(inner[: end.start()].strip(" ,;")) if end else ""
    return (names, tidy(inner[len(names) :].lstrip(",;)]. "), points=True)) if names else ("", text)


def _names(text: str) -> str:
    """The row of names a text within a line begins with; no row of other words with capitals."""
    parts = text.split(",")
    for end in range(len(parts), max(len(parts) - _MOST_COMMAS, 0), -1):
        row = ",".join(parts[:end])
        if people(row) and all(map(_is_name, fields.people(row, commas=True))):
            return row
    return ""


def _is_name(text: str) -> bool:
    capitals = all(word[0].isupper() or word in _PARTICLES for word in text.split())
    return capitals and not _NO_NAME.search(text) and markdown_words.is_title(text)


def _leading(line: Line, text: str) -> str:
    """What a line begins with, up to where a title ends."""
    begin = ""
    for span in line.spans:
        if span.emphasis and not span.strong and _words(begin) >= _WORDS_OF_TITLE:
            break
        if not span.picture and (not span.link or markdown_words.is_title(span.text)):
            begin += span.text
        elif begin.strip(" [(") and _words(begin) >= _WORDS_OF_TITLE:
            break
    begin = _dateless(_numberless(" ".join(begin.split()) or text))
    if (found := _PREFIX.match(begin)) and not markdown_words.is_title(found[1]):
        begin = begin[found.end() :]
    sentence = _SENTENCE.search(begin)
    if sentence and _names(names := begin[: sentence.start()]) == names:
        begin = begin[sentence.end() :]
    for cut in (_SENTENCE.search(begin), re.search(r"\s[-–—|]\s", begin), re.search(r"\s?[\[(（【]", begin)):
        if cut and _words(begin[: cut.start()]) >= _WORDS_OF_TITLE:
            begin = begin[: cut.start()]
    begin = _nameless(begin)
    return _EMPTY.sub("", begin).rstrip(" [(（【" + _BARE).strip(_EDGES.replace(".", "")).strip()


def _nameless(begin: str) -> str:
    """A title without the names behind its commas."""
    parts = begin[:_LONGEST_CREDITS].rstrip(" ,").split(",")
    for at in range(1, min(len(parts), _MOST_COMMAS)):
        title, names = ",".join(parts[:at]), ",".join(parts[at:])
        if _words(title) >= _WORDS_OF_TITLE and _names(names):
            return title
    return begin


def _numberless(text: str) -> str:
    """A title without the number and signs before it."""
    text = text.strip().lstrip(_BARE)
    found = _NUMBER.match(text[:60])
    return text[found.end() :].lstrip(_BARE) if found and len(text) > found.end() else text


def _dateless(text: str) -> str:
    found = _DATED.match(text[:60])
    return text[found.end() :].lstrip(_BARE) if found and len(text) > found.end() else text


def _behind(text: str, strong: str) -> str:
    at = text.find(strong)
    return text[at + len(strong) :].strip() if at >= 0 else ""


def _without(text: str, title: str) -> str:
    before, found, behind = " ".join(text.split()).partition(title)
    before = before if any(map(str.isalnum, before)) else ""
    return f"{before} {behind.lstrip('.,;')}" if found else text


def tidy(text: str, *, points: bool = False) -> str:
    """What is left of a line, without brackets that have become empty and signs at its ends; with `points` it
    keeps the one it ends with."""
    for _ in range(2):
        text = _EMPTY.sub(" ", text)
    text = " ".join(text.split())
    left = text.strip(_EDGES + '"“”')
    if left.count("[") != left.count("]") or left.find("]") == len(left) - 1:
        left = left.strip(_EDGES + "[]")
    if not any(sign.isalnum() for sign in left):
        return ""
    return f"{left}." if points and text.endswith(".") else left


def width(text: str) -> int:
    """How wide a text is; Chinese, Japanese and Korean signs count for two."""
    return len(text) + sum("\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" for sign in text)


def _pointless(title: str) -> str:
    return title if title.endswith("..") else title.removesuffix(".")


def _words(text: str) -> int:
    """How many words a text has; Chinese and Japanese signs count for half of one."""
    ideographs = sum("\u3040" <= sign <= "\u9fff" for sign in text[:300])
    return len(text[:600].split()) + ideographs // 2
