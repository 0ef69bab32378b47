"""Where the program finds its address, database and files: flags, then WORKBENCH_*, then workbench.toml."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from platformdirs import user_data_path

from workbench import lan
from workbench.domain.errors import Invalid

DEFAULT_PORT = 8501
LOCALHOST = "localhost"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is decided before the server starts.

    Parameters
    ----------
    data
        Folder of the embedded database and the local file store.
    database
        SQLAlchemy URL; empty means SQLite in ``data``.
    files
        fsspec URL of the file store; empty means ``data/files``.
    host, port
        Where the server listens.
    address
        The address that browsers use, when it is not simply host and port.
    """

    data: Path
    database: str = ""
    files: str = ""
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    address: str = ""

    @property
    def database_url(self) -> str:
        """The URL of the database, the embedded SQLite file when none was given."""
        return self.database or f"sqlite:///{(self.data / 'workbench.sqlite').as_posix()}"

    @property
    def files_url(self) -> str:
        """The URL of the file store, a local folder when none was given."""
        return self.files or (self.data / "files").as_uri()

    @property
    def public_address(self) -> str:
        """The address that people type, without a slash at the end.

        A server that listens everywhere is reached from other devices under this machine's address on its network,
        whichever that is now; a laptop may change networks while it serves.
        """
        if self.address:
            return self.address.rstrip("/")
        if lan.is_everywhere(self.host):
            return f"http://{next(iter(lan.addresses()), LOCALHOST)}:{self.port}"
        host = LOCALHOST if self.host == "127.0.0.1" else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def is_for_this_machine_only(self) -> bool:
        """Whether its address leads every other device to itself."""
        host = urlsplit(self.public_address).hostname or ""
        return host == LOCALHOST or lan.is_loopback(host)

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach the program over TLS."""
        return self.address.startswith("https://")

    def as_environment(self) -> dict[str, str]:
        """Return the variables that make :func:`read` give the same settings in this process."""
        return {f"WORKBENCH_{f.name.upper()}": str(getattr(self, f.name)) for f in fields(self)}


def default_data() -> Path:
    """Return the user's own data folder for this program."""
    return user_data_path("calibration-workbench", appauthor=False)


def read(flags: Mapping[str, object] | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings from flags, then the environment, then ``workbench.toml`` in the current folder.

    Raises
    ------
    Invalid
        When a value cannot be read; it names the setting and where it came from.
    """
    given: dict[str, object] = _from_file(Path("workbench.toml"))
    environ = os.environ if environ is None else environ
    names = [f.name for f in fields(Settings)]
    given |= {name: environ[key] for name in names if (key := f"WORKBENCH_{name.upper()}") in environ}
    given |= {name: value for name, value in (flags or {}).items() if value is not None and name in names}
    data = Path(str(given.pop("data", "") or default_data())).expanduser().resolve()
    port = _port(given.pop("port", DEFAULT_PORT))
    words: dict[str, Any] = {name: str(value) for name, value in given.items()}
    return replace(Settings(data=data, port=port), **words)


def _port(value: object) -> int:
    try:
        port = int(str(value))
    except ValueError:
        port = 0
    if not 1 <= port <= 65535:
        raise Invalid("“{value}” is not a port.", "Give a number from 1 to 65535.", field="port", value=value)
    return port


def _from_file(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise Invalid(
            "{path} cannot be read: {reason}.", "Mend it or take it away.", path=path, reason=broken
        ) from broken
    return {name: value for name, value in found.items() if name in {f.name for f in fields(Settings)}}
