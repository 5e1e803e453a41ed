"""What stands in the sidebar: views, tags, saved searches and digests as a flat list of rows, made from the
counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from readinglist.gui import wording
from readinglist.messages import Counted
from readinglist.model import DigestInfo, SearchInfo, TagInfo
from readinglist.query.lexer import quoted

Kind = Literal["view", "tag", "search", "digest", "header", "fold", "page"]
OPENING: tuple[Kind, ...] = ("view", "tag", "search", "digest")
"""Rows that open a list."""
NAMED: tuple[Kind, ...] = ("search", "digest")
"""Rows whose name is edited in place."""
ROW = 256
"""Qt.ItemDataRole.UserRole: an item's Row."""
TAGS_SHOWN = 10
DIGESTS_SHOWN = 7

_VIEWS = (
    ("is:inbox", "inbox"),
    ("is:later", "later"),
    ("is:reading", "reading"),
    ("is:done", "done"),
    ("is:starred", "star"),
    ("is:noted", "note"),
    ("", "papers"),
)
ALIKE = "alike"
"""The page of possible duplicates: the name of its count."""
_MORE = (("is:dismissed", "dismissed"), ("is:trash", "trash"))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the view it opens (or the fold it toggles), what it says, and how it looks."""

    kind: Kind
    view: str
    text: str
    count: int | None = None
    icon: str = ""
    hue: int | None = None
    share: float | None = None
    """Of a digest: how much of it is decided, 0 to 1."""
    number: int | None = None
    """Of a digest or a saved search: its id."""
    name: str = ""
    """Of a digest or a saved search: its name alone."""
    tip: str = ""
    """What is told of it under the pointer."""
    fault: str = ""
    """Of a saved search: why its line can't be read any more."""

    @property
    def spoken(self) -> str:
        """The row as a sentence."""
        if self.kind in ("header", "fold"):
            return self.text
        if self.kind == "page":
            return f"{self.text}, {wording.counted(self.count or 0, 'pair')}"
        if self.fault:
            return f"{self.text}, can't be read: {self.fault}"
        told = f"{self.text}, {wording.papers(self.count or 0)}"
        if self.kind == "search":
            return f"{told}, saved search"
        return told if self.share is None else f"{told}, {round(self.share * 100)} percent decided"


def tag_view(name: str) -> str:
    """The view of a tag, whatever signs its name has."""
    return f"tag:{quoted(name)}"


def rows(counted: Counted | None, unfolded: Collection[str], view: str) -> list[Row]:
    """The rows in order; `unfolded` names the folds that are open (tags, digests, more)."""
    counts = counted.views if counted else {}
    made = [
        Row("view", text, wording.VIEW_NAMES[text], counts.get(text, 0), icon)
        for text, icon in _VIEWS
        if text != "is:reading" or counts.get(text) or view == text
    ]
    if counted and counted.tags:
        made += _tags(counted.tags, "tags" in unfolded)
    if counted and counted.searches:
        made += _searches(counted.searches)
    if counted and counted.digests:
        made += _digests(counted.digests, "digests" in unfolded)
    if counts.get(ALIKE):
        made.append(Row("page", ALIKE, "Possible duplicates", counts[ALIKE], "papers"))
    made.append(Row("fold", "more", "More", icon="chevron-down" if "more" in unfolded else "chevron-right"))
    if "more" in unfolded or view in dict(_MORE):
        made += [Row("view", text, wording.VIEW_NAMES[text], counts.get(text, 0), icon) for text, icon in _MORE]
    return made


def _tags(tags: tuple[TagInfo, ...], unfolded: bool) -> list[Row]:
    shown = tags if unfolded else tags[:TAGS_SHOWN]
    made = [Row("header", "", "TAGS")]
    made += [Row("tag", tag_view(tag.name), tag.name, tag.papers, "tag", tag.hue) for tag in shown]
    if len(tags) > TAGS_SHOWN:
        text = "Fewer tags" if unfolded else f"All tags ({len(tags):,})"
        made.append(Row("fold", "tags", text, icon="chevron-down" if unfolded else "chevron-right"))
    return made


def _searches(searches: tuple[SearchInfo, ...]) -> list[Row]:
    made = [Row("header", "", "SAVED SEARCHES")]
    for one in searches:
        name = wording.plain(one.name)
        line = wording.plain(one.line)
        tip = line if line.casefold() == name.casefold() else f"{name}: {line}"
        tip += f" · This search can't be read. {one.fault}" if one.fault else ""
        count = None if one.fault else one.papers
        made.append(
            Row(
                "search", one.line, name, count, "bookmark", number=one.id, name=one.name, tip=tip, fault=one.fault
            )
        )
    return made


def _digests(digests: tuple[DigestInfo, ...], unfolded: bool) -> list[Row]:
    newest = digests[:DIGESTS_SHOWN]
    shown = digests if unfolded else [one for one in digests if one in newest or one.undecided]
    made = [Row("header", "", "DIGESTS")]
    for one in shown:
        share = 1 - one.undecided / one.papers if one.papers else 1.0
        made.append(
            Row(
                "digest",
                f"digest:#{one.id}",
                wording.digest_name(one),
                one.listed,
                "digest",
                share=share,
                number=one.id,
                name=one.name,
            )
        )
    if len(shown) < len(digests) or (unfolded and len(digests) > DIGESTS_SHOWN):
        text = "Fewer digests" if unfolded else f"All digests ({len(digests):,})"
        made.append(Row("fold", "digests", text, icon="chevron-down" if unfolded else "chevron-right"))
    return made
