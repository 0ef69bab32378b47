"""``workbench link ROLE NAME``: a one-time link; the way in, and the way back in."""

import argparse
from contextlib import closing

from workbench.commands.starting import ready_store, say, settings_from
from workbench.domain.people import Role
from workbench.services import inviting


def run(asked: argparse.Namespace) -> int:
    """Print a link for new staff, or for staff who lost their passphrase."""
    settings = settings_from(asked)
    with closing(ready_store(settings)) as store:
        token = inviting.make_link(store, Role(asked.role), asked.name, None)
    say(f"{settings.public_address}/link/{token}", "It works once, for 72 hours, and sets a new passphrase.")
    return 0
