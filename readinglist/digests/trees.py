"""XML and HTML as trees, whatever damage or malice the text holds: nothing is loaded, nothing expands, and a
damaged record costs none of its neighbours."""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

Element = Any
"""An lxml element; lxml has no types."""

_AROUND: Final = "all-of-it"
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DECLARATION: Final = re.compile(r"<\?xml\b[^<>]{0,500}\?>")
_SUBSET: Final = re.compile(r"\]\s{0,99}>")
_CDATA: Final = "<![CDATA["
_NAMED: Final = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)[A-Za-z][A-Za-z0-9]{1,31};")
_SENSELESS: Final = re.compile(
    r"&#(?:0{0,5}(?:[0-8]|1[124-9]|2\d|3[01])|x0{0,5}(?:[0-8bcef]|1[0-9a-f]));", re.IGNORECASE
)
_BARE: Final = re.compile(r"&(?!(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_INLINE: Final = re.compile(
    r"<(/?)(b|i|em|strong|sub|sup|p|br|hr|img|span|div|a|tt|u|font|li|ul|ol)\b([^<>]{0,999})>", re.IGNORECASE
)
_PARTING: Final = ("br", "p", "hr", "div", "li", "ul", "ol")
_CUT: Final = "the file is cut off here"
_EXTRA: Final = "damaged XML: an end tag too many"
_UNFINISHED: Final = frozenset({"ERR_TAG_NOT_FINISHED", "ERR_CDATA_NOT_FINISHED"})
_LINE: Final = re.compile(r" line \d+")
_HARMLESS: Final = ("NS_ERR_", "WAR_")
_PROLOG: Final = 20_000
_ROOT: Final = re.compile(
    r"(?:\s++|<\?[^>]*+>|<!--(?:[^-]++|-(?!->))*+-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?+>)*+<(?:[\w.-]{1,30}:)?([\w.-]{1,60})",
    re.IGNORECASE,
)
_ONE: Final = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
_ATTRIBUTE: Final = re.compile(_ONE, re.ASCII)
_TAG: Final = re.compile(rf"(<[A-Za-z][^\s/>]*+)(?:{_ONE})*+", re.ASCII)
_ATTRIBUTES: Final = 2000
"""More attributes in one tag than any file has; the parsers' time grows with their square."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file: its element, and the lines of the file it stands in."""

    element: Element
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the XML is damaged."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's XML: all of it (only what stands before the records, where it is damaged), the records."""

    head: Element
    records: list[Record]
    faults: list[Fault]


def root(text: str) -> str:
    """The local name of a text's first element, in lower case; empty where the text is no XML."""
    found = _ROOT.match(text[:_PROLOG])
    return found[1].lower() if found else ""


def xml(text: str, *names: str) -> Tree:
    """The records of these local names in an XML text. A damaged text is read record by record."""
    text = _cleaned(text)
    whole, faults = _parsed(text)
    pieces = list(_pieces(text, names))
    if faults and pieces:
        return _one_by_one(text, pieces, faults)
    found = [element for element in whole.iter() if local(element) in names]
    if len(found) == len(pieces):
        return Tree(
            whole, [Record(element, piece.lines) for element, piece in zip(found, pieces, strict=True)], faults
        )
    return Tree(whole, [Record(element, (element.sourceline, element.sourceline)) for element in found], faults)


@dataclass(frozen=True, slots=True)
class _Piece:
    """The text from one record's beginning to the next one's."""

    start: int
    end: int
    lines: tuple[int, int]


def _pieces(text: str, names: tuple[str, ...]) -> Iterator[_Piece]:
    name = rf"(?:[\w.-]{{1,30}}:)?(?:{'|'.join(names)})"
    starts = [found.start() for found in re.finditer(rf"<{name}(?=[\s>/])", text)]
    closes = re.compile(rf"</{name}\s{{0,9}}>")
    line, at = 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        line += text.count("\n", at, start)
        closed = closes.search(text, start, end)
        last = closed.end() if closed else start + len(text[start:end].rstrip())
        yield _Piece(start, end, (line, line + text.count("\n", start, last)))
        at = start


def _one_by_one(text: str, pieces: list[_Piece], faults: list[Fault]) -> Tree:
    head, _ = _parsed(text[: pieces[0].start])
    records: list[Record] = []
    found: list[Fault] = []
    for piece in pieces:
        part = text[piece.start : piece.end]
        element, all_wrong = _parsed(part)
        wrong = [fault for fault in all_wrong if fault.what != _EXTRA]
        if wrong and (evened := _evened(part)) != part:
            element, _ = _parsed(evened)
        cut = piece.end == len(text) and not part.rstrip().endswith(">")
        found += [Fault(piece.lines[0] - 1 + fault.line, _CUT if cut else fault.what) for fault in wrong[:1]]
        records.append(Record(element[0] if len(element) == 1 else element, piece.lines))
    return Tree(head, records, found or faults[:1])


def _evened(part: str) -> str:
    """A record's text without the inline tags that are opened more often than closed, or the reverse."""
    count: Counter[str] = Counter()
    for found in _INLINE.finditer(part):
        count[found[2].lower()] += -1 if found[1] else 0 if found[3].endswith("/") else 1
    left = {name: " " if name in _PARTING else "" for name, more in count.items() if more}
    return _INLINE.sub(lambda found: left.get(found[2].lower(), found[0]), part)


def _parsed(text: str) -> tuple[Element, list[Fault]]:
    """The tree of a text, within an element of ours, and its faults but for that element's missing end."""
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(f"<{_AROUND}>{text}".encode(), parser)
    faults = []
    for error in parser.error_log:
        message = " ".join(error.message.split())
        kind = error.type_name
        if kind.startswith(_HARMLESS) or (_AROUND in message and kind in _UNFINISHED):
            continue
        what = _CUT if kind in _UNFINISHED else f"damaged XML: {_LINE.sub('', message)}"
        extra = _AROUND in message or kind == "ERR_DOCUMENT_END"
        faults.append(Fault(error.line, _EXTRA if extra else what))
    return (root if root is not None else etree.Element(_AROUND)), faults


def _cleaned(text: str) -> str:
    """Text without what stops the parser: control characters, declarations, entities that only HTML knows and
    bare `&`, thousands of attributes. Its lines stay where they are."""
    text = _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _without_doctypes(_DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text))
    text = _TAG.sub(_bounded, text)
    if "&" not in text:
        return text
    first, *others = text.split(_CDATA)
    pieces = [_escaped(first)]
    for other in others:
        inside, end, after = other.partition("]]>")
        pieces += [_CDATA, inside, end, _escaped(after)]
    return "".join(pieces)


def _without_doctypes(text: str) -> str:
    """Text without document types and the entities they declare."""
    pieces: list[str] = []
    at, subsets = 0, True
    while (start := text.find("<!DOCTYPE", at)) >= 0:
        pieces.append(text[at:start])
        at = text.find(">", start) + 1 or len(text)
        if subsets and "[" in text[start:at]:
            closed = _SUBSET.search(text, start)
            subsets = closed is not None
            at = closed.end() if closed else at
        pieces.append("\n" * text.count("\n", start, at))
    return "".join([*pieces, text[at:]])


def _escaped(text: str) -> str:
    if "&" not in text:
        return text
    text = _NAMED.sub(lambda found: entities.escape(entities.unescape(found[0]), quote=False), text)
    return _BARE.sub("&amp;", _SENSELESS.sub(" ", text))


def local(element: Element) -> str:
    """An element's name without namespace or prefix."""
    name = element.tag
    return name.rpartition("}")[2].rpartition(":")[2] if isinstance(name, str) else ""


def children(element: Element, name: str) -> Iterator[Element]:
    """The children of a local name; where there are none, whatever lies deeper (damage moves elements)."""
    direct = [child for child in element if local(child) == name]
    yield from direct or (below for below in element.iter() if below is not element and local(below) == name)


def texts(element: Element, *names: str) -> list[str]:
    """The texts of the children of these local names, without the empty ones, by name and then in order."""
    found = ("".join(child.itertext()) for name in names for child in children(element, name))
    return [text for text in found if text.strip()]


def text(element: Element, *names: str) -> str:
    """The first of those texts."""
    return next(iter(texts(element, *names)), "")


def html(text: str) -> Element:
    """The tree of a page; a tag with thousands of attributes loses them."""
    from lxml import etree
    from lxml import html as pages

    parser = pages.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    text = _TAG.sub(_bounded, _CONTROLS.sub(" ", text))
    try:
        return pages.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError:  # nothing in it but comments
        return pages.document_fromstring(b"<p></p>", parser=parser)


def _bounded(tag: re.Match[str]) -> str:
    whole = tag[0]
    if len(whole) > 2 * _ATTRIBUTES and sum(1 for _ in _ATTRIBUTE.finditer(whole, len(tag[1]))) > _ATTRIBUTES:
        return tag[1]
    return whole
