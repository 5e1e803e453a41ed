"""Papers to ask: those of both sample digests, and single ones made to order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from readinglist import digests
from readinglist.model import Card, Document, Marks, Paper, Sighting
from readinglist.text.fold import title_key

MakeCard = Callable[..., Card]


def _card(  # a test names what it is about, nothing else
    title: str = "A title",
    abstract: str = "",
    *,
    number: int = 1,
    authors: tuple[str, ...] = (),
    identifiers: dict[str, str] | None = None,
    added: str = "2026-09-03T10:00:00+00:00",
    marks: Marks | None = None,
    sightings: tuple[Sighting, ...] = (),
    new: bool = False,
) -> Card:
    paper = Paper(number, f"u{number}", title, abstract, authors, identifiers or {}, {}, None, added)
    return Card(paper, marks or Marks(), sightings, new)


@pytest.fixture(scope="session")
def make_card() -> MakeCard:
    return _card


@pytest.fixture(scope="session")
def sample_cards(seeds: tuple[Path, Path]) -> tuple[Card, ...]:
    """The 230 papers of the two sample digests, each with where it was seen."""
    told: dict[str, Card] = {}
    for number, path in enumerate(seeds, start=1):
        digest = digests.read(Document(path.name, path.read_bytes()))
        for entry in digest.entries:
            seen = Sighting(
                number, digest.name, path.name, entry.position, digest.dated, digest.dated_as, number == 2
            )
            key = title_key(entry.title)
            known = told.get(key)
            sightings = (*known.sightings, seen) if known else (seen,)
            told[key] = _card(entry.title, entry.abstract, number=len(told) + 1, sightings=sightings)
    return tuple(told.values())
