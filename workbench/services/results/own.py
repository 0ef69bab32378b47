"""How one rater's own blind scores stand beside the others': for that rater and nobody else."""

from dataclasses import dataclass

from analysis import ScoreFrame
from analysis.differences import differences, differences_by_criterion
from analysis.values import RaterDifference
from workbench.domain.minimums import DEFAULTS, Evidence, Shown, still_needed
from workbench.domain.people import Viewer
from workbench.domain.visibility import Sight, require
from workbench.services import access
from workbench.services.figures import reason
from workbench.services.results import score_frame_of
from workbench.storage import rubrics
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class OwnDifference:
    """The viewer's own levels beside those of the others who scored the same pieces, the viewer left out of them.

    Parameters
    ----------
    name
        The criterion; empty for all together.
    difference, low, high
        The viewer minus the others, in levels, with its 95% interval; None where withheld.
    exact
        Share of the others at the viewer's own level, averaged over scores.
    n, n_samples, n_left_out
        Scores compared, pieces they lie in, and own scores that could not be compared.
    method
        How the interval was made.
    withheld
        What it needs more, or why it cannot be had.
    """

    name: str
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    exact: float | None = None
    n: int = 0
    n_samples: int = 0
    n_left_out: int = 0
    method: str = ""
    withheld: tuple[str, ...] = ()


def own_differences(store: Store, viewer: Viewer, session_id: str) -> tuple[OwnDifference, ...]:
    """Return how the viewer compares: all criteria together first, then each; nothing for who did not score.

    Only cells with enough raters for their dots count: beside fewer, a difference would give away a colleague.

    Raises
    ------
    NotFound
        When nothing is revealed yet, or this person has no part in the session.
    """
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id)
        require(Sight.THE_DOTS, standing, session.moment)
        if not standing.rates:
            return ()
        rubric = rubrics.of_session(db, session)
        frame = _shown_cells(score_frame_of(db, session, 1))
    cuts = {criterion.id: criterion.cut for criterion in rubric.criteria if criterion.id in frame.criteria}
    names = {criterion.id: criterion.name for criterion in rubric.criteria}
    found = (*(differences(frame, cuts) if len(cuts) > 1 else ()), *differences_by_criterion(frame, cuts))
    return tuple(_own(names.get(own.criterion, ""), own) for own in found if own.rater == viewer.person.id)


def _shown_cells(frame: ScoreFrame) -> ScoreFrame:
    """Return the scores of the cells whose dots may be shown."""
    raters = frame.cells.sum(axis=1)[frame.cell]
    return frame.rows(raters >= DEFAULTS.distribution_raters)


def _own(name: str, found: RaterDifference) -> OwnDifference:
    lacking = still_needed(Shown.DIFFERENCE, Evidence(samples=found.n_samples))
    if found.undefined_because and not lacking:
        lacking = (reason(found.undefined_because),)
    if lacking or found.mean_difference is None:
        return OwnDifference(name, n=found.n, n_samples=found.n_samples, n_left_out=found.n_left_out, withheld=lacking)
    return OwnDifference(
        name,
        found.mean_difference,
        found.low,
        found.high,
        found.exact,
        found.n,
        found.n_samples,
        found.n_left_out,
        reason(found.method),
    )
