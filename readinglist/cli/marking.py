"""`tag`, `star`, `unstar`, `move`, `note`: the user's word on papers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from readinglist.cli.context import Context, ids_argument, passed, split_known
from readinglist.cli.speaking import say, talk
from readinglist.library import acts, cards, write_note
from readinglist.model import STATES, Done, State, UserError


@click.command()
@click.option("--add", metavar="NAME", multiple=True, help="Give this tag.")
@click.option("--remove", metavar="NAME", multiple=True, help="Take this tag off.")
@ids_argument
@passed
def tag(context: Context, add: Sequence[str], remove: Sequence[str], ids: Sequence[int]) -> int:
    """Tag papers, or take tags off them."""
    if not add and not remove:
        raise click.UsageError("Name a tag with --add or --remove.")
    with context.library() as library:
        known, status = split_known(library, ids)
        _told(acts.tag(library, known, add=add, remove=remove, origin="command"))
    return status


@click.command()
@ids_argument
@passed
def star(context: Context, ids: Sequence[int]) -> int:
    """Star papers."""
    return _star(context, ids, starred=True)


@click.command()
@ids_argument
@passed
def unstar(context: Context, ids: Sequence[int]) -> int:
    """Take the stars off papers."""
    return _star(context, ids, starred=False)


@click.command()
@click.argument("state", type=click.Choice(STATES))
@ids_argument
@passed
def move(context: Context, state: State, ids: Sequence[int]) -> int:
    """Give papers a state: inbox, later, reading, done, dismissed (not for me) or trash (removed)."""
    with context.library() as library:
        known, status = split_known(library, ids)
        _told(acts.move(library, known, state, origin="command"))
    return status


@click.command()
@click.argument("number", metavar="ID", type=int)
@click.option("--text", metavar="T", help="Set the note.")
@click.option(
    "--file",
    metavar="F",
    type=click.Path(path_type=Path),
    help="Set the note from a file; - reads standard input.",
)
@click.option("--append", metavar="T", help="Add a line to the note.")
@passed
def note(context: Context, number: int, text: str | None, file: Path | None, append: str | None) -> None:
    """Print a paper's note, or set it."""
    given = [value for value in (text, file, append) if value is not None]
    if len(given) > 1:
        raise click.UsageError("Give one of --text, --file and --append.")
    if not given:
        with context.reader() as library:
            found = cards(library, [number])
            if not found:
                raise _unknown(number)
            say(found[0].marks.note)
        return
    with context.library() as library:
        found = cards(library, [number])
        if not found:
            raise _unknown(number)
        standing = found[0].marks
        if append is not None:
            new = f"{standing.note.rstrip()}\n{append}" if standing.note.strip() else append
        else:
            new = _read(file) if file is not None else text or ""
        _rev, done = write_note(library, number, new, rev=standing.note_rev, origin="command")
        _told(done)


def _star(context: Context, ids: Sequence[int], *, starred: bool) -> int:
    with context.library() as library:
        known, status = split_known(library, ids)
        _told(acts.star(library, known, starred, origin="command"))
    return status


def _told(done: Done) -> None:
    talk(done.step.label if done.step else "Nothing changed: it is so already.")


def _read(file: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise UserError("The note's file can't be read", f"{file}: {error.strerror}.") from error
    return data.decode("utf-8", "replace").removeprefix("\ufeff").removesuffix("\n")


def _unknown(number: int) -> UserError:
    return UserError("There is no such paper", f"No paper has the number {number}.")
