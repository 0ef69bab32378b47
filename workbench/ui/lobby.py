"""The lobby's parts: the code on the wall, who is here, purpose and norms."""

from urllib.parse import urlencode

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.people import Person
from workbench.domain.phases import Act
from workbench.domain.sessions import NORMS, PURPOSE, Session
from workbench.services import sessions
from workbench.ui import memory, reach
from workbench.ui.room import Room, going


def code(room: Room) -> None:
    """Show the join code and, on the facilitator's screen, its QR."""
    with st.container(key="join-code", border=True):
        st.text(_("Join at {address} with this code").format(address=room.here.settings.public_address))
        with st.container(key="code-on-the-wall"):
            st.text(room.session.join_code)
        if room.leads:
            st.html(reach.qr(reach.link(room.here, room.session)))
            lines = f"/promises?{urlencode({'code': room.session.join_code})}"
            st.link_button(_("Who sees what: a page to print"), lines, icon=":material/print:")


def who_is_here(room: Room, people: tuple[Person, ...]) -> None:
    """Say how many have joined, and who; on the facilitator's screen, which may be on the wall, who only if asked."""
    st.header(count("{n} person is here", "{n} people are here", len(people)), anchor=False)
    if room.leads and not st.toggle(_("Show names on this screen only"), key="lobby-names"):
        return
    with st.container(key="people", horizontal=True):
        for person in people:
            st.text(person.name)


def purpose(session: Session) -> None:
    """Say why we meet."""
    st.header(_("Why we meet"), anchor=False)
    st.text(session.plan.purpose or _(PURPOSE))


def norms(session: Session) -> None:
    """Show the norms."""
    st.header(_("How we work"), anchor=False)
    with st.container(key="norms"):
        for number, norm in enumerate(session.plan.norms or [_(norm) for norm in NORMS], start=1):
            st.text(f"{number}. {norm}")


def paper(room: Room) -> None:
    """Lead a facilitator to sheets, for those who score on paper."""
    st.button(_("Paper"), key="to-paper", icon=":material/print:", on_click=going("paper", session=room.session.id))


def start_button(room: Room) -> None:
    """Let the facilitator start the scoring."""
    st.button(
        _("Start scoring"),
        key="start",
        type="primary",
        icon=":material/play_arrow:",
        on_click=memory.told(_start),
        args=(room,),
    )
    st.caption(_("Everybody's screen opens the first piece. Whoever comes later joins with the same code."))


def _start(room: Room) -> None:
    sessions.act(room.here.store, room.here.viewer, room.session.id, Act.START)
