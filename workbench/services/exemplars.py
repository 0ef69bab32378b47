"""The library of exemplars: who may see which, found by rubric, criterion and level, with how each came about."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.domain.dots import Dots
from workbench.domain.errors import NotFound
from workbench.domain.exemplars import Exemplar, narrower, widest
from workbench.domain.people import Viewer
from workbench.domain.rubrics import Criterion, Rubric
from workbench.domain.samples import Audience, Sample
from workbench.domain.sessions import Session
from workbench.domain.small_groups import Accord
from workbench.domain.visibility import distribution_shown, may_see_exemplar
from workbench.services import small_groups
from workbench.services.agreeing import rule
from workbench.storage import exemplars, permissions, results, rubrics, samples, sessions
from workbench.storage.exemplars import Wanted
from workbench.storage.permissions import Owned
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Card:
    """One exemplar on a shelf of the library."""

    exemplar: Exemplar
    sample: str
    criterion: Criterion

    @property
    def label(self) -> str:
        """The level's name."""
        return self.criterion.label(self.exemplar.level)


@dataclass(frozen=True, slots=True)
class Library:
    """The exemplars of one rubric that somebody may see, and which rubrics have any."""

    rubrics: tuple[Rubric, ...]
    rubric: Rubric | None = None
    cards: tuple[Card, ...] = ()

    def coverage(self) -> dict[tuple[str, int], int]:
        """Return how many exemplars each criterion has at each level."""
        if self.rubric is None:
            return {}
        found = Counter((card.exemplar.criterion_id, card.exemplar.level) for card in self.cards)
        return {(c.id, level): found[c.id, level] for c in self.rubric.criteria for level in _levels(c)}

    def gaps(self) -> tuple[tuple[Criterion, int], ...]:
        """Return the criteria and levels without an exemplar, in the rubric's order."""
        criteria = self.rubric.criteria if self.rubric else ()
        coverage = self.coverage()
        return tuple((c, level) for c in criteria for level in _levels(c) if not coverage[c.id, level])


@dataclass(frozen=True, slots=True)
class Vote:
    """How far apart a vote was: teachers, and the lowest and highest level; None where too few voted to say."""

    round: int
    raters: int
    lowest: int | None = None
    highest: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One exemplar with its work and how it came about.

    Parameters
    ----------
    exemplar, sample, rubric, criterion
        What it shows.
    audience
        Who sees it: as published, or as the work's permission allows now when that is narrower.
    votes, rule
        How far apart each vote was, and the rule under which the level was agreed.
    may_change
        Whether the viewer facilitated the session it comes from.
    may_retire
        Whether the viewer may take it out of the library.
    """

    exemplar: Exemplar
    sample: Sample
    rubric: Rubric
    criterion: Criterion
    audience: Audience
    votes: tuple[Vote, ...]
    rule: str
    may_change: bool = False
    may_retire: bool = False


def library(store: Store, viewer: Viewer, rubric_id: str = "", session_id: str = "") -> Library:
    """Return the exemplars the viewer may see.

    Parameters
    ----------
    rubric_id
        The rubric to show; empty for the one with most exemplars.
    session_id
        Only those of one session; empty for all.
    """
    with store.reading() as db:
        seen = visible(db, viewer, Wanted(session_id=session_id))
        work = samples.covers(db, [exemplar.sample_id for exemplar in seen])
        known = _rubrics(db)
    of = {criterion.id: (rubric, criterion) for rubric in known for criterion in rubric.criteria}
    shelves = Counter(of[exemplar.criterion_id][0].id for exemplar in seen)
    shown = tuple(rubric for rubric in known if shelves[rubric.id])
    chosen = next((r for r in shown if r.id == rubric_id), max(shown, key=lambda r: shelves[r.id], default=None))
    cards = tuple(
        Card(exemplar, work[exemplar.sample_id].name, of[exemplar.criterion_id][1])
        for exemplar in seen
        if chosen and of[exemplar.criterion_id][0].id == chosen.id
    )
    return Library(shown, chosen, cards)


def exemplar(store: Store, viewer: Viewer, exemplar_id: str) -> Shown:
    """Return one exemplar with its work and how it came about; nobody's name is in it.

    Raises
    ------
    NotFound
        When there is none, it was retired, or it is not for this person; all look the same.
    """
    with store.reading() as db:
        found = exemplars.get(db, exemplar_id)
        if not _visible(db, viewer, (found,)):
            raise no_such_exemplar()
        session = sessions.get(db, found.session_id)
        rubric = rubrics.of_session(db, session)
        criterion = rubric.criterion(found.criterion_id)
        owned = permissions.many(db, [found.sample_id])[found.sample_id]
        leads = session.facilitator_id == viewer.person.id
        return Shown(
            exemplar=found,
            sample=samples.get(db, found.sample_id),
            rubric=rubric,
            criterion=criterion,
            audience=_audience(found, owned),
            votes=_votes(db, found, criterion, session),
            rule=rule(session.plan),
            may_change=leads,
            may_retire=leads or viewer.is_admin,
        )


def no_such_exemplar() -> NotFound:
    """Return the answer when there is none, or none for this person; the two look the same."""
    return NotFound("There is no such exemplar.", "Go back to the library.")


def shows_work(db: Connection, viewer: Viewer, sample_id: str) -> bool:
    """Return whether a piece of work is open to this person because an exemplar shows it."""
    return bool(_visible(db, viewer, exemplars.of_sample(db, sample_id)))


def visible(db: Connection, viewer: Viewer, wanted: Wanted) -> tuple[Exemplar, ...]:
    """Return the exemplars that fit and that the viewer may see, within the caller's transaction."""
    return _visible(db, viewer, exemplars.find(db, wanted))


def _visible(db: Connection, viewer: Viewer, found: tuple[Exemplar, ...]) -> tuple[Exemplar, ...]:
    owned = permissions.many(db, [exemplar.sample_id for exemplar in found])
    mine = sessions.of_person(db, viewer.person.id)
    took_part = {session.id for session in mine}
    still_blind = {
        sample.sample_id
        for session in mine
        if session.moment.rounds_revealed < session.moment.round and sessions.has_seat(db, session.id, viewer.person.id)
        for sample in session.samples
    }
    return tuple(
        exemplar
        for exemplar in found
        if exemplar.sample_id in owned
        and may_see_exemplar(
            _audience(exemplar, owned[exemplar.sample_id]),
            took_part=exemplar.session_id in took_part,
            same_school=owned[exemplar.sample_id].school_id == viewer.person.school_id,
            blind=exemplar.sample_id in still_blind,
        )
    )


def _audience(exemplar: Exemplar, owned: Owned) -> Audience:
    return narrower(exemplar.audience, widest(owned.permission))


def _rubrics(db: Connection) -> tuple[Rubric, ...]:
    """Return every rubric that an exemplar was published on, by title and version."""
    ids = exemplars.rubric_ids(db)
    return tuple(sorted((rubrics.get(db, i) for i in ids), key=lambda r: (r.title.casefold(), r.version, r.id)))


def _votes(db: Connection, found: Exemplar, criterion: Criterion, session: Session) -> tuple[Vote, ...]:
    """Return the votes on an exemplar's cell; as on a wall, since nobody knows who looks at a library."""
    rounds = session.moment.rounds_revealed
    cell = found.sample_id, found.criterion_id
    given = [row for row in results.given(db, found.session_id, rounds) if (row.sample_id, row.criterion_id) == cell]
    dots = [_dots([row.level for row in given if row.round == n], criterion) for n in range(1, rounds + 1)]
    votes = [_vote(n, found, small_groups.accord_of(db, session, n)) for n, found in enumerate(dots, start=1)]
    return tuple(vote for vote in votes if vote.raters)


def _dots(levels: list[int | None], criterion: Criterion) -> Dots:
    counted = Counter(level for level in levels if level is not None)
    return Dots(tuple(counted[level] for level in _levels(criterion)))


def _vote(round: int, dots: Dots, wall: Accord) -> Vote:
    if not distribution_shown(dots.raters, on_the_wall=wall):
        return Vote(round, dots.raters)
    return Vote(round, dots.raters, dots.lowest, dots.highest)


def _levels(criterion: Criterion) -> range:
    return range(1, len(criterion.levels) + 1)
