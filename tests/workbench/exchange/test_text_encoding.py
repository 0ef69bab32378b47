"""How a text table is to be read, told from its bytes and its first line."""

import pytest

from workbench.domain.errors import Invalid
from workbench.exchange import read_rubric
from workbench.exchange.text_encoding import encoding_of, named_separator

TABLE = "Prüfling;Level\r\nJosé;3\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "ascii"])
def test_every_usual_encoding_gives_back_the_text(encoding):
    data = TABLE.encode(encoding, "replace")
    found = encoding_of(data)
    assert found
    assert data.decode(found) == TABLE.encode(encoding, "replace").decode(encoding)


def test_a_letter_on_the_border_of_two_pieces_of_a_large_file_is_whole():
    data = b"a" * (1024 * 1024 - 1) + "é".encode()
    assert encoding_of(data) == "utf-8-sig"


@pytest.mark.parametrize(
    "data", [b"a,b\x00c", b"\x00\x00\x02\x03", b"\xff\xfea", b"caf\xe9 \x81", b"sample,rater\x00\x01\x02" * 3]
)
def test_bytes_that_are_no_text_have_no_encoding(data):
    assert encoding_of(data) is None


@pytest.mark.parametrize(
    ("line", "separator"),
    [("sep=;\r\n", ";"), ('"SEP=,"\n', ","), ("sep=\t", "\t"), ("sep=a", ""), ("sep=;;", ""), ("sample;rater", "")],
)
def test_a_first_line_may_name_the_separator(line, separator):
    assert named_separator(line) == separator


def test_the_line_that_names_the_separator_is_not_counted_as_a_spreadsheet_does_not_show_it():
    table = "sep=;\nCriterion;1;2\nClaim;Vague;Clear\nClaim;Vague;Clear\n"
    with pytest.raises(Invalid, match="Rows 2 and 3 are both called"):
        read_rubric(table.encode())
