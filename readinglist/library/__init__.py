"""The library: papers, what digests said of them, the user's marks, and every step, in one SQLite file.

`open_library` opens it; reading functions take the `Library`; the acts of a user (`move`, `star`, `tag`,
`write_note`, those of `searches` …) are each one labelled step through its one door for writing; `undo` and
`redo` apply steps.
"""

from readinglist.library.acts import mark_opened, move, put_back, rename_digest, star, tag
from readinglist.library.cards import cards, known_ids
from readinglist.library.copying import save_copy
from readinglist.library.lists import digest_list, has_digests, problems, source, tag_list, view_counts
from readinglist.library.notes import NoteConflict, write_note
from readinglist.library.opening import Library, needs_preparing, open_library
from readinglist.library.select import first_ids, holding
from readinglist.library.steps import history, newest, next_redo, redo, remove_samples, undo

__all__ = [
    "Library",
    "NoteConflict",
    "cards",
    "digest_list",
    "first_ids",
    "has_digests",
    "history",
    "holding",
    "known_ids",
    "mark_opened",
    "move",
    "needs_preparing",
    "newest",
    "next_redo",
    "open_library",
    "problems",
    "put_back",
    "redo",
    "remove_samples",
    "rename_digest",
    "save_copy",
    "source",
    "star",
    "tag",
    "tag_list",
    "undo",
    "view_counts",
    "write_note",
]
