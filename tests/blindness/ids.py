"""Ids that look random and are the same in every run."""

from base64 import urlsafe_b64encode
from hashlib import blake2b


class Ids:
    """Counts, and shows nobody that it does: ``Ids("one")()``."""

    def __init__(self, name: str) -> None:
        self.name, self.given = name, 0

    def __call__(self) -> str:
        self.given += 1
        return urlsafe_b64encode(blake2b(f"{self.name} {self.given}".encode(), digest_size=12).digest()).decode()
