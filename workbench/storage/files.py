"""Files by content: page pictures lie under the hash of what is in them, never under a name somebody gave.

A file is written beside its place and then moved there, so that a crash leaves no half file under a hash.
Any fsspec address works; the default is a local folder.
"""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import url2pathname

from fsspec.core import url_to_fs

from workbench.domain.errors import Unavailable, nothing_here

_HASH = re.compile(r"[0-9a-f]{64}")
_HALF = re.compile(r"[0-9a-f]{16}\.part")


@dataclass(frozen=True, slots=True)
class Files:
    """A file store.

    Parameters
    ----------
    url
        fsspec address of its root: ``file:///folder``, a plain path, ``memory://name``, ``s3://bucket/folder``.
    """

    url: str

    def put(self, data: bytes) -> str:
        """Store content and return its SHA-256 in hex; the same content again writes nothing."""
        digest = sha256(data).hexdigest()
        if self.has(digest):
            self._freshen(digest)
            return digest
        with _reached():
            fs, root = self._root()
            folder = f"{root}/{digest[:2]}"
            half = f"{folder}/{secrets.token_hex(8)}.part"
            fs.makedirs(folder, exist_ok=True)
            try:
                _write(fs, half, data)
                fs.mv(half, f"{folder}/{digest}")
            finally:
                if fs.exists(half):
                    fs.rm_file(half)
        return digest

    def get(self, digest: str) -> bytes:
        """Return the content under a hash.

        Raises
        ------
        NotFound
            When there is none.
        """
        with _reached():
            fs, path = self._place(digest)
            return cast(bytes, fs.cat_file(path))

    def has(self, digest: str) -> bool:
        """Return whether there is content under this hash."""
        with _reached():
            fs, path = self._place(digest)
            return bool(fs.isfile(path))

    def remove(self, digest: str) -> None:
        """Delete the content under a hash; what is not there needs no deleting.

        Two samples may hold the same file: ask first whether any other page needs it.
        """
        with _reached():
            fs, path = self._place(digest)
            if fs.isfile(path):
                fs.rm_file(path)

    def every(self) -> tuple[str, ...]:
        """Return the hashes of all content, in order."""
        return tuple(sorted(name for path in self._paths() if _HASH.fullmatch(name := path.rpartition("/")[2])))

    def written_at(self, digest: str) -> datetime:
        """Return when the content under a hash was last put.

        Raises
        ------
        NotFound
            When there is none.
        """
        with _reached():
            fs, path = self._place(digest)
            return _modified(fs, path)

    def remove_halves(self, before: datetime) -> int:
        """Delete what was half written when the power went, before this moment; return how many."""
        halves = [path for path in self._paths() if _HALF.fullmatch(path.rpartition("/")[2])]
        with _reached():
            fs, _root = self._root()
            old = [path for path in halves if _modified(fs, path) < before]
            for path in old:
                fs.rm_file(path)
        return len(old)

    def _paths(self) -> list[str]:
        with _reached():
            fs, root = self._root()
            return list(fs.find(root)) if fs.isdir(root) else []

    def _freshen(self, digest: str) -> None:
        """Let content that is put again count as written now, where the store can: it is not swept then."""
        fs, path = self._place(digest)
        with _reached(), suppress(NotImplementedError):
            fs.touch(path, truncate=False)

    def _place(self, digest: str) -> tuple[Any, str]:
        # Only a hash becomes a path: nothing a stranger sends can climb out of the store.
        if not _HASH.fullmatch(digest):
            raise nothing_here()
        fs, root = self._root()
        return fs, f"{root}/{digest[:2]}/{digest}"

    def _root(self) -> tuple[Any, str]:
        # fsspec takes %20 in a file address for the characters themselves.
        is_local = self.url.startswith("file:")
        fs, root = url_to_fs(url2pathname(urlsplit(self.url).path) if is_local else self.url)
        return fs, root.rstrip("/")


def _write(fs: Any, path: str, data: bytes) -> None:
    with fs.open(path, "wb") as out:
        out.write(data)
        if "file" in fs.protocol:
            out.flush()
            os.fsync(out.fileno())


def _modified(fs: Any, path: str) -> datetime:
    at = cast(datetime, fs.modified(path))
    return at if at.tzinfo else at.replace(tzinfo=UTC)


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as missing:
        raise nothing_here() from missing
    except OSError as lost:
        raise Unavailable("The file store does not answer.", "Nothing was lost. Try again in a minute.") from lost
