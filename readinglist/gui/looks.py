"""How the window looks and listens: colours, text size, single keys; changed while running and kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from readinglist import settings as stored
from readinglist.gui.commands import command

if TYPE_CHECKING:
    from readinglist.gui.theme import Theme
    from readinglist.paths import Places
    from readinglist.settings import Settings

SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Text sizes in percent of the system's."""


class Looks(QObject):
    """The settings a menu changes."""

    letters_switched = Signal(bool)

    def __init__(self, theme: Theme, settings: Settings, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._places = places
        self.settings = settings

    @command("Follow the System's Colours", menu="View", group=2, on="system")
    def follow_system(self) -> None:
        """Light or dark as the system is."""
        self._choose("system")

    @command("Light", menu="View", group=2, on="light")
    def choose_light(self) -> None:
        """Always light."""
        self._choose("light")

    @command("Dark", menu="View", group=2, on="dark")
    def choose_dark(self) -> None:
        """Always dark."""
        self._choose("dark")

    @command("Larger Text", menu="View", group=3, keys="Ctrl++, Ctrl+=", repeats=True)
    def larger(self) -> None:
        """One size up, to 200 %."""
        self._size(next((size for size in SIZES if size > self.settings.text_size), SIZES[-1]))

    @command("Smaller Text", menu="View", group=3, keys="Ctrl+-", repeats=True)
    def smaller(self) -> None:
        """One size down, to 80 %."""
        self._size(next((size for size in reversed(SIZES) if size < self.settings.text_size), SIZES[0]))

    @command("Normal Text Size", menu="View", group=3, keys="Ctrl+0")
    def normal(self) -> None:
        """The system's size."""
        self._size(100)

    @command("Single-Letter Keys", menu="View", group=4, on="single_keys")
    def switch_letters(self) -> None:
        """Let L, E, D and the others act, or not; everything stays reachable by menu."""
        self._keep(replace(self.settings, single_keys=not self.settings.single_keys))
        self.letters_switched.emit(self.settings.single_keys)

    @property
    def system(self) -> bool:
        """Whether the system's colours are followed."""
        return self.settings.theme == "system"

    @property
    def light(self) -> bool:
        """Whether light is fixed."""
        return self.settings.theme == "light"

    @property
    def dark(self) -> bool:
        """Whether dark is fixed."""
        return self.settings.theme == "dark"

    @property
    def single_keys(self) -> bool:
        """Whether single letters act."""
        return self.settings.single_keys

    def _choose(self, scheme: Literal["system", "light", "dark"]) -> None:
        self._theme.set_scheme(scheme)
        self._keep(replace(self.settings, theme=scheme))

    def _size(self, percent: int) -> None:
        self._theme.set_text_size(percent)
        self._keep(replace(self.settings, text_size=percent))

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        stored.save(self._places, settings)
