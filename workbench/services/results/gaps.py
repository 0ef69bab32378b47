"""Pieces that somebody in the session brought themselves: a gap in the figures, not missing work.

Whoever brought a piece either did not read it, or gave levels that stand apart from every figure and that only they
are shown. How many brought it is said to everybody; who, to nobody.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from workbench.domain.people import Viewer
from workbench.domain.scoring import Given
from workbench.domain.sessions import Session
from workbench.domain.visibility import Sight, require
from workbench.services import access
from workbench.storage import giving, scores
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Gap:
    """One piece that people in the session brought.

    Parameters
    ----------
    people
        How many of them.
    is_own
        Whether the viewer is one of them; never so for a facilitator, whose screen is the wall.
    given
        What the viewer gave it, by round and criterion: for their own device only.
    """

    people: int
    is_own: bool = False
    given: Mapping[tuple[int, str], Given] = field(default_factory=dict)


def gaps(store: Store, viewer: Viewer, session_id: str) -> dict[str, Gap]:
    """Return the pieces of a session that somebody in it brought, by sample.

    Raises
    ------
    NotFound
        When nothing is revealed yet, or this person has no part in the session.
    """
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id)
        require(Sight.THE_DOTS, standing, session.moment)
        pairs = giving.pairs(db, session.id)
        people = Counter(sample_id for _person, sample_id in pairs)
        own = frozenset() if standing.facilitates else frozenset(s for p, s in pairs if p == viewer.person.id)
        given = _given(db, session, viewer, own)
    return {
        sample_id: Gap(n, sample_id in own, {(r, c): g for (r, s, c), g in given.items() if s == sample_id})
        for sample_id, n in people.items()
    }


def _given(db: Connection, session: Session, viewer: Viewer, own: frozenset[str]) -> dict[tuple[int, str, str], Given]:
    found: dict[tuple[int, str, str], Given] = {}
    for round in range(1, session.moment.rounds_revealed + 1) if own else ():
        queue = scores.queue(db, session.id, viewer.person.id, round)
        reads = {a.id: a.sample_id for a in queue if a.sample_id in own}
        for (read, criterion_id), score in scores.current_scores(db, list(reads)).items():
            found[round, reads[read], criterion_id] = score.given
    return found
