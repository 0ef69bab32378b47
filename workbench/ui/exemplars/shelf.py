"""The library: which rubric, the coverage map, and the exemplars by criterion and level."""

from html import escape as html_text

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.rubrics import Criterion, Rubric
from workbench.services import exemplars
from workbench.services.dots.words import level
from workbench.services.exemplars import Card, Library
from workbench.ui.room import going
from workbench.ui.viewer import Here

EVERYTHING = ""


def choose(here: Here, session_id: str) -> Library:
    """Return the library of the rubric that is chosen; where there are several, let it be chosen."""
    first = exemplars.library(here.store, here.viewer, session_id=session_id)
    if len(first.rubrics) < 2:
        return first
    titles = {rubric.id: _title(rubric) for rubric in first.rubrics}
    ids = list(titles)
    at = ids.index(first.rubric.id) if first.rubric else 0
    picked = st.selectbox(_("Rubric"), ids, index=at, format_func=lambda i: titles[i], key="library-rubric")
    return exemplars.library(here.store, here.viewer, picked, session_id)


def _title(rubric: Rubric) -> str:
    return _("{title}, version {n}").format(title=rubric.title, n=rubric.version)


def nothing_yet(here: Here) -> None:
    """Say how an exemplar comes into the library."""
    st.info(
        _("There is no exemplar for you yet. When a session agrees on a level, its facilitator can publish the work.")
    )


def coverage(library: Library) -> None:
    """Draw the coverage map, criteria by levels, and say how many examples are missing."""
    st.header(_("Where we have examples"), anchor=False)
    for group in _alike(library):
        _map(library, group)
    missing = len(library.gaps())
    if missing:
        st.caption(count("{n} level has no exemplar yet.", "{n} levels have no exemplar yet.", missing))
    else:
        st.caption(_("Every level of every criterion has an exemplar."))


def _alike(library: Library) -> list[list[Criterion]]:
    """Return the criteria in groups that share their levels: one table each."""
    groups: dict[tuple[str, ...], list[Criterion]] = {}
    for criterion in library.rubric.criteria if library.rubric else ():
        groups.setdefault(tuple(level.label for level in criterion.levels), []).append(criterion)
    return list(groups.values())


def _map(library: Library, group: list[Criterion]) -> None:
    counts = library.coverage()
    levels = group[0].levels
    head = "".join(f'<th scope="col">{n} {html_text(level.label)}</th>' for n, level in enumerate(levels, start=1))
    rows = "".join(
        f'<tr><th scope="row">{html_text(criterion.name)}</th>'
        + "".join(_cell(counts[criterion.id, n]) for n in range(1, len(levels) + 1))
        + "</tr>"
        for criterion in group
    )
    label = html_text(_("How many exemplars of each level"), quote=True)
    st.html(
        f'<div class="wb-figures wb-grid wb-coverage" role="region" tabindex="0" aria-label="{label}">'
        f'<table><thead><tr><th scope="col">{html_text(_("Criterion"))}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cell(n: int) -> str:
    return f'<td class="some">{n}</td>' if n else f'<td class="none">{html_text(_("none"))}</td>'


def cards(library: Library) -> None:
    """Draw the exemplars that fit the criterion and level chosen."""
    st.header(_("Exemplars"), anchor=False)
    shown = _filtered(library)
    st.caption(count("{n} exemplar", "{n} exemplars", len(shown)))
    for card in shown:
        _card(card)


def _filtered(library: Library) -> list[Card]:
    criteria = {c.id: c.name for c in library.rubric.criteria} if library.rubric else {}
    by_criterion, by_level = st.columns(2)
    with by_criterion:
        criterion = st.selectbox(
            _("Criterion"),
            [EVERYTHING, *criteria],
            format_func=lambda i: criteria[i] if i else _("All criteria"),
            key="library-criterion",
        )
    here = [card for card in library.cards if criterion in (EVERYTHING, card.exemplar.criterion_id)]
    levels = sorted({(card.exemplar.level, card.label) for card in here})
    with by_level:
        chosen = st.selectbox(
            _("Level"),
            [None, *levels],
            format_func=lambda pair: f"{pair[0]} {pair[1]}" if pair else _("All levels"),
            key="library-level",
        )
    return [card for card in here if chosen in (None, (card.exemplar.level, card.label))]


def _card(card: Card) -> None:
    with st.container(border=True, key=f"card-{card.exemplar.id}"):
        what, do = st.columns([5, 1], vertical_alignment="center")
        with what:
            with st.container(key=f"card-title-{card.exemplar.id}"):
                st.text(f"{card.sample} · {card.criterion.name}: {level(card.criterion, card.exemplar.level)}")
            st.text(card.exemplar.why)
        with do:
            st.button(
                _("Open"),
                key=f"open-{card.exemplar.id}",
                width="stretch",
                on_click=going("exemplar", exemplar=card.exemplar.id),
            )
