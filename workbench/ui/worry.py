"""A worry about a student: the button beside the work, and what the contact reads on every page."""

from collections.abc import Callable, Mapping

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services import agenda, alerts, contacts, worrying
from workbench.services.alerts import Alert
from workbench.services.contacts import Told
from workbench.ui import memory, troubles, viewer
from workbench.ui.plain import escape
from workbench.ui.room import Room, going
from workbench.ui.viewer import Here

EVERY_SECONDS = 10
WIDE = 420


def offer(room: Room, sample_id: str) -> None:
    """Offer to tell the session's contact of the piece on the screen; it asks nothing."""
    with st.popover(_("I am worried about this student"), key=f"worry-{sample_id}"):
        _form(room, lambda: sample_id)


def offer_among(room: Room) -> None:
    """Offer to tell the session's contact of one of the session's pieces; it asks only which."""
    pieces = agenda.piece_names(room.here.store, room.here.viewer, room.session.id)
    with st.popover(_("I am worried about a student"), key="worry-among"):
        _form(room, lambda: _which(pieces))


def _which(pieces: Mapping[str, str]) -> str | None:
    return st.radio(
        _("Whose piece is it?"),
        list(pieces),
        index=None,
        format_func=lambda sample_id: escape(pieces[sample_id]),
        key="worry-which",
    )


def _form(room: Room, which: Callable[[], str | None]) -> None:
    told = contacts.told(room.here.store, room.here.viewer, room.session.id)
    with st.container(width=WIDE, gap="small"):
        st.text(
            _(
                "{name} reads which piece it is, on every page of the workbench they have open; so does whoever "
                "brought it. Nobody is told who pressed."
            ).format(name=told.name)
        )
        st.text(_go_yourself(told))
        st.text(_("This does not replace your legal duty to report. If a child is in danger now, call for help first."))
        sample_id = which()
        key = f"worry-{sample_id or 'none'}"
        st.checkbox(_("Nobody should read this piece for now"), key=f"{key}-pause")
        said = bool(memory.chosen(f"{key}-said"))
        st.button(
            _("Tell {name}").format(name=escape(told.name)),
            key=f"{key}-tell",
            type="primary",
            disabled=said or sample_id is None,
            on_click=memory.told(_tell),
            args=(room, sample_id, key),
        )
        if said:
            says = _("It stands on every page that {name} has open. Go yourself if they may not be looking.")
            st.text(says.format(name=told.name))


def _go_yourself(told: Told) -> str:
    where = f"{told.name}, {told.reach}" if told.reach else told.name
    return _("You can also go yourself: {where}.").format(where=where)


def _tell(room: Room, sample_id: str, key: str) -> None:
    pause = bool(memory.chosen(f"{key}-pause"))
    worrying.worry(room.here.store, room.here.viewer, room.session.id, sample_id, pause=pause)
    memory.keep(f"{key}-said", value=True)


def alerts_for(here: Here) -> None:
    """Show on every page what this person is told of, as soon as it is there."""
    if alerts.is_told(here.store, here.viewer):
        _alerts(here)


@st.fragment(run_every=EVERY_SECONDS)
def _alerts(here: Here) -> None:
    viewer.still_here()
    if trouble := memory.trouble_in_part():
        troubles.say(trouble)
    found = alerts.alerts(here.store, here.viewer)
    hidden = bool(found) and alerts.may_be_on_a_wall(here.store, here.viewer)
    for alert in found:
        if hidden and not memory.chosen(_shown(alert)):
            _for_you_alone(alert)
        else:
            _alert(here, alert)
    memory.part_shown()


def _shown(alert: Alert) -> str:
    return f"alert-shown-{alert.id}"


def _for_you_alone(alert: Alert) -> None:
    """Say that there is something to read, in words that may stand on a wall."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"alone-{alert.id}"):
        st.text(_("There is a message for you alone. Read it now, away from the projector."))
        st.button(
            _("Show it on this screen"),
            key=f"show-{alert.id}",
            type="primary",
            on_click=memory.keep,
            args=(_shown(alert), True),
        )


def _alert(here: Here, alert: Alert) -> None:
    with st.container(border=True, key=f"alert-{alert.id}"):
        where = {"sample": alert.sample, "session": alert.session_title}
        if alert.taken_up and alert.as_contact:
            st.text(_("{sample} is paused: nobody reads it ({session}).").format(**where))
        else:
            says = _("Somebody is worried about the student who made {sample} ({session}).").format(**where)
            st.error(escape(says), icon=":material/emergency_home:")
            st.text(_who_else(alert))
        with st.container(horizontal=True):
            _answers(here, alert)


def _who_else(alert: Alert) -> str:
    if alert.alone:
        return _("You brought this piece, so nobody else is told.")
    if alert.as_contact:
        return _("Whoever brought this piece is told too, and can say who the student is.")
    return _("You brought this piece. The session's contact is told too.")


def _answers(here: Here, alert: Alert) -> None:
    if not alert.as_contact:
        _button(_("I have read this"), f"put-away-{alert.id}", worrying.put_away, here, alert)
    elif not alert.taken_up:
        _button(_("I have taken it up"), f"take-up-{alert.id}", worrying.take_up, here, alert)
    if alert.as_contact and alert.paused:
        _button(_("Let everybody read it again"), f"again-{alert.id}", worrying.read_again, here, alert)
    if alert.opens:
        st.button(_("Look at the piece"), key=f"open-{alert.id}", on_click=going("sample", sample=alert.sample_id))


def _button(label: str, key: str, act: Callable[..., object], here: Here, alert: Alert) -> None:
    st.button(label, key=key, on_click=memory.told(act), args=(here.store, here.viewer, alert.id))
