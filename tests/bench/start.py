"""From the start of the process to the first painted rows, beside a bare Qt window on the same screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from readinglist.desk import Indexer, import_drop
from readinglist.library import open_library
from readinglist.paths import resource
from tests.bench.pairs import Bench

BARE = """
import json, os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Bare(QMainWindow):
    def paintEvent(self, event):
        started = float(os.environ["READINGLIST_TIMING"])
        sys.stderr.write(json.dumps({"painted": time.time() - started}) + "\\n")
        QTimer.singleShot(0, QApplication.quit)

application = QApplication([])
window = Bare()
window.resize(1280, 800)
window.show()
application.exec()
"""


def bench(_papers: int, pairs: int) -> Bench:
    """Wall-clock milliseconds on a library of the two sample digests; offscreen where there is no screen."""
    result = Bench(230)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with open_library(home / "data") as library:
            import_drop(library, list(map(str, resource("samples").glob("*.txt"))), origin="command")
            Indexer(library, home / "cache").bring_up_to_date()
        ours = partial(_painted, ["-m", "readinglist"], home)
        bare = partial(_painted, ["-c", BARE], home)
        result.compare("start", "ms", {"reading-list": ours, "bare-qt": bare}, pairs)
    return result


def _painted(arguments: list[str], home: Path) -> float:
    environ = {**os.environ, "READINGLIST_HOME": str(home), "READINGLIST_TIMING": str(time.time())}
    if not environ.get("DISPLAY") and not environ.get("WAYLAND_DISPLAY"):
        environ["QT_QPA_PLATFORM"] = "offscreen"
    ran = subprocess.run(
        [sys.executable, *arguments], env=environ, capture_output=True, text=True, check=True, timeout=60
    )
    lines = [line for line in ran.stderr.splitlines() if line.startswith('{"painted"')]
    if not lines:
        raise SystemExit(f"Nothing was painted: {ran.stderr}")
    return float(json.loads(lines[0])["painted"]) * 1000
