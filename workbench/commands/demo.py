"""``workbench demo``: an example district on this machine, to look around in as anybody."""

import argparse
import webbrowser
from dataclasses import replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread
from time import sleep

from workbench.commands.room import invite
from workbench.commands.starting import export, make_folder, next_free, ready_store, say
from workbench.services import demo
from workbench.services.files import open_files
from workbench.services.readiness import stamp
from workbench.settings import LOCALHOST, Settings, read

HOST = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104  asked for with --room
SECONDS_TO_START = 120


def run(asked: argparse.Namespace) -> int:
    """Fill the example when it is not there yet, print a link for each role, and serve until Ctrl-C."""
    settings = demo_settings(asked)
    if asked.fresh:
        set_aside(settings.data)
    make_folder(settings.data)
    port = next_free(settings.host, settings.port)
    if port != settings.port:
        say(f"Port {settings.port} is taken; using {port}.")
        settings = replace(settings, port=port)
    export(settings)
    store = ready_store(settings)
    here = f"http://{LOCALHOST}:{port}"
    say(f"Address      {here}", f"Data folder  {settings.data}")
    demo.fill(store, open_files(settings))
    if asked.room:
        code = demo.open_code(store)
        invite(settings, f"/j/{code}" if code else "")
    links = demo.links(store)
    say("", "Look around as (these links work on this machine only):")
    say(*(f"  {link.role:<13}{link.name:<22}{here}{link.path}" for link in links), "")
    if not asked.no_browser:
        Thread(target=_open_when_up, args=(port, f"{here}{links[0].path}"), daemon=True).start()
    from workbench.web.server import serve

    serve(settings, store)
    return 0


def demo_settings(asked: argparse.Namespace) -> Settings:
    """Return settings for the example: this machine or this room only, in its own folder, never a school's database."""
    ours = read({"port": asked.port})
    data = Path(asked.data).expanduser().resolve() if asked.data else ours.data / "demo"
    return Settings(data=data, host=EVERYWHERE if asked.room else HOST, port=ours.port)


def set_aside(folder: Path) -> Path | None:
    """Rename the old example with the date; return its new place, or None when there was none."""
    if not folder.exists():
        return None
    aside = folder.with_name(f"{folder.name}-{stamp()}")
    folder.rename(aside)
    say(f"The old example is in {aside}.")
    return aside


def _open_when_up(port: int, link: str) -> None:
    for _ in range(SECONDS_TO_START * 2):
        if _is_up(port):
            webbrowser.open(link)
            return
        sleep(0.5)


def _is_up(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
