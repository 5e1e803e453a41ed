"""Identifiers and addresses of papers: recognised, normalised, and never trusted further than that."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

_ARXIV_NEW = re.compile(r"(?<![\d.])(\d{4}\.\d{4,5})(?:v(\d{1,3}))?(?![\d])")
_ARXIV_OLD = re.compile(
    r"(?<![A-Za-z])([a-z][a-z-]*?)(?:\.[A-Za-z]{2})?/(\d{7})(?:v(\d{1,3}))?(?!\d)", re.IGNORECASE
)
_ARXIV_WHOLE = re.compile(
    r"(?:https?://)?(?:www\.|export\.)?(?:arxiv\.org/(?:abs|pdf|html)/|huggingface\.co/papers/)?(?:arxiv:)?\s*(.+?)(?:\.pdf)?/?",
    re.IGNORECASE,
)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_PREPRINT_VERSION = re.compile(r"^(10\.(?:1101|64898)/.+?)v\d+(?:\.full.*)?$")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]{2,2000}", re.IGNORECASE)
_PAPER_HOSTS = ("arxiv.org", "www.arxiv.org", "export.arxiv.org", "huggingface.co", "www.huggingface.co")
_PAPER_PATH = re.compile(r"/(?:abs|pdf|html|papers)/(.+?)(?:\.pdf)?/?$")


def arxiv(text: str) -> tuple[str, int | None] | None:
    """The arXiv id a text consists of, without version, lower case, subject class dropped
    (`math.CO/0112567v2` → `math/0112567`, 2); None where it is none."""
    whole = _ARXIV_WHOLE.fullmatch(text.strip())
    if whole is None:
        return None
    inner = whole[1]
    if found := _ARXIV_NEW.fullmatch(inner):
        month = int(found[1][2:4])
        return (found[1], int(found[2]) if found[2] else None) if 1 <= month <= 12 else None
    if found := _ARXIV_OLD.fullmatch(inner):
        return f"{found[1].lower()}/{found[2]}", int(found[3]) if found[3] else None
    return None


def doi(text: str) -> str | None:
    """The DOI in a text, lower case, without what encloses it; of bioRxiv and medRxiv without version."""
    found = _DOI.search(text)
    if found is None:
        return None
    value = found[0].lower().rstrip(".,;")
    while value.endswith(")") and value.count(")") > value.count("("):
        value = value[:-1].rstrip(".,;")
    preprint = _PREPRINT_VERSION.match(value)
    return preprint[1] if preprint else value


def normalise(kind: str, text: str) -> dict[str, str]:
    """One identifier in the form it is stored in; the DOI 10.48550/arXiv.X *is* the arXiv id X. Empty where
    the text is none of its kind."""
    if kind == "arxiv":
        found = arxiv(text)
        return _arxiv_fields(found) if found else {}
    if kind == "doi":
        value = doi(text)
        if value is None:
            return {}
        own = _ARXIV_DOI.fullmatch(value)
        if own and (found := arxiv(own[1])):
            return _arxiv_fields(found)
        return {"doi": value}
    return {kind: text.strip()} if text.strip() else {}


def paper_url(text: str) -> dict[str, str]:
    """The identifiers an address of a paper names: arXiv and Hugging Face pages, DOI resolvers."""
    parts = urlsplit(text if "://" in text else f"https://{text}")
    host = (parts.hostname or "").lower()
    if host in _PAPER_HOSTS and (found := _PAPER_PATH.match(parts.path)) and "login" not in parts.path:
        return normalise("arxiv", found[1])
    if host in ("doi.org", "dx.doi.org", "www.doi.org"):
        return normalise("doi", parts.path.lstrip("/"))
    return {}


def links(identifiers: dict[str, str], told: dict[str, str]) -> dict[str, str]:
    """The addresses to open a paper by ("paper", "pdf", "code"): those digests told, else made of its ids."""
    made: dict[str, str] = {}
    if number := identifiers.get("arxiv"):
        made = {"paper": f"https://arxiv.org/abs/{number}", "pdf": f"https://arxiv.org/pdf/{number}"}
    elif value := identifiers.get("doi"):
        made = {"paper": f"https://doi.org/{value}"}
    elif value := identifiers.get("pmid"):
        made = {"paper": f"https://pubmed.ncbi.nlm.nih.gov/{value}/"}
    return made | {kind: address for kind, address in told.items() if safe_url(address)}


def safe_url(text: str) -> str | None:
    """The address if it may be opened: http or https, a host, no credentials, no control, bidi or backslash
    characters; the host in punycode, so that a look-alike shows. None otherwise."""
    text = text.strip()
    if not text or len(text) > 4000 or "\\" in text or any(_hidden(character) for character in text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    try:
        ascii_host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return None
    return parts._replace(netloc=parts.netloc.lower().replace(host, ascii_host)).geturl()


def addresses(text: str) -> list[tuple[int, int, str]]:
    """The web addresses in running text as (start, end, address); a full stop, comma or bracket behind one
    is not part of it, a balanced bracket inside is."""
    found = []
    for match in _ADDRESS.finditer(text):
        address = _without_tail(match[0])
        full = address if "://" in address else f"https://{address}"
        if safe_url(full):
            found.append((match.start(), match.start() + len(address), full))
    return found


def _without_tail(address: str) -> str:
    while address:
        last = address[-1]
        unopened = last in ")]}" and address.count(last) > address.count({")": "(", "]": "[", "}": "{"}[last])
        if not (unopened or last in ".,;:!?'\"’”»*"):
            return address
        address = address[:-1]
    return address


def _arxiv_fields(found: tuple[str, int | None]) -> dict[str, str]:
    number, version = found
    return {"arxiv": number} | ({"arxiv_version": str(version)} if version else {})


def _hidden(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Cs")
