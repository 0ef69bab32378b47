"""Many raters scoring at once over the real protocol: ``python -m tests.benchmarks.load --raters 300 --seconds 60``."""

import argparse
import asyncio
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from websockets.exceptions import WebSocketException

from tests import ports, servers
from tests.benchmarks import figures
from tests.benchmarks.crowd import Crowd, Rater, gather
from tests.benchmarks.figures import Click, percentile
from tests.benchmarks.following import Follower
from tests.benchmarks.screen import Screen, open_screen
from workbench.services.files import open_files
from workbench.services.opening import open_store
from workbench.services.readiness import prepare
from workbench.settings import Settings

GOAL_P95 = 0.250


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run."""

    raters: int
    seconds: float
    think: float
    arrivals: float
    follow: bool
    seed: int


@dataclass
class Tally:
    """What was seen, by whom does not matter."""

    clicks: list[Click] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    turned: list[tuple[float, float]] = field(default_factory=list)
    followers: list[Follower] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Window:
    """The time that is measured, after everybody has arrived."""

    begins: float
    ends: float
    processor: float
    followed: int


async def run(plan: Plan, crowd: Crowd, server: servers.Server, tally: Tally) -> Window:
    """Let everybody arrive, then score for the planned time; return what the server used in it."""
    rng = Random(plan.seed)
    tasks = [
        asyncio.create_task(_score(plan, crowd, rater, (server.url, Random(rng.random()), tally), arrives))
        for rater, arrives in zip(crowd.raters, _arrivals(plan, rng), strict=True)
    ]
    while len(tally.opened) + len(tally.troubles) < plan.raters:
        _raise_what_failed(tasks)
        await asyncio.sleep(0.2)
    await asyncio.sleep(2)
    begins, before, asked = time.perf_counter(), figures.processor_seconds(server.process.pid), _answers(tally)
    await asyncio.sleep(plan.seconds)
    ends, after = time.perf_counter(), figures.processor_seconds(server.process.pid)
    window = Window(begins, ends, after - before, _answers(tally) - asked)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return window


def _raise_what_failed(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        if task.done() and (trouble := task.exception()):
            raise trouble


def _answers(tally: Tally) -> int:
    return sum(follower.answers for follower in tally.followers)


def _arrivals(plan: Plan, rng: Random) -> list[float]:
    return sorted(rng.uniform(0, plan.raters / plan.arrivals) for _ in range(plan.raters))


async def _score(plan: Plan, crowd: Crowd, rater: Rater, world: tuple[str, Random, Tally], arrives: float) -> None:
    address, rng, tally = world
    await asyncio.sleep(arrives)
    cookie = f"workbench={rater.token}"
    try:
        screen = await open_screen(address, cookie, "desk", f"session={crowd.session_id}")
        async with asyncio.TaskGroup() as both:
            if plan.follow:
                tally.followers.append(Follower(address, cookie, crowd.session_id))
                both.create_task(tally.followers[-1].follow(rng))
            both.create_task(_sit(plan, crowd, rater, (screen, rng, tally)))
    except* (OSError, TimeoutError, RuntimeError, LookupError, WebSocketException) as trouble:
        tally.troubles.append(repr(trouble.exceptions[0]))


async def _sit(plan: Plan, crowd: Crowd, rater: Rater, world: tuple[Screen, Random, Tally]) -> None:
    screen, rng, tally = world
    tally.opened.append(await screen.show())
    given: dict[figures.Cell, int] = {}
    while True:
        await asyncio.sleep(rng.expovariate(1 / plan.think))
        cells = _cells(crowd, rater, screen)
        if all(cell in given for cell in cells) and len(given) < len(rater.reads) * len(crowd.criteria):
            tally.turned.append((time.perf_counter(), await screen.press("Next")))
            continue
        waiting = [cell for cell in cells if cell not in given] or list(cells)
        cell = waiting[0] if waiting[0] not in given else rng.choice(waiting)
        level = rng.choice([n for n in (1, 2, 3, 4) if n != given.get(cell)])
        given[cell] = level
        tally.clicks.append(await _click(screen, cells[cell], Click(cell, level, time.perf_counter()), tally))


async def _click(screen: Screen, choice_id: str, click: Click, tally: Tally) -> Click:
    try:
        seconds = await screen.choose(choice_id, click.level)
    except BaseException:  # sent, but nobody knows whether it was stored: the end of the benchmark, or a lost line
        tally.clicks.append(click)
        raise
    return replace(click, seconds=seconds, confirmed=screen.choices[choice_id].saved)


def _cells(crowd: Crowd, rater: Rater, screen: Screen) -> dict[figures.Cell, str]:
    """Return the cells on the screen in their order, each with its radio's id."""
    keys = {f"cell-{read}-{criterion}-level": (read, criterion) for read in rater.reads for criterion in crowd.criteria}
    found = {
        cell: choice_id for choice_id in screen.choices for key, cell in keys.items() if choice_id.endswith(f"-{key}")
    }
    if not found:
        raise LookupError("the desk shows nothing to score")
    return found


def report(plan: Plan, tally: Tally, window: Window, writes: figures.Writes, megabytes: float) -> str:
    """Return the table."""
    waited = _waited(tally, window)
    turned = [seconds for at, seconds in tally.turned if window.begins <= at <= window.ends]
    length = window.ends - window.begins
    rows = [
        ("raters", f"{plan.raters}, a click every {plan.think:g} s each, on average"),
        ("clicks measured", f"{len(waited)} in {length:.0f} s ({len(waited) / length:.1f} a second)"),
        ("click: p50 / p95 / longest", _milliseconds(waited)),
        ("next piece: p50 / p95 / longest", _milliseconds(turned)),
        ("first page: p50 / p95 / longest", _milliseconds(tally.opened)),
        ("questions “has it moved on?”", f"{window.followed} ({window.followed / length:.0f} a second)"),
        ("processor of the server", f"{window.processor / length:.0%} of one core"),
        ("processor a click, all in all", f"{1000 * window.processor / max(1, len(waited)):.1f} ms"),
        ("memory of the server", f"{megabytes:.0f} MB"),
        ("called saved / lost / stored twice", f"{writes.confirmed} / {writes.lost} / {writes.doubled}"),
        ("clicks without an answer", f"{writes.unconfirmed}"),
        ("troubles", f"{len(tally.troubles)} {'; '.join(sorted(set(tally.troubles))[:3])}"),
    ]
    return "\n".join(f"{name:<36}{value}" for name, value in rows)


def _waited(tally: Tally, window: Window) -> list[float]:
    return [c.seconds for c in tally.clicks if c.answered and window.begins <= c.sent <= window.ends]


def _milliseconds(seconds: list[float]) -> str:
    if not seconds:
        return "none"
    return (
        f"{1000 * percentile(seconds, 0.5):.0f} / {1000 * percentile(seconds, 0.95):.0f} / {1000 * max(seconds):.0f} ms"
    )


def main() -> int:
    """Run the benchmark; return 0 when the goal is reached and no write is lost."""
    plan, folder, server_command = _plan()
    settings = Settings(data=folder, port=ports.free_port())
    store = open_store(settings)
    prepare(store)
    print(f"Storing {plan.raters} raters in {folder} ...", flush=True)
    crowd, tally = gather(store, open_files(settings), plan.raters), Tally()
    command = [*server_command, "-m", "workbench", "serve", "--port", str(settings.port), "--data", str(folder)]
    with servers.running(command, settings.port, folder) as server:
        window = asyncio.run(run(plan, crowd, server, tally))
        megabytes = figures.megabytes(server.process.pid)
    writes = figures.compare(store, tally.clicks)
    print(report(plan, tally, window, writes, megabytes))
    p95 = percentile(_waited(tally, window), 0.95)
    print(f"Goal: p95 of a click under {1000 * GOAL_P95:.0f} ms and no lost write: ", end="")
    reached = p95 < GOAL_P95 and writes.is_clean and not tally.troubles
    print("reached" if reached else "NOT reached")
    return 0 if reached else 1


def _plan() -> tuple[Plan, Path, list[str]]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raters", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=60, help="how long to measure")
    parser.add_argument("--think", type=float, default=20, help="mean seconds between a rater's clicks")
    parser.add_argument("--arrivals", type=float, default=5, help="raters who open the desk each second")
    parser.add_argument("--no-follow", action="store_true", help="leave out the question every three seconds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, help="an empty folder (default: a temporary one)")
    parser.add_argument("--profile", type=Path, help="write the server's cProfile statistics here")
    asked = parser.parse_args()
    folder = asked.data or Path(tempfile.mkdtemp(prefix="workbench-load-"))
    python = [sys.executable, *(["-m", "cProfile", "-o", str(asked.profile)] if asked.profile else [])]
    plan = Plan(asked.raters, asked.seconds, asked.think, asked.arrivals, not asked.no_follow, asked.seed)
    return plan, folder, python


if __name__ == "__main__":
    sys.exit(main())
