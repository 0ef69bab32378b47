"""Finds what people would read in English whatever language is spoken: sentences that pass the catalogue by."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment, nodes

from tests.translation.messages import ERRORS, TEMPLATES, called, message_arguments, name, sources

# What is written for whoever runs the program: the command line, settings, the database.
_NOT_FOR_TEACHERS = ("workbench/cli.py", "workbench/commands/", "workbench/settings.py", "workbench/storage/")
_TWO_WORDS = re.compile(r"[A-Za-z’']{2,}[,:]? [a-z]{2,}")
# Signs of style sheets, scripts, markup, regular expressions and policies.
_CODE = re.compile(r"[<>;{}\\|*]|-src|%s|--\w")
_PROGRAMMERS_ERRORS = frozenset({"LookupError", "RuntimeError", "TypeError", "ValueError"})
_SHOWN_ATTRIBUTES = frozenset({"alt", "aria-label", "placeholder", "title"})
_LETTERS = re.compile(r"[A-Za-z]{2,}")
# What a template hands to a macro for the inside of a tag.
_ATTRIBUTES = re.compile(r"[a-z-]+=\"[^\"]*\"")


def glued_messages() -> Iterator[str]:
    """Yield calls whose message is put together before it is looked up, so that no translation can be found."""
    for file in sources():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                glued = [argument for argument in message_arguments(node) if not _can_be_looked_up(node, argument)]
                yield from (f"{name(file)}:{node.lineno} {ast.unparse(argument)}" for argument in glued)


def bare_sentences() -> Iterator[str]:
    """Yield texts of two words and more that are handed to no catalogue."""
    for file in sources():
        if name(file).startswith(_NOT_FOR_TEACHERS):
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        silent = {id(part) for node in ast.walk(tree) for quiet in _silent(node) for part in ast.walk(quiet)}
        for node in ast.walk(tree):
            said = node.value if isinstance(node, ast.Constant) and id(node) not in silent else None
            if isinstance(said, str) and _TWO_WORDS.search(said) and not _CODE.search(said):
                yield f"{name(file)}: {said}"


def bare_words_of_templates() -> Iterator[str]:
    """Yield what templates write themselves, outside ``{{ _(...) }}``: text, and attributes that are read out."""
    for folder in TEMPLATES:
        for file in sorted(folder.rglob("*.html")):
            tree = Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
            # What a template fills in is left as one sign, so that tags stay whole.
            text = "".join(
                part.data if isinstance(part, nodes.TemplateData) else "\x00"
                for output in tree.find_all(nodes.Output)
                for part in output.nodes
            )
            reader = _Reader()
            reader.feed(text)
            yield from (f"{name(file)}: {said}" for said in reader.said)


def _can_be_looked_up(call: ast.Call, argument: ast.expr) -> bool:
    """A constant; or what holds one: a name, an attribute, an entry of a table, a choice between such."""
    match argument:
        case ast.Constant(value=str()) | ast.Name() | ast.Attribute() | ast.Starred():
            return True
        case ast.Subscript():
            return called(call.func) != "later"
        case ast.IfExp(body=one, orelse=other):
            return _can_be_looked_up(call, one) and _can_be_looked_up(call, other)
        case ast.BoolOp(values=values):
            return all(_can_be_looked_up(call, value) for value in values)
        case ast.Call(func=ast.Name(id=function)):
            # A function that chooses between marked sentences; nothing is looked up twice.
            return called(call.func) in {"_", *ERRORS} and function not in {"_", "count"}
    return False


def _silent(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a node whose texts are no sentences on a screen, or go through the catalogue."""
    match node:
        case ast.Expr(value=ast.Constant()):
            yield node
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "_log" | "re" | "eventlog"))):
            yield node
        case ast.Call(func=ast.Name(id=function)) if function in _PROGRAMMERS_ERRORS:
            yield node
        case ast.Call():
            yield from message_arguments(node)


class _Reader(HTMLParser):
    """Collects the words between tags and in attributes that are read out; styles and scripts are no words."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within = tag
        self.said += [value for key, value in attrs if key in _SHOWN_ATTRIBUTES and value and _LETTERS.search(value)]

    def handle_data(self, data: str) -> None:
        words = _ATTRIBUTES.sub("", data).strip()
        if self._within not in {"style", "script"} and _LETTERS.search(words):
            self.said.append(words)
