"""Withdrawn work is nowhere: neither in the file store nor in any column; levels stay under a neutral name."""

import pytest

from tests.workbench.giving_world import Asked, asked
from workbench.domain.exemplars import Annotation, Exemplar
from workbench.domain.phases import Act
from workbench.domain.samples import Audience, Permission
from workbench.domain.scoring import Mark
from workbench.services import giving, results, sample_files, samples, scoring
from workbench.services.results.gaps import gaps
from workbench.services.sample_files import Upload
from workbench.services.samples import About
from workbench.services.scoring import Entry
from workbench.storage import exemplars
from workbench.storage import tables as t

PLANTED = "Xylophone7b"


@pytest.fixture
def meeting(either_store, tmp_path) -> Asked:
    return asked(either_store, tmp_path)


def everywhere(store, words: str) -> list[str]:
    """Return every column of every table that holds these words."""
    with store.reading() as db:
        return sorted(
            {
                f"{table.name}.{column.name}"
                for table in t.metadata.sorted_tables
                for row in db.execute(table.select()).mappings()
                for column in table.columns
                if words in str(row[column.name])
            }
        )


def kept(files) -> list:
    from pathlib import Path

    return [path for path in Path(files.url.removeprefix("file://")).rglob("*") if path.is_file()]


def a_full_life(meeting: Asked, png: bytes) -> str:
    """Let Ana bring a photo and a text, others read, mark and write about it, and an exemplar be published."""
    ana = meeting.comes("Ana")
    sample_id = meeting.begins(ana, f"{PLANTED} wrote this.")
    sample_files.add_file(meeting.store, meeting.files, ana, Upload(sample_id, png, "photo", "IMG.png"))
    giving.send(meeting.store, ana, meeting.session_id, Permission(True, Audience.SCHOOL), f"{PLANTED}, 3rd period")
    meeting.pieces["Ana"] = sample_id
    samples.describe(meeting.store, meeting.lead, sample_id, About(f"Task {PLANTED}", f"Prompt {PLANTED}"))
    meeting.brings("Ben")
    meeting.opens()
    for name in ("Cal", "Dee", "Eve"):
        viewer = meeting.joins(name)
        meeting.scores(viewer, 2, f"“{PLANTED} wrote” decided it.")
        desk = scoring.desk(meeting.store, viewer, meeting.session_id)
        read = next(read for read in desk.reads if read.sample.id == sample_id)
        mark = Mark(read.sample.artifacts[0].id, read.criteria[0].id, 0, 11)
        scoring.mark(meeting.store, viewer, Entry(read.assignment.id, meeting.store.new_id()), (mark,))
    _publish(meeting, read)
    return sample_id


def _publish(meeting: Asked, read) -> None:
    note = Annotation(read.sample.artifacts[0].id, 0, 11, f"Here {PLANTED} begins.")
    exemplar = Exemplar(
        id="x1",
        session_id=meeting.session_id,
        sample_id=read.sample.id,
        criterion_id=read.criteria[0].id,
        level=2,
        why=f"{PLANTED} gives a reason.",
        why_not_next=f"{PLANTED} names no source.",
        annotations=(note,),
        audience=Audience.SCHOOL,
        published_by=meeting.lead.person.id,
        published_at=meeting.store.now(),
    )
    with meeting.store.writing() as db:
        exemplars.add(db, exemplar, ("n1",))


def test_withdrawn_in_mid_session_it_is_nowhere_and_its_levels_stay(meeting: Asked, png):
    sample_id = a_full_life(meeting, png)
    before = everywhere(meeting.store, PLANTED)
    assert {"artifact.text", "affiliation.label", "annotation.note", "exemplar.why", "sample.task"} <= set(before)
    assert len(kept(meeting.files)) == 1
    sample_files.withdraw(meeting.store, meeting.files, meeting.comes("Ana"), sample_id)
    with meeting.store.reading() as db:
        artifacts = db.execute(t.artifact.select().where(t.artifact.c.sample_id == sample_id)).all()
        marks = [row.marks for row in db.execute(t.marking.select()) if row.marks]
        fingerprints = {row.artifact_id for row in db.execute(t.fingerprint.select())}
        pages = db.execute(t.page.select()).all()
    assert not any(mark["artifact"] in {a.id for a in artifacts} for read in marks for mark in read)
    assert not fingerprints & {a.id for a in artifacts}
    assert pages == []
    assert kept(meeting.files) == []
    # What raters wrote about another piece is not about this one and stays.
    others = {"remark.sentence"}
    assert set(everywhere(meeting.store, PLANTED)) <= others
    _nothing_is_said_about(meeting, sample_id)
    meeting.act(Act.CLOSE, Act.REVEAL)
    cal = meeting.joins("Cal")
    dots = {d.sample_id: d.dots for d in results.dots(meeting.store, cal, meeting.session_id, 1)}
    assert dots[sample_id].counts == (0, 3, 0)
    assert gaps(meeting.store, cal, meeting.session_id).keys() <= {sample_id, meeting.pieces["Ben"]}


def _nothing_is_said_about(meeting: Asked, sample_id: str) -> None:
    with meeting.store.reading() as db:
        reads = {r.id for r in db.execute(t.assignment.select().where(t.assignment.c.sample_id == sample_id))}
        assert not [r.sentence for r in db.execute(t.remark.select()) if r.assignment_id in reads and r.sentence]
        levels = [r.level for r in db.execute(t.score.select()) if r.assignment_id in reads]
    assert levels == [2, 2, 2]


def test_who_brought_it_stays_out_of_its_figures_after_withdrawal(meeting: Asked, png):
    sample_id = a_full_life(meeting, png)
    ana = meeting.joins("Ana")
    sample_files.withdraw(meeting.store, meeting.files, ana, sample_id)
    assert sample_id not in {r.sample.id for r in scoring.desk(meeting.store, ana, meeting.session_id).reads}
    assert giving.table(meeting.store, ana, meeting.session_id).pieces == ()


def test_the_lead_can_withdraw_it_too_and_a_draft_asks_for_it_no_more(meeting: Asked):
    sample_id = meeting.brings("Ana", f"{PLANTED} wrote this.", f"{PLANTED}")
    sample_files.withdraw(meeting.store, meeting.files, meeting.lead, sample_id)
    assert everywhere(meeting.store, PLANTED) == []
    assert samples.for_session(meeting.store, meeting.lead, meeting.session_id) == ()
