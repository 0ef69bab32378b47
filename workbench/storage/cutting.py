"""Cutting names off what was given in a session: every row of it is written anew, under people who are nobody.

Not updated in place: the order in which rows were written, their ids and their times would still tell whose they are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, delete, insert, or_, select, update

from workbench.storage import tables as t

_GIVEN: tuple[Table, ...] = (t.score, t.remark, t.marking, t.recusal)


@dataclass(frozen=True, slots=True)
class Cut:
    """What the rows are written anew with.

    Parameters
    ----------
    session_id
        The session.
    nobody
        By person: the id of the nobody that takes over, in an order that says nothing.
    day
        The one time that every row carries from now on.
    new_id
        Draws ids.
    apart
        Whose scores stand apart from every figure. They are not written anew: as the only ones in no figure, they would
        tell whose they are.
    """

    session_id: str
    nobody: Mapping[str, str]
    day: datetime
    new_id: Callable[[], str]
    apart: str = ""


def readers(db: Connection, session_id: str) -> tuple[str, ...]:
    """Return everybody whose name hangs on something that was given in a session."""
    found = {
        person
        for table in (t.assignment, t.deciding_words)
        for person in db.execute(select(table.c.person_id).where(table.c.session_id == session_id)).scalars()
    }
    return tuple(sorted(found))


def cut(db: Connection, what: Cut, now: datetime) -> None:
    """Write everything given in a session anew, and note that its names are cut off; results are made anew."""
    _set(db, what, names_being_cut=True)
    _add_nobody(db, what)
    _cut_from_scores(db, what)
    _cut_from_paper(db, what)
    _cut_from_work(db, what)
    _set(db, what, names_being_cut=False, names_cut_at=now, revision=t.calibration.c.revision + 1)


def uncut(db: Connection, phases: Sequence[str]) -> tuple[str, ...]:
    """Return the sessions in these phases whose names are not cut off."""
    c = t.calibration.c
    return tuple(db.execute(select(c.id).where(c.phase.in_(phases), c.names_cut_at.is_(None)).order_by(c.id)).scalars())


def _set(db: Connection, what: Cut, **values: Any) -> None:
    db.execute(update(t.calibration).where(t.calibration.c.id == what.session_id).values(values))


def _cut_from_scores(db: Connection, what: Cut) -> None:
    ours = t.assignment.c.session_id == what.session_id
    reads = db.execute(select(t.assignment).where(ours).order_by(t.assignment.c.id)).all()
    ids = {read.id: what.new_id() for read in reads}
    given = {table: _take_out(db, table, table.c.assignment_id.in_(list(ids))) for table in _GIVEN}
    words = _take_out(db, t.deciding_words, t.deciding_words.c.session_id == what.session_id)
    db.execute(delete(t.assignment).where(ours))
    for person, nobody in what.nobody.items():
        if person == what.apart:
            continue
        own = {read.id: read for read in reads if read.person_id == person}
        anew = [_again(read, id=ids[read.id], person_id=nobody, created_at=what.day) for read in own.values()]
        _put(db, t.assignment, anew)
        for table, rows in given.items():
            _put(db, table, [_as_nobodys(row, ids, what) for row in rows if row.assignment_id in own])
        _put(db, t.deciding_words, [_again(row, person_id=nobody) for row in words if row.person_id == person])


def _add_nobody(db: Connection, what: Cut) -> None:
    school = db.execute(select(t.calibration.c.school_id).where(t.calibration.c.id == what.session_id)).scalar_one()
    for nobody in what.nobody.values():
        db.execute(
            insert(t.person).values(id=nobody, name="", school_id=school, created_at=what.day, disabled_at=what.day)
        )
        seat = {"session_id": what.session_id, "person_id": nobody, "joined_at": what.day, "left_at": what.day}
        db.execute(insert(t.seat).values(seat))


def _take_out(db: Connection, table: Table, which: ColumnElement[bool]) -> Sequence[Row[Any]]:
    """Return rows, in the order of their keys, that are deleted."""
    rows = db.execute(select(table).where(which).order_by(*table.primary_key.columns)).all()
    db.execute(delete(table).where(which))
    return rows


def _as_nobodys(row: Row[Any], ids: Mapping[str, str], what: Cut) -> dict[str, Any]:
    new = _again(row, assignment_id=ids[row.assignment_id], submission_id=what.new_id(), at=what.day)
    if "entered_by" in new:
        new["entered_by"] = None
    new.pop("sequence")
    return new


def _again(row: Row[Any], **changed: Any) -> dict[str, Any]:
    return {**row._mapping, **changed}


def _put(db: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.execute(insert(table), rows)


def _cut_from_paper(db: Connection, what: Cut) -> None:
    """Let go of whose sheets of paper there were: the order of the pieces on them is the order they were read in."""
    for table in (t.typed_sheet, t.sheet):
        db.execute(delete(table).where(table.c.session_id == what.session_id))


def _cut_from_work(db: Connection, what: Cut) -> None:
    """Let go of who brought which piece, which is the lead's now: whoever did not score it would be known by that."""
    read = select(t.calibration_sample.c.sample_id).where(t.calibration_sample.c.session_id == what.session_id)
    lead = db.execute(select(t.calibration.c.facilitator_id).where(t.calibration.c.id == what.session_id)).scalar_one()
    brought = t.affiliation.c
    rows = _take_out(db, t.affiliation, and_(brought.sample_id.in_(read), brought.person_id.in_(list(what.nobody))))
    anew = [_again(row, person_id=what.nobody[row.person_id], label="", sent_at=what.day) for row in rows]
    _put(db, t.affiliation, anew)
    pieces = [row.sample_id for row in rows]
    db.execute(update(t.sample).where(t.sample.c.id.in_(pieces)).values(owner_id=lead))
    _cut_from_traces(db, what, pieces)


def _cut_from_traces(db: Connection, what: Cut, pieces: list[str]) -> None:
    """Let go of who did something that only whoever brought a piece does, and of what they read about it."""
    worries = select(t.concern.c.id).where(t.concern.c.session_id == what.session_id)
    db.execute(delete(t.concern_read).where(t.concern_read.c.concern_id.in_(worries)))
    log = t.audit.c
    told = and_(log.about == what.session_id, log.action == "concern.read")
    own = log.person_id.in_(list(what.nobody))
    db.execute(update(t.audit).where(own, or_(log.about.in_(pieces), told)).values(person_id=None))
