"""What a user set, as one JSON file; a broken one is set aside with a sentence, never fatal."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.paths import Places

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """A user's choices, the same for every library."""

    theme: Literal["system", "light", "dark"] = "system"
    text_size: int = 100
    """Percent of the system's, 80 to 200."""
    single_keys: bool = True
    web_search: str = "https://www.google.com/search?q={}"
    """Where `Find on the web` asks; {} is the title."""


def load(places: Places) -> tuple[Settings, str | None]:
    """The settings, and a sentence where the file was broken and set aside. Values that make no sense are
    replaced by the usual ones."""
    path = places.config / "settings.json"
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(stored, dict):
            raise TypeError("not an object")  # noqa: TRY301 — handled like any other broken file
    except FileNotFoundError:
        return Settings(), None
    except (OSError, ValueError, TypeError) as error:
        log.warning("The settings could not be read: %s", error)
        aside = path.with_suffix(".json.broken")
        try:
            path.replace(aside)
        except OSError:
            return Settings(), f"The settings in {path} can't be read. The usual ones are in use."
        return Settings(), f"The settings could not be read and were set aside as {aside.name}."
    return _checked(stored), None


def save(places: Places, settings: Settings) -> None:
    """Write the settings in one rename; keys of other versions are kept. A folder that can't be written is
    logged: a setting that lasts only until the end is no reason to stop."""
    path = places.config / "settings.json"
    try:
        places.config.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_suffix(".json.part")
        part.write_text(json.dumps(_others(path) | asdict(settings), indent=2) + "\n", encoding="utf-8")
        os.replace(part, path)  # noqa: PTH105 — Path.replace would do the same
    except OSError as error:
        log.warning("The settings could not be saved: %s", error)


def _others(path: Path) -> dict[str, Any]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _checked(stored: dict[str, Any]) -> Settings:
    usual = Settings()
    known = {
        field.name: stored[field.name]
        for field in fields(Settings)
        if field.name in stored and type(stored[field.name]) is type(getattr(usual, field.name))
    }
    if known.get("theme") not in ("system", "light", "dark"):
        known.pop("theme", None)
    if not 80 <= known.get("text_size", 100) <= 200:
        known.pop("text_size")
    if "{}" not in known.get("web_search", "{}") or not known.get("web_search", "https://").startswith("http"):
        known.pop("web_search")
    return Settings(**known)
