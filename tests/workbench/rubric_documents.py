"""Rubrics as people have them: genuine Word files, made on the spot, and what a clipboard holds after copying one."""

import io
from collections.abc import Sequence

import docx
from docx.table import Table

CLAIM = ("No claim.", "A claim that is unclear.", "A clear claim.", "A precise, arguable claim.")
EVIDENCE = ("None.", "Some.", "Relevant and enough.", "Well chosen and weighed.")
# As most rubrics are printed: criteria down, the highest level first, points in the heading, a weight at the end.
PRINTED = (
    ("Criteria", "4 - Advanced", "3 - Proficient", "2 - Developing", "1 - Beginning", "Weight"),
    ("Claim", *reversed(CLAIM), "x2"),
    ("Evidence", *reversed(EVIDENCE), "x1"),
    ("Conventions", "", "Few errors.", "", "Errors hide the meaning.", "x1"),
)
AS_TEXT = "\r\n".join("\t".join(row) for row in PRINTED)
WORD_HTML = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {margin:0}</style></head><body>
<!--StartFragment--><table class=MsoTableGrid border=1><tr><td><p class=MsoNormal><b>Criteria</b><o:p></o:p></p>
</td><td><p>Advanced</p><p>4 pts</p></td><td><p>Proficient</p><p>3 pts</p></td><td><p>Beginning<br>1 pt</p></td></tr>
<tr><td><p>Claim</p></td><td><p>Precise.</p><p>Arguable,
and new.</p></td><td colspan=2><p class=MsoListParagraph><![if !supportLists]><span>·<span>&nbsp;&nbsp;&nbsp;
</span></span><![endif]>Clear</p></td></tr></table><!--EndFragment--></body></html>"""


def word_file(*tables: Sequence[Sequence[str]], title: str = "Argument writing") -> bytes:
    """A Word file with these tables, each under a heading."""
    document = docx.Document()
    for number, rows in enumerate(tables):
        document.add_heading(title if not number else f"{title} {number + 1}", 1)
        fill(document.add_table(len(rows), max(len(row) for row in rows)), rows)
        document.add_paragraph()
    return as_file(document)


def merged_word_file() -> bytes:
    """A rubric under a title that spans the table; a strand spans two rows, one descriptor spans two levels."""
    document = docx.Document()
    table = document.add_table(5, 6)
    table.style = "Table Grid"
    fill(
        table,
        (
            ("Science investigation", "", "", "", "", ""),
            ("Strand", "Criterion", "Beginning", "Developing", "Proficient", "Advanced"),
            ("Planning", "Question", "None.", "Vague.", "Can be tested.", "Grows from reading."),
            ("", "Fair test", "One thing changes by chance.", "", "One thing changes.", "Controls are explained."),
            ("Data", "Table", "None.", "Some numbers.", "Units and repeats.", "Spread is shown."),
        ),
    )
    table.cell(0, 0).merge(table.cell(0, 5))
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(3, 2).merge(table.cell(3, 3))
    return as_file(document)


def fill(table: Table, rows: Sequence[Sequence[str]]) -> None:
    """Write texts into a Word table."""
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=False):
            cell.text = text


def as_file(document: "docx.document.Document") -> bytes:
    """A Word document as a file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
