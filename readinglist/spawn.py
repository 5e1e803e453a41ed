"""Starts a helper process by its module's name, so that who starts it never imports what it runs.

`multiprocessing` pickles the target by reference and the child imports the module named there: were the
target `worker.serve` itself, the window would have to load Whoosh to say so, and were it a function of the
window's, each helper would load Qt.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

HelperName = Literal["worker", "job"]


def start(name: HelperName, folder: str, cache: str) -> tuple[SpawnProcess, Connection[Any, Any]]:
    """Start `readinglist.<name>.serve(pipe, folder, cache)` in a fresh process; it ends when the pipe is
    closed here. Raises OSError where the system gives no more processes."""
    from multiprocessing import get_context

    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(name, theirs, folder, cache), name=name, daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _serve(name: str, pipe: Connection[Any, Any], folder: str, cache: str) -> None:
    from readinglist import log, paths

    log.begin(paths.places())
    import_module(f"readinglist.{name}").serve(pipe, folder, cache)
