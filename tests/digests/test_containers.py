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


def test_a_folder_that_holds_only_an_archive_is_imported(tmp_path: Path, seeds: tuple[Path, Path]) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "days.zip").write_bytes(packed(**{"a.txt": seeds[0].read_bytes()}))
    with open_library(tmp_path / "data") as library:
        report = import_drop(library, [str(folder)], origin="command")
    assert (report.new, report.refused) == (68, 0)


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


def paths(tmp_path: Path, report: ImportReport) -> list[str]:
    return [Path(file.path).relative_to(tmp_path).as_posix() for file in report.files]


def bibtex(n: int) -> bytes:
    return f"@article{{a{n}, title = {{A Title of Its Own {n}}}, doi = {{10.1000/{n}}}}}".encode()


def test_an_archive_in_an_archive_is_opened(tmp_path: Path) -> None:
    inner = packed(**{"a.bib": bibtex(1), "b.bib": bibtex(2)})
    mail = b"From: a@example.org\nTo: b@example.org\nSubject: Papers\n\n" + bibtex(4)
    outer = packed(**{"in__inner.zip": inner, "c.bib.gz": gzip.compress(bibtex(3)), "d.eml": mail})
    report = brought(tmp_path, "outer.zip", outer)
    assert (report.new, report.refused) == (4, 0)
    assert paths(tmp_path, report) == [
        "outer.zip/in/inner.zip/a.bib",
        "outer.zip/in/inner.zip/b.bib",
        "outer.zip/c.bib",
        "outer.zip/d.eml",
    ]


def test_a_gzipped_archive_is_opened(tmp_path: Path) -> None:
    report = brought(tmp_path, "a.zip.gz", gzip.compress(packed(**{"a.bib": bibtex(1)})))
    assert (report.new, paths(tmp_path, report)) == (1, ["a.zip.gz/a.bib"])


def test_an_archive_two_levels_down_is_named(tmp_path: Path) -> None:
    third = packed(**{"a.bib": bibtex(1)})
    second = packed(**{"third.zip": third, "b.bib": bibtex(2)})
    report = brought(tmp_path, "first.zip", packed(**{"second.zip": second}))
    assert paths(tmp_path, report) == ["first.zip/second.zip/third.zip", "first.zip/second.zip/b.bib"]
    assert [file.error and file.error[0] for file in report.files] == ["This is a zip archive", None]


def test_a_damaged_archive_in_an_archive_costs_no_neighbour(tmp_path: Path) -> None:
    cut = packed(**{"a.bib": bibtex(1)})[:-30]
    report = brought(tmp_path, "outer.zip", packed(**{"cut.zip": cut, "empty.zip": packed(), "b.bib": bibtex(2)}))
    assert report.new == 1
    assert [file.error and file.error[0] for file in report.files] == [
        "This archive can't be opened",
        "This archive is empty",
        None,
    ]


def test_bombs_in_archives_end_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "LIMIT", 1024 * 1024)
    monkeypatch.setattr(containers, "WHOLE", 8 * 1024 * 1024)
    bomb = packed(**{f"{n}.txt": bytes(containers.LIMIT + 1) for n in range(20)})
    report = brought(tmp_path, "bomb.zip", packed(**{f"{n}.zip": bomb for n in range(100)}))
    assert 8 <= len(report.files) <= 10
    assert {file.error[0] for file in report.files if file.error} == {"There is too much in it"}
    assert report.files[-1].path == str(tmp_path / "bomb.zip")


def test_members_that_end_in_damage_count_as_what_came_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "LIMIT", 1024 * 1024)
    monkeypatch.setattr(containers, "WHOLE", 8 * 1024 * 1024)
    wrong = gzip.compress(bytes(containers.LIMIT))[:-8] + bytes(8)
    with pytest.raises(UserError, match="too much"):
        list(members(Document("many.zip", packed(**{f"{n}.gz": wrong for n in range(30)}))))


def test_files_of_archives_in_archives_count_together(tmp_path: Path) -> None:
    half = packed(**{f"{n}.txt": b"" for n in range(containers.MEMBERS // 2)})
    with pytest.raises(UserError, match="too much"):
        list(members(Document("many.zip", packed(**{"a.zip": half, "b.zip": half}))))


def test_a_member_packed_in_a_way_that_can_fill_the_memory_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.txt", bytes(1000))
    (member,) = members(Document("a.zip", held.getvalue()))
    assert isinstance(member, tuple)
    name, error = member
    assert name == "a.zip/a.txt"
    assert "packed in a way" in error.message
