"""Starting the server with the options it was measured with."""

import socket
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from streamlit.web.server.starlette import starlette_server
from uvicorn.config import LOGGING_CONFIG

from workbench.services import eventlog
from workbench.services.opening import Store
from workbench.settings import Settings
from workbench.web.application import build_app
from workbench.web.identity import HEADER, USER_KEY
from workbench.web.limits import LARGEST_UPLOAD, allowed_hosts, knows_its_name

# Seconds that a laptop may sleep and find its page as it was.
KEPT_WHILE_ASLEEP: Final = 2 * 60 * 60

LIGHT: Final = {
    "primaryColor": "#2B5C94",
    "backgroundColor": "#FCFBF7",
    "secondaryBackgroundColor": "#F3F0E8",
    "textColor": "#1F2328",
    "linkColor": "#2B5C94",
    "borderColor": "#D9D4C7",
}
DARK: Final = {
    "primaryColor": "#3873B5",
    "backgroundColor": "#14171B",
    "secondaryBackgroundColor": "#1C2127",
    "textColor": "#E8E6E1",
    "linkColor": "#7FB2EA",
    "borderColor": "#3A3F46",
}


def serve(settings: Settings, store: Store) -> None:
    """Serve until somebody stops it."""
    eventlog.start()
    _quieten_uvicorn()
    send_at_once()
    build_app(settings, store).run(config=options(settings))


def options(settings: Settings) -> Mapping[str, Any]:
    """Return Streamlit's options for these settings."""
    return {
        "server.port": settings.port,
        "server.address": settings.host,
        "server.headless": True,
        "server.fileWatcherType": "none",
        "server.maxUploadSize": LARGEST_UPLOAD,
        "server.disconnectedSessionTTL": KEPT_WHILE_ASLEEP,
        "server.trustedUserHeaders": {HEADER: USER_KEY},
        # Where network addresses are answered to as well, limits.py alone decides.
        "server.allowedHosts": list(allowed_hosts(settings)) if knows_its_name(settings) else [],
        **_home(settings),
        # Hidden, and the largest lever there is: a full collection after every run took 80% of the processor.
        "runner.postScriptGC": False,
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "viewer",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "client.showSidebarNavigation": False,
        # Our own log has a line for every error; Streamlit's would quote its text.
        "logger.level": "critical",
        "logger.hideWelcomeMessage": True,
        **_theme("light", LIGHT),
        **_theme("dark", DARK),
    }


def _home(settings: Settings) -> dict[str, Any]:
    """Return the name that browsers use: behind a proxy that renames the host, Streamlit must know it."""
    name = urlsplit(settings.address).hostname
    return {"browser.serverAddress": name} if name else {}


def _theme(name: str, colours: Mapping[str, str]) -> dict[str, str]:
    return {f"theme.{name}.{part}": colour for part, colour in colours.items()}


def _quieten_uvicorn() -> None:
    # The server is started by Streamlit, which takes uvicorn's default logging; this is where that can be changed.
    LOGGING_CONFIG["formatters"]["line"] = {"()": "workbench.services.eventlog.Line"}
    for handler in LOGGING_CONFIG["handlers"].values():
        handler["formatter"] = "line"
    for logger in LOGGING_CONFIG["loggers"].values():
        logger["level"] = "WARNING"


def send_at_once() -> None:
    """Have every connection send what it has at once, not after the browser has acknowledged what came before.

    asyncio sees to that itself, but only for sockets that name their protocol, and the one Streamlit listens on does
    not: each answer then waits for an acknowledgement that browsers hold back for 40 ms (Windows: 200 ms).
    """
    bind = starlette_server._bind_socket

    def bind_at_once(address: str, port: int, backlog: int) -> socket.socket:
        listening = bind(address, port, backlog)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # connections take it over
        return listening

    if bind.__module__ == starlette_server.__name__:
        starlette_server._bind_socket = bind_at_once
