"""One rubric on screen: what may be done with it, where it comes from, and its earlier versions."""

import re

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.rubrics import Rubric
from workbench.services import rubrics
from workbench.services.rubrics import Seen
from workbench.ui import memory
from workbench.ui.components.printing import print_button
from workbench.ui.plain import escape
from workbench.ui.room import go, going
from workbench.ui.rubrics import shelf, writing
from workbench.ui.viewer import Here


def title(seen: Seen) -> None:
    """Say what it is, and which version where there are several."""
    rubric = seen.rubric
    st.title(escape(rubric.title), anchor=False)
    version = _("version {n}").format(n=rubric.version) if len(seen.versions) > 1 else ""
    st.text(" · ".join(part for part in (shelf.kind_name(rubric.kind), shelf.about(rubric), version) if part))
    if rubric.summary:
        st.text(rubric.summary)


def buttons(here: Here, seen: Seen) -> None:
    """Offer what this person may do: change it or make it ours, print it, take it along as a table."""
    with st.container(horizontal=True, key="no-print-buttons"):
        if seen.may_edit:
            _open_editor(_("Change it"), "edit", seen.rubric, primary=True)
        if here.viewer.is_staff:
            _open_editor(_("Make it ours") if not seen.ours else _("Copy"), "copy", seen.rubric, primary=not seen.ours)
        print_button(_("Print"))
        st.download_button(
            _("Export (CSV)"),
            data=rubrics.export_csv(here.store, here.viewer, seen.rubric.id),
            file_name=f"{_file_name(seen.rubric)}.csv",
            mime="text/csv",
            key="rubric-export",
            on_click="ignore",
        )


def origin(rubric: Rubric) -> None:
    """Say where the wording comes from, and under which licence."""
    if rubric.source or rubric.licence:
        st.caption(escape(_("Source: {source} {licence}").format(source=rubric.source, licence=rubric.licence).strip()))


def versions(seen: Seen) -> None:
    """List the other versions: sessions keep the one they used."""
    others = [rubric for rubric in seen.versions if rubric.id != seen.rubric.id]
    if not others:
        return
    with st.container(key="no-print-versions"), st.expander(_("Other versions")):
        st.caption(_("A session keeps the version it was scored with."))
        for rubric in others:
            label = _("Version {n}: {title}").format(n=rubric.version, title=rubric.title)
            to_version = going("rubric", rubric=rubric.id)
            st.button(escape(label), key=f"version-{rubric.id}", type="tertiary", on_click=to_version)


def retire(here: Here, seen: Seen) -> None:
    """Offer to take a rubric of ours off the list."""
    if not seen.may_edit:
        return
    with st.container(key="no-print-retire"), st.popover(_("Take off the list…")):
        st.text(_("Nobody can choose it for a new session then. Sessions that use it keep it."))
        st.button(
            _("Take it off the list"),
            key="rubric-retire",
            on_click=memory.told(_retire),
            args=(here, seen.rubric.id),
        )


def _retire(here: Here, rubric_id: str) -> None:
    rubrics.retire(here.store, here.viewer, rubric_id)
    memory.note(_("Taken off the list."))
    go("rubrics")


def _open_editor(label: str, how: str, rubric: Rubric, *, primary: bool) -> None:
    st.button(
        label,
        key=f"rubric-{how}",
        type="primary" if primary else "secondary",
        on_click=_edit,
        args=(how, rubric.id),
    )


def _edit(how: str, rubric_id: str) -> None:
    writing.forget(f"{how}-{rubric_id}")
    go("rubric_edit", **{how: rubric_id})


def _file_name(rubric: Rubric) -> str:
    return re.sub(r"[^a-z0-9]+", "-", rubric.title.lower()).strip("-")[:60] or "rubric"
