"""What every command gets: where things live, the library when it asks for it, the way to the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from readinglist import log, paths
from readinglist.cli.speaking import counted, talk
from readinglist.library import known_ids, open_library
from readinglist.model import LibraryError, UserError

if TYPE_CHECKING:
    from readinglist.library import Library


class Context:
    """One command's surroundings."""

    def __init__(self, open_window: Callable[..., int]) -> None:
        self.open_window = open_window
        self.places = paths.places()

    def begin(self, library: str | None) -> None:
        """Settle where things live, and begin to log."""
        self.places = paths.places(library)
        log.begin(self.places)

    def library(self, *, create: bool = False) -> Library:
        """Open the library for writing. Raises LibraryError where there is none and `create` is off."""
        return open_library(self.places.data, create=create)

    def reader(self) -> Library:
        """Open the library for reading; one of an earlier version is brought up to date first."""
        try:
            return open_library(self.places.data, create=False, readonly=True)
        except LibraryError as error:
            if "needs preparing" not in error.title:
                raise
        open_library(self.places.data).close()
        return open_library(self.places.data, create=False, readonly=True)


def split_known(library: Library, ids: Sequence[int]) -> tuple[list[int], int]:
    """The ids that are papers, and the exit status: unknown ones are named and the rest is done. Raises
    UserError where none is known."""
    asked = list(dict.fromkeys(ids))
    known = known_ids(library, asked)
    unknown = [str(number) for number in asked if number not in set(known)]
    if not known:
        raise UserError("There is no such paper", f"No paper has the number {', '.join(unknown)}.")
    if unknown:
        talk(f"No paper has the number {', '.join(unknown)}. The other {counted(len(known), 'paper')}: done.")
    return known, 1 if unknown else 0


passed = click.make_pass_decorator(Context)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
ids_argument = click.argument("ids", metavar="ID...", nargs=-1, required=True, type=int)
