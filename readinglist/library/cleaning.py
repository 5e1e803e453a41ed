"""What text must be before it is stored: characters SQLite, terminals and Qt all take."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Without control characters (but line ends and tabs), lone surrogates and bidirectional overrides;
    line ends as a single newline."""
    if text.isprintable():
        return text
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def line(text: str) -> str:
    """Cleaned, and as one line: blanks of any kind become one."""
    if text.isprintable() and "  " not in text and text.strip() == text:
        return text
    return " ".join(clean(text).split())
