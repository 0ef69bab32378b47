"""The file store: content under its own hash, whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from workbench.domain.errors import NotFound, Unavailable
from workbench.storage.files import Files

PICTURE = b"\x89PNG a page of student work"


@pytest.fixture(params=["folder", "folder with a space", "address with a space", "memory"])
def files(request, tmp_path) -> Files:
    urls = {
        "folder": str(tmp_path / "files"),
        "folder with a space": str(tmp_path / "Application Support"),
        "address with a space": (tmp_path / "Application Support").as_uri(),
        "memory": f"memory://{tmp_path.name}",
    }
    return Files(urls[request.param])


def test_what_was_put_comes_back_under_its_hash(files):
    digest = files.put(PICTURE)
    assert digest == sha256(PICTURE).hexdigest()
    assert files.has(digest)
    assert files.get(digest) == PICTURE


def test_the_same_content_twice_is_one_file(files):
    assert files.put(PICTURE) == files.put(PICTURE)
    assert files.get(files.put(PICTURE)) == PICTURE


def test_empty_content_is_content_too(files):
    assert files.get(files.put(b"")) == b""


def test_removed_content_is_gone_and_removing_it_again_is_no_trouble(files):
    digest = files.put(PICTURE)
    files.remove(digest)
    files.remove(digest)
    assert not files.has(digest)
    with pytest.raises(NotFound):
        files.get(digest)


@pytest.mark.parametrize("name", ["", "maple.png", "../../etc/passwd", "A" * 64, "a" * 63, f"{'a' * 64}\n"])
def test_only_a_hash_names_a_file(files, name):
    for ask in (files.get, files.has, files.remove):
        with pytest.raises(NotFound):
            ask(name)


def test_a_folder_with_a_space_is_that_folder(tmp_path):
    home = tmp_path / "Application Support" / "files"
    Files(home.as_uri()).put(PICTURE)
    assert [path.read_bytes() for path in home.rglob("*") if path.is_file()] == [PICTURE]


def test_nothing_but_hashes_is_left_in_the_folder(tmp_path):
    files = Files(str(tmp_path))
    digest = files.put(PICTURE)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [digest]


def test_a_crash_while_writing_leaves_nothing_under_the_hash(tmp_path, monkeypatch):
    files = Files(str(tmp_path))

    def pull_the_plug(descriptor: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.fsync", pull_the_plug)
    with pytest.raises(Unavailable):
        files.put(PICTURE)
    monkeypatch.undo()
    assert not files.has(sha256(PICTURE).hexdigest())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert files.get(files.put(PICTURE)) == PICTURE


def test_many_at_once_put_the_same_page(tmp_path):
    files = Files(str(tmp_path))
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(files.put, [PICTURE] * 40))
    assert {files.get(digest) for digest in digests} == {PICTURE}
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_store_that_cannot_be_written_says_so(tmp_path):
    blocked = tmp_path / "files"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(Unavailable, match="file store does not answer"):
        Files(str(blocked)).put(PICTURE)


def test_two_stores_do_not_share_files():
    one, other = Files("memory://one"), Files("memory://other")
    digest = one.put(PICTURE)
    assert not other.has(digest)


def test_all_content_is_listed_with_the_moment_it_was_put(files):
    assert files.every() == ()
    started = datetime.now(UTC) - timedelta(seconds=5)
    digests = {files.put(PICTURE), files.put(b"another")}
    assert set(files.every()) == digests
    assert all(started < files.written_at(digest) < started + timedelta(minutes=1) for digest in digests)
    with pytest.raises(NotFound):
        files.written_at("0" * 64)
    assert files.remove_halves(datetime.now(UTC)) == 0
