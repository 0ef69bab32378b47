"""Under which addresses other devices in the building reach this machine.

No packet is sent: the system is only asked which of its addresses it would send from.
"""

import ipaddress
import socket
from contextlib import closing

# Addresses that nobody has: one beyond every router, and one in each range that schools use.
_TOWARDS = ("192.0.2.1", "10.254.254.254", "172.30.254.254", "192.168.254.254")
_PORT = 9


def addresses() -> tuple[str, ...]:
    """Return this machine's IPv4 addresses on its networks, the one of the usual network first; none when on none."""
    found = [*(_sending_from(there) for there in _TOWARDS), *_named()]
    return tuple(dict.fromkeys(address for address in found if _is_reachable(address)))


def names() -> tuple[str, ...]:
    """Return the names that devices on the same network may know this machine by."""
    name = socket.gethostname().lower()
    return (name, f"{name.partition('.')[0]}.local") if name else ()


def is_everywhere(host: str) -> bool:
    """Return whether a server that listens there is reached under every address of its machine."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def is_this_machine(address: str) -> bool:
    """Return whether a request from this network address was sent by this machine itself."""
    return is_loopback(address) or address in addresses()


def _sending_from(there: str) -> str:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect((there, _PORT))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def _named() -> list[str]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET, socket.SOCK_DGRAM)
    except OSError:
        return []
    return [str(place[0]) for *_rest, place in found]


def _is_reachable(address: str) -> bool:
    if not address:
        return False
    found = ipaddress.ip_address(address)
    return not (found.is_loopback or found.is_unspecified or found.is_link_local)


def is_loopback(address: str) -> bool:
    """Return whether an address leads every machine to itself."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
