"""Commands are declared on the methods that carry them out; menus, keys, context menus and the sheet of
keys all read the same declaration.

A key of one character (`L`, `?`, `Shift+L` written as `L` with its Shift) acts in list, sidebar and reader
only and is matched by the character typed, so no layout is forced on anyone: such keys are no Qt shortcuts
but are looked up in `Letters` when a key press was wanted by nobody else. Every other key is a shortcut.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

    from readinglist.gui.theme import Theme

MENUS = ("File", "Edit", "View", "Paper", "Go", "Help")
Method = TypeVar("Method", bound=Callable[..., Any])
SEQUENCE_SECONDS = 1.5
"""How long after G its second letter is awaited."""


@dataclass(frozen=True, slots=True)
class Command:
    """What a command is called, where it stands, and which keys call it."""

    name: str
    text: str
    menu: str
    group: int
    keys: tuple[str, ...]
    """Single characters ("l", "?", "g i") and shortcuts ("Ctrl+O", "F5"); the first is shown."""
    icon: str
    on: str
    """The name of a boolean property of its owner: shown as a tick. Empty: no tick."""
    repeats: bool
    """Whether holding the key down calls it again: never for a verdict."""

    @property
    def letters(self) -> tuple[str, ...]:
        """The keys matched by the character typed."""
        return tuple(key for key in self.keys if all(len(part) == 1 for part in key.split(" ")))

    @property
    def shortcuts(self) -> tuple[str, ...]:
        """The keys Qt matches."""
        return tuple(key for key in self.keys if key not in self.letters)

    def shown_keys(self, letters: bool = True) -> str:
        """How its first usable key is written in a menu."""
        keys = self.keys if letters else self.shortcuts
        return shown(keys[0]) if keys else ""


def shown(key: str) -> str:
    """A key as people read it: `l` → L, `L` → Shift+L, `g i` → G I."""
    if len(key) == 1 and key.isalpha() and key.isupper():
        return f"Shift+{key}"
    if all(len(part) == 1 for part in key.split(" ")):
        return key.upper()
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def command(
    text: str,
    *,
    menu: str,
    group: int = 0,
    keys: str = "",
    icon: str = "",
    on: str = "",
    repeats: bool = False,
) -> Callable[[Method], Method]:
    """Declare a method a command. `keys` are separated by commas: `"u, Ctrl+Z"`."""

    def declare(method: Method) -> Method:
        split = tuple(key.strip() for key in keys.split(", ") if key.strip())
        declared = Command(method.__name__, text, menu, group, split, icon, on, repeats)
        method.__dict__["command"] = declared
        return method

    return declare


def declared(owner: object) -> list[Command]:
    """The commands an object's class declares, in the order they are written there."""
    found = (getattr(member, "command", None) for member in vars(type(owner)).values())
    return [item for item in found if isinstance(item, Command)]


class Actions:
    """The QActions of all commands of a window's parts, and the menus made of them. Actions belong to the
    window: one whose parent is a menu dies with the menu."""

    def __init__(self, window: QWidget, owners: Iterable[object], theme: Theme) -> None:
        self._theme = theme
        self.owners: dict[str, object] = {}
        self.commands: dict[str, Command] = {}
        self.actions: dict[str, QAction] = {}
        for owner in owners:
            for item in declared(owner):
                if item.name in self.commands:
                    raise ValueError(f"Two commands are called {item.name}")
                self.owners[item.name] = owner
                self.commands[item.name] = item
                self.actions[item.name] = self._action(window, owner, item)
        self.letters = Letters(self)

    def fill(self, bar: QMenuBar) -> None:
        """Make the menu bar; a line stands between groups."""
        for title in MENUS:
            menu = bar.addMenu(f"&{title}")
            self.fill_menu(menu, [item.name for item in self._sorted(title)])
            menu.aboutToShow.connect(self.refresh_ticks)

    def fill_menu(self, menu: QMenu, names: Iterable[str]) -> None:
        """Add these commands to a menu, with a line where the group changes."""
        group: int | None = None
        for name in names:
            item = self.commands[name]
            if group is not None and item.group != group:
                menu.addSeparator()
            group = item.group
            menu.addAction(self.actions[name])

    def refresh_ticks(self) -> None:
        """Read the ticks of checkable commands from their owners."""
        for name, item in self.commands.items():
            if item.on:
                self.actions[name].setChecked(bool(getattr(self.owners[name], item.on)))

    def show_letters(self, active: bool) -> None:
        """Write single-character keys into the menus, or not where they are switched off."""
        for name, item in self.commands.items():
            self.actions[name].setText(_menu_text(item, active))

    def recolour(self) -> None:
        """Draw the icons anew after the colours changed."""
        for name, item in self.commands.items():
            if item.icon:
                self.actions[name].setIcon(self._theme.icon(item.icon))

    def sheet(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Every command that has a key, by menu: (menu, [(keys, text)])."""
        return [
            (menu, [(_all_keys(item), _plain(item)) for item in self._sorted(menu) if item.keys])
            for menu in MENUS
            if any(item.keys for item in self._sorted(menu))
        ]

    def _sorted(self, menu: str) -> list[Command]:
        return sorted((item for item in self.commands.values() if item.menu == menu), key=lambda item: item.group)

    def _action(self, window: QWidget, owner: object, item: Command) -> QAction:
        action = QAction(_menu_text(item, letters=True), window)
        action.setShortcuts([QKeySequence(key) for key in item.shortcuts])
        action.setAutoRepeat(item.repeats)
        action.setCheckable(bool(item.on))
        if item.icon:
            action.setIcon(self._theme.icon(item.icon))
        method = getattr(owner, item.name)
        action.triggered.connect(lambda _checked=False: method())
        window.addAction(action)
        return action


class Letters:
    """Finds the command of a single typed character, or of a sequence such as G I."""

    def __init__(self, actions: Actions) -> None:
        self._names = {key: item.name for item in actions.commands.values() for key in item.letters}
        clash = sum(len(item.letters) for item in actions.commands.values()) - len(self._names)
        if clash:
            raise ValueError("Two commands share a key")
        self._actions = actions
        self._before = ""
        self._at = 0.0

    def press(self, event: QKeyEvent) -> bool:
        """Carry out what this key press means; False where it means nothing."""
        key = _typed(event)
        if not key:
            return False
        waited = self._before if time.monotonic() - self._at < SEQUENCE_SECONDS else ""
        self._before = ""
        name = self._names.get(f"{waited} {key.lower()}") if waited else self._names.get(key)
        if name is None and not waited and any(known.startswith(f"{key} ") for known in self._names):
            self._before, self._at = key, time.monotonic()
            return True
        if name is None:
            return bool(waited)
        if event.isAutoRepeat() and not self._actions.commands[name].repeats:
            return True
        self._actions.actions[name].trigger()
        return True


def _typed(event: QKeyEvent) -> str:
    """The character typed; a letter is upper case exactly when Shift is down, whatever Caps Lock says."""
    held = event.modifiers()
    if held & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    ):
        return ""
    key = event.text()
    if len(key) != 1 or not key.isprintable() or key == " ":
        return ""
    return key.upper() if held & Qt.KeyboardModifier.ShiftModifier else key.lower()


def _menu_text(item: Command, letters: bool) -> str:
    """A single-character key is written behind a tab: Qt shows it in the key column and does not match it."""
    key = item.keys[0] if item.keys else ""
    return f"{item.text}\t{shown(key)}" if letters and key in item.letters else item.text


def _all_keys(item: Command) -> str:
    return "  ".join(shown(key) for key in item.keys)


def _plain(item: Command) -> str:
    return item.text.replace("&", "").removesuffix("…")
