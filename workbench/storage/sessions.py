"""Calibration sessions, their samples and seats."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from workbench.domain.concerns import Contact
from workbench.domain.errors import nothing_here
from workbench.domain.people import Person, Standing, Viewer
from workbench.domain.phases import Moment, Phase, Stage
from workbench.domain.sessions import Ask, Asks, Plan, Session, SessionSample, Timings
from workbench.domain.small_groups import Accord
from workbench.storage import paper
from workbench.storage import tables as t

# Statements that every click needs are built once: building one costs four times as much as running it.
_BY_ID = select(t.calibration).where(t.calibration.c.id == bindparam("session_id"))
_LOCKED = _BY_ID.with_for_update()
_SAMPLES = (
    select(t.calibration_sample)
    .where(t.calibration_sample.c.session_id == bindparam("session_id"))
    .order_by(t.calibration_sample.c.position)
)
_SEAT = select(t.seat.c.person_id).where(
    t.seat.c.session_id == bindparam("session_id"), t.seat.c.person_id == bindparam("person_id")
)
_TOUCH_RESULTS = (
    update(t.calibration)
    .where(t.calibration.c.id == bindparam("session_id"))
    .values(revision=t.calibration.c.revision + 1)
)


def add(db: Connection, session: Session, now: datetime) -> None:
    """Store a new session with its samples."""
    db.execute(
        insert(t.calibration).values(
            id=session.id,
            title=session.title,
            school_id=session.school_id,
            facilitator_id=session.facilitator_id,
            rubric_id=session.rubric_id,
            join_code=session.join_code,
            code_expires_at=session.code_expires_at,
            plan=asdict(session.plan),
            created_at=now,
        )
    )
    set_samples(db, session.id, session.samples)


def set_samples(db: Connection, session_id: str, samples: tuple[SessionSample, ...]) -> None:
    """Store which samples a session reads, in the facilitator's order."""
    db.execute(delete(t.calibration_sample).where(t.calibration_sample.c.session_id == session_id))
    if samples:
        db.execute(
            insert(t.calibration_sample),
            [
                {"session_id": session_id, "sample_id": s.sample_id, "position": n, "everyone_first": s.everyone_first}
                for n, s in enumerate(samples, start=1)
            ],
        )


def save_draft(db: Connection, session: Session) -> None:
    """Store again what may still change before opening."""
    db.execute(
        update(t.calibration)
        .where(t.calibration.c.id == session.id)
        .values(
            title=session.title,
            rubric_id=session.rubric_id,
            plan=asdict(session.plan),
        )
    )
    set_samples(db, session.id, session.samples)


def get(db: Connection, session_id: str) -> Session:
    """Return one session.

    Raises
    ------
    NotFound
        When there is none with this id.
    """
    return _found(db, db.execute(_BY_ID, {"session_id": session_id}).one_or_none())


def lock(db: Connection, session_id: str) -> Session:
    """Return one session and keep every other writer of it waiting until this transaction ends.

    Raises
    ------
    NotFound
        When there is none with this id.
    """
    return _found(db, db.execute(_LOCKED, {"session_id": session_id}).one_or_none())


def by_code(db: Connection, join_code: str) -> Session | None:
    """Return the session with this join code, whatever its phase."""
    row = db.execute(select(t.calibration).where(t.calibration.c.join_code == join_code)).one_or_none()
    return None if row is None else _session(row, _samples(db, row.id))


def of_person(db: Connection, person_id: str) -> tuple[Session, ...]:
    """Return the sessions somebody facilitates or sits in, newest first."""
    seats = select(t.seat.c.session_id).where(t.seat.c.person_id == person_id)
    rows = db.execute(
        select(t.calibration)
        .where((t.calibration.c.facilitator_id == person_id) | t.calibration.c.id.in_(seats))
        .order_by(t.calibration.c.created_at.desc(), t.calibration.c.id)
    ).all()
    return tuple(_session(row, _samples(db, row.id)) for row in rows)


def typed_by(db: Connection, person_id: str) -> tuple[Session, ...]:
    """Return the sessions whose score sheets somebody has the task of typing in, newest first."""
    typing = select(t.typist.c.session_id).where(t.typist.c.person_id == person_id, t.typist.c.ended_at.is_(None))
    c = t.calibration.c
    rows = db.execute(select(t.calibration).where(c.id.in_(typing)).order_by(c.created_at.desc(), c.id)).all()
    return tuple(_session(row, _samples(db, row.id)) for row in rows)


def of_person_reading(db: Connection, person_id: str, sample_id: str) -> tuple[Session, ...]:
    """Return the sessions somebody facilitates or sits in that read a sample."""
    reading = select(t.calibration_sample.c.session_id).where(t.calibration_sample.c.sample_id == sample_id)
    seats = select(t.seat.c.session_id).where(t.seat.c.person_id == person_id)
    c = t.calibration.c
    rows = db.execute(
        select(t.calibration).where(c.id.in_(reading), (c.facilitator_id == person_id) | c.id.in_(seats))
    ).all()
    return tuple(_session(row, _samples(db, row.id)) for row in rows)


def move(db: Connection, session: Session, moment: Moment, now: datetime) -> None:
    """Store a session's new moment; every screen will follow."""
    db.execute(
        update(t.calibration)
        .where(t.calibration.c.id == session.id)
        .values(
            phase=moment.phase,
            round=moment.round,
            stage=moment.stage,
            stage_since=now,
            revision=t.calibration.c.revision + 1,
            stage_revision=t.calibration.c.stage_revision + 1,
        )
    )


def save_plan(db: Connection, session_id: str, plan: Plan) -> None:
    """Store a session's plan again."""
    db.execute(update(t.calibration).where(t.calibration.c.id == session_id).values(plan=asdict(plan)))


def show(db: Connection, session_id: str, stage: Stage, cell: str, now: datetime) -> None:
    """Store what everybody's screen shows within the phase."""
    db.execute(
        update(t.calibration)
        .where(t.calibration.c.id == session_id)
        .values(stage=stage, stage_cell=cell, stage_since=now, stage_revision=t.calibration.c.stage_revision + 1)
    )


def touch_results(db: Connection, session_id: str) -> None:
    """Raise the revision that cached results are kept under."""
    db.execute(_TOUCH_RESULTS, {"session_id": session_id})


def touch_stage(db: Connection, session_id: str) -> None:
    """Raise the revision that every participant's screen follows."""
    db.execute(
        update(t.calibration)
        .where(t.calibration.c.id == session_id)
        .values(stage_revision=t.calibration.c.stage_revision + 1)
    )


def has_seat(db: Connection, session_id: str, person_id: str) -> bool:
    """Return whether somebody has joined a session to score."""
    return db.execute(_SEAT, {"session_id": session_id, "person_id": person_id}).first() is not None


def add_seat(db: Connection, session_id: str, person_id: str, now: datetime) -> None:
    """Give somebody a seat."""
    db.execute(insert(t.seat).values(session_id=session_id, person_id=person_id, joined_at=now))


def seated(db: Connection, session_id: str) -> tuple[Person, ...]:
    """Return who has joined, by name; nobody, whose names were cut off, is not among them."""
    rows = db.execute(
        select(t.person.c.id, t.person.c.name, t.person.c.school_id)
        .join(t.seat, t.seat.c.person_id == t.person.c.id)
        .where(t.seat.c.session_id == session_id, t.seat.c.left_at.is_(None))
        .order_by(func.lower(t.person.c.name), t.person.c.id)
    )
    return tuple(Person(row.id, row.name, row.school_id) for row in rows)


def standing(db: Connection, session: Session, viewer: Viewer) -> Standing:
    """Return what somebody is to a session."""
    facilitates = session.facilitator_id == viewer.person.id
    rates = has_seat(db, session.id, viewer.person.id)
    return Standing(
        person_id=viewer.person.id,
        facilitates=facilitates,
        rates=rates,
        admin=viewer.is_admin,
        types=not (facilitates or rates) and paper.is_typist(db, session.id, viewer.person.id),
    )


def _samples(db: Connection, session_id: str) -> tuple[SessionSample, ...]:
    rows = db.execute(_SAMPLES, {"session_id": session_id})
    return tuple(SessionSample(row.sample_id, row.everyone_first) for row in rows)


def _found(db: Connection, row: Row[Any] | None) -> Session:
    if row is None:
        raise nothing_here()
    return _session(row, _samples(db, row.id))


def _session(row: Row[Any], samples: tuple[SessionSample, ...]) -> Session:
    return Session(
        id=row.id,
        title=row.title,
        school_id=row.school_id,
        facilitator_id=row.facilitator_id,
        rubric_id=row.rubric_id,
        join_code=row.join_code,
        moment=Moment(Phase(row.phase), row.round, Stage(row.stage)),
        plan=read_plan(row.plan),
        samples=samples,
        revision=row.revision,
        stage_revision=row.stage_revision,
        stage_cell=row.stage_cell,
        stage_since=row.stage_since,
        code_expires_at=row.code_expires_at,
        created_at=row.created_at,
        names_cut_at=row.names_cut_at,
    )


_READ_APART = ("asks", "timings", "norms", "contact", "accords", "criteria")


def read_plan(stored: dict[str, Any]) -> Plan:
    """Return the plan that was stored as JSON; one from before there were later parts promised nothing of them."""
    stored = {"cut_names_after": 0, "promises": 1} | stored
    asks = Asks(**{name: Ask(value) for name, value in stored["asks"].items()})
    rest = {name: value for name, value in stored.items() if name not in _READ_APART}
    return Plan(
        asks=asks,
        timings=Timings(**stored["timings"]),
        norms=tuple(stored["norms"]),
        contact=Contact(**stored.get("contact", {})),
        accords=tuple(map(Accord, stored.get("accords", ()))),
        criteria=tuple(stored.get("criteria", ())),
        **rest,
    )
