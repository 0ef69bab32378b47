"""Who is looking: read from the trusted header on every rerun, never from the page."""

from dataclasses import dataclass

import streamlit as st

from workbench import settings as settings_module
from workbench.domain.catalogue import speak
from workbench.domain.errors import NotAllowed
from workbench.domain.people import Viewer
from workbench.services.opening import Store, open_store
from workbench.services.signing_in import viewer_of
from workbench.settings import Settings


@dataclass(frozen=True, slots=True)
class Here:
    """The person in front of this screen, and where everything is kept."""

    store: Store
    settings: Settings
    viewer: Viewer


def current() -> Here:
    """Return who is looking at this page now, and speak their language from here on.

    Raises
    ------
    NotAllowed
        When the sign-in has ended, was revoked, or never was.
    """
    settings = settings_module.read()
    store = open_store(settings)
    sign_in_id = st.user.get("uid")
    viewer = viewer_of(store, str(sign_in_id)) if sign_in_id else None
    if viewer is None:
        raise NotAllowed("You are signed out.", "Sign in again; everything you saved is there.")
    speak(viewer.language)
    return Here(store, settings, viewer)


def still_here() -> None:
    """Run the whole page again when the sign-in has ended; called first by what redraws only its part of a page."""
    try:
        current()
    except NotAllowed:
        st.rerun()
