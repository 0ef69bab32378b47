"""The shelf: rubrics by what they are about; academic ones stand apart from dispositions and self-assessments."""

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.rubrics import Rubric, RubricKind
from workbench.services import rubrics
from workbench.ui.plain import escape
from workbench.ui.room import go, going
from workbench.ui.rubrics import bringing, writing


def buttons() -> None:
    """Offer a new rubric, and the way in for one that is a table already."""
    with st.container(horizontal=True):
        st.button(_("New rubric"), key="rubric-new", type="primary", icon=":material/add:", on_click=_write)
        st.button(_("The rubric I have"), key="rubric-have", icon=":material/content_paste:", on_click=_bring)
        st.button(_("Import a table (CSV)"), key="rubric-import", icon=":material/upload_file:", on_click=_import)


def _write() -> None:
    writing.forget("new")
    go("rubric_edit")


def _bring() -> None:
    bringing.forget()
    go("rubric_table")


def _import() -> None:
    writing.forget("file")
    go("rubric_edit", start="file")


def shelf(known: tuple[Rubric, ...]) -> None:
    """Show every rubric under its kind."""
    for kind, heading in _headings().items():
        of_kind = [rubric for rubric in known if rubric.kind is kind]
        if of_kind:
            st.header(heading, anchor=False)
            for rubric in of_kind:
                _card(rubric)


def kind_name(kind: RubricKind) -> str:
    """Return what a rubric of this kind judges, in the words of the screen."""
    return _headings()[kind]


def _headings() -> dict[RubricKind, str]:
    return {
        RubricKind.ACADEMIC: _("Academic work"),
        RubricKind.DISPOSITION: _("Habits and dispositions"),
        RubricKind.SELF_ASSESSMENT: _("Our own school"),
    }


def _card(rubric: Rubric) -> None:
    with st.container(border=True, key=f"rubric-{rubric.id}"):
        what, do = st.columns([5, 1], vertical_alignment="center")
        with what, st.container(key=f"about-{rubric.id}"):
            st.text(rubric.title)
            st.caption(escape(about(rubric)))
        with do:
            st.button(
                _("Open"),
                key=f"open-{rubric.id}",
                width="stretch",
                help=escape(rubric.title),
                on_click=going("rubric", rubric=rubric.id),
            )


def about(rubric: Rubric) -> str:
    """Return one line about a rubric: for whom, how large, and whose it is."""
    criteria = count("{n} criterion", "{n} criteria", len(rubric.criteria))
    grades = _("grades {grades}").format(grades=rubric.grades) if rubric.grades else ""
    whose = _("ours") if rubrics.is_ours(rubric) else _("came with the program")
    return " · ".join(part for part in (rubric.subject, grades, criteria, whose) if part)
