"""Answers about results, kept between reruns: visibility is asked before anything kept is given out.

The key holds every fact an answer depends on: session, revision, who asks and what they are to the session, phase,
and the language of the reasons in it.
"""

import streamlit as st

from workbench.domain.catalogue import spoken
from workbench.reports.findings.parts import Report, Section
from workbench.services.results import deeper
from workbench.services.results.agreement import GroupAgreement, Key, group_agreement, key_for
from workbench.services.results.own import OwnDifference, own_differences
from workbench.ui.viewer import Here

MOST_KEPT = 256


def group(here: Here, session_id: str) -> GroupAgreement:
    """Return how far a session agrees; raises ``NotFound`` as the service does."""
    return _group(here.settings.database_url, key_for(here.store, here.viewer, session_id), spoken(), here)


def own(here: Here, session_id: str) -> tuple[OwnDifference, ...]:
    """Return how the viewer compares, for their eyes only."""
    return _own(here.settings.database_url, key_for(here.store, here.viewer, session_id), spoken(), here)


def every_figure(here: Here, session_id: str, words: str = "") -> Report:
    """Return every figure of a session, for those who ask; with an author's words, if any."""
    asked = (spoken(), words)
    return _every_figure(here.settings.database_url, key_for(here.store, here.viewer, session_id), asked, here)


def checked(here: Here, session_id: str) -> Section:
    """Return the correlations of a session beside another program's, which takes some seconds the first time."""
    return _checked(here.settings.database_url, key_for(here.store, here.viewer, session_id), spoken(), here)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _checked(database: str, key: Key, language: str, _here: Here) -> Section:
    return deeper.checked(_here.store, _here.viewer, key.session_id)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _every_figure(database: str, key: Key, asked: tuple[str, str], _here: Here) -> Report:
    _language, words = asked
    return deeper.every_figure(_here.store, _here.viewer, key.session_id, words)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _group(database: str, key: Key, language: str, _here: Here) -> GroupAgreement:
    return group_agreement(_here.store, _here.viewer, key.session_id)


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _own(database: str, key: Key, language: str, _here: Here) -> tuple[OwnDifference, ...]:
    return own_differences(_here.store, _here.viewer, key.session_id)
