"""The only place that touches Streamlit's session state: submission ids of unsent forms, and one message to show.

Everything a teacher would be sad to lose is in the database instead.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from workbench.domain.errors import NotAllowed, WorkbenchError
from workbench.domain.ids import random_id
from workbench.domain.people import Viewer
from workbench.ui import viewer


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
    """Return the error that the last callback met, once."""
    found = st.session_state.pop("trouble", None)
    return found if isinstance(found, WorkbenchError) else None


def note(message: str) -> None:
    """Keep one short message to be shown in the next run."""
    st.session_state["note"] = message


def noted() -> str:
    """Return the message kept for this run, once."""
    return str(st.session_state.pop("note", ""))


def forget(key: str) -> None:
    """Let go of what a widget holds, so that it shows what is stored."""
    st.session_state.pop(key, None)


def note_next(read: str) -> None:
    """Keep which read was asked for."""
    st.session_state["next_read"] = read


def next_wanted() -> str:
    """Return which read was asked for, once."""
    return str(st.session_state.pop("next_read", ""))


def note_session(session_id: str) -> None:
    """Keep which session was just opened."""
    st.session_state["opened_session"] = session_id


def next_session() -> str:
    """Return which session was just opened, once."""
    return str(st.session_state.pop("opened_session", ""))


def keep(key: str, value: Any) -> None:
    """Keep what an unsent form holds beyond its widgets."""
    st.session_state[key] = value


def taken(key: str) -> Any:
    """Return what was kept under a key, once."""
    return st.session_state.pop(key, None)


def show_once(name: str, text: str) -> None:
    """Keep a text that the next run shows and then forgets: a one-time link or code."""
    st.session_state[f"once:{name}"] = text


def shown_once(name: str) -> str:
    """Return a text kept by :func:`show_once`, once."""
    return str(st.session_state.pop(f"once:{name}", ""))
