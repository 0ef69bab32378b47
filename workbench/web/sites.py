"""Which site an address belongs to, as browsers name it in ``Origin``."""

from urllib.parse import urlsplit


def site_of(address: str) -> str:
    """Return the host and port of an address, or nothing: a page without a site of its own says "null"."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
