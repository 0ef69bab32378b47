"""Everything that can go wrong in the words of the person who reads it.

::

    WorkbenchError            says what, which and what to do; shown to people as it stands
    ├── Invalid               the input is at fault (400)
    │   └── Several           several things are, each with a sentence of its own
    ├── NotAllowed            this person may not do this (403)
    ├── NotFound              there is no such thing, or you may not know that there is (404)
    ├── WrongMoment           allowed, but not in this phase (409)
    ├── TooMany               too many tries; wait (429)
    └── Unavailable           the database or a file store does not answer, or needs a migration (503)
"""

from collections.abc import Iterable
from typing import Any

from workbench.domain.catalogue import _

__all__ = [
    "Invalid",
    "NotAllowed",
    "NotFound",
    "Several",
    "TooMany",
    "Unavailable",
    "WorkbenchError",
    "WrongMoment",
    "nothing_here",
]


class WorkbenchError(Exception):
    """A sentence for a person: what happened, to which thing, and what to do now.

    Parameters
    ----------
    says
        What happened and to which thing: a full sentence in English, by which it is found in the catalogue.
    do
        What to do next, likewise; may be empty where nothing helps.
    field
        The form field or column at fault, where there is one.
    facts
        What fills the ``{gaps}`` of both sentences.
    """

    status = 400

    def __init__(self, says: str, do: str = "", *, field: str = "", **facts: object) -> None:
        super().__init__(says, do)
        self.messages = (says, do)
        self.field = field
        self.facts: dict[str, Any] = facts

    @property
    def says(self) -> str:
        """What happened, in the language that is being spoken."""
        return self._filled(self.messages[0])

    @property
    def do(self) -> str:
        """What to do next, in the language that is being spoken."""
        return self._filled(self.messages[1])

    def __str__(self) -> str:
        return f"{self.says} {self.do}".strip()

    def _filled(self, message: str) -> str:
        # What comes from elsewhere with nothing to fill in may hold braces of its own.
        return _(message).format(**self.facts) if self.facts else _(message)


class Invalid(WorkbenchError):
    """The input is at fault."""

    status = 400


class Several(Invalid):
    """Several things are wrong with one input: every problem at once, so that it is mended in one go.

    Parameters
    ----------
    problems
        What is wrong, in the order in which people look for it. Each says where.
    """

    def __init__(self, problems: Iterable[Invalid]) -> None:
        super().__init__("")
        self.problems = tuple(problems)

    @property
    def says(self) -> str:
        """One line for each problem, with what to do about it, in the language that is being spoken."""
        return "\n".join(str(problem) for problem in self.problems)


class NotAllowed(WorkbenchError):
    """This person may not do this."""

    status = 403


class NotFound(WorkbenchError):
    """There is no such thing, or this person may not know that there is."""

    status = 404


class WrongMoment(WorkbenchError):
    """Allowed, but not in this phase of the session."""

    status = 409


class TooMany(WorkbenchError):
    """Too many tries in a short time; ``wait_seconds`` says when the next one counts."""

    status = 429

    def __init__(self, says: str, do: str = "", *, field: str = "", wait_seconds: int = 0, **facts: object) -> None:
        super().__init__(says, do, field=field, **facts)
        self.wait_seconds = wait_seconds


class Unavailable(WorkbenchError):
    """The database or the file store does not answer, or has another schema."""

    status = 503


def nothing_here() -> NotFound:
    """Return the answer to everything that does not exist or is not for this person; the two look the same."""
    return NotFound("There is nothing here for you.", "Go back to your start page.")
