from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from readinglist import files
from readinglist.model import UserError

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes, devices and links as POSIX has them")


def refusal(path: Path) -> str:
    started = time.perf_counter()
    with pytest.raises(UserError) as caught:
        files.safe_read(path)
    assert time.perf_counter() - started < 1
    assert caught.value.message.endswith(".")
    return caught.value.title


def test_a_file_is_read_whole_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "digest.txt"
    path.write_bytes(b"\x00\xff\r\n" * 1_000_000)
    document = files.safe_read(path)
    assert document.name == "digest.txt"
    assert document.data == path.read_bytes()


def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert files.safe_read(tmp_path / "empty.txt").data == b""


@posix
def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    assert files.safe_read(tmp_path / "link.txt").data == b"x"


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


KINDS: dict[str, tuple[Callable[[Path], None], str]] = {
    "folder": (Path.mkdir, "This is a folder"),
    "pipe": (pipe, "This is not a file"),
    "missing": (lambda _: None, "There is no such file"),
    "dangling link": (link_to("nowhere.txt"), "This link leads nowhere"),
    "circle": (link_to("x"), "This link leads in a circle"),
    "zero": (link_to("/dev/zero"), "This is not a file"),
    "terminal": (link_to("/dev/null"), "This is not a file"),
    "terabyte": (sparse, "This file is too large"),
}


@posix
@pytest.mark.parametrize(("make", "title"), KINDS.values(), ids=KINDS)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, make: Callable[[Path], None], title: str) -> None:
    make(tmp_path / "x")
    assert refusal(tmp_path / "x") == title


@posix
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert refusal(tmp_path / "s") == "This is not a file"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no /proc here")
def test_a_file_that_fails_while_it_is_read_says_why() -> None:
    assert refusal(Path("/proc/self/mem")) == "This file can't be read"


def test_a_file_that_grows_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_bytes(b"x" * 100)
    monkeypatch.setattr(files, "LIMIT", 100)
    assert len(files.safe_read(tmp_path / "x").data) == 100
    monkeypatch.setattr(files, "LIMIT", 99)
    assert refusal(tmp_path / "x") == "This file is too large"


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    (tmp_path / "x").touch(mode=0o000)
    assert refusal(tmp_path / "x") == "This file may not be read"
    (tmp_path / "folder").mkdir(mode=0o000)
    assert refusal(tmp_path / "folder") == "This folder may not be read"


def test_a_denied_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    assert refusal(tmp_path / "x") == "This file may not be read"


def test_a_path_no_system_knows_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / ("x" * 300)) == "This file can't be opened"
    assert refusal(Path("a\0b")) == "This file can't be opened"


@posix
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\nb.txt", "a b.txt"),
        (b"a\xffb.txt", "a�b.txt"),
        ("a\u202etxt.fdp".encode(), "a txt.fdp"),
        (b"-rf", "-rf"),
        (("ä" * 127).encode(), "ä" * 127),
    ],
)
def test_strange_names_are_read_and_shown_harmlessly(tmp_path: Path, name: bytes, shown: str) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(b"x")
    assert files.safe_read(path).name == shown
    assert files.walk(tmp_path) == [path]


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in files.walk(folder)]


def test_a_folder_is_walked_in_the_order_of_names_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden", ".git/config", "a/.b/c", "B.txt", "10", "9"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert names(tmp_path) == ["10", "9", "B.txt", "a/b/c.txt", "a/z.txt", "b.txt"]


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert names(tmp_path) == []


@posix
def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    home, outside = tmp_path / "home", tmp_path / "home-secret"
    home.mkdir()
    outside.mkdir()
    (outside / "key").touch()
    (home / "in.txt").touch()
    (home / "to-file").symlink_to(outside / "key")
    (home / "to-folder").symlink_to(outside)
    (home / "to-self").symlink_to(home)
    (home / "to-in").symlink_to("in.txt")
    assert names(home) == ["in.txt", "to-in"]


@posix
def test_a_linked_folder_is_walked_under_the_name_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").touch()
    (tmp_path / "link").symlink_to("real")
    assert files.walk(tmp_path / "link") == [tmp_path / "link" / "a.txt"]


@posix
def test_pipes_in_a_folder_are_listed_and_refused_one_by_one(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [refusal(path) for path in files.walk(tmp_path)] == ["This is not a file"]


def test_a_folder_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FILES", 3)
    for number in range(4):
        assert len(files.walk(tmp_path)) == number
        (tmp_path / str(number)).touch()
    with pytest.raises(UserError, match="More than 3 files"):
        files.walk(tmp_path)


def test_a_folder_that_is_missing_or_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "missing", tmp_path / "file"):
        with pytest.raises(UserError):
            files.walk(path)


def test_a_closed_folder_inside_is_named_when_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "a.txt").touch()
    (tmp_path / "shut").mkdir()
    real = os.scandir

    def scandir(path: Path) -> object:
        if path.name == "shut":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert files.walk(tmp_path) == [tmp_path / "open" / "a.txt", tmp_path / "shut"]
    assert refusal(tmp_path / "shut") == "This is a folder"
