"""Watched folders: which they are, what comes in by itself, and what is said of it."""

from __future__ import annotations

import json
import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from readinglist.gui import import_wording, wording
from readinglist.gui.commands import command
from readinglist.messages import FolderNews, ImportFiles, WatchFolders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.gui.main_window import MainWindow
    from readinglist.model import ImportReport

log = logging.getLogger(__name__)
FILE = "watch.json"


class WatchDesk(QObject):
    """Keeps the list of folders beside the library, and has the worker watch them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._file = window.session.places.data / FILE
        self.folders: dict[str, float] = {}
        window.session.opened.connect(self._load)
        window.session.worker_ready.connect(self._tell)
        window.session.folder_news.connect(self._hear)

    @command("Watch Folders…", menu="File", group=1)
    def choose(self) -> None:
        """Folders whose new digests come in by themselves."""
        from readinglist.gui.watch_sheet import WatchSheet

        sheet = WatchSheet(self._window.theme, list(self.folders), self._window)
        sheet.chosen.connect(self.watch)
        sheet.show()

    def watch(self, folders: Sequence[str]) -> None:
        """Watch exactly these folders; what lies in a new one already is left where it is."""
        now = time.time()
        self.folders = {path: self.folders.get(path, now) for path in folders}
        self._save()
        self._tell()

    def _load(self) -> None:
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
            self.folders = {str(path): float(since) for path, since in stored["folders"].items()}
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            log.warning("The watched folders could not be read: %s", error)
        self._tell()

    def _save(self) -> None:
        try:
            part = self._file.with_name(f"{FILE}.part")
            part.write_text(json.dumps({"folders": self.folders}), encoding="utf-8")
            part.replace(self._file)
        except OSError as error:
            log.warning("The watched folders could not be saved: %s", error)

    def _tell(self) -> None:
        session = self._window.session
        if session.library is not None and (self.folders or session.watching):
            session.watching = bool(self.folders)
            session.worker.say(WatchFolders(tuple(self.folders.items())))

    def _hear(self, news: FolderNews) -> None:
        window = self._window
        for path in news.gone:
            window.toast.show_toast(f"The watched folder {wording.plain(Path(path).name)} is not there any more.")
        for path in news.back:
            window.status.say(f"The watched folder {wording.plain(Path(path).name)} is back.")
        if news.arrived:
            order = ImportFiles(window.session.serial(), news.arrived, watched=True)
            window.session.order(order, lambda report: self._done(news.arrived, report))

    def _done(self, arrived: tuple[str, ...], report: ImportReport | None) -> None:
        """What was imported or refused is not looked at again, also after a restart."""
        for path in arrived:
            folder = str(Path(path).parent)
            if folder in self.folders:
                self.folders[folder] = max(self.folders[folder], _came(path))
        self._save()
        if report is None or not report.new:
            return
        window = self._window
        good = [file for file in report.files if file.error is None and not file.already_imported]
        said = f"{import_wording.imported_of(report, good)} from a watched folder"
        step = report.step
        actions = [("Undo", lambda: window.sitting.undo_step(step))] if step is not None else []
        window.toast.show_toast(said, actions)
        window.session.changed.emit()


def _came(path: str) -> float:
    try:
        status = Path(path).stat()
    except OSError:
        return 0.0
    return max(status.st_mtime, status.st_ctime)
