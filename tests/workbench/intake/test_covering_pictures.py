"""Covered places: one plain grey to the last pixel, no ghost of a letter at the edge, and the rest as it was."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.workbench.inked import around_ink, ink, pdf_with_name, photo
from tests.workbench.intake.building import ANA, phone_photo, picture
from workbench.domain.covering import Place
from workbench.domain.errors import Invalid
from workbench.domain.samples import Artifact, ArtifactKind
from workbench.intake import LIMITS, cover, receive
from workbench.intake.covered_pictures import PAINT, cover_picture

SCAN = Artifact("scan", ArtifactKind.PAGES, "Pages")
MIDDLE = Place(0.25, 0.25, 0.75, 0.75)


def pixels(data: bytes) -> "np.ndarray[tuple[int, int, int], np.dtype[np.int64]]":
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


def tightly(data: bytes) -> Place:
    box = around_ink(SCAN, data)
    return Place(box.left, box.top, box.left + box.width, box.top + box.height)


@pytest.mark.parametrize("work", [photo(), photo(turned=True), photo(900, 700), pdf_with_name()])
def test_of_a_name_with_a_tight_box_around_it_no_pixel_stays(work):
    page = receive(work).pages[0]
    assert ink(page.image) > 500
    covered = cover(page.image, (tightly(page.image),))
    assert ink(covered.image) == 0
    assert (covered.width, covered.height) == (page.width, page.height)


def test_the_covered_place_is_plain_and_the_rest_looks_as_before():
    page = receive(photo()).pages[0]
    after, before = pixels(cover(page.image, (MIDDLE,)).image), pixels(page.image)
    height, width = after.shape[:2]
    inside = after[height // 4 : height * 3 // 4, width // 4 : width * 3 // 4]
    assert np.abs(inside - np.array(PAINT)).max() <= 4
    assert np.abs(after[: height // 4 - 16] - before[: height // 4 - 16]).mean() < 1.5


def test_a_picture_without_loss_stays_one():
    noise = Image.effect_noise((301, 203), 80).convert("RGB")
    covered = cover_picture(picture(noise), (Place(0.0, 0.0, 0.5, 1.0),), LIMITS).pages[0]
    assert covered.media_type == "image/png"
    after, before = pixels(covered.image), np.asarray(noise)
    assert (after[:, :151] == PAINT).all()
    assert (after[:, 160:] == before[:, 160:]).all()


def test_the_whole_page_and_its_last_corner_can_be_covered():
    page = receive(photo(333, 257)).pages[0]
    assert np.abs(pixels(cover(page.image, (Place(0, 0, 1, 1),)).image) - np.array(PAINT)).max() <= 4
    corner = cover(page.image, (Place(0.999999, 0.999999, 1, 1),))
    assert np.abs(pixels(corner.image)[-1, -1] - np.array(PAINT)).max() <= 4


def test_a_box_on_a_photo_held_sideways_covers_what_was_seen_under_it():
    page = receive(phone_photo()).pages[0]
    after = pixels(cover(page.image, (Place(0, 0, 1, 0.25),)).image)  # the red side, which is seen on top
    assert np.abs(after[:96] - np.array(PAINT)).max() <= 4
    assert after[200, 150, 2] > 200


def test_a_covered_picture_knows_nothing_but_its_pixels():
    covered = cover(receive(phone_photo()).pages[0].image, (MIDDLE,))
    image = Image.open(io.BytesIO(covered.image))
    assert not image.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)
    assert ANA.encode() not in covered.image


def test_what_is_no_picture_is_refused():
    with pytest.raises(Invalid, match="damaged"):
        cover(b"RIFF no picture", (MIDDLE,))
    whole = picture(Image.effect_noise((300, 300), 80).convert("RGB"))
    with pytest.raises(Invalid, match="cannot be read any more"):
        cover(whole[: len(whole) // 2], (MIDDLE,))
