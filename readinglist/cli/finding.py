"""`search`, `show`, `digests`, `tags`, `searches`, `similar`: what there is."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from readinglist.cli.context import Context, json_option, passed
from readinglist.cli.speaking import (
    counted,
    paper_json,
    paper_line,
    paper_whole,
    put,
    say,
    talk,
    wrapped,
)
from readinglist.library import cards, digest_list, known_ids, tag_list
from readinglist.model import UserError

if TYPE_CHECKING:
    from readinglist.query.hints import Hint

QUEUED_AT_MOST = 500
"""More papers than these waiting for the index: it catches up before it is asked."""
SIMILAR = 10
"""Papers listed as like one."""


class UnreadableLine(UserError):
    """A search line that can't be read."""

    status = 2


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("line", metavar="LINE...", nargs=-1, type=click.UNPROCESSED)
@click.option("--limit", metavar="N", default=50, show_default=True, type=click.IntRange(min=1))
@click.option("--full", is_flag=True, help="With abstracts.")
@json_option
@passed
def search(context: Context, line: Sequence[str], limit: int, full: bool, as_json: bool) -> int:
    """Find papers with the search language of the window."""
    from readinglist.desk import Assistant, Finder
    from readinglist.messages import Find

    text = " ".join(line)
    hint = ""
    with context.reader() as library:
        _catch_up(context)
        finder = Finder(library, context.places.cache)
        found = finder.find(Find(0, "", text))
        if found.slips:
            raise UnreadableLine("This search can't be read", " ".join(slip[2] for slip in found.slips))
        ids = array("q")
        ids.frombytes(found.ids)
        papers = cards(library, ids[:limit])
        hidden = found.dismissed + found.removed
        if not found.everywhere:
            hint = _said(Assistant(library, finder).hint(text))
        if as_json:
            told = {
                "line": text,
                "understood": found.understood,
                "total": found.everywhere,
                "hidden": hidden,
                "ms": round(found.milliseconds, 2),
                "papers": [paper_json(card, full=full) for card in papers],
            }
            put(told | ({"hint": hint} if hint else {}))
            return 0
    for card in papers:
        say(paper_line(card))
        if full and card.paper.abstract:
            say(wrapped(card.paper.abstract, "        "))
            say()
    more = f", the first {limit:,} shown" if found.everywhere > limit else ""
    left_out = f" · {hidden:,} not for me or removed left out (is:any shows them)" if hidden else ""
    talk(" ".join([f"{counted(found.everywhere, 'paper')}{more}{left_out}", *found.notes]))
    if hint:
        talk(hint)
    return 0


@click.command()
@click.argument("number", metavar="ID", type=int)
@json_option
@passed
def similar(context: Context, number: int, as_json: bool) -> None:
    """List the papers most like one."""
    from readinglist.desk import Assistant, Finder

    with context.reader() as library:
        if not known_ids(library, [number]):
            raise _unknown(number)
        _catch_up(context)
        found = Assistant(library, Finder(library, context.places.cache)).similar(number, SIMILAR)
        papers = cards(library, found)
    if as_json:
        put({"id": number, "papers": [paper_json(card, full=False) for card in papers]})
        return
    for card in papers:
        say(paper_line(card))
    if not papers:
        talk("No paper shares words with it that say anything.")


@click.command()
@click.argument("number", metavar="ID", type=int)
@json_option
@passed
def show(context: Context, number: int, as_json: bool) -> None:
    """Show one paper, whole."""
    with context.reader() as library:
        if not known_ids(library, [number]):
            raise _unknown(number)
        card = cards(library, [number])[0]
    if as_json:
        put(paper_json(card, full=True))
    else:
        say(paper_whole(card))


@click.command()
@json_option
@passed
def digests(context: Context, as_json: bool) -> None:
    """List the digests, newest import first."""
    with context.reader() as library:
        found = digest_list(library)
    if as_json:
        put({"digests": [asdict(one) for one in found]})
        return
    for one in found:
        date = one.dated or one.dated_as or "no date"
        decided = f", {one.undecided:,} undecided" if one.undecided else ""
        say(f"{one.id:>4}  {date} · {one.name}  ({counted(one.papers, 'paper')}, {one.new:,} new{decided})")
    if not found:
        talk("No digests yet.")


@click.command()
@json_option
@passed
def tags(context: Context, as_json: bool) -> None:
    """List the tags, most used first."""
    with context.reader() as library:
        found = tag_list(library)
    if as_json:
        put({"tags": [asdict(one) for one in found]})
        return
    for one in found:
        say(f"{one.papers:>6}  {one.name}")
    if not found:
        talk("No tags yet.")


@click.command()
@json_option
@passed
def searches(context: Context, as_json: bool) -> None:
    """List the saved searches, each with how many papers it finds."""
    from readinglist.desk import Finder, SearchCounter

    with context.reader() as library:
        _catch_up(context)
        finder = Finder(library, context.places.cache)
        found = SearchCounter(library, finder).infos()
        finder.close()
    if as_json:
        put({"searches": [asdict(one) for one in found]})
        return
    for one in found:
        say(f"{'–' if one.fault else f'{one.papers:,}':>6}  {one.name}  ({one.line})")
        if one.fault:
            say(f"{'':>6}  This search can't be read. {one.fault}")
    if not found:
        talk("No saved searches yet.")


def _unknown(number: int) -> UserError:
    return UserError("There is no such paper", f"No paper has the number {number}.")


def _said(hint: Hint) -> str:
    """A hint in one line."""
    instead = f"Did you mean: {hint.line} ({counted(hint.papers, 'paper')})?" if hint.line else ""
    return " ".join(filter(None, (hint.sentence, instead)))


def _catch_up(context: Context) -> None:
    """Bring an index that is missing, or far behind, up to date first."""
    from readinglist.desk import Indexer
    from readinglist.library import open_library, queue
    from readinglist.search import IndexDamagedError

    with context.reader() as library:
        indexer = Indexer(library, context.places.cache)
        try:
            index = indexer.open()
            index.close()
            if len(queue.queued(library)) <= QUEUED_AT_MOST:
                return
        except IndexDamagedError:
            pass
    try:
        with open_library(context.places.data, create=False) as library:
            Indexer(library, context.places.cache).bring_up_to_date()
    except (UserError, OSError) as error:
        talk(f"The search index is not up to date ({error}). Searching works without it, more slowly.")
