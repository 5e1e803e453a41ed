"""Where things live: the folders of a user's data, and the program's own resources."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_HOME = "READINGLIST_HOME"
_LIBRARY = "READINGLIST_LIBRARY"
_PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Places:
    """The five folders of one library's user; none need exist yet."""

    data: Path
    """library.db and its lock, view state."""
    cache: Path
    """The search index."""
    config: Path
    """settings.json."""
    log: Path
    runtime: Path
    """The socket by which a second start finds the first."""


def places(library: str | None = None, environ: Mapping[str, str] = os.environ) -> Places:
    """The folders in use: `library` beats READINGLIST_LIBRARY beats READINGLIST_HOME (everything below that
    folder) beats what the system has for such things. Nothing is created."""
    home = environ.get(_HOME)
    if home:
        root = Path(home).expanduser().absolute()
        found = Places(root / "data", root / "cache", root / "config", root / "log", root / "runtime")
    else:
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("readinglist", appauthor=False)
        with warnings.catch_warnings():  # a system without a runtime folder gets one below /tmp
            warnings.simplefilter("ignore")
            runtime = dirs.user_runtime_path
        found = Places(
            dirs.user_data_path, dirs.user_cache_path, dirs.user_config_path, dirs.user_log_path, runtime
        )
    chosen = library or environ.get(_LIBRARY)
    if not chosen:
        return found
    data = Path(chosen).expanduser().absolute()
    return Places(data, found.cache, found.config, found.log, found.runtime)


def resource(name: str) -> Path:
    """A file or folder of resources/: inside the package where it was installed, beside it in a checkout."""
    for root in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(f"resources/{name} is missing from this installation")
