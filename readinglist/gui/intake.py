"""What comes into the library through the window, and what leaves it whole: drop, paste, choose, samples,
copies; progress, and what is said when it is done."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from readinglist.gui import dropped, import_wording
from readinglist.gui.commands import command
from readinglist.library import steps
from readinglist.messages import Failed, ImportFiles, Index, Progress, SaveCopy
from readinglist.model import ImportReport, Undone
from readinglist.paths import resource

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from readinglist.gui.browsing import Browsing
    from readinglist.gui.import_panel import ImportPanel
    from readinglist.gui.problems_panel import ProblemsPanel
    from readinglist.gui.session import Session
    from readinglist.gui.sitting import Sitting
    from readinglist.gui.status_bar import StatusBar
    from readinglist.gui.toast import Toast

QUIET_MS = 20_000
"""So long after the last change the index is tended."""


class Intake(QObject):
    """Brings digests in by way of the job."""

    first_import_done = Signal()
    """Papers came into a library that had none."""

    def __init__(
        self,
        session: Session,
        window: QWidget,
        browsing: Browsing,
        sitting: Sitting,
        toast: Toast,
        problems: ProblemsPanel,
        status: StatusBar,
        panel: ImportPanel,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._browsing = browsing
        self._sitting = sitting
        self._toast = toast
        self._problems = problems
        self._status = status
        self._panel = panel
        self._running: dict[int, ImportFiles] = {}
        self._first: set[int] = set()
        """Orders given while the library was empty."""
        self._folder = str(Path.home())
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._tend_index)
        session.changed.connect(self._quiet.start)
        session.progressed.connect(self._show_progress)
        session.failed.connect(self._show_failure)
        status.cancel_requested.connect(self.cancel)
        session.file_read.connect(lambda told: panel.add(told.report))
        problems.folder_requested.connect(_show_folder)
        problems.titles_requested.connect(lambda path: self.import_files([path], as_titles=True))

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Files of imports that have not ended: offered again at the next start."""
        return tuple(path for order in self._running.values() for path in order.paths)

    # ---- in

    @command("Import Digests…", menu="File", group=0, keys="Ctrl+O", icon="import")
    def choose_files(self) -> None:
        """Choose digest files and import them."""
        paths, _filter = QFileDialog.getOpenFileNames(self._window, "Import digests", self._folder)
        if paths:
            self._folder = str(Path(paths[0]).parent)
            self.import_files(paths)

    @command("Paste a Digest", menu="File", group=0, keys="Ctrl+V", icon="paste")
    def paste(self) -> None:
        """Import the files or the text on the clipboard."""
        self.take(QGuiApplication.clipboard().mimeData(), pasted=True)

    @command("Import the Sample Digests", menu="File", group=1)
    def import_samples(self) -> None:
        """Bring in the two digests that come with the program, marked as samples."""
        folder = resource("samples")
        self.import_files(sorted(str(path) for path in folder.glob("*.txt")), sample=True)

    @command("Remove the Sample Papers", menu="File", group=1)
    def remove_samples(self) -> None:
        """Take the samples away again; papers one marked stay, and are named."""
        self._session.edits.submit(
            lambda library: steps.remove_samples(library, origin="window"),
            self._after_samples,
            self._sitting.complain,
        )

    @command("Save a Copy of the Library…", menu="File", group=2, icon="save")
    def save_copy(self) -> None:
        """Write the whole library into a file of its own."""
        suggestion = str(Path(self._folder) / "Reading List copy.db")
        path, _filter = QFileDialog.getSaveFileName(self._window, "Save a copy of the library", suggestion)
        if path:
            self._session.order(
                SaveCopy(self._session.serial(), path),
                lambda _report: self._toast.show_toast(f"Saved a copy of the library as {Path(path).name}"),
            )

    def import_files(
        self, paths: list[str] | tuple[str, ...], *, sample: bool = False, as_titles: bool = False
    ) -> None:
        """Import files and folders as one step; with `as_titles` each line is a paper's title."""
        if paths:
            chosen = tuple(map(os.path.abspath, paths))
            self._start(ImportFiles(self._session.serial(), chosen, sample=sample, as_titles=as_titles))

    def take(self, mime: QMimeData, *, pasted: bool = False) -> None:
        """Import what was dropped or pasted, or say why that can't be."""
        what = dropped.dropped(mime)
        if what.message:
            self._toast.show_toast(what.message)
        elif what.paths or what.texts:
            texts = tuple((import_wording.clip_name(pasted), text) for text in what.texts)
            paths = tuple(what.paths)
            self._start(ImportFiles(self._session.serial(), paths, texts))
        elif pasted:
            self._toast.show_toast(import_wording.NOTHING_TO_PASTE)

    def update_index(self) -> None:
        """Have the index checked and brought up to date."""
        self._session.order(Index(self._session.serial()), lambda _report: None)

    def _tend_index(self) -> None:
        """While nobody writes: have the index take in what is queued, and join its pieces."""
        if self._running:
            self._quiet.start()
        else:
            self._session.order(Index(self._session.serial(), thorough=False), lambda _report: None)

    def cancel(self) -> None:
        """Stop long work at once: whole files stay."""
        if self._running:
            self._toast.show_toast(import_wording.IMPORT_STOPPED)
        self._running.clear()
        self._session.cancel()
        self._end()

    def offer_again(self, paths: tuple[str, ...]) -> None:
        """Offer the files an earlier sitting did not finish."""
        there = [path for path in paths if Path(path).exists()]
        if there:
            self._toast.show_toast(
                import_wording.unfinished(len(there)),
                [("Import them", lambda: self.import_files(there))],
                keep=True,
            )

    # ---- what follows

    def _start(self, order: ImportFiles) -> None:
        self._running[order.serial] = order
        self._panel.begin([*order.paths, *(name for name, _text in order.texts)])
        if self._session.library_is_empty():
            self._first.add(order.serial)
        self._session.order(
            order,
            lambda report: self._finish(order.serial, report),
            lambda failed: self._fail(order.serial, failed),
        )

    def _finish(self, serial: int, report: ImportReport | None) -> None:
        order = self._running.pop(serial, None)
        self._end()
        if report is None or order is None:
            return
        self._session.changed.emit()
        if serial in self._first and report.new:
            self.first_import_done.emit()
        if report.refused or not report.files:
            self._problems.show_report(report)
        if report.refused < len(report.files):
            self._toast.show_toast(import_wording.imported(report), self._offers(report))
        elif order.texts and not order.paths:
            self._problems.close_panel()
            self._toast.show_toast(import_wording.paste_refused(report), self._offer_titles(order, report))

    def _end(self) -> None:
        self._status.hide_progress()
        if not self._running:
            self._panel.end()

    def _offers(self, report: ImportReport) -> list[tuple[str, Callable[[], None]]]:
        """The toast's buttons: go there, see what was not understood, take it back."""
        offers: list[tuple[str, Callable[[], None]]] = []
        digests = [file.digest for file in report.files if file.digest is not None]
        view = f"digest:#{digests[0]}" if len(set(digests)) == 1 else "is:inbox"
        offers.append(("Show" if report.new else "Show them", lambda: self._browsing.show_view(view)))
        with_problems = [file for file in report.files if file.problems]
        if with_problems:
            file = with_problems[0]
            offers.append(("See", lambda: self._problems.show_problems(Path(file.path).name, file.problems)))
        if report.step is not None:
            step = report.step
            offers.append(("Undo", lambda: self._sitting.undo_step(step)))
        return offers

    def _offer_titles(self, order: ImportFiles, report: ImportReport) -> list[tuple[str, Callable[[], None]]]:
        """The button of a refused paste whose lines look like titles."""
        count = sum(file.titles for file in report.files)
        again = replace(order, serial=self._session.serial(), as_titles=True)
        return [(import_wording.as_titles(count), lambda: self._start(again))] if count else []

    def _fail(self, serial: int, failed: Failed) -> None:
        self._running.pop(serial, None)
        self._end()
        self._show_failure(failed)

    def _show_failure(self, failed: Failed) -> None:
        self._toast.show_toast(f"{failed.title}. {failed.message}".replace("..", "."))

    def _show_progress(self, progress: Progress) -> None:
        if progress.done < progress.total:
            self._status.show_progress(progress.what, progress.done, progress.total)
        elif not self._running:
            self._status.hide_progress()

    def _after_samples(self, result: Undone) -> None:
        self._toast.show_toast(
            import_wording.samples_removed(result), [("Undo", lambda: self._sitting.undo_step(result.step))]
        )
        self._browsing.refresh()


def _show_folder(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))
