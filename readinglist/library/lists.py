"""The lists beside the papers: views, tags and digests, each with the length of the list it opens."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from readinglist.library import acts
from readinglist.model import DigestInfo, FileReport, Problem, Step, TagInfo, UserError

if TYPE_CHECKING:
    from readinglist.library.opening import Library

_LISTED = "state NOT IN ('dismissed', 'trash')"
_SHOWN = "NOT IN (SELECT id FROM paper WHERE hidden)"
"""Said of a paper's number: its row, which holds the abstract, is not read for it."""
_DIGESTS = f"""
    SELECT digest.id, digest.name, file, format, dated, dated_as, imported,
        coalesce(papers, 0) + reported, coalesce(fresh, 0), coalesce(listed, 0), coalesce(undecided, 0),
        coalesce(listed - undecided, 0),
        (SELECT count(*) FROM problem WHERE problem.digest = digest.id),
        sample
    FROM digest
    LEFT JOIN (
        SELECT told.digest, count(*) AS papers, sum(is_new) AS fresh, sum({_LISTED}) AS listed,
            sum(state = 'inbox') AS undecided
        FROM (SELECT paper, digest, max(kind = 'new') AS is_new FROM entry GROUP BY paper, digest) AS told
        JOIN marks ON marks.paper = told.paper GROUP BY told.digest
    ) AS held ON held.digest = digest.id
    WHERE NOT withdrawn ORDER BY digest.step DESC, digest.id DESC
"""
_TAGS = f"""
    SELECT tag.id, tag.name, hue, count(*), used FROM tag
    JOIN tagged ON tagged.tag = tag.id JOIN marks ON marks.paper = tagged.paper
    WHERE marks.paper {_SHOWN} AND {_LISTED} GROUP BY tag.id ORDER BY count(*) DESC, tag.key
"""


def digest_list(library: Library) -> list[DigestInfo]:
    """The digests, newest import first."""
    return [DigestInfo(*(*row[:13], bool(row[13]))) for row in library.connection.execute(_DIGESTS).fetchall()]


def tag_list(library: Library) -> list[TagInfo]:
    """The tags that have papers, most used first."""
    return [TagInfo(*row) for row in library.connection.execute(_TAGS)]


def has_digests(library: Library) -> bool:
    """Whether any digest or paper is there."""
    return bool(
        library.connection.execute(
            "SELECT EXISTS (SELECT 1 FROM digest WHERE NOT withdrawn) "
            "OR EXISTS (SELECT 1 FROM paper WHERE NOT hidden)"
        ).fetchone()[0]
    )


def view_counts(library: Library) -> dict[str, int]:
    """How many papers each built-in view lists, by view text."""
    run = library.connection.execute
    states: dict[str, int] = dict(
        run(f"SELECT state, count(*) FROM marks WHERE paper {_SHOWN} GROUP BY state").fetchall()
    )
    counts = {
        f"is:{state}": states.get(state, 0)
        for state in ("inbox", "later", "reading", "done", "dismissed", "trash")
    }
    listed = f"marks.paper {_SHOWN} AND {_LISTED}"
    (counts["is:starred"],) = run(f"SELECT count(*) FROM marks WHERE starred AND {listed}").fetchone()
    (counts["is:noted"],) = run(
        f"SELECT count(*) FROM note JOIN marks ON marks.paper = note.paper WHERE note.text <> '' AND {listed}"
    ).fetchone()
    counts[""] = sum(states.values()) - counts["is:dismissed"] - counts["is:trash"]
    return counts


def problems(library: Library, digest: int) -> list[Problem]:
    """What was not understood when a digest was read."""
    rows = library.connection.execute(
        "SELECT line, what, text FROM problem WHERE digest = ? ORDER BY rowid", (digest,)
    )
    return [Problem(*row) for row in rows]


def digest_report(library: Library, digest: int) -> FileReport:
    """What an import brought, as it was reported then. Raises UserError for an unknown digest."""
    row = library.connection.execute(
        "SELECT file, format, reported FROM digest WHERE id = ?", (digest,)
    ).fetchone()
    if row is None:
        raise UserError("There is no such digest", f"No digest has the number {digest}.")
    file, form, reported = row
    kinds: dict[str, int] = dict(
        library.connection.execute(
            "SELECT kind, count(*) FROM entry WHERE digest = ? GROUP BY kind", (digest,)
        ).fetchall()
    )
    new, known, repeated = (kinds.get(kind, 0) for kind in ("new", "known", "repeated"))
    found = tuple(problems(library, digest))
    papers = new + known + repeated + reported
    return FileReport(file, form, digest, papers, new, known, repeated, reported, problems=found)


def step_of_digest(library: Library, digest: int) -> Step:
    """The step that brought a digest. Raises UserError where it is forgotten."""
    row = library.connection.execute("SELECT step FROM digest WHERE id = ?", (digest,)).fetchone()
    step = acts.step(library, row[0]) if row else None
    if step is None:
        raise UserError("This import is too old to be undone", "Select its papers and remove those.")
    return step


def source(library: Library, digest: int) -> tuple[str, bytes]:
    """A digest's file name and its bytes as they came. Raises UserError for an unknown digest."""
    row = library.connection.execute(
        "SELECT file, bytes FROM digest JOIN source ON source.digest = digest.id WHERE digest.id = ?",
        (digest,),
    ).fetchone()
    if row is None:
        raise UserError("There is no such digest", f"No digest has the number {digest}.")
    return row[0], zlib.decompress(row[1])
