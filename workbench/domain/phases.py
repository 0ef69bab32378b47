"""A session's life: which act leads from which moment to which.

::

    draft -> open 1 -> closed 1 -> revealed 1 [-> open 2 -> closed 2 -> revealed 2] -> concluded -> archived

Closing can be undone until the reveal. A round that was revealed is never blind again.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from workbench.domain.catalogue import later
from workbench.domain.errors import WrongMoment


class Phase(StrEnum):
    """Where a session is in its life."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    CONCLUDED = "concluded"
    ARCHIVED = "archived"


class Stage(StrEnum):
    """What everybody's screen shows within a phase."""

    NONE = ""
    LOBBY = "lobby"
    SCORING = "scoring"
    DOTS = "dots"
    TALK = "talk"
    AGREE = "agree"


class Act(StrEnum):
    """What a facilitator can do to a session's phase."""

    OPEN = "open"
    START = "start"
    CLOSE = "close"
    REOPEN = "reopen"
    REVEAL = "reveal"
    VOTE_AGAIN = "vote_again"
    CONCLUDE = "conclude"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Moment:
    """Phase, round (1 blind, 2 after discussion) and stage of a session."""

    phase: Phase = Phase.DRAFT
    round: int = 1
    stage: Stage = Stage.NONE

    @property
    def scores_open(self) -> bool:
        """Whether a score can be given now."""
        return self.phase is Phase.OPEN and self.stage is Stage.SCORING

    @property
    def rounds_revealed(self) -> int:
        """How many rounds have been revealed to everybody so far: 0, 1 or 2."""
        if self.phase in (Phase.REVEALED, Phase.CONCLUDED, Phase.ARCHIVED):
            return self.round
        return self.round - 1


_STEPS: dict[tuple[Phase, Act], tuple[Phase, Stage]] = {
    (Phase.DRAFT, Act.OPEN): (Phase.OPEN, Stage.LOBBY),
    (Phase.OPEN, Act.START): (Phase.OPEN, Stage.SCORING),
    (Phase.OPEN, Act.CLOSE): (Phase.CLOSED, Stage.NONE),
    (Phase.CLOSED, Act.REOPEN): (Phase.OPEN, Stage.SCORING),
    (Phase.CLOSED, Act.REVEAL): (Phase.REVEALED, Stage.DOTS),
    (Phase.REVEALED, Act.VOTE_AGAIN): (Phase.OPEN, Stage.SCORING),
    (Phase.REVEALED, Act.CONCLUDE): (Phase.CONCLUDED, Stage.NONE),
    (Phase.CONCLUDED, Act.ARCHIVE): (Phase.ARCHIVED, Stage.NONE),
}

_SAYS: dict[Act, str] = {
    Act.OPEN: later("This session is open already."),
    Act.START: later("Scoring cannot start now."),
    Act.CLOSE: later("Scoring is not open, so there is nothing to close."),
    Act.REOPEN: later("Scoring can be opened again only between closing and the reveal."),
    Act.REVEAL: later("Scores can be revealed only once scoring is closed."),
    Act.VOTE_AGAIN: later("A second vote can start only once, after the reveal."),
    Act.CONCLUDE: later("A session can be concluded only after the reveal."),
    Act.ARCHIVE: later("Only a concluded session can be archived."),
}


def after(moment: Moment, act: Act) -> Moment:
    """Return the moment that follows an act.

    Raises
    ------
    WrongMoment
        When the act does not belong to this moment.
    """
    step = _STEPS.get((moment.phase, act))
    repeated = act is Act.START and moment.stage is Stage.SCORING
    third_round = act is Act.VOTE_AGAIN and moment.round == 2
    if step is None or repeated or third_round:
        raise WrongMoment(_SAYS[act], "Look at the session again: somebody may have moved it on.")
    phase, stage = step
    return replace(moment, phase=phase, stage=stage, round=moment.round + (act is Act.VOTE_AGAIN))
