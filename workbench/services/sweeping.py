"""The daily sweep of the file store: what no page names any more, because a power cut came between two steps, goes."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from workbench.domain.errors import NotFound
from workbench.services import eventlog, sample_files
from workbench.services.files import Files
from workbench.storage import sample_changes
from workbench.storage.store import Store

# A file is written before a row names it: whatever is younger may belong to an upload that is under way.
OLD_ENOUGH: Final = timedelta(hours=1)
AT_A_TIME: Final = 500


def sweep(store: Store, files: Files) -> int:
    """Delete every file that no page names and that is older than an hour, half-written ones too; return how many.

    Where most files are named by no page, the database is more likely the wrong one than the files: nothing is deleted,
    and the log says so.
    """
    before = store.now() - OLD_ENOUGH
    every = files.every()
    unnamed = _unnamed(store, every)
    if len(unnamed) > len(every) - len(unnamed):
        eventlog.warning("MostFilesNamedByNoPage", "sweep")
        return 0
    old = [digest for digest in unnamed if _is_old(files, digest, before)]
    for some in _batches(old):
        _delete(store, files, some)
    return len(old) + files.remove_halves(before)


def _unnamed(store: Store, digests: Sequence[str]) -> list[str]:
    found: list[str] = []
    for some in _batches(digests):
        with store.reading() as db:
            found += sorted(sample_changes.not_needed(db, some))
    return found


def _is_old(files: Files, digest: str, before: datetime) -> bool:
    try:
        return files.written_at(digest) < before
    except NotFound:  # deleted in this moment, by whoever withdrew the work
        return False


def _delete(store: Store, files: Files, digests: Sequence[str]) -> None:
    """Delete what is still named by no page: somebody may have added the same picture in the meantime."""
    with store.writing() as db:
        sample_files.delete(db, files, digests)


def _batches(digests: Sequence[str]) -> Iterator[Sequence[str]]:
    return (digests[start : start + AT_A_TIME] for start in range(0, len(digests), AT_A_TIME))
