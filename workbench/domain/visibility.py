"""May this person see this? The one place that decides.

Everything that leaves the program about a session asks here first. What may not be seen is not sent: services
leave it out of their answers, so that no page can show it by mistake.
"""

from enum import StrEnum

from workbench.domain.errors import nothing_here
from workbench.domain.minimums import DEFAULTS, Minimums
from workbench.domain.people import Standing
from workbench.domain.phases import Moment, Phase, Stage
from workbench.domain.samples import Audience
from workbench.domain.small_groups import Accord, needed_on_the_wall


class Sight(StrEnum):
    """Kinds of things about a session that not everybody may see."""

    THE_SESSION = "the session"
    THE_WORK = "the student work"
    SET_UP = "how the session was set up"
    THE_SHEETS = "score sheets and the work, for paper"
    A_COLLEAGUES_SHEET = "what a colleague wrote on a sheet of paper"
    WHO_HAS_FINISHED = "who has finished"
    HOW_MANY_HAVE_FINISHED = "how many have finished"
    THE_DOTS = "the distribution of levels, without names"
    THE_SENTENCES = "sentences and evidence, without names"
    A_NAMED_RESULT = "one named rater's levels"
    THE_AUTHOR = "who made the work"
    THE_AUDIT = "the audit log"


def may_see(sight: Sight, standing: Standing, moment: Moment, *, round: int = 1) -> bool:
    """Return whether somebody with this standing may see a kind of thing at this moment.

    Parameters
    ----------
    sight
        What is asked for.
    standing
        What the person is to the session.
    moment
        Where the session stands.
    round
        The round that ``THE_DOTS``, ``THE_SENTENCES`` ask about.
    """
    match sight:
        case Sight.THE_SESSION:
            return standing.has_a_page or standing.admin
        case Sight.THE_WORK:
            return standing.facilitates or _types(standing) or (standing.rates and work_is_out(moment))
        case Sight.SET_UP:
            return standing.facilitates
        case Sight.THE_SHEETS:
            return standing.facilitates or _types(standing)
        case Sight.A_COLLEAGUES_SHEET:
            return _reads_sheets(standing, moment)
        case Sight.WHO_HAS_FINISHED:
            return standing.facilitates or (standing.admin and not standing.rates)
        case Sight.HOW_MANY_HAVE_FINISHED:
            return standing.wall or may_see(Sight.WHO_HAS_FINISHED, standing, moment)
        case Sight.THE_DOTS | Sight.THE_SENTENCES:
            return standing.belongs and round <= moment.rounds_revealed
        case Sight.A_NAMED_RESULT | Sight.THE_AUTHOR:
            return False
        case Sight.THE_AUDIT:
            return standing.admin
    raise nothing_here()


def work_is_out(moment: Moment) -> bool:
    """Return whether raters may read the work: from the start of scoring on."""
    return moment.phase is not Phase.DRAFT and moment.stage is not Stage.LOBBY


def _types(standing: Standing) -> bool:
    return standing.types and not standing.rates


def _reads_sheets(standing: Standing, moment: Moment) -> bool:
    """Return whether somebody may type colleagues' sheets in: they see what they type, and nothing else.

    Until scoring is closed only somebody who does not score; then also a facilitator who scores, whose own levels of
    this round cannot change any more from the first sheet on.
    """
    if standing.rates:
        return standing.facilitates and moment.phase is Phase.CLOSED
    return standing.facilitates or standing.types


def require(sight: Sight, standing: Standing, moment: Moment, *, round: int = 1) -> None:
    """Raise unless this may be seen.

    Raises
    ------
    NotFound
        Always the same sentence: whether the thing exists is a secret too.
    """
    if not may_see(sight, standing, moment, round=round):
        raise nothing_here()


def may_see_exemplar(audience: Audience, *, took_part: bool, same_school: bool, blind: bool) -> bool:
    """Return whether somebody is among those an exemplar is for.

    Parameters
    ----------
    audience
        For whom it is published, no wider than its work's permission; each audience includes those before it.
    took_part
        Whether the person sat in the session it comes from, or facilitated it.
    same_school
        Whether the person is at the school the work belongs to.
    blind
        Whether the person still has this work to score somewhere that is not revealed: its level would tell them
        what others gave.
    """
    if blind:
        return False
    return took_part or (same_school and audience is not Audience.SESSION) or audience in _EVERYBODY


_EVERYBODY = (Audience.DISTRICT, Audience.PUBLIC)


def distribution_shown(raters: int, *, on_the_wall: Accord | None = None, minimums: Minimums = DEFAULTS) -> bool:
    """Return whether enough raters scored a cell for its dots to be shown without pointing at anybody.

    Parameters
    ----------
    on_the_wall
        Where everybody may be reading along, what the group's members privately said about that; else None.
    """
    return raters >= (needed_on_the_wall(on_the_wall, minimums) if on_the_wall else minimums.distribution_raters)


def heads_shown(people: int, *, minimums: Minimums = DEFAULTS) -> bool:
    """Return whether "2 of 3 are done" may stand on the wall: in a group too small, a number is as good as a name."""
    return people >= minimums.projector_raters
