"""Locks between programs: kernel-owned, so that a holder's death frees them, and never deleted."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock

POLL = 0.005
"""Seconds between looks; at the usual 50 ms three writers starve each other for seconds."""


class SharedLock:
    """A lock file all programs of one library share; one object a connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: BaseFileLock | None = None

    @contextmanager
    def held(self, deadline: float) -> Iterator[None]:
        """Hold it. Raises TimeoutError past the deadline (monotonic seconds), OSError where it can't be had."""
        from filelock import FileLock, Timeout

        if self._lock is None:
            self._lock = FileLock(
                self.path, mode=0o600, poll_interval=POLL, fallback_to_soft=False, preserve_lock_file=True
            )
        try:
            self._lock.acquire(timeout=max(deadline - time.monotonic(), 0))
        except Timeout as error:
            raise TimeoutError from error
        try:
            yield
        finally:
            self._lock.release()
