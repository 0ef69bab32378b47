"""Samples that travel with the program come into a school like any upload."""

import pytest

from tests.workbench.world import staff
from workbench.domain.errors import NotFound
from workbench.domain.people import Person, Viewer
from workbench.domain.samples import Artifact, ArtifactKind, Sample
from workbench.services import builtin, naming
from workbench.storage import people, samples
from workbench.storage.files import Files
from workbench.storage.samples import NewSample
from workbench.storage.store import Store


@pytest.fixture
def files(tmp_path) -> Files:
    return Files(f"memory://{tmp_path.name}")


def test_text_word_file_pdf_and_picture_come_in_ready_to_be_scored(store, files, facilitator):
    slugs = ["maple", "sycamore", "walnut", "dogwood"]
    ids = builtin.import_samples(store, files, facilitator, slugs)
    with store.reading() as db:
        found = samples.many(db, list(ids.values()))
    maple, sycamore, walnut, dogwood = (found[ids[slug]] for slug in slugs)
    assert all(sample.checked and sample.task and sample.prompt for sample in found.values())
    assert maple.name == "Maple"
    assert maple.artifacts[0].text.startswith("Dear")
    assert sycamore.artifacts[0].kind is ArtifactKind.TEXT
    assert len(walnut.artifacts[0].pages) == 2
    assert [a.kind for a in dogwood.artifacts] == [ArtifactKind.PAGES, ArtifactKind.TEXT]
    assert all(files.has(page.file) for a in walnut.artifacts for page in a.pages)


def test_a_second_import_uses_what_is_there(store, files, facilitator):
    first = builtin.import_samples(store, files, facilitator, ["maple", "birch"])
    again = builtin.import_samples(store, files, facilitator, ["birch", "cedar", "maple"])
    assert {slug: again[slug] for slug in first} == first
    with store.reading() as db:
        assert [s.name for s in samples.of_school(db, facilitator.person.school_id)] == ["Birch", "Cedar", "Maple"]


def test_each_school_has_its_own(store, files, facilitator):
    other = of_another_school(store)
    ids = [builtin.import_samples(store, files, owner, ["maple"])["maple"] for owner in (facilitator, other)]
    assert len(set(ids)) == 2


def test_a_name_that_the_school_uses_for_other_work_is_replaced_by_another(store, files, facilitator):
    own = Sample("own", "Maple", "Ours", "Why?", (Artifact("text", ArtifactKind.TEXT, "Text", "Ours."),), checked=True)
    with store.writing() as db:
        samples.add(db, NewSample(own, facilitator.person.school_id, facilitator.person.id), store.now())
    sample_id = builtin.import_samples(store, files, facilitator, ["maple"])["maple"]
    with store.reading() as db:
        name = samples.get(db, sample_id).name
    assert sample_id != "own"
    assert name != "Maple"
    assert name in naming.sample_names()


def test_a_school_that_has_used_every_name_gets_two_words(store, files, facilitator):
    with store.writing() as db:
        for name in naming.sample_names():
            own = Sample(f"own {name}", name, "Ours", "Why?", checked=True)
            samples.add(db, NewSample(own, facilitator.person.school_id, facilitator.person.id), store.now())
    sample_id = builtin.import_samples(store, files, facilitator, ["maple"])["maple"]
    with store.reading() as db:
        assert len(samples.get(db, sample_id).name.split()) == 2


@pytest.mark.parametrize("slug", ["nothing", "", "../rubrics", "maple/../birch"])
def test_a_sample_that_does_not_exist_is_named(store, files, facilitator, slug):
    with pytest.raises(NotFound, match="no built-in sample"):
        builtin.import_samples(store, files, facilitator, ["maple", slug])
    with store.reading() as db:
        assert samples.of_school(db, facilitator.person.school_id) == ()


def of_another_school(store: Store) -> Viewer:
    viewer = staff(store, "Olu F.")
    with store.writing() as db:
        people.add_school(db, "other", "Other School")
    return Viewer(Person(viewer.person.id, viewer.person.name, "other"), viewer.roles)
