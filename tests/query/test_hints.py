from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from readinglist.model import Card, Marks
from readinglist.query import match, parse
from readinglist.query.ast import Node, WordField
from readinglist.query.hints import Hint, hint
from readinglist.query.near import one_slip
from readinglist.text.fold import words

MakeCard = Callable[..., Card]
TITLES = (
    "Quantum annealing",
    "Quantum diffusion",
    "Diffusion models",
    "Diffusion and title keys",
    "Score matching with diffusion",
    "Effusion of gases",
)


class Fake:
    """Six papers, and how often they were asked."""

    def __init__(self, cards: list[Card]) -> None:
        self.cards = cards
        self.asked = 0

    def count(self, node: Node) -> int:
        self.asked += 1
        return sum(match(node, card) for card in self.cards)

    def near(self, word: str, field: WordField | None) -> list[tuple[str, int]]:
        assert field in (None, "title")
        told = Counter(text for card in self.cards for text in set(words(card.paper.title)))
        return [(text, papers) for text, papers in told.items() if one_slip(text, word)]


@pytest.fixture
def fake(make_card: MakeCard) -> Fake:
    marked = {0: Marks("done", tags=("physics",)), 2: Marks(starred=True)}
    return Fake([make_card(title, number=at, marks=marked.get(at)) for at, title in enumerate(TITLES)])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", Hint("")),
        ("(", Hint("")),
        ("diffsion", Hint("No paper has diffsion.", "diffusion", 4)),
        ("Diffsion", Hint("No paper has diffsion.", "diffusion", 4)),
        ("title:diffsion", Hint("No paper has diffsion in the title.", "title:diffusion", 4)),
        ("title:titl", Hint("No paper has titl in the title.", "title:title", 1)),
        ("kagome", Hint("No paper has kagome.")),
        (
            "quantum diffsion",
            Hint(
                "No paper has diffsion. There are 2 papers without diffsion, none without quantum.",
                "quantum diffusion",
                1,
            ),
        ),
        (
            "quantm diffsion",
            Hint(
                "No paper has quantm or diffsion. Without any one of its parts the line finds nothing either.",
                "quantum diffusion",
                1,
            ),
        ),
        (
            '"scroe matching" OR quantm',
            Hint("No paper has “scroe” or quantm.", '"score matching" OR quantum', 3),
        ),
        ("annealing models", Hint("There is 1 paper without annealing, 1 without models.")),
        (
            "quantum -annealing -diffusion",
            Hint("There is 1 paper without quantum, 1 if annealing is allowed, 1 if diffusion is allowed."),
        ),
        (
            "diffusion tag:physics",
            Hint("There are 4 papers without “tagged physics”, 1 without diffusion."),
        ),
        (
            "models is:starred is:done is:any",
            Hint("There is 1 paper without “in Done”, none without models, none without “starred”."),
        ),
        (
            "(annealing OR gases) models",
            Hint("There are 2 papers without models, 1 without “with annealing or gases”."),
        ),
        ('"matching score"', Hint("")),
        ("tag:biology", Hint("")),
        ("kagom*", Hint("")),
        ("diffsionn~", Hint("")),
        ("(diffsion)", Hint("No paper has diffsion.", "(diffusion)", 4)),
        ("diffsion sort:title", Hint("No paper has diffsion.", "diffusion sort:title", 4)),
        (
            "quantum-anealing",
            Hint("No paper has “anealing”.", "quantum-annealing", 1),
        ),
        (
            "diffsion -diffsion",
            Hint("No paper has diffsion. There are 6 papers without diffsion, none if diffsion is allowed."),
        ),
    ],
)
def test_what_is_said_where_nothing_is_found(fake: Fake, line: str, expected: Hint) -> None:
    query = parse(line)
    assert query.slips or not line or fake.count(query.root) == 0
    assert hint(query, fake.count, fake.near) == expected


def test_a_spelling_that_finds_nothing_is_never_offered(fake: Fake) -> None:
    assert hint(parse("gases diffsion"), fake.count, fake.near).line is None


def test_the_next_spelling_is_tried_where_the_most_frequent_finds_nothing(fake: Fake) -> None:
    told = hint(parse("gases efusion"), fake.count, lambda _word, _field: [("diffusion", 4), ("effusion", 1)])
    assert (told.line, told.papers) == ("gases effusion", 1)


def test_the_word_being_typed_is_spelled_too(fake: Fake) -> None:
    told = hint(parse("quantum diffsi", typing=True), fake.count, lambda _word, _field: [("diffusion", 4)])
    assert told.line == "quantum diffusion"


def test_a_long_line_is_asked_a_bounded_number_of_times(fake: Fake) -> None:
    line = " ".join(f"w{number}" for number in range(100))
    assert hint(parse(line), fake.count, fake.near).line is None
    assert fake.asked <= 8 + 8 + 3
