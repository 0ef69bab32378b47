"""What a session's page on a projector shows now: counts, dots and levels; never a name, a desk, or who has finished.

Nothing here knows a viewer. What the page may show is asked of :mod:`workbench.domain.visibility` for the standing
of a wall, and only what may stand there is in these values.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.domain.people import WALL
from workbench.domain.phases import Phase, Stage
from workbench.domain.rubrics import Criterion
from workbench.domain.sessions import Session
from workbench.domain.visibility import heads_shown
from workbench.services import access, agenda, agreeing, asides, hashing, progress, results, revealing, talk_screen
from workbench.services.agreed import sheet_of
from workbench.services.board import Board
from workbench.services.progress import Heads
from workbench.services.results import CellDots
from workbench.services.walls import is_blank
from workbench.storage import rubrics, samples, sessions, talk, walls
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Lobby:
    """How to come in, and how many have."""

    join_code: str
    people: int


@dataclass(frozen=True, slots=True)
class Scoring:
    """What is scored, and how many have finished; no number in a group so small that it would point at somebody.

    ``topics`` are the cells of a second vote, as piece and criterion; empty in the first round.
    """

    round: int
    heads: Heads | None
    tasks: tuple[str, ...]
    criteria: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """Scoring is over, and nothing is out yet."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Kept blank by the facilitator."""


@dataclass(frozen=True, slots=True)
class Countdown:
    """The seconds until the dots come out on every screen."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Revealed:
    """The dots of every cell in its last vote, piece by piece."""

    criteria: tuple[Criterion, ...]
    pieces: tuple[tuple[str, tuple[CellDots, ...]], ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """One cell of the agenda: where it stands there, its dots in every vote, what to ask, and the time left.

    ``wishes`` is how many want to add evidence; ``silence`` the seconds left of a silent minute, 0 once its words are
    out. What was written stands on people's own screens: it could name somebody.
    """

    sample: str
    criterion: Criterion
    place: int
    all: int
    why: str
    votes: tuple[CellDots, ...]
    prompts: tuple[str, ...]
    quoted: bool
    seconds: float
    wishes: int = 0
    silence: float | None = None


@dataclass(frozen=True, slots=True)
class Agree:
    """Levels on every screen with the seconds left to object, and how the other cells stand."""

    board: Board
    most: int


@dataclass(frozen=True, slots=True)
class Concluded:
    """How the cells ended, for each piece that was talked about, and the rule; nothing that anybody wrote."""

    criteria: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    rule: str


Shown = Lobby | Scoring | Closed | Blank | Countdown | Revealed | Talk | Agree | Concluded


@dataclass(frozen=True, slots=True)
class Wall:
    """A session's page on a projector now."""

    title: str
    shows: Shown


def wall_now(store: Store, token: str) -> Wall | None:
    """Return what a screen shows now; None when it was never opened, was closed, or the session is archived."""
    with store.reading() as db:
        session_id = walls.shown_by(db, hashing.hash_token(token), store.now())
        if not session_id:
            return None
        session = access.session_on_the_wall(db, session_id)
        return Wall(session.title, _shows(store, db, session)) if session else None


def _shows(store: Store, db: Connection, session: Session) -> Shown:
    moment = session.moment
    if is_blank(walls.of_session(db, session.id).blank_in_round, moment):
        return Blank()
    match moment.phase, moment.stage:
        case Phase.OPEN, Stage.LOBBY:
            return Lobby(session.join_code, len(sessions.seated(db, session.id)))
        case Phase.OPEN, _:
            return _scoring(db, session)
        case Phase.REVEALED, Stage.TALK:
            return _talk(store, db, session)
        case Phase.REVEALED, Stage.AGREE:
            return Agree(agreeing.board_of(db, session, WALL, store.now()), session.plan.objection_seconds)
        case Phase.REVEALED, _:
            seconds = revealing.seconds_left(store, session)
            return Countdown(seconds) if seconds > 0 else _revealed(db, session)
        case Phase.CONCLUDED, _:
            return _concluded(db, session)
    return Closed()


def _scoring(db: Connection, session: Session) -> Scoring:
    heads = progress.heads(db, session, WALL)
    work = samples.covers(db, [sample.sample_id for sample in session.samples])
    tasks = dict.fromkeys(work[sample.sample_id].task for sample in session.samples)
    again = talk.second_vote_cells(db, session.id) if session.moment.round > 1 else ()
    topics = agenda.named(db, session, tuple(again))
    return Scoring(
        session.moment.round,
        heads if heads_shown(heads.all) else None,
        tuple(task for task in tasks if task),
        tuple(criterion.name for criterion in rubrics.of_session(db, session).criteria),
        tuple((topic.sample, topic.criterion) for topic in topics),
    )


def _revealed(db: Connection, session: Session) -> Revealed:
    newest = results.newest_dots(db, session, WALL)
    work = samples.covers(db, [sample.sample_id for sample in session.samples])
    criteria = rubrics.of_session(db, session).criteria
    pieces = tuple(
        (work[s.sample_id].name, tuple(newest[s.sample_id, criterion.id] for criterion in criteria))
        for s in session.samples
    )
    return Revealed(criteria, pieces)


def _talk(store: Store, db: Connection, session: Session) -> Talk:
    topics = agenda.named(db, session, talk.agenda(db, session.id))
    topic = talk_screen.on_screen(session, topics)
    criterion = rubrics.of_session(db, session).criterion(topic.cell.criterion_id)
    votes = talk_screen.votes_on(db, session, WALL, topic.cell)
    beside = asides.asides_of(store, db, session, topic.cell)
    quoted = bool(talk_screen.sentences_of(db, session, topic.cell, votes))
    return Talk(
        sample=topic.sample,
        criterion=criterion,
        place=topics.index(topic) + 1,
        all=len(topics),
        why=topic.why,
        votes=votes,
        prompts=talk_screen.prompts(criterion, votes, quoted=quoted),
        quoted=quoted,
        seconds=talk_screen.seconds_left(store, session, topic.cell),
        wishes=beside.wishes,
        silence=beside.minute.seconds_left if beside.minute else None,
    )


def _concluded(db: Connection, session: Session) -> Concluded:
    sheet = sheet_of(db, session, WALL)
    rows = tuple((name, tuple(sheet.ending(name, criterion) for criterion in sheet.criteria)) for name in sheet.samples)
    return Concluded(sheet.criteria, tuple(row for row in rows if any(row[1])), sheet.rule)
