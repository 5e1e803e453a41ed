"""Web addresses: found in running text, and let through only where opening one can do no harm."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from urllib.parse import urlsplit

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9@./-])(?:https?://|www\.(?=[A-Za-z0-9])|(?:github\.com|gitlab\.com|huggingface\.co|arxiv\.org|doi\.org|zenodo\.org)/)"
    r"[^\s<>\"“”„«»\\{}|^`。，、；：！？（）【】「」『』《》]{2,2000}",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*\.?|[0-9a-f]{0,4}:[0-9a-f:.]{1,45}"
)
_TAIL = frozenset(".,;:!?'’*…~")
_OPENING = {")": "(", "]": "["}
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_LONGEST = 4000


def safe_url(text: str) -> str | None:
    """The address if it may be opened: http or https, a host, no credentials, no blanks, control or bidi
    characters, no backslash. The host comes in punycode, so that a look-alike shows. None otherwise."""
    text = text.strip()
    if not text or len(text) > _LONGEST or "\\" in text or any(_hidden(character) for character in text):
        return None
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
        if host and not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError:  # a port out of range, half an IPv6 address, a host that is no name
        return None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not host or not _HOST.fullmatch(host):
        return None
    shown = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=shown if port is None else f"{shown}:{port}").geturl()


def addresses(text: str) -> list[tuple[int, int, str]]:
    """The web addresses in running text as (start, end, address to open). A full stop, comma or bracket
    behind one is not part of it, a bracket opened inside is; `www.…` and the homes of code and papers need
    no `https://` before them."""
    found = []
    for told in _ADDRESS.finditer(text):
        address = _without_tail(told[0])
        safe = safe_url(address if "://" in address else f"https://{address}")
        if safe:
            found.append((told.start(), told.start() + len(address), safe))
    return found


def _without_tail(address: str) -> str:
    counts = Counter(sign for sign in address if sign in "()[]")
    end = len(address)
    while end:
        last = address[end - 1]
        if (last in _OPENING and counts[last] > counts[_OPENING[last]]) or last in "([":
            counts[last] -= 1
        elif last not in _TAIL:
            break
        end -= 1
    return address[:end]


def _hidden(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in _HIDDEN
