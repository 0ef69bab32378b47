"""Boxes as the browser sends them: numbers are taken as they are, everything else is refused with a sentence."""

import pytest

from workbench.domain.covering import Box
from workbench.domain.errors import Invalid
from workbench.services.covering import Drawn
from workbench.ui.components.mask_boxes import drawn

BOX = {"artifact": "scan", "page": 1, "left": 0.25, "top": 0, "width": 1, "height": 0.5}


def test_boxes_come_as_they_were_drawn():
    assert drawn("s1", {"version": "v", "boxes": [BOX]}) == Drawn("s1", "v", (Box("scan", 1, 0.25, 0, 1, 0.5),))


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"version": "v"},
        {"version": "v", "boxes": 7},
        {"version": "v", "boxes": None},
        {"version": "v", "boxes": ["box"]},
        {"version": "v", "boxes": [{}]},
        {"version": "v", "boxes": [BOX | {"left": None}]},
        {"version": "v", "boxes": [BOX | {"top": "<b>"}]},
        {"version": "v", "boxes": [BOX | {"page": float("inf")}]},
        {"version": "v", "boxes": [BOX | {"page": float("nan")}]},
        {"version": "v", "boxes": [BOX | {"width": 10**400}]},
    ],
)
def test_what_is_no_box_is_refused(sent):
    with pytest.raises(Invalid, match="did not arrive whole"):
        drawn("s1", sent)
