"""One piece on a rater's desk: which criteria are scored, and what its reader has given for it."""

from dataclasses import dataclass, field

from sqlalchemy import Connection

from workbench.domain.rubrics import Criterion, Rubric
from workbench.domain.samples import Sample
from workbench.domain.scoring import Assignment, Given, Mark, Recusal, Remark
from workbench.domain.sessions import Ask, Session
from workbench.storage import people, scores, talk


@dataclass(frozen=True, slots=True)
class Read:
    """One sample on a rater's desk, with everything they have given for it.

    Parameters
    ----------
    apart
        Whether they brought it themselves.
    paused
        Whether nobody is to read it now, because somebody worries about the student.
    typed_by
        By criterion: who typed in what counts now, where it was on paper.
    """

    assignment: Assignment
    sample: Sample
    criteria: tuple[Criterion, ...]
    scores: dict[str, Given] = field(default_factory=dict)
    remarks: dict[str, Remark] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    sentence_required: bool = False
    apart: bool = False
    paused: bool = False
    typed_by: dict[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> int:
        """How many criteria have no score yet, or lack a required sentence; none of withdrawn or paused work."""
        if self.assignment.recusal is Recusal.SKIP or self.sample.withdrawn or self.paused:
            return 0
        return sum(not self.is_done(criterion.id) for criterion in self.criteria)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to do on this sample."""
        return self.missing == 0

    def is_done(self, criterion_id: str) -> bool:
        """Whether a criterion has its score, and its sentence where one is required."""
        sentence = self.remarks.get(criterion_id, Remark()).sentence
        return criterion_id in self.scores and (bool(sentence) or not self.sentence_required)


def reads_of(
    db: Connection, planned: tuple[Session, Rubric], queue: tuple[Assignment, ...], work: dict[str, Sample]
) -> tuple[Read, ...]:
    """Return the reads of a queue with what was given for them, within the caller's transaction."""
    session, rubric = planned
    ids = [assignment.id for assignment in queue]
    given, remarks, marks = (
        scores.current_scores(db, ids),
        scores.current_remarks(db, ids),
        scores.current_marks(db, ids),
    )
    criteria = criteria_of(db, session, rubric)
    names = people.names(db, {score.entered_by for score in given.values() if score.entered_by})
    return tuple(
        Read(
            assignment=a,
            sample=work[a.sample_id],
            criteria=criteria[a.sample_id],
            scores={c: score.given for (owner, c), score in given.items() if owner == a.id},
            remarks={c: remark for (owner, c), remark in remarks.items() if owner == a.id},
            marks=marks.get(a.id, ()),
            sentence_required=session.plan.asks.sentence is Ask.REQUIRED,
            typed_by={c: names[by] for (owner, c), s in given.items() if owner == a.id and (by := s.entered_by)},
        )
        for a in queue
    )


def criteria_of(db: Connection, session: Session, rubric: Rubric) -> dict[str, tuple[Criterion, ...]]:
    """Return which criteria of each piece are scored in the round that is open, within the caller's transaction."""
    if session.moment.round == 1:
        return {sample.sample_id: rubric.criteria for sample in session.samples}
    cells = {(cell.sample_id, cell.criterion_id) for cell in talk.second_vote_cells(db, session.id)}
    return {
        sample.sample_id: tuple(c for c in rubric.criteria if (sample.sample_id, c.id) in cells)
        for sample in session.samples
    }
