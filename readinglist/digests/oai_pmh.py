"""What archives answer to harvesters (OAI-PMH): arXiv's own forms of a record, and Dublin Core."""

from __future__ import annotations

import re
from typing import Final

from readinglist.digests import trees
from readinglist.digests.bylines import byline
from readinglist.digests.fields import identify, iso_date, names, one_line, plain
from readinglist.digests.harvest import Harvest
from readinglist.digests.seen import Seen
from readinglist.digests.trees import Element, children, local, text, texts
from readinglist.model import Digest, UserError

NAME: Final = "oai-pmh"

_ROOTS: Final = frozenset({"oai-pmh", "listrecords", "getrecord", "record", "records", "metadata"})
_FORMS: Final = ("arXiv", "arXivRaw", "arXivOld", "dc")
_SIGNS: Final = re.compile(r"openarchives\.org/OAI|arxiv\.org/OAI|<identifier>\s*oai:", re.IGNORECASE)
_OAI: Final = re.compile(r"oai:arXiv\.org:", re.IGNORECASE)
_COMMENT: Final = re.compile(r"\s*Comments?:\s*", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:https?://|doi:|urn:|oai:|hdl:|10\.\d{4,9}/|arxiv:|\d+$)", re.IGNORECASE)
_HTML: Final = re.compile(r"</?(?:p|br|div|jats:\w{1,20})\s?/?>", re.IGNORECASE)


def sniff(seen: Seen) -> bool:
    """Records of an archive, in their envelope or bare."""
    root = trees.root(seen.body)
    return (root in _ROOTS or root in {form.lower() for form in _FORMS}) and _SIGNS.search(
        seen.body[:20_000]
    ) is not None


def parse(seen: Seen) -> Digest:
    """Its papers; the digest is of the day of the answer."""
    bare = trees.root(seen.body) in {"metadata", *(form.lower() for form in _FORMS)}
    tree = trees.xml(seen.text, *(_FORMS if bare else ("record",)))
    harvest = Harvest(seen, NAME)
    shown = seen.text.splitlines() if tree.faults else []
    for fault in tree.faults:
        harvest.problem(fault.what, "".join(shown[fault.line - 1 : fault.line]), fault.line)
    for error in (found for found in tree.head.iter() if local(found) == "error"):
        said = one_line(f"{error.get('code', '')} {''.join(error.itertext())}")
        if not tree.records:
            raise UserError("The archive answered with an error", f"It says “{said[:300]}”. Nothing was imported.")
        harvest.problem("the archive answered with an error", said)
    for record in tree.records:
        _take(harvest, record)
    _tell_of_more(harvest, tree)
    dated_as = text(tree.head, "responseDate").strip()
    dated = iso_date(dated_as)
    return harvest.digest(dated=dated, dated_as=dated_as if dated else None)


def _tell_of_more(harvest: Harvest, tree: trees.Tree) -> None:
    """Say so where the list goes on in another answer."""
    everywhere = (tree.head, *(record.element for record in tree.records[-1:]))
    tokens = (found for element in everywhere for found in element.iter() if local(found) == "resumptionToken")
    token = next(tokens, None)
    if token is not None and (token.text or "").strip():
        whole = token.get("completeListSize", "")
        of = (
            f"{len(tree.records)} of {whole} records are here" if whole.isdecimal() else "not all records are here"
        )
        harvest.problem(f"the list goes on in another answer: {of}", token.text or "", token.sourceline)


def _take(harvest: Harvest, record: trees.Record) -> None:
    """One record, as a paper or a problem."""
    header = next(children(record.element, "header"), None)
    number = _OAI.sub("", text(header, "identifier").strip()) if header is not None else ""
    if header is not None and header.get("status") == "deleted":
        harvest.lost("a deleted record", number, record.lines[0])
        return
    said = next((found for found in record.element.iter() if local(found) in _FORMS), None)
    if said is None:
        around = next(children(record.element, "metadata"), None)
        form = local(around[0]) if around is not None and len(around) else ""
        what = f"a record in the form `{form}`" if form else "a record that says nothing"
        harvest.lost(what, number, record.lines[0])
    elif local(said) == "dc":
        _dublin_core(harvest, said, record.lines, number)
    else:
        _arxiv(harvest, said, record.lines, number)


def _arxiv(harvest: Harvest, said: Element, lines: tuple[int, int], number: str) -> None:
    """A record in one of arXiv's own forms."""
    number = text(said, "id").strip() or number
    versions = [found.get("version", "") for found in said.iter() if local(found) == "version"]
    people = [found for found in said.iter() if local(found) == "author"]
    if people:
        authors = names(" ".join(texts(one, "forenames", "keyname", "suffix")) for one in people)
        count = None
    else:
        authors, count = byline(text(said, "authors"))
    first = text(said, "created") or next((text(found, "date") for found in children(said, "version")), "")
    harvest.paper(
        text(said, "title"),
        text(said, "abstract"),
        lines=lines,
        authors=authors,
        author_count=count,
        identifiers=identify(*texts(said, "doi"))
        | identify(f"{number}{versions[-1] if versions else ''}", number),
        published=iso_date(first),
        venue=text(said, "journal-ref"),
        comment=text(said, "comments"),
    )


def _dublin_core(harvest: Harvest, said: Element, lines: tuple[int, int], number: str) -> None:
    """A record in Dublin Core: what the elements mean shows in their order and how they begin."""
    told = texts(said, "identifier")
    abouts = [plain(found) if _HTML.search(found) else found for found in texts(said, "description", "abstract")]
    comments = [_COMMENT.sub("", found, count=1) for found in abouts if _COMMENT.match(found)]
    abstracts = [found for found in abouts if not _COMMENT.match(found)]
    own = [found for found in told if not _ADDRESS.match(found.strip())]
    dates = sorted(filter(None, map(iso_date, texts(said, "date"))))
    harvest.paper(
        text(said, "title"),
        abstracts[0] if abstracts else "",
        lines=lines,
        authors=names(texts(said, "creator")),
        told=[number, *(found.strip() for found in told)],
        links={"paper": next((found.strip() for found in told if found.strip().startswith("http")), None)},
        published=dates[0] if dates else None,
        venue=next(iter(own), "") or text(said, "source"),
        comment="; ".join(map(one_line, comments)),
    )
