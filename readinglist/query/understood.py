"""Says in words how a line was read: "papers with quantum and without diffusion, tagged physics"."""

from __future__ import annotations

from collections.abc import Sequence

from readinglist.query.ast import And, Everything, Is, Node, Not, Or, Phrase, Query, Sort, Word, WordField
from readinglist.query.said import mark

SORTS: dict[Sort, str] = {
    "relevance": "best match first",
    "newest": "newest first",
    "oldest": "oldest first",
    "title": "by title",
    "seen": "most often seen first",
    "digest": "latest digest first",
}
_PLACES: dict[WordField, str] = {
    "title": " in the title",
    "abstract": " in the abstract",
    "author": " among the authors",
    "note": " in the note",
    "highlight": " in a highlight",
}
_ANY = "also those marked not for me or removed"


def understood(query: Query) -> str:
    """How a line was read. Empty for slips and for plain words, which need no telling."""
    root = query.root
    if query.slips or (query.sort is None and _is_plain(root)):
        return ""
    wanted = list(root.parts) if isinstance(root, And) else [root]
    everything = Is("any") in wanted
    wanted = [part for part in wanted if part not in (Is("any"), Everything())]
    said = f"papers {_all(wanted)}" if wanted else "all papers"
    if everything:
        said += f", {_ANY}"
    return f"{said}, {SORTS[query.sort]}" if query.sort else said


def _is_plain(node: Node) -> bool:
    if isinstance(node, And):
        return all(map(_is_plain, node.parts))
    return isinstance(node, Everything) or (isinstance(node, Word) and node.form == "plain" and node.field is None)


def _all(parts: Sequence[Node]) -> str:
    """Parts that all hold: first what the words are, joined by "and", then the rest after commas."""
    alone = len(parts) == 1
    wanted = [part for part in parts if isinstance(part, Word | Phrase)]
    excluded = [part.part for part in parts if isinstance(part, Not) and isinstance(part.part, Word | Phrase)]
    choices = [part for part in parts if isinstance(part, Or) and _same_field(part.parts)]
    clauses = [with_words(group, "with", "and") for group in by_field(wanted)]
    clauses += [_choice(part, alone=alone) for part in choices]
    clauses += [with_words(group, "without", "or") for group in by_field(excluded)]
    rest = [clause(part, alone=alone) for part in parts if not _is_wordy(part)]
    return ", ".join([*([" and ".join(clauses)] if clauses else []), *rest])


def _choice(node: Or, *, alone: bool) -> str:
    """Words of which one at least holds; in brackets beside other words."""
    words = [part for part in node.parts if isinstance(part, Word | Phrase)]
    names = _listed([_name(word) for word in words], "or")
    return f"with {names if alone else f'({names})'}{_place(words[0])}"


def with_words(words: Sequence[Word | Phrase], lead: str, joint: str) -> str:
    """Words of one field after a lead: "with a, b and c in the title"."""
    return f"{lead} {_listed([_name(word) for word in words], joint)}{_place(words[0])}"


def clause(node: Node, *, alone: bool = True) -> str:
    """One condition; one made of several stands in brackets where it is not alone."""
    match node:
        case And(parts):
            return _bracketed(_all(parts), alone=alone)
        case Or(parts) if _same_field(parts):
            return _choice(node, alone=True)
        case Or(parts):
            return _bracketed(" or ".join(clause(part, alone=False) for part in parts), alone=alone)
        case Not(part):
            return _negated(part)
        case Word() | Phrase():
            return with_words([node], "with", "and")
    return mark(node)


def _negated(part: Node) -> str:
    match part:
        case Word() | Phrase():
            return with_words([part], "without", "or")
        case Or(parts) if _same_field(parts):
            return _choice(part, alone=True).replace("with ", "without ", 1)
        case Not(inner):
            return clause(inner, alone=True)
        case And() | Or():
            return f"not ({clause(part, alone=True)})"
    said = mark(part)
    return said.replace("with ", "without ", 1) if said.startswith("with ") else f"not {said}"


def _bracketed(said: str, *, alone: bool) -> str:
    return said if alone else f"({said})"


def _is_wordy(node: Node) -> bool:
    inner = node.part if isinstance(node, Not) else node
    return isinstance(inner, Word | Phrase) or (isinstance(node, Or) and _same_field(node.parts))


def _same_field(parts: Sequence[Node]) -> bool:
    fields = {part.field if isinstance(part, Word | Phrase) else "" for part in parts}
    return len(fields) == 1 and "" not in fields


def by_field(words: Sequence[Word | Phrase]) -> list[list[Word | Phrase]]:
    """The words of each field together."""
    groups: dict[str | None, list[Word | Phrase]] = {}
    for word in words:
        groups.setdefault(word.field, []).append(word)
    return list(groups.values())


def _place(word: Word | Phrase) -> str:
    return "" if word.field is None else _PLACES[word.field]


def _name(node: Word | Phrase) -> str:
    match node:
        case Phrase(wanted, _, typed, slop):
            apart = f" (each word at most {slop} places after the one before)" if slop > 1 else ""
            return f"“{' '.join(wanted)}{'…' if typed else ''}”{apart}"
        case Word(text, _, "exact"):
            return f"“{text}”"
        case Word(text, _, "prefix"):
            return f"{text}*"
        case Word(text, _, "typed"):
            return f"{text}…"
        case Word(text, _, "near"):
            return f"{text} (give or take a letter)"
    return node.text


def _listed(items: Sequence[str], joint: str) -> str:
    distinct = list(dict.fromkeys(items))
    if len(distinct) == 1:
        return distinct[0]
    return f"{', '.join(distinct[:-1])} {joint} {distinct[-1]}"
