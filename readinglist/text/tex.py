"""Makes the TeX of titles and abstracts readable by a white list, and touches nothing else.

Accents, special letters, font groups, escaped signs and quotes become what they mean; maths, commands whose
backslash is lost, hyphens and addresses stay as written. General converters do harm here: one drops the text
after every `%`, another turns hyphens into minus signs. The source is what is stored; this is a view of it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_COMBINING = {
    '"': "\u0308",
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "u": "\u0306",
    "H": "\u030b",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
}
_LETTERS = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "dj": "đ",
    "DJ": "Đ",
    "dh": "ð",
    "th": "þ",
    "ng": "ŋ",
}
_SIGN_ACCENT = re.compile(
    r"\\(?P<accent>[\"'`^~=.])(?:\{(?P<braced>\\?[A-Za-z])\}|(?P<bare>\\[ij](?![A-Za-z])[ ]?|[A-Za-z]))"
)
_LETTER_ACCENT = re.compile(
    r"\\(?P<accent>[cvuHkrdb])"
    r"(?:\{(?P<braced>\\?[A-Za-z])\}|[ ](?P<bare>\\[ij](?![A-Za-z])|[A-Za-z])(?![A-Za-z]))"
)
_WRAPPED = re.compile(r"\{(\\[\"'`^~=.cvuHkrdb](?:\{\\?[A-Za-z]\}|[ ]?\\?[A-Za-z]))\}")
_LETTER = re.compile(
    r"\{?\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?![A-Za-z])(?:\{\}|\}|[ ](?=[A-Za-z]))?"
)
_FONT_GROUP = re.compile(r"\{\\(?:it|em|bf|tt|sc|sl|rm)(?![A-Za-z])\s*+([^{}]*+)\}")
_FONT_COMMAND = re.compile(r"(?<!\\)\\(?:emph|textit|textbf|texttt|textsc|text)\{([^{}]*+)\}")
_ESCAPED = re.compile(r"(?<!\\)\\([%&#$_])")
_QUOTED = re.compile(r"``((?:[^`']|`(?!`)|'(?!'))++)''")
_ROUNDS = 10
"""Groups nest so deep at most; what takes more is no TeX of a title and stays as written."""
_KEPT = 20_000
"""Texts longer than this are not remembered."""


def readable(text: str) -> str:
    """The text with the white list applied; the same string where there is nothing to do.
    Idempotent, and linear in the length."""
    if "\\" not in text and "``" not in text:
        return text
    return _remembered(text) if len(text) <= _KEPT else _settled(text)


def _settled(text: str) -> str:
    """The list applied until nothing changes any more (a group may stand in a group)."""
    before = text
    for _round in range(_ROUNDS):
        after = _once(before)
        if after == before:
            return after
        before = after
    return text


@lru_cache(maxsize=2048)
def _remembered(text: str) -> str:
    return _settled(text)


def _once(text: str) -> str:
    if "\\" in text:
        text = _WRAPPED.sub(_unwrapped, text)
        text = _SIGN_ACCENT.sub(_accented, text)
        text = _LETTER_ACCENT.sub(_accented, text)
        text = _LETTER.sub(_letter, text)
        text = _FONT_GROUP.sub(r"\1", text)
        text = _FONT_COMMAND.sub(r"\1", text)
        text = _ESCAPED.sub(r"\1", text)
    return _QUOTED.sub("“\\1”", text) if "``" in text else text


def _unwrapped(found: re.Match[str]) -> str:
    accented = _LETTER_ACCENT.sub(_accented, _SIGN_ACCENT.sub(_accented, found[1]))
    return accented if len(accented) == 1 else found[0]


def _accented(found: re.Match[str]) -> str:
    base = (found["braced"] or found["bare"]).removeprefix("\\").strip()
    composed = unicodedata.normalize("NFC", base + _COMBINING[found["accent"]])
    return composed if len(composed) == 1 else found[0]


def _letter(found: re.Match[str]) -> str:
    whole = found[0]
    letter = _LETTERS[found[1]]
    opened, closed = whole.startswith("{"), whole.endswith("}") and not whole.endswith("{}")
    if opened and not closed:
        return "{" + letter
    if closed and not opened:
        return letter + "}"
    return letter
