"""Scores and audit only grow, and a rubric in use never changes."""

from workbench.storage.migrations import rules

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    rules.create()


def downgrade() -> None:
    """Refuse: scores are never thrown away to go back; restore the copy made before migrating."""
    raise RuntimeError("migrations go forward only; restore the copy made before migrating")
