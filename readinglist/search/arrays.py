"""A file of named numpy arrays, mapped into memory: what a segment of the index is made of.

    magic · arrays, each beginning at a multiple of 64 bytes · footer (JSON) · length of the footer · magic

A file is written once, then never changed. Numbers take the smallest unsigned type that holds the largest of
them, so no document is too long and no segment too large: it only takes more room.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
MAGIC: Final = b"RLARRAY1"
_ALIGN: Final = 64
_LENGTH: Final = 8
"""Bytes of the footer's length."""


class ArrayFileError(Exception):
    """A file is none of these, or is not whole."""


def narrow(numbers: Array, most: int | None = None) -> Array:
    """The same numbers (none negative) in the smallest type that holds `most`, their largest unless told."""
    if most is None:
        most = int(numbers.max()) if len(numbers) else 0
    return numbers.astype(smallest(most), copy=False)


def smallest(most: int) -> np.dtype[Any]:
    """The smallest unsigned type for numbers up to `most`."""
    return np.dtype(np.min_scalar_type(most)).newbyteorder("<")


class ArrayWriter:
    """Writes arrays one after another, or piece by piece into room that was reserved for them."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._arrays: dict[str, tuple[str, int, int]] = {}
        self._facts: dict[str, Any] = {}
        self._written: dict[str, int] = {}
        self._end = file.write(MAGIC)

    def put(self, name: str, array: Array) -> None:
        """Write a whole array."""
        self.reserve(name, array.dtype, len(array))
        self.add(name, array)

    def reserve(self, name: str, dtype: np.dtype[Any], count: int) -> None:
        """Keep room for an array that comes in pieces."""
        offset = -(-self._end // _ALIGN) * _ALIGN
        self._arrays[name] = (dtype.str, offset, count)
        self._written[name] = 0
        self._end = offset + dtype.itemsize * count

    def add(self, name: str, piece: Array) -> None:
        """Write the next piece of a reserved array."""
        dtype, offset, _count = self._arrays[name]
        self._file.seek(offset + self._written[name] * np.dtype(dtype).itemsize)
        self._file.write(np.ascontiguousarray(piece, dtype=dtype).data)
        self._written[name] += len(piece)

    def tell(self, **facts: Any) -> None:
        """Put plain facts into the footer."""
        self._facts |= facts

    def finish(self) -> None:
        """Write the footer. Raises ArrayFileError where reserved room was not filled."""
        for name, (_dtype, _offset, count) in self._arrays.items():
            if self._written[name] != count:
                raise ArrayFileError(f"{name} has {self._written[name]} of {count} numbers")
        footer = json.dumps({"arrays": self._arrays, "facts": self._facts}).encode("ascii")
        self._file.seek(self._end)
        self._file.write(footer + len(footer).to_bytes(_LENGTH, "little") + MAGIC)


class ArrayFile:
    """The arrays of a file, mapped: nothing is read before it is looked at."""

    def __init__(self, path: Path) -> None:
        """Open a file. Raises ArrayFileError where it is none, and OSError."""
        with path.open("rb") as file:
            try:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:
                raise ArrayFileError(f"{path.name} is empty") from error
        try:
            self._arrays, self.facts = self._footer()
        except (ValueError, KeyError, TypeError) as error:
            raise ArrayFileError(f"{path.name} is damaged: {error}") from error

    def _footer(self) -> tuple[dict[str, Array], Mapping[str, Any]]:
        view, tail = memoryview(self._map), len(MAGIC) + _LENGTH
        if bytes(view[: len(MAGIC)]) != MAGIC or bytes(view[-len(MAGIC) :]) != MAGIC:
            raise ValueError("it does not begin and end as it should")
        length = int.from_bytes(view[-tail : -len(MAGIC)], "little")
        footer = json.loads(bytes(view[-tail - length : -tail]))
        arrays = {
            name: np.frombuffer(view, dtype=dtype, count=count, offset=offset)
            for name, (dtype, offset, count) in footer["arrays"].items()
        }
        return arrays, footer["facts"]

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def get(self, name: str) -> Array | None:
        """An array that may be missing."""
        return self._arrays.get(name)

    def forget(self) -> None:
        """Let the system take back the memory of what was looked at."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Drop the arrays; the map goes with the last view of it."""
        self._arrays = {}
