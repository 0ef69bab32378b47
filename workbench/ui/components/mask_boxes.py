"""Boxes over names on page pictures, drawn by mouse, finger or keyboard, and sent once, when they are final.

All sides are fractions of the picture, so a phone and a wall cover the same place.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.covering import Box
from workbench.domain.errors import Invalid
from workbench.domain.samples import Sample
from workbench.services.covering import Drawn, Sideways

_boxes = st.components.v2.component(
    "workbench_mask_boxes",
    css=Path(__file__).with_name("mask_boxes.css").read_text(encoding="utf-8"),
    js=Path(__file__).with_name("mask_boxes.js").read_text(encoding="utf-8"),
)


def mask_boxes(sample: Sample, *, tries: int, on_cover: Callable[[], None], on_turn: Callable[[], None]) -> bool:
    """Show the page pictures of a sample and let boxes be drawn; return whether boxes wait to be covered.

    Parameters
    ----------
    tries
        How often covering or turning was tried on this screen: when it grows, the buttons can be pressed again.
    on_cover, on_turn
        Called when a button was pressed; what was sent is under :func:`key`, for :func:`drawn` and :func:`sideways`.
    """
    found: Any = _boxes(
        key=key(sample),
        data={"version": sample.version, "tries": tries, "pages": _pages(sample), "words": _words()},
        default={"waiting": ""},
        on_cover_change=on_cover,
        on_turn_change=on_turn,
        on_waiting_change=_nothing,
        height="stretch",
    )
    return str(found.waiting or "") == sample.version


def key(sample: Sample) -> str:
    """Return the key of the component that shows a sample's pages."""
    return f"boxes-{sample.id}"


def drawn(sample_id: str, sent: Mapping[str, Any]) -> Drawn:
    """Return what the browser sent as boxes; whether they lie on a page is for the service to say.

    Raises
    ------
    Invalid
        When these are no boxes.
    """
    try:
        return Drawn(sample_id, str(sent["version"]), tuple(_box(box) for box in sent["boxes"]))
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise Invalid("The boxes did not arrive whole.", "Open the page again and draw them once more.") from error


def sideways(sample_id: str, sent: Mapping[str, Any]) -> Sideways:
    """Return which page the browser wants turned; errors as for :func:`drawn`."""
    try:
        return Sideways(sample_id, str(sent["version"]), str(sent["artifact"]), int(sent["page"]))
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise Invalid("That did not arrive whole.", "Open the page again and press once more.") from error


def _box(sent: Mapping[str, Any]) -> Box:
    sides = (float(sent[side]) for side in ("left", "top", "width", "height"))
    return Box(str(sent["artifact"]), int(sent["page"]), *sides)


def _pages(sample: Sample) -> list[dict[str, object]]:
    return [
        {
            "artifact": artifact.id,
            "page": page.number,
            "src": f"/files/{artifact.id}/{page.number}?v={page.version}",
            "width": page.width,
            "height": page.height,
        }
        for artifact in sample.artifacts
        for page in artifact.pages
    ]


def _words() -> dict[str, str]:
    return {
        "pages": _("Pages to cover names on"),
        "page": _("Page {n} of {total}"),
        "add": _("Add a box"),
        "undo": _("Undo"),
        "remove": _("Remove box"),
        "turn": _("Turn page"),
        "finger": _("Draw by finger"),
        "smaller": _("Smaller pages"),
        "larger": _("Larger pages"),
        "kind": _("box"),
        "name": _("Box {n} on page {page}"),
        "box": _("Box {n} on page {page}: {left}% from the left, {top}% from the top, {width}% wide, {height}% high."),
        "keys": _("Arrow keys move the box, with Shift they change its size, with Ctrl slowly. Delete removes it."),
        "removed": _("Box {n} on page {page} removed."),
        "undone": _("Undone."),
        "none": _("No boxes yet."),
        "one": _("1 box, not covered yet."),
        "many": _("{boxes} boxes, not covered yet."),
        "cover": _("Cover these for good"),
        "working": _("One moment…"),
        "covered": _("Covered. Look at every page again."),
        "turned": _("Turned."),
    }


def _nothing() -> None:
    """Do nothing: the rerun itself draws what follows from boxes that wait."""
