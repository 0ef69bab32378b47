"""The criteria of the desk: keys that score, and, where the window is low, one criterion open at a time.

A strip above the cards names every criterion with its chosen level; it opens one and folds the others. That happens in
the browser alone: the server neither knows the window's height nor is asked to open anything.

Keys: 1-9 choose a level of the criterion at hand, j and k move between criteria. They click the native radios, so that
mouse, keyboard and touch take one way. Streamlit keeps C and R. It does not hear its own shortcuts (Alt+Enter, T) while
a card has the focus, as it has after every choice: they are heard here.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from workbench.domain.catalogue import _

# Where the criteria fold: as in criteria.js and theme.css.
FOLDS = "(max-height: 899.98px), (max-width: 700px)"

_criteria = st.components.v2.component(
    "workbench_criteria",
    css=Path(__file__).with_name("criteria.css").read_text(encoding="utf-8"),
    js=Path(__file__).with_name("criteria.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion of the read on the desk, as it is stored.

    Parameters
    ----------
    key
        The key of the container that holds its cards.
    says
        What stands beside its name while it is folded: the chosen level, or that there is none.
    level
        Whether it has a level or a reason for none.
    done
        Whether nothing is asked for it any more.
    """

    key: str
    letter: str
    name: str
    says: str
    level: bool
    done: bool


def criteria(read_id: str, cells: Sequence[Cell], *, writing: bool) -> None:
    """Let the keyboard score, and fold all criteria but one where the window is low.

    Parameters
    ----------
    read_id
        The read on the desk; another one begins with its first criterion that is not done.
    writing
        Whether something may be written beside a level: then the next criterion takes longer to open by itself.
    """
    _fold_at_first(read_id, cells)
    _criteria(
        key="criteria-strip",
        data={
            "read": read_id,
            "cells": [asdict(cell) for cell in cells],
            "writing": writing,
            "criteria": _("Criteria"),
        },
    )


def _fold_at_first(read_id: str, cells: Sequence[Cell]) -> None:
    """Fold the cards before the browser runs the component, so that they do not jump when it does."""
    first = next((cell.key for cell in cells if not cell.done), cells[0].key if cells else "")
    others = f'.st-key-criteria > :has(> [class*="st-key-cell-{read_id}-"]):not(:has(> .st-key-{first}))'
    rule = f'@media {FOLDS} {{ :root:not([data-desk="{read_id}"]) {others} {{ display: none; }} }}'
    st.html(f"<style>{rule if len(cells) > 1 else '.st-key-criteria-strip { display: none; }'}</style>")
