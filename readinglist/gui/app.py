"""From nothing to a window: the application object, one window a library, the last net for bugs, and
pictures without a screen."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QLibraryInfo, QTimer
from PySide6.QtWidgets import QApplication

from readinglist import settings as stored
from readinglist.gui import memory as memories
from readinglist.gui.instance import Instance
from readinglist.gui.main_window import MainWindow
from readinglist.gui.returning import FILE
from readinglist.gui.session import Session
from readinglist.gui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from readinglist.paths import Places

log = logging.getLogger(__name__)

PICTURE_PATIENCE_MS = 30_000
"""How long a screenshot waits for the helpers."""
CALM_MS = 250
"""So long nothing must have moved before a screenshot is taken."""


def run(
    places: Places,
    files: tuple[str, ...] = (),
    *,
    screenshot: str | None = None,
    size: tuple[int, int] | None = None,
    theme: str | None = None,
    search: str | None = None,
    select: int | None = None,
) -> int:
    """Open the window on a library and import `files` there; with `screenshot` save a picture and end.
    A second window of the same library hands over `files` and `search` and ends. Returns the exit status."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)  # noqa: S101 — narrows the type
    application.setApplicationName("readinglist")
    application.setApplicationDisplayName("Reading List")
    application.setDesktopFileName("readinglist")
    settings, complaint = stored.load(places)
    instance = None
    if screenshot is None:
        instance = Instance(places)
        if not instance.claim():
            return 0 if instance.hand_over(files, search or "") else 1
    colours = Theme(application, theme or settings.theme, settings.text_size)
    session = Session(places)
    window = MainWindow(session, colours, settings)
    sys.excepthook = _net(window.show_bug)
    session.edits.failed.connect(window.show_bug)
    memory = memories.load(places.data / FILE)
    if instance is not None:
        instance.asked.connect(window.returning.answer_second_start)
        window.returning.instance = instance
    if screenshot is not None:
        application.setCursorFlashTime(0)
    window.returning.start(memories.for_picture(memory, size) if screenshot else memory, show=screenshot is None)
    if complaint:
        window.toast.show_toast(complaint)
    window.returning.open_with(files, search, select)
    if screenshot is not None:
        return _picture(window, screenshot)
    if os.environ.get("READINGLIST_TIMING"):
        _time_first_paint(window)
    status = application.exec()
    log.info("Ended with Qt %s", QLibraryInfo.version().toString())
    return status


def _picture(window: MainWindow, path: str) -> int:
    """Wait until the window is calm, save it as a picture, close."""
    loop = QEventLoop()
    calm = QTimer(singleShot=True, interval=CALM_MS)
    calm.timeout.connect(loop.quit)
    window.settled.connect(calm.start)
    QTimer.singleShot(PICTURE_PATIENCE_MS, loop, loop.quit)
    window.show()
    if window.session.library is None:
        calm.start(4 * CALM_MS)
    loop.exec()
    saved = window.grab().save(path)
    window.returning.leave_unremembered()
    if not saved:
        sys.stderr.write(f"The picture could not be saved as {path}: is the folder there and writable?\n")
    return 0 if saved else 1


def _time_first_paint(window: MainWindow) -> None:
    """Say how long it took from the process's start to the first painted rows, and quit."""

    def report() -> None:
        started = float(os.environ["READINGLIST_TIMING"])
        sys.stderr.write(json.dumps({"painted": time.time() - started}) + "\n")
        sys.stderr.flush()
        window.returning.leave_unremembered()

    window.papers.painted_rows.connect(report)


def _net(show: Callable[[BaseException], None]) -> Callable[..., None]:
    """The last net under slots: the log has the traceback, the user a toast, the program goes on."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.error("A bug: %s", "".join(traceback.format_exception(kind, error, trace)))
        show(error)

    return caught
