"""What the commands share: settings, the prepared store, and a port that is free."""

import argparse
import os
import socket
import sys
from dataclasses import fields
from pathlib import Path

from workbench.domain.errors import Invalid, Unavailable
from workbench.services import readiness
from workbench.services.opening import Store, open_store
from workbench.settings import Settings, read

LAST_PORT = 65_535
PORTS_TRIED = 50


def settings_from(asked: argparse.Namespace) -> Settings:
    """Return the settings, with a data folder that exists.

    Raises
    ------
    Invalid
        When a value cannot be read, or the folder cannot be made.
    """
    settings = read({field.name: getattr(asked, field.name, None) for field in fields(Settings)})
    make_folder(settings.data)
    return settings


def make_folder(folder: Path) -> None:
    """Make a data folder that only its owner can look into.

    Raises
    ------
    Invalid
        When it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as refused:
        raise Invalid(
            "The data folder {folder} cannot be made: {reason}.",
            "Give another --data.",
            folder=folder,
            reason=refused.strerror,
        ) from None


def export(settings: Settings) -> None:
    """Let everything else in this process, Streamlit's scripts too, read the same settings."""
    os.environ.update(settings.as_environment())


def ready_store(settings: Settings) -> Store:
    """Return the store with its schema in place, or say what has to be done first.

    Raises
    ------
    Unavailable
        When the database does not answer or has another schema.
    """
    store = open_store(settings)
    readiness.prepare(store)
    return store


def store_or_reason(settings: Settings) -> tuple[Store, str]:
    """Return the store, and the reason when it cannot be used yet but may be later.

    Raises
    ------
    Unavailable
        When a newer program used the database: waiting will not mend that.
    """
    store = open_store(settings)
    try:
        readiness.prepare(store)
    except Unavailable as trouble:
        if readiness.is_newer(store):
            raise
        return store, str(trouble)
    return store, ""


def is_free(host: str, port: int) -> bool:
    """Return whether nobody listens at this port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # there it would let two programs have one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def next_free(host: str, port: int) -> int:
    """Return the first free port from this one on.

    Raises
    ------
    Invalid
        When none of the next fifty is.
    """
    for candidate in range(port, min(port + PORTS_TRIED, LAST_PORT) + 1):
        if is_free(host, candidate):
            return candidate
    raise Invalid("No port from {port} on is free.", "Give another --port.", field="port", port=port)


def say(*lines: str) -> None:
    """Print lines for the person who typed the command."""
    print(*lines, sep="\n", flush=True)
