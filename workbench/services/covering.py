"""Names and faces on page pictures: boxes are painted into the pixels, and what was under them is deleted for good.

The covered picture is stored under its own hash, then the rows name it, and only then the old file goes. A power cut in
between leaves a file that no row names, so nobody is ever sent it, and the daily sweep deletes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.domain import covering
from workbench.domain.catalogue import _
from workbench.domain.covering import Box, Place
from workbench.domain.errors import WrongMoment
from workbench.domain.people import Viewer
from workbench.domain.samples import Sample
from workbench.intake import Page as Picture
from workbench.intake import cover as painted
from workbench.services import sample_files, samples
from workbench.services.files import Files
from workbench.storage import audit, sample_changes, sample_pages
from workbench.storage.store import Store

# Old file and what is to be covered on it, to the picture that takes its place.
Painted = dict[str, Picture]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Boxes that somebody drew on the pages of a sample; ``version`` is that of the pages as they were shown."""

    sample_id: str
    version: str
    boxes: tuple[Box, ...]


def cover(store: Store, files: Files, viewer: Viewer, drawn: Drawn) -> tuple[str, ...]:
    """Paint boxes into the page pictures of a sample for good; somebody has to look at every page again.

    Where the same picture stands twice in the sample, both are covered.

    Returns
    -------
    tuple of str
        Full sentences about what else is to be done.

    Raises
    ------
    Invalid
        When there is no box, or one that cannot be used; nothing is changed then.
    WrongMoment
        When a session that was opened reads the work, or the pages have changed since they were shown.
    """
    with store.reading() as db:
        sample = samples.own(db, viewer, drawn.sample_id)
        samples.not_used(db, sample)
    pictures = _painted(files, _wanted(sample, drawn))
    with samples.changing(store, viewer, drawn.sample_id) as (db, sample):
        _wanted(sample, drawn)
        _put(db, files, sample, pictures)
        sample_changes.uncheck(db, sample.id)
        audit.add(db, viewer.person.id, "sample.cover", sample.id, store.now(), boxes=len(drawn.boxes))
    with store.writing() as db:
        sample_files.delete(db, files, pictures)
        return _also(sample_pages.samples_naming(db, viewer.person.school_id, pictures) if viewer.is_staff else ())


def _wanted(sample: Sample, drawn: Drawn) -> dict[str, tuple[Place, ...]]:
    """Return what is to be covered, by file: the same picture twice is covered in both places."""
    if sample.version != drawn.version:
        raise WrongMoment(f"The pages of {sample.name} have changed since you drew.", "Look again, and draw again.")
    names = {(artifact.id, page.number): page.file for artifact in sample.artifacts for page in artifact.pages}
    found: dict[str, tuple[Place, ...]] = {}
    for where, places in covering.places(sample.artifacts, drawn.boxes).items():
        found[names[where]] = (*found.get(names[where], ()), *places)
    return found


def _painted(files: Files, wanted: dict[str, tuple[Place, ...]]) -> Painted:
    return {file: painted(files.get(file), places) for file, places in wanted.items()}


def _put(db: Connection, files: Files, sample: Sample, pictures: Painted) -> None:
    sample_changes.lock_files(db)
    for old, picture in pictures.items():
        new = files.put(picture.image)
        sample_pages.replace(db, sample.id, old, sample_pages.NewFile(new, picture.media_type))


def _also(names: Iterable[str]) -> tuple[str, ...]:
    said = _("The same picture is in {name} too, not covered: cover it there as well, or withdraw that piece.")
    return tuple(said.format(name=name) for name in names)
