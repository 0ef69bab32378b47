"""Word files: what a reader would see as plain lines, and nothing of who wrote, commented or deleted."""

import io

import docx
import pytest
from PIL import Image

from tests.workbench.intake.building import ANA, picture, repacked, with_body, word, word_bytes
from workbench.domain.errors import Invalid
from workbench.intake import receive

WORD_XML = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
COMMENTS = b"<w:comments " + WORD_XML + b'><w:comment w:id="1"/></w:comments>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_paragraphs_lists_and_tables_become_readable_lines() -> None:
    document = docx.Document()
    document.add_heading("My Essay", 1)
    document.add_paragraph("It begins.")
    document.add_paragraph("one", style="List Number")
    document.add_paragraph("two", style="List Number")
    document.add_paragraph("dot", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("h1", "h2", "1\n2", "3"), strict=True):
        cell.text = text
    received = receive(word_bytes(document), claimed_name="essay.docx")
    assert (received.kind, received.pages, received.warnings) == ("text", (), ())
    assert received.text == "My Essay\n\nIt begins.\n\n1. one\n2. two\n\n- dot\n\nh1 | h2\n1 2 | 3"


def test_the_header_and_the_author_stay_out() -> None:
    received = receive(word("My work"))
    assert received.text == "My work"
    assert received.warnings == ("Left out: the header and footer.",)
    assert ANA not in str(received)


def test_inserted_text_is_kept_deleted_text_and_comments_are_not() -> None:
    body = (
        f'<w:p>{run("I ")}<w:del w:id="2"><w:r><w:delText>hate</w:delText></w:r></w:del>'
        f'<w:ins w:id="3">{run("like")}</w:ins>{run(" maths")}</w:p>'
    )
    received = receive(repacked(with_body(body), {"word/comments.xml": COMMENTS}))
    assert received.text == "I like maths"
    assert received.warnings == ("Left out: 1 comment, 1 tracked deletion and the header and footer.",)


def test_equations_are_missed_aloud() -> None:
    maths = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    body = f"<w:p>{run('So')}<m:oMath {maths}><m:r><m:t>x</m:t></m:r></m:oMath></w:p>" * 2
    assert "2 equations" in receive(with_body(body)).warnings[0]
    assert "as a PDF" in receive(with_body(body)).warnings[0]


def test_pictures_come_along_in_their_place_without_metadata() -> None:
    document = docx.Document()
    document.add_paragraph("before")
    document.add_picture(io.BytesIO(picture(Image.new("RGB", (90, 60), "red"))))
    document.add_paragraph("after")
    received = receive(word_bytes(document))
    assert received.kind == "text"
    assert received.text is not None
    assert received.text.split() == ["before", "[Picture", "1]", "after"]
    assert [(page.width, page.height) for page in received.pages] == [(90, 60)]


def test_a_word_file_of_pictures_only_is_pages() -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(picture(Image.new("RGB", (90, 60), "red"))))
    received = receive(word_bytes(document))
    assert (received.kind, received.text, len(received.pages)) == ("pages", None, 1)


def test_a_picture_that_cannot_be_read_is_said_to_be_missing() -> None:
    document = docx.Document()
    document.add_paragraph("text")
    document.add_picture(io.BytesIO(picture(Image.new("RGB", (90, 60)), "GIF")))
    received = receive(word_bytes(document))
    assert received.pages == ()
    assert "1 picture in the Word file could not be kept" in received.warnings[-1]


def test_a_word_file_that_unpacks_to_300_megabytes_is_refused_before_unpacking() -> None:
    bomb = repacked(word("x"), {"word/media/a.bin": bytes(300_000_000)})
    assert len(bomb) < 400_000
    with pytest.raises(Invalid, match=r"unpacks to 301 MB"):
        receive(bomb)


def test_a_word_file_packed_far_too_tightly_is_refused() -> None:
    with pytest.raises(Invalid, match="unpacks to"):
        receive(repacked(word("x"), {"word/media/a.bin": bytes(49_000_000)}))


def test_a_small_word_file_that_lies_about_its_size_is_answered() -> None:
    bomb = bytearray(repacked(word("x"), {"word/document.xml": b"<a>" + bytes(1_000_000) + b"</a>"}))
    bomb = bytearray(bytes(bomb).replace((1_000_007).to_bytes(4, "little"), (500).to_bytes(4, "little")))
    with pytest.raises(Invalid, match="Word file"):
        receive(bytes(bomb))


def test_laughing_entities_are_answered() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    xml = f"<?xml version='1.0'?><!DOCTYPE d [{entities}]><d>&e11;</d>"
    with pytest.raises(Invalid, match="Word file"):
        receive(repacked(word("x"), {"word/document.xml": xml.encode()}))


@pytest.mark.parametrize("share", [0.3, 0.7, 0.98])
def test_a_word_file_that_ends_too_early_is_refused(share: float) -> None:
    whole = word("some text " * 500)
    with pytest.raises(Invalid, match="Word file is damaged or not complete"):
        receive(whole[: int(len(whole) * share)], claimed_name="essay.docx")


def test_an_empty_word_file_is_refused() -> None:
    with pytest.raises(Invalid, match="holds no text"):
        receive(word())


def test_deep_nesting_in_a_word_file_is_answered() -> None:
    nest = "<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000
    with pytest.raises(Invalid, match="This Word file is damaged, or holds something that cannot be read safely"):
        receive(with_body(f"<w:p>{nest}{run('x')}</w:p>"))
