"""Small groups say what may stand on the wall, and names are cut off scores."""

import sqlalchemy as sa
from alembic import op

from workbench.storage.migrations import rules
from workbench.storage.tables.base import UtcTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "wall_say",
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("say", sa.Text(), nullable=False),
        sa.CheckConstraint("say IN ('fine', 'rather_not')", name=op.f("ck_wall_say_say_known")),
        sa.ForeignKeyConstraint(
            ["session_id", "person_id"],
            ["seat.session_id", "seat.person_id"],
            name=op.f("fk_wall_say_session_id_person_id"),
        ),
        sa.PrimaryKeyConstraint("session_id", "person_id", name=op.f("pk_wall_say")),
    )
    op.add_column("calibration", sa.Column("names_cut_at", UtcTime(), nullable=True))
    op.add_column("calibration", sa.Column("names_being_cut", sa.Boolean(), server_default="0", nullable=False))
    rules.let_names_be_cut()


def downgrade() -> None:
    """Refuse: restore the copy made before migrating."""
    raise RuntimeError("migrations go forward only; restore the copy made before migrating")
