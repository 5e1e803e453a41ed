"""Puts a digest into the library: planned outside the lock, applied in one short transaction, all or none.

A digest is known by its bytes under any name. One that was withdrawn and comes again is brought back.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import uuid4

from readinglist.library import labels, merging, steps
from readinglist.library.cleaning import clean, line
from readinglist.library.door import Writing
from readinglist.library.identity import Known, Record, record
from readinglist.model import Digest, Document, FileReport, Origin, Problem

if TYPE_CHECKING:
    from readinglist.library.opening import Library


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which paper each entry is: a number of the library, or, negative, the n-th new one."""

    seq: int
    papers: tuple[int, ...]
    kinds: tuple[str, ...]

    def count(self, kind: str) -> int:
        return self.kinds.count(kind)


def already(library: Library, data: bytes, name: str, *, sample: bool = False) -> FileReport | None:
    """The report of a digest whose bytes are in the library, live, under whatever name; None for a new or a
    withdrawn one. The user's own import of a sample's bytes makes it the user's."""
    row = library.connection.execute(
        "SELECT id, format, repeated, reported, sample FROM digest WHERE sha256 = ? AND NOT withdrawn",
        (_sha(data),),
    ).fetchone()
    if row is None:
        return None
    digest, form, repeated, reported, was_sample = row
    (entries,) = library.connection.execute("SELECT count(*) FROM entry WHERE digest = ?", (digest,)).fetchone()
    if was_sample and not sample and not library.readonly:
        with library.writing("") as writing:
            writing.connection.execute("UPDATE digest SET sample = 0 WHERE id = ?", (digest,))
    return FileReport(
        name,
        form,
        digest,
        papers=entries + reported,
        known=entries - repeated,
        repeated=repeated,
        reported=reported,
        already_imported=True,
    )


def add(
    library: Library,
    document: Document,
    digest: Digest,
    *,
    origin: Origin,
    step: int | None = None,
    sample: bool = False,
) -> tuple[FileReport, int | None]:
    """Bring a digest in, as a step of its own or as part of `step`; returns what became of it and the step."""
    records = [record(entry) for entry in digest.entries]
    withdrawn = library.connection.execute(
        "SELECT id FROM digest WHERE sha256 = ? AND withdrawn", (_sha(document.data),)
    ).fetchone()
    if withdrawn:
        return _bring_back(library, document, withdrawn[0], origin=origin, step=step, sample=sample)
    plan = _plan(library, records)
    label = labels.imported([line(document.name)], plan.count("new"))
    with library.writing(label, origin, step=step, imports=True) as writing:
        known = already(library, document.data, document.name)
        if known is not None:  # another program was faster
            return known, step
        if library.seq() - 1 != plan.seq:  # the library moved since: look again, now undisturbed
            plan = _plan(library, records)
        number = _store_digest(writing, document, digest, plan, sample=sample)
        papers = _store_papers(writing, digest, plan, number)
        _store_entries(writing, digest, plan, papers, number)
        merging.merge(writing, [paper for paper in plan.papers if paper > 0])
        steps.withdraw(writing, [number], withdrawn=False)
    return (
        FileReport(
            document.name,
            digest.format,
            number,
            papers=len(digest.entries) + digest.reported,
            new=plan.count("new"),
            known=plan.count("known"),
            repeated=plan.count("repeated"),
            reported=digest.reported,
            problems=digest.problems,
        ),
        writing.step,
    )


def rehearse(library: Library, document: Document, digest: Digest) -> FileReport:
    """What `add` would report, writing nothing."""
    plan = _plan(library, [record(entry) for entry in digest.entries])
    return FileReport(
        document.name,
        digest.format,
        None,
        papers=len(digest.entries) + digest.reported,
        new=plan.count("new"),
        known=plan.count("known"),
        repeated=plan.count("repeated"),
        reported=digest.reported,
        problems=digest.problems,
    )


def label(library: Library, step: int, text: str) -> None:
    """Give a step its final label, when the last file of a drop is in."""
    with library.writing("") as writing:
        writing.connection.execute("UPDATE step SET label = ? WHERE id = ?", (line(text), step))


def papers_of(library: Library, digest: int) -> set[int]:
    """The papers a digest tells of."""
    return {row[0] for row in library.connection.execute("SELECT paper FROM entry WHERE digest = ?", (digest,))}


def _plan(library: Library, records: list[Record]) -> _Plan:
    seq = library.seq()
    known = Known(library.connection, records)
    visible = merging.visible(library.connection, [paper for paper in map(known.find, records) if paper])
    papers: list[int] = []
    kinds: list[str] = []
    new = 0
    for told in records:
        paper = known.find(told)
        if paper is None:
            new += 1
            paper = -new
            kinds.append("new")
            known.add(paper, told)
        elif paper in papers:
            kinds.append("repeated")
        else:
            kinds.append("known" if paper in visible else "new")
        papers.append(paper)
    return _Plan(seq, tuple(papers), tuple(kinds))


def _store_digest(writing: Writing, document: Document, digest: Digest, plan: _Plan, *, sample: bool) -> int:
    run = writing.connection.execute
    (number,) = run(
        """INSERT INTO digest (uid, name, file, sha256, format, dated_as, dated, imported, step, repeated,
            reported, sample) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""",
        (
            uuid4().hex,
            line(digest.name) or line(document.name),
            line(document.name),
            _sha(document.data),
            digest.format,
            line(digest.dated_as) if digest.dated_as else None,
            digest.dated,
            writing.at,
            writing.step,
            plan.count("repeated"),
            digest.reported,
            sample,
        ),
    ).fetchone()
    run("INSERT INTO source (digest, bytes) VALUES (?, ?)", (number, zlib.compress(document.data, 6)))
    writing.connection.executemany(
        "INSERT INTO problem (digest, line, what, text) VALUES (?, ?, ?, ?)",
        [(number, told.line, clean(told.what), clean(told.text)[:100]) for told in digest.problems],
    )
    return int(number)


def _store_papers(writing: Writing, digest: Digest, plan: _Plan, number: int) -> dict[int, int]:
    """Insert the papers that are new; their planned numbers → their ids."""
    stored: dict[int, int] = {}
    for entry, planned in zip(digest.entries, plan.papers, strict=True):
        if planned > 0 or planned in stored:
            continue
        telling = merging.Telling(
            merging.parsed(entry), merging.UNRANKED, (writing.step, number, entry.position), writing.at
        )
        made = merging.facts([telling])
        identifiers = made.pop("identifiers")
        made["uid"] = uuid4().hex
        (paper,) = writing.connection.execute(
            f"INSERT INTO paper ({', '.join(made)}) VALUES (:{', :'.join(made)}) RETURNING id",
            made,
        ).fetchone()
        writing.connection.execute("INSERT INTO marks (paper, seq) VALUES (?, ?)", (paper, writing.seq))
        merging.store_identifiers(writing, paper, identifiers)
        stored[planned] = paper
    return stored


def _store_entries(writing: Writing, digest: Digest, plan: _Plan, papers: dict[int, int], number: int) -> None:
    writing.connection.executemany(
        "INSERT INTO entry (digest, position, first_line, last_line, paper, said, kind) VALUES (?,?,?,?,?,?,?)",
        [
            (number, entry.position, *entry.lines, papers.get(planned, planned), merging.said(entry), kind)
            for entry, planned, kind in zip(digest.entries, plan.papers, plan.kinds, strict=True)
        ],
    )


def _bring_back(
    library: Library, document: Document, digest: int, *, origin: Origin, step: int | None, sample: bool
) -> tuple[FileReport, int | None]:
    """A withdrawn digest came again: lift the mark, as a new step."""
    papers = papers_of(library, digest)
    seen = merging.visible(library.connection, papers)
    new = len(papers - seen)
    label = labels.imported([line(document.name)], new)
    with library.writing(label, origin, step=step, imports=True) as writing:
        writing.connection.execute(
            "UPDATE digest SET step = ?, imported = ?, file = ?, sample = ? WHERE id = ?",
            (writing.step, writing.at, line(document.name), sample, digest),
        )
        steps.withdraw(writing, [digest], withdrawn=False)
        merging.merge(writing, papers)
        row = writing.connection.execute(
            "SELECT format, repeated, reported FROM digest WHERE id = ?", (digest,)
        ).fetchone()
        entries = writing.connection.execute("SELECT count(*) FROM entry WHERE digest = ?", (digest,)).fetchone()[
            0
        ]
        told = writing.connection.execute("SELECT line, what, text FROM problem WHERE digest = ?", (digest,))
        problems = tuple(Problem(*found) for found in told)
    form, repeated, reported = row
    report = FileReport(
        document.name,
        form,
        digest,
        papers=entries + reported,
        new=new,
        known=len(seen),
        repeated=repeated,
        reported=reported,
        problems=problems,
    )
    return report, writing.step


def _sha(data: bytes) -> str:
    return sha256(data).hexdigest()
