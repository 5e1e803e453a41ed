"""Several ways of doing one thing, measured in turn: figures of each, and the median of their ratios."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

Case = TypeVar("Case")


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

    @property
    def worst(self) -> float:
        """The share at which the worst figure stands: the least of a speed, the most of a cost."""
        return 0.0 if self.unit.endswith("/s") else 1.0


@dataclass(slots=True)
class Bench:
    """All rows of one run; the engines of a class follow each other, the one compared with the others first."""

    papers: int
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What is left out, and why."""
    own: tuple[str, ...] = ()
    """The engines of a class that are set against the others; its first one where none is named."""

    def compare(
        self,
        kind: str,
        unit: str,
        engines: dict[str, Callable[[], float]],
        pairs: int,
    ) -> None:
        """Measure each engine once to warm up, then so many times, turn by turn."""
        for measure in engines.values():
            measure()

        def asked(measure: Callable[[], float]) -> Callable[[int], float]:
            return lambda _number: measure()

        self.each(kind, unit, {engine: asked(measure) for engine, measure in engines.items()}, range(pairs))

    def each(
        self,
        kind: str,
        unit: str,
        engines: Mapping[str, Callable[[Case], float]],
        cases: Sequence[Case],
        seconds: dict[str, float] | None = None,
    ) -> None:
        """Measure each engine with every case, turn by turn; one with a limit is left out when it is used up."""
        figures: dict[str, list[float]] = {engine: [] for engine in engines}
        left = dict.fromkeys(engines, math.inf) | (seconds or {})
        for case in cases:
            for engine, measure in engines.items():
                if left[engine] > 0:
                    began = time.perf_counter()
                    figures[engine].append(measure(case))
                    left[engine] -= time.perf_counter() - began
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
        """A table; the first rows of a class are set against each of the others."""
        heads = f"{'class':<18} {'engine':<14} {'median':>10} {'p95':>10} {'worst':>10} {'unit':<10} {'runs':>4}"
        lines = [f"{heads} ratio (10 % to 90 % of pairs)"]
        for row in self.rows:
            figures = " ".join(f"{_rounded(row.at(share)):>10}" for share in (0.5, 0.95, row.worst))
            ratios = "; ".join(self._ratios(row))
            lines.append(
                f"{row.kind:<18} {row.engine:<14} {figures} {row.unit:<10} {len(row.figures):>4} {ratios}".rstrip()
            )
        return "\n".join([*lines, *self.notes])

    def _ratios(self, row: Row) -> Iterator[str]:
        alike = [other for other in self.rows if (other.kind, other.unit) == (row.kind, row.unit)]
        own = self.own or (alike[0].engine,)
        for mine in alike if row.engine not in own else ():
            if mine.engine in own:
                ratios = sorted(one / its for one, its in zip(mine.figures, row.figures, strict=False))
                low, high = ratios[len(ratios) // 10], ratios[-1 - len(ratios) // 10]
                yield f"{mine.engine} is {statistics.median(ratios):.3g} × this ({low:.3g} to {high:.3g})"


def _rounded(figure: float) -> str:
    return f"{figure:,.2f}" if figure < 100 else f"{figure:,.0f}"
