"""Two servers, one for each twin, under one address and on one clock."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.blindness.life import Moment, live_on
from tests.blindness.twins import Twin, twin
from tests.ports import free_port
from tests.servers import Server, running

ROOT = Path(__file__).parents[2]
ADDRESS = "http://workbench.test"
AS_SHIPPED = (sys.executable, "-m", "tests.blindness.serving")


@dataclass(frozen=True, slots=True)
class House:
    """One twin and its server."""

    twin: Twin
    server: Server


@dataclass(frozen=True, slots=True)
class Street:
    """The twins' two houses, and the clock on both."""

    houses: tuple[House, House]
    clock: Path

    def live_on(self, moment: Moment) -> None:
        """Bring both to a moment."""
        for house in self.houses:
            live_on(house.twin, moment)
        one, other = (house.twin for house in self.houses)
        assert (one.now, one.store.ids.given) == (other.now, other.store.ids.given), "the twins grew apart"
        written = self.clock.with_suffix(".next")
        written.write_text(one.now.isoformat(), encoding="ascii")
        written.replace(self.clock)


@contextmanager
def street(folder: Path, commands: Sequence[Sequence[str]] = (AS_SHIPPED, AS_SHIPPED)) -> Iterator[Street]:
    """Build the twins and start a server for each.

    Parameters
    ----------
    commands
        What starts each server; the clock's file comes behind it.
    """
    clock = folder / "clock"
    with ExitStack() as stack:
        twins = [stack.enter_context(twin(secret, folder)) for secret in (0, 1)]
        clock.write_text(twins[0].now.isoformat(), encoding="ascii")
        servers = [
            stack.enter_context(_server(built, [*command, str(clock)], folder))
            for built, command in zip(twins, commands, strict=True)
        ]
        one, other = (House(*pair) for pair in zip(twins, servers, strict=True))
        yield Street((one, other), clock)


def _server(built: Twin, command: Sequence[str], folder: Path):
    port = free_port()
    env = {
        "WORKBENCH_DATA": str(built.data),
        "WORKBENCH_PORT": str(port),
        "WORKBENCH_ADDRESS": ADDRESS,
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }
    return running(command, port, folder, env, cwd=ROOT)
