"""What a simulated day is to look like, and whether there can be such a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Final

from analysis.errors import Problem

__all__ = ["KINDS", "UNITS", "ImpossiblePlan", "Plan", "default_size"]

UNITS: Final[Mapping[str, str]] = {
    "severity": "logits",
    "drift": "levels, first to last position",
    "bias": "levels, on the samples of one group",
    "centrality": "slope of the rater's measure on the sample's",
    "extremism": "slope of the rater's measure on the sample's",
    "halo": "share of a criterion's own impression that the common one replaces",
    "inconsistency": "share of scores that are random",
    "sequence": "points per level of the previous sample",
}
KINDS: Final = tuple(UNITS)

_SIZES: Final[Mapping[str, float]] = {
    "severity": 1.2,
    "drift": 1.8,
    "bias": 1.4,
    "centrality": 0.4,
    "extremism": 2.5,
    "halo": 0.8,
    "inconsistency": 0.5,
    "sequence": 0.5,
}
_IN_LEVELS: Final = ("drift", "bias")
_USUAL_LEVELS: Final = 5
_MOST_LEVELS: Final = 20
_SPREADS: Final = ("profile_sd", "interaction_sd", "severity_sd", "threshold_gap")
_SHARES: Final = ("group_share", "local_share")
# Where each kind's size may lie; below the first or above the second it would be another kind, or none.
_WITHIN: Final[Mapping[str, tuple[float, float]]] = {
    "centrality": (0.0, 1.0),
    "extremism": (1.0, 10.0),
    "halo": (0.0, 1.0),
    "inconsistency": (0.0, 1.0),
    "severity": (-10.0, 10.0),
}


class ImpossiblePlan(ValueError):
    """There can be no such day; every reason is listed, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True, slots=True)
class Plan:
    """A moderation day to be simulated. Sizes are logits where nothing else is said.

    Parameters
    ----------
    raters, samples, reads, criteria, levels
        How many there are; ``reads`` raters read a sample, all of them when it equals ``raters``.
    sample_sd, profile_sd, interaction_sd, severity_sd
        Standard deviations: of the samples within a group, of sample x criterion, of rater x sample, of raters.
    group_shift, group_share
        How much better the samples of one student group are, and how many of all belong to it.
    threshold_gap, difficulty_spread
        From one threshold to the next, and from the easiest criterion to the hardest.
    schools, local_share, school_gap, school_shift
        0 for no schools. Share of reads that stay within the school; how much more severe the last school's raters
        are than the first's, and how much better its samples.
    same_order
        Whether all read in one order; otherwise each rater's queue is shuffled.
    validity, echoes
        Further samples with a reference, which every rater reads; and samples that return to each rater.
    plants, sizes
        How many raters show each of ``KINDS``, and how much (``UNITS``); a kind without a size has `default_size`.

    Raises
    ------
    ImpossiblePlan
        When there can be no such day, with every reason.
    """

    raters: int = 40
    samples: int = 480
    reads: int = 3
    criteria: int = 4
    levels: int = 5
    sample_sd: float = 1.5
    profile_sd: float = 0.5
    interaction_sd: float = 0.4
    severity_sd: float = 0.4
    group_shift: float = 0.75
    group_share: float = 0.5
    threshold_gap: float = 1.2
    difficulty_spread: float = 0.8
    schools: int = 0
    local_share: float = 0.9
    school_gap: float = 0.5
    school_shift: float = 1.0
    same_order: bool = False
    validity: int = 0
    echoes: int = 0
    plants: Mapping[str, int] = field(default_factory=dict)
    sizes: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        problems = tuple(_problems(self))
        if problems:
            raise ImpossiblePlan(problems)

    def size(self, kind: str) -> float:
        """How much a planted rater shows of this kind, in its unit."""
        return self.sizes.get(kind, default_size(kind, self.levels))

    @property
    def load(self) -> int:
        """Samples that the least busy rater reads, validity samples included, echoes not."""
        return self.samples * self.reads // self.raters + self.validity


def default_size(kind: str, levels: int = _USUAL_LEVELS) -> float:
    """How much is planted when nobody says; sizes in levels keep their share of the scale."""
    scaled = (levels - 1) / (_USUAL_LEVELS - 1) if kind in _IN_LEVELS else 1.0
    return _SIZES[kind] * scaled


def _problems(plan: Plan) -> Iterator[Problem]:
    counts = list(_counts(plan))
    yield from counts
    yield from _numbers(plan)
    yield from _plants(plan)
    if not counts:
        yield from _reading(plan)


def _counts(plan: Plan) -> Iterator[Problem]:
    least = {"raters": 2, "samples": 2, "reads": 1, "criteria": 1, "levels": 2, "schools": 0, "validity": 0}
    for name, smallest in {**least, "echoes": 0}.items():
        value = getattr(plan, name)
        if not isinstance(value, int) or value < smallest:
            yield Problem(f"{value} is no number of {name}.", f"Ask for a whole number from {smallest} on.")
    if isinstance(plan.levels, int) and plan.levels > _MOST_LEVELS:
        yield Problem(
            f"A scale of {plan.levels} levels is none that teachers use.", f"Ask for {_MOST_LEVELS} or fewer."
        )


def _numbers(plan: Plan) -> Iterator[Problem]:
    for name in (one.name for one in fields(plan) if one.type is float):
        value = getattr(plan, name)
        if not -100 < value < 100:
            yield Problem(f"{name} is {value}, which no day has.", "Give a number of a few logits.")
        elif name in _SPREADS and value < 0:
            yield Problem(f"{name} is {value}, below 0.", "Give 0 or more.")
        elif name in _SHARES and not 0 <= value <= 1:
            yield Problem(f"{name} is {value}, which is no share.", "Give a number from 0 to 1.")
    if not plan.sample_sd > 0:
        yield Problem(f"sample_sd is {plan.sample_sd}: all samples would be alike.", "Give a number above 0.")


def _plants(plan: Plan) -> Iterator[Problem]:
    for kind in sorted({*plan.plants, *plan.sizes} - set(KINDS)):
        yield Problem(f"There is no kind of effect called {kind}.", f"Choose from {', '.join(KINDS)}.")
    for kind, number in plan.plants.items():
        if not isinstance(number, int) or number < 0:
            yield Problem(f"{number} is no number of raters for {kind}.", "Give a whole number from 0 on.")
    planted = [number for number in plan.plants.values() if isinstance(number, int)]
    if sum(planted) > plan.raters:
        yield Problem(
            f"{sum(planted)} raters are to show something, and there are {plan.raters}.",
            "Each shows one thing at most: ask for more raters or fewer plants.",
        )
    for kind, size in plan.sizes.items():
        low, high = _WITHIN.get(kind, (0.0, 2.0 * _MOST_LEVELS))
        if not low <= size <= high:
            yield Problem(f"{kind} of size {size} is none.", f"Give {low:g} to {high:g} ({UNITS.get(kind, 'size')}).")


def _reading(plan: Plan) -> Iterator[Problem]:
    """Whether every rater gets work, nobody reads twice, and the raters can be compared."""
    school = plan.raters // plan.schools if plan.schools else plan.raters
    if plan.reads > plan.raters:
        says = f"{plan.reads} raters are to read each sample, and there are {plan.raters}."
        yield Problem(says, f"Ask for {plan.raters} reads or fewer, or for more raters.")
    elif plan.schools > min(plan.raters, plan.samples):
        says = f"{plan.schools} schools share {plan.raters} raters and {plan.samples} samples."
        yield Problem(says, "Each needs a rater and a sample: ask for fewer schools.")
    elif plan.reads > school:
        says = f"{plan.reads} raters are to read each sample, and a school may have only {school}."
        yield Problem(says, "Ask for fewer reads or schools, or for more raters.")
    elif not plan.validity and plan.samples * (plan.reads - 1) < plan.raters - 1:
        says = f"{plan.samples} samples with {plan.reads} reads cannot link {plan.raters} raters to one another."
        yield Problem(says, "Ask for more reads or samples, or for validity samples, which everybody reads.")
    if plan.echoes > plan.load // 2:
        says = f"{plan.echoes} samples are to return to each rater, who reads {plan.load}."
        yield Problem(says, f"Ask for {plan.load // 2} echoes or fewer.")
    if plan.schools > 1 and plan.local_share == 1 and not plan.validity:
        yield Problem("All reads stay within the schools.", "Give a local_share below 1, or validity samples.")
