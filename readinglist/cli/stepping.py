"""`undo`, `redo`, `history`: the same steps as the window's."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import click

from readinglist.cli.context import Context, json_option, passed
from readinglist.cli.speaking import counted, put, say
from readinglist.library import steps
from readinglist.model import Undone

SHOWN = 50


@click.command()
@passed
def undo(context: Context) -> None:
    """Take back the last step."""
    with context.library() as library:
        _tell("Undid", steps.undo(library, origin="command"))


@click.command()
@passed
def redo(context: Context) -> None:
    """Bring back what was taken back last."""
    with context.library() as library:
        _tell("Redid", steps.redo(library, origin="command"))


@click.command()
@json_option
@passed
def history(context: Context, as_json: bool) -> None:
    """List the last steps, newest first."""
    with context.reader() as library:
        found = steps.history(library, SHOWN)
    if as_json:
        put({"steps": [asdict(step) for step in found]})
        return
    for step in found:
        at = datetime.fromisoformat(step.at).astimezone()
        say(f"{at:%Y-%m-%d %H:%M}  {step.label}{'  (undone)' if step.undone else ''}")


def _tell(verb: str, result: Undone) -> None:
    say(f"{verb}: {result.step.label}")
    if result.poorer:
        say(f"What it had added to {counted(result.poorer, 'paper')} is taken off")
    if result.refused:
        why = "still told of by others, or marked by you" if result.step.imports else "changed since"
        say(f"Left as they are ({why}):")
        for title in result.refused:
            say(f"  {title}")
