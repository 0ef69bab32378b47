"""``workbench serve``: the workbench for a school."""

import argparse

from workbench import lan
from workbench.commands.room import invite
from workbench.commands.starting import export, is_free, say, settings_from, store_or_reason
from workbench.domain.errors import Invalid
from workbench.services import builtin, inviting
from workbench.services.opening import Store
from workbench.settings import Settings


def run(asked: argparse.Namespace) -> int:
    """Serve until Ctrl-C.

    Raises
    ------
    Invalid
        When the port is taken.
    """
    settings = settings_from(asked)
    if not is_free(settings.host, settings.port):
        raise Invalid(
            "Port {port} of {host} is taken.",
            "Stop what uses it, or give another --port.",
            port=settings.port,
            host=settings.host,
        )
    export(settings)
    store, reason = store_or_reason(settings)
    say(f"Address      {settings.public_address}", f"Data folder  {settings.data}")
    if lan.is_everywhere(settings.host):
        invite(settings)
    if reason:
        say(f"Not ready    {reason} Until then every page says so.")
    else:
        builtin.ensure_rubrics(store)
        _say_first_link(settings, store)
    from workbench.web.server import serve

    serve(settings, store)
    return 0


def _say_first_link(settings: Settings, store: Store) -> None:
    inviting.end_demo_links(store)
    token = inviting.first_admin_link(store)
    if token:
        say(
            f"First admin  {settings.public_address}/link/{token}",
            "             Open it to choose your name and passphrase. It works once, for 24 hours.",
        )
