"""Print figures the project claims: `python -m tests.bench start|import|search|index [--json]`, run by hand."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from functools import partial

from tests.bench import importing, indexing, searching, start
from tests.bench.pairs import Bench

PAPERS = {"import": 10_000, "search": 20_000, "index": 20_000}


def main() -> None:
    """Run one bench and print its rows: for eyes with ratios, or as JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", choices=("start", *PAPERS))
    parser.add_argument("--papers", type=int, help="how many are made (import 10,000, search and index 20,000)")
    parser.add_argument("--pairs", type=int, default=15, help="alternating pairs, nine at least (15)")
    parser.add_argument("--whoosh", action="store_true", help="search stock Whoosh in however many papers")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    if wanted.pairs < 9:
        parser.error("a median of fewer than nine pairs says nothing")
    benches: dict[str, Callable[[int, int], Bench]] = {
        "start": start.bench,
        "import": importing.bench,
        "search": partial(searching.bench, stock=wanted.whoosh),
        "index": indexing.bench,
    }
    bench = benches[wanted.name](wanted.papers or PAPERS.get(wanted.name, 0), wanted.pairs)
    if wanted.json:
        print(json.dumps(bench.json()))
        print("\n".join(bench.notes), file=sys.stderr, end="\n" * bool(bench.notes))
    else:
        print(bench.text())


main()
