"""`reindex` and `doctor`: care for the index, and a look at the whole."""

from __future__ import annotations

import platform
import sqlite3
import sys
from typing import Any

import click

from readinglist import __version__, system
from readinglist.cli.context import Context, json_option, passed
from readinglist.cli.speaking import counted, put, say
from readinglist.model import UserError


@click.command()
@passed
def reindex(context: Context) -> None:
    """Make the search index anew from the library."""
    from readinglist.desk import Indexer

    with context.library() as library:
        number = Indexer(library, context.places.cache).rebuild()
    say(f"Indexed {counted(number, 'paper')}")


@click.command()
@json_option
@passed
def doctor(context: Context, as_json: bool) -> int:
    """Look at versions, folders, screen and index, and say how to mend what is amiss."""
    found, mends = _examined(context)
    if as_json:
        put({**found, "mend": mends})
        return 1 if mends else 0
    for name, value in found.items():
        say(f"{name:<14} {value}")
    for mend in mends:
        say(f"Mend: {mend}")
    if not mends:
        say("Everything is in order.")
    return 1 if mends else 0


def _examined(context: Context) -> tuple[dict[str, Any], list[str]]:
    from readinglist.search.index import whoosh_build

    mends: list[str] = []
    window = system.refusal(screen=True)
    if window is not None:
        mends.append(f"{window.title}. {window.message}")
    library, index = _library(context, mends)
    places = context.places
    return {
        "version": __version__,
        "python": f"{platform.python_version()} on {platform.system()} ({sys.executable})",
        "qt": system.qt_version() or "not installed",
        "sqlite": sqlite3.sqlite_version,
        "whoosh": whoosh_build(),
        "screen": system.display() or "none",
        "system": ", ".join(system.missing(screen=True)) or "every library is there",
        "data": str(places.data),
        "cache": str(places.cache),
        "config": str(places.config),
        "log": str(places.log),
        "library": library,
        "index": index,
    }, mends


def _library(context: Context, mends: list[str]) -> tuple[str, str]:
    from readinglist.desk import Indexer
    from readinglist.library import needs_preparing, view_counts
    from readinglist.library.opening import FILE

    if not (context.places.data / FILE).exists():
        return "none yet", "none yet"
    try:
        if needs_preparing(context.places.data):
            return "of an earlier version: the next command that writes brings it up to date", "not looked at"
        with context.reader() as library:
            counts = view_counts(library)
            papers = counts[""] + counts["is:dismissed"] + counts["is:trash"]
            health = Indexer(library, context.places.cache).health()
    except UserError as error:
        mends.append(f"{error.title}. {error.message}")
        return error.title, "not looked at"
    if not health.startswith("sound"):
        mends.append("The index is made anew by the next search or import, or now by: readinglist reindex")
    return f"sound, {counted(papers, 'paper')}", health
