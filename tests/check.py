"""Lint, format, types and tests in one command: `python -m tests.check`. Arguments go to pytest."""

from __future__ import annotations

import subprocess
import sys
import time

CHECKS = (
    ("lint", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", "--quiet", ".")),
    ("types", ("mypy",)),
    ("tests", ("pytest", "-q")),
)


def main() -> int:
    """Run all checks, the failing ones too; 0 where every one passed."""
    failed = []
    for name, command in CHECKS:
        began = time.monotonic()
        extra = sys.argv[1:] if name == "tests" else []
        status = subprocess.run([sys.executable, "-m", *command, *extra], check=False).returncode
        print(f"{name}: {'passed' if status == 0 else 'FAILED'} in {time.monotonic() - began:.0f} s", flush=True)
        if status:
            failed.append(name)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
