"""What a window needs from the system, checked before Qt is loaded: Qt itself ends in an abort that names the
wrong package, or none."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from readinglist.model import UserError
from readinglist.paths import resource

BROKEN_QT = "6.12.0"
"""This PySide6 loses references to None on Python 3.10 and 3.11, and aborts after some thousand calls."""
MEND_QT = 'pip install "PySide6-Essentials<6.12"'


@dataclass(frozen=True, slots=True)
class SystemLibrary:
    """A Debian package, the library it brings, and whether only a window on a screen needs it."""

    package: str
    library: str
    screen: bool


def refusal(*, screen: bool, environ: Mapping[str, str] = os.environ) -> UserError | None:
    """Why no window (with `screen` False: no picture) can be opened here, with the mend; None: it can."""
    return _unfit_qt() or _missing_libraries(screen=screen) or (_no_display(environ) if screen else None)


def libraries() -> list[SystemLibrary]:
    """The one list of system libraries."""
    lines = resource_list().read_text(encoding="ascii").splitlines()
    split = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return [SystemLibrary(parts[0], parts[1], "screen" in parts[2:]) for parts in split]


@cache
def missing(*, screen: bool) -> tuple[str, ...]:
    """The packages whose libraries can't be loaded; none on systems that are no Linux."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(one.package for one in libraries() if (screen or not one.screen) and not _loads(one.library))


def install_line(packages: tuple[str, ...]) -> str:
    """The command that installs packages."""
    sudo = "" if os.name == "posix" and os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install -y {' '.join(packages)}"


def display(environ: Mapping[str, str] = os.environ) -> str:
    """The screen a window would open on; empty where there is none."""
    if not sys.platform.startswith("linux"):
        return "the system's"
    if environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal", "vnc")):
        return environ["QT_QPA_PLATFORM"]
    if environ.get("WAYLAND_DISPLAY") and _socket(environ).exists():
        return environ["WAYLAND_DISPLAY"]
    name = environ.get("DISPLAY", "")
    return name if name and _opens(name) else ""


def qt_version() -> str:
    """The installed PySide6; empty where there is none."""
    for name in ("PySide6-Essentials", "PySide6"):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return ""


def resource_list() -> Path:
    """packaging/apt-packages.txt: beside the package in a checkout, among the resources when installed."""
    beside = Path(__file__).parent.parent / "packaging" / "apt-packages.txt"
    return beside if beside.exists() else resource("apt-packages.txt")


def _unfit_qt() -> UserError | None:
    version = qt_version()
    if not version:
        return UserError("Qt is not installed", "The window needs it: pip install PySide6-Essentials")
    if version == BROKEN_QT and sys.version_info < (3, 12):
        python = ".".join(map(str, sys.version_info[:2]))
        return UserError(
            f"PySide6 {version} does not work on Python {python}",
            f"It would end the program after a while. Install an earlier one: {MEND_QT}",
        )
    return None


def _missing_libraries(*, screen: bool) -> UserError | None:
    packages = missing(screen=screen)
    if not packages:
        return None
    which = "A system library is" if len(packages) == 1 else f"{len(packages)} system libraries are"
    return UserError(f"{which} missing", f"The window needs them. Install them with: {install_line(packages)}")


def _no_display(environ: Mapping[str, str]) -> UserError | None:
    if display(environ):
        return None
    return UserError(
        "There is no screen to open a window on",
        "Start it on a desktop, or with a virtual screen: apt-get install xvfb, then xvfb-run readinglist. "
        "Everything else works without one: see readinglist --help.",
    )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _socket(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("XDG_RUNTIME_DIR", "/run")) / environ["WAYLAND_DISPLAY"]


def _opens(name: str) -> bool:
    """Whether an X server answers there; without libX11 to ask, its word is taken."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return True
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    opened = x11.XOpenDisplay(os.fsencode(name))
    if not opened:
        return False
    x11.XCloseDisplay(opened)
    return True
