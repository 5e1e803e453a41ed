"""Addresses in pages and lists: which of them lead to papers, and which paper they name."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from readinglist.text import identifiers

_SITES: Final = (
    *(
        "aclanthology.org/",
        "aclweb.org/anthology/",
        "openreview.net/",
        "proceedings.mlr.press/v",
        "jmlr.org/papers/",
    ),
    *("papers.nips.cc/paper", "proceedings.neurips.cc/paper", "papers.neurips.cc/paper", "openaccess.thecvf.com/"),
    *("ecva.net/papers/", "ieeexplore.ieee.org/", "dl.acm.org/doi/", "link.springer.com/", "nature.com/articles/"),
    *(
        "science.org/doi/",
        "sciencedirect.com/science/article/",
        "ojs.aaai.org/index.php/",
        "ijcai.org/proceedings/",
    ),
    *("isca-speech.org/archive", "isca-archive.org/", "semanticscholar.org/paper/", "papers.ssrn.com/"),
    *("roboticsproceedings.org/", "journals.aps.org/", "iopscience.iop.org/article/", "pnas.org/doi/"),
    *("onlinelibrary.wiley.com/doi/", "tandfonline.com/doi/", "pubs.acs.org/doi/", "academic.oup.com/"),
    *("frontiersin.org/articles/", "frontiersin.org/journals/", "mdpi.com/", "journals.plos.org/", "cell.com/"),
    *(
        "bmj.com/content/",
        "nejm.org/doi/",
        "thelancet.com/journals/",
        "jamanetwork.com/",
        "usenix.org/conference/",
    ),
    *("vldb.org/pvldb/", "ndss-symposium.org/ndss-paper/", "europepmc.org/", "ncbi.nlm.nih.gov/pmc/articles/"),
    *(
        "pmc.ncbi.nlm.nih.gov/articles/",
        "hal.science/",
        "eprint.iacr.org/",
        "osf.io/preprints/",
        "zenodo.org/record",
    ),
    *(
        "paperswithcode.com/paper/",
        "chemrxiv.org/",
        "distill.pub/20",
        "direct.mit.edu/",
        "adsabs.harvard.edu/abs/",
    ),
)
"""Where papers live, besides the sites whose addresses name an identifier."""
_MIRRORS: Final = ("arxiv", "papers.cool", "huggingface.co/papers", "hf.co/papers", "hf-mirror.com/papers")
_ARXIV_ID: Final = re.compile(r"(?<![\d.])(\d{4}\.\d{4,5}(?:v\d{1,2})?)(?![\d])")
_DOI_TAIL: Final = re.compile(r"(?:\.pdf|\.full|\.abstract|/(?:full|pdf|abstract|html|epdf|meta|fulltext))+$")
_NATURE: Final = re.compile(r"nature\.com/articles/(s4\d{4}-\d{3}-\d{5}-[0-9a-z])(?![^/.?#])")
_LONGEST: Final = 2000


def named(address: str) -> dict[str, str]:
    """The identifiers of the paper an address leads to; none where it leads to no paper, or does not tell."""
    if len(address) > _LONGEST:
        return {}
    if found := identifiers.paper_url(address):
        return found
    place = _place(address)
    if any(mirror in place for mirror in _MIRRORS) and (number := _ARXIV_ID.search(place)):
        return identifiers.normalise("arxiv", number[1])
    if nature := _NATURE.match(place):
        return {"doi": f"10.1038/{nature[1]}"}
    if "10." in place and place.startswith(_SITES):
        value = identifiers.normalise("doi", unquote(place))
        return {kind: _DOI_TAIL.sub("", text) for kind, text in value.items()}
    return {}


def leads(address: str) -> bool:
    """Whether an address leads to a paper, as far as it shows."""
    return _on_site(address) or bool(named(address))


def _on_site(address: str) -> bool:
    place = _place(address)
    return place.startswith(_SITES) and len(place) > place.find("/") + 2


def _place(address: str) -> str:
    """Host and path, without what says nothing."""
    try:
        parts = urlsplit(address[:_LONGEST])
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    return f"{(parts.netloc or '').lower().removeprefix('www.')}{parts.path}?{parts.query}".rstrip("?")
