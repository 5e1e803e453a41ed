"""`window`: opens the window, or says what it would need."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from readinglist import system
from readinglist.cli.context import Context, passed
from readinglist.cli.importing import run_import
from readinglist.cli.speaking import report_lines, say, talk


class _Size(click.ParamType):  # type: ignore[type-arg]
    """1280x800."""

    name = "WxH"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Two whole numbers with an x between them."""
        wide, sign, high = str(value).lower().partition("x")
        if not (sign and wide.isdigit() and high.isdigit() and 0 < int(wide) < 10_000 and 0 < int(high) < 10_000):
            self.fail(f"{value} is no size; a size is written 1280x800.", param, ctx)
        return int(wide), int(high)


@click.command()
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=str))
@click.option("--screenshot", metavar="OUT.png", help="Save a picture of the window and end; needs no screen.")
@click.option("--size", type=_Size(), help="Of the picture, as 1280x800.")
@click.option("--theme", type=click.Choice(["light", "dark"]), help="Instead of the one in the settings.")
@click.option("--search", metavar="LINE", help="Search this.")
@click.option("--select", metavar="N", type=click.IntRange(min=1), help="Select the n-th row.")
@passed
def window(
    context: Context,
    files: Sequence[str],
    screenshot: str | None,
    size: tuple[int, int] | None,
    theme: str | None,
    search: str | None,
    select: int | None,
) -> int:
    """Open the window, and import files there."""
    if screenshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    refusal = system.refusal(screen=screenshot is None)
    if refusal is not None:
        talk(f"{refusal.title.rstrip('.')}. {refusal.message}")
        if not files:
            return 3
        report = run_import(context, files)
        for line in report_lines(report):
            say(line)
        return 1 if report.refused else 0
    return context.open_window(
        places=context.places,
        files=tuple(os.path.abspath(file) for file in files),  # noqa: PTH100 — a name may be hostile
        screenshot=screenshot,
        size=size,
        theme=theme,
        search=search,
        select=select,
    )
