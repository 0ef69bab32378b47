"""Codes that open a session's page on a projector: six digits, because a television's remote has nothing else."""

from random import Random

from workbench.domain.errors import Invalid

LENGTH = 6


def new_wall_code(rng: Random) -> str:
    """Return a fresh code as it is stored: six digits."""
    return "".join(rng.choice("0123456789") for _ in range(LENGTH))


def said(code: str) -> str:
    """Return a code as it is shown and said: ``482 913``."""
    return f"{code[:3]} {code[3:]}"


def read_wall_code(typed: str) -> str:
    """Return a typed code in the form it is stored, whatever its blanks and dashes.

    Raises
    ------
    Invalid
        When it cannot be a code for the projector.
    """
    signs = "".join(typed.replace("-", " ").split())
    if len(signs) != LENGTH or not (signs.isascii() and signs.isdecimal()):
        raise Invalid(
            "The code for the projector has six digits, like 482 913.",
            "It is not the code that teachers join with: the facilitator finds it under “Projector”.",
            field="code",
        )
    return signs
