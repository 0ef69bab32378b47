"""Tables out of Word files and clipboards: merged cells are kept as such, and every bad file gets one sentence."""

import io

import docx
import pytest
from PIL import Image

from tests.workbench.intake.building import pdf, picture, repacked, saved, with_body, word, word_bytes, zipped
from tests.workbench.rubric_documents import PRINTED, WORD_HTML, merged_word_file, word_file
from workbench.domain.errors import Invalid
from workbench.domain.tables import Span
from workbench.intake import Limits, receive_pasted_tables, receive_tables


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def refusal(data: bytes, name: str = "rubric.docx", **limits: int) -> str:
    with pytest.raises(Invalid) as caught:
        receive_tables(data, claimed_name=name, limits=Limits(**limits))
    assert caught.value.says.endswith(".")
    assert caught.value.do.endswith(".")
    return str(caught.value)


def test_a_word_table_comes_out_cell_by_cell_with_the_heading_above_it() -> None:
    (found,) = receive_tables(word_file(PRINTED), claimed_name="rubric.docx")
    assert found.rows == PRINTED
    assert found.caption == "Argument writing"
    assert found.spans == ()


def test_several_tables_come_in_reading_order() -> None:
    first, second = receive_tables(word_file(PRINTED, PRINTED[:2]))
    assert (len(first.rows), len(second.rows)) == (4, 2)
    assert second.caption == "Argument writing 2"


def test_merged_cells_are_where_they_begin_and_known_as_merged() -> None:
    (found,) = receive_tables(merged_word_file())
    assert found.spans == (Span(0, 0, 1, 6), Span(2, 0, 2, 1), Span(3, 2, 1, 2))
    assert found.rows[3][:3] == ("", "Fair test", "One thing changes by chance.")
    assert found.width == 6


def test_rows_that_begin_further_right_and_rows_in_content_controls_keep_their_columns() -> None:
    late = f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("B")}'
    wrapped = f"<w:sdt><w:sdtContent><w:tr>{cell('a')}{cell('b')}</w:tr></w:sdtContent></w:sdt>"
    body = table(late).replace("</w:tbl>", f"{wrapped}</w:tbl>")
    (found,) = receive_tables(with_body(body))
    assert found.rows == (("", "B"), ("a", "b"))


def test_lists_line_breaks_nested_tables_and_deletions_read_as_on_paper() -> None:
    listed = "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>one</w:t><w:br/><w:t>more</w:t></w:r></w:p>"
    deleted = '<w:p><w:del w:id="1"><w:r><w:t>gone</w:t></w:r></w:del><w:r><w:t>kept</w:t></w:r></w:p>'
    inner = f"<w:tc>{table(cell('x') + cell('y'))}<w:p/></w:tc>"
    row_deleted = f'<w:trPr><w:del w:id="2"/></w:trPr>{cell("a")}{cell("b")}'
    body = table(f"<w:tc>{listed}{deleted}</w:tc>{inner}", row_deleted)
    (found,) = receive_tables(with_body(body))
    assert found.rows == (("• one\nmore\nkept", "x\ny"),)
    assert found.nested == 1


def test_a_picture_in_the_table_is_counted_as_left_out() -> None:
    document = docx.Document()
    inside = document.add_table(1, 2)
    inside.cell(0, 0).text = "Claim"
    inside.cell(0, 1).paragraphs[0].add_run().add_picture(io.BytesIO(picture(Image.new("RGB", (9, 9)))))
    (found,) = receive_tables(word_bytes(document))
    assert found.pictures == 1


def test_what_word_puts_on_the_clipboard_is_read_with_its_paragraphs_and_merged_cells() -> None:
    (found,) = receive_pasted_tables(WORD_HTML)
    assert found.rows == (
        ("Criteria", "Advanced\n4 pts", "Proficient\n3 pts", "Beginning\n1 pt"),
        ("Claim", "Precise.\nArguable, and new.", "• Clear", ""),
    )
    assert found.spans == (Span(1, 2, 1, 2),)


def test_html_without_end_tags_and_with_tables_in_cells_is_forgiven() -> None:
    html = "<table><tr><td rowspan=2>A<td>B<tr><td><table><tr><td>x<td>y</table><script>alert(1)</script>"
    (found,) = receive_pasted_tables(html)
    assert found.rows == (("A", "B"), ("", "x\ny"))
    assert (found.spans, found.nested) == ((Span(0, 0, 2, 1),), 1)


def test_a_merged_cell_that_reaches_past_the_table_ends_with_it() -> None:
    (found,) = receive_pasted_tables("<table><tr><td rowspan=150>A<td>B<tr><td>C</table>")
    assert found.spans == (Span(0, 0, 2, 1),)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (word("no table here"), "holds no table"),
        (word_file(PRINTED)[:-900], "damaged or not complete"),
        (repacked(word_file(PRINTED), {"word/document.xml": b"<w:document"}), "damaged"),
        (saved(pdf()), "This is a PDF, not a Word file"),
        (b"Criteria\tGood", "This is a text file, not a Word file"),
        (b"<html><body><table>", "web page"),
        (zipped({"xl/workbook.xml": b""}), "Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "old Word file"),
        (word_file((("Claim",), ("Evidence",))), "one column only"),
        (word_file([["a", "b"]] * 201), "more than 200 rows"),
        (word_file([["a", "b" * 200_001]]), "200,000 characters"),
        (with_body(table(cell("a", '<w:gridSpan w:val="99999"/>') + cell("b"))), "40 columns"),
    ],
)
def test_a_file_that_holds_no_rubric_gets_one_sentence_and_a_way_on(data: bytes, says: str) -> None:
    said = refusal(data)
    assert says in said
    assert "student" not in said
    assert "text of the work" not in said


def test_a_huge_file_and_one_that_unpacks_to_too_much_are_refused() -> None:
    assert "larger than 1 MB" in refusal(bytes(1024 * 1024 + 1), upload_bytes=1024 * 1024)
    assert "unpacks to" in refusal(repacked(word_file(PRINTED), {"word/media/big.xml": bytes(60_000_000)}))
    assert "takes too long" in refusal(word_file(PRINTED), wall_seconds=0.01)


def test_laughing_entities_make_nobody_laugh() -> None:
    laugh = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{laugh}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl><w:tr>'
        "<w:tc><w:p><w:r><w:t>&l11;</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    assert refusal(repacked(word_file(PRINTED), {"word/document.xml": bomb.encode()}))


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ("<p>no table</p>", "holds no table"),
        ("<table>" + "<tr><td>a<td>b" * 300 + "</table>", "more than 200 rows"),
        ("<table><tr>" + "<td>a" * 60, "40 columns"),
        ("<table><tr><td>a<tr><td>b</table>", "one column only"),
        ("x" * 2_100_000, "larger than 2 MB"),
    ],
)
def test_a_paste_that_holds_no_rubric_gets_one_sentence(html: str, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        receive_pasted_tables(html)
