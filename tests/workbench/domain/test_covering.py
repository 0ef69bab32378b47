"""Boxes at the door: cut at the edge of their page, and refused with a sentence when they cover nothing."""

from dataclasses import replace

import pytest

from workbench.domain.covering import MOST_BOXES, Box, Place, places
from workbench.domain.errors import Invalid
from workbench.domain.samples import Artifact, ArtifactKind, Page

PAGES = tuple(Page(number, "f" * 64, "image/webp", 100, 200) for number in (1, 2))
WORK = (Artifact("scan", ArtifactKind.PAGES, "Pages", pages=PAGES), Artifact("text", ArtifactKind.TEXT, "Text", "x"))
BOX = Box("scan", 1, 0.25, 0.5, 0.25, 0.25)
NAN, INFINITY = float("nan"), float("inf")


def test_boxes_are_sorted_by_their_page():
    found = places(WORK, (BOX, replace(BOX, page=2), replace(BOX, left=0)))
    assert found == {
        ("scan", 1): (Place(0.25, 0.5, 0.5, 0.75), Place(0, 0.5, 0.25, 0.75)),
        ("scan", 2): (Place(0.25, 0.5, 0.5, 0.75),),
    }


def test_a_box_that_reaches_beyond_the_page_is_cut_at_its_edge():
    assert places(WORK, (Box("scan", 1, -0.5, 0.9, 3, 7),)) == {("scan", 1): (Place(0, 0.9, 1, 1),)}


@pytest.mark.parametrize(
    "box",
    [
        replace(BOX, left=1),
        replace(BOX, left=1.5),
        replace(BOX, top=2),
        replace(BOX, left=-0.25),
        replace(BOX, top=-1),
        replace(BOX, left=1e300, width=1e300),
    ],
)
def test_a_box_outside_the_page_is_refused(box):
    with pytest.raises(Invalid, match="lies outside page 1"):
        places(WORK, (box,))


@pytest.mark.parametrize("box", [replace(BOX, width=0), replace(BOX, height=-0.1)])
def test_a_box_without_size_is_refused(box):
    with pytest.raises(Invalid, match="covers nothing"):
        places(WORK, (box,))


@pytest.mark.parametrize("side", ["left", "top", "width", "height"])
@pytest.mark.parametrize("value", [NAN, INFINITY, -INFINITY])
def test_a_box_whose_sides_are_no_numbers_is_refused(side, value):
    with pytest.raises(Invalid, match="has no place"):
        places(WORK, (replace(BOX, **{side: value}),))


@pytest.mark.parametrize("box", [replace(BOX, page=3), replace(BOX, page=0), replace(BOX, artifact_id="text")])
def test_a_box_on_a_page_that_is_not_there_is_refused(box):
    with pytest.raises(Invalid, match="a page that is not there"):
        places(WORK, (BOX, box))


def test_no_box_and_too_many_boxes_are_refused():
    with pytest.raises(Invalid, match="no box yet"):
        places(WORK, ())
    assert places(WORK, (BOX,) * MOST_BOXES)
    with pytest.raises(Invalid, match="more than 200"):
        places(WORK, (BOX,) * (MOST_BOXES + 1))
