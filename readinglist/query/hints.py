"""Why a line finds nothing, and the nearest line that finds something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from readinglist.query.ast import And, Everything, Is, Node, Not, Phrase, Query, Word, WordField
from readinglist.query.fields import WORD_FIELDS
from readinglist.query.lexer import pieces
from readinglist.query.parse import parse
from readinglist.query.scope import wanted_words
from readinglist.query.understood import by_field, clause, with_words
from readinglist.text.fold import tokens
from readinglist.text.tex import readable

Count = Callable[[Node], int]
"""How many papers a tree holds for."""
Near = Callable[[str, WordField | None], Sequence[tuple[str, int]]]
"""The words of the vocabulary one slip away from a word, each with its number of papers."""

MOST = 8
"""Parts, and words, that are looked at."""
_TRIED = 3
"""Spellings of each word that are tried."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Why nothing was found (empty: nothing to say), and a line spelled otherwise that finds so many papers."""

    sentence: str
    line: str | None = None
    papers: int = 0


def hint(query: Query, count: Count, near: Near) -> Hint:
    """What to tell of a line that finds nothing: which word no paper has, how many there are without each of
    the parts that must all hold, and the line with its unknown words spelled as the vocabulary does."""
    if query.slips or isinstance(query.root, Everything):
        return Hint("")
    unknown = _unknown(query.root, count)
    line, papers = _respelled(query, unknown, count, near)
    said = " ".join(filter(None, (_missing(unknown), _without(query.root, count))))
    return Hint(said.replace("….", "…"), line, papers)


# ---- why


def _unknown(root: Node, count: Count) -> list[Word]:
    """The words asked for that no paper has where they are asked for; beginnings and nearly written ones are
    no words."""
    asked: dict[str, Word] = {}
    for node in wanted_words(root):
        if isinstance(node, Phrase):
            whole = node.words[:-1] if node.typed else node.words
            asked |= {text: Word(text, node.field, "exact") for text in whole if text not in asked}
        elif node.form not in ("prefix", "near"):
            asked.setdefault(node.text, node)
    return [word for word in list(asked.values())[:MOST] if not count(word)]


def _missing(unknown: Sequence[Word]) -> str:
    return " ".join(f"{with_words(words, 'No paper has', 'or')}." for words in by_field(unknown))


def _without(root: Node, count: Count) -> str:
    """How many papers there are without each of the parts that must all hold."""
    parts = root.parts if isinstance(root, And) else ()
    found = [(_others(parts, part, count), part) for part in parts[:MOST] if part != Is("any")]
    if not found:
        return ""
    found.sort(key=lambda each: -each[0])
    most = found[0][0]
    if not most:
        return "Without any one of its parts the line finds nothing either."
    first, *rest = [f"{papers:,}" if papers else "none" for papers, _part in found]
    told = [f"{first} {'paper' if most == 1 else 'papers'}", *rest]
    said = [f"{number} {_dropped(part)}" for number, (_papers, part) in zip(told, found, strict=True)]
    return f"There {'is' if most == 1 else 'are'} {', '.join(said)}."


def _others(parts: Sequence[Node], left_out: Node, count: Count) -> int:
    rest = tuple(part for part in parts if part is not left_out)
    return count(And(rest) if len(rest) > 1 else rest[0])


def _dropped(part: Node) -> str:
    """A part as left out: "without quantum", "if neural is allowed", "without “tagged x”"."""
    match part:
        case Word() | Phrase():
            return with_words([part], "without", "or")
        case Not(Word() | Phrase() as word):
            return f"{with_words([word], 'if', 'or')} is allowed"
    return f"without “{clause(part)}”"


# ---- what instead


def _respelled(query: Query, unknown: Sequence[Word], count: Count, near: Near) -> tuple[str | None, int]:
    """The line with its unknown words spelled as the vocabulary does, and what it finds; None where no spelling
    finds anything."""
    known = {word.text: _spellings(word, near) for word in unknown}
    tried = max(map(len, known.values()), default=0)
    for turn in range(min(tried, _TRIED)):
        instead = {text: others[min(turn, len(others) - 1)] for text, others in known.items() if others}
        line = _replaced(query.line, instead)
        read = parse(line)
        papers = 0 if read.slips or line == query.line else count(read.root)
        if papers:
            return line, papers
    return None, 0


def _spellings(word: Word, near: Near) -> list[str]:
    """The words it may have been meant for, the most frequent first."""
    told = sorted(near(word.text, word.field), key=lambda each: -each[1])
    return [text for text, papers in told if papers and text != word.text]


def _replaced(line: str, instead: dict[str, str]) -> str:
    """A line with some of its folded words, wherever they are searched, taken for others."""
    for piece in reversed(pieces(line)):
        if piece.field not in ("", *WORD_FIELDS) or readable(piece.text) != piece.text:
            continue
        begin = line.rindex(piece.text, piece.start, piece.end)
        for token in reversed(tokens(piece.text)):
            if token.text in instead:
                line = line[: begin + token.start] + instead[token.text] + line[begin + token.end :]
    return line
