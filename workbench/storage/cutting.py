"""Cutting names off what was given in a session: every row of it is written anew, under people who are nobody.

Not updated in place: the order in which rows were written, their ids and their times would still tell whose they are.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, delete, insert, or_, select, update

from workbench.domain.phases import Phase
from workbench.storage import giving
from workbench.storage import tables as t
from workbench.storage.traces import again, forget_coming, forget_pieces, forget_reading_worries, put, take_out

_GIVEN: tuple[Table, ...] = (t.score, t.remark, t.marking, t.recusal)


OVER = (Phase.CONCLUDED, Phase.ARCHIVED)


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
        tell whose they are. Nor is what somebody gave a piece that they brought themselves.
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


def beside(db: Connection, session_id: str) -> dict[str, bool]:
    """Return the sessions from which it would be found who is who in this one, each with whether it is over.

    They read a piece that somebody who scored in this one brought, have that person among them, and their names are
    not cut off: whoever does not score the piece there, or apart, brought it. Whoever brought it may still come to a
    session that is not over.
    """
    c, a, read, seat = t.calibration.c, t.affiliation.c, t.calibration_sample.c, t.seat.c
    here = select(read.sample_id).where(read.session_id == session_id)
    sits = select(seat.person_id).where(seat.session_id == c.id, seat.person_id == a.person_id).exists()
    rows = db.execute(
        select(c.id, c.phase)
        .join(t.calibration_sample, read.session_id == c.id)
        .join(t.affiliation, a.sample_id == read.sample_id)
        .where(c.id != session_id, c.names_cut_at.is_(None), c.phase != Phase.DRAFT)
        .where(a.sample_id.in_(here), a.person_id.in_(readers(db, session_id)), or_(c.phase.not_in(OVER), sits))
    )
    return {row.id: row.phase in OVER for row in rows}


def hold_work(db: Connection, session_ids: Sequence[str]) -> None:
    """Let nobody withdraw a piece of these sessions until the transaction ends.

    Before the sessions are locked: whoever withdraws a piece comes to them last, and its words must not be written
    anew.
    """
    here = t.sample.c.id.in_(_read_in(session_ids))
    db.execute(select(t.sample.c.id).where(here).order_by(t.sample.c.id).with_for_update(key_share=True)).all()


def _read_in(session_ids: Sequence[str]) -> Select[Any]:
    return select(t.calibration_sample.c.sample_id).where(t.calibration_sample.c.session_id.in_(session_ids))


def hold(db: Connection, session_ids: Sequence[str]) -> None:
    """Keep who brought the pieces of these sessions from being looked at by one that is being opened."""
    read = _read_in(session_ids)
    brought = select(t.affiliation).where(t.affiliation.c.sample_id.in_(read))
    db.execute(brought.order_by(t.affiliation.c.sample_id).with_for_update()).all()


def cut(db: Connection, together: Sequence[Cut], now: datetime) -> None:
    """Write everything given in sessions anew, and note that their names are cut off; results are made anew."""
    for what in together:
        _set(db, what, names_being_cut=True)
        _add_nobody(db, what, what.nobody.values())
        _cut_from_scores(db, what)
        _cut_from_paper(db, what)
    _cut_from_work(db, together)
    for what in together:
        forget_reading_worries(db, what.session_id, list(what.nobody), what.day)
        forget_coming(db, what.session_id, what.day, now)
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
    given = {table: take_out(db, table, table.c.assignment_id.in_(list(ids))) for table in _GIVEN}
    words = take_out(db, t.deciding_words, t.deciding_words.c.session_id == what.session_id)
    db.execute(delete(t.assignment).where(ours))
    brought = giving.pairs(db, what.session_id)
    kept = [read for read in reads if (read.person_id, read.sample_id) not in brought]
    for person, nobody in what.nobody.items():
        if person == what.apart:
            continue
        own = {read.id: read for read in kept if read.person_id == person}
        anew = [again(read, id=ids[read.id], person_id=nobody, created_at=what.day) for read in own.values()]
        put(db, t.assignment, anew)
        for table, rows in given.items():
            put(db, table, [_as_nobodys(row, ids, what) for row in rows if row.assignment_id in own])
        put(db, t.deciding_words, [again(row, person_id=nobody) for row in words if row.person_id == person])


def _add_nobody(db: Connection, what: Cut, nobodies: Iterable[str]) -> None:
    school = db.execute(select(t.calibration.c.school_id).where(t.calibration.c.id == what.session_id)).scalar_one()
    for nobody in nobodies:
        db.execute(
            insert(t.person).values(id=nobody, name="", school_id=school, created_at=what.day, disabled_at=what.day)
        )
        _seat(db, what, nobody)


def _seat(db: Connection, what: Cut, nobody: str) -> None:
    seat = {"session_id": what.session_id, "person_id": nobody, "joined_at": what.day, "left_at": what.day}
    db.execute(insert(t.seat).values(seat))


def _as_nobodys(row: Row[Any], ids: Mapping[str, str], what: Cut) -> dict[str, Any]:
    new = again(row, assignment_id=ids[row.assignment_id], submission_id=what.new_id(), at=what.day)
    if "entered_by" in new:
        new["entered_by"] = None
    new.pop("sequence")
    return new


def _cut_from_paper(db: Connection, what: Cut) -> None:
    """Let go of whose sheets of paper there were: the order of the pieces on them is the order they were read in."""
    for table in (t.typed_sheet, t.sheet):
        db.execute(delete(table).where(table.c.session_id == what.session_id))


def _cut_from_work(db: Connection, together: Sequence[Cut]) -> None:
    """Let go of who brought which piece: whoever did not score it would be known by that.

    Whoever takes over having brought it is nobody else, in no session: as one and the same in two, they would be found
    as the only person who was in both. Whose it is now is whoever leads the session that it was brought for.
    """
    first = together[0]
    brought = {row.sample_id: row for what in together for row in _brought(db, what)}
    for piece, row in brought.items():
        sat = [what for what in together if (row.person_id, piece) in giving.pairs(db, what.session_id)]
        nobody = first.new_id()
        _add_nobody(db, sat[0], [nobody])
        for other in sat[1:]:
            _seat(db, other, nobody)
        taken = take_out(db, t.affiliation, and_(*_is(row)))
        put(db, t.affiliation, [again(one, person_id=nobody, label="", sent_at=first.day) for one in taken])
    people = sorted({person for what in together for person in what.nobody})
    forget_pieces(db, {piece: row.facilitator_id for piece, row in brought.items()}, people, first.day)


def _brought(db: Connection, what: Cut) -> Sequence[Row[Any]]:
    a, read = t.affiliation.c, t.calibration_sample.c
    here = select(read.sample_id).where(read.session_id == what.session_id)
    rows: Select[Any] = (
        select(a.sample_id, a.person_id, t.calibration.c.facilitator_id)
        .join(t.calibration, t.calibration.c.id == a.session_id)
        .where(a.sample_id.in_(here), a.person_id.in_(list(what.nobody)))
    )
    return db.execute(rows.order_by(a.sample_id)).all()


def _is(row: Row[Any]) -> tuple[ColumnElement[bool], ...]:
    return t.affiliation.c.sample_id == row.sample_id, t.affiliation.c.person_id == row.person_id
