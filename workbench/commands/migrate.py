"""``workbench migrate``: bring the database to this program's schema."""

import argparse
from contextlib import closing

from workbench.commands.starting import say, settings_from
from workbench.services import readiness
from workbench.services.opening import open_store


def run(asked: argparse.Namespace) -> int:
    """Migrate, and say which schema the database has now."""
    with closing(open_store(settings_from(asked))) as store:
        revision = readiness.migrate(store)
    say(f"The database has schema {revision}.")
    return 0
