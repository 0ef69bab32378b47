"""Student work: adding it clean, and saying that somebody looked at every page.

Every change is stored as a whole or not at all: a file that is refused leaves no row and no file.
"""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid, WrongMoment
from workbench.domain.giving import Brought
from workbench.domain.people import Viewer
from workbench.domain.plain_text import clean, clean_line
from workbench.domain.samples import Artifact, ArtifactKind, Audience, Permission, Sample
from workbench.intake import LIMITS
from workbench.services import access, changing, twice
from workbench.services.naming import free_name
from workbench.storage import audit, giving, sample_changes, samples
from workbench.storage.samples import NewSample
from workbench.storage.store import Store

LONGEST_TASK = 120
LONGEST_PROMPT = 4000
MOST_ARTIFACTS = 20


@dataclass(frozen=True, slots=True)
class About:
    """What the students were asked to do, and what may be done with the work."""

    task: str = ""
    prompt: str = ""
    permission: Permission = Permission()


@dataclass(frozen=True, slots=True)
class Seen:
    """A sample as the staff of its school see it; ``used`` once a session that was opened reads it."""

    sample: Sample
    permission: Permission
    used: bool = False


def browse(store: Store, viewer: Viewer) -> tuple[Sample, ...]:
    """Return the work of the viewer's school that is not withdrawn, by name.

    What a teacher is still bringing is not in it, nor what was brought for a session that somebody else leads and
    for nobody else.

    Raises
    ------
    NotAllowed
        When the viewer does not prepare sessions.
    """
    access.staff_only(viewer)
    with store.reading() as db:
        found = samples.of_school(db, viewer.person.school_id)
        brought = giving.brought(db, [sample.id for sample in found])
    return tuple(sample for sample in found if access.for_staff(viewer, brought.get(sample.id)))


def for_session(store: Store, viewer: Viewer, session_id: str) -> tuple[Sample, ...]:
    """Return the work that a session may read: of :func:`browse`, what was not brought for another one only.

    Nor what nobody brought any more, because names were cut off: nobody knows who must not score it.
    """
    known = browse(store, viewer)
    with store.reading() as db:
        ids = [sample.id for sample in known]
        brought, nobodys = giving.brought(db, ids), giving.nobodys(db, ids)
    return tuple(s for s in known if s.id not in nobodys and fits(brought.get(s.id), session_id))


def fits(brought: Brought | None, session_id: str) -> bool:
    """Return whether a session may read a piece, given who brought it for which session."""
    return brought is None or not brought.session_only or brought.session_id == session_id


def get(store: Store, viewer: Viewer, sample_id: str) -> Seen:
    """Return one sample of the viewer's school.

    Raises
    ------
    NotFound
        When there is none, it was withdrawn, or it belongs to another school; all look the same.
    """
    access.staff_only(viewer)
    with store.reading() as db:
        sample = changing.own(db, viewer, sample_id)
        return Seen(
            sample, sample_changes.permission(db, sample_id), bool(sample_changes.sessions_reading(db, sample_id))
        )


def draft(store: Store, viewer: Viewer, about: About, submission_id: str) -> str:
    """Store a new sample under a name drawn at random; return its id, which is the submission id.

    Raises
    ------
    Invalid
        When the task is too long, or the work may go to more people than there is permission for.
    """
    access.staff_only(viewer)
    said = checked(store, about)
    with store.writing() as db:
        if sample_changes.exists(db, submission_id):
            return submission_id
        name = free_name(store, db, viewer.person.school_id)
        sample = Sample(submission_id, name, said.task, said.prompt)
        samples.add(db, NewSample(sample, viewer.person.school_id, viewer.person.id, said.permission), store.now())
        audit.add(db, viewer.person.id, "sample.draft", sample.id, store.now())
    return submission_id


def describe(store: Store, viewer: Viewer, sample_id: str, about: About) -> None:
    """Store task, prompt and permission again; once a session reads the sample, task and prompt stay.

    Raises
    ------
    Invalid
        As :func:`draft`, or when the teacher who brought it said less.
    WrongMoment
        When a session that was opened reads it and task or prompt would change.
    """
    access.staff_only(viewer)
    said = checked(store, about)
    with store.writing() as db:
        sample = changing.own(db, viewer, sample_id, to_write=True)
        _no_more_than_said(db, sample_id, said.permission)
        if (said.task, said.prompt) != (sample.task, sample.prompt):
            changing.not_used(db, sample)
            sample_changes.set_task(db, sample_id, said.task, said.prompt)
        sample_changes.set_permission(db, sample_id, said.permission)
        audit.add(db, viewer.person.id, "sample.describe", sample_id, store.now(), audience=said.permission.audience)


def rename(store: Store, viewer: Viewer, sample_id: str) -> str:
    """Draw another name; return it. Names are never typed: a typed name could tell something."""
    access.staff_only(viewer)
    with changing.piece(store, viewer, sample_id) as (db, _sample):
        name = free_name(store, db, viewer.person.school_id)
        sample_changes.set_name(db, sample_id, name)
        audit.add(db, viewer.person.id, "sample.rename", sample_id, store.now())
    return name


def add_text(store: Store, viewer: Viewer, sample_id: str, text: str, submission_id: str) -> None:
    """Store text that was typed or pasted as one more artifact; the same submission again writes nothing.

    Raises
    ------
    Invalid
        When nothing is left of it, it is too long, or the same person sent it before.
    """
    cleaned = clean(text)
    if not cleaned.strip():
        raise Invalid("There is no text.", "Paste the student's words, or upload a file.", field="text")
    if len(cleaned) > LIMITS.text_characters:
        raise Invalid(
            "The text is longer than {most} characters.", "Paste a part of it.", most=f"{LIMITS.text_characters:,}"
        )
    artifact = Artifact(submission_id, ArtifactKind.TEXT, later("Text"), cleaned)
    with changing.piece(store, viewer, sample_id) as (db, sample):
        if artifact.id in {found.id for found in sample.artifacts}:
            return
        twice.refuse(db, sample_id, cleaned.encode())
        append(db, sample, (artifact,))
        twice.note(db, sample_id, (artifact,), cleaned.encode())
        audit.add(db, viewer.person.id, "sample.add_text", sample_id, store.now())


def append(db: Connection, sample: Sample, new: tuple[Artifact, ...]) -> None:
    """Store more artifacts of a sample, once; somebody has to look at every page again.

    Raises
    ------
    Invalid
        When there would be too many.
    """
    if {artifact.id for artifact in new} & {artifact.id for artifact in sample.artifacts}:
        return
    if len(sample.artifacts) + len(new) > MOST_ARTIFACTS:
        raise Invalid(
            "{name} holds {most} files or texts already.",
            "Remove one, or begin another.",
            name=sample.name,
            most=MOST_ARTIFACTS,
        )
    sample_changes.append(db, sample.id, new)
    sample_changes.uncheck(db, sample.id)


def check(store: Store, viewer: Viewer, seen: Sample) -> None:
    """Record that the viewer looked at every page as it was shown: no name, face, school or class.

    Raises
    ------
    Invalid
        When there is nothing in it.
    WrongMoment
        When the work has changed since it was shown.
    """
    access.staff_only(viewer)
    with store.writing() as db:
        sample = changing.own(db, viewer, seen.id, to_write=True)
        if not sample.artifacts:
            raise Invalid("There is no work in {name} yet.", "Add a text or a file first.", name=sample.name)
        if sample.artifacts != seen.artifacts:
            raise WrongMoment(
                "{name} has changed since you looked at it.", "Look at every page again.", name=sample.name
            )
        if not sample.checked:
            samples.mark_checked(db, seen.id, viewer.person.id, store.now())
            audit.add(db, viewer.person.id, "sample.check", seen.id, store.now())


def _no_more_than_said(db: Connection, sample_id: str, new: Permission) -> None:
    """Raise when work that a teacher brought would go to more people, or be kept longer, than they said."""
    if not giving.brought(db, [sample_id]):
        return
    before, steps = sample_changes.permission(db, sample_id), list(Audience)
    wider = steps.index(new.audience) > steps.index(before.audience)
    longer = before.delete_after is not None and (new.delete_after is None or new.delete_after > before.delete_after)
    if wider or longer:
        raise Invalid(
            "Whoever brought this work said who may see it, and for how long.",
            "Choose no more than that, or ask for the work again.",
        )


def checked(store: Store, about: About) -> About:
    """Return what was said about a piece as it will be stored; raises as :func:`draft`."""
    task, prompt = clean_line(about.task), clean(about.prompt).strip()
    if len(task) > LONGEST_TASK:
        raise Invalid(
            "The task is longer than {most} characters.", "Give it a short title.", field="task", most=LONGEST_TASK
        )
    if len(prompt) > LONGEST_PROMPT:
        raise Invalid(
            "The prompt is longer than {most} characters.", "Shorten it.", field="prompt", most=LONGEST_PROMPT
        )
    said = about.permission
    if said.audience is not Audience.SESSION and not said.held:
        raise Invalid(
            "Without permission this work stays within its sessions.", "Tick the permission, or choose “session”."
        )
    if said.delete_after is not None and said.delete_after < store.now().date():
        raise Invalid("The day of deletion has passed already.", "Choose a later day.", field="delete_after")
    return replace(about, task=task, prompt=prompt)
