"""Publishing agreed work as an exemplar: the level it was agreed on, why, why not the next, and notes on the work."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from workbench.domain.errors import Invalid, WrongMoment
from workbench.domain.exemplars import (
    Annotation,
    Exemplar,
    allowed_audiences,
    check_audience,
    clean_annotation,
    clean_why,
)
from workbench.domain.people import Viewer
from workbench.domain.phases import Phase
from workbench.domain.rubrics import Criterion, Rubric
from workbench.domain.samples import Audience, Sample
from workbench.domain.sessions import AgendaCell, Ending, Session
from workbench.domain.visibility import Sight
from workbench.services import access, results
from workbench.services.exemplars import no_such_exemplar
from workbench.services.results import Cell
from workbench.services.talk_screen import Passage, evidence
from workbench.storage import audit, exemplars, permissions, rubrics, samples, sessions, talk
from workbench.storage import results as stored
from workbench.storage.exemplars import Wanted
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Wording:
    """What a facilitator writes about an agreed cell, and who is to see it."""

    why: str
    why_not_next: str = ""
    audience: Audience = Audience.SESSION


@dataclass(frozen=True, slots=True)
class Draft:
    """What there is to publish, and what can be taken over from the session.

    Parameters
    ----------
    sample, rubric, criterion, level
        The agreed cell.
    audiences
        Who it may be for, by the permission recorded on the work; the narrowest first.
    evidence
        Passages that people marked for this criterion, without names.
    sentences
        What people who gave this level wrote, without names.
    published
        The exemplar as it stands, if it was published before.
    """

    session: Session
    sample: Sample
    rubric: Rubric
    criterion: Criterion
    level: int
    audiences: tuple[Audience, ...]
    evidence: tuple[Passage, ...] = ()
    sentences: tuple[str, ...] = ()
    published: Exemplar | None = None


def draft(store: Store, viewer: Viewer, session_id: str, cell: Cell) -> Draft:
    """Return what a facilitator sees before publishing an agreed cell.

    Raises
    ------
    NotFound
        When the viewer does not facilitate the session.
    WrongMoment
        When the cell was not agreed on a level.
    """
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id, Sight.SET_UP)
        level = _agreed_level(db, session, cell)
        rubric = rubrics.of_session(db, session)
        dots = {found.cell: found for found in results.dots_of(db, session, standing, 1)}
        at = AgendaCell("", *cell, 1)
        said = stored.sentences(db, session_id, at) if dots[cell].dots else ()
        return Draft(
            session=session,
            sample=samples.get(db, cell[0]),
            rubric=rubric,
            criterion=rubric.criterion(cell[1]),
            level=level,
            audiences=allowed_audiences(permissions.many(db, [cell[0]])[cell[0]].permission),
            evidence=evidence(stored.marks(db, session_id, at, session.moment.rounds_revealed)),
            sentences=tuple(sentence for given, sentence in said if given == level),
            published=_published(db, session_id, cell),
        )


def offered(store: Store, viewer: Viewer, exemplar_id: str) -> tuple[Passage, ...]:
    """Return the passages that people marked in the session for an exemplar's criterion, without names.

    Raises
    ------
    NotFound
        When the viewer did not facilitate the session it comes from.
    """
    with store.reading() as db:
        found = exemplars.get(db, exemplar_id)
        session = sessions.get(db, found.session_id)
        if session.facilitator_id != viewer.person.id:
            raise no_such_exemplar()
        at = AgendaCell("", found.sample_id, found.criterion_id, 1)
        return evidence(stored.marks(db, session.id, at, session.moment.rounds_revealed))


def publish(store: Store, viewer: Viewer, session_id: str, cell: Cell, wording: Wording) -> str:
    """Publish an agreed cell, or publish it again with other words; return the exemplar's id.

    The same words once more change nothing; notes on the work are kept.

    Raises
    ------
    NotFound
        When the viewer does not facilitate the session.
    WrongMoment
        When the cell was not agreed on a level, or the session is archived.
    Invalid
        When the reason is missing, or the audience is wider than the permission recorded on the work.
    """
    with store.writing() as db:
        session = access.led_session(db, viewer, session_id)
        before = _published(db, session_id, cell)
        new = _exemplar(db, session, cell, wording)
        now = store.now()
        new = replace(new, id=store.new_id(), published_by=viewer.person.id, published_at=now)
        if before is not None:
            new = replace(new, annotations=before.annotations)
            if new == replace(before, id=new.id, published_by=new.published_by, published_at=now):
                return before.id
            exemplars.retire(db, before.id, now)
        exemplars.add(db, new, tuple(store.new_id() for _note in new.annotations))
        audit.add(db, viewer.person.id, "exemplar.publish", new.id, now, session=session_id, audience=new.audience)
        sessions.touch_stage(db, session_id)
        return new.id


def annotate(store: Store, viewer: Viewer, exemplar_id: str, annotation: Annotation) -> None:
    """Store a note on a passage of an exemplar's work; a note on the same passage is replaced.

    Raises
    ------
    NotFound
        When the viewer did not facilitate the session it comes from.
    Invalid
        When the passage is not in the work, or the note is too long.
    """
    with store.writing() as db:
        found = _led(db, viewer, exemplar_id)
        noted = clean_annotation(annotation, samples.get(db, found.sample_id))
        exemplars.annotate(db, exemplar_id, noted, store.new_id())
        audit.add(db, viewer.person.id, "exemplar.annotate", exemplar_id, store.now())


def take_note_away(store: Store, viewer: Viewer, exemplar_id: str, annotation: Annotation) -> None:
    """Remove the note on a passage; raises as :func:`annotate`."""
    with store.writing() as db:
        _led(db, viewer, exemplar_id)
        exemplars.take_note_away(db, exemplar_id, annotation)
        audit.add(db, viewer.person.id, "exemplar.take_note_away", exemplar_id, store.now())


def retire(store: Store, viewer: Viewer, exemplar_id: str) -> None:
    """Take an exemplar out of the library; it stays for the record.

    Raises
    ------
    NotFound
        When the viewer neither facilitated its session nor looks after the installation.
    """
    with store.writing() as db:
        found = exemplars.get(db, exemplar_id)
        session = sessions.lock(db, found.session_id)
        if not viewer.is_admin and session.facilitator_id != viewer.person.id:
            raise no_such_exemplar()
        exemplars.retire(db, exemplar_id, store.now())
        audit.add(db, viewer.person.id, "exemplar.retire", exemplar_id, store.now())
        sessions.touch_stage(db, found.session_id)


def _exemplar(db: Connection, session: Session, cell: Cell, wording: Wording) -> Exemplar:
    """Return an exemplar of this cell, without id and time; raises when it may not be published."""
    if session.moment.phase not in (Phase.REVEALED, Phase.CONCLUDED):
        raise WrongMoment("This session cannot publish now.", "Publish after the reveal and before it is archived.")
    level = _agreed_level(db, session, cell)
    owned = permissions.many(db, [cell[0]])
    if cell[0] not in owned:
        raise Invalid("That piece of work was withdrawn.", "Choose another agreed piece.")
    return Exemplar(
        id="",
        session_id=session.id,
        sample_id=cell[0],
        criterion_id=cell[1],
        level=level,
        why=clean_why(wording.why, field="why", required=True),
        why_not_next=clean_why(wording.why_not_next, field="why_not_next", required=False),
        audience=check_audience(wording.audience, owned[cell[0]].permission, samples.get(db, cell[0]).name),
    )


def _agreed_level(db: Connection, session: Session, cell: Cell) -> int:
    outcome = talk.outcomes(db, session.id).get(cell)
    if outcome is None or outcome.ending is not Ending.AGREED or outcome.level is None:
        raise WrongMoment("Only work whose level was agreed can be published.", "Agree on its level first.")
    return outcome.level


def _published(db: Connection, session_id: str, cell: Cell) -> Exemplar | None:
    wanted = Wanted(session_id=session_id, criterion_id=cell[1])
    return next((found for found in exemplars.find(db, wanted) if found.sample_id == cell[0]), None)


def _led(db: Connection, viewer: Viewer, exemplar_id: str) -> Exemplar:
    found = exemplars.get(db, exemplar_id)
    if sessions.lock(db, found.session_id).facilitator_id != viewer.person.id:
        raise no_such_exemplar()
    return found
