"""Gaps in the window's event loop while 10,000 papers in 50 files come in, beside the same window idle. Prints
one JSON line; run by `import`."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

FILES = 50
SECONDS = 10.0
BEAT_MS = 1


def main() -> None:
    """Open the window on an empty library, watch it idle, import."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QElapsedTimer, Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from readinglist import paths
    from readinglist.gui.main_window import MainWindow
    from readinglist.gui.memory import Memory
    from readinglist.gui.session import Session
    from readinglist.gui.theme import Theme
    from readinglist.settings import Settings
    from tests.bench.corpus import as_jsonl, papers

    folder = tempfile.TemporaryDirectory()
    os.environ["READINGLIST_HOME"] = folder.name
    made = papers(10_000)
    size = len(made) // FILES
    files = []
    for at in range(FILES):
        path = Path(folder.name) / f"{at:02}.jsonl"
        path.write_bytes(as_jsonl(made[at * size : (at + 1) * size], at * size))
        files.append(str(path))
    application = QApplication([])
    window = MainWindow(Session(paths.places()), Theme(application, "light", 100), Settings())
    window.returning.start(Memory(), show=True)
    clock = QElapsedTimer()
    clock.start()
    gaps: list[float] = []
    last = [0]

    def beat() -> None:
        now = clock.nsecsElapsed()
        gaps.append((now - last[0]) / 1e6)
        last[0] = now

    timer = QTimer(interval=BEAT_MS)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)

    def run(until: Callable[[], bool], most: float = 120.0) -> list[float]:
        gaps.clear()
        last[0] = clock.nsecsElapsed()
        timer.start()
        end = time.monotonic() + most
        while time.monotonic() < end and not until():
            application.processEvents()
        timer.stop()
        return sorted(gaps)

    run(lambda: window.session.library is not None, 10)
    run(lambda: False, 2)
    idle = run(lambda: False, SECONDS)
    window.intake.import_files(files)
    busy = run(lambda: not window.intake.unfinished)
    told = {"idle": _at(idle, 0.999), "import": _at(busy, 0.999), "worst": busy[-1]}
    window.close()
    print(json.dumps(told))
    sys.stdout.flush()
    os._exit(0)


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


if __name__ == "__main__":
    main()
