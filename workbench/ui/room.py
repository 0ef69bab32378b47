"""Entering a session's page: the guard every such page calls first."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

import workbench
from workbench.domain.people import Standing
from workbench.domain.phases import Moment
from workbench.domain.rubrics import Rubric
from workbench.domain.sessions import Session
from workbench.services import sessions
from workbench.ui import memory, viewer
from workbench.ui.components.follow import follow
from workbench.ui.places import may_stay, place
from workbench.ui.viewer import Here

# Kept until its reader chooses a page: a run for the page they left may still be under way when they have arrived.
MOVED = "moved-everybody"
# Where this tab is on its way to, until it has been drawn there: whatever asks for the page it leaves comes too late.
_GOING = "going"


@dataclass(frozen=True, slots=True)
class Room:
    """A session as the person in front of this screen may know it."""

    here: Here
    session: Session
    standing: Standing
    rubric: Rubric

    @property
    def moment(self) -> Moment:
        """Where the session stands."""
        return self.session.moment

    @property
    def leads(self) -> bool:
        """Whether this person facilitates the session."""
        return self.standing.facilitates


@cache
def pages_dir() -> Path:
    """Return the folder of the page scripts: in an installed wheel ``workbench/_pages``, else the checkout's."""
    package = Path(workbench.__file__).parent
    installed = package / "_pages"
    return installed if installed.is_dir() else package.parent / "pages"


def page_file(name: str) -> Path:
    """Return the script of a page."""
    return pages_dir() / f"{name}.py"


def go(name: str, **ids: str) -> None:
    """Have the next run show another page, with ids only in its address, because somebody chose it.

    The last thing a callback does: where only a part of the page would be drawn, it asks for the whole.
    """
    memory.forget(MOVED)
    memory.keep(_GOING, (name, ids))
    context = get_script_run_ctx()
    if context and context.fragment_ids_this_run:
        st.rerun()


def going(name: str, **ids: str) -> Callable[[], None]:
    """Return a callback that shows another page: what a button's ``on_click`` is given."""
    return partial(go, name, **ids)


def show(name: str, **ids: str) -> NoReturn:
    """Show another page at once, while one is being drawn."""
    memory.keep(_GOING, (name, ids))
    st.switch_page(page_file(name), query_params=ids)


def depart(here: str, there_are: Collection[str]) -> None:
    """Show the page that this tab is on its way to, if it is another one and this person may open it."""
    name, ids = memory.chosen(_GOING) or (here, {})
    if name not in there_are:
        memory.forget(_GOING)
    elif name != here or any(st.query_params.get(key) != value for key, value in ids.items()):
        show(name, **ids)


def arrived() -> None:
    """Say that the page this tab was on its way to has been drawn."""
    memory.forget(_GOING)


def open_session(here: Here, session_id: str) -> None:
    """Show the page that belongs to a session's moment; stay here when there is nothing for this person."""
    if page := _page_of(here, session_id):
        show(page, session=session_id)


def go_to_session(here: Here, session_id: str) -> None:
    """Have the next run show the page that belongs to a session's moment; for callbacks."""
    if page := _page_of(here, session_id):
        go(page, session=session_id)


def _page_of(here: Here, session_id: str) -> str:
    found = sessions.find(here.store, here.viewer, session_id)
    for_them = found is not None and found.standing.has_a_page
    return place(found.standing, found.session.moment) if found and for_them else ""


def enter(page: str) -> Room:
    """Return the session that the address names, if the viewer belongs to it and this page to the moment.

    Where another page belongs to the moment, that page is shown instead, and this call does not return. Whoever may
    stay on an earlier page goes along all the same after moving everybody on. Every page that follows a session calls
    this first.

    Raises
    ------
    NotFound
        When there is no such session, or nothing in it for this person.
    """
    here = viewer.current()
    seen = sessions.overview(here.store, here.viewer, st.query_params.get("session", ""))
    usual = place(seen.standing, seen.session.moment)
    if page != usual and (memory.chosen(MOVED) or not may_stay(page, seen.standing, seen.session.moment)):
        show(usual, session=seen.session.id)
    follow(seen.session, here.viewer.sign_in_id)
    return Room(here, seen.session, seen.standing, seen.rubric)
