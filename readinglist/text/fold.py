"""One fold for search words, title keys and tag names: accents, case, TeX and Greek tell no words apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from readinglist.text.tex import readable

_ASCII = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
"""What each ASCII sign is to words: a small letter, a digit, or a gap."""
_RUN = re.compile(r"[0-9A-Za-z\x80-\U0010ffff]+")
"""A stretch in which all words are found by one look at ASCII, and character by character where it is not."""
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_TITLE_DROPPED = str.maketrans("", "", "${}^_\\")
_NOT_KEY = re.compile(r"[^0-9a-z]+")
_LONG_RUN = 64
PLURAL_FROM = 4
"""Words of fewer letters have no plural looked up: `gas`, `bus`, `as`."""


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word, and where it stands in the text it was read from."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text as shown (see `readable`), folded, with their places in that very string. A Han or
    kana character is a word by itself; `-`, `_`, `/` and `'` end a word."""
    made: list[Token] = []
    for found in _RUN.finditer(text):
        run, start = found[0], found.start()
        if run.isascii():
            made.append(Token(run.lower(), start, found.end()))
        else:
            made.extend(Token(word, start + first, start + end) for word, first, end in _split(run))
    return made


def words(text: str) -> list[str]:
    """The folded words of a source text."""
    shown = readable(text)
    if shown.isascii():
        return shown.translate(_ASCII).split()
    made: list[str] = []
    for run in _RUN.findall(shown):
        if run.isascii():
            made.append(run.lower())
        else:
            made.extend(word for word, _start, _end in _split(run))
    return made


def title_key(text: str) -> str:
    """What two spellings of one title share: letters and digits only, TeX accents as accents dropped, Greek
    letters and their commands by name (ΛCDM is `lambdacdm`)."""
    shown = _COMMAND.sub(r" \1 ", readable(text)).translate(_TITLE_DROPPED)
    if shown.isascii():
        return _NOT_KEY.sub("", shown.lower())
    from anyascii import anyascii

    folded = "".join(_folded(letter) for letter, _start, _end in _letters(shown))
    return _NOT_KEY.sub("", anyascii(folded).lower())


def tag_key(name: str) -> str:
    """What two spellings of one tag share: accents, case and repeated blanks do not count, nor blanks around
    the `/` of nested tags; punctuation does (`C++` is not `C`)."""
    letters = (letter for letter, _start, _end in _letters(name))
    plain = "".join(_folded(letter) or ("" if _is_mark(letter) else letter) for letter in letters)
    return "/".join(" ".join(part.split()) for part in plain.split("/"))


def variants(word: str) -> tuple[str, ...]:
    """A word with its plural and its singular, the word itself first: +s, +es after s x z ch sh, y and ies;
    from four letters on."""
    if len(word) < PLURAL_FROM or not word.isalpha():
        return (word,)
    others: list[str] = []
    if word.endswith("ies"):
        others.append(word[:-3] + "y")
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        others.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        others.append(word[:-1])
    if word.endswith(("s", "x", "z", "ch", "sh")):
        others.append(word + "es")
    elif word.endswith("y") and word[-2] not in "aeiou":
        others.append(word[:-1] + "ies")
    else:
        others.append(word + "s")
    return (word, *dict.fromkeys(others))


def stands_alone(character: str) -> bool:
    """Han ideographs and kana: scripts written without blanks, so each character is a word by itself."""
    code = ord(character)
    return (
        code >= 0x3005
        and character.isalnum()
        and (
            0x3040 <= code <= 0x30FF
            or 0x31F0 <= code <= 0x31FF
            or code <= 0x3007
            or 0x3400 <= code <= 0x9FFF
            or 0xF900 <= code <= 0xFAFF
            or 0x20000 <= code <= 0x3FFFF
        )
    )


def _split(run: str) -> tuple[tuple[str, int, int], ...]:
    """The words of a run that is not ASCII, with their places in it."""
    return _split_short(run) if len(run) <= _LONG_RUN else _split_any(run)


def _split_any(run: str) -> tuple[tuple[str, int, int], ...]:
    made: list[tuple[str, int, int]] = []
    parts: list[str] = []
    began = ended = 0
    for letter, start, end in _letters(run):
        folded = _folded(letter)
        for part in folded or " ":
            alone = stands_alone(part)
            if parts and (alone or not folded):
                made.append((_word(parts), began, ended))
                parts = []
            if alone:
                made.append((part, start, end))
            elif folded:
                began, ended = (began if parts else start), end
                parts.append(part)
    if parts:
        made.append((_word(parts), began, ended))
    return tuple(made)


@lru_cache(maxsize=4096)
def _split_short(run: str) -> tuple[tuple[str, int, int], ...]:
    return _split_any(run)


def _letters(text: str) -> Iterator[tuple[str, int, int]]:
    """Each letter with the marks upon it, composed, and its place."""
    start, length = 0, len(text)
    while start < length:
        end = start + 1
        while end < length and _is_mark(text[end]):
            end += 1
        composed = text[start] if end == start + 1 else unicodedata.normalize("NFKC", text[start : start + 2])
        yield (composed if len(composed) == 1 else text[start]), start, end
        start = end


def _word(parts: list[str]) -> str:
    return unicodedata.normalize("NFC", "".join(parts))


@lru_cache(maxsize=8192)
def _is_mark(character: str) -> bool:
    """Whether it is drawn upon the letter before it, or not drawn at all (soft hyphen, joiners)."""
    if character.isascii():
        return False
    parts = unicodedata.normalize("NFKD", character)
    return all(unicodedata.category(part)[0] == "M" or unicodedata.category(part) == "Cf" for part in parts)


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    """A composed character's part of a word; empty where it has none."""
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    if _is_mark(character):
        return ""
    wide = unicodedata.normalize("NFKC", character)
    if all(stands_alone(each) for each in wide):
        return wide
    folded: list[str] = []
    small = unicodedata.normalize("NFKD", character).casefold()
    for part in unicodedata.normalize("NFKD", small):
        name = unicodedata.name(part, "")
        if unicodedata.category(part)[0] == "M":
            continue
        if name.startswith("GREEK ") and " LETTER " in name:
            folded.append(_greek(name))
        elif name.startswith("LATIN ") and not part.isascii():
            from anyascii import anyascii

            folded.append(anyascii(part).lower())
        elif part.isalnum():
            folded.append(part)
    joined = unicodedata.normalize("NFC", "".join(folded))
    return "".join(letter for letter in joined if letter.isalnum())


def _greek(name: str) -> str:
    """GREEK SMALL LETTER PHI → phi; lunate, final and archaic forms by the word after LETTER."""
    letter = name.split(" LETTER ")[1].removeprefix("FINAL ").removeprefix("LUNATE ").split(" ")[0].lower()
    return {"lamda": "lambda"}.get(letter, letter)
