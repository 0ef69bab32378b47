"""PDF files: pages become pictures, the copy that is kept holds nothing but pages, bad ones are answered."""

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from tests.workbench.intake.building import ANA, armed_pdf, form_pdf, pdf, saved
from workbench.domain.errors import Invalid
from workbench.intake import Page, receive


def darkest(page: Page) -> int:
    return Image.open(io.BytesIO(page.image)).convert("L").getextrema()[0]


def everything_in(data: bytes) -> bytes:
    """The file, and every stream in it unpacked."""
    with pikepdf.open(io.BytesIO(data)) as document:
        streams = [thing for thing in document.objects if isinstance(thing, pikepdf.Stream)]
        raw = b"".join(stream.read_raw_bytes() for stream in streams)
        plain = b"".join(stream.read_bytes() for stream in streams if stream.get("/Filter") != Name.DCTDecode)
        out = io.BytesIO()
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return data + raw + plain + out.getvalue()


def test_a_pdf_becomes_page_pictures_and_its_text() -> None:
    received = receive(saved(pdf(3)), claimed_name="essay.pdf")
    assert (received.kind, received.media_type, received.warnings) == ("pages", "application/pdf", ())
    assert [(page.width, page.height) for page in received.pages] == [(1240, 1755)] * 3
    assert all(darkest(page) < 60 for page in received.pages)
    assert received.text == "\n\n".join(["The quick brown fox"] * 3)


def test_a_pdf_without_text_has_none() -> None:
    assert receive(saved(pdf(1, words=""))).text is None


def test_scripts_attachments_comments_and_metadata_are_gone_and_it_is_said() -> None:
    armed = armed_pdf()
    assert ANA.encode() in everything_in(armed)
    received = receive(armed)
    assert received.original is not None
    left = everything_in(received.original)
    for trace in (
        ANA.encode(),
        b"JavaScript",
        b"app.alert",
        b"OpenAction",
        b"/AA",
        b"grades.txt",
        b"/Outlines",
        b"Exif",
    ):
        assert trace not in left
    with pikepdf.open(io.BytesIO(received.original)) as document:
        assert set(document.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in document.trailer
    assert received.warnings == (
        "Left out: 1 comment or mark on top of the pages. If the student made them, print the PDF to a new PDF first.",
        "1 attached file was left out.",
        "Scripts in the PDF were left out.",
    )


def test_the_photo_in_a_stripped_pdf_is_still_seen() -> None:
    received = receive(armed_pdf())
    image = Image.open(io.BytesIO(received.pages[1].image)).convert("RGB")
    assert image.getpixel((int(80 * 150 / 72), image.height - int(300 * 150 / 72)))[0] > 200


def test_what_a_student_typed_into_a_form_stays_on_the_page() -> None:
    received = receive(form_pdf("MY ANSWER"))
    assert darkest(received.pages[0]) < 60
    assert received.text == "MY ANSWER"
    assert received.original is not None
    assert b"/AcroForm" not in everything_in(received.original)


def test_a_page_of_57000_points_is_drawn_small() -> None:
    received = receive(saved(pdf(1, size=(57_000, 57_000))))
    assert (received.pages[0].width, received.pages[0].height) == (2400, 2400)


def test_a_page_far_wider_than_high_is_drawn() -> None:
    received = receive(saved(pdf(1, size=(14_400, 3))))
    assert received.pages[0].width == 2400


def test_forty_pages_are_read_and_forty_one_refused() -> None:
    assert len(receive(saved(pdf(40, words=""))).pages) == 40
    with pytest.raises(Invalid, match="This PDF has 41 pages; at most 40"):
        receive(saved(pdf(41)))


def test_a_locked_pdf_is_refused_with_a_way_out() -> None:
    with pytest.raises(Invalid, match=r"locked with a password. Save a copy without"):
        receive(saved(pdf(), encryption=pikepdf.Encryption(user="secret", owner="secret")))


def test_a_pdf_that_opens_without_a_password_is_read_and_kept_unlocked() -> None:
    received = receive(saved(pdf(), encryption=pikepdf.Encryption(user="", owner="secret")))
    assert received.original is not None
    assert len(pypdfium2.PdfDocument(received.original)) == 1


def test_a_pdf_without_its_end_is_refused_rather_than_shortened() -> None:
    whole = saved(pdf(3))
    with pytest.raises(Invalid, match="not complete: its end is missing"):
        receive(whole[: len(whole) * 2 // 3])


def test_a_pdf_without_pages_is_refused() -> None:
    with pytest.raises(Invalid, match="no pages"):
        receive(saved(pikepdf.new()))


def test_a_pdf_that_is_only_a_header_is_refused() -> None:
    with pytest.raises(Invalid, match="This PDF is damaged"):
        receive(b"%PDF-1.7\n" + b"nothing here " * 50 + b"\n%%EOF")


def test_a_pdf_with_a_broken_index_is_repaired_and_it_is_said() -> None:
    broken = saved(pdf(), object_stream_mode=pikepdf.ObjectStreamMode.disable).replace(b"startxref\n", b"startxref\n9")
    assert "has been repaired" in receive(broken).warnings[0]


def test_deep_nesting_is_answered() -> None:
    document = pdf()
    document.pages[0].obj["/Deep"] = Array([1, 2, 3, 4])
    deep = saved(document).replace(b"[ 1 2 3 4 ]", b"[ " * 100_000 + b" ]" * 100_000)
    with pytest.raises(Invalid, match="This PDF is damaged"):
        receive(deep)


def test_a_page_tree_that_bites_its_tail_is_answered() -> None:
    document = pdf()
    pages = document.Root.Pages
    pages.Kids.append(pages)
    with pytest.raises(Invalid, match="PDF"):
        receive(saved(document))


def test_a_pdf_that_is_a_web_page_too_is_read_as_a_pdf_only() -> None:
    polyglot = saved(pdf()) + b"\n<script>alert(1)</script>"
    received = receive(polyglot, claimed_name="essay.html")
    assert received.kind == "pages"
    assert received.original is not None
    assert b"script" not in received.original


def test_links_are_no_marks_to_be_missed() -> None:
    document = pdf()
    action = Dictionary(S=Name.URI, URI="http://tracker.example/")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    document.pages[0].obj["/Annots"] = Array([link])
    received = receive(saved(document))
    assert received.warnings == ()
    assert received.original is not None
    assert b"tracker" not in everything_in(received.original)
