from __future__ import annotations

import pytest

from readinglist.digests.text.meta import Meta, told

TOLD = [
    ("Sep 3", Meta(dated_as="Sep 3")),
    ("Sept. 3rd", Meta(dated_as="Sept. 3rd")),
    ("Oct 7, 2024", Meta(dated_as="Oct 7, 2024", dated="2024-10-07")),
    ("October 7 2024", Meta(dated_as="October 7 2024", dated="2024-10-07")),
    ("3 March 2024", Meta(dated_as="3 March 2024", dated="2024-03-03")),
    ("2024-09-03", Meta(dated_as="2024-09-03", dated="2024-09-03")),
    ("2024/9/3", Meta(dated_as="2024/9/3", dated="2024-09-03")),
    ("Tue, 3 Sep 2024", Meta(dated_as="Tue, 3 Sep 2024", dated="2024-09-03")),
    ("Published on Sep 3", Meta(dated_as="Sep 3")),
    ("Feb 30, 2024", Meta(dated_as="Feb 30, 2024")),
    ("2024-13-01", Meta(dated_as="2024-13-01")),
    ("[-] 12", Meta(votes=12, certain=True)),
    ("12 upvotes", Meta(votes=12, certain=True)),
    ("Upvote 1.2k", Meta(votes=1200, certain=True)),
    ("▲ 7", Meta(votes=7, certain=True)),
    ("12", Meta(votes=12)),
    ("1,234", Meta(votes=1234)),
    ("3 comments", Meta()),
    ("8 authors", Meta(author_count=8)),
    ("1 author", Meta(author_count=1)),
    ("· 8 authors", Meta(author_count=8)),
    ("2 authors](https://huggingface.co/papers/2410.05434)", Meta(author_count=2)),
    ("https://arxiv.org/abs/2409.01234", Meta(addresses=("https://arxiv.org/abs/2409.01234",))),
    ("<https://x.org>", Meta(addresses=("https://x.org",))),
    ("arXiv:2409.01234v2 [cs.LG]", Meta(addresses=("arXiv:2409.01234v2 [cs.LG]",))),
    ("doi:10.1000/182", Meta(addresses=("doi:10.1000/182",))),
    ("·", Meta(punctuation=True)),
    ("---", Meta(punctuation=True)),
    ("[-] -", Meta(punctuation=True, unvoted=True)),
    (").", Meta(punctuation=True, closing=True)),
    ("GitHub 1.2k", Meta()),
    ("Previous 1 2 3 … 100 Next", Meta()),
    ("Page 3 of 12", Meta()),
    ("© 2024 Hugging Face", Meta()),
    ("Copyright (c) 2024", Meta()),
]
TEXTS = [
    "",
    "Deep learning",
    "2024: a year of attention",
    "May 30 was a day of rain",
    "3 authors write a paper",
    "12 angry models",
    "1 2 3 4 of a kind",
    "Sep 3, 99",
    "see https://arxiv.org/abs/2409.01234",
    "Upvote",
    "1.5 2.5 3.5",
    "0x1f",
    "arXiv:a study",
    "·" * 161,
    "1" * 161,
    "https://x.org/" + "a" * 160,
]


@pytest.mark.parametrize(("line", "meta"), TOLD)
def test_lines_of_a_fixed_form_tell(line: str, meta: Meta) -> None:
    assert told(line) == meta


@pytest.mark.parametrize("line", TEXTS)
def test_other_lines_are_text(line: str) -> None:
    assert told(line) is None
