"""Slowing down guesses, in the database, so that it holds over restarts and for every server process.

A try is counted before it is checked, so that a hundred at once are a hundred; a right one is taken back. The first
wrong tries are free, then each doubles the wait up to a limit. Nobody is locked out: after the wait a right PIN is
right. A whole school has one address, so an address is slowed down only far above what a school mistypes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import Connection

from workbench.domain import catalogue
from workbench.domain.errors import TooMany
from workbench.storage import attempts
from workbench.storage.store import Store


@dataclass(frozen=True, slots=True)
class Limit:
    """How many wrong tries within a time are free, and how the wait grows after them (seconds)."""

    free: int
    first: int
    longest: int
    within: timedelta


OF_A_PERSON = Limit(5, 10, 900, timedelta(hours=12))
OF_A_SESSION = Limit(60, 2, 30, timedelta(hours=1))
OF_AN_ADDRESS = Limit(400, 30, 60, timedelta(hours=1))
NEW_NAMES = Limit(500, 30, 60, timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Counted:
    """A try that was counted, to be taken back when it was right."""

    sequences: tuple[int, ...]
    key: str


def count(store: Store, limits: Mapping[str, Limit]) -> Counted:
    """Count a try under every key; the first key is the most particular one.

    Raises
    ------
    TooMany
        When there were too many under one of the keys; it says how long to wait. This try is then not counted.
    """
    now = store.now()
    with store.writing() as db:
        attempts.take_turns(db, limits)
        attempts.forget_old(db, now)
        wait = _longest_wait(db, limits, now)
        if wait <= 0:
            return Counted(tuple(attempts.add(db, key, now) for key in limits), next(iter(limits)))
    raise _too_many(wait)


def refuse_waiting(store: Store, limits: Mapping[str, Limit]) -> None:
    """Raise when somebody has to wait under one of the keys; counts nothing.

    Raises
    ------
    TooMany
        It says how long to wait.
    """
    with store.reading() as db:
        wait = _longest_wait(db, limits, store.now())
    if wait > 0:
        raise _too_many(wait)


def take_back(db: Connection, counted: Counted) -> None:
    """Forget a try that was right, and the wrong ones before it under its most particular key."""
    attempts.forget(db, counted.sequences, counted.key)


def in_words(seconds: int) -> str:
    """Return a wait as people say it."""
    if seconds < 90:
        return catalogue.count("{n} second", "{n} seconds", seconds)
    return catalogue.count("{n} minute", "{n} minutes", ceil(seconds / 60))


def _too_many(wait: int) -> TooMany:
    return TooMany(
        "There were too many wrong tries.", "Wait {wait}, then try again.", wait_seconds=wait, wait=in_words(wait)
    )


def _longest_wait(db: Connection, limits: Mapping[str, Limit], now: datetime) -> int:
    return max(_wait(db, key, limit, now) for key, limit in limits.items())


def _wait(db: Connection, key: str, limit: Limit, now: datetime) -> int:
    n, last = attempts.recent(db, key, now - limit.within)
    if n < limit.free or last is None:
        return 0
    delay = min(limit.first * 2 ** min(n - limit.free, 16), limit.longest)
    return ceil((last + timedelta(seconds=delay) - now).total_seconds())
