"""${message}."""

import sqlalchemy as sa
from alembic import op

${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Refuse: scores are never thrown away to go back; restore the copy made before migrating."""
    raise RuntimeError("migrations go forward only; restore the copy made before migrating")
