"""How somebody likes to read: text size, line spacing, language."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "reading",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("text_size", sa.Text(), nullable=False),
        sa.Column("line_spacing", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "text_size IN ('usual', 'large', 'larger', 'largest')", name=op.f("ck_reading_text_size_known")
        ),
        sa.CheckConstraint("line_spacing IN ('usual', 'wide', 'wider')", name=op.f("ck_reading_line_spacing_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reading_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_reading")),
    )


def downgrade() -> None:
    """Refuse: restore the copy made before migrating."""
    raise RuntimeError("migrations go forward only; restore the copy made before migrating")
