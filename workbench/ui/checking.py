"""The press that has another program find the same figures."""

from collections.abc import Callable

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.errors import WorkbenchError
from workbench.reports.findings.parts import Section
from workbench.ui import findings, memory, troubles


def offered(about: str, answer: Callable[[], Section]) -> None:
    """Offer the check, and show it once it was asked for.

    Parameters
    ----------
    about
        What is checked: the answer to another thing is asked for anew.
    answer
        Finds it; takes some seconds.
    """
    wanted = f"check-{about}"
    if not memory.chosen(wanted):
        st.caption(_("pingouin is another program for statistics. It takes a few seconds."))
        st.button(_("Check with pingouin"), key="check", on_click=memory.keep, args=(wanted, True))
        return
    try:
        with st.spinner(_("Counting… this takes a few seconds.")):
            found = answer()
    except WorkbenchError as trouble:
        memory.forget(wanted)
        troubles.say(trouble)
        return
    findings.section(found, "finding-checked")
