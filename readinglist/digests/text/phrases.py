"""Words of the digest sites' own pages: whole lines that are menu, masthead or footer, never a paper."""

from __future__ import annotations

from typing import Final

DAILY: Final = "daily papers"
TRENDING: Final = "trending papers"

HEADER: Final[frozenset[str]] = frozenset(
    {
        "get trending papers in your email inbox once a day!",
        "get trending papers in your email inbox!",
        DAILY,
        "daily papers - hugging face",
        TRENDING,
        "trending papers - hugging face",
        "byak and the research community",
        "by ak and the research community",
        "and the research community",
    }
)
"""What only the page of papers says: one of them shows where the file comes from."""

_MENU: Final = """
new | subscribe | by | ak | byak | akhaliq | daily | weekly | monthly | submitted by | upvote | upvotes
hugging face | hugging face's logo | models | datasets | spaces | buckets | buckets new | docs | enterprise
pricing | website | tasks | huggingchat | collections | languages | organizations | community | blog
articles | blog & articles | posts | papers | learn | discord | forum | forums | github | solutions
team & enterprise | hugging face pro | enterprise support | enterprise hub | inference providers
inference endpoints | expert support | storage buckets | log in | login | sign up | company | tos | terms
terms of service | privacy | privacy policy | about | careers | jobs | press | brand assets | contact
contact us | help | status | search | settings | system theme | light theme | dark theme | light | dark
system | theme | previous | prev | next | load more | show more | view more | see more | back to top | home
menu | skip to content | skip to main content | add to collection | view arxiv page | arxiv page | view pdf
project page | github repo | cookie settings
"""

BOILERPLATE: Final[frozenset[str]] = HEADER | {
    phrase for line in _MENU.strip().splitlines() for phrase in line.split(" | ")
}

GLUED: Final[tuple[str, ...]] = (
    "Get trending papers in your email inbox once a day!",
    "Get trending papers in your email inbox!",
    "Subscribe",
    "Daily Papers",
    "byAK and the research community",
    "by AK and the research community",
)
"""What a copied page sticks to the front of its first title, as written there."""
