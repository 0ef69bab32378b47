"""What a session will and will not give out, in the words that every teacher reads before joining.

The words are versioned: a session keeps the version it was opened with, whatever later programs promise.
"""

from typing import Final

from workbench.domain.catalogue import _, count
from workbench.domain.minimums import DEFAULTS
from workbench.domain.sessions import Plan

CURRENT: Final = 2


def five_lines(plan: Plan) -> tuple[str, ...]:
    """Return the answer to "Who sees my scores?", five lines that the program keeps.

    Parameters
    ----------
    plan
        The session's plan, fixed when it opens.
    """
    return (
        _yours(plan),
        _("Your facilitator sees who has finished, never what anyone gave."),
        _dots(plan),
        _names(plan),
        _("This is not an evaluation of you, and your scores here are never a student's grade."),
    )


def _yours(plan: Plan) -> str:
    if (plan.promises or CURRENT) > 1:
        return _(
            "You do. Nobody else sees them by name: not your facilitator, not your principal, not a colleague. "
            "A sheet of paper is seen by whoever types it in."
        )
    return _("You do. Nobody else sees them by name: not your facilitator, not your principal, not a colleague.")


def _dots(plan: Plan) -> str:
    after = _("After each reveal") if plan.second_vote else _("After the reveal")
    dots = _("{after}, everyone sees dots without names, from {n} teachers on. In a small group colleagues may guess.")
    if (plan.promises or CURRENT) > 1:
        dots = _(
            "{after}, everyone sees dots without names, from {n} teachers on. In a small group colleagues may guess; "
            "of three or four, each can privately keep them off the wall."
        )
    return dots.format(after=after, n=DEFAULTS.distribution_raters)


def _names(plan: Plan) -> str:
    if not plan.cut_names_after:
        return _("There is no export with your name, for anyone. Whoever runs the database could read it.")
    return count(
        "There is no export with your name, for anyone. Whoever runs the database could read it, until your name is "
        "cut off your scores for good, {n} day after the session.",
        "There is no export with your name, for anyone. Whoever runs the database could read it, until your name is "
        "cut off your scores for good, {n} days after the session.",
        plan.cut_names_after,
    )
