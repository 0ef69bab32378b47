"""Finds every message that goes through the catalogue: in the program's own files and in its templates.

A message is the constant handed to ``_`` or ``later``, both forms handed to ``count``, the two sentences of an error,
and a reason that ``analysis`` gives, which knows no catalogue and writes whole sentences.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import extract_from_ast

ROOT = Path(__file__).parents[2]
TEMPLATES = (ROOT / "workbench" / "web" / "templates", ROOT / "workbench" / "reports" / "templates")
ERRORS = frozenset({"Invalid", "NotAllowed", "NotFound", "TooLarge", "TooMany", "Unavailable", "WrongMoment"})
_REASON = re.compile(r"[A-Z{].* .*[.]")
# How a range was made is a part of a sentence, under a name of its own: BY_JACKKNIFE = "jackknife, t({df})".
_METHOD = "BY_"


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its forms (two where a number decides), the file it stands in, and the line."""

    forms: tuple[str, ...]
    file: str
    line: int


def messages() -> list[Message]:
    """Return every message, in the order of files and lines."""
    found = [message for file in sources() for message in _of_source(file)]
    return sorted([*found, *_of_templates(), *_of_analysis()], key=lambda message: (message.file, message.line))


def sources() -> Iterator[Path]:
    """Yield the files of the program that may speak to people."""
    yield from sorted((ROOT / "workbench").rglob("*.py"))
    yield from sorted((ROOT / "pages").glob("*.py"))


def name(path: Path) -> str:
    """Return a file as seen from the root."""
    return path.relative_to(ROOT).as_posix()


def called(node: ast.expr) -> str:
    """Return what a call calls, ``catalogue.count`` as ``count``; nothing for a method of anything else."""
    match node:
        case ast.Name(id=called) | ast.Attribute(value=ast.Name(id="catalogue"), attr=called):
            return called
    return ""


def message_arguments(call: ast.Call) -> list[ast.expr]:
    """Return those arguments of a call that are messages."""
    match called(call.func):
        case "_" | "later":
            return call.args[:1]
        case "count":
            return call.args[:2] if len(call.args) == 3 else []
        case error if error in ERRORS:
            return call.args[:2]
    return []


def _of_source(file: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        constants = [a.value for a in message_arguments(node) if isinstance(a, ast.Constant) and a.value]
        if called(node.func) == "count" and len(node.args) == 3 and len(constants) != 2:
            raise ValueError(f"{name(file)}:{node.lineno}: count() needs both forms, as constants.")
        if called(node.func) == "count" and len(constants) == 2:
            yield Message((constants[0], constants[1]), name(file), node.lineno)
        elif called(node.func) != "count":
            yield from (Message((constant,), name(file), node.lineno) for constant in constants)


def _of_templates() -> Iterator[Message]:
    for folder in TEMPLATES:
        for file in sorted(folder.rglob("*.html")):
            tree = Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
            for line, function, given in extract_from_ast(tree, ("_", "count"), babel_style=True):
                forms = [given] if isinstance(given, str) else [text for text in given or () if text]
                if forms and forms[0]:
                    yield Message(tuple(forms[: 2 if function == "count" else 1]), name(file), line)


def _of_analysis() -> Iterator[Message]:
    for file in sorted((ROOT / "analysis").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        silent = {id(part) for node in ast.walk(tree) if _is_silent(node) for part in ast.walk(node)}
        methods = {id(node.value) for node in tree.body if isinstance(node, ast.Assign) and _names_a_method(node)}
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent
            if is_text and "\n" not in node.value and (_REASON.fullmatch(node.value) or id(node) in methods):
                yield Message((node.value,), name(file), node.lineno)


def _is_silent(node: ast.AST) -> bool:
    """Whether what a part of the source says is said to nobody: docstrings, and f-strings, words for programs."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def _names_a_method(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id.startswith(_METHOD) for target in node.targets)
