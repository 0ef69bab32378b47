"""A lead notes privately why each piece of a session was chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("calibration_sample", sa.Column("role", sa.Text(), server_default="", nullable=False))
    op.add_column("calibration_sample", sa.Column("note", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    """Refuse: restore the copy made before migrating."""
    raise RuntimeError("migrations go forward only; restore the copy made before migrating")
