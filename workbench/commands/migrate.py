"""``workbench migrate``: bring the database to this program's schema."""

import argparse

from workbench.commands.starting import say, settings_from
from workbench.services import readiness
from workbench.services.opening import open_store


def run(asked: argparse.Namespace) -> int:
    """Migrate, and say which schema the database has now."""
    revision = readiness.migrate(open_store(settings_from(asked)))
    say(f"The database has schema {revision}.")
    return 0
