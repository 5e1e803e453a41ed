"""Reads lists of arXiv ids, DOIs, PMIDs and addresses of papers, one a line: a stub for each."""

from __future__ import annotations

import re
from typing import Final

from readinglist.digests import signs
from readinglist.digests.fields import identify
from readinglist.digests.harvest import Harvest
from readinglist.digests.seen import Seen
from readinglist.model import Digest

NAME: Final = "identifiers"
_HEADER: Final = re.compile(r"(?:arxiv|pubmed|paper)?[ _-]*(?:ids?|pmids?|dois?|urls?|links?)?\W*", re.IGNORECASE)
_PMID: Final = re.compile(r"(?:PMID\s?:?\s?)?(\d{1,9})", re.IGNORECASE)
_LIST_SIGN: Final = re.compile(r"(?:[-*+•]|\d{1,4}[.)])\s+")


def sniff(seen: Seen) -> bool:
    """Whether most lines are an identifier or an address and nothing else."""
    return signs.bare(seen)


def parse(seen: Seen) -> Digest:
    """A stub for every line that names a paper. Raises UserError where none does."""
    harvest = Harvest(seen, NAME)
    for number, line in enumerate(seen.text.splitlines(), start=1):
        told = _LIST_SIGN.sub("", line.strip(" \t\ufeff,;<>\"'"), count=1)
        if not told:
            continue
        found = identify(told)
        pmid = _PMID.fullmatch(told)
        if not found and pmid:
            found = {"pmid": pmid[1].lstrip("0") or "0"}
        if found and len(told) < 2000 and (" " not in told or told.lower().startswith(("arxiv", "doi", "pmid"))):
            link = told if told.startswith("http") else None
            harvest.paper("", lines=(number, number), identifiers=found, links={"paper": link})
        elif not (number < 3 and _HEADER.fullmatch(told)):
            harvest.lost("no identifier of a paper", told, number)
    return harvest.digest()
