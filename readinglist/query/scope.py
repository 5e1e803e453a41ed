"""What a tree as a whole says: which papers it leaves out unasked, whether it has words, which digest it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from readinglist.query.ast import And, Everything, InDigest, Is, Node, Not, Or, Phrase, Sighted, Similar, Word


def leaves_out(node: Node) -> tuple[bool, bool]:
    """Whether papers marked not for me, and removed ones, are left out: unless the tree itself speaks of
    them (`is:dismissed`, `is:trash`; `is:any` of both; also with a minus, which says they are not wanted)."""
    flags = {part.flag for part in parts(node) if isinstance(part, Is)}
    return not flags & {"dismissed", "any"}, not flags & {"trash", "any"}


def combined(view: Node, line: Node) -> Node:
    """(view) AND (line). `position:` in the line speaks of the sighting in the view's digest; a line that
    names a digest itself asks for a second sighting."""
    if isinstance(view, Everything):
        return line
    if isinstance(line, Everything):
        return view
    wanted = list(line.parts) if isinstance(line, And) else [line]
    first = list(view.parts) if isinstance(view, And) else [view]
    places = [part for part in wanted if isinstance(part, Sighted)]
    apart = len(places) > 1 or any(isinstance(each, InDigest) for part in places for each in part.conditions)
    return And((*first, *wanted)) if apart else all_of([*first, *wanted])


def all_of(parts: Sequence[Node], bracketed: Collection[int] = ()) -> Node:
    """All parts, one at least; `digest:` and `position:` side by side speak of one and the same sighting,
    those in brackets (by index) each of one of their own."""
    joined: list[Node] = []
    place: int | None = None
    for index, part in enumerate(parts):
        if isinstance(part, And) and not any(isinstance(inner, Sighted) for inner in part.parts):
            joined.extend(part.parts)
            continue
        if isinstance(part, Sighted) and index not in bracketed:
            if place is not None:
                known = joined[place]
                assert isinstance(known, Sighted)  # noqa: S101 — only such places are kept
                joined[place] = Sighted((*known.conditions, *part.conditions))
                continue
            place = len(joined)
        joined.append(part)
    return joined[0] if len(joined) == 1 else And(tuple(joined))


def has_words(node: Node) -> bool:
    """Whether a word, a phrase or `similar:` is in it, wanted or excluded: whether an index is needed."""
    return any(isinstance(part, Similar) or _is_indexed(part) for part in parts(node))


def wants_words(node: Node) -> bool:
    """Whether a word, a phrase or what is like a paper is asked for, not only excluded: whether there is a best
    match."""
    return any(isinstance(part, Word | Phrase | Similar) for part in _wanted(node))


def wanted_words(node: Node) -> Iterator[Word | Phrase]:
    """The words and phrases that are asked for, from left to right; excluded ones are not."""
    return (part for part in _wanted(node) if isinstance(part, Word | Phrase))


def only_words(node: Node) -> bool:
    """Whether it is made of words, phrases, AND, OR and NOT alone: what an index can answer whole."""
    return all(isinstance(part, And | Or | Not) or _is_indexed(part) for part in parts(node))


def own_digest(node: Node) -> int | None:
    """The digest's number where the tree is `digest:#n` and nothing else."""
    match node:
        case Sighted((InDigest(int() as number),)):
            return number
    return None


def parts(node: Node) -> Iterator[Node]:
    """The tree's nodes, from the top."""
    stack = [node]
    while stack:
        part = stack.pop()
        yield part
        if isinstance(part, And | Or):
            stack.extend(reversed(part.parts))
        elif isinstance(part, Not):
            stack.append(part.part)


def _wanted(node: Node) -> Iterator[Node]:
    """What is asked for and has no parts, from left to right."""
    match node:
        case And() | Or():
            for part in node.parts:
                yield from _wanted(part)
        case Not(Not(part)):
            yield from _wanted(part)
        case Not():
            return
        case _:
            yield node


def _is_indexed(node: Node) -> bool:
    """Whether the index knows the answer: highlights are not in it."""
    return isinstance(node, Word | Phrase) and node.field != "highlight"
