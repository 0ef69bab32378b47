"""Score sheets on paper, typed in: the same session as if everybody had had a device.

Before the reveal only the teacher, or somebody who does not score here, types a sheet; once scoring is closed also a
facilitator who scores. Whoever types sees what they type and nothing else: what was given before is never sent here,
only that there is something. Every row says who typed it in, unless it was the teacher.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid, WrongMoment, nothing_here
from workbench.domain.paper import Filled, PaperSheet, TypedSheet, same_code
from workbench.domain.people import Person, Viewer
from workbench.domain.sessions import Session
from workbench.services import paper_seats, paper_sheets
from workbench.services.paper_grid import Grid, grid, own_only, pieces_of, who_gave
from workbench.services.paper_reading import Contents, read
from workbench.services.paper_seats import Hands
from workbench.services.reads import criteria_of
from workbench.storage import audit, concerns, paper, people, rubrics, samples, scores, sessions
from workbench.storage.paper import Typing
from workbench.storage.store import Store

__all__ = ["Grid", "Saved", "grid", "save"]

_TYPED_FOR = later("Sheet {code} was typed in already, for {name}.")
_PRINTED_FOR = later("Sheet {code} was printed for {name}.")
LEAD_SCORES = later(
    "You score in this session too, so until scoring is closed somebody who does not score types the sheets."
)
OWN_CLOSED = later("Scoring is closed, so your own sheet is not typed in any more.")
COUNTS = later("What you had saved before counts.")
NAME_SOMEBODY = later("Say who types them, or wait until scoring is closed.")


@dataclass(frozen=True, slots=True)
class Saved:
    """A sheet that is stored: whose, how many boxes held something, and pieces withdrawn or paused meanwhile."""

    name: str
    boxes: int
    left_out: tuple[str, ...] = ()


def save(store: Store, viewer: Viewer, session_id: str, typed: TypedSheet) -> Saved:
    """Store a whole sheet; a second time under the same submission changes nothing.

    Raises
    ------
    NotFound
        When the viewer may not type this sheet in.
    WrongMoment
        Before scoring has started, once the scores are revealed, and while somebody else has to type it in.
    Invalid
        When a box cannot be, nothing is typed, or it is not clear whose sheet it is; nothing is stored then.
    """
    with store.writing() as db:
        session = sessions.lock(db, session_id)
        standing = sessions.standing(db, session, viewer)
        if standing.has_a_page and (before := _stored(db, session, viewer, typed)):
            return before
        own = paper_seats.is_called(viewer.person, typed.name) and standing.rates
        if own_only(standing, session.moment) and not own:
            raise WrongMoment(LEAD_SCORES, NAME_SOMEBODY) if standing.facilitates else nothing_here()
        if own and not session.moment.scores_open:
            raise WrongMoment(OWN_CLOSED, COUNTS)
        return _save(Hands(store, db, session, viewer), typed, own=own)


def _save(hands: Hands, typed: TypedSheet, *, own: bool) -> Saved:
    db, session = hands.db, hands.session
    made = None if own else _made(hands, typed.code)
    contents = _contents(hands, typed.filled)
    person = hands.viewer.person if own else paper_seats.whose(hands, typed)
    if not own:
        _check_whose(hands, person, made, sure=typed.sure)
    wanted = paper_sheets.ordered(made.pieces if made else (), [piece.id for piece in pieces_of(db, session)])
    reads = paper_seats.reads(hands, person, wanted, contents.pieces)
    _write(hands, (reads, None if own else hands.viewer.person.id), typed.submission_id, contents)
    _note(hands, person, made, typed.submission_id)
    return Saved(person.name, len(contents.given), contents.left_out)


def _stored(db: Connection, session: Session, viewer: Viewer, typed: TypedSheet) -> Saved | None:
    """Return what became of this submission when it was stored before."""
    for typing in paper.typings(db, session.id, session.moment.round):
        if (typing.submission_id, typing.entered_by) == (typed.submission_id, viewer.person.id):
            boxes = sum(bool(box.strip()) for box in typed.filled.boxes.values())
            return Saved(people.names(db, [typing.person_id])[typing.person_id], boxes)
    return None


def _made(hands: Hands, code: str) -> PaperSheet | None:
    """Return the sheet with the code that was typed, None where none was."""
    wanted = same_code(code)
    if not wanted:
        return None
    for sheet in paper.sheets(hands.db, hands.session.id, hands.session.moment.round):
        if sheet.code == wanted:
            return sheet
    raise Invalid(
        "There is no sheet {code} in this session.",
        "Look at the code again, or leave it empty.",
        field="code",
        code=wanted[:8],
    )


def _contents(hands: Hands, filled: Filled) -> Contents:
    session, rubric = hands.session, rubrics.of_session(hands.db, hands.session)
    work = samples.covers(hands.db, [place.sample_id for place in session.samples])
    closed = {piece.id for piece in work.values() if piece.withdrawn} | concerns.paused(hands.db, session.id)
    return read(filled, work, criteria_of(hands.db, session, rubric), closed)


def _check_whose(hands: Hands, person: Person, made: PaperSheet | None, *, sure: bool) -> None:
    """Raise where the sheet is somebody else's, or where this teacher has scores and the typist has not said so."""
    if made is not None:
        typed = next((t for t in hands.typings() if t.sheet_id == made.id), None)
        owner = typed.person_id if typed else made.person_id
        if owner not in (None, person.id):
            name = people.names(hands.db, [str(owner)])[str(owner)]
            says = _TYPED_FOR if typed else _PRINTED_FOR
            raise Invalid(
                says, "Look at name and code on the sheet, or leave the code empty.", code=made.code, name=name
            )
    if not sure and person.id in who_gave(hands.db, hands.session):
        raise Invalid(
            "{name} has scores in this round already.",
            "If this sheet takes their place, tick that and save again; if not, look at the name.",
            field="sure",
            name=person.name,
        )


def _write(hands: Hands, whose: tuple[dict[str, str], str | None], submission_id: str, contents: Contents) -> None:
    """Store what a sheet holds; ``whose``: the reads by piece, and who typed it in where it was not the reader."""
    reads, entered_by = whose
    rubric_id, now = hands.session.rubric_id, hands.store.now()

    def row(sample_id: str, what: str) -> scores.Write:
        return scores.Write(reads[sample_id], rubric_id, f"{submission_id}:{sample_id}:{what}", now, entered_by)

    for (sample_id, criterion_id), given in contents.given.items():
        scores.add_score(hands.db, row(sample_id, criterion_id), criterion_id, given)
    for (sample_id, criterion_id), remark in contents.said.items():
        scores.add_remark(hands.db, row(sample_id, criterion_id), criterion_id, remark)
    for sample_id, choice in contents.known.items():
        scores.add_recusal(hands.db, row(sample_id, "known"), choice)


def _note(hands: Hands, person: Person, made: PaperSheet | None, submission_id: str) -> None:
    session, viewer, now = hands.session, hands.viewer, hands.store.now()
    sheet_id = made.id if made else None
    typing = Typing(session.id, session.moment.round, person.id, viewer.person.id, submission_id, sheet_id)
    paper.add_typing(hands.db, typing, now)
    audit.add(hands.db, viewer.person.id, "paper.typed", session.id, now, person=person.id, round=session.moment.round)
    sessions.touch_results(hands.db, session.id)
