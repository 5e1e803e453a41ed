"""Every sentence about what came into the library, with singular and plural right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from readinglist.gui.wording import counted, file_name, named, papers, plain
from readinglist.library import labels
from readinglist.model import FileReport, ImportReport, Undone

NOTHING_TO_PASTE = "The clipboard holds no papers: a digest has a title line followed by an abstract."
IMPORT_STOPPED = "Stopped. The files that were finished are in your library, the others are untouched."


FORMATS = {
    "text": "text digest",
    "titles": "list of titles",
    "identifiers": "list of identifiers",
    "json": "JSON",
    "jsonl": "JSON lines",
    "csv": "table",
    "bibtex": "BibTeX",
    "ris": "RIS",
    "medline": "MEDLINE",
    "isi": "ISI",
    "refer": "refer",
    "endnote-xml": "EndNote XML",
    "pubmed-xml": "PubMed XML",
    "csl-json": "CSL JSON",
    "arxiv-mailing": "arXiv mailing",
    "arxiv-rss": "arXiv feed",
    "arxiv-atom": "arXiv feed",
    "arxiv-api": "arXiv search result",
    "arxiv-html": "arXiv page",
    "rss": "feed",
    "oai-pmh": "OAI records",
    "hf-html": "Hugging Face page",
    "markdown": "Markdown",
    "scholar-alert": "Google Scholar alert",
    "biorxiv-alert": "bioRxiv alert",
    "mbox": "mailbox",
}
"""What formats are called in sentences; others by their own name."""


def imported(report: ImportReport) -> str:
    """What a drop brought."""
    files = [file for file in report.files if file.error is None]
    said = _brought(report, files) if report.new else _learned(report, files) or _nothing_new(files)
    lines = sum(len(file.problems) for file in files)
    return f"{said} · {counted(lines, 'line')} not understood" if lines else said


def _brought(report: ImportReport, files: Sequence[FileReport]) -> str:
    source = file_name(files[0].path) if len(files) == 1 else counted(len(files), "file")
    said = f"Imported {papers(report.new)} from {source}"
    if report.seen_in_both:
        said += f" · {report.seen_in_both:,} seen in {'both' if len(files) == 2 else 'several'}"
    elif report.known:
        said += f" · {report.known:,} you already had"
    return said


def _learned(report: ImportReport, files: Sequence[FileReport]) -> str:
    """What known papers gained; empty where they gained nothing."""
    source = [file_name(files[0].path)] if len(files) == 1 else [file.path for file in files]
    return labels.imported(source, 0, report.enriched) if report.enriched else ""


def _nothing_new(files: Sequence[FileReport]) -> str:
    if len(files) != 1:
        return f"Nothing new: all papers of {counted(len(files), 'file')} are already here."
    name = file_name(files[0].path)
    if files[0].papers == 1:
        return f"Nothing new: the paper of {name} is already here."
    return f"Nothing new: all {papers(files[0].papers)} of {name} are already here."


def imported_of(report: ImportReport, files: Sequence[FileReport]) -> str:
    """What these files of an import brought, the others not worth a word."""
    source = file_name(files[0].path) if len(files) == 1 else counted(len(files), "file")
    return f"Imported {papers(report.new)} of {source}"


def file_line(report: FileReport) -> str:
    """One file of an import: what it is, and what it brought."""
    name = file_name(report.path, 48)
    if report.error is not None:
        return f"{name} — not imported: {plain(report.error[0])}"
    kind = FORMATS.get(report.format, report.format)
    if report.already_imported:
        return f"{name} — {kind}, imported before"
    return f"{name} — {kind} · {brought(report)}"


def brought(report: FileReport) -> str:
    """68 papers: 62 new, 5 you had, 1 repeated, 0 reported; only what there is."""
    parts = [
        (report.new, "new"),
        (report.known, "you had"),
        (report.repeated, "repeated"),
        (report.reported, "not usable"),
    ]
    told = ", ".join(f"{number:,} {word}" for number, word in parts if number)
    return f"{papers(report.papers)}: {told}" if told else papers(report.papers)


def as_titles(count: int) -> str:
    """The button that imports lines as titles."""
    return f"Import as a list of {count:,} titles"


def paste_refused(report: ImportReport) -> str:
    """A paste that is no digest."""
    error = report.files[0].error if report.files else None
    if error is None or "digest" in error[0].lower() or "empty" in error[0].lower():
        return NOTHING_TO_PASTE
    return f"{plain(error[0]).rstrip('.')}. {plain(error[1])}"


def refused(report: ImportReport) -> str:
    """The head of the problems panel."""
    total, bad = len(report.files), report.refused
    if bad == total:
        return "1 file could not be imported." if total == 1 else f"None of the {total:,} files could be imported."
    rest = total - bad
    which = "The other one is" if rest == 1 else f"The other {rest:,} are"
    return f"{bad:,} of {total:,} files could not be imported. {which} in your library."


def unfinished(files: int) -> str:
    """Files an earlier sitting left."""
    return f"{counted(files, 'file')} {'was' if files == 1 else 'were'} not imported when you closed."


def clip_name(pasted: bool) -> str:
    """What a piece of text is called as a digest."""
    stamp = datetime.now().astimezone()
    return f"{'Pasted' if pasted else 'Dropped'} {stamp.day} {stamp:%b %H.%M}"


def samples_removed(result: Undone) -> str:
    """After the samples went."""
    if not result.refused:
        return "Removed the sample papers"
    stay = "stays, since you marked it" if len(result.refused) == 1 else "stay, since you marked them"
    return f"Removed the sample papers · {named(result.refused)} {stay}"
