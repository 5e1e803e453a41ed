"""Two ways of doing one thing, measured in turn: figures of each, and the median of their ratios."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one engine in one class, pair by pair."""

    engine: str
    kind: str
    unit: str
    figures: tuple[float, ...]

    def at(self, share: float) -> float:
        """The figure below which that share of the runs lie: 0.5 is the median."""
        ordered = sorted(self.figures)
        return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


@dataclass(slots=True)
class Bench:
    """All rows of one run; engines of a class follow each other, the one compared with last."""

    papers: int
    rows: list[Row] = field(default_factory=list)

    def compare(
        self,
        kind: str,
        unit: str,
        engines: dict[str, Callable[[], float]],
        pairs: int,
    ) -> None:
        """Measure each engine once to warm up, then so many times, turn by turn."""
        figures: dict[str, list[float]] = {engine: [] for engine in engines}
        for number in range(pairs + 1):
            for engine, measure in engines.items():
                figure = measure()
                if number:
                    figures[engine].append(figure)
        self.rows += [Row(engine, kind, unit, tuple(found)) for engine, found in figures.items()]

    def json(self) -> dict[str, object]:
        """The same shape for every bench."""
        return {
            "papers": self.papers,
            "rows": [
                {
                    "engine": row.engine,
                    "class": row.kind,
                    "p50": round(row.at(0.5), 4),
                    "p95": round(row.at(0.95), 4),
                    "unit": row.unit,
                }
                for row in self.rows
            ],
        }

    def text(self) -> str:
        """A table; each row that has another of its class after it is set against the last of them."""
        lines = [
            f"{'class':<12} {'engine':<14} {'median':>10} {'p95':>10} unit       ratio (10 % to 90 % of pairs)"
        ]
        for row in self.rows:
            base = [other for other in self.rows if other.kind == row.kind][-1]
            ratio = ""
            if base is not row:
                ratios = sorted(mine / its for mine, its in zip(row.figures, base.figures, strict=True))
                low, high = ratios[len(ratios) // 10], ratios[-1 - len(ratios) // 10]
                ratio = f"{statistics.median(ratios):.2f} × {base.engine} ({low:.2f} to {high:.2f})"
            figures = f"{row.at(0.5):>10,.1f} {row.at(0.95):>10,.1f} {row.unit:<10}"
            lines.append(f"{row.kind:<12} {row.engine:<14} {figures} {ratio}".rstrip())
        return "\n".join(lines)
