"""How somebody likes to read; no row while they chose nothing."""

from sqlalchemy import Column, ForeignKey, Table, Text

from workbench.domain.reading import LineSpacing, TextSize
from workbench.storage.tables.base import metadata, one_of, text

reading = Table(
    "reading",
    metadata,
    Column("person_id", Text, ForeignKey("person.id"), primary_key=True),
    text("text_size"),
    text("line_spacing"),
    text("language", ""),
    one_of("text_size", TextSize),
    one_of("line_spacing", LineSpacing),
)
