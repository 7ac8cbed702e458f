"""One arrow: import-linter's contracts hold, and nothing imports inside a function."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from support.server import ROOT

PACKAGE = ROOT / "reflection_wall"
# A list of sentences, one a line, is as long as there are sentences.
LISTS = {"reflection_wall/web/words.py:phone"}


def trees() -> dict[str, ast.Module]:
    """Every module of the package."""
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text("utf-8")) for file in sorted(PACKAGE.rglob("*.py"))}


def test_every_contract_of_the_arrow_holds() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    ended = subprocess.run([linter, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert ended.returncode == 0, ended.stdout
    assert "0 broken" in ended.stdout


def test_nothing_is_imported_inside_a_function() -> None:
    found = [
        f"{name}:{inner.lineno}"
        for name, tree in trees().items()
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]

    assert found == []


def test_the_package_itself_imports_nothing() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))

    assert [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)] == []


def test_nothing_outside_the_store_commits() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in trees().items()
        if not name.startswith("reflection_wall/store/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("commit", "rollback", "begin_nested")
    ]

    assert found == []


def test_monkey_patching_happens_in_one_place() -> None:
    found = {
        name
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in ("monkey_patch", "patch_all"))
    }

    assert found == {"reflection_wall/green.py"}


def test_no_module_is_longer_than_a_reader_s_patience() -> None:
    lengths = {name: len((ROOT / name).read_text("utf-8").splitlines()) for name in trees() if "/versions/" not in name}

    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{name}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for name, tree in trees().items()
        if "/versions/" not in name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {name for name, length in lengths.items() if length > 60} <= LISTS


def test_every_module_and_every_public_thing_says_what_it_is_for() -> None:
    silent = [name for name, tree in trees().items() if ast.get_docstring(tree) is None and "/versions/" not in name]
    silent += [
        f"{name}:{node.name}"
        for name, tree in trees().items()
        if "/versions/" not in name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if ast.get_docstring(node) is None
    ]

    assert silent == []


def test_what_writes_and_reads_office_files_is_loaded_only_when_it_is_needed() -> None:
    heavy = {"docx", "lxml", "numpy", "openpyxl", "typst", "xlsxwriter"}
    said = "import sys, reflection_wall.entry; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert heavy & set(loaded.split()) == set()
