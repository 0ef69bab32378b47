"""What is printed for paper: the score sheets that lie ready, and the work with its rubric; never an author."""

from collections.abc import Sequence

from sqlalchemy import Connection

from workbench.domain import promises
from workbench.domain.catalogue import _
from workbench.domain.errors import Invalid
from workbench.domain.paper import LETTERS
from workbench.domain.people import Viewer
from workbench.domain.rubrics import Criterion, Rubric
from workbench.domain.samples import ArtifactKind, Sample
from workbench.domain.sessions import NORMS, PURPOSE, Session
from workbench.domain.visibility import Sight
from workbench.reports.booklet import Booklet, BookletPiece, BookletRow, booklet_page
from workbench.reports.printed import allowed_inline
from workbench.reports.score_sheets import SheetCriterion, SheetPage, SheetPiece, SheetSet, sheets_page
from workbench.services import access
from workbench.services.dots.words import reason
from workbench.services.paper_sheets import not_typed, ordered, version, wanted_pieces
from workbench.services.reads import criteria_of
from workbench.storage import concerns, people, rubrics, samples
from workbench.storage.store import Store

__all__ = ["allowed_inline", "sheets", "work"]


def sheets(store: Store, viewer: Viewer, session_id: str) -> str:
    """Return the sheets of this round that were not typed in yet, as one HTML document, a page for each.

    Raises
    ------
    NotFound
        When the viewer neither leads the session nor types its sheets in.
    Invalid
        When no sheet is made yet.
    """
    with store.reading() as db:
        session, _standing = access.session_for(db, viewer, session_id, Sight.THE_SHEETS)
        ready = not_typed(db, session)
        if not ready:
            raise Invalid("No score sheet lies ready.", "Make some on the session's page “Paper” first.")
        rubric, wanted = rubrics.of_session(db, session), wanted_pieces(db, session)
        rows = _rows(db, session, rubric)
        names = people.names(db, {sheet.person_id for sheet in ready if sheet.person_id})
        pages = [
            SheetPage(
                sheet.code,
                names.get(sheet.person_id or "", ""),
                tuple(rows[piece] for piece in ordered(sheet.pieces, wanted)),
            )
            for sheet in ready
        ]
        about = _about(session, rubric, version(db, session))
    return sheets_page(about, pages)


def work(store: Store, viewer: Viewer, session_id: str) -> str:
    """Return purpose, rubric and every piece of work as one HTML document, pieces by name; none that is paused.

    Raises
    ------
    NotFound
        When the viewer neither leads the session nor types its sheets in.
    Invalid
        When there is no work yet, or nobody has looked at every page of a piece.
    """
    with store.reading() as db:
        session, _standing = access.session_for(db, viewer, session_id, Sight.THE_SHEETS)
        rubric = rubrics.of_session(db, session)
        paused = concerns.paused(db, session.id)
        found = samples.many(db, [place.sample_id for place in session.samples if place.sample_id not in paused])
    there = sorted((piece for piece in found.values() if not piece.withdrawn), key=lambda piece: piece.name)
    _check(there)
    return booklet_page(
        Booklet(
            title=session.title,
            join_code=session.join_code,
            purpose=session.plan.purpose or _(PURPOSE),
            norms=session.plan.norms or tuple(_(norm) for norm in NORMS),
            promises=(*promises.five_lines(session.plan), _who_sees_a_sheet()),
            rubric=rubric.title,
            rows=tuple(_row(criterion) for criterion in rubric.criteria),
            pieces=tuple(_piece(piece) for piece in there),
        )
    )


def _check(pieces: Sequence[Sample]) -> None:
    if not pieces:
        raise Invalid("This session has no student work yet.", "Choose at least one piece under Set up.")
    for piece in pieces:
        if not piece.checked:
            raise Invalid(
                "Nobody has looked at every page of {name} for names and faces yet.",
                "Check it under Samples first.",
                name=piece.name,
            )


def _rows(db: Connection, session: Session, rubric: Rubric) -> dict[str, SheetPiece]:
    letters = {criterion.id: chr(ord("A") + n) for n, criterion in enumerate(rubric.criteria)}
    scored = criteria_of(db, session, rubric)
    names = samples.covers(db, list(scored))
    return {
        piece: SheetPiece(
            names[piece].name,
            tuple(SheetCriterion(letters[c.id], c.name, tuple(lv.label for lv in c.levels), c.cut) for c in criteria),
        )
        for piece, criteria in scored.items()
    }


def _about(session: Session, rubric: Rubric, printed: str) -> SheetSet:
    return SheetSet(
        title=session.title,
        join_code=session.join_code,
        keys=_keys(rubric),
        letters=tuple((letter, reason(condition)) for letter, condition in LETTERS.items()),
        promises=(_who_sees_a_sheet(), _("This is not an evaluation of you.")),
        second_vote=session.moment.round == 2,
        version=printed,
    )


def _keys(rubric: Rubric) -> tuple[str, ...]:
    """Return what the numbers mean: once where all criteria share their levels and their line."""
    lines = [(_scale(criterion), criterion.name) for criterion in rubric.criteria]
    if len({scale for scale, _name in lines}) == 1:
        return (lines[0][0],)
    return tuple(f"{name}: {scale}" for scale, name in lines)


def _scale(criterion: Criterion) -> str:
    levels = " · ".join(f"{n} {level.label}" for n, level in enumerate(criterion.levels, start=1))
    return _("{levels}. The thick line: {label} and above.").format(levels=levels, label=criterion.cut_label)


def _who_sees_a_sheet() -> str:
    return _(
        "A sheet of paper is seen by whoever types it in too: somebody who does not score here, or, once scoring is "
        "closed, whoever leads."
    )


def _row(criterion: Criterion) -> BookletRow:
    return BookletRow(
        criterion.name, tuple((level.label, level.descriptor) for level in criterion.levels), criterion.cut
    )


def _piece(piece: Sample) -> BookletPiece:
    pages = [a for a in piece.artifacts if a.kind is ArtifactKind.PAGES]
    return BookletPiece(
        piece.name,
        piece.task,
        piece.prompt,
        tuple(a.text for a in piece.artifacts if a.kind is ArtifactKind.TEXT),
        tuple(f"/files/{a.id}/{page.number}?v={page.version}" for a in pages for page in a.pages),
        tuple(a.text for a in pages if a.text),
    )
