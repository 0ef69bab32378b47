"""The cell that is being talked about, as one person may see it: the same for everybody, and what is their own."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Connection

from workbench.domain.catalogue import _
from workbench.domain.errors import WrongMoment
from workbench.domain.people import Standing, Viewer
from workbench.domain.phases import Stage
from workbench.domain.rubrics import Criterion
from workbench.domain.samples import Sample
from workbench.domain.scoring import Given, Mark, Remark
from workbench.domain.sessions import AgendaCell, Session
from workbench.domain.visibility import Sight, require
from workbench.services import access, results
from workbench.services import agenda as agendas
from workbench.services.agenda import Topic
from workbench.services.results import CellDots
from workbench.storage import concerns, giving, rubrics, samples, scores, talk
from workbench.storage import results as stored
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the work, and how many people marked them as evidence for this criterion."""

    mark: Mark
    people: int


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence without a name, and the level that went with it."""

    level: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Own:
    """What the viewer gave in a round, and said; for nobody else's eyes. ``apart``: they brought the piece."""

    round: int
    given: Given | None
    remark: Remark
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """One cell on the screen.

    Parameters
    ----------
    session, sample, criterion, topic, agenda
        What is talked about, and its place on the agenda.
    votes
        Its dots in every revealed round, or why they are withheld.
    disputed
        The two levels whose descriptors stand side by side, the lower first.
    ends
        The lowest and the highest level given; None where the dots are withheld or everybody is at one level.
    passages
        What was marked as evidence.
    sentences
        The two most distant sentences once the facilitator shows them.
    seconds_left
        Of the time for this cell, by the server's clock; negative when it is over.
    own
        What the viewer gave; empty for a facilitator, whose screen is the wall.
    paused
        Whether nobody is to read the work now; it is not in ``sample`` then.
    """

    session: Session
    sample: Sample
    criterion: Criterion
    topic: Topic
    agenda: tuple[Topic, ...]
    votes: tuple[CellDots, ...]
    disputed: tuple[int, int]
    ends: tuple[int, int] | None
    passages: tuple[Passage, ...]
    sentences: tuple[Said, ...]
    seconds_left: float
    own: tuple[Own, ...]
    paused: bool = False

    @property
    def place(self) -> int:
        """Where on the agenda this cell stands, from 0."""
        return self.agenda.index(self.topic)


def screen(store: Store, viewer: Viewer, session_id: str) -> Screen:
    """Return what is on the screen in the talk.

    Raises
    ------
    NotFound
        When nothing is revealed yet, or this person has no part in the session.
    WrongMoment
        When no cell is being talked about.
    """
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id)
        require(Sight.THE_SENTENCES, standing, session.moment)
        agenda = agendas.named(db, session, talk.agenda(db, session_id))
        topic = on_screen(session, agenda)
        cell, criterion = topic.cell, rubrics.of_session(db, session).criterion(topic.cell.criterion_id)
        votes = votes_on(db, session, standing, cell)
        paused = cell.sample_id in concerns.paused(db, session_id)
        return Screen(
            session=session,
            sample=samples.covers(db, [cell.sample_id])[cell.sample_id] if paused else samples.get(db, cell.sample_id),
            criterion=criterion,
            topic=topic,
            agenda=agenda,
            votes=votes,
            disputed=_disputed(votes, criterion),
            ends=_ends(votes),
            passages=evidence(stored.marks(db, session_id, cell, session.moment.rounds_revealed)),
            sentences=sentences_of(db, session, cell, votes),
            seconds_left=seconds_left(store, session, cell),
            own=() if standing.on_the_wall else _own(db, session, cell, viewer),
            paused=paused,
        )


def on_screen(session: Session, agenda: tuple[Topic, ...]) -> Topic:
    """Return the topic of the agenda that is talked about now.

    Raises
    ------
    WrongMoment
        When there is none.
    """
    topic = next((topic for topic in agenda if topic.cell.id == session.stage_cell), None)
    if topic is None or session.stage is not Stage.TALK:
        raise WrongMoment("No topic is on the screen.", "Wait for your facilitator, or choose one on the agenda.")
    return topic


def prompts(criterion: Criterion, votes: tuple[CellDots, ...], *, quoted: bool) -> tuple[str, ...]:
    """Return what helps a group to talk: first a silent minute, then each end in turn, the lead last.

    Parameters
    ----------
    criterion, votes
        What is talked about, and its dots.
    quoted
        Whether two sentences stand on the screens already; then the silent minute is over.
    """
    asked = [] if quoted else [_("A silent minute: everybody reads it again.")]
    ends = _ends(votes)
    for level in map(criterion.label, ends or ()):
        asked.append(
            _("Someone read this as {level}: what in the work could lead a careful reader there?").format(level=level)
        )
    if not any(vote.dots for vote in votes):
        asked.append(_("Start from the words that were marked: which level do they speak for?"))
    return (*asked, _("Whoever leads speaks last."))


def votes_on(db: Connection, session: Session, standing: Standing, cell: AgendaCell) -> tuple[CellDots, ...]:
    """Return the dots of one cell in every revealed round."""
    where = (cell.sample_id, cell.criterion_id)
    return tuple(
        found
        for round in range(1, session.moment.rounds_revealed + 1)
        for found in results.dots_of(db, session, standing, round)
        if found.cell == where
    )


def _disputed(votes: tuple[CellDots, ...], criterion: Criterion) -> tuple[int, int]:
    first = votes[0].dots
    return first.disputed(criterion.cut) if first else (criterion.cut - 1, criterion.cut)


def _ends(votes: tuple[CellDots, ...]) -> tuple[int, int] | None:
    first = votes[0].dots
    return (first.lowest, first.highest) if first and first.spread else None


def sentences_of(db: Connection, session: Session, cell: AgendaCell, votes: tuple[CellDots, ...]) -> tuple[Said, ...]:
    """Return a sentence from either end; of several at one level the longest, which says nothing about who."""
    if not cell.sentences_shown or votes[0].dots is None:
        return ()
    said = stored.sentences(db, session.id, cell)
    levels = [level for level, _ in said]
    if not levels or min(levels) == max(levels):
        return ()
    return tuple(
        Said(level, max((sentence for at, sentence in said if at == level), key=lambda text: (len(text), text)))
        for level in (min(levels), max(levels))
    )


def evidence(reads: Iterable[tuple[Mark, ...]]) -> tuple[Passage, ...]:
    """Return the marked words as stretches that do not overlap, each with how many people marked it."""
    per_person = [_merged(read) for read in reads]
    edges: dict[tuple[str, str], Counter[int]] = {}
    for mark in (mark for read in per_person for mark in read):
        here = edges.setdefault((mark.artifact_id, mark.criterion_id), Counter())
        here[mark.start] += 1
        here[mark.end] -= 1
    return tuple(passage for where, steps in sorted(edges.items()) for passage in _stretches(where, steps))


def _merged(read: tuple[Mark, ...]) -> list[Mark]:
    """Return one person's marks with those that overlap made one: nobody counts twice."""
    merged: list[Mark] = []
    for mark in sorted(read, key=lambda m: (m.artifact_id, m.criterion_id, m.start)):
        last = merged[-1] if merged else mark
        together = (last.artifact_id, last.criterion_id) == (mark.artifact_id, mark.criterion_id)
        if merged and together and mark.start <= last.end:
            merged[-1] = replace(last, end=max(last.end, mark.end))
            continue
        merged.append(mark)
    return merged


def _stretches(where: tuple[str, str], steps: Counter[int]) -> list[Passage]:
    found: list[Passage] = []
    people, since = 0, 0
    for position in sorted(at for at, change in steps.items() if change):
        if people:
            found.append(Passage(Mark(*where, since, position), people))
        people, since = people + steps[position], position
    return found


def seconds_left(store: Store, session: Session, cell: AgendaCell) -> float:
    """Return how much of a cell's time is left; negative when it is over."""
    since = session.stage_since or store.now()
    return (since + timedelta(minutes=cell.minutes) - store.now()).total_seconds()


def _own(db: Connection, session: Session, cell: AgendaCell, viewer: Viewer) -> tuple[Own, ...]:
    found = []
    apart = (viewer.person.id, cell.sample_id) in giving.pairs(db, session.id)
    for round in range(1, session.moment.rounds_revealed + 1):
        reads = scores.queue(db, session.id, viewer.person.id, round)
        read = next((a.id for a in reads if a.sample_id == cell.sample_id), "")
        given = scores.current_scores(db, [read]).get((read, cell.criterion_id))
        said = scores.current_remarks(db, [read]).get((read, cell.criterion_id), Remark())
        if given or said.sentence:
            found.append(Own(round, given.given if given else None, said, apart))
    return tuple(found)
