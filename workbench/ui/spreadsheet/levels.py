"""The levels, lowest first, and the Proficient line: found in the scores, confirmed by a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from workbench.domain.catalogue import _
from workbench.services.sheets.confirming import Below, Scale
from workbench.ui.plain import escape
from workbench.ui.spreadsheet import keeping

# More criteria than this share their levels: nobody fills in so many fields.
_MOST_CRITERIA = 12


@dataclass(frozen=True, slots=True)
class Chosen:
    """Levels and lines, by criterion; under an empty name for all of them."""

    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cuts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether every scale has two levels or more."""
        return all(len(levels) > 1 for levels in self.levels.values())


def chosen(found: Below, key: str) -> Chosen:
    """Ask for the levels, lowest first, and the line; once, or for each criterion."""
    st.header(_("The levels"), anchor=False)
    earlier = keeping.settled()
    before = Chosen(earlier.levels, earlier.cuts) if earlier else Chosen()
    shared = found.shared
    criteria = [name for name in found.scales if name]
    apart = shared is None or any(name for name in before.levels)
    if 1 < len(criteria) <= _MOST_CRITERIA:
        apart = st.toggle(_("The criteria have different levels"), apart, key=f"{key}-apart")
    if apart and 1 < len(criteria) <= _MOST_CRITERIA:
        return _chosen({name: found.scales[name] for name in criteria}, before, key)
    one = shared or next(iter(found.scales.values()), Scale())
    return _chosen({"": one}, before, key)


def _chosen(scales: Mapping[str, Scale], before: Chosen, key: str) -> Chosen:
    levels: dict[str, tuple[str, ...]] = {}
    cuts: dict[str, str] = {}
    for number, (name, scale) in enumerate(scales.items()):
        here = f"{key}-scale-{number if name else 'all'}"
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        with left:
            levels[name] = _levels(name, scale, before, here)
        with right:
            line = _line(name, levels[name], before.cuts.get(name, scale.line), here)
        if line:
            cuts[name] = line
        if not scale.is_sure and levels[name] == scale.levels:
            st.warning(_("Put these levels in order, the lowest first: the table does not say it."))
        if len(levels[name]) < 2:
            st.warning(_("A scale has two levels or more. Write them with commas between them."))
    return Chosen(levels, cuts)


def _levels(name: str, scale: Scale, before: Chosen, key: str) -> tuple[str, ...]:
    label = _("Levels, lowest first, with commas between them")
    said = st.text_input(
        f"{escape(name)}: {label}" if name else label,
        ", ".join(before.levels.get(name, scale.levels)),
        key=f"{key}-levels",
    )
    return tuple(dict.fromkeys(level.strip() for level in said.split(",") if level.strip()))


def _line(name: str, levels: tuple[str, ...], chosen: str, key: str) -> str:
    options = ["", *levels[1:]]
    label = _("The Proficient line: the lowest level that is good enough")
    found = st.selectbox(
        f"{escape(name)}: {label}" if name else label,
        options,
        index=options.index(chosen) if chosen in options else 0,
        format_func=lambda level: level or _("no line: say nothing about it"),
        key=f"{key}-line-{'.'.join(levels)}",
    )
    return str(found)
