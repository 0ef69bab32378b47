"""The dots come out on every screen at once, by the server's clock."""

from tests.workbench.talk_world import revealed
from tests.workbench.world import Clock
from workbench.services import revealing, talking
from workbench.storage.store import Store


def test_the_countdown_is_the_same_for_everybody_and_ends(store: Store, clock: Clock):
    table = revealed(store)
    assert revealing.seconds_left(store, table.session) == 8
    clock.forward(seconds=6)
    assert revealing.seconds_left(store, table.session) == 2
    clock.forward(minutes=1)
    assert revealing.seconds_left(store, table.session) == 0


def test_in_the_talk_nothing_counts_down(store: Store):
    table = revealed(store)
    talking.start_talk(store, table.facilitator, table.id)
    assert revealing.seconds_left(store, table.session) == 0
