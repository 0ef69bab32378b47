"""The only place that touches Streamlit's session state: submission ids of unsent forms, and one message to show.

Everything a teacher would be sad to lose is in the database instead.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from workbench.domain.errors import NotAllowed, WorkbenchError
from workbench.domain.ids import random_id
from workbench.domain.people import Viewer
from workbench.ui import presses, viewer


def submission(form: str) -> str:
    """Return the id under which this form is being filled in; the same until :func:`sent`."""
    return str(st.session_state.setdefault(f"submission:{form}", random_id()))


def sent(form: str) -> None:
    """Forget a form's submission id once it was stored, so that the next one counts anew."""
    st.session_state.pop(f"submission:{form}", None)


def chosen(key: str) -> Any:
    """Return what a widget holds, or None."""
    return st.session_state.get(key)


def mirror(key: str, stored: Any) -> bool:
    """Make a widget show what the database holds; return whether it showed something else before.

    Called before the widget is drawn. Whatever a browser still holds after a dropped line or a restarted
    server, what looks chosen is what is stored. A widget that shows it already is left alone: setting it again would
    take back what somebody chooses in the moment between two runs.
    """
    held = key in st.session_state
    differed = held and st.session_state[key] != stored
    if differed or not held:
        st.session_state[key] = stored
    return differed


def begin_with(key: str, stored: Any) -> None:
    """Let a widget begin with what the database holds, and then keep what somebody chooses, or what is kept for it."""
    st.session_state.setdefault(key, stored)


def told(act: Callable[..., object]) -> Callable[..., None]:
    """Return a callback that keeps the application's own errors to be shown at the top of the next run.

    A callback was made when the page was drawn, for who was signed in then: it acts only if they still are, with
    the same roles.
    """

    def safely(*args: Any, **kwargs: Any) -> None:
        try:
            _still_for(viewer.current().viewer)
            act(*args, **kwargs)
        except WorkbenchError as trouble:
            st.session_state["trouble"] = trouble

    return safely


def drawn_for(seen: Viewer) -> None:
    """Keep for whom this page is drawn, so that what was pressed on it acts for nobody else."""
    st.session_state["drawn_for"] = seen


def _still_for(now: Viewer) -> None:
    if st.session_state.get("drawn_for", now) != now:
        raise NotAllowed("What you may do here has changed, so this was not done.", "Look at the page again.")


def trouble() -> WorkbenchError | None:
    """Return the error that the last callback met, until :func:`shown`."""
    found = st.session_state.get("trouble")
    return found if isinstance(found, WorkbenchError) else None


def note(message: str) -> None:
    """Keep one short message to be shown in the next run."""
    st.session_state["note"] = message


def noted() -> str:
    """Return the message kept for this run, until :func:`shown`."""
    return str(st.session_state.get("note", ""))


def show_once(name: str, text: str) -> None:
    """Keep a text that the next page drawn shows and then forgets: a one-time link or code."""
    st.session_state[f"once:{name}"] = text


def shown_once(name: str) -> str:
    """Return a text kept by :func:`show_once`, until :func:`shown`."""
    if not draws_a_part():
        st.session_state["read"].add(f"once:{name}")
    return str(st.session_state.get(f"once:{name}", ""))


def begins() -> None:
    """Say that a whole page begins to be drawn."""
    st.session_state["read"] = {"trouble", "note"}


def draws_a_part() -> bool:
    """Return whether only a part of the page is being drawn."""
    return "read" not in st.session_state


def trouble_in_part() -> WorkbenchError | None:
    """Return the error that the last callback met, when only a part of the page is drawn; else the page shows it."""
    return trouble() if draws_a_part() else None


def shown() -> None:
    """Say that the page was drawn to its end: what it had to say once, it has said.

    Not earlier: a run that is dropped half-way for the next one has shown nothing.
    """
    for key in st.session_state.pop("read", ()):
        st.session_state.pop(key, None)


def part_shown() -> None:
    """Say that a part of the page was drawn to its end."""
    if draws_a_part():
        st.session_state.pop("trouble", None)


def ask(form: str, what: Any) -> None:
    """Note what was pressed in a form, for `carry_out`; a button's ``on_click``."""
    keep(f"asked:{form}", what)


def carry_out(form: str, act: Callable[[Any], object]) -> None:
    """Do what was asked for, once, with what the form's fields hold in this run; then draw the page anew.

    For forms whose fields are read while the page is drawn: a callback would act on what they held the last time.
    """
    what = chosen(f"asked:{form}")
    if what is None:
        return
    with presses.to_the_end():
        forget(f"asked:{form}")
        told(act)(what)
    st.rerun()


def forget(key: str) -> None:
    """Let go of what a widget holds, so that it shows what is stored."""
    st.session_state.pop(key, None)


def keep(key: str, value: Any) -> None:
    """Keep what an unsent form holds beyond its widgets."""
    st.session_state[key] = value
