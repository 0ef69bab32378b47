"""What a session agreed: put together for the screen and for one printable page, and what the group takes along."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from workbench.domain.catalogue import _
from workbench.domain.dots import Dots
from workbench.domain.errors import Invalid, WrongMoment
from workbench.domain.exemplars import Exemplar
from workbench.domain.people import Standing, Viewer
from workbench.domain.phases import Phase
from workbench.domain.plain_text import clean
from workbench.domain.rubrics import Criterion, Rubric
from workbench.domain.sessions import Debrief, Ending, Outcome, Session
from workbench.domain.visibility import Sight, require
from workbench.reports.agreed import AgreedCell, Sheet, SplitCell, TalkedCell, agreed_page
from workbench.services import access, results
from workbench.services.agreeing import rule, split_reason
from workbench.services.results import Cell
from workbench.storage import audit, exemplars, rubrics, samples, sessions, talk
from workbench.storage.exemplars import Wanted
from workbench.storage.store import Store

LONGEST_TEXT = 1500
LONGEST_DATE = 120


@dataclass(frozen=True, slots=True)
class AgreedLevel:
    """A cell that was agreed, and the exemplar it was published as."""

    cell: Cell
    sample: str
    criterion: Criterion
    level: int
    exemplar_id: str = ""


@dataclass(frozen=True, slots=True)
class WhatWeAgreed:
    """The sheet, with what the screen needs to go on from it."""

    sheet: Sheet
    cells: tuple[AgreedLevel, ...]
    debrief: Debrief


def what_we_agreed(store: Store, viewer: Viewer, session_id: str) -> WhatWeAgreed:
    """Return what a session agreed; nobody's name is in it.

    Raises
    ------
    NotFound
        When nothing is revealed yet, or this person has no part in the session.
    """
    with store.reading() as db:
        session, standing = access.session_for(db, viewer, session_id)
        require(Sight.THE_DOTS, standing, session.moment)
        facts = _facts(db, session, standing)
    talked = results.changes(store, viewer, session_id) if session.moment.rounds_revealed == 2 else ()
    return WhatWeAgreed(_sheet(facts, talked), tuple(_agreed(facts)), facts.debrief)


def sheet_of(db: Connection, session: Session, standing: Standing) -> Sheet:
    """Return what a session agreed, within the caller's transaction, without what the talk changed.

    Raises
    ------
    NotFound
        When nothing is revealed, or nothing of it may be seen here.
    """
    require(Sight.THE_DOTS, standing, session.moment)
    return _sheet(_facts(db, session, standing), ())


def printed(store: Store, viewer: Viewer, session_id: str) -> str:
    """Return the printable page of a session as a whole HTML document; raises as :func:`what_we_agreed`."""
    return agreed_page(what_we_agreed(store, viewer, session_id).sheet)


def save_debrief(store: Store, viewer: Viewer, session_id: str, written: Debrief) -> None:
    """Store what the group takes along; every screen shows it.

    Raises
    ------
    NotFound
        When somebody else facilitates the session.
    WrongMoment
        Before the reveal, and once it is archived.
    Invalid
        When a text is too long.
    """
    with store.writing() as db:
        access.led_session(db, viewer, session_id)
        _store_debrief(store, db, viewer, session_id, written)


def save_line(store: Store, viewer: Viewer, session_id: str, name: str, text: str) -> None:
    """Store one field of what the group takes along and leave the others as they are; raises as `save_debrief`."""
    with store.writing() as db:
        access.led_session(db, viewer, session_id)
        _store_debrief(store, db, viewer, session_id, replace(talk.debrief(db, session_id), **{name: text}))


def _store_debrief(store: Store, db: Connection, viewer: Viewer, session_id: str, written: Debrief) -> None:
    if sessions.get(db, session_id).moment.phase not in (Phase.REVEALED, Phase.CONCLUDED):
        raise WrongMoment("This cannot be written now.", "Write it after the reveal.")
    kept = Debrief(
        wording=_cleaned(written.wording, LONGEST_TEXT),
        monday=_cleaned(written.monday, LONGEST_TEXT),
        next_date=_cleaned(written.next_date, LONGEST_DATE),
    )
    now = store.now()
    talk.save_debrief(db, session_id, kept, now)
    sessions.touch_stage(db, session_id)
    audit.add(db, viewer.person.id, "session.debrief", session_id, now)


def _cleaned(typed: str, longest: int) -> str:
    text = clean(typed).strip()
    if len(text) > longest:
        raise Invalid("That is {n} characters; {most} fit.", "Keep what matters most.", n=len(text), most=longest)
    return text


@dataclass(frozen=True, slots=True)
class _Facts:
    """What was read in one transaction."""

    session: Session
    rubric: Rubric
    names: dict[str, str]
    outcomes: dict[Cell, Outcome]
    published: dict[Cell, Exemplar]
    dots: dict[Cell, Dots]
    debrief: Debrief

    def ended(self, ending: Ending) -> Iterator[tuple[Cell, Criterion, Outcome]]:
        """Yield the cells that ended so, piece by piece in the session's order."""
        for sample_id in self.names:
            for criterion in self.rubric.criteria:
                cell = (sample_id, criterion.id)
                outcome = self.outcomes.get(cell)
                if outcome and outcome.ending is ending:
                    yield cell, criterion, outcome


def _facts(db: Connection, session: Session, standing: Standing) -> _Facts:
    work = samples.covers(db, [sample.sample_id for sample in session.samples])
    newest = results.newest_dots(db, session, standing)
    return _Facts(
        session=session,
        rubric=rubrics.of_session(db, session),
        names={sample.sample_id: work[sample.sample_id].name for sample in session.samples},
        outcomes=talk.outcomes(db, session.id),
        published={(e.sample_id, e.criterion_id): e for e in exemplars.find(db, Wanted(session_id=session.id))},
        dots={cell: found.dots for cell, found in newest.items() if found.dots},
        debrief=talk.debrief(db, session.id),
    )


def _sheet(facts: _Facts, talked: tuple[results.Change, ...]) -> Sheet:
    rubric, debrief, ended = facts.rubric, facts.debrief, facts.session.stage_since
    return Sheet(
        title=facts.session.title,
        date=ended.date().isoformat() if ended else "",
        rubric=_("{title}, version {n}").format(title=rubric.title, n=rubric.version),
        line=_line(rubric),
        criteria=tuple(criterion.name for criterion in rubric.criteria),
        samples=tuple(facts.names.values()),
        agreed=tuple(_agreed_cell(facts, found) for found in _agreed(facts)),
        split=tuple(_split_cell(facts, *found) for found in facts.ended(Ending.SPLIT)),
        not_reached=tuple((facts.names[cell[0]], c.name) for cell, c, _o in facts.ended(Ending.NOT_REACHED)),
        talked=tuple(
            TalkedCell(
                facts.names[change.sample_id],
                rubric.criterion(change.criterion_id).name,
                change.voted_twice,
                change.moved,
                change.together,
            )
            for change in talked
        ),
        wording=debrief.wording,
        monday=debrief.monday,
        next_date=debrief.next_date,
        rule=rule(facts.session.plan),
    )


def _line(rubric: Rubric) -> str:
    labels = {criterion.cut_label for criterion in rubric.criteria}
    return _("the line is {label}").format(label=labels.pop()) if len(labels) == 1 else ""


def _agreed(facts: _Facts) -> Iterator[AgreedLevel]:
    for cell, criterion, outcome in facts.ended(Ending.AGREED):
        published = facts.published.get(cell)
        exemplar_id = published.id if published else ""
        yield AgreedLevel(cell, facts.names[cell[0]], criterion, outcome.level or 0, exemplar_id)


def _agreed_cell(facts: _Facts, found: AgreedLevel) -> AgreedCell:
    published = facts.published.get(found.cell)
    level = found.criterion.label(found.level)
    if published is None or published.level != found.level:
        return AgreedCell(found.sample, found.criterion.name, level)
    not_next = published.why_not_next if found.level < len(found.criterion.levels) else ""
    return AgreedCell(found.sample, found.criterion.name, level, published.why, not_next)


def _split_cell(facts: _Facts, cell: Cell, criterion: Criterion, outcome: Outcome) -> SplitCell:
    dots = facts.dots.get(cell)
    apart = (criterion.label(dots.lowest), criterion.label(dots.highest)) if dots and dots.spread else None
    reason = split_reason(outcome.reason) if outcome.reason else ""
    return SplitCell(facts.names[cell[0]], criterion.name, reason, apart)
