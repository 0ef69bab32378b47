"""A real server process for a test: started, waited for, read and stopped the same way on every platform."""

import http.client
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Server:
    """A started server and what it wrote.

    Attributes
    ----------
    url
        Its address without a trailing slash.
    printed, log
        The files that its standard output and its standard error go to.
    """

    port: int
    process: subprocess.Popen[bytes]
    printed: Path
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, *, seconds: float = 10) -> tuple[int, str]:
        """Return the status and the body of a GET without a cookie; past any proxy, redirects not followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def is_healthy(self) -> bool:
        try:
            return self.ask("/healthz", seconds=2)[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def kill(self) -> None:
        """Stop it the hard way, as a power cut would (SIGKILL where there are signals)."""
        self.process.kill()
        self.process.wait(STOP_SECONDS)

    def stop(self) -> None:
        """Ask it to end, and end it when it does not; nothing happens when it has ended before."""
        if self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def last_words(self) -> str:
        """Return the end of its log, for the message of a failing test."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-4000:]


@contextmanager
def running(
    command: Sequence[str | Path],
    port: int,
    folder: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Iterator[Server]:
    """Start a server, wait until ``/healthz`` answers 200, and stop it at the end.

    Parameters
    ----------
    command
        What to start; it must listen on 127.0.0.1 at `port`.
    folder
        Where ``PORT.out`` and ``PORT.log`` go; started again in the same folder it writes on behind the old lines.
    env
        Variables added to this process's own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    printed, log = folder / f"{port}.out", folder / f"{port}.log"
    with printed.open("ab") as output, log.open("ab") as errors:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})},
            cwd=cwd,
        )
    server = Server(port, process, printed, log)
    try:
        _wait_until_healthy(server)
        yield server
    finally:
        server.stop()


def _wait_until_healthy(server: Server) -> None:
    give_up = time.monotonic() + START_SECONDS
    while not server.is_healthy():
        code = server.process.poll()
        if code is not None:
            raise RuntimeError(f"The server ended with status {code} before it was ready:\n{server.last_words()}")
        if time.monotonic() > give_up:
            raise TimeoutError(f"/healthz did not answer 200 within {START_SECONDS} s:\n{server.last_words()}")
        time.sleep(0.1)
