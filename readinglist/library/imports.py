"""Puts a digest into the library: planned outside the lock, applied in one short transaction, all or none.

A digest is known by its bytes under any name. One that was withdrawn and comes again is brought back.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from readinglist.library import grouping, identity, joining, labels, merging, steps
from readinglist.library.cleaning import clean, line
from readinglist.library.door import Writing
from readinglist.model import Digest, Document, FileReport, Origin, Problem

PACKED = 1
"""How hard sources are compressed: a third of their size, at a quarter of the time 6 takes for a fifth less."""

if TYPE_CHECKING:
    from readinglist.library.opening import Library


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
    told = [merging.parsed(entry) for entry in digest.entries]
    records = [identity.record(said) for said in told]
    withdrawn = library.connection.execute(
        "SELECT id FROM digest WHERE sha256 = ? AND withdrawn", (_sha(document.data),)
    ).fetchone()
    if withdrawn:
        return _bring_back(library, document, withdrawn[0], origin=origin, step=step, sample=sample)
    packed = zlib.compress(document.data, PACKED)
    entries = [merging.stored(said) for said in told]
    plan = grouping.plan(library.connection, library.seq(), records)
    fresh = _new_papers(digest, told, records, plan)
    label = labels.imported([line(document.name)], plan.count("new"))
    with library.writing(label, origin, step=step, imports=True) as writing:
        known = already(library, document.data, document.name)
        if known is not None:  # another program was faster
            return known, step
        if library.seq() - 1 != plan.seq:  # the library moved since: look again, now undisturbed
            plan = grouping.plan(library.connection, plan.seq, records)
            fresh = _new_papers(digest, told, records, plan)
        number = _store_digest(writing, document, digest, plan, packed, sample=sample)
        base = joining.next_base(writing)
        here = {"first_step": writing.step, "first_digest": number, "seed_digest": number, "added": writing.at}
        joining.store_papers(writing, [made | here | {"id": base - paper} for paper, made in fresh.items()])
        writing.connection.executemany(
            "INSERT INTO entry (digest, position, first_line, last_line, paper, said, kind, key, cut) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (number, entry.position, *entry.lines, joining.number(paper, base), said, kind, one.key, one.cut)
                for entry, paper, said, kind, one in zip(
                    digest.entries, plan.papers, entries, plan.kinds, records, strict=True
                )
            ],
        )
        known_ones = [paper for paper, kind in zip(plan.papers, plan.kinds, strict=True) if kind == "known"]
        before = merging.visible(writing.connection, known_ones)
        touched = joining.regroup(writing, plan, base)
        merging.merge(writing, touched | {paper for paper in plan.papers if paper > 0})
        enriched = merging.retold(before, merging.visible(writing.connection, known_ones))
        if step is None:
            _label(writing, labels.imported([line(document.name)], plan.count("new"), len(enriched)))
        steps.withdraw(writing, [number], withdrawn=False)
    return replace(_report(document, digest, plan, number), enriched=enriched), writing.step


def _report(document: Document, digest: Digest, plan: grouping.Plan, number: int | None) -> FileReport:
    return FileReport(
        document.name,
        digest.format,
        number,
        papers=len(digest.entries) + digest.reported,
        new=plan.count("new"),
        known=plan.count("known"),
        repeated=plan.count("repeated"),
        reported=digest.reported,
        problems=digest.problems,
    )


def rehearse(library: Library, document: Document, digest: Digest) -> FileReport:
    """What `add` would report, writing nothing."""
    records = [identity.record(merging.parsed(entry)) for entry in digest.entries]
    return _report(document, digest, grouping.plan(library.connection, library.seq(), records), None)


def label(library: Library, step: int, text: str) -> None:
    """Give a step its final label, when the last file of a drop is in."""
    with library.writing("") as writing:
        _label(writing, text, step)


def _label(writing: Writing, text: str, step: int | None = None) -> None:
    writing.connection.execute("UPDATE step SET label = ? WHERE id = ?", (line(text), step or writing.step))


def papers_of(library: Library, digest: int) -> set[int]:
    """The papers a digest tells of."""
    return {row[0] for row in library.connection.execute("SELECT paper FROM entry WHERE digest = ?", (digest,))}


def _store_digest(
    writing: Writing, document: Document, digest: Digest, plan: grouping.Plan, packed: bytes, *, sample: bool
) -> int:
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
    run("INSERT INTO source (digest, bytes) VALUES (?, ?)", (number, packed))
    writing.connection.executemany(
        "INSERT INTO problem (digest, line, what, text) VALUES (?, ?, ?, ?)",
        [(number, told.line, clean(told.what), clean(told.text)[:100]) for told in digest.problems],
    )
    return int(number)


def _new_papers(
    digest: Digest, told: list[dict[str, Any]], records: list[identity.Record], plan: grouping.Plan
) -> dict[int, dict[str, Any]]:
    """The rows of the papers that are new by their planned numbers, each made of all the entries of this digest
    that tell of it; all but the numbers that only the library can give."""
    tellings: dict[int, list[merging.Telling]] = {}
    keys: dict[int, str] = {}
    rank = merging.RANK.get(digest.format, merging.UNRANKED)
    for entry, said, record, paper in zip(digest.entries, told, records, plan.papers, strict=True):
        if paper < 0:
            tellings.setdefault(paper, []).append(merging.Telling(said, rank, (0, 0, entry.position), ""))
            keys[paper] = record.key if record.whole and not record.cut else ""
    made = {
        paper: merging.facts(found, keys[paper] if len(found) == 1 else "") for paper, found in tellings.items()
    }
    for facts in made.values():
        facts |= {"uid": uuid4().hex, "seed_position": facts["first_position"]}
    return made


def _bring_back(
    library: Library, document: Document, digest: int, *, origin: Origin, step: int | None, sample: bool
) -> tuple[FileReport, int | None]:
    """A withdrawn digest came again: lift the mark, as a new step."""
    papers = papers_of(library, digest)
    seen = merging.visible(library.connection, papers)
    new = len(papers - seen.keys())
    label = labels.imported([line(document.name)], new)
    with library.writing(label, origin, step=step, imports=True) as writing:
        writing.connection.execute(
            "UPDATE digest SET step = ?, imported = ?, file = ?, sample = ? WHERE id = ?",
            (writing.step, writing.at, line(document.name), sample, digest),
        )
        steps.withdraw(writing, [digest], withdrawn=False)
        joining.resettle(writing, papers)
        enriched = merging.retold(seen, merging.visible(writing.connection, papers))
        if step is None:
            _label(writing, labels.imported([line(document.name)], new, len(enriched)))
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
        enriched=enriched,
    )
    return report, writing.step


def _sha(data: bytes) -> str:
    return sha256(data).hexdigest()
