"""A network that lets pages through but no WebSocket: the screen says so with what to try, and only there."""

import pytest
from playwright.sync_api import expect

from tests.devices import NewContext
from tests.journeys.cast import PHONE, Cast
from tests.journeys.school import School
from tests.ports import free_port
from tests.proxies import proxy

pytestmark = pytest.mark.browser

AS_LONG_MS = 15_000
# On a machine that is busy with other tests too.
PATIENCE_MS = 60_000


def test_a_proxy_that_strips_websockets_is_said_in_words_until_it_lets_them_through(
    school: School, new_context: NewContext
):
    school.facilitator("Lee Lead")
    with proxy(free_port(), school.server.port, lets_sockets_through=False) as between:
        lee = Cast(new_context, between.url).lead("Lee Lead", on=PHONE)
        lee.types_passphrase()
        lee.page.locator("[data-test-connection-state]").wait_for()
        words = lee.page.get_by_role("alert").filter(has_text="live connection")
        expect(words).to_be_visible(timeout=PATIENCE_MS)
        for said in ("Your network lets pages through", "phone's hotspot", "Upgrade and Connection"):
            lee.sees(said)
        assert between.refused

        between.lets_sockets_through = True
        lee.is_drawn()
        expect(words).to_be_hidden(timeout=PATIENCE_MS)
        assert [trouble for trouble in lee.troubles if "WebSocket" not in trouble] == []

        lee.troubles.clear()  # a browser says of every connection that was refused
        lee.reloads()
        lee.page.wait_for_timeout(AS_LONG_MS)
        expect(words).to_be_hidden()
        assert lee.troubles == []
