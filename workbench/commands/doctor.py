"""``workbench doctor``: checks what the workbench needs, one line each, and says what to do."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from workbench.commands.starting import is_free, say, settings_from
from workbench.domain.errors import WorkbenchError
from workbench.services import readiness
from workbench.services.opening import open_store
from workbench.settings import Settings

OLDEST_PYTHON = (3, 11)
LEAST_SPACE = 1_000_000_000
SECONDS = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``wrong`` things make the command end with 1."""

    says: str
    wrong: bool = False


def run(asked: argparse.Namespace) -> int:
    """Print every finding; return 1 when something is wrong."""
    settings = settings_from(asked)
    checks: tuple[Callable[[Settings], Finding], ...] = (python, database, folder, space, address)
    findings = [check(settings) for check in checks]
    for finding in findings:
        say(f"{'WRONG' if finding.wrong else 'ok':<6}{finding.says}")
    return int(any(finding.wrong for finding in findings))


def python(settings: Settings) -> Finding:
    """Look at the Python that runs this."""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        return Finding(f"Python {found} is too old. Install 3.11 or newer.", wrong=True)
    return Finding(f"Python {found}.")


def database(settings: Settings) -> Finding:
    """Ask the database for its schema."""
    try:
        with closing(open_store(settings)) as store:
            return Finding(f"The database answers and has schema {readiness.check(store)}.")
    except WorkbenchError as trouble:
        return Finding(str(trouble), wrong=True)


def folder(settings: Settings) -> Finding:
    """Write something into the data folder."""
    try:
        with tempfile.TemporaryFile(dir=settings.data) as probe:
            probe.write(b"?")
    except OSError as refused:
        return Finding(f"{settings.data} cannot be written to: {refused.strerror}. Change its owner.", wrong=True)
    return Finding(f"{settings.data} can be written to.")


def space(settings: Settings) -> Finding:
    """Look at the free space where the data lies."""
    free = shutil.disk_usage(settings.data).free
    says = f"{free / 1e9:.1f} GB are free there."
    return Finding(says if free >= LEAST_SPACE else f"{says} Make room: 1 GB at least.", wrong=free < LEAST_SPACE)


def address(settings: Settings) -> Finding:
    """Ask the address that browsers use whether a workbench answers there."""
    where = urlsplit(settings.public_address)
    if where.scheme not in ("http", "https") or not where.hostname:
        return Finding(f"{settings.address} is no address. Give one like https://workbench.school.org.", wrong=True)
    status = _healthz(settings.public_address)
    if status == 200:
        return Finding(f"A workbench answers at {settings.public_address}.")
    if status:
        return Finding(f"{settings.public_address}/healthz answers {status}. Look at the server's log.", wrong=True)
    if not is_free(settings.host, settings.port):
        return Finding(f"Something else has port {settings.port}. Stop it, or give another --port.", wrong=True)
    return Finding(f"Nothing answers at {settings.public_address} yet. `workbench serve` starts it.")


def _healthz(public_address: str) -> int:
    where = urlsplit(public_address)
    kind = HTTPSConnection if where.scheme == "https" else HTTPConnection
    connection = kind(where.netloc, timeout=SECONDS)
    try:
        connection.request("GET", f"{where.path}/healthz")
        return connection.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        connection.close()
