"""What the child process is asked and what it may answer: one line of JSON, then bytes of the lengths it names.

The answer comes from a process that has just read a hostile file, so it is checked like one: no pickle, and nothing
that is not a picture, a text or a sentence.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from workbench.domain.errors import Invalid
from workbench.intake.limits import Limits
from workbench.intake.received import Page, Received

__all__ = ["Question", "pack_answer", "pack_question", "pack_refusal", "unpack_answer", "unpack_question"]

_MAGIC = {"image/webp": b"RIFF", "image/png": b"\x89PNG"}


@dataclass(frozen=True, slots=True)
class Question:
    """One file, what its name ends in, and the limits to keep."""

    data: bytes
    ending: str
    limits: Limits


def pack_question(question: Question) -> bytes:
    """The bytes that the child reads."""
    return _packed({"ending": question.ending, "limits": asdict(question.limits)}, [question.data])


def unpack_question(packed: bytes) -> Question:
    """What the child was asked."""
    head, _, data = packed.partition(b"\n")
    fields = json.loads(head)
    return Question(data=data, ending=fields["ending"], limits=Limits(**fields["limits"]))


def pack_answer(received: Received) -> bytes:
    """A clean artifact as bytes."""
    head = {
        "kind": received.kind,
        "media_type": received.media_type,
        "text": received.text,
        "warnings": received.warnings,
        "pages": [[page.media_type, page.width, page.height, len(page.image)] for page in received.pages],
        "original": None if received.original is None else len(received.original),
    }
    return _packed(head, [*(page.image for page in received.pages), received.original or b""])


def pack_refusal(refusal: Invalid) -> bytes:
    """A refusal as bytes."""
    return _packed({"refused": [refusal.says, refusal.do]}, [])


def unpack_answer(packed: bytes) -> Received:
    """The artifact in an answer.

    Raises
    ------
    Invalid
        The file was refused: the child's own sentence.
    ValueError
        The answer is none that this program gives.
    """
    head, _, body = packed.partition(b"\n")
    try:
        fields = json.loads(head)
        if "refused" in fields:
            says, do = fields["refused"]
            refusal = Invalid(_text(says), _text(do))
        else:
            return _received(fields, body)
    except (KeyError, TypeError, UnicodeDecodeError) as error:
        raise ValueError("not an answer of the intake") from error
    raise refusal


def _packed(head: dict[str, Any], bodies: list[bytes]) -> bytes:
    return b"".join([json.dumps(head).encode(), b"\n", *bodies])


def _received(fields: dict[str, Any], body: bytes) -> Received:
    if fields["kind"] not in {"text", "image", "pages"}:
        raise ValueError("unknown kind of artifact")
    pages, at = [], 0
    for media_type, width, height, length in fields["pages"]:
        pages.append(_page(media_type, int(width), int(height), body[at : at + int(length)]))
        at += int(length)
    original = body[at:]
    if len(original) != (fields["original"] or 0):
        raise ValueError("lengths do not add up")
    return Received(
        kind=fields["kind"],
        media_type=_text(fields["media_type"]),
        text=None if fields["text"] is None else _text(fields["text"]),
        pages=tuple(pages),
        original=None if fields["original"] is None else original,
        warnings=tuple(_text(warning) for warning in fields["warnings"]),
    )


def _page(media_type: str, width: int, height: int, image: bytes) -> Page:
    if not image.startswith(_MAGIC[media_type]) or not 0 < width < 100_000 or not 0 < height < 100_000:
        raise ValueError("not a page")
    return Page(image=image, media_type=media_type, width=width, height=height)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
