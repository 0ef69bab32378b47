"""The pages, by what a person is: a page that is not listed cannot be reached by its address."""

from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from workbench.domain.catalogue import _, later
from workbench.domain.people import Viewer
from workbench.ui.room import depart, page_file
from workbench.ui.viewer import Here


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its file and address, its title, and where it is listed."""

    name: str
    title: str
    icon: str = ""
    staff_only: bool = False
    admin_only: bool = False
    listed: bool = False
    default: bool = False


ENTRIES = (
    Entry("home", later("Start"), ":material/home:", listed=True, default=True),
    Entry("rubrics", later("Rubrics"), ":material/table_chart:", staff_only=True, listed=True),
    Entry("rubric", later("Rubric")),
    Entry("rubric_edit", later("Write a rubric"), staff_only=True),
    Entry("rubric_table", later("The rubric I have"), staff_only=True),
    Entry("samples", later("Samples"), ":material/article:", staff_only=True, listed=True),
    Entry("sample", later("Sample"), staff_only=True),
    Entry("people", later("People"), ":material/group:", admin_only=True, listed=True),
    Entry("spreadsheet", later("Bring a spreadsheet"), ":material/upload_file:", staff_only=True, listed=True),
    Entry("give", later("Bring a piece of work")),
    Entry("setup", later("Set up a session"), staff_only=True),
    Entry("lobby", later("Lobby")),
    Entry("desk", later("Scoring desk")),
    Entry("live", later("Live"), staff_only=True),
    Entry("paper", later("Paper")),
    Entry("reveal", later("Reveal")),
    Entry("talk", later("Talk")),
    Entry("agree", later("Agree")),
    Entry("agreement", later("Agreement")),
    Entry("agreed", later("What we agreed")),
    Entry("publish", later("Publish an exemplar"), staff_only=True),
    Entry("exemplars", later("Exemplars"), ":material/bookmarks:", listed=True),
    Entry("exemplar", later("Exemplar")),
)
_DEFAULT = next(entry.name for entry in ENTRIES if entry.default)


def pages(here: Here) -> StreamlitPage:
    """Return the page that the address asks for, among those this person may open.

    Teachers have no menu: their page follows the session.
    """
    allowed = [entry for entry in ENTRIES if _is_for(here.viewer, entry)]
    page = st.navigation([_page(entry) for entry in allowed], position="top" if here.viewer.is_staff else "hidden")
    depart(page.url_path or _DEFAULT, {entry.name for entry in allowed})
    return page


def _is_for(viewer: Viewer, entry: Entry) -> bool:
    return (viewer.is_staff or not entry.staff_only) and (viewer.is_admin or not entry.admin_only)


def _page(entry: Entry) -> StreamlitPage:
    return st.Page(
        page_file(entry.name),
        title=_(entry.title),
        icon=entry.icon or None,
        url_path=entry.name,
        default=entry.default,
        visibility="visible" if entry.listed else "hidden",
    )
