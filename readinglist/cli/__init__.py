"""The command line: one small module for each group of commands, exit statuses and errors in one place.

0 done · 1 done in part or not at all · 2 wrong usage, or a search line that can't be read · 3 no window ·
4 the library can't be used · 75 busy · 130 interrupted
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable

import click

from readinglist.cli import care, finding, importing, marking, stepping, window
from readinglist.cli.context import Context
from readinglist.cli.speaking import put, talk
from readinglist.model import BusyError, LibraryError, UserError

log = logging.getLogger(__name__)

COMMANDS: tuple[click.Command, ...] = (
    importing.import_,
    finding.search,
    finding.show,
    finding.digests,
    finding.tags,
    finding.searches,
    finding.similar,
    marking.tag,
    marking.star,
    marking.unstar,
    marking.move,
    marking.note,
    stepping.undo,
    stepping.redo,
    stepping.history,
    care.reindex,
    care.doctor,
    window.window,
)


@click.group(context_settings={"help_option_names": ["--help"]})
@click.option("--library", metavar="DIR", help="Use the library in this folder.")
@click.version_option(package_name="readinglist", message="Reading List %(version)s")
@click.pass_context
def commands(context: click.Context, library: str | None) -> None:
    """Keep, judge and find again the papers of your daily digests.

    Without a command the window opens; files given then are imported there.
    """
    told: Context = context.obj
    told.begin(library)


for _command in COMMANDS:
    commands.add_command(_command)


def run(open_window: Callable[..., int], arguments: list[str] | None = None) -> int:
    """Carry out a command line; returns the exit status. `open_window` is the only way to Qt."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in arguments
    try:
        status = commands.main(
            _with_command(arguments),
            prog_name="readinglist",
            standalone_mode=False,
            obj=Context(open_window),
        )
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        talk("Interrupted")
        return 130
    except click.ClickException as error:
        if as_json:
            put({"error": {"title": "Wrong usage", "message": error.format_message()}})
        else:
            error.show()
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except UserError as error:
        if as_json:
            put({"error": {"title": error.title, "message": error.message}})
        else:
            talk(f"{error.title.rstrip('.')}. {error.message}")
        return _status(error)
    except Exception:
        log.exception("A command failed")
        raise
    return int(status or 0)


def _with_command(arguments: list[str]) -> list[str]:
    """Put `window` where no command stands: a word that is a command is a command, `./tag` is a file."""
    place = 0
    while place < len(arguments):
        word = arguments[place]
        if word == "--library":
            place += 2
        elif word.startswith("--library="):
            place += 1
        elif word in ("--help", "--version"):
            return arguments
        else:
            break
    if place < len(arguments) and arguments[place] in commands.commands:
        return arguments
    return [*arguments[:place], "window", *arguments[place:]]


def _status(error: UserError) -> int:
    if isinstance(error, BusyError):
        return 75
    if isinstance(error, LibraryError):
        return 4
    return error.status if isinstance(error, finding.UnreadableLine) else 1
