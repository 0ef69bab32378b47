"""What a session will and will not give out, in the words that every teacher reads before joining."""

from workbench.domain.minimums import DEFAULTS
from workbench.domain.sessions import Plan


def five_lines(plan: Plan) -> tuple[str, ...]:
    """Return the answer to "Who sees my scores?", five lines that the program keeps.

    Parameters
    ----------
    plan
        The session's plan, fixed when it opens.
    """
    after = "After each reveal" if plan.second_vote else "After the reveal"
    shown = DEFAULTS.distribution_raters
    return (
        "You do. Nobody else sees them by name: not your facilitator, not your principal, not a colleague.",
        "Your facilitator sees who has finished, never what anyone gave.",
        f"{after}, everyone sees dots without names, from {shown} teachers on. In a small group colleagues may guess.",
        "There is no export with your name, for anyone. Whoever runs the database could read it.",
        "This is not an evaluation of you, and your scores here are never a student's grade.",
    )
