"""The first schema."""

import sqlalchemy as sa
from alembic import op

from workbench.storage.tables.base import Sequence, UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "attempt",
        sa.Column("sequence", Sequence, autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_attempt")),
    )
    op.create_index("ix_attempt_key", "attempt", ["key", "at"], unique=False)
    op.create_table(
        "school",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
        sa.UniqueConstraint("name", name=op.f("uq_school_name")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=True),
        sa.Column("school_id", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=True),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("disabled_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_person_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("school_id", "folded_name", name=op.f("uq_person_school_id_folded_name")),
    )
    op.create_table(
        "audit",
        sa.Column("sequence", Sequence, autoincrement=True, nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_audit_person_id")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit")),
    )
    op.create_table(
        "invite",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=True),
        sa.Column("told", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.Column("used_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_invite_made_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invite_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invite_token_hash")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("scope_id", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.CheckConstraint(
            "role IN ('admin', 'facilitator', 'coach', 'observer', 'rater')", name=op.f("ck_membership_role_known")
        ),
        sa.CheckConstraint("scope IN ('installation', 'school', 'session')", name=op.f("ck_membership_scope_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "person_id", "role", "scope", "scope_id", name=op.f("uq_membership_person_id_role_scope_scope_id")
        ),
    )
    op.create_table(
        "rubric",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("grades", sa.Text(), server_default="", nullable=False),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("licence", sa.Text(), server_default="", nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("school_id", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=True),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("used_at", UtcTime(), nullable=True),
        sa.Column("retired_at", UtcTime(), nullable=True),
        sa.CheckConstraint("kind IN ('academic', 'disposition', 'self_assessment')", name=op.f("ck_rubric_kind_known")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_rubric_made_by")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_rubric_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric")),
        sa.UniqueConstraint("family", "version", name=op.f("uq_rubric_family_version")),
    )
    op.create_table(
        "sample",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("school_id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("task", sa.Text(), server_default="", nullable=False),
        sa.Column("prompt", sa.Text(), server_default="", nullable=False),
        sa.Column("private_note", sa.Text(), server_default="", nullable=False),
        sa.Column("permission_held", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("audience", sa.Text(), server_default="session", nullable=False),
        sa.Column("delete_after", sa.Date(), nullable=True),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("checked_at", UtcTime(), nullable=True),
        sa.Column("checked_by", sa.Text(), nullable=True),
        sa.Column("withdrawn_at", UtcTime(), nullable=True),
        sa.CheckConstraint(
            "audience IN ('session', 'school', 'district', 'public')", name=op.f("ck_sample_audience_known")
        ),
        sa.ForeignKeyConstraint(["checked_by"], ["person.id"], name=op.f("fk_sample_checked_by")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_sample_owner_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_sample_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample")),
        sa.UniqueConstraint("school_id", "name", name=op.f("uq_sample_school_id_name")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=True),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.Column("revoked_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    op.create_index("ix_sign_in_person_id", "sign_in", ["person_id"], unique=False)
    op.create_table(
        "artifact",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sample_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("kind IN ('text', 'pages')", name=op.f("ck_artifact_kind_known")),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"], name=op.f("fk_artifact_sample_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_artifact")),
        sa.UniqueConstraint("sample_id", "position", name=op.f("uq_artifact_sample_id_position")),
    )
    op.create_table(
        "calibration",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("school_id", sa.Text(), nullable=False),
        sa.Column("facilitator_id", sa.Text(), nullable=False),
        sa.Column("rubric_id", sa.Text(), nullable=False),
        sa.Column("join_code", sa.Text(), nullable=False),
        sa.Column("code_expires_at", UtcTime(), nullable=True),
        sa.Column("phase", sa.Text(), server_default="draft", nullable=False),
        sa.Column("round", sa.Integer(), server_default="1", nullable=False),
        sa.Column("stage", sa.Text(), server_default="", nullable=False),
        sa.Column("stage_cell", sa.Text(), server_default="", nullable=False),
        sa.Column("stage_since", UtcTime(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("stage_revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "phase IN ('draft', 'open', 'closed', 'revealed', 'concluded', 'archived')",
            name=op.f("ck_calibration_phase_known"),
        ),
        sa.CheckConstraint(
            "stage IN ('', 'lobby', 'scoring', 'dots', 'talk', 'agree')", name=op.f("ck_calibration_stage_known")
        ),
        sa.CheckConstraint("round IN (1, 2)", name=op.f("ck_calibration_round_known")),
        sa.ForeignKeyConstraint(["facilitator_id"], ["person.id"], name=op.f("fk_calibration_facilitator_id")),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubric.id"], name=op.f("fk_calibration_rubric_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_calibration_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration")),
        sa.UniqueConstraint("id", "rubric_id", name=op.f("uq_calibration_id_rubric_id")),
        sa.UniqueConstraint("join_code", name=op.f("uq_calibration_join_code")),
    )
    op.create_table(
        "criterion",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rubric_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("competency", sa.Text(), server_default="", nullable=False),
        sa.Column("cut", sa.Integer(), nullable=False),
        sa.CheckConstraint("cut >= 2", name=op.f("ck_criterion_cut_between_levels")),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubric.id"], name=op.f("fk_criterion_rubric_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("id", "rubric_id", name=op.f("uq_criterion_id_rubric_id")),
        sa.UniqueConstraint("rubric_id", "position", name=op.f("uq_criterion_rubric_id_position")),
    )
    op.create_table(
        "calibration_sample",
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("sample_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("everyone_first", sa.Boolean(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"], name=op.f("fk_calibration_sample_sample_id")),
        sa.ForeignKeyConstraint(["session_id"], ["calibration.id"], name=op.f("fk_calibration_sample_session_id")),
        sa.PrimaryKeyConstraint("session_id", "sample_id", name=op.f("pk_calibration_sample")),
    )
    op.create_table(
        "debrief",
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), server_default="", nullable=False),
        sa.Column("monday", sa.Text(), server_default="", nullable=False),
        sa.Column("next_date", sa.Text(), server_default="", nullable=False),
        sa.Column("talk", sa.Text(), server_default="", nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["calibration.id"], name=op.f("fk_debrief_session_id")),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_debrief")),
    )
    op.create_table(
        "level",
        sa.Column("criterion_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("descriptor", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_level_position_from_one")),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f("fk_level_criterion_id")),
        sa.PrimaryKeyConstraint("criterion_id", "position", name=op.f("pk_level")),
    )
    op.create_table(
        "page",
        sa.Column("artifact_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_page_number_from_one")),
        sa.ForeignKeyConstraint(["artifact_id"], ["artifact.id"], name=op.f("fk_page_artifact_id")),
        sa.PrimaryKeyConstraint("artifact_id", "number", name=op.f("pk_page")),
    )
    op.create_table(
        "seat",
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("joined_at", UtcTime(), nullable=False),
        sa.Column("left_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_seat_person_id")),
        sa.ForeignKeyConstraint(["session_id"], ["calibration.id"], name=op.f("fk_seat_session_id")),
        sa.PrimaryKeyConstraint("session_id", "person_id", name=op.f("pk_seat")),
    )
    op.create_table(
        "agenda_cell",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("sample_id", sa.Text(), nullable=False),
        sa.Column("criterion_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("second_vote", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("minutes", sa.Integer(), server_default="4", nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("sentences_shown", sa.Boolean(), server_default="0", nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'talked', 'skipped')", name=op.f("ck_agenda_cell_state_known")),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f("fk_agenda_cell_criterion_id")),
        sa.ForeignKeyConstraint(
            ["session_id", "sample_id"],
            ["calibration_sample.session_id", "calibration_sample.sample_id"],
            name=op.f("fk_agenda_cell_session_id_sample_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_cell")),
        sa.UniqueConstraint(
            "session_id", "sample_id", "criterion_id", name=op.f("uq_agenda_cell_session_id_sample_id_criterion_id")
        ),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("rubric_id", sa.Text(), nullable=False),
        sa.Column("sample_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.CheckConstraint("round IN (1, 2)", name=op.f("ck_assignment_round_known")),
        sa.ForeignKeyConstraint(
            ["session_id", "person_id"],
            ["seat.session_id", "seat.person_id"],
            name=op.f("fk_assignment_session_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id", "rubric_id"],
            ["calibration.id", "calibration.rubric_id"],
            name=op.f("fk_assignment_session_id_rubric_id"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id", "sample_id"],
            ["calibration_sample.session_id", "calibration_sample.sample_id"],
            name=op.f("fk_assignment_session_id_sample_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("id", "rubric_id", name=op.f("uq_assignment_id_rubric_id")),
        sa.UniqueConstraint(
            "session_id",
            "round",
            "person_id",
            "position",
            name=op.f("uq_assignment_session_id_round_person_id_position"),
        ),
        sa.UniqueConstraint(
            "session_id",
            "round",
            "person_id",
            "sample_id",
            name=op.f("uq_assignment_session_id_round_person_id_sample_id"),
        ),
    )
    op.create_table(
        "exemplar",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("sample_id", sa.Text(), nullable=False),
        sa.Column("criterion_id", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("why_not_next", sa.Text(), server_default="", nullable=False),
        sa.Column("audience", sa.Text(), server_default="session", nullable=False),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.Column("published_at", UtcTime(), nullable=False),
        sa.Column("retired_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["criterion_id", "level"],
            ["level.criterion_id", "level.position"],
            name=op.f("fk_exemplar_criterion_id_level"),
        ),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f("fk_exemplar_criterion_id")),
        sa.ForeignKeyConstraint(["published_by"], ["person.id"], name=op.f("fk_exemplar_published_by")),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"], name=op.f("fk_exemplar_sample_id")),
        sa.ForeignKeyConstraint(["session_id"], ["calibration.id"], name=op.f("fk_exemplar_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemplar")),
    )
    op.create_table(
        "outcome",
        sa.Column("sequence", Sequence, autoincrement=True, nullable=False),
        sa.Column("session_id", sa.Text(), nullable=False),
        sa.Column("sample_id", sa.Text(), nullable=False),
        sa.Column("criterion_id", sa.Text(), nullable=False),
        sa.Column("ending", sa.Text(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("proposed", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint("ending <> 'agreed' OR level IS NOT NULL", name=op.f("ck_outcome_agreed_on_a_level")),
        sa.CheckConstraint("ending IN ('agreed', 'split', 'not_reached')", name=op.f("ck_outcome_ending_known")),
        sa.CheckConstraint(
            "reason IN ('wording', 'missing_evidence', 'task', 'different_reading')",
            name=op.f("ck_outcome_reason_known"),
        ),
        sa.CheckConstraint("(ending IS NULL) = (proposed)", name=op.f("ck_outcome_proposal_or_ending")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_outcome_by")),
        sa.ForeignKeyConstraint(
            ["criterion_id", "level"],
            ["level.criterion_id", "level.position"],
            name=op.f("fk_outcome_criterion_id_level"),
        ),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f("fk_outcome_criterion_id")),
        sa.ForeignKeyConstraint(
            ["session_id", "sample_id"],
            ["calibration_sample.session_id", "calibration_sample.sample_id"],
            name=op.f("fk_outcome_session_id_sample_id"),
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_outcome")),
    )
    op.create_table(
        "annotation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("exemplar_id", sa.Text(), nullable=False),
        sa.Column("artifact_id", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint('"end" > start', name=op.f("ck_annotation_not_empty")),
        sa.ForeignKeyConstraint(["artifact_id"], ["artifact.id"], name=op.f("fk_annotation_artifact_id")),
        sa.ForeignKeyConstraint(["exemplar_id"], ["exemplar.id"], name=op.f("fk_annotation_exemplar_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation")),
    )
    op.create_table(
        "marking",
        sa.Column("sequence", Sequence, autoincrement=True, nullable=False),
        sa.Column("assignment_id", sa.Text(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("submission_id", sa.Text(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_marking_assignment_id")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_marking")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_marking_submission_id")),
    )
    op.create_index("ix_marking_read", "marking", ["assignment_id", "sequence"], unique=False)
    op.create_table(
        "objection",
        sa.Column("sequence", Sequence, autoincrement=True, nullable=False),
        sa.Column("outcome_sequence", Sequence, nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["outcome_sequence"], ["outcome.sequence"], name=op.f("fk_objection_outcome_sequence")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_objection")),
    )
    op.create_table(
        "recusal",
        sa.Column("sequence", Sequence, autoincrement=True, nullable=False),
        sa.Column("assignment_id", sa.Text(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("submission_id", sa.Text(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint("choice IN ('none', 'skip', 'scored_anyway')", name=op.f("ck_recusal_choice_known")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_recusal_assignment_id")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_recusal")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_recusal_submission_id")),
    )
    op.create_index("ix_recusal_read", "recusal", ["assignment_id", "sequence"], unique=False)
    op.create_table(
        "remark",
        sa.Column("sequence", Sequence, autoincrement=True, nullable=False),
        sa.Column("assignment_id", sa.Text(), nullable=False),
        sa.Column("rubric_id", sa.Text(), nullable=False),
        sa.Column("criterion_id", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), server_default="", nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("borderline", sa.Text(), server_default="", nullable=False),
        sa.Column("submission_id", sa.Text(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint("borderline IN ('', 'low', 'high')", name=op.f("ck_remark_borderline_known")),
        sa.CheckConstraint("confidence BETWEEN 1 AND 3", name=op.f("ck_remark_confidence_known")),
        sa.ForeignKeyConstraint(
            ["assignment_id", "rubric_id"],
            ["assignment.id", "assignment.rubric_id"],
            name=op.f("fk_remark_assignment_id_rubric_id"),
        ),
        sa.ForeignKeyConstraint(
            ["criterion_id", "rubric_id"],
            ["criterion.id", "criterion.rubric_id"],
            name=op.f("fk_remark_criterion_id_rubric_id"),
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_remark")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_remark_submission_id")),
    )
    op.create_index("ix_remark_cell", "remark", ["assignment_id", "criterion_id", "sequence"], unique=False)
    op.create_table(
        "score",
        sa.Column("sequence", Sequence, autoincrement=True, nullable=False),
        sa.Column("assignment_id", sa.Text(), nullable=False),
        sa.Column("rubric_id", sa.Text(), nullable=False),
        sa.Column("criterion_id", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("submission_id", sa.Text(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "condition IN ('no_response', 'off_task', 'illegible', 'looks_copied', 'unscorable')",
            name=op.f("ck_score_condition_known"),
        ),
        sa.CheckConstraint("(level IS NULL) <> (condition IS NULL)", name=op.f("ck_score_level_or_condition")),
        sa.ForeignKeyConstraint(
            ["assignment_id", "rubric_id"],
            ["assignment.id", "assignment.rubric_id"],
            name=op.f("fk_score_assignment_id_rubric_id"),
        ),
        sa.ForeignKeyConstraint(
            ["criterion_id", "level"],
            ["level.criterion_id", "level.position"],
            name=op.f("fk_score_criterion_id_level"),
        ),
        sa.ForeignKeyConstraint(
            ["criterion_id", "rubric_id"],
            ["criterion.id", "criterion.rubric_id"],
            name=op.f("fk_score_criterion_id_rubric_id"),
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_score")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_score_submission_id")),
    )
    op.create_index("ix_score_cell", "score", ["assignment_id", "criterion_id", "sequence"], unique=False)


def downgrade() -> None:
    """Refuse: scores are never thrown away to go back; restore the copy made before migrating."""
    raise RuntimeError("migrations go forward only; restore the copy made before migrating")
