"""Names on page pictures: covered for good, everywhere, by those who may change the work, also when the power goes."""

import multiprocessing
import os
import signal
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.workbench.inked import NAME, around_ink, ink, pdf_with_name, photo
from tests.workbench.world import staff, telling
from workbench.domain.covering import Box
from workbench.domain.errors import Invalid, NotAllowed, NotFound, WrongMoment
from workbench.domain.people import Person, Role, Viewer
from workbench.domain.phases import Act
from workbench.domain.samples import Sample
from workbench.domain.sessions import SessionSample
from workbench.services import builtin, covering, rubrics, sample_files, samples, sessions, sweeping
from workbench.services.covering import Drawn, Sideways
from workbench.services.files import Files
from workbench.services.sample_files import Upload
from workbench.services.samples import About
from workbench.services.sessions import Draft
from workbench.storage import people
from workbench.storage import tables as t
from workbench.storage.store import Store, connect

SAME_PIXELS = photo() + b"\0"  # another file that shows the same picture
POWER_CUT = getattr(signal, "SIGKILL", signal.SIGTERM)  # on Windows SIGTERM ends a process the same way


@pytest.fixture
def files(tmp_path) -> Files:
    return Files((tmp_path / "files").as_uri())


def a_piece(store, files, viewer, *uploads: bytes, sample_id="s1") -> Sample:
    samples.draft(store, viewer, About("Letter"), sample_id)
    for number, data in enumerate(uploads):
        sample_files.add_file(store, files, viewer, Upload(sample_id, data, f"{sample_id}f{number}"))
    return look(store, viewer, sample_id)


def look(store, viewer, sample_id="s1") -> Sample:
    return samples.get(store, viewer, sample_id).sample


def drawn(files, sample: Sample, *only: int) -> Drawn:
    """A tight box around every name, or only on some artifacts."""
    boxes = tuple(
        around_ink(artifact, files.get(page.file), page.number)
        for number, artifact in enumerate(sample.artifacts)
        for page in artifact.pages
        if not only or number in only
    )
    return Drawn(sample.id, sample.version, boxes)


def folder(files: Files) -> Path:
    return Path(files.url.removeprefix("file://"))


def inked(files: Files) -> dict[str, int]:
    """Every file in the store, by name, and how much of the names it shows."""
    return {path.name: ink(path.read_bytes()) for path in folder(files).rglob("*") if path.is_file()}


def shown(files: Files, sample: Sample) -> list[int]:
    return [ink(files.get(page.file)) for artifact in sample.artifacts for page in artifact.pages]


def is_opened(store, viewer, sample_id="s1") -> None:
    builtin.ensure_rubrics(store)
    samples.check(store, viewer, look(store, viewer, sample_id))
    plan = Draft("October", rubrics.browse(store, viewer)[0].id, (SessionSample(sample_id),), telling(viewer))
    sessions.act(store, viewer, sessions.draft(store, viewer, plan), Act.OPEN)


@pytest.mark.parametrize("work", [photo(), photo(turned=True), pdf_with_name(2)], ids=["photo", "sideways", "PDF"])
def test_a_name_under_boxes_is_in_no_file_and_no_row_any_more(either_store, files, work):
    fay = staff(either_store)
    sample = a_piece(either_store, files, fay, work)
    old = {page.file for artifact in sample.artifacts for page in artifact.pages}
    assert min(shown(files, sample)) > 500
    assert covering.cover(either_store, files, fay, drawn(files, sample)) == ()
    assert set(inked(files).values()) == {0}
    assert not old & set(inked(files))
    assert set(shown(files, look(either_store, fay))) == {0}
    with either_store.reading() as db:
        everything = str([db.execute(table.select()).all() for table in t.metadata.sorted_tables])
    assert NAME not in everything
    assert not [digest for digest in old if digest in everything]


def test_of_a_pdf_neither_the_file_nor_its_text_is_kept(store, facilitator, files):
    a_piece(store, files, facilitator, pdf_with_name())
    kept = [path.read_bytes() for path in folder(files).rglob("*") if path.is_file()]
    assert [data[:4] for data in kept] == [b"RIFF"]
    with store.reading() as db:
        assert NAME not in str([db.execute(table.select()).all() for table in t.metadata.sorted_tables])


def test_pages_have_to_be_looked_at_again_and_keep_their_size(store, facilitator, files):
    before = a_piece(store, files, facilitator, photo())
    samples.check(store, facilitator, before)
    covering.cover(store, files, facilitator, drawn(files, before))
    after = look(store, facilitator)
    assert not after.checked
    (old,), (new,) = before.artifacts[0].pages, after.artifacts[0].pages
    assert (old.width, old.height, old.media_type) == (new.width, new.height, new.media_type)
    assert old.version != new.version
    with pytest.raises(WrongMoment, match="has changed since you looked"):
        samples.check(store, facilitator, before)


def test_pages_without_a_box_stay_as_they_are(store, facilitator, files):
    sample = a_piece(store, files, facilitator, photo(), photo(words="Leo"))
    covering.cover(store, files, facilitator, drawn(files, sample, 0))
    after = look(store, facilitator)
    assert after.artifacts[1] == sample.artifacts[1]
    assert shown(files, after)[0] == 0 < shown(files, after)[1]


def test_the_same_photo_twice_is_said_and_covered_in_both_places(store, facilitator, files):
    a_piece(store, files, facilitator, photo())
    said = sample_files.add_file(store, files, facilitator, Upload("s1", SAME_PIXELS, "again"))
    assert said == ("This picture was in the piece already. If it should be there only once, remove one of the two.",)
    covering.cover(store, files, facilitator, drawn(files, look(store, facilitator), 0))
    assert shown(files, look(store, facilitator)) == [0, 0]
    assert list(inked(files).values()) == [0]


def test_the_same_photo_in_another_piece_stays_there_and_is_said(either_store, files):
    fay = staff(either_store)
    one = a_piece(either_store, files, fay, photo())
    other = a_piece(either_store, files, fay, SAME_PIXELS, sample_id="s2")
    (said,) = covering.cover(either_store, files, fay, drawn(files, one))
    assert f"The same picture is in {other.name} too, not covered" in said
    assert shown(files, look(either_store, fay, "s1")) == [0]
    assert shown(files, look(either_store, fay, "s2"))[0] > 0
    assert covering.cover(either_store, files, fay, drawn(files, other)) == ()
    assert list(inked(files).values()) == [0]


def test_the_same_photo_at_another_school_is_not_told(store, facilitator, files):
    with store.writing() as db:
        people.add_school(db, "elsewhere", "Elsewhere")
        person = Person("olu", "Olu F.", "elsewhere")
        people.add(db, person, "", store.now())
    olu = Viewer(person, frozenset({Role.FACILITATOR}))
    a_piece(store, files, olu, photo(), sample_id="theirs")
    assert covering.cover(store, files, facilitator, drawn(files, a_piece(store, files, facilitator, photo()))) == ()
    assert shown(files, look(store, olu, "theirs"))[0] > 0


def test_pages_that_changed_since_they_were_shown_are_not_covered(store, facilitator, files):
    sample = a_piece(store, files, facilitator, photo(), photo(words="Leo"))
    covering.cover(store, files, facilitator, drawn(files, sample, 0))
    with pytest.raises(WrongMoment, match="have changed since they were shown"):
        covering.cover(store, files, facilitator, drawn_on(sample, "s1f1-1"))
    assert shown(files, look(store, facilitator))[1] > 0


def drawn_on(sample: Sample, artifact_id: str) -> Drawn:
    return Drawn(sample.id, sample.version, (Box(artifact_id, 1, 0, 0, 1, 1),))


def test_a_box_that_cannot_be_used_changes_nothing(store, facilitator, files):
    sample = a_piece(store, files, facilitator, photo(), b"Plain words.")
    before = inked(files)
    wanted = drawn(files, sample)
    text = next(artifact.id for artifact in sample.artifacts if artifact.text)
    for box in (
        replace(wanted.boxes[0], left=2),
        replace(wanted.boxes[0], width=float("nan")),
        replace(wanted.boxes[0], page=7),
        replace(wanted.boxes[0], artifact_id=text),
        replace(wanted.boxes[0], artifact_id="another"),
    ):
        with pytest.raises(Invalid):
            covering.cover(store, files, facilitator, replace(wanted, boxes=(*wanted.boxes, box)))
    with pytest.raises(Invalid, match="no box yet"):
        covering.cover(store, files, facilitator, replace(wanted, boxes=()))
    assert (inked(files), look(store, facilitator)) == (before, sample)


def test_a_page_that_came_sideways_is_turned_and_nothing_else_changes(either_store, files):
    fay = staff(either_store)
    sample = a_piece(either_store, files, fay, photo(800, 600), photo(words="Leo"))
    samples.check(either_store, fay, sample)
    covering.turn(either_store, files, fay, Sideways("s1", sample.version, "s1f0-1", 1))
    after = look(either_store, fay)
    (page,) = after.artifacts[0].pages
    assert (page.width, page.height) == (600, 800)
    top = around_ink(after.artifacts[0], files.get(page.file))
    assert top.left > 0.8  # what was on top is on the right now
    assert after.artifacts[1] == sample.artifacts[1]
    assert not after.checked
    assert set(inked(files)) == {page.file for artifact in after.artifacts for page in artifact.pages}
    for stale in (Sideways("s1", sample.version, "s1f0-1", 1), Sideways("s1", "", "s1f0-1", 1)):
        with pytest.raises(WrongMoment, match="changed since they were shown"):
            covering.turn(either_store, files, fay, stale)
    with pytest.raises(Invalid, match="not there"):
        covering.turn(either_store, files, fay, Sideways("s1", after.version, "s1f0-1", 2))
    covering.cover(either_store, files, fay, drawn(files, after))
    assert set(inked(files).values()) == {0}


def test_only_staff_of_the_works_school_cover_it(store, facilitator, files):
    wanted = drawn(files, a_piece(store, files, facilitator, photo()))
    elsewhere = replace(facilitator, person=replace(facilitator.person, school_id="elsewhere"))
    with pytest.raises(NotFound):
        covering.cover(store, files, elsewhere, wanted)
    with pytest.raises(NotAllowed):
        covering.cover(store, files, Viewer(facilitator.person, frozenset()), wanted)
    assert list(inked(files).values()) != [0]


def test_work_that_teachers_read_is_not_covered_any_more(store, facilitator, files):
    wanted = drawn(files, a_piece(store, files, facilitator, photo()))
    is_opened(store, facilitator)
    with pytest.raises(WrongMoment, match="being read in a session"):
        covering.cover(store, files, facilitator, wanted)


def test_work_that_is_withdrawn_in_the_middle_leaves_no_picture(store, facilitator, files):
    wanted = drawn(files, a_piece(store, files, facilitator, photo()))
    with pytest.raises(NotFound):
        covering.cover(store, WithdrawnMeanwhile(files.url, store, facilitator), facilitator, wanted)
    assert inked(files) == {}


class WithdrawnMeanwhile(Files):
    """Files whose piece somebody withdraws while a picture of it is being painted."""

    def __init__(self, url: str, store: Store, viewer: Viewer) -> None:
        super().__init__(url)
        object.__setattr__(self, "meanwhile", lambda: sample_files.withdraw(store, Files(url), viewer, "s1"))

    def get(self, digest: str) -> bytes:
        data = super().get(digest)
        self.meanwhile()
        return data


class NoPower(Files):
    """Files of a computer whose power goes at one step."""

    def put(self, data: bytes) -> str:
        digest = super().put(data)
        self.may_die("put")
        return digest

    def remove(self, digest: str) -> None:
        self.may_die("remove")
        super().remove(digest)

    def may_die(self, step: str) -> None:
        if os.environ["POWER_GOES_AT"] == step:
            os.kill(os.getpid(), POWER_CUT)


def cover_until_the_power_goes(database: str, url: str, viewer: Viewer, wanted: Drawn) -> None:
    store = Store(connect(database))
    covering.cover(store, NoPower(url), viewer, wanted)


@pytest.mark.parametrize(("step", "is_covered"), [("put", False), ("remove", True)])
def test_a_power_cut_leaves_a_file_that_nobody_is_sent_and_the_sweep_deletes(
    store, clock, facilitator, files, monkeypatch, step, is_covered
):
    sample = a_piece(store, files, facilitator, photo(), b"Plain words.")
    wanted = drawn(files, sample)
    monkeypatch.setenv("POWER_GOES_AT", step)
    database = store.engine.url.render_as_string(hide_password=False)
    child = multiprocessing.get_context("spawn").Process(
        target=cover_until_the_power_goes, args=(database, files.url, facilitator, wanted)
    )
    child.start()
    child.join(60)
    assert abs(child.exitcode or 0) == POWER_CUT
    assert len(inked(files)) == 2
    after = look(store, facilitator)
    assert (shown(files, after) == [0]) is is_covered
    assert after.version == sample.version or is_covered
    clock.now += timedelta(days=60)
    assert sweeping.sweep(store, files) == 1
    assert list(inked(files)) == [page.file for artifact in after.artifacts for page in artifact.pages]
    if not is_covered:
        covering.cover(store, files, facilitator, wanted)
    assert list(inked(files).values()) == [0]
