"""What can be done with a digest: its report, its date, its source shown and saved."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog

from readinglist.gui import import_wording, wording
from readinglist.gui.commands import command
from readinglist.library import acts, lists
from readinglist.model import UserError

if TYPE_CHECKING:
    from readinglist.gui.main_window import MainWindow
    from readinglist.library import Library
    from readinglist.model import DigestInfo


class DigestDesk(QObject):
    """Acts on the digest that is open, or on one chosen in the sidebar."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    @command("Import Report", menu="File", group=3)
    def report(self) -> None:
        """What the digest that is open brought, and what of it was not understood."""
        self._with_open(self.show_report)

    @command("Set the Digest's Date…", menu="File", group=3)
    def date(self) -> None:
        """Give the digest that is open another date."""
        self._with_open(self.ask_date)

    @command("Show the Source", menu="File", group=3)
    def source(self) -> None:
        """The text of the digest that is open, as it was imported."""
        self._with_open(self.show_source)

    @command("Save the Source…", menu="File", group=3)
    def save(self) -> None:
        """Write the file of the digest that is open, byte for byte as it was imported."""
        self._with_open(self.save_source)

    def show_report(self, library: Library, digest: DigestInfo) -> None:
        """Show the import report of a digest."""
        told = lists.digest_report(library, digest.id)
        kind = import_wording.FORMATS.get(digest.format, digest.format)
        imported = wording.day(digest.imported)
        line = f"{kind[:1].upper()}{kind[1:]}, imported {imported}. {import_wording.brought(told)}."
        self._window.problems.show_problems(digest.file, told.problems, line)

    def ask_date(self, _library: Library, digest: DigestInfo) -> None:
        """Ask for a digest's date."""
        text, chosen = QInputDialog.getText(
            self._window,
            "Date of the digest",
            "Date (2026-09-03, or 3 Sep 2026; without a year it is kept as written; empty for none):",
            text=digest.dated or digest.dated_as or "",
        )
        if chosen:
            self.set_date(digest.id, text)

    def set_date(self, digest: int, text: str) -> None:
        """Give a digest a date, undoably."""
        window = self._window
        window.session.edits.submit(
            lambda library: acts.date_digest(library, digest, text, origin="window"),
            window.sitting.tell,
            window.sitting.complain,
        )

    def show_source(self, library: Library, digest: DigestInfo) -> None:
        """Show a digest's text as it was imported."""
        from readinglist.gui.source_sheet import SourceSheet

        name, data = lists.source(library, digest.id)
        SourceSheet(self._window.theme, name, data, self._window).show()

    def save_source(self, library: Library, digest: DigestInfo) -> None:
        """Write a digest's file where one chooses."""
        name, data = lists.source(library, digest.id)
        suggestion = str(Path.home() / wording.plain(Path(name).name))
        path, _filter = QFileDialog.getSaveFileName(self._window, "Save the source of the digest", suggestion)
        if path:
            self.write_source(path, data)

    def write_source(self, path: str, data: bytes) -> None:
        """Write bytes in one rename, and say so."""
        part = Path(f"{path}.part")
        try:
            part.write_bytes(data)
            os.replace(part, path)  # noqa: PTH105 — Path.replace would do the same
        except OSError as error:
            self._window.toast.show_toast(f"{Path(path).name} could not be saved: {error.strerror}.")
        else:
            self._window.toast.show_toast(f"Saved the source as {wording.plain(Path(path).name)}")

    def undo_import(self, library: Library, digest: DigestInfo) -> None:
        """Take back the step that brought a digest."""
        try:
            step = lists.step_of_digest(library, digest.id)
        except UserError as error:
            self._window.sitting.complain(error)
        else:
            self._window.sitting.undo_step(step)

    def of(self, number: int) -> DigestInfo | None:
        """A digest by its number."""
        library = self._window.session.library
        known = lists.digest_list(library) if library is not None else []
        return next((digest for digest in known if digest.id == number), None)

    def _with_open(self, act: Callable[[Library, DigestInfo], None]) -> None:
        number = wording.digest_number(self._window.browsing.view)
        digest = self.of(number) if number is not None else None
        library = self._window.session.library
        if digest is None or library is None:
            self._window.status.say("Open a digest first: it is in the sidebar.")
        else:
            act(library, digest)
