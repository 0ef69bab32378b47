"""What the server does by itself, once a day: work whose day has passed goes, files of no page, names off scores."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from workbench.services import cutting, eventlog, readiness, sample_files, sweeping
from workbench.services.files import open_files
from workbench.web.house import House

EVERY: Final = 24 * 60 * 60
AGAIN_AFTER_TROUBLE: Final = 60 * 60
ROUTE: Final = "daily"


@asynccontextmanager
async def housekeeping(house: House) -> AsyncIterator[None]:
    """Look at once and then daily while the server runs, in a worker thread: no request waits for it."""
    task = asyncio.create_task(_daily(house))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _daily(house: House) -> None:
    while True:
        await asyncio.sleep(EVERY if await house.ask(tidy, house) else AGAIN_AFTER_TROUBLE)


def tidy(house: House) -> bool:
    """Delete what is due; return whether database and files answered. Trouble is logged and tried again."""
    files = open_files(house.settings)
    try:
        readiness.check(house.store)
        gone = sample_files.withdraw_overdue(house.store, files)
        swept = sweeping.sweep(house.store, files)
        cut = cutting.cut_overdue(house.store)
    except Exception as trouble:  # noqa: BLE001  whatever it is, tomorrow's turn must come
        eventlog.warning(type(trouble).__name__, ROUTE)
        return False
    if gone or swept or cut:
        eventlog.event(f"withdrawn={gone} swept={swept} names_cut={cut}", ROUTE)
    return True
