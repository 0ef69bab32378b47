"""Our own small HTML pages: one stylesheet, in the look of the app; no script but the projector's."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from workbench.domain.catalogue import _, count, spoken
from workbench.domain.errors import TooMany, WorkbenchError
from workbench.domain.languages import Language

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
# For the one page that swaps its middle: our own script, which may ask this server only.
WITH_SCRIPT = f"{POLICY}; script-src 'self'; connect-src 'self'"


class Pages:
    """Renders templates; what people typed is always escaped."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._templates.globals |= {"_": _, "count": count, "spoken": spoken, "languages": tuple(Language)}

    def show(self, template: str, *, status: int = 200, with_script: bool = False, **values: Any) -> HTMLResponse:
        """Return a page that nobody keeps a copy of; a form's fields that were not sent are empty."""
        if isinstance(form := values.get("form"), Mapping):
            values["form"] = defaultdict(str, form)
        policy = WITH_SCRIPT if with_script else POLICY
        html = self.render(template, **values)
        return HTMLResponse(html, status, {"Cache-Control": "no-store", "Content-Security-Policy": policy})

    def render(self, template: str, **values: Any) -> str:
        """Return a template filled in: a page, or a part of one."""
        return self._templates.get_template(f"{template}.html").render(values)

    def trouble(self, trouble: WorkbenchError, *, status: int = 0) -> HTMLResponse:
        """Return the small page that says what went wrong and leads back."""
        page = self.show("trouble", status=status or trouble.status, says=trouble.says, do=trouble.do)
        return waiting(page, trouble)


def waiting(page: HTMLResponse, trouble: WorkbenchError | None) -> HTMLResponse:
    """Return the page, telling programs too how long to wait where somebody has to."""
    if isinstance(trouble, TooMany):
        page.headers["Retry-After"] = str(trouble.wait_seconds)
    return page
