"""Tries are counted before they are checked, whoever else is trying at the same moment, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from workbench.domain.errors import TooMany
from workbench.services import throttling
from workbench.storage.store import Store

AT_ONCE = 12


def test_many_tries_at_once_are_many_tries(either_store: Store):
    together = Barrier(AT_ONCE)

    def is_let_through(_n: int) -> bool:
        together.wait(10)
        try:
            throttling.count(either_store, {"pin:ana": throttling.OF_A_PERSON, "session:s": throttling.OF_A_SESSION})
        except TooMany:
            return False
        return True

    with ThreadPoolExecutor(AT_ONCE) as people:
        assert sum(people.map(is_let_through, range(AT_ONCE))) == throttling.OF_A_PERSON.free
