"""What a tree as a whole says: which papers it leaves out unasked, whether it has words, which digest it is."""

from __future__ import annotations

from collections.abc import Iterator

from readinglist.query.ast import And, Everything, InDigest, Is, Node, Not, Or, Phrase, Sighted, Word


def leaves_out(node: Node) -> tuple[bool, bool]:
    """Whether papers marked not for me, and removed ones, are left out: unless the line itself speaks of them
    (`is:dismissed`, `is:trash`; `is:any` of both)."""
    flags = {part.flag for part in parts(node) if isinstance(part, Is)}
    return not flags & {"dismissed", "any"}, not flags & {"trash", "any"}


def combined(view: Node, line: Node) -> Node:
    """(view) AND (line)."""
    if isinstance(view, Everything):
        return line
    if isinstance(line, Everything):
        return view
    return And((view, line))


def has_words(node: Node) -> bool:
    """Whether any word or phrase is in it."""
    return any(isinstance(part, Word | Phrase) for part in parts(node))


def only_words(node: Node) -> bool:
    """Whether it is made of words, phrases, AND, OR and NOT alone: what an index can answer whole."""
    return all(isinstance(part, Word | Phrase | And | Or | Not) for part in parts(node))


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
