"""The parts of the agreement screen, from the sentence for everybody to the figures for those who ask."""

from functools import partial

import streamlit as st

from workbench.domain import figure_words
from workbench.domain.catalogue import _, count, later
from workbench.domain.verbal_labels import SCALES
from workbench.reports.findings.parts import Depth, Report
from workbench.services.analyzing.files import Format, drawn_report
from workbench.services.results.agreement import GroupAgreement
from workbench.ui import checking, findings, names
from workbench.ui.agreement import figure, remembered, tables, words
from workbench.ui.room import Room

METHOD_IS_PRIVATE = later(
    "Only you see this. It compares your levels with those of the others on the pieces you all scored, and leaves your "
    "own out of theirs. It does not say who is right."
)


def headline(found: GroupAgreement) -> None:
    """Say how often pairs gave the same level, what chance alone would give, and how often the line agrees."""
    exact = found.pooled.figures["exact"]
    with st.container(border=True, key="headline"):
        if exact.withheld:
            for needed in exact.withheld:
                st.text(needed)
        else:
            st.text(figure_words.same_level(found.pooled.figures))
            if chance := figure_words.by_chance(found.pooled.figures):
                st.text(chance)
            if side := figure_words.same_side(found.pooled.figures, words.the_line(found.rubric)):
                st.text(side)
            st.caption(_("A pair is two teachers who scored the same piece on the same criterion."))
    with st.container(key="asides"):
        for said in _asides(found):
            st.text(said)


def _asides(found: GroupAgreement) -> list[str]:
    said = [figure_words.honest(found.n_samples)] if found.n_samples else []
    said.append(words.lead(found))
    if found.brought:
        said.append(words.brought(found.brought))
    if found.unfinished:
        said.append(words.unfinished(found.unfinished))
    if found.n_conditions:
        said.append(
            count(
                "{n} time somebody could not score something; that is left out.",
                "{n} times somebody could not score something; that is left out.",
                found.n_conditions,
            )
        )
    if found.is_disposition:
        said.append(_("These are habits of learning. They are never averaged with academic work."))
    return [line for line in said if line]


def each_criterion(found: GroupAgreement) -> None:
    """Draw the dots of each criterion with its own line of words, two side by side where there is room."""
    st.header(_("Where you stood together, and where apart"), anchor=False)
    st.caption(_("Each dot is one teacher, first vote, no names."))
    with st.container(key="criteria-dots"):
        for criterion, figures in zip(found.rubric.criteria, found.criteria, strict=True):
            with st.container(key=f"criterion-{criterion.id}"):
                with st.container(key=f"criterion-name-{criterion.id}"):
                    st.text(criterion.name)
                st.text(words.of_criterion(figures, criterion))
                for said in words.where_it_sits(figures, criterion):
                    st.text(said)
                figure.dots(found, criterion)


def beside_the_others(room: Room) -> None:
    """Show raters how they compare; on a facilitator's screen, which may be the wall, only when asked for."""
    if not room.standing.rates:
        return
    st.header(_("You and the others"), anchor=False)
    if room.leads and not st.toggle(_("Show how I compare, on this screen only"), key="own-here"):
        st.caption(_("Hidden in case this screen is on the wall."))
        return
    with st.container(border=True, key="own"):
        if gone := names.own_is_gone(room):
            st.text(gone)
            return
        if room.leads and room.session.plan.lead_apart:
            st.text(_("Your scores are left out of this session's figures, as you chose."))
            return
        compared = remembered.own(room.here, room.session.id)
        for said in dict.fromkeys(words.difference(own) for own in compared):
            st.text(said)
        st.caption(_(METHOD_IS_PRIVATE) if compared else _("You gave no levels in the first vote."))


def more(room: Room, found: GroupAgreement) -> None:
    """Give every figure: with its range, then with method, formula, source and data; each only once it is opened."""
    if _opened(_("More figures, with their ranges"), "more-figures"):
        with st.container(border=True, key="with-ranges"):
            figure.ranges(found.criteria)
            tables.figures(found)
            tables.lines(found)
            report = remembered.every_figure(room.here, room.session.id)
            findings.sentences(report.first)
            findings.sections(report, Depth.TABLES)
    if _opened(_("Every figure, with method, formula and source, and the data"), "every-figure"):
        with st.container(border=True, key="with-methods"):
            tables.methods()
            report = remembered.every_figure(room.here, room.session.id, _words())
            findings.sections(report, Depth.METHOD)
            checking.offered(room.session.id, lambda: remembered.checked(room.here, room.session.id))
            _data(report)


def _opened(label: str, key: str) -> bool:
    """Offer something that is worked out only when it is asked for."""
    return st.toggle(label, key=key)


def _words() -> str:
    """Ask whose words are put on coefficients; nobody's, unless somebody chooses an author."""
    chosen = st.selectbox(
        _("Put words on coefficients"),
        ["", *SCALES],
        format_func=lambda key: SCALES[key].source if key else _("Nobody's"),
        key="words",
    )
    return str(chosen or "")


def _data(report: Report) -> None:
    """Offer all of it to take away; nothing in it names anybody."""
    st.text(_("The same to keep, without names:"))
    with st.container(horizontal=True):
        for wanted, label in ((Format.XLSX, _("Workbook (XLSX)")), (Format.HTML, _("Web page (HTML)"))):
            st.download_button(
                label,
                partial(drawn_report, report, wanted),
                file_name=f"agreement.{wanted}",
                key=f"keep-{wanted}",
                on_click="ignore",
            )
