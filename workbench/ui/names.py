"""Names and scores of a concluded session: when the link between them is cut, and cutting it now."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.days import day
from workbench.services import cutting
from workbench.services.cutting import OVER, Due
from workbench.ui import memory
from workbench.ui.room import Room


def draw(room: Room) -> None:
    """Say to the lead whether names hang on the scores, and let them be cut off; to others once they are."""
    if room.moment.phase not in OVER:
        return
    if room.session.names_cut_at:
        st.caption(_("Names were cut off these scores on {day}.").format(day=day(room.session.names_cut_at)))
    elif room.leads:
        _offer(room)


def own_is_gone(room: Room) -> str:
    """Return why nobody is shown scores of their own; nothing while names hang on them."""
    if room.session.names_cut_at is None:
        return ""
    cut = _("Your name was cut off your scores on {day}, so nobody, you included, can find them.")
    return cut.format(day=day(room.session.names_cut_at))


def _offer(room: Room) -> None:
    due = cutting.due(room.here.store, room.here.viewer, room.session.id)
    with st.expander(_("Names and scores"), key="names"):
        st.text(_when(due))
        st.text(
            _(
                "After that nobody can find whose a score was. The figures and everything you agreed stay as they are. "
                "Work that somebody brought is yours from then on."
            )
        )
        key = f"names-sure-{room.session.id}"
        st.checkbox(_("I am sure: it cannot be undone"), key=key)
        st.button(
            _("Cut the names off now"),
            key="names-cut",
            disabled=not memory.chosen(key),
            on_click=memory.told(_cut),
            args=(room,),
        )


def _when(due: Due) -> str:
    if due.when is None:
        return _("Names stay with the scores.")
    if not due.waiting:
        return _("Names are cut off the scores on {day}, for good.").format(day=day(due.when))
    if not due.waits_for:
        return _(
            "Names are cut off the scores, for good, as soon as another session that reads the same work is concluded."
        )
    if len(due.waits_for) == 1:
        one = _("Names are cut off the scores, for good, as soon as “{session}” is concluded: it reads the same work.")
        return one.format(session=due.waits_for[0])
    these = _("Names are cut off the scores, for good, as soon as these are concluded: {sessions}.")
    return these.format(sessions=", ".join(f"“{title}”" for title in due.waits_for))


def _cut(room: Room) -> None:
    cutting.cut_now(room.here.store, room.here.viewer, room.session.id)
    memory.note(_("The names are cut off."))
