"""Archives of digests are opened within bounds; each member is a file like any other."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from readinglist.desk import import_drop
from readinglist.digests import containers, is_archive, members
from readinglist.library import open_library
from readinglist.model import Document, ImportReport, UserError


def packed(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return held.getvalue()


def brought(tmp_path: Path, name: str, data: bytes) -> ImportReport:
    (tmp_path / name).write_bytes(data)
    with open_library(tmp_path / "data") as library:
        return import_drop(library, [str(tmp_path / name)], origin="command")


def test_a_zip_of_digests_is_its_digests(tmp_path: Path, seeds: tuple[Path, Path]) -> None:
    data = packed(
        **{"days__a.txt": seeds[0].read_bytes(), "b.txt": seeds[1].read_bytes(), "c.png": b"\x89PNG\r\n\x1a\n"}
    )
    report = brought(tmp_path, "all.zip", data)
    assert (report.new, report.seen_in_both, report.refused) == (230, 6, 1)
    assert [Path(file.path).name for file in report.files] == ["a.txt", "b.txt", "c.png"]
    assert report.files[0].path == str(tmp_path / "all.zip" / "days" / "a.txt")


def test_a_gzipped_digest_is_the_digest(tmp_path: Path, seeds: tuple[Path, Path]) -> None:
    report = brought(tmp_path, "001.txt.gz", gzip.compress(seeds[1].read_bytes()))
    assert (report.new, report.refused) == (168, 0)


def test_members_lead_nowhere(tmp_path: Path, seeds: tuple[Path, Path]) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    held = packed(**{"..__..__evil.txt": seeds[0].read_bytes(), "__MACOSX__x.txt": b"x"})
    assert brought(tmp_path / "deep" / "er", "evil.zip", held).new == 68
    assert sorted(path.name for path in tmp_path.rglob("*.txt")) == []


def test_bombs_are_refused_by_what_comes_out(tmp_path: Path) -> None:
    bomb = packed(**{f"{n}.txt": bytes(containers.LIMIT + 1) for n in range(2)})
    assert len(bomb) < 1_000_000
    report = brought(tmp_path, "bomb.zip", bomb)
    assert {file.error[0] for file in report.files if file.error} == {"There is too much in it"}
    report = brought(tmp_path, "bomb.gz", gzip.compress(bytes(containers.LIMIT + 1)))
    assert report.files[0].error is not None
    assert report.files[0].error[0] == "There is too much in it"


def test_too_many_members_are_refused() -> None:
    data = packed(**{f"{n}.txt": b"" for n in range(containers.MEMBERS + 1)})
    with pytest.raises(UserError, match="too much"):
        list(members(Document("many.zip", data)))


@pytest.mark.parametrize(
    "data",
    [
        packed(**{"a.txt": b"x" * 1000})[:-30],
        b"PK\x03\x04" + bytes(100),
        gzip.compress(b"x" * 1000)[:-10],
        b"\x1f\x8b\x08" + bytes(50),
        packed(),
    ],
    ids=["cut zip", "no zip", "cut gzip", "no gzip", "empty zip"],
)
def test_damaged_archives_are_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    (file,) = brought(tmp_path, "damaged.zip", data).files
    assert file.error is not None
    assert "archive" in file.error[0].lower() or "Unpack" in file.error[1]


def test_documents_that_are_zips_inside_are_no_archives() -> None:
    assert not is_archive(packed(**{"word__document.xml": b"x"}))
    assert is_archive(packed(**{"a.txt": b"x"}))


def test_an_archive_in_an_archive_is_named(tmp_path: Path) -> None:
    (file,) = brought(tmp_path, "outer.zip", packed(**{"inner.zip": packed(**{"a.txt": b"x"})})).files
    assert file.error is not None
    assert file.error[0] == "This is a zip archive"
