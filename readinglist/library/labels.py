"""How steps are called: the words after "Undid"."""

from __future__ import annotations

from readinglist.model import STATE_NAMES, State
from readinglist.text.tex import readable

TITLE = 60
"""Characters of a title in a label."""


def counted(number: int, noun: str = "paper") -> str:
    """1 paper, 2 papers."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def short(title: str, length: int = TITLE) -> str:
    """A title cut at a word, with … where it was cut."""
    shown = " ".join(readable(title).split())
    if len(shown) <= length:
        return shown
    cut = shown[: length - 1].rsplit(" ", 1)[0] or shown[: length - 1]
    return f"{cut.rstrip(' ,;:.-')}…"


def of(what: str, titles: list[str]) -> str:
    """What was done to one paper, by its title, or to several, by their number."""
    return f"{what}: {short(titles[0]) if len(titles) == 1 else counted(len(titles))}"


def moved(state: State, titles: list[str]) -> str:
    """A verdict."""
    return of(STATE_NAMES[state], titles)


def imported(files: list[str], new: int, enriched: int = 0) -> str:
    """A drop: its new papers; where there are none, the known ones of which it told something new."""
    what = files[0] if len(files) == 1 else counted(len(files), "file")
    if new:
        return f"Imported {what}, {counted(new)}"
    if enriched:
        return f"Imported {what}: {counted(enriched)} {'knows' if enriched == 1 else 'know'} more now"
    return f"Imported {what}: nothing new"
