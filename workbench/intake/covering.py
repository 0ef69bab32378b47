"""The door for stored page pictures: the same with places painted over, or turned; done in the child process."""

from workbench.domain.covering import Place
from workbench.domain.errors import Invalid
from workbench.intake import sandbox
from workbench.intake.limits import LIMITS, Limits
from workbench.intake.protocol import Question, pack_question, unpack_answer
from workbench.intake.received import Page
from workbench.intake.receiving import answered

__all__ = ["cover", "turn"]

_CHILD = "workbench.intake.child"


def cover(picture: bytes, places: tuple[Place, ...], *, limits: Limits = LIMITS) -> Page:
    """Paint over places of a stored page picture, for good: what was there is in no byte of the answer.

    Parameters
    ----------
    picture
        A page picture as the intake made it.
    places
        What is to be covered; a few pixels around each are covered too, because compression smears what is written.

    Raises
    ------
    Invalid
        The picture cannot be read, or takes too long.
    TooMany
        Too many files at this moment.
    Unavailable
        The fault is on our side.
    """
    return _asked(Question(picture, "", limits, "covered", places))


def turn(picture: bytes, *, limits: Limits = LIMITS) -> Page:
    """Turn a stored page picture a quarter clockwise; errors as for :func:`cover`."""
    return _asked(Question(picture, "", limits, "turned"))


def _asked(question: Question) -> Page:
    try:
        finished = sandbox.run(_CHILD, pack_question(question), question.limits)
    except sandbox.TookTooLong:
        raise Invalid("Changing this page takes too long.", "Try again in a minute.") from None
    (page,) = answered(finished, question.data, unpack_answer).pages
    return page
