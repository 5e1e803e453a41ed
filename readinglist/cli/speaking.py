"""How commands speak: data to standard output, talk to standard error, and never a control character."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
import unicodedata
from typing import TYPE_CHECKING, Any

from readinglist.text.tex import readable

if TYPE_CHECKING:
    from readinglist.model import Card, FileReport, ImportReport


def say(text: str = "") -> None:
    """A line of data, harmless to any terminal."""
    print(harmless(text))


def talk(text: str) -> None:
    """A line of talk."""
    print(harmless(text), file=sys.stderr)


def put(data: dict[str, Any]) -> None:
    """One JSON object."""
    text = json.dumps(data, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.flush()


def harmless(text: str) -> str:
    """Without control, direction and other invisible signs, but for line ends and tabs; characters the
    terminal's encoding lacks become question marks."""
    kept = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    encoding = sys.stdout.encoding or "utf-8"
    return kept.encode(encoding, "replace").decode(encoding)


def width() -> int:
    """Columns to write in."""
    return min(max(shutil.get_terminal_size((100, 24)).columns, 40), 120)


def wrapped(text: str, indent: str = "") -> str:
    """Text in paragraphs, wrapped to the terminal."""
    return "\n\n".join(
        textwrap.fill(paragraph, width(), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
        for paragraph in text.split("\n\n")
    )


def counted(number: int, noun: str) -> str:
    """1 paper, 2 papers."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def paper_json(card: Card, *, full: bool) -> dict[str, Any]:
    """A paper as the contract has it."""
    paper, marks = card.paper, card.marks
    told: dict[str, Any] = {
        "id": paper.id,
        "title": paper.title,
        "authors": list(paper.authors),
        "identifiers": paper.identifiers,
        "links": paper.links,
        "published": paper.published,
        "state": marks.state,
        "starred": marks.starred,
        "opened": marks.opened,
        "tags": list(marks.tags),
        "note": marks.note,
        "highlights": [],
        "added": paper.added,
        "seen": [
            {"digest": seen.digest, "name": seen.name, "position": seen.position, "dated": seen.dated}
            for seen in card.sightings
        ],
    }
    return told | ({"abstract": paper.abstract} if full else {})


def paper_line(card: Card) -> str:
    """A paper on one or two lines: number, title, what one marked."""
    marks = card.marks
    told: list[str] = [marks.state] if marks.state != "inbox" else []
    told += ["★"] if marks.starred else []
    told += [f"#{name}" for name in marks.tags]
    told += ["note"] if marks.note else []
    number = f"{card.paper.id:>6}  "
    title = readable(card.paper.title) + (f"  [{', '.join(told)}]" if told else "")
    return textwrap.fill(title, width(), initial_indent=number, subsequent_indent=" " * len(number))


def paper_whole(card: Card) -> str:
    """A paper on a page."""
    paper, marks = card.paper, card.marks
    lines = [textwrap.fill(readable(paper.title), width()), ""]
    if paper.authors:
        lines += [wrapped(", ".join(map(readable, paper.authors))), ""]
    facts = [f"number {paper.id}", f"in {marks.state}"]
    facts += ["starred"] if marks.starred else []
    facts += [f"{kind} {value}" for kind, value in paper.identifiers.items() if kind != "arxiv_version"]
    facts += [f"published {paper.published}"] if paper.published else []
    lines.append(wrapped(" · ".join(facts)))
    if marks.tags:
        lines.append(wrapped("tags: " + ", ".join(marks.tags)))
    seen = [f"{place.name} no. {place.position}" for place in card.sightings]
    lines.append(wrapped("seen in " + " · ".join(seen)) if seen else "seen in no digest any more")
    if paper.abstract:
        lines += ["", wrapped(readable(paper.abstract))]
    if marks.note:
        lines += ["", "Note", marks.note]
    return "\n".join(lines)


def report_json(report: ImportReport) -> dict[str, Any]:
    """An import as the contract has it."""
    return {
        "files": [_file_json(file) for file in report.files],
        "new": report.new,
        "known": report.known,
        "refused": report.refused,
    }


def report_lines(report: ImportReport) -> list[str]:
    """An import as sentences: what came, then what did not."""
    good = [file for file in report.files if file.error is None]
    lines: list[str] = []
    if report.new:
        source = good[0].path.rsplit("/", 1)[-1] if len(good) == 1 else counted(len(good), "file")
        line = f"Imported {counted(report.new, 'paper')} from {source}"
        if report.seen_in_both:
            line += f" · {report.seen_in_both:,} seen in {'both' if len(good) == 2 else 'several'}"
        elif report.known:
            line += f" · {report.known:,} you already had"
        lines.append(line)
    elif report.enriched:
        from readinglist.library.labels import imported

        lines.append(imported([file.path.rsplit("/", 1)[-1] for file in good], 0, report.enriched))
    elif good:
        told = sum(file.papers for file in good)
        verb = "is" if told == 1 else "are"
        lines.append(f"Nothing new: {counted(told, 'paper')} of {counted(len(good), 'file')} {verb} already here")
    for file in good:
        name = file.path.rsplit("/", 1)[-1]
        lines += [
            f"{name}{f', line {problem.line}' if problem.line else ''}: {problem.what}: {problem.text}"
            for problem in file.problems
        ]
    for file in report.files:
        if file.error is not None:
            lines.append(f"{file.path}: {file.error[0].rstrip('.')}. {file.error[1]}")
    return lines


def _file_json(file: FileReport) -> dict[str, Any]:
    if file.error is not None:
        return {"path": file.path, "error": {"title": file.error[0], "message": file.error[1]}}
    return {
        "path": file.path,
        "format": file.format,
        "digest": file.digest,
        "papers": file.papers,
        "new": file.new,
        "known": file.known,
        "repeated": file.repeated,
        "reported": file.reported,
        "already_imported": file.already_imported,
        "problems": [
            {"line": problem.line, "what": problem.what, "text": problem.text} for problem in file.problems
        ],
    }
