"""What a long command is doing, on a terminal and nowhere else."""

import threading
from types import TracebackType
from typing import TextIO

__all__ = ["Progress"]

QUIET_SECONDS = 1.0
EVERY_SECONDS = 0.5


class Progress:
    """Says on one line of a terminal what goes on, once it takes longer than a moment; wipes it at the end.

    Parameters
    ----------
    stream
        Standard error; where it is no terminal nothing is written.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._doing = ""
        self._over = threading.Event()
        self._written = 0
        self._teller = threading.Thread(target=self._tell, daemon=True) if stream.isatty() else None

    def __enter__(self) -> "Progress":
        if self._teller:
            self._teller.start()
        return self

    def now(self, doing: str) -> None:
        """Note what goes on from here."""
        self._doing = doing

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if self._teller:
            self._teller.join()
            self._write("")

    def _tell(self) -> None:
        dots = 0
        wait = QUIET_SECONDS
        while not self._over.wait(wait):
            wait, dots = EVERY_SECONDS, dots % 3 + 1
            self._write(f"{self._doing} {'.' * dots}")

    def _write(self, line: str) -> None:
        if line or self._written:
            self._stream.write(f"\r{line:<{self._written}}\r" if not line else f"\r{line:<{self._written}}")
            self._stream.flush()
            self._written = max(self._written, len(line))
