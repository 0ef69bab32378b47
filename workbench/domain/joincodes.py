"""Codes that are said aloud and typed by hand."""

from random import Random

from workbench.domain.errors import Invalid

# No vowels (no words), nothing that looks or sounds like another: 20 signs, 8 of them: 2.6e10 codes.
ALPHABET = "BCDFGHJKMPQRTVWXZ479"
LENGTH = 8


def new_code(rng: Random) -> str:
    """Return a fresh join code, written as it is shown: ``BCDF-GHJK``."""
    signs = "".join(rng.choice(ALPHABET) for _ in range(LENGTH))
    return f"{signs[:4]}-{signs[4:]}"


def read_code(typed: str) -> str:
    """Return a typed code in the form it is stored, whatever its case, blanks and dashes.

    Raises
    ------
    Invalid
        When it cannot be a join code.
    """
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(signs) != LENGTH:
        raise Invalid(
            "A session code has eight signs, like BCDF-GHJK.", "Look at the facilitator's screen.", field="code"
        )
    return f"{signs[:4]}-{signs[4:]}"
