"""Bytes to text: the encoding is found from the bytes alone, and one damaged byte never garbles a file.

Our own, since the guessing libraries that were tried called Windows-1252 text "cp1250" in two of two samples.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from readinglist.model import UserError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD: Final = 8192
_NUL_SHARE: Final = 0.2
"""Above this share of NUL bytes in the head the file is UTF-16 without a mark (English text has 0.5)."""

_CONTROL_SHARE: Final = 0.01
"""Above this share of control characters, or of damage in what was guessed, it is no text."""

_VALID_PER_BAD: Final = 3
"""So many times more valid than bad sequences, and the file is damaged UTF-8 rather than Windows-1252."""

_FEW: Final = 3
"""Up to so many bad bytes are looked at one by one."""

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_REPLACEMENT: Final = "\ufffd"
_BAD: Final = re.compile("[\udc80-\udcff]+")
_HARDLY_USED: Final = "ÿþ" + _REPLACEMENT
_NEVER_IN_A_WORD: Final = "¡¢£¤¥¦§¨©«¬®¯°±²³´¶¸¹»¼½¾¿×÷€‚ƒ„†‡ˆ‰‹›•˜™" + _HARDLY_USED


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, and how many of its characters were damaged (each stands there as U+FFFD)."""

    text: str
    damaged: int = 0


def decode(data: bytes) -> Decoded:
    """The text of the bytes (UTF-8, UTF-16, UTF-32, Windows-1252). UserError where they are no text."""
    decoded = _decoded(data)
    control = len(_CONTROL.findall(decoded.text))
    if "\x00" in decoded.text or control > _CONTROL_SHARE * len(decoded.text):
        raise binary()
    return decoded


def binary() -> UserError:
    """The refusal of bytes that are no text and no known kind of file either."""
    return UserError(
        "This is not a text file",
        "Copy the digest's text where you see it, and paste that.",
    )


def _decoded(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], encoding)
    head = data[:_HEAD]
    if head.count(0) > _NUL_SHARE * len(head):
        odd = head[1::2].count(0)
        guessed = _replaced(data, "utf-16-le" if odd > head[::2].count(0) else "utf-16-be")
        if guessed.damaged > _CONTROL_SHARE * len(guessed.text):
            raise binary()
        return guessed
    if b"\x00" in data:
        raise binary()
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _damaged_or_western(data)


def _replaced(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, max(1, text.count(_REPLACEMENT)))


def _damaged_or_western(data: bytes) -> Decoded:
    """Bytes that are not quite UTF-8: damaged UTF-8, or else Windows-1252 (which covers Latin-1)."""
    text = data.decode("utf-8", "surrogateescape")  # a bad byte b becomes U+DC00 + b
    bad = list(_BAD.finditer(text))
    valid = sum(sign > "\x7f" for sign in text) - sum(len(run[0]) for run in bad)
    few_and_senseless = len(bad) <= _FEW and all(_senseless(text, *run.span()) for run in bad)
    if valid > _VALID_PER_BAD * len(bad) or few_and_senseless:
        return Decoded(_BAD.sub(_REPLACEMENT, text), len(bad))
    return Decoded(data.decode("cp1252", "replace"))


def _senseless(text: str, start: int, end: int) -> bool:
    """Whether bad bytes make no sense as Windows-1252 either: undefined or hardly used there, or a symbol
    or a capital in the middle of a word. Without this, one flipped bit in an English file would turn its
    only accented letter into two wrong ones."""
    western = bytes(ord(sign) - 0xDC00 for sign in text[start:end]).decode("cp1252", "replace")
    before, after = text[start - 1 : start], text[end : end + 1]
    if all(sign in _HARDLY_USED for sign in western):
        return True
    in_word = before.islower() and after.isalpha()
    return in_word and all(sign in _NEVER_IN_A_WORD or sign.isupper() for sign in western)
