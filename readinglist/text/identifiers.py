"""Identifiers of papers: recognised in texts and addresses, and normalised so that one paper has one."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from readinglist.text.addresses import addresses, safe_url

__all__ = ["addresses", "arxiv", "doi", "links", "normalise", "paper_url", "safe_url"]

_ARXIV_WRAPPING = re.compile(
    r"(?:https?://)?(?:www\.|export\.)?(?:arxiv\.org/(?:abs|pdf|html)/|huggingface\.co/papers/)?(?:arxiv:)?\s*+",
    re.IGNORECASE,
)
_ARXIV_NEW = re.compile(r"([0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5})(?:v([0-9]{1,3}))?", re.IGNORECASE)
_ARXIV_OLD = re.compile(
    r"(acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|"
    r"cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|"
    r"physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con)"
    r"(?:\.[A-Z]{2})?/([0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3})(?:v([0-9]{1,3}))?",
    re.IGNORECASE,
)
_LONGEST_ID = 500
_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s\"“”<>\\{}|^`]{1,500}")
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_PREPRINT_VERSION = re.compile(r"(10\.(?:1101|64898)/[0-9.]*[0-9])(?:v[0-9]{1,3})?(?:\.[a-z].*)?")
_ARXIV_HOSTS = (
    "arxiv.org",
    "export.arxiv.org",
    "ar5iv.org",
    "ar5iv.labs.arxiv.org",
    "alphaxiv.org",
    "huggingface.co",
)
_ARXIV_PATH = re.compile(r"/(?:abs|pdf|html|papers|overview)/(.+?)(?:\.pdf)?/?")
_DOI_HOSTS = ("doi.org", "dx.doi.org")
_PREPRINT_HOSTS = ("biorxiv.org", "medrxiv.org")
_PUBMED = re.compile(r"/(?:pubmed/)?([0-9]{1,9})/?")


def arxiv(text: str) -> tuple[str, int | None] | None:
    """The arXiv id a text consists of, without version, lower case, subject class dropped
    (`math.CO/0112567v2` → `math/0112567`, 2); None where it is none."""
    text = text.strip()
    if len(text) > _LONGEST_ID:
        return None
    wrapping = _ARXIV_WRAPPING.match(text)
    inner = text[wrapping.end() :] if wrapping else text
    inner = inner.removesuffix("/").removesuffix(".pdf")
    if found := _ARXIV_NEW.fullmatch(inner):
        return found[1], int(found[2]) if found[2] else None
    if found := _ARXIV_OLD.fullmatch(inner):
        return f"{found[1].lower()}/{found[2]}", int(found[3]) if found[3] else None
    return None


def doi(text: str) -> str | None:
    """The DOI in a text, lower case, without what encloses it; of bioRxiv and medRxiv without version."""
    found = _DOI.search(text)
    if found is None:
        return None
    value = found[0].lower()
    while value[-1] in ".,;:'’”*" or (value[-1] in ")]" and _unopened(value)):
        value = value[:-1]
    if value.endswith("/"):
        value = value.rstrip("/")
    preprint = _PREPRINT_VERSION.fullmatch(value)
    value = preprint[1] if preprint else value
    return value if "/" in value else None


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
    """The identifiers an address of a paper names: pages of arXiv and its mirrors, Hugging Face, DOI
    resolvers, bioRxiv, medRxiv, PubMed, OpenReview. Empty for any other address."""
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return {}
    if host in _ARXIV_HOSTS:
        found = _ARXIV_PATH.fullmatch(parts.path)
        return normalise("arxiv", found[1]) if found else {}
    if host in _DOI_HOSTS or host in _PREPRINT_HOSTS:
        return normalise("doi", unquote(parts.path))
    if host == "pubmed.ncbi.nlm.nih.gov" or (host == "ncbi.nlm.nih.gov" and "/pubmed/" in parts.path):
        found = _PUBMED.fullmatch(parts.path)
        return {"pmid": found[1]} if found else {}
    if host == "openreview.net" and parts.path in ("/forum", "/pdf"):
        number = parse_qs(parts.query).get("id", [""])[0]
        return {"openreview": number} if number.replace("-", "").replace("_", "").isalnum() else {}
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
    return made | {kind: safe for kind, address in told.items() if (safe := safe_url(address))}


def _arxiv_fields(found: tuple[str, int | None]) -> dict[str, str]:
    number, version = found
    return {"arxiv": number} | ({"arxiv_version": str(version)} if version else {})


def _unopened(value: str) -> bool:
    """Whether the bracket a value ends with was opened before the value began."""
    opening = {")": "(", "]": "["}[value[-1]]
    return value.count(value[-1]) > value.count(opening)
