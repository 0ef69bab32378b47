"""What an address is: a door of ours that is open to everybody, a part of Streamlit's shell, or guarded.

Everything is guarded unless it is listed here.
"""

from enum import StrEnum

# Streamlit's scripts, styles and fonts, and the two questions its shell asks before it connects: the same for all.
_SHELL_FOLDERS = ("/static/",)
_SHELL_FILES = frozenset({"/favicon.png", "/manifest.json", "/_stcore/health", "/_stcore/host-config"})
_SHELL_QUESTIONS = ("/_stcore/health", "/_stcore/host-config")
_NOWHERE = ("/_stcore/metrics", "/_stcore/agent/", "/_stcore/script-health-check")

_DOORS = frozenset(
    {
        "/welcome",
        "/join",
        "/promises",
        "/new-pin",
        "/sign-in",
        "/language",
        "/sign-out",
        "/hand-over",
        "/healthz",
        "/workbench.css",
        "/wall",
        "/wall.js",
        "/wall.css",
        "/shell.js",
    }
)
_DOOR_FOLDERS = ("/j/", "/give/", "/link/", "/demo/")
FOLLOWED = "/phase/"
# What a projector's page asks; it has a cookie of its own, and a person's would change nothing.
WALL_NOW = "/wall/now"
UPLOADS = "/_stcore/upload_file/"
_LOGGED_FOLDERS = (
    *_DOOR_FOLDERS,
    *_SHELL_FOLDERS,
    FOLLOWED,
    "/_stcore/",
    "/media/",
    "/files/",
    "/print/",
    "/component/",
)


class Kind(StrEnum):
    """How an address is treated before anything else happens."""

    SHELL = "shell"
    DOOR = "door"
    FOLLOWED = "followed"
    NOWHERE = "nowhere"
    GUARDED = "guarded"


def kind(path: str) -> Kind:
    """Return how this address is treated."""
    if path.startswith(_NOWHERE):
        return Kind.NOWHERE
    if path in _SHELL_FILES or path.startswith(_SHELL_FOLDERS):
        return Kind.SHELL
    if path.endswith(_SHELL_QUESTIONS):  # asked below a page's address first; Streamlit answers 404
        return Kind.SHELL
    if path in _DOORS or path.startswith(_DOOR_FOLDERS):
        return Kind.DOOR
    if path.startswith(FOLLOWED) or path == WALL_NOW:  # looks its own cookie up, together with the answer
        return Kind.FOLLOWED
    return Kind.GUARDED


def route(path: str) -> str:
    """Return an address as the log may hold it: nothing that somebody typed, no ids, codes or tokens."""
    if path == "/" or path == WALL_NOW or path in _DOORS or path in _SHELL_FILES:
        return path
    folder = next((known for known in _LOGGED_FOLDERS if path.startswith(known)), "/")
    return f"{folder}*"
