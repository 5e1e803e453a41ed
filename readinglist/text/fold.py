"""One fold for search words, title keys and tag names: accents, case, TeX and Greek tell no words apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from readinglist.text.tex import readable

_ASCII_WORD = re.compile(r"[0-9A-Za-z]+")
_MARK = re.compile(r"\\([A-Za-z]+)")
_TITLE_DROPPED = str.maketrans("", "", "${}^_\\")
_NOT_KEY = re.compile(r"[^0-9a-z]+")
_WITHOUT_BLANKS = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
"""Code points of kana and Han ideographs."""
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
    if text.isascii():
        return [Token(found[0].lower(), found.start(), found.end()) for found in _ASCII_WORD.finditer(text)]
    made: list[Token] = []
    parts: list[str] = []
    start = end = 0
    for place, character in enumerate(text):
        folded = character.lower() if character.isascii() and character.isalnum() else _fold(character)
        if folded is None:  # a combining mark belongs to the letter before it
            end = place + 1 if parts else end
            continue
        alone = _stands_alone(character)
        if parts and (not folded or alone):
            made.append(Token("".join(parts), start, end))
            parts = []
        if alone:
            made.append(Token(folded, place, place + 1))
        elif folded:
            start = start if parts else place
            parts.append(folded)
            end = place + 1
    if parts:
        made.append(Token("".join(parts), start, end))
    return made


def words(text: str) -> list[str]:
    """The folded words of a source text."""
    shown = readable(text)
    if shown.isascii():
        return _ASCII_WORD.findall(shown.lower())
    return [token.text for token in tokens(shown)]


def title_key(text: str) -> str:
    """What two spellings of one title share: letters and digits only, TeX accents as accents dropped, Greek
    letters and their commands by name (ΛCDM is `lambdacdm`)."""
    shown = _MARK.sub(r" \1 ", readable(text)).translate(_TITLE_DROPPED)
    if shown.isascii():
        return _NOT_KEY.sub("", shown.lower())
    from anyascii import anyascii

    folded = "".join(_fold(character) or "" for character in shown)
    return _NOT_KEY.sub("", anyascii(folded).lower())


def tag_key(name: str) -> str:
    """What two spellings of one tag share: accents, case and repeated blanks do not count, nor blanks around
    the `/` of nested tags; punctuation does (`C++` is not `C`)."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
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


def _stands_alone(character: str) -> bool:
    """Han ideographs and kana: scripts written without blanks."""
    code = ord(character)
    return (
        0x3040 <= code <= 0x30FF
        or 0x3400 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
    )


@lru_cache(maxsize=8192)
def _fold(character: str) -> str | None:
    """A character's part of a word: None for a combining mark, empty where it ends a word."""
    if unicodedata.category(character).startswith("M"):
        return None
    if _stands_alone(character):
        return character
    folded = []
    for part in unicodedata.normalize("NFKD", character).casefold():
        if unicodedata.category(part).startswith("M"):
            continue
        name = unicodedata.name(part, "")
        if name.startswith("GREEK ") and " LETTER " in name:
            folded.append(_greek(name))
        elif name.startswith("LATIN ") and not part.isascii():
            from anyascii import anyascii

            folded.append(anyascii(part).lower())
        elif part.isalnum():
            folded.append(part)
    return "".join(letter for letter in "".join(folded) if letter.isalnum())


def _greek(name: str) -> str:
    """GREEK SMALL LETTER PHI → phi; lunate, final and archaic forms by the word after LETTER."""
    letter = name.split(" LETTER ")[1].removeprefix("FINAL ").removeprefix("LUNATE ").split(" ")[0].lower()
    return {"lamda": "lambda"}.get(letter, letter)
