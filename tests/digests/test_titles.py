"""A list of titles is read where its owner says that it is one; it is offered where lines look like titles."""

from __future__ import annotations

from pathlib import Path

import pytest

from readinglist import digests
from readinglist.desk import import_drop
from readinglist.library import cards, open_library, queue
from readinglist.model import Document, UserError

LIST = """Reading for the week
1. Attention is all you need
2. On the electrodynamics of moving bodies
- “What is life?” revisited
lower case and no title at all.
Deep residual learning for image recognition
"""


def test_it_is_offered_and_read_when_asked(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(LIST)
    with open_library(tmp_path / "data") as library:
        (file,) = import_drop(library, [str(tmp_path / "list.txt")], origin="window").files
        assert file.error is not None
        assert file.titles == 5
        report = import_drop(library, [str(tmp_path / "list.txt")], origin="window", as_titles=True)
        assert (report.new, report.files[0].reported, report.files[0].format) == (5, 1, "titles")
        found = [card.paper.title for card in cards(library, queue.all_ids(library))]
        assert "On the electrodynamics of moving bodies" in found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One line alone that could be a title",
        "It was a dark night. The rain fell in torrents. Then it stopped.\n" * 5,
        "#include <stdio.h>\nint main(void) {\n  return 0;\n}\n",
        "{'a': 1}\n{'b': 2}\n",
    ],
)
def test_it_is_not_offered_for_what_is_no_list(text: str) -> None:
    assert digests.count_titles(Document("x.txt", text.encode())) == 0


def test_without_one_title_it_is_refused() -> None:
    with pytest.raises(UserError, match="no papers"):
        digests.read(Document("x.txt", b"a\nb\nc\n"), as_titles=True)
