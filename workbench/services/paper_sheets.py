"""Making score sheets: each with a code of its own and an order of its own, before anybody has joined or after."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.domain.allocation import queue
from workbench.domain.errors import Invalid, WrongMoment
from workbench.domain.paper import MOST_SHEETS, PaperSheet, new_sheet_code, version_of
from workbench.domain.people import Person, Viewer
from workbench.domain.phases import Phase
from workbench.domain.sessions import Session
from workbench.domain.visibility import Sight
from workbench.services import access
from workbench.services.reads import criteria_of
from workbench.storage import audit, paper, rubrics, samples, scores, sessions
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class WantedSheets:
    """How many sheets without a name should lie ready, and for whom one with their name."""

    blank: int = 0
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pile:
    """The sheets that lie ready to print.

    Parameters
    ----------
    blank, named
        How many without a name and with one.
    people
        Who could have one.
    version
        Of a sheet that is printed now: it says which pieces, criteria and levels stand on it.
    outdated
        The version that sheets had when they were last made, where it is another one.
    """

    blank: int
    named: int
    people: tuple[Person, ...]
    version: str = ""
    outdated: str = ""

    @property
    def lies_ready(self) -> int:
        """How many sheets that is."""
        return self.blank + self.named


def pile(store: Store, viewer: Viewer, session_id: str) -> Pile:
    """Return what lies ready to print.

    Raises
    ------
    NotFound
        When the viewer neither leads the session nor types its sheets in.
    """
    with store.reading() as db:
        session, _standing = access.session_for(db, viewer, session_id, Sight.THE_SHEETS)
        ready = not_typed(db, session)
        named = sum(sheet.person_id is not None for sheet in ready)
        now, before = version(db, session), _version_made(db, session)
        outdated = before if ready and before not in ("", now) else ""
        return Pile(len(ready) - named, named, sessions.seated(db, session_id), now, outdated)


def make(store: Store, viewer: Viewer, session_id: str, wanted: WantedSheets) -> None:
    """Make the sheets that are missing: a second press makes no second pile.

    Raises
    ------
    NotFound
        When the viewer neither leads the session nor types its sheets in.
    WrongMoment
        Once the scores are revealed.
    Invalid
        When there is no work yet, or too many sheets are asked for.
    """
    with store.writing() as db:
        session, _standing = access.session_for(db, viewer, session_id, Sight.THE_SHEETS)
        session = sessions.lock(db, session.id)
        _check(session, wanted)
        ready = not_typed(db, session)
        have = {sheet.person_id for sheet in ready}
        blank = max(wanted.blank - sum(sheet.person_id is None for sheet in ready), 0)
        for person in [p for p in sessions.seated(db, session_id) if p.id in wanted.named and p.id not in have]:
            _add(store, db, session, person)
        for _sheet in range(blank):
            _add(store, db, session)
        made = {"blank": blank, "named": len(wanted.named), "version": version(db, session)}
        audit.add(db, viewer.person.id, "paper.sheets", session_id, store.now(), **made)


def not_typed(db: Connection, session: Session) -> tuple[PaperSheet, ...]:
    """Return the sheets of this round that were not typed in yet, by code."""
    typed = {typing.sheet_id for typing in paper.typings(db, session.id, session.moment.round)}
    return tuple(sheet for sheet in paper.sheets(db, session.id, session.moment.round) if sheet.id not in typed)


def version(db: Connection, session: Session) -> str:
    """Return the version of a sheet that is printed now."""
    scored = criteria_of(db, session, rubrics.of_session(db, session))
    # A piece that is withdrawn later leaves empty boxes on a sheet, which still is as good as it was.
    return version_of({piece: criteria for piece, criteria in scored.items() if criteria})


def _version_made(db: Connection, session: Session) -> str:
    """Return the version of the sheets that were made last; nothing where none was noted."""
    made = audit.details(db, "paper.sheets", session.id)
    return str(made[-1].get("version", "")) if made else ""


def wanted_pieces(db: Connection, session: Session) -> list[str]:
    """Return the pieces that are scored in this round, in the lead's order; none that was withdrawn."""
    work = samples.covers(db, [place.sample_id for place in session.samples])
    scored = criteria_of(db, session, rubrics.of_session(db, session))
    return [sample_id for sample_id, criteria in scored.items() if criteria and not work[sample_id].withdrawn]


def ordered(on_the_sheet: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the wanted pieces in a sheet's order; those that came after it was made stand at the end."""
    there = [piece for piece in on_the_sheet if piece in wanted]
    return (*there, *(piece for piece in wanted if piece not in there))


def _check(session: Session, wanted: WantedSheets) -> None:
    if session.moment.phase not in (Phase.DRAFT, Phase.OPEN, Phase.CLOSED):
        raise WrongMoment("The scores are revealed, so no more sheets are made.", "A second vote has its own.")
    if not session.samples:
        raise Invalid("This session has no student work yet.", "Choose at least one piece under Set up.")
    if not 0 <= wanted.blank <= MOST_SHEETS:
        raise Invalid(
            "Between 0 and {most} sheets without a name can lie ready.", "Choose another number.", most=MOST_SHEETS
        )


def _add(store: Store, db: Connection, session: Session, person: Person | None = None) -> None:
    taken = {sheet.code for round in (1, 2) for sheet in paper.sheets(db, session.id, round)}
    code = new_sheet_code(store.rng)
    while code in taken:
        code = new_sheet_code(store.rng)
    pieces = _order(store, db, session, person)
    whose = person.id if person else None
    sheet = PaperSheet(store.new_id(), session.id, session.moment.round, code, pieces, whose)
    paper.add_sheet(db, sheet, store.now())


def _order(store: Store, db: Connection, session: Session, person: Person | None) -> tuple[str, ...]:
    """Return a sheet's order: its reader's own, else one of its own.

    Every piece stands on every sheet, anywhere: a piece left out would say who brought it.
    """
    wanted = wanted_pieces(db, session)
    own = scores.queue(db, session.id, person.id, session.moment.round) if person else ()
    order = [read.sample_id for read in own if read.sample_id in wanted]
    if order:
        for piece in [piece for piece in wanted if piece not in order]:
            order.insert(store.rng.randint(0, len(order)), piece)
        return tuple(order)
    first = {place.sample_id for place in session.samples if place.everyone_first}
    return queue([p for p in wanted if p in first], [p for p in wanted if p not in first], store.rng)
