"""The two sample digests as an independent reading has them, to make altered copies from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

_HOUSE = Path(__file__).parents[2]
_SAMPLES = _HOUSE / "resources" / "samples"
_SHARED = _HOUSE.parent / "shared" / "samples"


@dataclass(frozen=True)
class Seed:
    """A sample digest: its bytes, its header lines, its papers, and how its lines are spaced."""

    name: str
    data: bytes
    header: tuple[str, ...]
    papers: tuple[tuple[str, str], ...]
    blank: str

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """What a failing property shows instead of the whole file."""
        printer.text(self.name)

    @property
    def text(self) -> str:
        return self.data.decode()

    def written(self, papers: list[tuple[str, str]], *, header: bool = True) -> str:
        """A digest of these papers in the style of this one."""
        lines = [line for paper in papers for line in paper if line]
        if header and self.header[-1] == "Subscribe":
            lines = [*self.header[:-1], "Subscribe" + lines[0], *lines[1:]]
        elif header:
            lines = [*self.header, *lines]
        return self.blank.join(lines) + "\n"


def _seed(path: Path) -> Seed:
    lines = [line for line in path.read_text("utf-8").split("\n") if line]
    if path.name.startswith("000"):
        header, lines, blank = tuple(lines[:6]), lines[6:], "\n\n"
    else:
        header, blank = (*lines[:2], "Subscribe"), "\n"
        lines = [lines[2].removeprefix("Subscribe"), *lines[3:]]
    papers = tuple(zip(lines[::2], lines[1::2], strict=True))
    return Seed(path.name, path.read_bytes(), header, papers, blank)


@pytest.fixture(scope="session")
def both_seeds() -> tuple[Seed, Seed]:
    first, second = sorted(_SAMPLES.glob("00*.txt"))
    return _seed(first), _seed(second)


@pytest.fixture(params=[0, 1], ids=["000", "001"])
def seed(request: pytest.FixtureRequest, both_seeds: tuple[Seed, Seed]) -> Seed:
    index: int = request.param
    return both_seeds[index]


@pytest.fixture(scope="session")
def real_samples() -> Path:
    """A folder of real files of many formats; they are not part of the project."""
    if not _SHARED.is_dir():
        pytest.skip("the folder of real sample files is not here")
    return _SHARED
