"""Worries about a student, told to the session's contact."""

import sqlalchemy as sa
from alembic import op

from workbench.storage.tables.base import UtcTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "concern",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("sample_id", sa.Text(), nullable=False),
        sa.Column("raised_at", UtcTime(), nullable=False),
        sa.Column("paused", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("settled_at", UtcTime(), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name=op.f("fk_concern_settled_by")),
        sa.ForeignKeyConstraint(
            ["session_id", "sample_id"],
            ["calibration_sample.session_id", "calibration_sample.sample_id"],
            name=op.f("fk_concern_session_id_sample_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
    )


def downgrade() -> None:
    """Refuse: restore the copy made before migrating."""
    raise RuntimeError("migrations go forward only; restore the copy made before migrating")
