from __future__ import annotations

import pytest

from readinglist import query
from readinglist.model import Card


def test_the_samples_hold_230_papers(sample_cards: tuple[Card, ...]) -> None:
    assert len(sample_cards) == 230


@pytest.mark.parametrize(
    ("line", "papers"),
    [
        ("", 230),
        ("quantum", 44),
        ("diffusion", 36),
        ("quantum diffusion", 4),
        ("quantum AND diffusion", 4),
        ("quantum -diffusion", 40),
        ("quantum NOT diffusion", 40),
        ('"score matching"', 3),
        ("“score matching”", 3),
        ("schrodinger", 12),
        ("Schrödinger", 12),
        ("Schro\u0308dinger", 12),
        ("SCHRÖDINGER", 12),
        ('Schr\\"odinger', 12),
        ('Schr\\"{o}dinger', 12),
        ("schrodinger bridge", 5),
        ('"schrodinger bridge"', 3),
        ('"Schr\\"odinger bridge"', 3),
        ("hopfield", 3),
        ("frohlich", 2),
        ("kagome", 1),
        ("title:diffusion", 19),
        ("title:entropy", 5),
        ("network", 79),
        ("networks", 79),
        ('"network"', 53),
        ("neural network", 67),
        ('"neural networks"', 43),
        ("entropy OR annealing", 24),
        ("(entropy OR spin) -neural", 28),
        ("-neural entropy OR spin", 28),
        ("digest:#1", 68),
        ("digest:#2", 168),
        ("digest:#1 digest:#2", 0),
        ("(digest:#1) (digest:#2)", 6),
        ("seen:>1", 6),
        ("position:<=10", 19),
        ("digest:#2 position:<=10", 10),
        ("diffuson~", 36),
        ("title:diffuson~", 18),
        ("schrodigner~", 12),
        ("entorpy~", 22),
        ("networkk~", 79),
        ("kagme~", 1),
        ("diffuson~ -diffusion", 0),
        ('"score matching"~3', 3),
        ('"matching score"~5', 0),
        ('"quantum systems"', 8),
        ('"quantum systems"~2', 10),
        ('"quantum systems"~3', 13),
        ('"graph networks"~2', 5),
        ('"the of the"~3', 103),
        ("digest:latest", 168),
        ("digest:latest position:<=10", 10),
        ("digest:latest (digest:#1)", 6),
        ("moved:<7d", 0),
        ("-moved:>0d", 230),
        ("is:highlighted", 0),
        ("highlight:quantum", 0),
        ("quantum -highlight:quantum", 44),
    ],
)
def test_the_golden_counts(sample_cards: tuple[Card, ...], line: str, papers: int) -> None:
    read = query.parse(line)
    assert not read.slips
    assert sum(query.match(read.root, card) for card in sample_cards) == papers
