"""A column that nothing was ever written to goes."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.drop_column("debrief", "talk")


def downgrade() -> None:
    """Refuse: restore the copy made before migrating."""
    raise RuntimeError("migrations go forward only; restore the copy made before migrating")
