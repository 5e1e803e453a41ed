"""Real captures of pages and digests in text: the papers an independent count found, and what is told of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readinglist import digests
from readinglist.model import Digest, Document, UserError

NAMES = [
    "hf-search-numbered-links.txt",
    "hf-search-urls-on-own-lines.txt",
    "huggingface_top_10_papers_2025-W49_translated.txt",
    "paper_metadata_2026-08-14.txt",
    "pwc-trending-2026.md",
]


def read(folder: Path, name: str) -> Digest:
    digest = digests.read(Document(name, (folder / "hf-text" / name).read_bytes()))
    assert digest.format == "text"
    return digest


@pytest.mark.parametrize("name", NAMES)
def test_a_capture_holds_the_papers_that_were_counted(real_samples: Path, name: str) -> None:
    listed = json.loads((real_samples / "expected.json").read_text("utf-8"))["files"]
    (expected,) = [one for one in listed if one["path"] == f"hf-text/{name}"]
    digest = read(real_samples, name)
    assert len(digest.entries) == expected["expected_entries"]
    assert digest.reported == 0
    assert {entry.title for entry in digest.entries} >= set(expected["spot_checks"]["titles"])
    told = {entry.identifiers.get("arxiv") for entry in digest.entries}
    assert told >= set(expected["spot_checks"].get("arxiv_ids", ()))
    assert all(len(entry.abstract) > 150 for entry in digest.entries)


def test_a_text_browser_s_capture_tells_authors_dates_and_votes(real_samples: Path) -> None:
    digest = read(real_samples, NAMES[0])
    assert (digest.name, digest.dated_as) == ("Daily Papers", "Jun 29")
    assert [entry.author_count for entry in digest.entries] == [3, 671, 8]
    assert [entry.votes for entry in digest.entries] == [None, 65, 1]
    assert [entry.published for entry in digest.entries] == [None, "2024-03-08", "2025-11-14"]


def test_labels_and_rules_tell_addresses(real_samples: Path) -> None:
    ruled, labelled = (read(real_samples, name) for name in NAMES[2:4])
    assert {tuple(entry.links) for entry in ruled.entries} == {("paper",)}
    assert {tuple(entry.links) for entry in labelled.entries} == {("pdf",)}
    assert all("arxiv" in entry.identifiers for entry in (*ruled.entries, *labelled.entries))


def test_cards_that_are_there_twice_are_joined_and_reported(real_samples: Path) -> None:
    digest = read(real_samples, NAMES[4])
    assert [problem.what for problem in digest.problems].count("there twice, joined") == 4
    assert [entry.author_count for entry in digest.entries] == [8, 28, None, 5, None]
    assert {tuple(entry.links) for entry in digest.entries} == {("code",)}


def test_what_is_no_digest_is_refused_in_whatever_mode(real_samples: Path) -> None:
    for path in [*(real_samples / "not-a-digest").iterdir(), real_samples / "lists" / "astro-ph_titles_head.txt"]:
        with pytest.raises(UserError):
            digests.read(Document(path.name, path.read_bytes()))
