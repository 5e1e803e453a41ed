"""What stands in a person's name besides given and family name, and which word the family name is."""

from __future__ import annotations

import re
from typing import Final

from readinglist.text.fold import words
from readinglist.text.tex import readable

SUFFIXES: Final = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
"""What may stand behind a name, in lower case."""
_NUMBER: Final = re.compile(r"(?<=\S) 0\d{3}$")
_MOST_INITIALS: Final = 3


def unnumbered(name: str) -> str:
    """A name without the number by which DBLP tells people of one name apart, `Wei Wang 0001`."""
    return _NUMBER.sub("", name)


def initials(word: str) -> bool:
    """Whether a word is up to three capitals, with points and hyphens or without: `J.`, `JA`, `J.-P.`"""
    letters = word.replace(".", "").replace("-", "")
    return len(letters) <= _MOST_INITIALS and letters.isalpha() and letters.isupper()


def families(name: str) -> frozenset[str]:
    """The folded family name of `Jan A. Berg Jr.`, `Berg, Jan` or `Berg JA`; of a name that ends in two or three
    capitals, `Wei LI` or `Berg JA`, both words that it may be."""
    parts = readable(unnumbered(name)).partition(",")[0].replace(".", ". ").split()
    while len(parts) > 1 and (len(parts[-1].strip(".")) <= 1 or parts[-1].lower() in SUFFIXES):
        parts.pop()
    candidates = parts[-1:]
    if len(parts) > 1 and initials(parts[-1]) and not parts[-2].isupper():
        candidates = parts[-2:]
    folded = (words(candidate) for candidate in candidates)
    return frozenset(found[-1] for found in folded if found)
