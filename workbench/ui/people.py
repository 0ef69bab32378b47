"""Inviting colleagues who prepare sessions: one-time links, shown once."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.people import Role, clean_name
from workbench.services import inviting
from workbench.ui import memory
from workbench.ui.viewer import Here


def role_words() -> dict[Role, str]:
    """Return the roles that a link can give, in words."""
    return {
        Role.FACILITATOR: _("Facilitator: prepares and leads sessions"),
        Role.COACH: _("Coach: sees what teachers choose to share"),
        Role.ADMIN: _("Admin: looks after this workbench"),
    }


def invite_form(here: Here) -> None:
    """Ask whom to invite, and make the link."""
    words = role_words()
    with st.form("invite", border=True):
        st.text_input(_("Name"), key="invite-name", max_chars=40, placeholder=_("Dana R."))
        st.radio(_("May"), list(words), format_func=lambda role: words[role], key="invite-role")
        st.form_submit_button(_("Make a link"), type="primary", on_click=memory.told(_invite), args=(here,))


def _invite(here: Here) -> None:
    name = clean_name(str(memory.chosen("invite-name") or ""))
    token = inviting.make_link(here.store, memory.chosen("invite-role"), name, here.viewer)
    memory.show_once("invite-link", f"{name}|{here.settings.public_address}/link/{token}")


def new_link() -> None:
    """Show the link that was just made, this once."""
    shown = memory.shown_once("invite-link")
    if not shown:
        return
    name, address = shown.rsplit("|", 1)
    st.success(_("Send this link. It works once, for 72 hours, and is not shown again."))
    st.text(name)
    st.code(address, language=None)
