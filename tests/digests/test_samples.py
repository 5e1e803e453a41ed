"""Real files, where they lie beside the project: each gives the papers it holds, and those looked for by eye."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from readinglist import digests
from readinglist.digests.fields import plain
from readinglist.model import Digest, Document, UserError
from readinglist.text.fold import title_key

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
pytestmark = pytest.mark.skipif(not (SAMPLES / "expected.json").exists(), reason="the samples are not here")

RIGHT: dict[str, int] = {
    "awesome-md/Awesome-LLM_README.md": 66,  # 64 papers linked to, two of them from two places
    "ris/jabref_RisImporterCorrupted.ris": 1,  # without a TY: its fields are a record all the same
    "enw/jabref_Endnote.entries.enw": 13,  # 12 lines `%0 ` and one without a type; five say more than their type
    "nbib/jabref_MedlinePlainImporterTestMultiAbstract.txt": 1,  # no title, no PMID, but an abstract: kept
    "nbib/jabref_MedlinePlainImporterTestMultipleEntries.txt": 7,  # one of the seven has no TI
}
"""Where a count by pattern is none or not the whole truth."""
REFUSED = {
    "lists/astro-ph_titles_head.txt": "digest",  # titles alone are prose until their owner says otherwise
    "newsletter/the_batch_2025-12-26.eml": "no digest",
    "zotero-rdf/zotero_rdf.xml": "",
}
UNSEEN = {"journalArticle"}
"""A test case's placeholder, in no line of the file."""


def told() -> list[dict[str, Any]]:
    path = SAMPLES / "expected.json"
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["files"] if path.exists() else []
    return found


def read(path: str) -> Digest:
    return digests.read(Document(Path(path).name, (SAMPLES / path).read_bytes()))


@pytest.mark.parametrize("sample", told(), ids=lambda sample: sample["path"])
def test_a_real_file_gives_its_papers(sample: dict[str, Any]) -> None:
    path = sample["path"]
    if path in REFUSED or path.startswith("not-a-digest/"):
        with pytest.raises(UserError) as refused:
            read(path)
        assert REFUSED.get(path, "") in refused.value.title
        assert refused.value.message.rstrip().endswith("Nothing was imported.")
        return
    digest = read(path)
    assert len(digest.entries) + digest.reported == RIGHT.get(path, sample["expected_entries"])
    checks = sample.get("spot_checks") or {}
    keys = [title_key(entry.title) for entry in digest.entries]
    for title in set(checks.get("titles", ())) - UNSEEN:
        wanted = title_key(plain(title.split(" (arXiv:")[0]))
        assert any(key in wanted or wanted in key for key in keys if key), title
    for kind, name in (("arxiv_ids", "arxiv"), ("dois", "doi"), ("pmids", "pmid")):
        found = {entry.identifiers.get(name) for entry in digest.entries}
        assert {value.lower() for value in checks.get(kind, ())} <= found


def test_every_format_of_the_samples_is_known() -> None:
    formats = {read(sample["path"]).format for sample in told() if _is_read(sample["path"])}
    assert len(formats) >= 18
    assert "text" in formats


def _is_read(path: str) -> bool:
    return path not in REFUSED and not path.startswith("not-a-digest/")
