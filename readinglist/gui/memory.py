"""Where one was in a library: view, line, paper, scroll, caret, sizes; kept beside it as JSON."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Memory:
    """One window's place; the usual for a first start."""

    view: str = "is:inbox"
    line: str = ""
    everywhere: bool = True
    order: str | None = None
    paper: int | None = None
    list_scroll: int = 0
    reader_scroll: int = 0
    caret: int | None = None
    """Place in the note being edited; None: none was."""
    size: tuple[int, int] | None = None
    outer: tuple[int, ...] = ()
    """Widths of sidebar and content."""
    inner: tuple[int, ...] = ()
    """Widths of list and reader."""
    unfinished: tuple[str, ...] = ()
    """Files whose import was cut off."""
    lines: tuple[str, ...] = ()
    """Lines that were searched, the last one at the end."""


def load(path: Path) -> Memory:
    """The place remembered; the usual one where there is none, or what is stored makes no sense."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return _checked(stored)
    except FileNotFoundError:
        return Memory()
    except (OSError, ValueError, TypeError, AttributeError) as error:
        log.warning("The window's place could not be read: %s", error)
        return Memory()


def save(path: Path, memory: Memory) -> None:
    """Remember a place, in one rename; where that can't be written, it is only logged."""
    try:
        part = path.with_name(f"{path.name}.part")
        part.write_text(json.dumps(asdict(memory)), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        log.warning("The window's place could not be saved: %s", error)


def for_picture(memory: Memory, size: tuple[int, int] | None) -> Memory:
    """A place for a picture: that size, nothing half done."""
    return replace(memory, size=size or memory.size, outer=(), inner=(), caret=None, unfinished=())


def _checked(stored: dict[str, Any]) -> Memory:
    usual = asdict(Memory())
    known: dict[str, Any] = {}
    for name in (field.name for field in fields(Memory)):
        value = stored.get(name, usual[name])
        if isinstance(value, list):
            value = tuple(value)
        known[name] = value
    made = Memory(**known)
    if not isinstance(made.view, str) or not isinstance(made.line, str):
        raise TypeError("a view is text")
    if not all(isinstance(line, str) for line in made.lines):
        raise TypeError("lines are text")
    if made.size is not None and not (len(made.size) == 2 and all(isinstance(n, int) for n in made.size)):
        raise TypeError("a size is two numbers")
    numbers = (made.paper, made.caret, made.list_scroll, made.reader_scroll, *made.outer, *made.inner)
    if not all(number is None or (isinstance(number, int) and abs(number) < 2**31) for number in numbers):
        raise TypeError("places are numbers")
    return made
