"""Which page belongs to which moment of a session, for whom."""

from workbench.domain.people import Standing
from workbench.domain.phases import Moment, Phase, Stage

_REVEALED = {Stage.DOTS: "reveal", Stage.TALK: "talk", Stage.AGREE: "agree"}


def place(standing: Standing, moment: Moment) -> str:
    """Return the page a person belongs on at this moment."""
    if standing.types:
        return "paper"
    if moment.phase is Phase.DRAFT:
        return "setup"
    if moment.phase is Phase.REVEALED:
        return _REVEALED.get(moment.stage, "reveal")
    if moment.phase in (Phase.CONCLUDED, Phase.ARCHIVED):
        return "agreed"
    if moment.stage is Stage.LOBBY:
        return "lobby"
    return "live" if standing.facilitates else "desk"


def may_stay(page: str, standing: Standing, moment: Moment) -> bool:
    """Return whether somebody on this page may stay there although another page is the usual one."""
    if page == place(standing, moment):
        return True
    if page == "paper":
        return standing.facilitates or (standing.rates and moment.scores_open)
    if page == "desk":
        return standing.rates and moment.phase in (Phase.OPEN, Phase.CLOSED) and moment.stage is not Stage.LOBBY
    if page == "agreement":
        return _may_look_back(standing, moment)
    if page in ("reveal", "agree", "publish"):
        return standing.facilitates and moment.phase in (Phase.REVEALED, Phase.CONCLUDED)
    return False


def _may_look_back(standing: Standing, moment: Moment) -> bool:
    """Return whether agreement can be read now: raters follow the talk and the second vote when they begin."""
    if moment.phase in (Phase.CONCLUDED, Phase.ARCHIVED):
        return True
    return moment.phase is Phase.REVEALED and (standing.facilitates or moment.stage is Stage.DOTS)
