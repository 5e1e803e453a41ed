"""How long one document may take, so that no file holds up the others."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from readinglist.model import UserError

if TYPE_CHECKING:
    from types import FrameType

SECONDS = 10.0
"""Time for one document, and …"""
SECONDS_A_MEGABYTE = 1.0
"""… so much more for each megabyte."""


def seconds_for(size: int) -> float:
    """The time a document of so many bytes may take."""
    return SECONDS + SECONDS_A_MEGABYTE * size / 2**20


@contextlib.contextmanager
def time_limit(size: int) -> Iterator[None]:
    """Raise UserError in the middle of whatever runs when a document of so many bytes takes too long."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    seconds = seconds_for(size)

    def late(_number: int, _frame: FrameType | None) -> None:
        raise UserError("It took too long", f"It was still not read after {seconds:.0f} seconds. Split the file.")

    before: Any = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
