"""The languages that the workbench speaks: each is chosen per person, and at a door by whoever stands there."""

from enum import StrEnum
from typing import Final

_LONGEST: Final = 200


class Language(StrEnum):
    """A language with a catalogue of its own; English needs none."""

    ENGLISH = "en"
    SPANISH = "es"

    @property
    def own_name(self) -> str:
        """What those who speak it call it."""
        return _OWN_NAMES[self]


# Never translated: somebody who is lost in another language looks for their own.
_OWN_NAMES: Final = {Language.ENGLISH: "English", Language.SPANISH: "Español"}


def known(code: str) -> Language | None:
    """Return the language of a code like ``es`` or ``es-MX``; None when it is not spoken here."""
    primary = code.strip().partition("-")[0].lower()
    return Language(primary) if primary in set(Language) else None


def preferred(accepted: str) -> Language | None:
    """Return the first language spoken here of those that a browser asks for, the most wanted first.

    Parameters
    ----------
    accepted
        The value of an ``Accept-Language`` header (RFC 9110, section 12.5.4): codes, each perhaps with a weight.
    """
    wanted = sorted((_weighed(part) for part in accepted[:_LONGEST].split(",")), key=lambda pair: -pair[0])
    return next((language for weight, code in wanted if weight > 0 and (language := known(code))), None)


def _weighed(part: str) -> tuple[float, str]:
    code, _semicolon, weight = part.partition(";q=")
    try:
        return float(weight or 1), code
    except ValueError:
        return 0.0, code
