"""The daily sweep: files that no page names go once they are old; everything that is or may be needed stays."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests.workbench.inked import photo
from tests.workbench.world import NOON, staff
from workbench.services import sample_files, samples, sweeping
from workbench.services.files import Files
from workbench.services.sample_files import Upload
from workbench.services.samples import About

LONG_AGO = NOON - timedelta(days=2)
JUST_NOW = NOON - timedelta(minutes=10)


@pytest.fixture
def files(tmp_path) -> Files:
    return Files((tmp_path / "files").as_uri())


def paths(files: Files) -> list[Path]:
    return [path for path in Path(files.url.removeprefix("file://")).rglob("*") if path.is_file()]


def all_written(files: Files, when) -> None:
    for path in paths(files):
        os.utime(path, (when.timestamp(), when.timestamp()))


def with_work(store, files):
    """A piece with a photo, so that the database names some file."""
    fay = staff(store)
    samples.draft(store, fay, About(), "s1")
    sample_files.add_file(store, files, fay, Upload("s1", photo(400, 300), "f1"))
    return samples.get(store, fay, "s1").sample.artifacts[0].pages[0].file


def test_an_old_file_that_no_page_names_goes_and_the_others_stay(either_store, files):
    named, orphan = with_work(either_store, files), files.put(b"left behind")
    all_written(files, LONG_AGO)
    assert sweeping.sweep(either_store, files) == 1
    assert files.every() == (named,)
    assert not files.has(orphan)
    assert sweeping.sweep(either_store, files) == 0


def test_a_young_file_may_belong_to_an_upload_that_is_under_way(store, files):
    with_work(store, files)
    files.put(b"a row will name this in a moment")
    all_written(files, JUST_NOW)
    assert sweeping.sweep(store, files) == 0
    assert len(paths(files)) == 2


def test_a_file_that_is_put_again_counts_as_young(store, files, clock):
    with_work(store, files)
    files.put(b"left behind")
    all_written(files, LONG_AGO)
    files.put(b"left behind")
    clock.now = max(files.written_at(digest) for digest in files.every()) + timedelta(minutes=10)
    assert sweeping.sweep(store, files) == 0


def test_half_written_files_go_when_they_are_old(store, files):
    with_work(store, files)
    folder = paths(files)[0].parent
    for name in ("0123456789abcdef.part", "fedcba9876543210.part", "notes.txt"):
        (folder / name).write_bytes(b"half")
    all_written(files, LONG_AGO)
    os.utime(folder / "fedcba9876543210.part", (JUST_NOW.timestamp(),) * 2)
    assert sweeping.sweep(store, files) == 1
    assert {path.name for path in paths(files)} >= {"fedcba9876543210.part", "notes.txt"}
    assert len(paths(files)) == 3


def test_where_most_files_are_named_by_no_page_the_database_is_the_wrong_one_and_nothing_goes(store, files, caplog):
    with_work(store, files)
    for n in range(3):
        files.put(f"of another database {n}".encode())
    all_written(files, LONG_AGO)
    assert sweeping.sweep(store, files) == 0
    assert len(paths(files)) == 4
    assert "MostFilesNamedByNoPage" in caplog.text


def test_many_files_are_asked_about_in_batches(store, files, monkeypatch):
    with_work(store, files)
    monkeypatch.setattr(sweeping, "AT_A_TIME", 1)
    files.put(b"left behind")
    all_written(files, LONG_AGO)
    assert sweeping.sweep(store, files) == 1


@pytest.mark.parametrize("url", ["memory://sweep", "folder"])
def test_an_empty_store_needs_no_sweep(store, tmp_path, url):
    assert sweeping.sweep(store, Files(url if "://" in url else str(tmp_path / url))) == 0
