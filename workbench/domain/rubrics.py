"""Rubrics: criteria, levels, descriptors, and the cut (the lowest level that counts as proficient)."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from enum import StrEnum

from workbench.domain.errors import Invalid

MOST_CRITERIA = 12
MOST_LEVELS = 10


class RubricKind(StrEnum):
    """Academic criteria and dispositions are never averaged together."""

    ACADEMIC = "academic"
    DISPOSITION = "disposition"
    SELF_ASSESSMENT = "self_assessment"


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a criterion's scale; an empty descriptor is shown as "not described"."""

    label: str
    descriptor: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is judged. Levels run from lowest to highest; position 1 is the lowest."""

    id: str
    name: str
    levels: tuple[Level, ...]
    cut: int
    competency: str = ""

    @property
    def cut_label(self) -> str:
        """The rubric's own word for the Proficient line."""
        return self.levels[self.cut - 1].label

    def label(self, position: int) -> str:
        """Return the label of a level, by its position from 1."""
        return self.levels[position - 1].label


@dataclass(frozen=True, slots=True)
class Rubric:
    """A rubric in one of its versions; a version that a session uses never changes."""

    id: str
    title: str
    criteria: tuple[Criterion, ...]
    kind: RubricKind = RubricKind.ACADEMIC
    version: int = 1
    family: str = ""
    subject: str = ""
    grades: str = ""
    summary: str = ""
    source: str = ""
    licence: str = ""
    used: bool = False
    tags: tuple[str, ...] = field(default=())

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion with this id.

        Raises
        ------
        Invalid
            When this rubric has no such criterion.
        """
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise Invalid("That criterion is not on this session's rubric.", "Open the desk again.")

    def only(self, criteria: Collection[str]) -> "Rubric":
        """Return the rubric with these criteria alone, in its own order; where it has none of them, with all."""
        chosen = tuple(criterion for criterion in self.criteria if criterion.id in criteria)
        return replace(self, criteria=chosen) if chosen else self


def check(rubric: Rubric) -> Rubric:
    """Return the rubric if a session could use it.

    Raises
    ------
    Invalid
        With the first thing that is missing, and which criterion it is about.
    """
    if not rubric.title.strip():
        raise Invalid("The rubric has no title.", "Give it a short name.", field="title")
    if not 1 <= len(rubric.criteria) <= MOST_CRITERIA:
        raise Invalid(
            "A rubric needs 1 to {most} criteria; this one has {n}.", most=MOST_CRITERIA, n=len(rubric.criteria)
        )
    twice = [name for name, n in Counter(c.name.strip().casefold() for c in rubric.criteria).items() if n > 1]
    if twice:
        raise Invalid("Two criteria are called “{name}”.", "Rename one of them.", field="criteria", name=twice[0])
    for criterion in rubric.criteria:
        _check_criterion(criterion)
    return rubric


def _check_criterion(criterion: Criterion) -> None:
    if not criterion.name.strip():
        raise Invalid("One criterion has no name.", "Name it, or remove the row.", field="criteria")
    if not 2 <= len(criterion.levels) <= MOST_LEVELS:
        raise Invalid(
            "“{criterion}” needs 2 to {most} levels; it has {n}.",
            criterion=criterion.name,
            most=MOST_LEVELS,
            n=len(criterion.levels),
        )
    labels = [level.label.strip().casefold() for level in criterion.levels]
    if "" in labels:
        raise Invalid(
            "A level of “{criterion}” has no name.", "Name every level.", field="levels", criterion=criterion.name
        )
    if len(set(labels)) != len(labels):
        raise Invalid(
            "Two levels of “{criterion}” have the same name.", "Rename one.", field="levels", criterion=criterion.name
        )
    if not 2 <= criterion.cut <= len(criterion.levels):
        raise Invalid(
            "The Proficient line of “{criterion}” must lie between two levels.",
            "Choose the lowest level that counts as proficient; it cannot be the lowest of all.",
            field="cut",
            criterion=criterion.name,
        )
