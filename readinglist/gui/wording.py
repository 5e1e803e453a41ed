"""Every sentence the window says, with singular and plural right."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from readinglist.messages import Counted
from readinglist.model import (
    STATE_NAMES,
    Card,
    DigestInfo,
    State,
    Step,
    Undone,
    UserError,
)
from readinglist.query.lexer import unquoted
from readinglist.text.tex import readable

VIEW_NAMES = {
    "is:inbox": "Inbox",
    "is:later": "Later",
    "is:reading": "Reading",
    "is:done": "Done",
    "is:starred": "Starred",
    "is:noted": "With notes",
    "": "All papers",
    "is:dismissed": "Not for me",
    "is:trash": "Removed",
}
REBUILDING = "The search index is being built. Searching works meanwhile, more slowly."
BUG = "Something went wrong in the program. Nothing of yours was lost."
NAMED = 3
"""Titles named in a sentence before it says how many more there are."""


def counted(number: int, noun: str) -> str:
    """1 file, 2 files."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def papers(number: int) -> str:
    """1 paper, 2 papers."""
    return counted(number, "paper")


def plain(text: str) -> str:
    """Text from outside as one harmless line."""
    shown = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Cf", "Cs") else sign for sign in text)
    return " ".join(shown.split())


def short(text: str, length: int = 48) -> str:
    """A title cut at a word."""
    shown = plain(readable(text))
    if len(shown) <= length:
        return shown
    return f"{(shown[: length - 1].rsplit(' ', 1)[0] or shown[: length - 1]).rstrip(' ,;:.-')}…"


def file_name(path: str, length: int = 24) -> str:
    """A file's name, a long one as `001_6d1…31f2.txt`."""
    name = plain(Path(path).name)
    if len(name) <= length:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 6:
        stem, ending = name, ""
    return f"{stem[:7]}…{stem[-4:]}{f'.{ending}' if ending else ''}"


# ---- rows and views


def spoken_row(card: Card, row: int, rows: int) -> str:
    """A row as one sentence, title first."""
    said = [plain(readable(card.paper.title)), f"in {STATE_NAMES[card.marks.state]}"]
    if not card.marks.opened:
        said.append("not opened yet")
    if card.marks.starred:
        said.append("starred")
    if card.marks.tags:
        said.append(f"tagged {', '.join(map(plain, card.marks.tags))}")
    if card.marks.note:
        said.append("with a note")
    return f"{', '.join(said)}, {row + 1:,} of {rows:,}"


def view_name(view: str, counted_: Counted | None) -> str:
    """What a view is called."""
    if view in VIEW_NAMES:
        return VIEW_NAMES[view]
    named = next((one.name for one in counted_.searches if one.line == view), "") if counted_ else ""
    if named:
        return short(named)
    if view.startswith('tag:"'):
        return f"Tag {plain(unquoted(view[4:]))}"
    number = digest_number(view)
    if number is not None and counted_ is not None:
        return next((digest_name(one) for one in counted_.digests if one.id == number), "Digest")
    return "Digest" if number is not None else short(view)


def digest_number(view: str) -> int | None:
    """The digest a view shows."""
    number = view.removeprefix("digest:#")
    return int(number) if number != view and number.isdigit() else None


def digest_name(digest: DigestInfo) -> str:
    """Date first: `3 Sep · Daily Papers`, `001_…31f2 · no date`."""
    name = plain(digest.name)
    if len(name) > 18 and " " not in name:
        name = f"{name[:4]}…{name[-4:]}"
    date = day(digest.dated) if digest.dated else turned(digest.dated_as) if digest.dated_as else ""
    return f"{date} · {name}" if date else f"{name} · no date"


def turned(dated_as: str) -> str:
    """A date as its digest writes it, day before month: `Sep 3` → `3 Sep`."""
    parts = plain(dated_as).split(" ")
    if len(parts) == 2 and parts[1].isdigit() and parts[0].isalpha():
        return f"{parts[1]} {parts[0]}"
    return " ".join(parts)


def day(iso: str) -> str:
    """An ISO date as `3 Sep 2026`."""
    try:
        date = datetime.fromisoformat(iso)
    except ValueError:
        return plain(iso)
    return f"{date.day} {date:%b %Y}"


def ago(iso: str) -> str:
    """When something was done: today, yesterday, 3 Sep."""
    then = datetime.fromisoformat(iso).astimezone()
    days = (datetime.now().astimezone().date() - then.date()).days
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{then.day} {then:%b %Y}"


# ---- what was done


def judged(state: State, title: str) -> str:
    """One paper's verdict."""
    return f"{STATE_NAMES[state]}: {short(title)} · U to undo"


def moved(state: State, number: int, precious: int) -> str:
    """Many papers' verdict, with a warning where it took good ones along."""
    if state == "dismissed":
        said = f"Marked {papers(number)} not for me"
    elif state == "trash":
        said = f"Removed {papers(number)} from the library"
    else:
        said = f"Moved {papers(number)} to {STATE_NAMES[state]}"
    if not precious or state not in ("dismissed", "trash"):
        return said
    which = "it" if number == 1 else "them"
    return f"{said} · {precious:,} of {which} starred, tagged or noted"


def put_back(number: int) -> str:
    """The button that spares the good ones."""
    return "Put that 1 back" if number == 1 else f"Put those {number:,} back"


def did(label: str) -> str:
    """A step just made."""
    return f"{plain(label)} · U to undo"


def undone(result: Undone) -> str:
    """What was taken back, and what was left."""
    poorer = f" · what it had added to {papers(result.poorer)} is taken off" if result.poorer else ""
    return f"Undid: {plain(result.step.label)}{poorer}{_left(result)}"


def redone(result: Undone) -> str:
    """What was brought back."""
    return f"Redid: {plain(result.step.label)}{_left(result)}"


def _left(result: Undone) -> str:
    if not result.refused:
        return ""
    stay = "stays" if len(result.refused) == 1 else "stay"
    why = (
        "others brought it or you marked it"
        if len(result.refused) == 1
        else "others brought them or you marked them"
    )
    if not result.step.imports:
        why = "changed since"
    return f" · {named(result.refused)} {stay}: {why}"


def named(titles: Sequence[str]) -> str:
    """At most three titles, and how many more."""
    shown = [f"“{short(title, 32)}”" for title in titles[:NAMED]]
    more = len(titles) - len(shown)
    if more:
        return f"{', '.join(shown)} and {more:,} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def older_step(step: Step) -> str:
    """The question before an older step is taken back."""
    label = plain(step.label)
    return f"Last step, {ago(step.at)}: {label[:1].lower()}{label[1:]}"


def last_one(above: int) -> str:
    """No undecided paper below."""
    return f"Last one. {above:,} undecided above · Home" if above else "Last one. All of this list is decided."


def complaint(error: UserError) -> str:
    """A refusal as one line."""
    title = error.title.rstrip(".")
    return plain(f"{title}. {error.message}" if error.message else title)


def copied(number: int) -> str:
    """After Ctrl+C."""
    return "Copied title and link" if number == 1 else f"Copied titles and links of {papers(number)}"


def crippled(helper: str) -> str:
    """A helper that keeps dying."""
    if helper == "worker":
        return "Searching stopped working. You can go on reading and marking; start again to search."
    return "Importing stopped working. You can go on reading and marking; start again to import."


def tally(decided: int, total: int, kept: int) -> str:
    """37 of 168 decided · 12 kept."""
    return f"{decided:,} of {total:,} decided · {kept:,} kept" if total else ""
