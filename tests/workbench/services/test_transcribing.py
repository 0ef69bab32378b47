"""A typed transcription goes with pictures of handwriting, and wherever they go."""

import pytest

from tests.workbench.giving_world import Asked, asked
from tests.workbench.services.test_withdrawing import everywhere
from workbench.domain.errors import Invalid, NotAllowed, NotFound, WrongMoment
from workbench.domain.exemplars import Annotation, clean_annotation
from workbench.domain.samples import Permission
from workbench.domain.scoring import Mark
from workbench.services import giving, masking, sample_files, samples, scoring, transcribing
from workbench.services.sample_files import Upload
from workbench.services.scoring import Entry
from workbench.ui.components import work

SAYS = "My name is Ana Perez.\n\nThe river was dirty."


@pytest.fixture
def meeting(store, tmp_path) -> Asked:
    return asked(store, tmp_path)


@pytest.fixture
def photo(meeting: Asked, png):
    """Ana's photo, not sent yet."""
    ana = meeting.comes("Ana")
    sample_id = giving.begin(meeting.store, ana, meeting.session_id, "s1")
    sample_files.add_file(meeting.store, meeting.files, ana, Upload(sample_id, png, "f1", "a.png"))
    samples.add_text(meeting.store, ana, sample_id, "A note.", "t1")
    return ana


def type_it(meeting, viewer, text: str = SAYS, artifact: str = "f1-1") -> None:
    transcribing.transcribe(meeting.store, viewer, ("s1", artifact), text)


def look(meeting, viewer):
    return giving.table(meeting.store, viewer, meeting.session_id).in_hand


def test_whoever_brings_pages_types_what_they_say_and_names_are_offered_for_masking(meeting, photo):
    type_it(meeting, photo, f" {SAYS}\x00\n")
    piece = look(meeting, photo)
    pages = next(artifact for artifact in piece.artifacts if artifact.pages)
    assert pages.text == SAYS
    assert pages.markable == ""
    masking.mask(meeting.store, photo, "s1", masking.hints(piece))
    assert "Perez" not in look(meeting, photo).artifacts[0].text


def test_it_is_for_pages_only_not_too_long_and_for_nobody_elses_work(meeting, photo):
    with pytest.raises(NotFound):
        type_it(meeting, photo, artifact="t1")
    with pytest.raises(Invalid):
        type_it(meeting, photo, "x" * 2_000_000)
    with pytest.raises((NotAllowed, NotFound)):
        type_it(meeting, meeting.comes("Ben"))


def test_it_has_to_be_looked_at_like_the_pages(meeting, photo):
    giving.send(meeting.store, photo, meeting.session_id, Permission(), "")
    meeting.looked_at("s1")
    type_it(meeting, meeting.lead)
    assert not samples.get(meeting.store, meeting.lead, "s1").sample.checked
    meeting.pieces["Ana"] = "s1"
    meeting.opens()
    with pytest.raises(WrongMoment):
        type_it(meeting, meeting.lead, "Something else.")


def test_the_screen_gets_it_beside_the_pictures_and_it_cannot_be_marked(meeting, photo):
    type_it(meeting, photo)
    giving.send(meeting.store, photo, meeting.session_id, Permission(), "")
    meeting.pieces["Ana"] = "s1"
    meeting.opens()
    ben = meeting.joins("Ben")
    read = scoring.desk(meeting.store, ben, meeting.session_id).reads[0]
    sent = [work._artifact(artifact) for artifact in read.sample.artifacts]
    assert [(a["text"], a["transcription"]) for a in sent] == [("", SAYS), ("A note.", "")]
    mark = Mark("f1-1", read.criteria[0].id, 0, 4)
    with pytest.raises(Invalid, match="not in this piece of work"):
        scoring.mark(meeting.store, ben, Entry(read.assignment.id, "m1"), (mark,))
    with pytest.raises(Invalid, match="not in this piece of work"):
        clean_annotation(Annotation("f1-1", 0, 4, "Here."), read.sample)


def test_it_goes_when_the_work_is_withdrawn(meeting, photo):
    type_it(meeting, photo, "Xylophone")
    assert everywhere(meeting.store, "Xylophone") == ["artifact.text"]
    sample_files.withdraw(meeting.store, meeting.files, photo, "s1")
    assert everywhere(meeting.store, "Xylophone") == []
