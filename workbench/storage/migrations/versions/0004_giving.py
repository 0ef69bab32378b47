"""Asking for samples: a link, who came by it, who brought which piece."""

import sqlalchemy as sa
from alembic import op

from workbench.storage.tables.base import UtcTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "asking",
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("expected", sa.Integer(), server_default="0", nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.CheckConstraint("expected >= 0", name=op.f("ck_asking_expected_not_negative")),
        sa.ForeignKeyConstraint(["session_id"], ["calibration.id"], name=op.f("fk_asking_session_id")),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_asking")),
        sa.UniqueConstraint("code", name=op.f("uq_asking_code")),
    )
    op.create_table(
        "giver",
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("came_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_giver_person_id")),
        sa.ForeignKeyConstraint(["session_id"], ["calibration.id"], name=op.f("fk_giver_session_id")),
        sa.PrimaryKeyConstraint("session_id", "person_id", name=op.f("pk_giver")),
    )
    op.create_table(
        "affiliation",
        sa.Column("sample_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("sent_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_affiliation_person_id")),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"], name=op.f("fk_affiliation_sample_id")),
        sa.ForeignKeyConstraint(["session_id"], ["calibration.id"], name=op.f("fk_affiliation_session_id")),
        sa.PrimaryKeyConstraint("sample_id", "person_id", name=op.f("pk_affiliation")),
    )
    op.create_table(
        "fingerprint",
        sa.Column("artifact_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["artifact_id"], ["artifact.id"], name=op.f("fk_fingerprint_artifact_id")),
        sa.PrimaryKeyConstraint("artifact_id", name=op.f("pk_fingerprint")),
    )


def downgrade() -> None:
    """Refuse: what teachers brought is not thrown away to go back; restore the copy made before migrating."""
    raise RuntimeError("migrations go forward only; restore the copy made before migrating")
