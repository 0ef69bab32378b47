"""A port of this machine that nobody listens on."""

import socket


def free_port() -> int:
    """Return a port that was free a moment ago on 127.0.0.1; the system does not give it out again at once."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
