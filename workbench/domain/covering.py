"""Boxes drawn over names and faces on page pictures: where they are, and which of them can be used."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid
from workbench.domain.samples import Artifact

MOST_BOXES = 200

_DRAW_AGAIN = later("Open the page again and draw it once more.")


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle of a picture, its edges as fractions of the picture's width and height, from 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Box:
    """A box as it was drawn on a page: its corner and size as fractions of the page, perhaps reaching beyond it."""

    artifact_id: str
    page: int
    left: float
    top: float
    width: float
    height: float


def places(artifacts: Iterable[Artifact], boxes: tuple[Box, ...]) -> dict[tuple[str, int], tuple[Place, ...]]:
    """Return what is to be covered on each page, by artifact and page number; a box is cut at the edge of its page.

    Raises
    ------
    Invalid
        When there is no box or there are too many, when one is on no page of this work, or is no box that covers
        anything.
    """
    if not boxes:
        raise Invalid("There is no box yet.", "Draw a box over each name and face first.")
    if len(boxes) > MOST_BOXES:
        raise Invalid(
            "These are more than {most} boxes.", "Cover some of them first, and then the others.", most=MOST_BOXES
        )
    pages = {(artifact.id, page.number) for artifact in artifacts for page in artifact.pages}
    found: dict[tuple[str, int], tuple[Place, ...]] = {}
    for box in boxes:
        if (box.artifact_id, box.page) not in pages:
            raise Invalid("A box is on a page that is not there.", "Open the work again and draw it once more.")
        found[box.artifact_id, box.page] = (*found.get((box.artifact_id, box.page), ()), _on_page(box))
    return found


def _on_page(box: Box) -> Place:
    if not all(math.isfinite(side) for side in (box.left, box.top, box.width, box.height)):
        raise Invalid("A box on page {page} has no place.", _DRAW_AGAIN, page=box.page)
    if box.width <= 0 or box.height <= 0:
        raise Invalid("A box on page {page} covers nothing.", _DRAW_AGAIN, page=box.page)
    left, top = max(box.left, 0.0), max(box.top, 0.0)
    right, bottom = min(box.left + box.width, 1.0), min(box.top + box.height, 1.0)
    if left >= right or top >= bottom:
        raise Invalid(
            "A box lies outside page {page}.", "Draw it over what is to be covered on the page.", page=box.page
        )
    return Place(left, top, right, bottom)
