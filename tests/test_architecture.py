"""The house as a test: its rooms, who may import whom, which third party lives where."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "readinglist"

GROUND = {"model", "messages", "paths", "settings", "log", "spawn", ""}
"""What everybody may import; "" is the package itself (its version)."""
MAY_IMPORT: dict[str, set[str]] = {
    "model": {""},
    "messages": {"model"},
    "paths": {""},
    "settings": {"paths"},
    "log": {"paths"},
    "spawn": {"", "log", "paths"},
    "files": {"model"},
    "system": {"model", "paths"},
    "text": GROUND,
    "query": GROUND | {"text"},
    "digests": GROUND | {"text", "query"},
    "library": GROUND | {"text", "query"},
    "search": GROUND | {"text", "query"},
    "desk": GROUND | {"text", "query", "digests", "library", "search", "files"},
    "watching": GROUND,
    "worker": GROUND | {"desk", "library", "watching"},
    "job": GROUND | {"desk", "library"},
    "cli": GROUND | {"text", "query", "library", "search", "desk", "files", "system"},
    "gui": GROUND | {"text", "query", "library"},
    "__main__": GROUND | {"cli", "gui", "system"},
    "": set(),
}
THIRD_PARTIES: dict[str, set[str]] = {
    "sqlite_utils": {"library"},
    "sqlite3": {"library", "cli"},
    "filelock": {"library"},
    "rapidfuzz": {"library"},
    "whoosh": {"search"},
    "numpy": {"search", "desk"},
    "anyascii": {"text"},
    "bibtexparser": {"digests"},
    "lxml": {"digests"},
    "markdown_it": {"digests"},
    "watchdog": {"watching"},
    "platformdirs": {"paths"},
    "click": {"cli"},
    "PySide6": {"gui"},
    "pytest": set(),
}


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Every module a file imports, lazily or not, by its full name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "readinglist":
                found |= {f"readinglist.{alias.name}" for alias in node.names if not alias.name.startswith("__")}
    return found


def test_every_room_is_on_the_map() -> None:
    rooms = {room(path) for path in modules()}
    assert rooms == set(MAY_IMPORT)
    drawn = ast.get_docstring(ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert [name for name in sorted(rooms - {"", "__main__"}) if name not in drawn] == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_stands_left_of_it(path: Path) -> None:
    here = room(path)
    rooms = {name.partition(".")[2].split(".")[0] for name in imported(path) if name.startswith("readinglist")}
    assert rooms - MAY_IMPORT[here] - {here} == set()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_third_party_lives_in_one_room(path: Path) -> None:
    outsiders = {name.split(".")[0] for name in imported(path)} - {"readinglist"} - sys.stdlib_module_names
    outsiders |= {"sqlite3"} & {name.split(".")[0] for name in imported(path)}
    assert [name for name in outsiders if room(path) not in THIRD_PARTIES.get(name, set())] == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_is_small_and_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 320
    assert ast.get_docstring(ast.parse(text))


def loaded_by(statement: str) -> set[str]:
    """The modules in memory after a statement in a fresh interpreter."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(ran.stdout.split("\n"))


def test_the_window_loads_nothing_heavy() -> None:
    loaded = loaded_by("import readinglist.gui.app")
    heavy = {"whoosh", "numpy", "lxml", "sqlite_utils", "filelock", "click", "rapidfuzz", "multiprocessing"}
    assert {name.split(".")[0] for name in loaded} & heavy == set()
    ours = {".".join(name.split(".")[:2]) for name in loaded if name.startswith("readinglist.")}
    assert ours & {"readinglist.desk", "readinglist.search", "readinglist.digests", "readinglist.cli"} == set()


def test_the_core_runs_without_qt() -> None:
    loaded = loaded_by(
        "import sys; sys.modules['PySide6'] = None; import readinglist.cli, readinglist.worker, readinglist.job"
    )
    assert "readinglist.desk" in loaded


def test_starting_loads_nothing_at_all() -> None:
    loaded = loaded_by("import readinglist.__main__")
    assert {name for name in loaded if name.startswith("readinglist")} == {"readinglist", "readinglist.__main__"}


def test_the_top_level_is_what_it_is() -> None:
    ran = subprocess.run(
        ["git", "ls-tree", "--name-only", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    if ran.returncode:
        pytest.skip("this is no git checkout")
    names = {name for name in ran.stdout.split() if not name.startswith(".")}
    assert names == {"readinglist", "resources", "tests", "packaging", "pyproject.toml", "README.md"}


def test_transactions_are_begun_and_ended_at_the_door_only() -> None:
    forbidden = ("executescript", "with conn", ".commit(", "isolation_level =", "insert_all(")
    found = [
        f"{path.name}: {word}"
        for path in modules()
        if room(path) == "library"
        for word in forbidden
        if word in path.read_text(encoding="utf-8")
    ]
    assert found == []
