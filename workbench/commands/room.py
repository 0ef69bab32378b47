"""What the commands print for the other devices in the room: an address, and the same as a QR code."""

import io
import sys

import segno

from workbench import lan
from workbench.commands.starting import say
from workbench.settings import Settings

QUIET_ZONE = 2


def invite(settings: Settings, path: str = "") -> None:
    """Print how other devices get in, or why they cannot."""
    address = f"{settings.public_address}{path}"
    if settings.is_for_this_machine_only:
        say(
            "Other devices cannot get in: this computer is on no network.",
            "               Connect it to the Wi-Fi that everybody uses, or to a phone's hotspot, and start again.",
        )
        return
    others = [a for a in lan.addresses() if a not in address] if lan.is_everywhere(settings.host) else []
    say(f"Other devices  {address}")
    if others and not settings.address:
        say(f"               (this computer is also {', '.join(others)})")
    if picture := _qr(address):
        say(picture)


def _qr(address: str) -> str:
    """Return a QR code in block characters, where the terminal can show them."""
    drawn = io.StringIO()
    segno.make(address, error="l").terminal(out=drawn, border=QUIET_ZONE, compact=True)
    try:
        drawn.getvalue().encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ""
    return drawn.getvalue()
