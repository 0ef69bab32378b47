"""The talk of the demo's concluded session: agenda, second vote, outcomes, exemplars, debrief."""

from datetime import datetime, timedelta

from workbench.domain.exemplars import Annotation, Exemplar
from workbench.domain.phases import Act
from workbench.domain.samples import Audience
from workbench.domain.sessions import AgendaCell, CellState, Debrief, Ending, Outcome
from workbench.services import results
from workbench.services.district import Cell, DemoExemplar, DemoOutcome
from workbench.services.past import PastRead
from workbench.services.retelling import Retelling
from workbench.storage import exemplars, talk

TALK = timedelta(minutes=17)
SHOWN = timedelta(seconds=38)


def talk_and_conclude(told: Retelling, at: datetime) -> None:
    """Write what happened from the first reveal to the end."""
    _set_agenda(told)
    told.past.act(Act.VOTE_AGAIN, at + TALK)
    done = told.past.score(_second_queues(told), at + TALK)
    told.past.act(Act.CLOSE, done + timedelta(seconds=20))
    told.past.act(Act.REVEAL, done + timedelta(seconds=40))
    at = done + timedelta(minutes=3)
    for outcome in told.demo.outcomes:
        at = _end_cell(told, outcome, at)
    at = _publish(told, at)
    _save_debrief(told, at)
    told.past.act(Act.CONCLUDE, at + timedelta(minutes=1))


def _voted_again(told: Retelling) -> tuple[Cell, ...]:
    """Return the cells with a second vote, in the order of the agenda."""
    votes = {cell for sheet in told.demo.sheets.values() for cell in sheet.second_votes}
    return tuple(outcome.cell for outcome in told.demo.outcomes if outcome.cell in votes)


def _set_agenda(told: Retelling) -> None:
    voted = _voted_again(told)
    talked = [o for o in told.demo.outcomes if o.cell in voted or o.ending is not Ending.AGREED]
    proposals = results.proposed_agenda(told.past.db, told.past.session)
    why = {(proposal.sample_id, proposal.criterion_id): proposal.why for proposal in proposals}
    cells = [
        AgendaCell(
            told.past.store.new_id(),
            *told.ids(outcome.cell),
            position,
            CellState.WAITING if outcome.ending is Ending.NOT_REACHED else CellState.TALKED,
            outcome.cell in voted,
            why=why.get(told.ids(outcome.cell), ""),
        )
        for position, outcome in enumerate(talked, start=1)
    ]
    talk.set_agenda(told.past.db, told.past.session.id, tuple(cells))


def _second_queues(told: Retelling) -> dict[str, tuple[PastRead, ...]]:
    slugs = dict.fromkeys(slug for slug, _ in _voted_again(told))
    return {
        told.who[rater].id: tuple(PastRead(told.work[slug].id, told.given(slug, sheet.second_votes)) for slug in slugs)
        for rater, sheet in told.demo.sheets.items()
    }


def _end_cell(told: Retelling, outcome: DemoOutcome, at: datetime) -> datetime:
    """Store how a cell ended: a level stands on every screen before it is agreed."""
    if outcome.ending is Ending.AGREED:
        _add_outcome(told, outcome, at, proposed=True)
        at += SHOWN
    _add_outcome(told, outcome, at, proposed=False)
    return at + timedelta(seconds=20)


def _add_outcome(told: Retelling, outcome: DemoOutcome, at: datetime, *, proposed: bool) -> None:
    ending = None if proposed else outcome.ending
    row = Outcome(0, *told.ids(outcome.cell), ending, outcome.level, outcome.reason, at, proposed)
    talk.add_outcome(told.past.db, told.past.session.id, row, told.past.session.facilitator_id)


def _publish(told: Retelling, at: datetime) -> datetime:
    for published in told.demo.exemplars:
        at += timedelta(minutes=4)
        exemplar = _exemplar(told, published, at)
        new_ids = tuple(told.past.store.new_id() for _ in exemplar.annotations)
        exemplars.add(told.past.db, exemplar, new_ids)
    return at


def _exemplar(told: Retelling, published: DemoExemplar, at: datetime) -> Exemplar:
    marks = told.marks(published.quotes)
    notes = [quote.note for quote in published.quotes]
    return Exemplar(
        id=told.past.store.new_id(),
        session_id=told.past.session.id,
        sample_id=told.ids(published.cell)[0],
        criterion_id=told.ids(published.cell)[1],
        level=published.level,
        why=published.why,
        why_not_next=published.why_not_next,
        annotations=tuple(
            Annotation(mark.artifact_id, mark.start, mark.end, note) for mark, note in zip(marks, notes, strict=True)
        ),
        audience=Audience.DISTRICT,
        published_by=told.past.session.facilitator_id,
        published_at=at,
    )


def _save_debrief(told: Retelling, at: datetime) -> None:
    if (said := told.demo.debrief) is not None:
        next_date = (at + timedelta(days=said.next_date_in_days)).date().isoformat()
        written = Debrief(wording=said.wording, monday=said.monday, next_date=next_date)
        talk.save_debrief(told.past.db, told.past.session.id, written, at)
