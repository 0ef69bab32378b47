"""What the others gave: the secret that the twin databases differ in.

Before the reveal everything differs: levels, reasons, sentences, marks, who knows a student, who has finished. After
it the groups see the same dots, so there only *who* gave what differs: for each piece of work the sheets of those who
finished change hands. A sheet is one person's whole read, in both rounds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from workbench.domain.scoring import Borderline, Condition, Given, Recusal, Remark

WORDS = ("claim", "because", "however", "the second paragraph", "a source", "only says so", "evidence", "explains")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One read: by criterion what was given and said (None: not yet), passages by criterion, and a recusal."""

    given: tuple[Given | None, ...]
    said: tuple[Remark, ...]
    marks: tuple[tuple[int, int, int], ...] = ()
    recusal: Recusal = Recusal.NONE


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a read is: criteria, levels, and the length of the work's text (0: pictures only)."""

    criteria: int
    levels: int
    text: int


def whole(rng: Random, shape: Shape) -> Sheet:
    """Return a finished read."""
    given = tuple(_given(rng, shape.levels) for _ in range(shape.criteria))
    recusal = rng.choice([Recusal.NONE] * 6 + [Recusal.SKIP, Recusal.SCORED_ANYWAY])
    return Sheet(given, tuple(_said(rng) for _ in given), _marks(rng, shape), recusal)


def begun(sheet: Sheet, done: int) -> Sheet:
    """Return a read that stopped after so many criteria."""
    given = (*sheet.given[:done], *[None] * (len(sheet.given) - done))
    return Sheet(given, sheet.said, sheet.marks)


def passed_round(sheets: Sequence[Sheet], by: int) -> list[Sheet]:
    """Return the same sheets in other hands."""
    by %= len(sheets)
    return [*sheets[by:], *sheets[:by]]


def _given(rng: Random, levels: int) -> Given:
    if rng.random() < 0.12:
        return Given(condition=rng.choice(list(Condition)))
    return Given(level=rng.randint(1, levels))


def _said(rng: Random) -> Remark:
    if rng.random() < 0.2:
        return Remark()
    sentence = " ".join(rng.choices(WORDS, k=rng.randint(3, 12)))
    return Remark(sentence, rng.choice([None, 1, 2, 3]), rng.choice(list(Borderline)))


def _marks(rng: Random, shape: Shape) -> tuple[tuple[int, int, int], ...]:
    if not shape.text:
        return ()
    starts = [rng.randrange(shape.text - 12) for _ in range(rng.randint(0, 3))]
    return tuple((rng.randrange(shape.criteria), start, start + rng.randint(3, 12)) for start in starts)
