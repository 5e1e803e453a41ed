"""The most memory that a process of its own takes for a piece of work."""

from __future__ import annotations

import subprocess
import sys

_TELL = """
import re, resource
try:
    with open("/proc/self/status") as told:
        print(int(re.search(r"VmHWM:\\s+(\\d+)", told.read())[1]) / 1024)
except OSError:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
"""Linux counts what the parent took in a child's `ru_maxrss`, even after it became another program."""


def peak(code: str, *arguments: str) -> float:
    """MB resident at the most while this Python runs."""
    ran = subprocess.run(
        [sys.executable, "-c", code + _TELL, *arguments], capture_output=True, text=True, check=True
    )
    return float(ran.stdout)
