"""The server's own work: what is due is withdrawn when it starts, and trouble with the database stops nothing."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.workbench.world import NOON, Clock, staff
from workbench.domain.samples import Permission
from workbench.services import samples
from workbench.services.samples import About
from workbench.storage.store import Store, connect
from workbench.web.daily import housekeeping, tidy
from workbench.web.house import House


async def started(house: House, *, until: Callable[[], bool]) -> None:
    async with asyncio.timeout(30), housekeeping(house):
        while not until():
            await asyncio.sleep(0.01)


def test_work_past_its_day_is_gone_once_the_server_has_started(house: House, store: Store, clock: Clock):
    fay = staff(store)
    until = Permission(delete_after=NOON.date() + timedelta(days=1))
    samples.draft(store, fay, About(permission=until), "s1")
    clock.forward(days=2)
    asyncio.run(started(house, until=lambda: not samples.browse(store, fay)))


def test_a_database_that_is_not_ready_is_asked_again_later(house: House, tmp_path: Path):
    empty = Store(connect(f"sqlite:///{(tmp_path / 'empty.sqlite').as_posix()}"))
    assert not tidy(replace(house, store=empty))
    assert tidy(house)
    empty.close()


def test_an_error_of_ours_is_logged_and_its_next_turn_comes(house: House, store: Store, caplog):
    without_time = replace(store, clock=lambda: NOON + timedelta(days=1) / 0)
    assert not tidy(replace(house, store=without_time))
    assert "ZeroDivisionError" in caplog.text
