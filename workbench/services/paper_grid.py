"""The grid on which sheets of paper are typed in: what is needed for it, and nothing of what anybody gave."""

from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.domain.catalogue import later
from workbench.domain.errors import WrongMoment, nothing_here
from workbench.domain.people import Standing, Viewer
from workbench.domain.phases import Moment, Phase, Stage
from workbench.domain.rubrics import Criterion
from workbench.domain.sessions import Session
from workbench.domain.visibility import Sight, may_see
from workbench.services import access
from workbench.services.paper_sheets import version
from workbench.services.reads import criteria_of
from workbench.storage import paper, people, rubrics, samples, scores, sessions
from workbench.storage.store import Store

NOT_STARTED = later("Scoring has not started, so no sheet can be typed in yet.")
START_FIRST = later("Start scoring first; the sheets can also be typed in after it is closed, until the reveal.")
REVEALED = later("The scores are revealed, so no sheet is typed in any more.")
KEEP_IT = later("Keep the sheet for the talk; a second vote has sheets of its own.")
CLOSED = later("Scoring is closed, so you cannot type your own sheet in any more.")
GIVE_IT = later("Give it to whoever leads the session: it still counts until the reveal.")


@dataclass(frozen=True, slots=True)
class GridPiece:
    """A row of the grid: a piece by its name, and the criteria that are scored in this round."""

    id: str
    name: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridPerson:
    """Somebody whose sheet may be typed in; ``has_scores`` says that there are some, never which."""

    name: str
    has_scores: bool


@dataclass(frozen=True, slots=True)
class GridSheet:
    """A sheet that was made: its code, its pieces in their order, and whose it is, where that is known."""

    code: str
    pieces: tuple[str, ...]
    name: str = ""
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """What is needed to type sheets in; nothing of what anybody gave.

    Parameters
    ----------
    criteria, pieces
        The columns and rows, pieces in the lead's order.
    people
        Whose sheets may be typed in.
    sheets
        Those that were made.
    own_only
        Whether nothing but one's own sheet may be typed in.
    version
        Of the sheets whose boxes these are, as it stands on them.
    """

    criteria: tuple[Criterion, ...]
    pieces: tuple[GridPiece, ...]
    people: tuple[GridPerson, ...]
    sheets: tuple[GridSheet, ...] = ()
    own_only: bool = False
    version: str = ""


def grid(store: Store, viewer: Viewer, session_id: str) -> Grid:
    """Return what the viewer needs to type sheets in now.

    Raises
    ------
    NotFound
        When nothing here is for them.
    WrongMoment
        When no sheet can be typed in now, or not by them.
    """
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id)
        only_own = own_only(standing, session.moment)
        given = who_gave(db, session)
        people_here = [p for p in sessions.seated(db, session.id) if not only_own or p.id == viewer.person.id]
        rubric = rubrics.of_session(db, session)
        return Grid(
            rubric.criteria,
            pieces_of(db, session),
            tuple(GridPerson(person.name, person.id in given) for person in people_here),
            () if only_own else _sheets(db, session),
            only_own,
            version(db, session),
        )


def own_only(standing: Standing, moment: Moment) -> bool:
    """Return whether only one's own sheet may be typed in by somebody with this standing at this moment.

    Raises
    ------
    NotFound
        When nothing here is for them.
    WrongMoment
        When no sheet can be typed in now, or not by them.
    """
    if not standing.has_a_page or standing.wall:
        raise nothing_here()
    if moment.phase is Phase.DRAFT or moment.stage is Stage.LOBBY:
        raise WrongMoment(NOT_STARTED, START_FIRST)
    if moment.phase not in (Phase.OPEN, Phase.CLOSED):
        raise WrongMoment(REVEALED, KEEP_IT)
    if may_see(Sight.A_COLLEAGUES_SHEET, standing, moment):
        return False
    if not moment.scores_open:
        raise WrongMoment(CLOSED, GIVE_IT)
    return True


def pieces_of(db: Connection, session: Session) -> tuple[GridPiece, ...]:
    """Return what is scored in this round, in the lead's order; nothing that was withdrawn."""
    criteria = criteria_of(db, session, rubrics.of_session(db, session))
    work = samples.covers(db, [place.sample_id for place in session.samples])
    return tuple(
        GridPiece(sample_id, work[sample_id].name, tuple(criterion.id for criterion in scored))
        for sample_id, scored in criteria.items()
        if scored and not work[sample_id].withdrawn
    )


def who_gave(db: Connection, session: Session) -> frozenset[str]:
    """Return who has given something in this round, on a device or on paper."""
    reads = {a.id: a for a in scores.all_assignments(db, session.id, session.moment.round)}
    given = {reads[owner].person_id for owner, _ in scores.current_scores(db, list(reads))}
    return frozenset(given | {t.person_id for t in paper.typings(db, session.id, session.moment.round)})


def _sheets(db: Connection, session: Session) -> tuple[GridSheet, ...]:
    typed = {t.sheet_id: t.person_id for t in paper.typings(db, session.id, session.moment.round) if t.sheet_id}
    made = paper.sheets(db, session.id, session.moment.round)
    owners = {sheet.id: typed.get(sheet.id) or sheet.person_id for sheet in made}
    names = people.names(db, {owner for owner in owners.values() if owner})
    return tuple(
        GridSheet(sheet.code, sheet.pieces, names.get(owners[sheet.id] or "", ""), sheet.id in typed) for sheet in made
    )
