"""What was masked or withdrawn is in no byte of the database file, and nothing kept says who speaks which language."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest

from tests.workbench.world import Clock, staff
from workbench.domain.catalogue import speaking
from workbench.domain.errors import NotFound, WrongMoment
from workbench.domain.people import Viewer
from workbench.domain.samples import Permission
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


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(f"file://{tmp_path.as_posix()}/files")


def stored(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.glob("workbench.sqlite*")))


def test_a_name_that_was_masked_is_in_no_byte(store: Store, fay: Viewer, tmp_path: Path):
    sample_id = a_text(store, fay)
    assert b"Quillfeather" in stored(tmp_path)
    found = masking.hints(samples.get(store, fay, sample_id).sample)
    masking.mask(store, fay, sample_id, found)
    assert b"Quillfeather" not in stored(tmp_path)


def test_words_that_were_withdrawn_are_in_no_byte(store: Store, fay: Viewer, tmp_path: Path, files: Files):
    sample_id = a_text(store, fay)
    sample_files.withdraw(store, files, fay, sample_id)
    assert b"river is high" not in stored(tmp_path)


def test_a_text_that_was_removed_is_in_no_byte(store: Store, fay: Viewer, tmp_path: Path, files: Files):
    sample_id = a_text(store, fay)
    (text,) = samples.get(store, fay, sample_id).sample.artifacts
    sample_files.remove(store, files, fay, (sample_id, text.id))
    assert b"river is high" not in stored(tmp_path)


def test_words_whose_day_has_come_are_in_no_byte(store: Store, fay: Viewer, clock: Clock, tmp_path: Path, files: Files):
    sample_id = a_text(store, fay)
    until = Permission(delete_after=clock().date())
    samples.describe(store, fay, sample_id, About("A letter", permission=until))
    clock.forward(days=2)
    assert sample_files.withdraw_overdue(store, files) == 1
    assert b"river is high" not in stored(tmp_path)


def test_words_go_while_others_read_and_write_all_the_time(store: Store, fay: Viewer, tmp_path: Path, files: Files):
    sample_id, over = a_text(store, fay), Event()

    def reads() -> int:
        return _until(over, lambda: samples.get(store, fay, sample_id))

    def writes() -> int:
        return _until(over, lambda: samples.rename(store, fay, sample_id))

    with ThreadPoolExecutor(5) as others:
        busy = [others.submit(work) for work in (reads, reads, reads, reads, writes)]
        try:
            sample_files.withdraw(store, files, fay, a_text(store, fay))
            sample_files.withdraw(store, files, fay, sample_id)
        finally:
            over.set()
        assert min(work.result() for work in busy) > 0
    assert b"river is high" not in stored(tmp_path)


def _until(over: Event, work: Callable[[], object]) -> int:
    done = 0
    while not over.is_set():
        with suppress(WrongMoment, NotFound):  # the piece is gone
            work()
        done += 1
    return done


def test_what_a_text_is_called_says_nothing_about_the_language_of_who_brought_it(store: Store, fay: Viewer):
    with speaking("es"):
        sample_id = a_text(store, fay)
    assert [artifact.label for artifact in samples.get(store, fay, sample_id).sample.artifacts] == ["Text"]
