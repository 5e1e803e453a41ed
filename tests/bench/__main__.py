"""Print a figure the project claims: `python -m tests.bench start|import [--json]`, run by hand."""

from __future__ import annotations

import argparse
import json

from tests.bench import importing, start
from tests.bench.pairs import Bench

BENCHES = {"start": start.bench, "import": importing.bench}


def main() -> None:
    """Run one bench and print its rows: for eyes with ratios, or as JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", choices=BENCHES)
    parser.add_argument("--papers", type=int, default=10_000, help="size of the made digests (10,000)")
    parser.add_argument("--pairs", type=int, default=15, help="alternating pairs, nine at least (15)")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    if wanted.pairs < 9:
        parser.error("a median of fewer than nine pairs says nothing")
    bench: Bench = BENCHES[wanted.name](wanted.papers, wanted.pairs)
    print(json.dumps(bench.json()) if wanted.json else bench.text())


main()
