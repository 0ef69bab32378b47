"""The dots as a table, for those who would rather read numbers."""

import pandas as pd
import streamlit as st

from workbench.domain.catalogue import _
from workbench.services.dots import words
from workbench.services.dots.strips import SECOND, Strip
from workbench.ui.plain import escape


def draw(strips: tuple[Strip, ...]) -> None:
    """Draw how many gave each level, a row per criterion and vote."""
    rows = [_row(strip) for strip in strips]
    st.table(pd.DataFrame(rows).fillna(""), hide_index=True)


def _row(strip: Strip) -> dict[str, str]:
    name = strip.criterion.name
    if strip.round == SECOND:
        name = _("{criterion}, second vote").format(criterion=name)
    row = {_("Criterion"): escape(name)}
    for position, n in enumerate(strip.dots.counts, start=1):
        row[_("Level {n}").format(n=position)] = f"{n} · {escape(strip.criterion.label(position))}"
    if strip.dots.conditions:
        row[_("Not scored")] = escape(words.conditions(strip.dots))
    return row
