"""What somebody brought, for their own eyes: each piece by their private label and its neutral name."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.days import day_soon
from workbench.domain.giving import OwnPiece
from workbench.domain.samples import Sample
from workbench.services import sample_files
from workbench.services.files import open_files
from workbench.services.giving import Table
from workbench.ui import memory
from workbench.ui.plain import escape
from workbench.ui.samples import shelf
from workbench.ui.viewer import Here


def pieces(here: Here, table: Table) -> None:
    """Show what this person sent; each piece can be withdrawn at any moment."""
    if not table.pieces:
        return
    st.header(_("What you brought"), anchor=False)
    if table.session.plan.own_apart:
        st.caption(_("Only you see this list. In the meeting your levels for your own piece stay out of every figure."))
    else:
        st.caption(_("Only you see this list. In the meeting you are not given your own piece to score."))
    for piece in table.pieces:
        _piece(here, piece)


def _piece(here: Here, piece: OwnPiece) -> None:
    sample = piece.sample
    with st.container(border=True, key=f"own-{sample.id}"):
        with st.container(key=f"about-own-{sample.id}"):
            st.text(piece.label or sample.name)
            sent = _("sent on {day}").format(day=day_soon(piece.sent_at.date())) if piece.sent_at else ""
            name = _("the others see it as “{name}”").format(name=sample.name) if piece.label else ""
            st.caption(escape(" · ".join(part for part in (name, shelf.contents(sample), sent) if part)))
        with st.popover(_("Withdraw this work"), key=f"take-{sample.id}", help=escape(sample.name)):
            withdrawing(here, sample)


def unsent(here: Here, table: Table, sample: Sample) -> None:
    """Let a piece be given up before it is sent."""
    with st.popover(_("Begin again"), key=f"take-{sample.id}"):
        st.text(_("What you added is deleted."))
        st.button(
            _("Delete it"),
            key=f"give-up-{sample.id}",
            on_click=memory.told(_give_up),
            args=(here, table.session.id, sample.id),
        )


def _give_up(here: Here, session_id: str, sample_id: str) -> None:
    _withdraw(here, sample_id)
    memory.sent(f"give:{session_id}")
    memory.note(_("Deleted."))


def withdrawing(here: Here, sample: Sample) -> None:
    """Ask once, then withdraw."""
    st.text(_("Text, pages and all that was written on them are deleted for everybody. Levels given stay."))
    sure = st.checkbox(_("Yes, delete this work"), key=f"sure-{sample.id}")
    st.button(
        _("Withdraw"),
        key=f"withdraw-{sample.id}",
        disabled=not sure,
        on_click=memory.told(_withdraw),
        args=(here, sample.id),
    )


def _withdraw(here: Here, sample_id: str) -> None:
    sample_files.withdraw(here.store, open_files(here.settings), here.viewer, sample_id)
    memory.note(_("Withdrawn."))
