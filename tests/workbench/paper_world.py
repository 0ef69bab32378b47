"""A session in which some score on paper: two teachers on devices, a lead who does not score, and sheets typed in."""

from typing import Any

from sqlalchemy import func, select

from tests.workbench.scored_session import Scored, a_session
from workbench.domain.paper import Filled, TypedSheet
from workbench.domain.people import Viewer
from workbench.domain.sessions import AgendaCell
from workbench.services import paper, scoring
from workbench.storage import people, talk
from workbench.storage import tables as t
from workbench.storage.store import Store


class PaperRoom:
    """A session whose scoring has started, two teachers on devices, and a lead who does not score."""

    def __init__(self, store: Store, **size: Any) -> None:
        self.store = store
        self.scored: Scored = a_session(store, teachers=2, **size)
        self.id, self.lead = self.scored.id, self.scored.facilitator
        self.ana, self.ben = self.scored.teachers
        self.criteria = [criterion.id for criterion in self.scored.rubric.criteria]

    def sheet(self, name: str, *, boxes: dict[tuple[int, int], str] | None = None, **more: object) -> TypedSheet:
        """A sheet with these boxes by piece and criterion; without any, every box holds a 3."""
        wanted = boxes if boxes is not None else {(p, c): "3" for p in range(4) for c in range(2)}
        cells = {self.scored.cell(*where): box for where, box in wanted.items()}
        filled = more.pop("filled", None) or Filled(cells)
        return TypedSheet(str(more.pop("submission", self.store.new_id())), name, filled, **more)

    def type(self, name: str, by: Viewer | None = None, **more: object) -> paper.Saved:
        return paper.save(self.store, by or self.lead, self.id, self.sheet(name, **more))

    def levels(self, viewer: Viewer) -> dict[tuple[str, str], int | None]:
        reads = scoring.desk(self.store, viewer, self.id).reads
        return {(read.sample.id, c): given.level for read in reads for c, given in read.scores.items()}

    def second_vote_on(self, piece: int, criterion: int) -> None:
        """Let the lead choose one cell for a second vote."""
        with self.store.writing() as db:
            cell = AgendaCell(self.store.new_id(), *self.scored.cell(piece, criterion), 1, second_vote=True)
            talk.set_agenda(db, self.id, (cell,))

    def person(self, name: str) -> Viewer:
        with self.store.reading() as db:
            (account,) = people.anywhere_named(db, name)
        return Viewer(account.person, frozenset())

    def rows(self) -> int:
        with self.store.reading() as db:
            return int(db.execute(select(func.count()).select_from(t.score)).scalar_one())

    def entered_by(self, table=t.score) -> set[str | None]:
        with self.store.reading() as db:
            return set(db.execute(select(table.c.entered_by)).scalars())
