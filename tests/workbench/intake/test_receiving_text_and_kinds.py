"""What a file is, told by its content; plain text in its encodings; and the way out for what cannot be read."""

import pytest

from tests.workbench.intake.building import pdf, saved, word, zipped
from workbench.domain.errors import Invalid
from workbench.intake import LIMITS, Limits, receive

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    received = receive("Café\r\n“quoted”\r\n".encode(encoding))
    assert (received.kind, received.text, received.warnings) == ("text", "Café\n“quoted”", ())


def test_text_in_an_old_encoding_is_read_and_it_is_said() -> None:
    received = receive("Café “quoted”".encode("cp1252"))
    assert received.text == "Café “quoted”"
    assert "old encoding" in received.warnings[0]


def test_marks_that_turn_or_hide_text_are_gone() -> None:
    assert receive("A\u200bna \u202egnorw\u202c e\u0301".encode()).text == "Ana gnorw é"


def test_words_that_look_like_the_start_of_a_picture_are_still_words() -> None:
    assert receive(b"BMX bikes are fun").text == "BMX bikes are fun"


def test_text_that_mentions_html_is_text() -> None:
    assert receive(b"In <b>HTML</b> a page starts with <html>.").kind == "text"


@pytest.mark.parametrize(
    ("data", "name", "says", "do"),
    [
        (b"", "a.pdf", "This file is empty", "Choose the file"),
        (b" \n\t ", "", "holds no text", "Choose the file"),
        (b"<!DOCTYPE html><p>hi", "essay.pdf", "named .pdf but is a web page", "Print the page to PDF"),
        (b"<!-- x -->\n<html><body>", "", "a web page", "paste its text"),
        (b"{\\rtf1 hi}", "essay.doc", "rich text file", ".docx"),
        (b"<svg xmlns='x'/>", "a.svg", "drawing", "PDF"),
        (OLE, "essay.doc", "old Word file", ".docx or PDF"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "essay.docx", "locked with a password", "without the password"),
        (bytes(4) + b"ftypheic" + bytes(40), "IMG.HEIC", "HEIC", "Take a screenshot"),
        (bytes(4) + b"ftypisom" + bytes(40), "a.mp4", "video", "photo"),
        (b"ID3\x04" + bytes(40), "a.mp3", "video or sound", "photo"),
        (zipped({"mimetype": b"x", "content.xml": b"x"}), "a.odt", "OpenDocument", "PDF"),
        (zipped({"Index/Document.iwa": b"x"}), "a.pages", "Apple Pages", "Export it as PDF"),
        (zipped({"xl/workbook.xml": b"x"}), "a.xlsx", "Excel", "PDF"),
        (zipped({"ppt/slides.xml": b"x"}), "a.pptx", "PowerPoint", "PDF"),
        (zipped({"essay.txt": b"x"}), "essay.docx", "ZIP archive", "Unpack it"),
        (b"\x1f\x8b\x08" + bytes(40), "a.tgz", "archive", "Unpack it"),
        (b"text with a \x00 in it", "essay.txt", "cannot tell what kind", "Upload text"),
        (b"\x7fELF" + bytes(range(256)), "essay.txt", "cannot tell what kind", "Upload text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(data: bytes, name: str, says: str, do: str) -> None:
    with pytest.raises(Invalid) as caught:
        receive(data, claimed_name=name)
    assert says in caught.value.says
    assert do in caught.value.do


def test_the_name_of_a_file_changes_nothing_and_is_never_repeated() -> None:
    name = "![x](http://evil.example/ana).pdf"
    assert receive(b"plain words", claimed_name=name).kind == "text"
    assert receive(saved(pdf()), claimed_name="essay.txt").kind == "pages"
    assert receive(word("x"), claimed_name="essay.pdf").kind == "text"
    with pytest.raises(Invalid) as caught:
        receive(b"<html>", claimed_name=name)
    assert "evil" not in str(caught.value)


def test_more_than_25_megabytes_are_refused() -> None:
    with pytest.raises(Invalid, match="larger than 25 MB"):
        receive(bytes(LIMITS.upload_bytes + 1))


def test_more_text_than_can_be_scored_is_refused() -> None:
    with pytest.raises(Invalid, match="12 characters long; the most is 10"):
        receive(b"twelve chars", limits=Limits(text_characters=10))
