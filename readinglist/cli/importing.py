"""`import`: digest files into the library."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from readinglist.cli.context import Context, json_option, passed
from readinglist.cli.speaking import put, report_json, report_lines, say, talk
from readinglist.model import Document, ImportReport

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=str))
@json_option
@click.option("--dry-run", is_flag=True, help="Only tell what would come; write nothing.")
@passed
def import_(context: Context, paths: Sequence[str], as_json: bool, dry_run: bool) -> int:
    """Import digest files. A folder is walked; - reads standard input."""
    report = run_import(context, paths, dry_run=dry_run)
    if as_json:
        put(report_json(report))
    else:
        for line in report_lines(report):
            say(line)
    return 1 if report.refused or not report.files else 0


def run_import(context: Context, paths: Sequence[str], *, dry_run: bool = False) -> ImportReport:
    """Import and index; with `dry_run` nothing is written, not even a library."""
    from readinglist.desk import follow_up, import_drop, time_limit
    from readinglist.library import needs_preparing

    files = [os.path.abspath(path) for path in paths if path != "-"]  # noqa: PTH100 — a name may be hostile
    documents = [Document("standard input", sys.stdin.buffer.read())] if "-" in paths else []
    if dry_run:
        library = None if needs_preparing(context.places.data) else context.reader()
        return import_drop(library, files, documents, origin="command", dry_run=True, limit=time_limit)
    with context.library(create=True) as library:
        report = import_drop(library, files, documents, origin="command", tell=_progress, limit=time_limit)
        try:
            follow_up(library, context.places.cache, report)
        except OSError as error:
            talk(f"The search index could not be written ({error.strerror}). Searching is slower.")
        return report


def _progress(what: str, done: int, total: int) -> None:
    if total > 1 and sys.stderr.isatty():
        talk(f"{done + 1} of {total}: {what}")
