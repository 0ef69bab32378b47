"""The door for uploads: bytes in, a clean artifact or one clear sentence out."""

import logging
from collections.abc import Callable
from pathlib import PurePosixPath, PureWindowsPath
from typing import TypeVar

from workbench.domain.catalogue import _, later
from workbench.domain.errors import Invalid, Unavailable
from workbench.intake import sandbox
from workbench.intake.kinds import TRY_PDF, rough_name
from workbench.intake.limits import LIMITS, Limits
from workbench.intake.protocol import Question, pack_question, unpack_answer
from workbench.intake.received import Received

__all__ = ["answered", "ending_of", "receive"]

T = TypeVar("T")
_log = logging.getLogger(__name__)
_CHILD = "workbench.intake.child"
_FEWER_PAGES = later("Upload fewer pages, or save it as a PDF and upload that.")
_OUT_OF_TIME = -24  # SIGXCPU, which Windows does not name


def receive(data: bytes, *, claimed_name: str = "", limits: Limits = LIMITS) -> Received:
    """Turn an uploaded file into a clean artifact, in a child process with limits.

    Parameters
    ----------
    data
        The whole file.
    claimed_name
        What the uploader's computer calls it. Only its ending is looked at, and only to say how it differs from the
        content; no sentence repeats the name.
    limits
        What the file may be and what looking at it may cost.

    Returns
    -------
    Received
        Text or pictures without metadata, and a sentence about each thing that was left out.

    Raises
    ------
    Invalid
        The file cannot be used: what it is and what to do.
    TooMany
        Too many files at this moment.
    Unavailable
        The fault is on our side.
    """
    if not data:
        raise Invalid("This file is empty.", "Choose the file that holds the student's work.")
    if len(data) > limits.upload_bytes:
        raise Invalid(
            "This file is larger than {most} MB.",
            "Make it smaller, or upload it in parts.",
            most=limits.upload_megabytes,
        )
    question = pack_question(Question(data=data, ending=ending_of(claimed_name), limits=limits))
    try:
        finished = sandbox.run(_CHILD, question, limits)
    except sandbox.TookTooLong:
        raise _slow(data) from None
    return answered(finished, data, unpack_answer)


def answered(finished: sandbox.Finished, data: bytes, unpack: Callable[[bytes], T], *, instead: str = "") -> T:
    """What a finished child says about this file; a child that broke down is answered for.

    ``instead``: what to do then, where advice for student work does not help.
    """
    if finished.code == _OUT_OF_TIME:
        raise _slow(data, instead)
    try:
        if finished.code == 0:
            return unpack(finished.output)
    except ValueError:
        _log.warning("intake answer unreadable kind=%s", rough_name(data))
    _log.warning("intake child ended code=%s error=%s kind=%s", finished.code, finished.trouble, rough_name(data))
    if finished.trouble in {"ImportError", "ModuleNotFoundError"}:
        raise Unavailable(
            "Files cannot be read on this server.", "Ask whoever runs it to install the workbench once more."
        )
    raise Invalid(
        "This {what} is damaged, or holds something that cannot be read safely.",
        instead or TRY_PDF,
        what=_(rough_name(data)),
    )


def _slow(data: bytes, instead: str = "") -> Invalid:
    return Invalid(
        "This {what} takes too long to read.",
        instead or _FEWER_PAGES,
        what=_(rough_name(data)),
    )


def ending_of(claimed_name: str) -> str:
    """What a file's name ends in, in small letters."""
    return PurePosixPath(PureWindowsPath(claimed_name).name).suffix.lower()[:10]
