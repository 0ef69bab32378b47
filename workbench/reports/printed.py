"""What all pages for paper share: a template filled in with its own style and script, and a policy for just those."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workbench.domain.catalogue import _, count, spoken

TEMPLATES = Path(__file__).parent / "templates"


def page(name: str, **values: object) -> str:
    """Return the page with this name, a whole HTML document; everything people typed is escaped."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals |= {"_": _, "count": count, "spoken": spoken}
    return environment.get_template(f"{name}.html").render(values, style=_read(f"{name}.css"), script=_read("print.js"))


def allowed_inline(name: str) -> tuple[str, str]:
    """Return the hashes of a page's own style and script, for a policy that allows nothing else."""
    return _hash(_read(f"{name}.css")), _hash(_read("print.js"))


@cache
def _read(file: str) -> str:
    return (TEMPLATES / file).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
