"""What every route and middleware needs: settings, the store, the pages, and worker threads to wait in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

from workbench.services.opening import Store
from workbench.settings import Settings
from workbench.web.pages import Pages

P = ParamSpec("P")
T = TypeVar("T")

# argon2 takes 64 MiB and a core for each: two at a time leave the others their clicks.
SLOW_AT_A_TIME = 2
LOOK_UPS_AT_A_TIME = 16


@dataclass(frozen=True, slots=True)
class House:
    """The program's parts, handed to routes and middleware."""

    settings: Settings
    store: Store
    pages: Pages = field(default_factory=Pages)
    slow: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(SLOW_AT_A_TIME))
    quick: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(LOOK_UPS_AT_A_TIME))

    async def ask(self, service: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a service in a worker thread."""
        return await to_thread.run_sync(partial(service, *args, **kwargs), limiter=self.quick)

    async def ask_slowly(self, service: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a service that hashes a secret, two at a time."""
        return await to_thread.run_sync(partial(service, *args, **kwargs), limiter=self.slow)
