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
    style, script = template_text(f"{name}.css"), template_text("print.js")
    return environment.get_template(f"{name}.html").render(values, style=style, script=script)


def allowed_inline(name: str) -> tuple[str, str]:
    """Return the hashes of a page's own style and script, for a policy that allows nothing else."""
    return hash_of(template_text(f"{name}.css")), hash_of(template_text("print.js"))


@cache
def template_text(file: str) -> str:
    """Return a style sheet or a script as it stands among the templates."""
    return (TEMPLATES / file).read_text(encoding="utf-8")


def hash_of(text: str) -> str:
    """Return what a policy calls a style or a script that stands in the page itself."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
