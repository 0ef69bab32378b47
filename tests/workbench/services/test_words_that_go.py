"""What was masked or withdrawn is in no byte of the database file, and nothing kept says who speaks which language."""

from pathlib import Path

import pytest

from tests.workbench.world import staff
from workbench.domain.catalogue import speaking
from workbench.domain.people import Viewer
from workbench.services import masking, sample_files, samples
from workbench.services.files import Files
from workbench.services.samples import About
from workbench.storage.store import Store

NAMED = "My name is Persephone Quillfeather. The river is high."


@pytest.fixture
def fay(store: Store) -> Viewer:
    return staff(store)


def a_text(store: Store, viewer: Viewer) -> str:
    sample_id = samples.draft(store, viewer, About("A letter"), store.new_id())
    samples.add_text(store, viewer, sample_id, NAMED, store.new_id())
    return sample_id


def stored(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.glob("workbench.sqlite*")))


def test_a_name_that_was_masked_is_in_no_byte(store: Store, fay: Viewer, tmp_path: Path):
    sample_id = a_text(store, fay)
    assert b"Quillfeather" in stored(tmp_path)
    found = masking.hints(samples.get(store, fay, sample_id).sample)
    masking.mask(store, fay, sample_id, found)
    assert b"Quillfeather" not in stored(tmp_path)


def test_words_that_were_withdrawn_are_in_no_byte(store: Store, fay: Viewer, tmp_path: Path):
    sample_id = a_text(store, fay)
    sample_files.withdraw(store, Files(f"file://{tmp_path.as_posix()}/files"), fay, sample_id)
    assert b"river is high" not in stored(tmp_path)


def test_what_a_text_is_called_says_nothing_about_the_language_of_who_brought_it(store: Store, fay: Viewer):
    with speaking("es"):
        sample_id = a_text(store, fay)
    assert [artifact.label for artifact in samples.get(store, fay, sample_id).sample.artifacts] == ["Text"]
