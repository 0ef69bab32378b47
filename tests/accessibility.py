"""What axe finds wrong on a page."""

from collections.abc import Container

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What passes is looked at as well, but not described: that takes longer than the looking.
DESCRIBE = {"resultTypes": ["violations"]}


def violations(page: Page, *, not_ours: Container[str] = ()) -> list[str]:
    """Return a line for each element that breaks a rule.

    Parameters
    ----------
    not_ours
        Rules that only Streamlit's own parts break, which we cannot mend.
    """
    return [
        f"{found['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for found in Axe().run(page, options=DESCRIBE).response["violations"]
        if found["id"] not in not_ours
        for node in found["nodes"]
    ]
