"""Rubrics: browsing, writing, copying and taking them off the list."""

from dataclasses import dataclass, replace
from itertools import groupby

from sqlalchemy import Connection

from workbench.domain import rubric_drafts
from workbench.domain.catalogue import _
from workbench.domain.errors import Invalid, NotFound, WrongMoment
from workbench.domain.people import Viewer
from workbench.domain.rubric_drafts import Draft, Row, Scale, middle_line
from workbench.domain.rubrics import Rubric
from workbench.exchange import (
    DraftCriterion,
    DraftLevel,
    RubricTableDraft,
    read_rubric,
    write_rubric_csv,
)
from workbench.services import access
from workbench.services.builtin import builtin_rubrics
from workbench.storage import audit, rubrics
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Seen:
    """One version of a rubric, with what the viewer may do with it.

    Parameters
    ----------
    rubric
        The version asked for.
    versions
        All versions, newest first; only this one for a rater.
    ours
        Whether it was written here rather than having come with the program.
    may_edit
        Whether the viewer may change it: staff, the newest version of a rubric of ours that is on the list.
    """

    rubric: Rubric
    versions: tuple[Rubric, ...]
    ours: bool = True
    may_edit: bool = False

    @property
    def newest(self) -> Rubric:
        """The newest version."""
        return self.versions[0]


def browse(store: Store, viewer: Viewer) -> tuple[Rubric, ...]:
    """Return the newest version of every rubric on the list, by title.

    Raises
    ------
    NotAllowed
        When the viewer does not prepare sessions.
    """
    access.staff_only(viewer)
    with store.reading() as db:
        return rubrics.newest(db)


def is_ours(rubric: Rubric) -> bool:
    """Return whether a rubric was written here rather than having come with the program."""
    return rubric.family not in {known.family for known in builtin_rubrics()}


def get(store: Store, viewer: Viewer, rubric_id: str) -> Seen:
    """Return one version: any for staff, for a rater the one of a session they have joined.

    Raises
    ------
    NotFound
        When there is none, or it is none of the viewer's business; the two look the same.
    """
    with store.reading() as db:
        if not viewer.is_staff:
            if not rubrics.is_read_by(db, rubric_id, viewer.person.id):
                raise NotFound("There is no such rubric.", "Go back to the list of rubrics.")
            rubric = rubrics.get(db, rubric_id)
            return Seen(rubric, (rubric,), ours=is_ours(rubric))
        rubric = rubrics.get(db, rubric_id)
        versions = rubrics.versions(db, rubric.family)
        ours = is_ours(rubric)
        may_edit = ours and versions[0].id == rubric_id and not rubrics.is_retired(db, rubric.family)
        return Seen(rubric, versions, ours, may_edit)


def edit(store: Store, viewer: Viewer, rubric_id: str) -> Draft:
    """Return a rubric of ours as a table to change; nothing is stored yet.

    Raises
    ------
    Invalid
        When it came with the program.
    WrongMoment
        When there is a newer version, or it was taken off the list.
    """
    access.staff_only(viewer)
    seen = get(store, viewer, rubric_id)
    if not seen.ours:
        raise Invalid(
            "This rubric came with the program and stays as it is.", "Press “Make it ours” and change the copy."
        )
    if not seen.may_edit:
        raise WrongMoment("This is not the version in use.", "Open the newest version and change that.")
    return rubric_drafts.of(seen.rubric)


def copy(store: Store, viewer: Viewer, rubric_id: str) -> Draft:
    """Return a rubric as the table of a new one, saying where it came from; nothing is stored yet."""
    access.staff_only(viewer)
    rubric = get(store, viewer, rubric_id).rubric
    credit = ", ".join(part for part in (rubric.title, rubric.source, rubric.licence) if part)
    return replace(
        rubric_drafts.of(rubric),
        title=_("{title} (ours)").format(title=rubric.title)[: rubric_drafts.LONGEST["title"]],
        source=_("After: {credit}").format(credit=credit)[: rubric_drafts.LONGEST["source"]],
        licence="",
        before=None,
    )


def save(store: Store, viewer: Viewer, draft: Draft, submission_id: str) -> str:
    """Store what was typed; return the version's id.

    A version that no session has used is replaced; a used one stays, and the next version of the same rubric is
    stored. The submission id becomes the id of a new version, so the same submission again writes nothing.

    Raises
    ------
    Invalid
        With the first thing that is missing.
    WrongMoment
        When somebody else has changed the rubric since it was opened.
    """
    access.staff_only(viewer)
    typed = rubric_drafts.as_rubric(draft, submission_id, store.new_id)
    with store.writing() as db:
        if rubrics.exists(db, submission_id):
            return submission_id
        if draft.before is None:
            return _store(store, db, viewer, typed)
        return _store_next(store, db, viewer, draft.before, typed)


def retire(store: Store, viewer: Viewer, rubric_id: str) -> None:
    """Take a rubric of ours off the list; sessions that use it keep it.

    Raises
    ------
    Invalid
        When it came with the program.
    """
    access.staff_only(viewer)
    with store.writing() as db:
        rubric = rubrics.get(db, rubric_id)
        if not is_ours(rubric):
            raise Invalid("This rubric came with the program and stays on the list.")
        rubrics.retire(db, rubric.family, store.now())
        audit.add(db, viewer.person.id, "rubric.retire", rubric.family, store.now())


@dataclass(frozen=True, slots=True)
class Imported:
    """A table that was read, not stored yet, with a sentence about everything that was changed or left out."""

    draft: Draft
    notes: tuple[str, ...]


def import_csv(viewer: Viewer, data: bytes) -> Imported:
    """Return the rubric in a CSV file as a table to look at and change; nothing is stored.

    Raises
    ------
    Invalid
        With the row at fault and what to correct.
    """
    access.staff_only(viewer)
    table = read_rubric(data)
    scales = tuple(
        Scale(labels, middle_line(len(labels)), tuple(_row(criterion) for criterion in group))
        for labels, group in groupby(table.criteria, key=lambda c: tuple(level.label for level in c.levels))
    )
    return Imported(Draft(title=table.title, scales=scales), table.notes)


def export_csv(store: Store, viewer: Viewer, rubric_id: str) -> str:
    """Return a rubric in the CSV layout that Canvas imports; raises as :func:`get`."""
    rubric = get(store, viewer, rubric_id).rubric
    criteria = tuple(
        DraftCriterion(
            criterion.name,
            criterion.competency,
            tuple(DraftLevel(level.label, level.descriptor, n) for n, level in enumerate(criterion.levels, start=1)),
        )
        for criterion in rubric.criteria
    )
    return write_rubric_csv(RubricTableDraft(rubric.title, criteria))


def _row(criterion: DraftCriterion) -> Row:
    return Row(criterion.name, tuple(level.descriptor for level in criterion.levels), criterion.description)


def _store(store: Store, db: Connection, viewer: Viewer, rubric: Rubric) -> str:
    rubrics.add(db, rubric, made_by=viewer.person.id, now=store.now())
    audit.add(db, viewer.person.id, "rubric.save", rubric.id, store.now(), version=rubric.version)
    return rubric.id


def _store_next(store: Store, db: Connection, viewer: Viewer, before: Rubric, typed: Rubric) -> str:
    if not is_ours(before):
        raise Invalid(
            "This rubric came with the program and stays as it is.", "Press “Make it ours” and change the copy."
        )
    versions = rubrics.versions(db, before.family, to_write=True)
    if not versions or rubrics.is_retired(db, before.family):
        raise WrongMoment(
            "“{title}” was taken off the list.", "Save what you typed as a new rubric.", title=before.title
        )
    stored = versions[0]
    if rubric_drafts.same_content(stored, typed):
        return stored.id
    if replace(stored, used=before.used) != before:
        raise WrongMoment(
            "Somebody else has changed “{title}” since you opened it.",
            "Open it in a second window and compare; what you typed is still here.",
            title=stored.title,
        )
    if stored.used:
        return _store(store, db, viewer, replace(typed, family=stored.family, version=stored.version + 1))
    rubrics.replace_content(db, replace(typed, id=stored.id))
    audit.add(db, viewer.person.id, "rubric.replace", stored.id, store.now(), version=stored.version)
    return stored.id
