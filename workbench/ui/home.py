"""The start page's parts."""

from collections.abc import Callable

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.giving import in_words
from workbench.domain.people import Viewer
from workbench.domain.phases import Phase, Stage
from workbench.services import first_session
from workbench.services.files import Files, open_files
from workbench.services.giving import Table
from workbench.services.opening import Store
from workbench.services.sessions import Overview
from workbench.ui import memory
from workbench.ui.places import place
from workbench.ui.plain import escape
from workbench.ui.room import go_to_session, going
from workbench.ui.viewer import Here


def start_buttons(here: Here) -> None:
    """Offer a facilitator the ways to begin."""
    with st.container(horizontal=True, key="start-buttons"):
        st.button(
            _("Start a calibration"), key="start-new", type="primary", icon=":material/add:", on_click=going("setup")
        )
        st.button(
            _("Try it alone in 3 minutes"),
            key="start-alone",
            icon=":material/person_play:",
            on_click=memory.told(_begin),
            args=(here, first_session.try_alone),
        )
        st.button(
            _("Bring a spreadsheet"), key="start-sheet", icon=":material/upload_file:", on_click=going("spreadsheet")
        )


def first_steps(here: Here) -> None:
    """Say what an empty installation needs next, and offer the shortest way there."""
    with st.container(border=True, key="narrow-first"):
        st.header(_("Three steps to your first session"), anchor=False)
        st.text(_("1. Choose a rubric: five are here already, or write your own."))
        st.text(_("2. Choose three or four pieces of student work: ours, or your own."))
        st.text(_("3. Open the session and put its code on the wall. Teachers join with a name and a PIN."))
        st.button(
            _("Run your first session with our samples"),
            key="start-first",
            icon=":material/rocket_launch:",
            on_click=memory.told(_begin),
            args=(here, first_session.first_session),
        )


def _begin(here: Here, ready: Callable[[Store, Files, Viewer], str]) -> None:
    go_to_session(here, ready(here.store, files(here), here.viewer))


def files(here: Here) -> Files:
    """Return the file store."""
    return open_files(here.settings)


def session_card(overview: Overview) -> None:
    """Show one session with the one thing to do in it."""
    session = overview.session
    with st.container(border=True, key=f"session-{session.id}"):
        what, do = st.columns([4, 1], vertical_alignment="center")
        with what, st.container(key=f"about-{session.id}"):
            st.text(session.title)
            st.caption(f"{_state(overview)} · " + count("{n} piece", "{n} pieces", len(session.samples)))
        with do:
            to_session = going(place(overview.standing, session.moment), session=session.id)
            st.button(_verb(overview), key=f"go-{session.id}", width="stretch", on_click=to_session)


def asked_card(table: Table) -> None:
    """Show one session that this person was asked to bring work for."""
    with st.container(border=True, key=f"asked-{table.session.id}"):
        what, do = st.columns([4, 1], vertical_alignment="center")
        with what, st.container(key=f"about-asked-{table.session.id}"):
            st.text(table.session.title)
            wanted = _("bring {what}").format(what=in_words(table.asking)) if table.is_open else ""
            own = count("you brought {n} piece", "you brought {n} pieces", len(table.pieces)) if table.pieces else ""
            st.caption(escape(" · ".join(part for part in (wanted, own) if part)))
        with do:
            label = _("Bring it") if table.is_open else _("Look")
            to_bring = going("give", session=table.session.id)
            st.button(label, key=f"give-{table.session.id}", width="stretch", on_click=to_bring)


def _state(overview: Overview) -> str:
    moment = overview.session.moment
    if moment.phase is Phase.OPEN and moment.stage is Stage.LOBBY:
        return _("waiting in the lobby")
    if moment.phase is Phase.OPEN and moment.round == 2:
        return _("second vote is open")
    return {
        Phase.DRAFT: _("being prepared"),
        Phase.OPEN: _("scoring is open"),
        Phase.CLOSED: _("scoring is closed, not revealed yet"),
        Phase.REVEALED: _("revealed: time to talk"),
        Phase.CONCLUDED: _("concluded"),
        Phase.ARCHIVED: _("archived"),
    }[moment.phase]


def _verb(overview: Overview) -> str:
    moment = overview.session.moment
    if overview.standing.types:
        return _("Type sheets")
    if moment.phase is Phase.DRAFT:
        return _("Go on preparing")
    if moment.phase in (Phase.CONCLUDED, Phase.ARCHIVED):
        return _("What we agreed")
    return _("Continue")
