"""Runs a module in a process of its own, without our secrets, and ends it when its time is up."""

import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from typing import IO

from workbench.domain.errors import TooMany, Unavailable
from workbench.intake.limits import Limits

__all__ = ["Finished", "TookTooLong", "run"]

# The machine that reads files also serves the scoring desks: two at a time leave it room.
_PLACES = threading.BoundedSemaphore(2)
_PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


class TookTooLong(Exception):
    """The process was ended because its time was up."""


@dataclass(frozen=True, slots=True)
class Finished:
    """How a process ended.

    Parameters
    ----------
    code
        Its exit code; negative is the signal that ended it.
    output
        What it wrote to standard output.
    trouble
        The name of the Python error that ended it, or nothing. Never the message: it may quote the file.
    """

    code: int
    output: bytes
    trouble: str


def run(module: str, question: bytes, limits: Limits) -> Finished:
    """Run ``python -m module`` with the question as its standard input.

    Raises
    ------
    TookTooLong
        The process did not end in time and was killed.
    TooMany
        Others kept both places for longer than one file may take.
    Unavailable
        No process could be started.
    """
    if not _PLACES.acquire(timeout=limits.wall_seconds):
        raise TooMany("Many files are being read at this moment.", "Try again in a minute.")
    try:
        # Files rather than pipes: nobody has to read along, and their size can be limited.
        with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as trouble:
            asked.write(question)
            asked.seek(0)
            code = _run(module, (asked, output, trouble), limits.wall_seconds)
            return Finished(code, _start(output, limits.answer_bytes), _error_name(_end(trouble, 4_096)))
    except OSError as error:
        raise Unavailable("The file could not be opened on our side.", "Try again in a minute.") from error
    finally:
        _PLACES.release()


def _run(module: str, files: tuple[IO[bytes], IO[bytes], IO[bytes]], seconds: float) -> int:
    asked, output, trouble = files
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        stdin=asked,
        stdout=output,
        stderr=trouble,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise TookTooLong from None
    finally:
        process.kill()
        process.wait()


def _environment() -> dict[str, str]:
    """The child imports what we would import, and learns nothing else: no database address, no keys."""
    paths = [path for path in sys.path if os.path.isabs(path)]
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | {
        "PYTHONPATH": os.pathsep.join(paths)
    }


def _start(file: IO[bytes], most: int) -> bytes:
    file.seek(0)
    return file.read(most)


def _end(file: IO[bytes], most: int) -> bytes:
    file.seek(max(0, file.seek(0, os.SEEK_END) - most))
    return file.read()


def _error_name(trouble: bytes) -> str:
    lines = trouble.decode("utf-8", "replace").strip().splitlines()
    name = lines[-1].partition(":")[0] if lines else ""
    return name if name.replace(".", "").isidentifier() else ""
