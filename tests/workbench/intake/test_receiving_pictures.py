"""Photos and scans: upright, on white, small enough, and silent about where and by whom they were taken."""

import io

import pytest
from PIL import Image

from tests.workbench.intake.building import ANA, phone_photo, picture
from workbench.domain.errors import Invalid
from workbench.intake import Page, Received, receive


def seen(page: Page) -> Image.Image:
    image = Image.open(io.BytesIO(page.image))
    assert (image.width, image.height) == (page.width, page.height)
    return image


def only_page(received: Received) -> Page:
    assert (received.kind, received.text, received.original) == ("image", None, None)
    return received.pages[0]


def test_a_photo_is_turned_upright_and_forgets_place_author_and_comment() -> None:
    photo = phone_photo()
    assert ANA.encode() in photo
    received = receive(photo, claimed_name="IMG_1.jpg")
    page = only_page(received)
    image = seen(page)
    assert (page.width, page.height) == (300, 400)
    assert image.getpixel((150, 30))[0] > 200  # the red side is on top now
    assert image.getpixel((150, 300))[2] > 200
    assert (received.media_type, page.media_type) == ("image/jpeg", "image/webp")
    assert not image.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)
    assert ANA.encode() not in page.image


def test_a_large_photo_is_made_smaller() -> None:
    page = only_page(receive(picture(Image.new("RGB", (4000, 3000), "white"), "JPEG")))
    assert (page.width, page.height) == (2400, 1800)


def test_writing_on_a_transparent_ground_is_black_on_white() -> None:
    page = only_page(receive(picture(Image.new("RGBA", (60, 60), (0, 0, 0, 0)))))
    assert min(seen(page).convert("RGB").getpixel((30, 30))) > 250


def test_a_picture_in_sixteen_bits_keeps_its_greys() -> None:
    page = only_page(receive(picture(Image.new("I;16", (60, 60), 32768))))
    assert 120 < seen(page).convert("L").getpixel((30, 30)) < 136


def test_of_a_moving_picture_the_first_frame_is_kept_and_it_is_said() -> None:
    frames = [Image.new("RGB", (60, 60), colour) for colour in ("red", "blue")]
    received = receive(picture(frames[0], "WEBP", save_all=True, append_images=frames[1:]))
    assert received.warnings == ("The picture moves; only its first frame is kept.",)


def test_an_orientation_that_makes_no_sense_is_ignored() -> None:
    exif = Image.Exif()
    exif[0x0112] = 99
    page = only_page(receive(picture(Image.new("RGB", (60, 40)), "JPEG", exif=exif)))
    assert (page.width, page.height) == (60, 40)


@pytest.mark.parametrize("side", [7_000, 12_000])
def test_a_picture_of_too_many_megapixels_is_refused_before_it_is_unpacked(side: int) -> None:
    bomb = picture(Image.new("1", (side, side)))
    assert len(bomb) < 50_000
    with pytest.raises(Invalid, match=r"more than 40 megapixels. Make it smaller"):
        receive(bomb)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_that_ends_too_early_is_refused(kind: str) -> None:
    whole = picture(Image.effect_noise((300, 300), 80).convert("RGB"), kind)
    with pytest.raises(Invalid, match="picture is damaged"):
        receive(whole[: len(whole) // 2])


def test_what_follows_a_picture_in_the_same_file_is_gone() -> None:
    page = only_page(receive(picture(Image.new("RGB", (60, 60))) + b"PK\x03\x04<script>alert(1)</script>"))
    assert b"script" not in page.image


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_kinds_of_picture_are_refused_with_a_way_out(kind: str) -> None:
    with pytest.raises(Invalid, match="Save it as PNG or JPEG"):
        receive(picture(Image.new("RGB", (60, 60)), kind))
