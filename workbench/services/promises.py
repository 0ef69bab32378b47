"""What a session will and will not give out, in the words that every teacher reads before joining."""

from workbench.domain.catalogue import _
from workbench.domain.minimums import DEFAULTS
from workbench.domain.sessions import Plan


def five_lines(plan: Plan) -> tuple[str, ...]:
    """Return the answer to "Who sees my scores?", five lines that the program keeps.

    Parameters
    ----------
    plan
        The session's plan, fixed when it opens.
    """
    after = _("After each reveal") if plan.second_vote else _("After the reveal")
    dots = _("{after}, everyone sees dots without names, from {n} teachers on. In a small group colleagues may guess.")
    return (
        _("You do. Nobody else sees them by name: not your facilitator, not your principal, not a colleague."),
        _("Your facilitator sees who has finished, never what anyone gave."),
        dots.format(after=after, n=DEFAULTS.distribution_raters),
        _("There is no export with your name, for anyone. Whoever runs the database could read it."),
        _("This is not an evaluation of you, and your scores here are never a student's grade."),
    )
