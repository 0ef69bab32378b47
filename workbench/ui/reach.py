"""Can other devices get in? A link to try on a phone, and what to do when it does not open."""

from html import escape

import segno
import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.sessions import Session
from workbench.services import reaching
from workbench.ui import viewer
from workbench.ui.plain import escape as plain
from workbench.ui.viewer import Here

LOOKS_AGAIN_SECONDS = 5


def qr(address: str) -> str:
    """Return an address as a picture that says in words what it is."""
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=2, dark="#1f2328", light="#ffffff")
    return f'<img class="wb-qr" alt="{escape(_("QR code to join"))}" src="{picture}">'


def link(here: Here, session: Session) -> str:
    """Return the address that leads a device into a session."""
    return f"{here.settings.public_address}/j/{session.join_code}"


@st.fragment(run_every=LOOKS_AGAIN_SECONDS)
def check(here: Here, session: Session) -> None:
    """Show a link to open on a second device until one has, on this network; say what to try when it does not open."""
    viewer.still_here()
    found = reaching.reached(here.store, here.viewer, session.id, here.settings.public_address)
    if found.now:
        st.success(_("Another device has opened the link: people can get in."), icon=":material/check_circle:")
        return
    if here.settings.is_for_this_machine_only:
        _alone(here)
        return
    with st.container(border=True, key="reach"):
        words, picture = st.columns([3, 1], vertical_alignment="center")
        with words:
            st.markdown(f"**{_('Can other devices get in?')}**")
            if found.before:
                moved = _("It was green at {address}. This computer has another address now, so try it here again.")
                st.text(moved.format(address=found.before))
            st.text(_("Open this on a phone now. This box turns green when it has got here."))
            st.code(link(here, session), language=None)
        with picture:
            st.html(qr(link(here, session)))
        with st.expander(_("It does not open")):
            _what_to_try(here)


def _alone(here: Here) -> None:
    """Say why no other device can get in, and how it can."""
    st.warning(
        plain(
            _("Only this computer can open {address}.").format(address=here.settings.public_address)
            + " "
            + _("Stop the workbench, connect to the network that everybody uses, and start it again so:")
        )
    )
    st.code(reaching.way_out(here.store), language=None)


def way_in(here: Here) -> None:
    """Say in the lobby what to try for whoever cannot get in."""
    if here.settings.is_for_this_machine_only:
        _alone(here)
    else:
        with st.expander(_("Somebody cannot get in?")):
            _what_to_try(here)


def _what_to_try(here: Here) -> None:
    for number, step in enumerate(
        (
            _("Bring the phone onto the same Wi-Fi as this computer. A guest network keeps devices apart."),
            _("Let this computer's firewall accept {address} from the local network.").format(
                address=here.settings.public_address
            ),
            _("Make a hotspot with a phone, and bring this computer and every device onto it."),
            _("Ask your IT person for a small server: the README has half a page for them."),
        ),
        start=1,
    ):
        st.text(f"{number}. {step}")
