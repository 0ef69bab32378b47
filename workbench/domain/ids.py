"""Random ids, which say nothing about what they name."""

import secrets
import string
from typing import Final

# No signs but these: ids stand in addresses, file names, style sheets and widget keys, where "__" has a meaning.
_SIGNS: Final = string.ascii_letters + string.digits
_LENGTH: Final = 16


def random_id() -> str:
    """Return a fresh id of 95 random bits: letters and digits only."""
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
