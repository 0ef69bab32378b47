"""The one place that shows errors."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape as as_html

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.errors import NotAllowed, Several, WorkbenchError
from workbench.domain.ids import random_id
from workbench.ui import memory, theme
from workbench.ui.plain import escape

log = logging.getLogger("workbench.pages")


@contextmanager
def shown() -> Iterator[None]:
    """Show what went wrong within, in the application's words; log what is ours with a short code."""
    memory.begins()
    try:
        earlier = memory.trouble()
        if earlier:
            say(earlier)
        if message := memory.noted():
            st.toast(escape(message))
        yield
    except WorkbenchError as trouble:
        _title(_("This page cannot be shown"))
        say(trouble)
        _way_back(trouble)
    except Exception:
        code = random_id()[:6]
        log.exception("script_error code=%s", code)
        st.error(_("Something went wrong on our side. Your scores are safe. (Code {code})").format(code=escape(code)))
    memory.shown()


def _title(words: str) -> None:
    theme.title(words)
    st.title(words, anchor=False)


def say(trouble: WorkbenchError) -> None:
    """Show one error as it stands, or several below each other, where many scroll by themselves."""
    if not isinstance(trouble, Several):
        st.error(escape(f"{trouble.says} {trouble.do}"), icon=":material/info:")
        return
    said = count("{n} thing is to be mended first:", "{n} things are to be mended first:", len(trouble.problems))
    st.error(said, icon=":material/info:")
    lines = "".join(f"<li>{as_html(str(problem))}</li>" for problem in trouble.problems)
    st.html(f'<div class="wb-problems" role="region" tabindex="0" aria-label="{as_html(said)}"><ul>{lines}</ul></div>')


def _way_back(trouble: WorkbenchError) -> None:
    if isinstance(trouble, NotAllowed):
        st.link_button(_("Sign in"), "/welcome")
    else:
        st.link_button(_("Back to the start"), "/")
