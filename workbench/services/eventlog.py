"""The log: one line per event on standard error, holding nothing that a rater may not know.

UTC time, level, code, route, person's id: never a name, a join code, a query string, a score or an error's own text,
which may quote any of them. An error of ours is found by its short code; its line says where it happened.
"""

import logging
import sys
import time
import traceback
from typing import Final

from workbench.domain.ids import random_id

OURS: Final = "workbench"
_LOG: Final = logging.getLogger(OURS)
_INNERMOST: Final = 3


class Line(logging.Formatter):
    """One event as one line; of other people's loggers only where it happened."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        ours = record.name.partition(".")[0] == OURS
        what = record.getMessage() if ours else f"{record.name} {record.module}:{record.lineno} -"
        if record.exc_info and record.exc_info[1] is not None:
            what += f" {where(record.exc_info[1])}"
        return " ".join(f"{when} {record.levelname} {what}".splitlines())


def start() -> None:
    """Send events to standard error, ours and, as far as they warn, everybody else's."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line())
    _LOG.handlers = [handler]
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False
    # What reaches no handler Python prints as it stands: an error's own text, and what it quotes.
    logging.lastResort = handler


def event(code: object, route: str, person_id: str = "") -> None:
    """Write that something happened: an HTTP status or a word, the route's pattern, and who asked."""
    _LOG.info("%s %s %s", code, route, person_id or "-")


def warning(code: object, route: str, person_id: str = "") -> None:
    """Write that something was refused or is not ready."""
    _LOG.warning("%s %s %s", code, route, person_id or "-")


def error(trouble: BaseException, route: str, person_id: str = "") -> str:
    """Write that something of ours went wrong; return the short code that finds it."""
    code = random_id()[:6]
    _LOG.error("%s %s %s %s", code, route, person_id or "-", where(trouble))
    return code


def where(trouble: BaseException) -> str:
    """Return an error's kind and the innermost places it came through, without its text."""
    frames = traceback.extract_tb(trouble.__traceback__)[-_INNERMOST:]
    places = " < ".join(f"{_short(frame.filename)}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(trouble).__name__} at {places}" if places else type(trouble).__name__


def _short(filename: str) -> str:
    parts = filename.replace("\\", "/").split("/")
    return "/".join(parts[-2:])
