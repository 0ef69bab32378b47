"""Projectors: a code for a session's page on one, and the screens opened with it."""

import sqlalchemy as sa
from alembic import op

from workbench.storage.tables.base import UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "wall",
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("code_expires_at", UtcTime(), nullable=True),
        sa.Column("blank_in_round", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["calibration.id"], name=op.f("fk_wall_session_id")),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_wall")),
        sa.UniqueConstraint("code", name=op.f("uq_wall_code")),
    )
    op.create_table(
        "wall_screen",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["calibration.id"], name=op.f("fk_wall_screen_session_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_wall_screen")),
    )
    op.create_index("ix_wall_screen_session_id", "wall_screen", ["session_id"], unique=False)


def downgrade() -> None:
    """Refuse: restore the copy made before migrating."""
    raise RuntimeError("migrations go forward only; restore the copy made before migrating")
