"""A drop of files into the library: each whole or not at all, all of them one step, every fault a sentence."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist import digests
from readinglist.desk.indexing import Indexer
from readinglist.files import safe_read, walk
from readinglist.library import acts, imports, labels, likeness
from readinglist.model import BusyError, Document, FileReport, ImportReport, LibraryError, Origin, UserError

if TYPE_CHECKING:
    from readinglist.library import Library


@dataclass(frozen=True, slots=True)
class _Found:
    """Something to import: a file, by name or from a folder that was named, or a piece of text."""

    path: str
    document: Document | None = None
    folder: str = ""


Tell = Callable[[str, int, int], None]
Told = Callable[[int, int], None]
Read = Callable[[FileReport], None]
Limit = Callable[[int], AbstractContextManager[None]]


def import_drop(
    library: Library | None,
    paths: Sequence[str],
    documents: Sequence[Document] = (),
    *,
    origin: Origin,
    sample: bool = False,
    dry_run: bool = False,
    as_titles: bool = False,
    tell: Tell = lambda _what, _done, _total: None,
    read: Read = lambda _report: None,
    limit: Limit = lambda _size: nullcontext(),
) -> ImportReport:
    """Import files, folders and other documents as one step. A refused file is reported and the others go on;
    BusyError and LibraryError end the whole. `limit` bounds the time one document of so many bytes may take,
    `tell` hears of each file before it is read and `read` after. With `as_titles` each line is a paper's title.
    With `dry_run` (or no library) nothing is written: the report says what would come."""
    found, reports = _found(paths)
    found += [_Found(document.name, document) for document in documents]
    step: int | None = None
    for number, one in enumerate(found):
        tell(Path(one.path).name, number, len(found))
        for path, document in _opened(one):
            try:
                if isinstance(document, UserError):
                    raise document
                with limit(len(document.data)):
                    report, step = _import(
                        library, document, step, origin=origin, sample=sample, dry_run=dry_run, as_titles=as_titles
                    )
            except (BusyError, LibraryError):
                raise
            except UserError as error:
                titles = digests.count_titles(document) if isinstance(document, Document) and not as_titles else 0
                reports.append(_refused(path, error, titles))
            except (RecursionError, MemoryError):
                deep = f"{Path(path).name} is built in a way no digest is."
                reports.append(_refused(path, UserError("Nested too deeply", deep)))
            else:
                reports.append(replace(report, path=path))
            read(reports[-1])
    reports = _folders_told(found, reports)
    if step is not None and library is not None:
        whole = ImportReport(tuple(reports))
        names = [Path(report.path).name for report in reports if report.digest and not report.already_imported]
        imports.label(library, step, labels.imported(names, whole.new, whole.enriched))
    made = acts.step(library, step) if step is not None and library is not None else None
    return ImportReport(tuple(reports), made, _in_several(library, reports))


def follow_up(
    library: Library, cache: Path, report: ImportReport, tell: Told = lambda _done, _total: None
) -> None:
    """What an import is not waited for with: its papers come into the index, and likenesses are looked for."""
    indexer = Indexer(library, cache)
    indexer.bring_up_to_date(tell)
    brought = [file.digest for file in report.files if file.digest and not file.already_imported]
    likeness.look(library, {paper for digest in brought for paper in imports.papers_of(library, digest)})
    indexer.rest()


def _opened(one: _Found) -> Iterator[tuple[str, Document | UserError]]:
    """A file as what is to be read: itself, the members of an archive, or why it can't be had."""
    try:
        document = one.document or safe_read(Path(one.path))
        if not digests.is_archive(document.data):
            yield one.path, document
            return
        for member in digests.members(document):
            name, inside = (member.name, member) if isinstance(member, Document) else member
            yield one.path + name[len(document.name) :], inside
    except (BusyError, LibraryError):
        raise
    except UserError as error:
        yield one.path, error


def _import(
    library: Library | None,
    document: Document,
    step: int | None,
    *,
    origin: Origin,
    sample: bool,
    dry_run: bool,
    as_titles: bool,
) -> tuple[FileReport, int | None]:
    if library is not None:
        known = imports.already(library, document.data, document.name, sample=sample)
        if known is not None:
            return known, step
    digest = digests.read(document, as_titles=as_titles)
    if library is None:
        count = len(digest.entries)
        papers = count + digest.reported
        return (
            FileReport(
                document.name,
                digest.format,
                None,
                papers,
                count,
                reported=digest.reported,
                problems=digest.problems,
            ),
            None,
        )
    if dry_run:
        return imports.rehearse(library, document, digest), None
    return imports.add(library, document, digest, origin=origin, step=step, sample=sample)


def _found(paths: Sequence[str]) -> tuple[list[_Found], list[FileReport]]:
    """The files to read, folders walked; and the folders that can't be."""
    found: list[_Found] = []
    refused: list[FileReport] = []
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112 — a path may hold what Path refuses
            found.append(_Found(path))
            continue
        try:
            inside = walk(Path(path))
        except UserError as error:
            refused.append(_refused(path, error))
            continue
        if not inside:
            refused.append(_refused(path, _no_digest(path, 0)))
        found += [_Found(str(file), folder=path) for file in inside]
    return found, refused


def _folders_told(found: Sequence[_Found], reports: Sequence[FileReport]) -> list[FileReport]:
    """A folder none of whose files is a digest is one refusal, not one for each file."""
    good = {report.path for report in reports if report.error is None}
    good |= {path[:at] for path in good for at, sign in enumerate(path) if sign == "/"}  # the archive of a member
    fruitful = {one.folder for one in found if one.path in good}
    barren = {one.folder for one in found if one.folder} - fruitful
    inside = {one.path: one.folder for one in found if one.folder in barren and one.folder}
    told = [report for report in reports if report.path not in inside]
    for folder in sorted(barren):
        count = sum(one == folder for one in inside.values())
        told.append(_refused(folder, _no_digest(folder, count)))
    return told


def _no_digest(folder: str, files: int) -> UserError:
    name = Path(folder).name or folder
    held = "no file" if not files else f"{labels.counted(files, 'file')}, none of them a digest"
    return UserError("There is no digest in this folder", f"{name} holds {held}. Choose another folder or a file.")


def _in_several(library: Library | None, reports: Sequence[FileReport]) -> int:
    """How many papers stood in more than one of the drop's files."""
    if library is None:
        return 0
    seen: set[int] = set()
    several: set[int] = set()
    for digest in dict.fromkeys(report.digest for report in reports if report.digest is not None):
        papers = imports.papers_of(library, digest)
        several |= papers & seen
        seen |= papers
    return len(several)


def _refused(path: str, error: UserError, titles: int = 0) -> FileReport:
    return FileReport(path, error=(error.title, error.message), titles=titles)
