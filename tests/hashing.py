"""PINs and passphrases hashed with little work: what is done with a hash is tested, not how long it takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from argon2 import PasswordHasher

from workbench.services import hashing

LIGHT = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass(frozen=True, slots=True)
class RealHashing:
    """What hashes outside tests, a quarter of a second of work for each secret, and the hash of nobody's secret."""

    hasher: PasswordHasher
    decoy: str


@contextmanager
def hashing_lightly() -> Iterator[RealHashing]:
    """Hash a thousand times faster, and give what would have hashed."""
    real = RealHashing(hashing._HASHER, hashing.DECOY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "_HASHER", LIGHT)
        patch.setattr(hashing, "DECOY", LIGHT.hash("nobody's"))
        yield real
