"""The authors of a record of a table or of JSON: one text, a list, or objects, in whatever order a name has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from readinglist.digests.fields import ET_AL, is_placeholder, names, people
from readinglist.text.names import SUFFIXES, initials

_NUMBERED: Final = re.compile(r"\s{0,3}\(\d{5,20}\)")
_APART: Final = re.compile(r"\s{0,9}[|；\n]\s{0,9}")
_COMMAS: Final = re.compile(r"\s{0,9}[，、]\s{0,9}")
_LAST: Final = re.compile(r",?\s(?:and|&)\s", re.IGNORECASE)
_PARTICLES: Final = "van von der den de del della di da dos du la le ter ten zu zur af al el bin ibn"
_HAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_VOWEL: Final = re.compile(r"[AEIOUYÄÖÜ]")
_LONGEST_GIVEN: Final = 3
"""Words of a given name."""
_SIGNS: Final = re.compile(r"[\W_]+")
_WHOLE: Final = ("name", "fullname", "displayname", "literal", "text", "value", "authorname", "collectivename")
_FAMILY: Final = ("family", "last", "lastname", "familyname", "surname")
_GIVEN: Final = ("given", "first", "firstname", "givenname", "forename", "forenames")
_ROLE: Final = ("creatortype", "role", "contributortype")


def authors(values: Iterable[Any]) -> tuple[str, ...]:
    """The names in the first of some values that has any."""
    for value in values:
        told = value
        if isinstance(told, Mapping):  # {"author": [...]}
            told = next((told[key] for key in ("author", "value") if key in told), told)
        if isinstance(told, str):
            found = listed(told)
        elif isinstance(told, list) and len(told) == 1 and isinstance(told[0], str):
            found = listed(told[0])
        elif isinstance(told, list):
            found = _turned(names(map(person, _authors_only(told))))
        else:
            found = names([person(told)])
        if found:
            return found
    return ()


def _authors_only(people: Sequence[Any]) -> Sequence[Any]:
    """Those that are authors, where roles are told; editors and translators only where there are no others."""
    roles = [_first(_signless(one), _ROLE).lower() if isinstance(one, Mapping) else "" for one in people]
    chosen = [one for one, role in zip(people, roles, strict=True) if role in ("author", "")]
    return chosen or people


def person(value: object) -> str:
    """One author: a text, or an object with a name; a hidden one is nobody."""
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping) or value.get("hidden") is True:
        return ""
    told = _signless(value)
    family, given = _first(told, _FAMILY), _first(told, _GIVEN)
    if family and given:
        return f"{given} {family}"
    return _first(told, _WHOLE) or person(told.get("author")) or family or given


def _signless(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {_SIGNS.sub("", str(key).casefold()): part for key, part in value.items()}


def _first(told: Mapping[str, Any], keys: Iterable[str]) -> str:
    texts = (told.get(key) for key in keys)
    return next((text.strip() for text in texts if isinstance(text, str) and text.strip()), "")


def listed(text: str) -> tuple[str, ...]:
    """The names in a text: `A B, C D`, `Family, Given; …`, `Family, Given and …`, `Family, G., …`, `Family G, …`.
    A stop that ends the list is no part of the last."""
    text = _COMMAS.sub(", ", _APART.sub("; ", ET_AL.sub("", _NUMBERED.sub("", text.strip()))))
    if is_placeholder(text):
        return ()
    if ";" in text:
        return _turned(people(text))
    if " and " in text and all(piece.count(",") == 1 for piece in text.split(" and ")):
        return people(text)
    pieces: list[str] = []
    for piece in map(str.strip, _LAST.sub(",", text).split(",")):
        if piece.lower() in SUFFIXES and pieces:
            pieces[-1] += f" {piece}"
        elif piece:
            pieces.append(piece)
    if _alternate(pieces):
        pieces = [f"{family}, {given}" for family, given in zip(pieces[::2], pieces[1::2], strict=True)]
    elif len(pieces) > 1 and "." not in "".join(pieces[:-1]):
        pieces[-1] = pieces[-1].rstrip(".")
    return _turned(names(pieces))


def _alternate(pieces: Sequence[str]) -> bool:
    """Whether family and given names take turns."""
    families, given = pieces[::2], pieces[1::2]
    if not pieces or len(families) != len(given) or any(map(_HAN.search, pieces)):
        return False
    if all(len(piece.strip(".")) == 1 or ("." in piece and _are_initials(piece)) for piece in given):
        return not all(map(_are_initials, families))
    most = 2 if len(pieces) == 2 else _LONGEST_GIVEN
    return all(map(_one_family, families)) and all(len(piece.split()) <= most for piece in given)


def _are_initials(name: str) -> bool:
    return all(map(initials, name.split()))


def _one_family(name: str) -> bool:
    """Whether it is one word, or one behind `van der`: those in lower case, since Van is a given name too."""
    *before, _last = name.split()
    return not before or (
        all(word.lower() in _PARTICLES.split() for word in before) and any(word.islower() for word in before)
    )


def _turned(found: tuple[str, ...]) -> tuple[str, ...]:
    """Names as PubMed and Scopus write them, `Berg JA`, with the initials in front, if most look so and one
    cannot be read otherwise (`Wei LI` can)."""
    parted = [_parted(name) for name in found]
    fitting = [initials for family, initials in parted if family]
    sure = any("." in told or len(told) == 1 or not _VOWEL.search(told) for told in fitting)
    if not sure or 3 * len(fitting) < 2 * len(found):
        return found
    return tuple(
        f"{told} {family}" if family else name for name, (family, told) in zip(found, parted, strict=True)
    )


def _parted(name: str) -> tuple[str, str]:
    """A family name and the initials behind it; two empty texts for any other name."""
    words = name.split()
    at = len(words)
    while at and initials(words[at - 1]):
        at -= 1
    family, told = " ".join(words[:at]), " ".join(words[at:])
    if not family or not told or (at > 1 and told.lower() in SUFFIXES) or (family.isupper() and len(family) < 4):
        return "", ""
    return family, told
