"""Beside the talk: wishes to add evidence, and silent minutes."""

import sqlalchemy as sa
from alembic import op

from workbench.storage.tables.base import Sequence, UtcTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "wish",
        sa.Column("sequence", Sequence, autoincrement=True, nullable=False),
        *_cell("wish"),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_wish")),
    )
    op.create_table(
        "silent_minute",
        *_cell("silent_minute"),
        sa.Column("began_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "sample_id", "criterion_id", name=op.f("pk_silent_minute")),
    )
    op.create_table(
        "deciding_words",
        *_cell("deciding_words"),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id", "person_id"],
            ["seat.session_id", "seat.person_id"],
            name=op.f("fk_deciding_words_session_id_person_id"),
        ),
        sa.PrimaryKeyConstraint("session_id", "sample_id", "criterion_id", "person_id", name=op.f("pk_deciding_words")),
    )


def _cell(table: str) -> tuple[sa.Column[str] | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("sample_id", sa.Text(), nullable=False),
        sa.Column("criterion_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f(f"fk_{table}_criterion_id")),
        sa.ForeignKeyConstraint(
            ["session_id", "sample_id"],
            ["calibration_sample.session_id", "calibration_sample.sample_id"],
            name=op.f(f"fk_{table}_session_id_sample_id"),
        ),
    )


def downgrade() -> None:
    """Refuse: restore the copy made before migrating."""
    raise RuntimeError("migrations go forward only; restore the copy made before migrating")
