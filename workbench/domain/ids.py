"""Random ids, which say nothing about what they name."""

import secrets


def random_id() -> str:
    """Return a fresh id of 96 random bits."""
    return secrets.token_urlsafe(12)
