"""Score sheets on paper: who typed a score in, sheets by their codes, and who may type them."""

import sqlalchemy as sa
from alembic import op

from workbench.storage.tables.base import Sequence, UtcTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    for table in ("score", "remark", "recusal"):
        # One statement that both databases know: SQLite adds no constraint to a table later, only with its column.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN entered_by TEXT CONSTRAINT fk_{table}_entered_by REFERENCES person (id)"
        )
    op.create_table(
        "sheet",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("pieces", sa.JSON(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["calibration.id"], name=op.f("fk_sheet_session_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sheet_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.UniqueConstraint("session_id", "code", name=op.f("uq_sheet_session_id_code")),
    )
    op.create_table(
        "typed_sheet",
        sa.Column("sequence", Sequence, autoincrement=True, nullable=False),
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("sheet_id", sa.Text(), nullable=True),
        sa.Column("submission_id", sa.Text(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id", "person_id"],
            ["seat.session_id", "seat.person_id"],
            name=op.f("fk_typed_sheet_session_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["entered_by"], ["person.id"], name=op.f("fk_typed_sheet_entered_by")),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheet.id"], name=op.f("fk_typed_sheet_sheet_id")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_typed_sheet")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_typed_sheet_submission_id")),
    )
    op.create_index(op.f("ix_typed_sheet_session_id"), "typed_sheet", ["session_id", "round"])
    op.create_table(
        "typist",
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("named_by", sa.Text(), nullable=False),
        sa.Column("named_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["calibration.id"], name=op.f("fk_typist_session_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_typist_person_id")),
        sa.ForeignKeyConstraint(["named_by"], ["person.id"], name=op.f("fk_typist_named_by")),
        sa.PrimaryKeyConstraint("session_id", "person_id", name=op.f("pk_typist")),
    )


def downgrade() -> None:
    """Refuse: restore the copy made before migrating."""
    raise RuntimeError("migrations go forward only; restore the copy made before migrating")
