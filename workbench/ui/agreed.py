"""What we agreed, on screen: levels with their reasons, what stays open, and what the group takes along."""

from html import escape as html_text

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.phases import Phase
from workbench.domain.sessions import Debrief
from workbench.services import agreed
from workbench.services.agreed import LONGEST_DATE, LONGEST_TEXT, AgreedLevel, WhatWeAgreed
from workbench.ui import memory
from workbench.ui.room import Room, going


def ways_on(room: Room) -> None:
    """Offer the printable page, how far the group agreed, and the exemplars."""
    with st.container(horizontal=True, key="ways-on"):
        st.link_button(_("Print this page"), f"/print/{room.session.id}", icon=":material/print:")
        to_agreement = going("agreement", session=room.session.id)
        st.button(_("How well did we agree?"), key="to-agreement", on_click=to_agreement)
        st.button(_("Exemplars"), key="to-exemplars", on_click=going("exemplars"))


def levels(found: WhatWeAgreed) -> None:
    """Draw how every cell ended, pieces by criteria."""
    sheet = found.sheet
    st.header(_("Levels we agreed on"), anchor=False)
    if not (sheet.agreed or sheet.split or sheet.not_reached):
        st.text(_("We have not agreed on a level yet."))
        return
    head = "".join(f'<th scope="col">{html_text(name)}</th>' for name in sheet.criteria)
    rows = "".join(
        f'<tr><th scope="row">{html_text(sample)}</th>'
        + "".join(f"<td>{html_text(sheet.ending(sample, name) or '–')}</td>" for name in sheet.criteria)
        + "</tr>"
        for sample in sheet.samples
    )
    label = html_text(_("Levels we agreed on"), quote=True)
    st.html(
        f'<div class="wb-figures wb-grid" role="region" tabindex="0" aria-label="{label}"><table><thead><tr>'
        f'<th scope="col">{html_text(_("Piece"))}</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )
    st.caption(_("A dash: we did not talk about it."))


def reasons(found: WhatWeAgreed) -> None:
    """Say why each level that somebody wrote about was agreed, and why not the next."""
    for cell in found.sheet.agreed:
        if cell.why:
            with st.container(key=f"why-{cell.sample}-{cell.criterion}", border=True):
                st.text(f"{cell.sample} · {cell.criterion}: {cell.level}")
                st.text(cell.why)
                if cell.why_not_next:
                    st.caption(_("Why not the next level"))
                    st.text(cell.why_not_next)


def open_ends(found: WhatWeAgreed) -> None:
    """Say where the group stays split, and what the talk changed."""
    sheet = found.sheet
    if sheet.split:
        st.header(_("Where we stay split"), anchor=False)
        for cell in sheet.split:
            why = f": {cell.reason}" if cell.reason else ""
            between = (
                _(" (from {low} to {high})").format(low=cell.levels[0], high=cell.levels[1]) if cell.levels else ""
            )
            st.text(f"{cell.sample} · {cell.criterion}{why}{between}")
    if sheet.talked:
        st.header(_("What the talk changed"), anchor=False)
        with st.container(key="talk-changed"):
            for talked in sheet.talked:
                st.text(f"{talked.sample} · {talked.criterion}: {sheet.changed(talked)}")
        st.caption(
            _("After discussion people agree more. Whether they would on new work, only new work scored blind shows.")
        )


def publishing(room: Room, found: WhatWeAgreed) -> None:
    """Let the facilitator publish agreed work as exemplars, now or later that day."""
    if not room.leads or not found.cells:
        return
    st.header(_("Keep the work as examples"), anchor=False)
    st.caption(_("A published piece shows others what a level means, with your reasons and notes."))
    with st.container(key="to-publish"):
        for cell in found.cells:
            _offer(room, cell)


def _offer(room: Room, cell: AgreedLevel) -> None:
    what, do = st.columns([4, 1], vertical_alignment="center")
    what.text(f"{cell.sample} · {cell.criterion.name}: {cell.criterion.label(cell.level)}")
    sample_id, criterion_id = cell.cell
    key = f"{sample_id}-{criterion_id}"
    if cell.exemplar_id:
        to_exemplar = going("exemplar", exemplar=cell.exemplar_id)
        do.button(_("Open"), key=f"open-{key}", width="stretch", on_click=to_exemplar)
    elif room.moment.phase is not Phase.ARCHIVED:
        to_words = going("publish", session=room.session.id, sample=sample_id, criterion=criterion_id)
        do.button(_("Publish"), key=f"publish-{key}", width="stretch", on_click=to_words)


def take_along(room: Room, found: WhatWeAgreed) -> None:
    """Show what the group takes along; the facilitator writes it, and it is stored at every change."""
    st.header(_("What we take along"), anchor=False)
    if room.leads and room.moment.phase is not Phase.ARCHIVED:
        _write(room, found.debrief)
        return
    written = [
        (_("Wording to change"), found.debrief.wording),
        (_("One thing for Monday"), found.debrief.monday),
        (_("We meet again"), found.debrief.next_date),
    ]
    for title, text in written:
        if text:
            st.caption(title)
            st.text(text)
    if not any(text for _title, text in written):
        st.text(_("Nothing is written down yet."))


def _write(room: Room, debrief: Debrief) -> None:
    for name, label in (("wording", _("Wording to change")), ("monday", _("One thing for Monday"))):
        key = f"debrief-{name}"
        memory.mirror(key, getattr(debrief, name))
        st.text_area(
            label,
            key=key,
            max_chars=LONGEST_TEXT,
            height=100,
            on_change=memory.told(_save),
            args=(room, name, key),
        )
    memory.mirror("debrief-next", debrief.next_date)
    st.text_input(
        _("We meet again"),
        key="debrief-next",
        max_chars=LONGEST_DATE,
        placeholder=_("for example Tuesday 4 May, 15:30, room 12"),
        on_change=memory.told(_save),
        args=(room, "next_date", "debrief-next"),
    )
    st.caption(_("Stored when you leave a field. Everybody's page shows it."))


def _save(room: Room, name: str, key: str) -> None:
    text = str(memory.chosen(key) or "")
    agreed.save_line(room.here.store, room.here.viewer, room.session.id, name, text)


def rule(found: WhatWeAgreed) -> None:
    """Say the rule under which a level counts as agreed."""
    st.header(_("How we agree"), anchor=False)
    st.text(found.sheet.rule)
