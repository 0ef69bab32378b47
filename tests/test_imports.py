"""Imports point one way: the rooms of the house, and what each may import, as one table.

Every import of every file counts, also inside functions and under TYPE_CHECKING. The longest name that fits a
module is its row; a module without a row fails. The standard library is open to all, a room may always import itself.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("analysis", "pages", "workbench")


@dataclass(frozen=True, slots=True)
class May:
    """What a room may import: rooms or modules of ours, and packages of others."""

    ours: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


# Anything but these two rooms themselves may import them.
COMMON = ("workbench.domain", "analysis.values")
USE_CASES = (*COMMON, "workbench", "workbench.lan", "workbench.services", "workbench.settings")

RULES = {
    "analysis": May(("analysis",), ("numpy", "pandas", "scipy", "pingouin")),
    "analysis.values": May(
        (
            "analysis.facets.results",
            "analysis.flag_results",
            "analysis.rater_results",
            "analysis.reliability.results",
            "analysis.talk",
        ),
        ("numpy",),
    ),
    # pandas for the type checker alone: the tables come with the fit.
    "analysis.facets.results": May(("analysis.facets.anchors", "analysis.talk"), ("pandas",)),
    "analysis.flag_results": May(("analysis.talk",)),
    "analysis.facets.anchors": May(("analysis.talk",)),
    "analysis.reliability.results": May(("analysis.talk",)),
    "analysis.rater_results": May(("analysis.talk",), ("numpy",)),
    "analysis.talk": May((), ("numpy",)),
    "workbench": May(),
    "workbench.__main__": May(("workbench.cli",)),
    "workbench.lan": May(),
    "workbench.settings": May((*COMMON, "workbench", "workbench.lan"), ("platformdirs",)),
    "workbench.domain": May(),
    "workbench.storage": May(COMMON, ("sqlalchemy", "alembic", "fsspec")),
    "workbench.intake": May(
        COMMON, ("filetype", "PIL", "pillow_heif", "pikepdf", "pypdfium2", "docx", "mammoth", "nh3", "lxml")
    ),
    "workbench.exchange": May(COMMON, ("numpy", "pandas", "python_calamine")),
    "workbench.reports": May(COMMON, ("plotly", "segno", "jinja2", "xlsxwriter")),
    # SQLAlchemy to name the Connection that storage hands out; the queries are storage's.
    "workbench.services": May(
        (
            *USE_CASES,
            "workbench.storage",
            "workbench.intake",
            "workbench.exchange",
            "workbench.reports",
        ),
        ("argon2", "sqlalchemy"),
    ),
    # Without a database: what an account needs is never loaded for a file from anywhere.
    "workbench.services.analyzing": May(
        (*COMMON, "workbench", "workbench.services", "workbench.exchange", "workbench.reports", "analysis"), ("numpy",)
    ),
    "workbench.services.results": May(
        (*USE_CASES, "workbench.storage", "workbench.reports", "analysis"), ("pandas", "sqlalchemy")
    ),
    # pandas and Plotly only to have them loaded before the first page is asked for.
    "workbench.web": May(
        USE_CASES, ("streamlit", "starlette", "uvicorn", "anyio", "jinja2", "segno", "pandas", "plotly")
    ),
    # The parts of a report, which it draws as the web page does.
    "workbench.ui": May((*USE_CASES, "workbench.reports.findings"), ("streamlit", "plotly", "pandas", "segno")),
    "workbench.app": May((*USE_CASES, "workbench.ui"), ("streamlit",)),
    "workbench.cli": May((*USE_CASES, "workbench.commands")),
    "workbench.commands": May((*USE_CASES, "workbench.web"), ("segno",)),
    "pages": May((*COMMON, "workbench.services", "workbench.ui"), ("streamlit",)),
}


def test_every_import_of_the_house_points_the_one_way():
    assert list(violations(ROOT)) == []


@pytest.mark.parametrize(
    ("file", "line", "named"),
    [
        ("workbench/domain/phases.py", "import sqlalchemy", "sqlalchemy"),
        ("workbench/domain/phases.py", "from analysis.values import Estimate", "analysis.values"),
        ("workbench/storage/store.py", "from workbench.services import scoring", "workbench.services"),
        ("workbench/storage/store.py", "from ..services import scoring", "workbench.services"),
        ("workbench/storage/store.py", "from workbench import services", "workbench.services"),
        ("workbench/intake/files.py", "def f():\n    import streamlit", "streamlit"),
        ("workbench/services/scoring.py", "from analysis import agreement", "analysis"),
        ("workbench/services/scoring.py", "import importlib\nimportlib.import_module('analysis.facets')", "analysis"),
        ("workbench/services/scoring.py", "from workbench.ui import words", "workbench.ui"),
        ("workbench/web/join.py", "from workbench.storage import store", "workbench.storage"),
        ("workbench/web/join.py", "from workbench.ui import viewer", "workbench.ui"),
        ("workbench/ui/viewer.py", "if TYPE_CHECKING:\n    from workbench.storage import store", "workbench.storage"),
        ("workbench/cli.py", "import streamlit", "streamlit"),
        ("pages/home.py", "from workbench.storage import store", "workbench.storage"),
        ("pages/home.py", "import pandas", "pandas"),
        ("analysis/agenda.py", "from workbench.domain import phases", "workbench.domain"),
        ("analysis/values.py", "import pandas", "pandas"),
        ("workbench/newroom/thing.py", "import os", "no rule"),
    ],
)
def test_a_planted_violation_is_found_and_named(tmp_path, file, line, named):
    for other in ("workbench/__init__.py", "workbench/services/__init__.py", "analysis/__init__.py", file):
        path = tmp_path / other
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{line}\n" if other == file else "", encoding="utf-8")
    found = list(violations(tmp_path))
    assert len(found) == 1
    assert found[0].startswith(f"{file}:")
    assert named in found[0]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("workbench/services/results.py", "import analysis"),
        ("workbench/storage/store.py", "from .tables import people"),
        ("workbench/reports/agreed.py", "from analysis.values import Estimate"),
        ("workbench/web/health.py", "from workbench import __version__"),
        ("pages/home.py", "import streamlit as st\nfrom workbench.services.results import session_results"),
    ],
)
def test_what_the_table_allows_is_let_through(tmp_path, file, line):
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(line, encoding="utf-8")
    assert list(violations(tmp_path)) == []


def test_every_package_the_house_imports_is_declared():
    """A package that only comes along with another one may be gone with that one's next release."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {normal(re.match(r"[\w.-]+", line)[0]) for line in project["dependencies"]}
    files = [path for folder in OURS for path in (ROOT / folder).rglob("*.py")]
    tops = {name.partition(".")[0] for path in files for _, name in imports(path, ROOT, frozenset())}
    others = tops - sys.stdlib_module_names - set(OURS)
    bringing = packages_distributions()
    assert {top for top in others if declared.isdisjoint(map(normal, bringing.get(top, [])))} == set()


def normal(name: str) -> str:
    """Write a distribution's name the way registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def violations(root: Path) -> Iterator[str]:
    """Say each import that the table does not allow, with file, line and what is allowed."""
    files = sorted(path for folder in OURS for path in (root / folder).rglob("*.py"))
    modules = frozenset(module_name(path, root) for path in files)
    for path in files:
        room = fitting(module_name(path, root), RULES)
        where = path.relative_to(root).as_posix()
        if room is None or (room == "workbench" and where != "workbench/__init__.py"):
            yield f"{where}: no rule says what it may import; add its room to the table."
            continue
        may = RULES[room]
        for line, imported in imports(path, root, modules):
            if not allowed(imported, room, may):
                yield f"{where}:{line} imports {imported}; {room} may import {', '.join((*may.ours, *may.others))}"


def allowed(imported: str, room: str, may: May) -> bool:
    """Tell whether this room may import this module."""
    top = imported.partition(".")[0]
    if top not in OURS:
        return top in sys.stdlib_module_names or top in may.others
    if imported == "workbench":  # the package itself holds its version and nothing else
        return "workbench" in may.ours
    return fitting(imported, (room, *(name for name in may.ours if name != "workbench"))) is not None


def fitting(module: str, names: Iterable[str]) -> str | None:
    """Return the longest of the names that is this module or a package around it."""
    around = [name for name in names if module == name or module.startswith(f"{name}.")]
    return max(around, key=len, default=None)


def module_name(path: Path, root: Path) -> str:
    """Name a file as an import would: workbench/ui/__init__.py is workbench.ui."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, root: Path, modules: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Give line and module of every import in a file."""
    package = path.relative_to(root).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, name) for name in imported_from(node, package, modules))
        elif isinstance(node, ast.Call) and (name := imported_by_call(node)):
            yield node.lineno, name


def imported_from(node: ast.ImportFrom, package: tuple[str, ...], modules: frozenset[str]) -> set[str]:
    """Name what ``from x import y`` loads: x.y when that is a module of ours, else x."""
    around = package[: len(package) - node.level + 1] if node.level else ()
    base = ".".join([*around, *([node.module] if node.module else [])])
    known = {name for module in modules for name in parents(module)}
    return {name if (name := f"{base}.{alias.name}") in known else base for alias in node.names}


def parents(module: str) -> Iterator[str]:
    """Give a module and every package around it."""
    parts = module.split(".")
    return (".".join(parts[:length]) for length in range(1, len(parts) + 1))


def imported_by_call(node: ast.Call) -> str | None:
    """Name what ``import_module("x")`` or ``__import__("x")`` loads."""
    called = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if called not in {"import_module", "__import__"} or not node.args:
        return None
    name = node.args[0]
    return name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else None
