"""Score sheets on paper: what a box may hold, and what was read off a sheet.

A box holds the number of a level, or the letter that stands beside a reason at the sheet's foot. An empty box says
nothing: the criterion stays unfinished, or what was given before stays.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random

from workbench.domain.errors import Invalid
from workbench.domain.joincodes import ALPHABET
from workbench.domain.rubrics import Criterion
from workbench.domain.scoring import Condition, Given, Recusal

LETTERS = {
    "N": Condition.NO_RESPONSE,
    "A": Condition.OFF_TASK,
    "R": Condition.ILLEGIBLE,
    "C": Condition.LOOKS_COPIED,
    "E": Condition.UNSCORABLE,
}
KNOWN = {"S": Recusal.SKIP, "M": Recusal.SCORED_ANYWAY}
CODE_LENGTH = 4
VERSION_LENGTH = 3
MOST_SHEETS = 60

Cell = tuple[str, str]
"""Sample and criterion, by id."""


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A sheet that was made: its code, the pieces in its order, and whose it is where that was known."""

    id: str
    session_id: str
    round: int
    code: str
    pieces: tuple[str, ...]
    person_id: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands on a sheet: boxes and words by cell, and by piece whether its reader knows the student."""

    boxes: Mapping[Cell, str] = field(default_factory=dict)
    words: Mapping[Cell, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)

    @property
    def pieces(self) -> frozenset[str]:
        """The pieces for which anything is on the sheet."""
        cells = {sample for filled in (self.boxes, self.words) for (sample, _), text in filled.items() if text.strip()}
        return frozenset(cells | {sample for sample, text in self.known.items() if text.strip()})


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """A sheet as somebody typed it in.

    Parameters
    ----------
    submission_id
        Makes it count once.
    name
        Whose sheet it is, as on its name line.
    filled
        What stands on it.
    code
        The sheet's code, where it has one.
    sure
        Whether the typist has said so where something is unusual: this teacher has no device and takes part all the
        same, or has scores already, which this sheet takes the place of.
    """

    submission_id: str
    name: str
    filled: Filled
    code: str = ""
    sure: bool = False


def read_box(piece: str, criterion: Criterion, typed: str) -> Given | None:
    """Return what a box gives; None for an empty one.

    Raises
    ------
    Invalid
        When the criterion has no such level, or the letter stands for nothing.
    """
    box = typed.strip().upper()
    if not box:
        return None
    if box in LETTERS:
        return Given(condition=LETTERS[box])
    if box.isascii() and box.isdigit():
        if len(box) <= 2 and 1 <= int(box) <= len(criterion.levels):
            return Given(level=int(box))
        raise Invalid(
            "{piece}, {criterion}: there is no level {box}, the scale is 1-{n}.",
            "Look at the sheet again; a box that cannot be read stays empty.",
            piece=piece,
            criterion=criterion.name,
            box=box[:4],
            n=len(criterion.levels),
        )
    raise Invalid(
        "{piece}, {criterion}: “{box}” is neither a level nor one of the letters {letters}.",
        "Look at the sheet again; a box that cannot be read stays empty.",
        piece=piece,
        criterion=criterion.name,
        box=box[:4],
        letters=" ".join(LETTERS),
    )


def read_known(piece: str, typed: str) -> Recusal | None:
    """Return what somebody does with work of a student they know; None where nothing is said.

    Raises
    ------
    Invalid
        When the letter stands for nothing.
    """
    letter = typed.strip().upper()
    if letter and letter not in KNOWN:
        raise Invalid(
            "{piece}: “{letter}” says nothing about knowing the student.",
            "Choose skipped, scored anyway, or no.",
            piece=piece,
            letter=letter[:4],
        )
    return KNOWN.get(letter)


def new_sheet_code(rng: Random) -> str:
    """Return a code for a sheet of paper: it says nothing about whose it is, or where in the pile it lay."""
    return "".join(rng.choice(ALPHABET) for _ in range(CODE_LENGTH))


def version_of(scored: Mapping[str, Sequence[Criterion]]) -> str:
    """Return the version of sheets that ask this: another one once pieces, criteria or their levels change.

    Parameters
    ----------
    scored
        The criteria of each piece, by its id; the order of the pieces is each sheet's own.
    """
    asks = [
        [piece, [[c.id, c.cut, *(level.label for level in c.levels)] for c in criteria]]
        for piece, criteria in sorted(scored.items())
    ]
    digest = sha256(json.dumps(asks).encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:VERSION_LENGTH])


def same_code(typed: str) -> str:
    """Return a sheet's code as it is stored, however it was typed."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())
