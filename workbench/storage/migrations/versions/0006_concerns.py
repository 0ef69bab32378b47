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
    op.create_table(
        "concern_read",
        sa.Column("concern_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("read_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name=op.f("fk_concern_read_concern_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_concern_read_person_id")),
        sa.PrimaryKeyConstraint("concern_id", "person_id", name=op.f("pk_concern_read")),
    )


def downgrade() -> None:
    """Refuse: restore the copy made before migrating."""
    raise RuntimeError("migrations go forward only; restore the copy made before migrating")
