"""The use case: a moderation day that never happened, as files to practise on, to test with and to plan by."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import numpy as np

from analysis.errors import Problem
from analysis.simulate import Day, ImpossiblePlan, Plan, simulated_day
from workbench.domain.catalogue import _, later
from workbench.domain.errors import Invalid, Several

__all__ = ["README", "SCORES", "TRUTH", "Wish", "simulated_files"]

SCORES: Final = "scores.csv"
TRUTH: Final = "truth.json"
README: Final = "README.txt"

_SCHEMA: Final = "workbench.simulated/1"
_MOST_SCORES: Final = 2_000_000
_DIGITS: Final = 6

_MEANING: Final[Mapping[str, str]] = {
    "severity": later("gives lower levels than most all day, by {size} logits"),
    "drift": later("grows more severe from the first piece to the last, by {size} levels"),
    "bias": later("gives one student group {size} levels less than the same work gets from others"),
    "centrality": later("keeps to the middle: what is a step to others is {size} of a step to them"),
    "extremism": later("goes to the ends: what is a step to others is {size} steps to them"),
    "halo": later("lets one impression decide all criteria: {size} of what is special to each is lost"),
    "inconsistency": later("draws a share of {size} of the levels from a hat"),
    "sequence": later("is pulled along by the piece before: {size} levels for each level that it was better"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for; what is not said is as usual.

    Parameters
    ----------
    numbers
        How many raters, samples, reads, criteria, levels, schools, validity samples, echoes.
    plants, sizes
        How many raters show each kind of effect, and how much of it.
    seed
        Of everything drawn at random.
    """

    numbers: Mapping[str, int] = field(default_factory=dict)
    plants: Mapping[str, int] = field(default_factory=dict)
    sizes: Mapping[str, float] = field(default_factory=dict)
    seed: int = 1


def simulated_files(wish: Wish, doing: Callable[[str], None] = lambda _what: None) -> dict[str, bytes]:
    """Play a day and return its files by name: the scores, what was hidden in them, and what is what.

    Parameters
    ----------
    wish
        What is asked for.
    doing
        Is told what goes on.

    Raises
    ------
    Several
        When there can be no such day: every reason.
    """
    doing(_("Scoring"))
    day = _played(wish)
    doing(_("Writing"))
    return {
        SCORES: day.table.to_csv(index=False, lineterminator="\n").encode(),
        TRUTH: _json(day, wish.seed),
        README: "\n\n".join(_readme(day, wish.seed)).encode() + b"\n",
    }


def _played(wish: Wish) -> Day:
    if wish.seed < 0:
        raise Invalid("The seed {seed} is below 0.", "Give a whole number from 0 on.", seed=wish.seed)
    try:
        given: dict[str, Any] = {**wish.numbers, "plants": dict(wish.plants), "sizes": dict(wish.sizes)}
        plan = Plan(**given)
        _check_size(plan)
        return simulated_day(plan, np.random.default_rng(wish.seed))
    except ImpossiblePlan as impossible:
        raise Several(map(_said, impossible.problems)) from impossible


def _check_size(plan: Plan) -> None:
    scores = (plan.samples * plan.reads + plan.raters * (plan.validity + plan.echoes)) * plan.criteria
    if scores > _MOST_SCORES:
        raise Invalid(
            "That would be {scores} scores.",
            "Ask for fewer samples, reads or criteria: {most} scores is the most.",
            scores=scores,
            most=_MOST_SCORES,
        )


def _said(problem: Problem) -> Invalid:
    return Invalid("{what} {then}", what=problem.says, then=problem.do)


def _json(day: Day, seed: int) -> bytes:
    """What was hidden: who shows what and how much first, then everybody and everything."""
    truth = day.truth.as_dict()
    planted = [row for row in truth["raters"] if row["kind"]]
    whole = {"schema": _SCHEMA, "seed": seed, "plan": asdict(day.plan), "planted": planted, **truth}
    return (json.dumps(_rounded(whole), ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def _rounded(value: Any) -> Any:
    """Numbers without the digits in which two machines may differ."""
    match value:
        case float():
            return round(value, _DIGITS) + 0.0
        case dict():
            return {key: _rounded(one) for key, one in value.items()}
        case list():
            return [_rounded(one) for one in value]
    return value


def _readme(day: Day, seed: int) -> Iterator[str]:
    plan = day.plan
    yield _("A moderation day that never happened")
    yield _(
        "Raters: {raters}. Samples of work: {samples}, each read by {reads} raters. Criteria: {criteria}, with levels "
        "1 to {levels}. Nobody in it is real: names, scores and times were drawn at random from seed {seed}."
    ).format(
        raters=plan.raters,
        samples=plan.samples,
        reads=plan.reads,
        criteria=plan.criteria,
        levels=plan.levels,
        seed=seed,
    )
    yield "\n".join([f"{SCORES}: " + _("one row for each score."), *_columns(plan)])
    yield f"{TRUTH}: " + _(
        "what was hidden in the scores: who shows what and how much, in levels and in logits; how severe everybody "
        "is (positive: gives lower levels); how good every sample is. Look for it in the scores first."
    )
    yield "\n".join([_("Hidden in the scores:"), *_planted(plan)])
    yield _("To see what the workbench finds:") + f"\n{_command(plan)}"
    yield _("The same options with the same seed write the same files.")


def _columns(plan: Plan) -> Iterator[str]:
    yield _("  sample, rater, criterion, score: which work, who, on what, and which level")
    yield _("  position, scored_at, seconds: place in the rater's queue, when, and how long the piece took")
    yield _("  group:programme: the programme the student attends; one has better work than the other")
    if plan.echoes:
        yield _("  occasion: 2 where a piece came back to the same rater")
    if plan.validity:
        yield _("  reference: the level agreed before, on the pieces that everybody reads")
    if plan.schools:
        yield _("  sample_school, rater_school: where the work and the rater come from")


def _planted(plan: Plan) -> Iterator[str]:
    yield _("  what differs between any raters: some are more severe than others")
    for kind, number in plan.plants.items():
        if number:
            meaning = _(_MEANING[kind]).format(size=f"{plan.size(kind):g}")
            yield _("  {kind}, raters: {number}: {meaning}").format(kind=kind, number=number, meaning=meaning)


def _command(plan: Plan) -> str:
    levels = ",".join(map(str, range(1, plan.levels + 1)))
    return " ".join(("workbench", "analyze", SCORES, "--levels", levels, "--cut", str(plan.levels // 2 + 1)))
