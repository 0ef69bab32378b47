"""What a sheet of paper holds, checked as a whole before any of it is stored."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from workbench.domain.errors import Invalid
from workbench.domain.paper import Cell, Filled, read_box, read_known
from workbench.domain.rubrics import Criterion
from workbench.domain.samples import Sample
from workbench.domain.scoring import Given, Recusal, Remark, clean_sentence

Scored = Mapping[str, tuple[Criterion, ...]]


@dataclass(frozen=True, slots=True)
class Contents:
    """What is stored of a sheet, and the names of the pieces on it about which nothing is: withdrawn, or paused."""

    given: dict[Cell, Given]
    said: dict[Cell, Remark]
    known: dict[str, Recusal]
    left_out: tuple[str, ...] = ()

    @property
    def pieces(self) -> frozenset[str]:
        """The pieces about which anything is stored."""
        return frozenset({sample for sample, _ in (*self.given, *self.said)} | set(self.known))


def read(filled: Filled, work: Mapping[str, Sample], scored: Scored, closed: Set[str] = frozenset()) -> Contents:
    """Return what a sheet gives; a box that is empty gives nothing.

    Parameters
    ----------
    filled
        What was typed.
    work, scored
        The session's pieces, and the criteria of each that are scored in this round.
    closed
        The pieces about which nothing is stored now.

    Raises
    ------
    Invalid
        With the first thing that cannot be; or when nothing is typed.
    """
    if not filled.pieces:
        raise Invalid("Nothing is typed yet.", "Type at least one box; what is empty stays unfinished.")
    given, said, known = {}, {}, {}
    for cell, typed in filled.boxes.items():
        piece, criterion = _cell(cell, work, scored)
        if (found := read_box(piece.name, criterion, typed)) and piece.id not in closed:
            given[cell] = found
    for cell, typed in filled.words.items():
        piece, _criterion = _cell(cell, work, scored)
        if (sentence := clean_sentence(typed)) and piece.id not in closed:
            said[cell] = Remark(sentence)
    for sample_id, typed in filled.known.items():
        piece = _piece(sample_id, work)
        if not scored.get(sample_id):
            raise Invalid("{name} is not scored in this round.", "Open the grid again.", name=piece.name)
        if (choice := read_known(piece.name, typed)) and piece.id not in closed:
            known[sample_id] = choice
    left_out = sorted(_piece(sample_id, work).name for sample_id in filled.pieces if sample_id in closed)
    return Contents(given, said, known, tuple(left_out))


def _cell(cell: Cell, work: Mapping[str, Sample], scored: Scored) -> tuple[Sample, Criterion]:
    piece = _piece(cell[0], work)
    for criterion in scored.get(piece.id, ()):
        if criterion.id == cell[1]:
            return piece, criterion
    raise Invalid("{name} is not scored on that criterion in this round.", "Open the grid again.", name=piece.name)


def _piece(sample_id: str, work: Mapping[str, Sample]) -> Sample:
    if sample_id not in work:
        raise Invalid("A piece on the sheet is not in this session.", "Open the grid again.")
    return work[sample_id]
