"""What the child process is asked and what it may answer: one line of JSON, then bytes of the lengths it names.

The answer comes from a process that has just read a hostile file, so it is checked like one: no pickle, and nothing
that is not a picture, a text or a sentence.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from workbench.domain.catalogue import spoken
from workbench.domain.covering import Place
from workbench.domain.errors import Invalid
from workbench.domain.tables import MOST_COLUMNS, MOST_ROWS, Span, Table
from workbench.intake.limits import Limits
from workbench.intake.received import Page, Received

__all__ = [
    "Question",
    "Wanted",
    "pack_answer",
    "pack_question",
    "pack_refusal",
    "pack_tables",
    "unpack_answer",
    "unpack_question",
    "unpack_tables",
]

# What is to be made of the bytes: student work, the tables of a Word file, the tables in HTML from a clipboard, the
# same picture with places covered, the same picture turned.
Wanted = Literal["work", "tables", "pasted tables", "covered", "turned"]

_MAGIC = {"image/webp": b"RIFF", "image/png": b"\x89PNG"}


@dataclass(frozen=True, slots=True)
class Question:
    """One file, what its name ends in, the limits to keep, what is wanted from it, and places to be covered in it.

    It is answered in the language of who asks.
    """

    data: bytes
    ending: str
    limits: Limits
    wanted: Wanted = "work"
    places: tuple[Place, ...] = ()
    language: str = field(default_factory=spoken)


def pack_question(question: Question) -> bytes:
    """The bytes that the child reads."""
    head = {name: value for name, value in asdict(question).items() if name != "data"}
    return _packed(head, [question.data])


def unpack_question(packed: bytes) -> Question:
    """What the child was asked."""
    head, _, data = packed.partition(b"\n")
    fields = json.loads(head)
    limits, places = Limits(**fields["limits"]), tuple(Place(**place) for place in fields["places"])
    return Question(data, fields["ending"], limits, fields["wanted"], places, fields["language"])


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


def pack_tables(tables: tuple[Table, ...]) -> bytes:
    """Tables as bytes."""
    return _packed({"tables": [asdict(table) for table in tables]}, [])


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
    fields, body = _opened(packed)
    try:
        return _received(fields, body)
    except (KeyError, TypeError, UnicodeDecodeError) as error:
        raise ValueError("not an answer of the intake") from error


def unpack_tables(packed: bytes) -> tuple[Table, ...]:
    """The tables in an answer; errors as for ``unpack_answer``."""
    fields, _ = _opened(packed)
    try:
        return tuple(_table(table) for table in fields["tables"])
    except (KeyError, TypeError) as error:
        raise ValueError("not an answer of the intake") from error


def _opened(packed: bytes) -> tuple[dict[str, Any], bytes]:
    head, _, body = packed.partition(b"\n")
    try:
        fields = json.loads(head)
        if "refused" not in fields:
            return fields, body
        says, do = fields["refused"]
        refusal = Invalid(_text(says), _text(do))
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


def _table(fields: dict[str, Any]) -> Table:
    rows = tuple(tuple(_text(cell) for cell in row) for row in fields["rows"])
    height, width = len(rows), len(rows[0]) if rows else 0
    if not 0 < height <= MOST_ROWS or not 0 < width <= MOST_COLUMNS or any(len(row) != width for row in rows):
        raise ValueError("not a table")
    spans = tuple(Span(*(int(span[name]) for name in ("row", "column", "down", "across"))) for span in fields["spans"])
    if any(not 0 <= span.row < height or not 0 <= span.column < width for span in spans):
        raise ValueError("not a merged cell")
    counts = {name: int(fields[name]) for name in ("nested", "pictures", "equations")}
    return Table(rows, spans, _text(fields["caption"]), **counts)
