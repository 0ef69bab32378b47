"""Secrets and tokens are stored as hashes only.

PINs and passphrases are short, so they get argon2, which is slow and needs memory: callers run it in a worker
thread, two at a time, and never inside a transaction. Tokens are long and random, so SHA-256 is enough.
"""

from hashlib import sha256
from typing import Final
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from workbench.storage.store import Store

_HASHER: Final = PasswordHasher()

# The hash of a secret that nobody has: checking against it takes as long as checking against a real one, so that
# the time of an answer does not tell whether a name is known.
DECOY: Final = "$argon2id$v=19$m=65536,t=3,p=4$UBykebUJSBs3C+OQun4Yqg$I1ZPrZaf+E1QyK82j8DJPbis1d4glLy0N+iZJF/v1Hs"


def hash_secret(secret: str) -> str:
    """Return the argon2 hash of a PIN or passphrase; slow on purpose."""
    return _HASHER.hash(secret)


def is_secret(secret_hash: str, typed: str) -> bool:
    """Return whether what was typed is the secret behind a hash; as slow when there is no hash."""
    try:
        return _HASHER.verify(secret_hash or DECOY, typed)
    except (VerificationError, InvalidHashError):
        return False


def same_form(typed: str) -> str:
    """Return a passphrase in the form in which every keyboard gives the same characters."""
    return normalize("NFKC", typed.strip())


def new_token(store: Store) -> str:
    """Return a fresh token of at least 256 random bits, for a cookie or a link."""
    return "".join(store.new_id() for _ in range(3))


def hash_token(token: str) -> str:
    """Return the hash under which a token is stored."""
    return sha256(token.encode()).hexdigest()
