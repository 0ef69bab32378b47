"""Names and faces on page pictures: boxes are painted into the pixels, and what was under them is deleted for good.

Pages that came sideways are turned the same way. The new picture is stored under its own hash, then the rows name it,
and only then the old file goes. A power cut in between leaves a file that no row names, so nobody is ever sent it, and
the daily sweep deletes it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from workbench.domain import covering
from workbench.domain.catalogue import _
from workbench.domain.covering import Box, Place
from workbench.domain.errors import Invalid, WrongMoment
from workbench.domain.people import Viewer
from workbench.domain.samples import Sample
from workbench.intake import Page as Picture
from workbench.intake import cover as painted
from workbench.intake import turn as turned
from workbench.services import changing, sample_files, samples
from workbench.services.files import Files
from workbench.storage import audit, sample_changes, sample_pages
from workbench.storage.sample_pages import NewFile
from workbench.storage.store import Store

# What is done to each file of a sample, and the picture that takes the file's place.
Work = dict[str, Callable[[bytes], Picture]]
Pictures = dict[str, Picture]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Boxes that somebody drew on the pages of a sample; ``version`` is that of the pages as they were shown."""

    sample_id: str
    version: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Sideways:
    """A page that somebody wants turned, of the pages as they were shown."""

    sample_id: str
    version: str
    artifact_id: str
    page: int


@dataclass(frozen=True, slots=True)
class _Change:
    sample_id: str
    action: str
    work: Callable[[Sample], Work]


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
    old = _replace(store, files, viewer, _Change(drawn.sample_id, "sample.cover", partial(_painting, drawn)))
    said = _("The same picture is in {name} too, not covered: cover it there as well, or withdraw that piece.")
    return tuple(said.format(name=name) for name in _pieces_with(store, viewer, old))


def turn(store: Store, files: Files, viewer: Viewer, sideways: Sideways) -> None:
    """Turn a page picture a quarter clockwise, and where it stands a second time in the sample, that one too.

    Raises
    ------
    Invalid
        When there is no such page.
    WrongMoment
        As :func:`cover`.
    """
    _replace(store, files, viewer, _Change(sideways.sample_id, "sample.turn", partial(_turning, sideways)))


def _painting(drawn: Drawn, sample: Sample) -> Work:
    _as_shown(sample, drawn.version)
    names = _names(sample)
    found: dict[str, tuple[Place, ...]] = {}
    for where, places in covering.places(sample.artifacts, drawn.boxes).items():
        found[names[where]] = (*found.get(names[where], ()), *places)
    return {file: partial(painted, places=places) for file, places in found.items()}


def _turning(sideways: Sideways, sample: Sample) -> Work:
    _as_shown(sample, sideways.version)
    file = _names(sample).get((sideways.artifact_id, sideways.page))
    if file is None:
        raise Invalid("That page is not there.", "Open the work again.")
    return {file: turned}


def _as_shown(sample: Sample, version: str) -> None:
    if sample.version != version:
        raise WrongMoment(
            "The pages of {name} have changed since they were shown.", "Look at them again.", name=sample.name
        )


def _names(sample: Sample) -> dict[tuple[str, int], str]:
    return {(artifact.id, page.number): page.file for artifact in sample.artifacts for page in artifact.pages}


def _replace(store: Store, files: Files, viewer: Viewer, change: _Change) -> frozenset[str]:
    """Store new pictures in the place of old ones; return the old files, which are gone unless others need them."""
    with store.reading() as db:
        sample = changing.own(db, viewer, change.sample_id)
        changing.not_used(db, sample)
    pictures = {file: act(files.get(file)) for file, act in change.work(sample).items()}
    with changing.piece(store, viewer, change.sample_id) as (db, sample):
        change.work(sample)  # asked again: the pages may have changed since the pictures were made
        _put(db, files, sample, pictures)
        sample_changes.uncheck(db, sample.id)
        audit.add(db, viewer.person.id, change.action, sample.id, store.now(), pictures=len(pictures))
    with store.writing() as db:
        sample_files.delete(db, files, pictures)
    return frozenset(pictures)


def _put(db: Connection, files: Files, sample: Sample, pictures: Pictures) -> None:
    sample_changes.lock_files(db)
    for old, picture in pictures.items():
        new = NewFile(files.put(picture.image), picture.media_type, picture.width, picture.height)
        sample_pages.replace(db, sample.id, old, new)


def _pieces_with(store: Store, viewer: Viewer, pictures: frozenset[str]) -> list[str]:
    """Return the names of pieces that show one of these files, of those that this person may browse."""
    known = samples.browse(store, viewer) if viewer.is_staff else ()
    return [sample.name for sample in known if pictures.intersection(_names(sample).values())]
