"""Bringing one piece: what is asked for, adding it, and sending it with permission and a private label."""

from collections.abc import Callable

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.giving import LONGEST_LABEL, in_words
from workbench.domain.samples import Permission, Sample
from workbench.services import giving
from workbench.services.giving import Table
from workbench.ui import memory
from workbench.ui.samples import about
from workbench.ui.viewer import Here


def choose(here: Here, wanted: str) -> Table:
    """Return what the address asks for; without a session in it, what was asked for last."""
    known = giving.tables(here.store, here.viewer)
    if not wanted and known:
        return known[0]
    return giving.table(here.store, here.viewer, wanted)


def asked(table: Table) -> None:
    """Say what is asked for, or that the session has begun."""
    st.text(table.session.title)
    if not table.is_open:
        st.info(_("This session has begun, so no more work is taken. Join it with the code on the wall."))
        return
    with st.container(border=True, key="asked"):
        st.caption(_("You are asked to bring"))
        with st.container(key="asked-for"):
            st.text(in_words(table.asking))


def in_hand(table: Table) -> Sample:
    """Return the piece being prepared: the stored one, or an empty one that is stored with the first thing added."""
    if table.in_hand is not None:
        return table.in_hand
    return Sample(memory.submission(f"give:{table.session.id}"), "", "", "")


def begins(here: Here, table: Table, sample: Sample) -> Callable[[], str]:
    """Return what stores a piece when the first thing is added to it."""
    return lambda: giving.begin(here.store, here.viewer, table.session.id, sample.id)


def send(here: Here, table: Table, sample: Sample, *, main: bool, waits: bool) -> None:
    """Ask for permission and a label, and let the piece be sent; not while boxes wait that are not covered yet."""
    st.header(_("Permission"), anchor=False)
    about.permission(
        sample.id,
        Permission(),
        _("There is permission to use this work"),
        _("Only teachers in this session"),
    )
    st.text_input(
        _("Your own label (optional)"),
        max_chars=LONGEST_LABEL,
        placeholder=_("Ben, 3rd period"),
        key=f"label-{sample.id}",
    )
    st.caption(_("To find it again. Only you ever see the label; it goes when you withdraw the piece."))
    st.caption(_("Nobody else sees this piece until you send it."))
    if waits:
        st.info(_("Cover your boxes first, or remove them: until then the pages are as they were."))
    st.button(
        _("Send"),
        key=f"send-{sample.id}",
        type="primary" if main else "secondary",
        disabled=waits,
        icon=":material/send:",
        on_click=memory.told(_send),
        args=(here, table.session.id, sample.id),
    )


def _send(here: Here, session_id: str, sample_id: str) -> None:
    label = memory.chosen(f"label-{sample_id}") or ""
    giving.send(here.store, here.viewer, session_id, about.permission_now(sample_id), label)
    memory.sent(f"give:{session_id}")
    memory.note(_("Sent. Thank you."))
