"""Two servers, one for each twin, under one address and on one clock."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.blindness.life import MOMENTS, Moment, live_on
from tests.blindness.twins import Twin, twin
from tests.ports import free_port
from tests.servers import Server, running

ROOT = Path(__file__).parents[2]
ADDRESS = "http://workbench.test"
AS_SHIPPED = "tests.blindness.serving"


@dataclass(frozen=True, slots=True)
class House:
    """One twin and its server."""

    twin: Twin
    server: Server


@dataclass(slots=True)
class Street:
    """The twins' two houses, the clock on both, and how much of their life is over."""

    houses: tuple[House, House]
    clock: Path
    moments: int = 0

    def reach(self, moment: Moment) -> None:
        """Bring both to a moment, through all that come before it."""
        while self.moments <= MOMENTS.index(moment):
            for house in self.houses:
                live_on(house.twin, MOMENTS[self.moments])
            self.moments += 1
        one, other = (house.twin for house in self.houses)
        assert (one.now, one.store.ids.given) == (other.now, other.store.ids.given), "the twins grew apart"
        set_clock(self.clock, one)


@contextmanager
def street(folder: Path, module: str = AS_SHIPPED) -> Iterator[Street]:
    """Build the twins and start a server for each, from this module."""
    clock = folder / "clock"
    with ExitStack() as stack:
        twins = [stack.enter_context(twin(secret, folder)) for secret in (0, 1)]
        set_clock(clock, twins[0])
        command = [sys.executable, "-m", module, clock]
        one, other = (House(built, stack.enter_context(serving(built, command, folder))) for built in twins)
        yield Street((one, other), clock)


def set_clock(clock: Path, twin: Twin) -> None:
    """Set the servers' clock to a twin's time, in one step."""
    written = clock.with_suffix(".next")
    written.write_text(twin.now.isoformat(), encoding="ascii")
    written.replace(clock)


def serving(built: Twin, command: Sequence[str | Path], folder: Path) -> AbstractContextManager[Server]:
    """Start a server for one twin."""
    port = free_port()
    env = {
        "WORKBENCH_DATA": str(built.data),
        "WORKBENCH_PORT": str(port),
        "WORKBENCH_ADDRESS": ADDRESS,
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }
    return running(command, port, folder, env, cwd=ROOT)
