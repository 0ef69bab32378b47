"""A worry about a student: the button beside the work, and what the contact reads on every page."""

from collections.abc import Callable

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import worrying
from workbench.services.worrying import Alert
from workbench.ui import memory, viewer
from workbench.ui.plain import escape
from workbench.ui.room import Room
from workbench.ui.viewer import Here

EVERY_SECONDS = 10


def offer(room: Room, sample_id: str) -> None:
    """Offer to tell the session's contact; it asks nothing."""
    told = worrying.reach(room.here.store, room.here.viewer, room.session.id)
    if told is None:
        return
    key = f"worry-{sample_id}"
    with st.popover(_("I am worried about this student"), key=key):
        st.text(_("{name} is told at once which piece it is. Your name is not sent.").format(name=told.name))
        st.text(_("You can also go yourself: {name}, {reach}.").format(name=told.name, reach=told.reach))
        st.text(_("This does not replace your legal duty to report. If a child is in danger now, call for help first."))
        st.checkbox(_("Nobody else should read this piece for now"), key=f"{key}-pause")
        said = bool(memory.chosen(f"{key}-said"))
        st.button(
            _("Tell {name}").format(name=escape(told.name)),
            key=f"{key}-tell",
            type="primary",
            disabled=said,
            on_click=memory.told(_tell),
            args=(room, sample_id, key),
        )
        if said:
            st.text(_("{name} has been told.").format(name=told.name))


def _tell(room: Room, sample_id: str, key: str) -> None:
    pause = bool(memory.chosen(f"{key}-pause"))
    worrying.worry(room.here.store, room.here.viewer, room.session.id, sample_id, pause=pause)
    memory.keep(f"{key}-said", value=True)


def alerts_for(here: Here) -> None:
    """Show on every page what this person is told of, as soon as it is there."""
    if worrying.is_told(here.store, here.viewer):
        _alerts(here)


@st.fragment(run_every=EVERY_SECONDS)
def _alerts(here: Here) -> None:
    viewer.still_here()
    for alert in worrying.alerts(here.store, here.viewer):
        with st.container(border=True, key=f"alert-{alert.id}"):
            _alert(here, alert)


def _alert(here: Here, alert: Alert) -> None:
    st.error(
        escape(
            _("Somebody is worried about the student who made {sample} ({session}).").format(
                sample=alert.sample, session=alert.session_title
            )
        ),
        icon=":material/emergency_home:",
    )
    with st.container(horizontal=True):
        _button(_("I have taken it up"), f"take-up-{alert.id}", worrying.take_up, here, alert)
        if alert.paused:
            _button(_("Let the others read it again"), f"again-{alert.id}", worrying.read_again, here, alert)


def _button(label: str, key: str, act: Callable[..., object], here: Here, alert: Alert) -> None:
    st.button(label, key=key, on_click=memory.told(act), args=(here.store, here.viewer, alert.id))
