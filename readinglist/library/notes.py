"""Notes: saved against the revision they were read at, so that no writer overwrites another unseen."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from readinglist.library import acts, labels
from readinglist.library.cleaning import clean
from readinglist.library.door import Writing
from readinglist.model import Done, Origin, UserError

if TYPE_CHECKING:
    from readinglist.library.opening import Library


class NoteConflict(UserError):
    """The note was changed elsewhere since it was read; `text` and `rev` are what stands now."""

    def __init__(self, text: str, rev: int) -> None:
        super().__init__(
            "This note was also changed elsewhere", "Both versions are kept: choose one, or join them."
        )
        self.text = text
        self.rev = rev

    def __reduce__(self) -> tuple[type[NoteConflict], tuple[str, int]]:
        return NoteConflict, (self.text, self.rev)


def write_note(
    library: Library, paper: int, text: str, *, rev: int, origin: Origin, step: int | None = None
) -> tuple[int, Done]:
    """Save a paper's note that was read at revision `rev` (0: there was none); empty text removes it. `step`
    goes on with the step of the same visit while that is still the newest. Returns the new revision and what
    was done. Raises NoteConflict where another revision stands, UserError for an unknown paper."""
    text = clean(text)
    acts.known(library, (paper,))
    (title,) = library.connection.execute("SELECT title FROM paper WHERE id = ?", (paper,)).fetchone()
    visit = step if step is not None and _extends(library, step, paper) else None
    with library.writing(labels.of("Note", [title]), origin, step=visit) as writing:
        standing, stored_rev = stored(writing, paper)
        if stored_rev != rev:
            raise NoteConflict(standing, stored_rev)
        if text == standing:
            return rev, Done(acts.step(library, visit) if visit else None)
        _record(writing, paper, standing, text)
        put(writing, paper, text)
    return rev + 1, Done(acts.step(library, writing.step), (paper,))


def stored(writing: Writing, paper: int) -> tuple[str, int]:
    """The note that stands, and its revision."""
    row = writing.connection.execute("SELECT text, rev FROM note WHERE paper = ?", (paper,)).fetchone()
    return (row[0], row[1]) if row else ("", 0)


def put(writing: Writing, paper: int, text: str) -> None:
    """Store a note as its next revision, with its hash."""
    writing.connection.execute(
        "INSERT INTO note (paper, text, rev, hash, at) VALUES (:paper, :text, 1, :hash, :at) "
        "ON CONFLICT (paper) DO UPDATE SET text = :text, rev = rev + 1, hash = :hash, at = :at",
        {"paper": paper, "text": text, "hash": digest(text), "at": writing.at},
    )
    writing.connection.execute("UPDATE marks SET rev = rev + 1, seq = ? WHERE paper = ?", (writing.seq, paper))


def digest(text: str) -> bytes:
    """The hash a stored text is checked by: SQLite's own check does not see changed text."""
    return blake2b(text.encode(), digest_size=16).digest()


def _extends(library: Library, step: int, paper: int) -> bool:
    """Whether a step is the newest one, still stands, and wrote this paper's note."""
    row = library.connection.execute(
        "SELECT step.id FROM step WHERE undone = 0 AND origin <> 'watch' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return (
        row is not None
        and row[0] == step
        and library.connection.execute(
            "SELECT 1 FROM change WHERE step = ? AND field = 'note' AND paper = ?", (step, paper)
        ).fetchone()
        is not None
    )


def _record(writing: Writing, paper: int, before: str, after: str) -> None:
    """One change row a visit: what stood before it, what stands after."""
    known = writing.connection.execute(
        "UPDATE change SET after = ? WHERE step = ? AND field = 'note' AND paper = ? RETURNING before",
        (after, writing.step, paper),
    ).fetchone()
    if known is None:
        writing.connection.execute(
            "INSERT INTO change (step, field, paper, before, after) VALUES (?, 'note', ?, ?, ?)",
            (writing.step, paper, before, after),
        )
    elif known[0] == after:
        writing.connection.execute(
            "DELETE FROM change WHERE step = ? AND field = 'note' AND paper = ?", (writing.step, paper)
        )
