"""A sheet of paper typed in on one screen: name, then a digit for each box, sent once as a whole.

It holds what is typed until the server says that it is stored, so that neither a refusal nor a lost line takes it away.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.errors import Invalid
from workbench.domain.paper import LETTERS, Cell, Filled, TypedSheet
from workbench.domain.scoring import LONGEST_SENTENCE
from workbench.services.dots.words import reason
from workbench.services.paper import Grid

KEY = "score-grid"
_LONGEST_ID = 64

_grid = st.components.v2.component(
    "workbench_score_grid",
    css=Path(__file__).with_name("score_grid.css").read_text(encoding="utf-8"),
    js=Path(__file__).with_name("score_grid.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a sheet that was sent: its id, and what to say about it."""

    id: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """How often a sheet was sent from this screen, and what became of the last one."""

    tries: int = 0
    saved: Heard = Heard()
    refused: Heard = Heard()


def score_grid(grid: Grid, whose: str, state: State, on_save: Callable[[], None]) -> None:
    """Show the grid.

    Parameters
    ----------
    grid
        What can be typed in.
    whose
        Session and person: what was typed for one is not shown for another.
    state
        What became of the last sheet.
    on_save
        Called when a sheet was sent; it is under :data:`KEY` as ``save``, for :func:`typed`.
    """
    _grid(
        key=KEY,
        data={
            "whose": whose,
            "own": grid.own_only,
            "people": [{"name": person.name, "has": person.has_scores} for person in grid.people],
            "sheets": [
                {"code": s.code, "pieces": list(s.pieces), "name": s.name, "typed": s.typed} for s in grid.sheets
            ],
            "pieces": [{"id": p.id, "name": p.name, "criteria": list(p.criteria)} for p in grid.pieces],
            "criteria": [
                {"id": c.id, "letter": chr(ord("A") + n), "name": c.name, "levels": len(c.levels)}
                for n, c in enumerate(grid.criteria)
            ],
            "letters": list(LETTERS),
            "longest": LONGEST_SENTENCE,
            "tries": state.tries,
            "saved": {"id": state.saved.id, "says": state.saved.says},
            "refused": {"id": state.refused.id, "says": state.refused.says},
            "words": _words(),
        },
        on_save_change=on_save,
    )


def typed(sent: Mapping[str, Any]) -> TypedSheet:
    """Return the sheet that the browser sent; whether it can be stored is for the service to say.

    Raises
    ------
    Invalid
        When it is no sheet.
    """
    try:
        filled = Filled(_cells(sent["boxes"]), _cells(sent["words"]), {str(p): str(c) for p, c in sent["known"]})
        found = TypedSheet(str(sent["id"]), str(sent["name"]), filled, str(sent["code"]), sent["sure"] is True)
    except (KeyError, TypeError, ValueError) as error:
        raise Invalid("The sheet did not arrive whole.", "Save it once more.") from error
    if not 0 < len(found.submission_id) <= _LONGEST_ID:
        raise Invalid("The sheet did not arrive whole.", "Save it once more.")
    return found


def _cells(sent: Any) -> dict[Cell, str]:
    return {(str(sample), str(criterion)): str(text) for sample, criterion, text in sent}


def _words() -> dict[str, object]:
    letters = " · ".join(f"{letter} {reason(condition)}" for letter, condition in LETTERS.items())
    return {
        "code": _("Sheet"),
        "name": _("Whose sheet is it?"),
        "save": _("Save this sheet"),
        "saving": _("Saving…"),
        "silent": _("No answer yet. What you typed is still here: press again, it counts once."),
        "table": _("A digit fills a box and moves on; arrows move, Backspace empties, Enter goes on."),
        "letters": _("Can't be scored because: type the letter. {letters}").format(letters=letters),
        "know": _("Knows the student"),
        "know_of": _("{piece}: knows the student"),
        "choices": [["", _("no")], ["S", _("skipped")], ["M", _("scored anyway")]],
        "words": _("Words"),
        "words_of": _("{piece}: words that decided it"),
        "decided": _("{criterion}: the words that decided it"),
        "box": _("{piece}, {criterion}, 1 to {n}"),
        "count": _("{n} of {all} boxes"),
        "add": _("{name} is not in this session yet and takes part on paper, without a device."),
        "replaces": _("{name} has scores already: what is typed here takes their place, an empty box leaves them."),
        "whose": _("Whose sheet is it? Type the name."),
        "tick": _("Tick the box above if that is so, else look at the name."),
        "mend": _("One box cannot be: type it again, or empty it."),
        "no_level": _("{piece}, {criterion}: there is no level {box}, the scale is 1-{n}. Type it again, or empty it."),
        "no_letter": _(
            "{piece}, {criterion}: “{box}” is neither a level nor one of the letters below. Type it again, or empty it."
        ),
        "no_sheet": _("There is no sheet {code} in this session: look again, or leave it empty."),
        "typed": _("Sheet {code} was typed in already, for {name}."),
    }
