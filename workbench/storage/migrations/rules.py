"""Triggers: what plain constraints cannot say. Scores and audit only grow; a used rubric never changes."""

from alembic import op

GROWS_ONLY = ("score", "audit")
LOCKED_WITH_RUBRIC = {
    "criterion": "SELECT used_at FROM rubric WHERE id = {row}.rubric_id",
    "level": "SELECT r.used_at FROM rubric r JOIN criterion c ON c.rubric_id = r.id WHERE c.id = {row}.criterion_id",
}
# While names are cut off a session: its scores are deleted, to be written anew, and the log forgets who brought what.
CUTTING = {
    ("score", "DELETE"): """
        SELECT c.names_being_cut FROM calibration c JOIN assignment a ON a.session_id = c.id
        WHERE a.id = OLD.assignment_id
    """,
    ("audit", "UPDATE"): """
        NEW.person_id IS NULL AND EXISTS (
            SELECT 1 FROM calibration c LEFT JOIN calibration_sample s ON s.session_id = c.id
            WHERE c.names_being_cut AND OLD.about IN (c.id, s.sample_id)
        )
    """,
}


def create() -> None:
    """Create every trigger for the database at hand."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in GROWS_ONLY:
        for verb in ("UPDATE", "DELETE"):
            (_sqlite_refuse if sqlite else _postgres_refuse)(table, verb)
    for table, used_at in LOCKED_WITH_RUBRIC.items():
        for verb in ("INSERT", "UPDATE", "DELETE"):
            row = "OLD" if verb == "DELETE" else "NEW"
            (_sqlite_lock if sqlite else _postgres_lock)(table, verb, used_at.format(row=row))


def let_names_be_cut() -> None:
    """Let through what cutting names off scores does, and nothing else."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for (table, verb), allowed in CUTTING.items():
        (_sqlite_refuse_but if sqlite else _postgres_refuse_but)(table, verb, allowed)


def _sqlite_refuse_but(table: str, verb: str, allowed: str) -> None:
    name = f"{table}_no_{verb.lower()}"
    op.execute(f"DROP TRIGGER {name}")
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN NOT ({allowed}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END"
    )


def _postgres_refuse_but(table: str, verb: str, allowed: str) -> None:
    returned = "OLD" if verb == "DELETE" else "NEW"
    op.execute(
        f"CREATE OR REPLACE FUNCTION {table}_no_{verb.lower()}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NOT ({allowed}) THEN RAISE EXCEPTION '{table} rows are never changed' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {returned}; END $$"
    )


def _sqlite_refuse(table: str, verb: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END"
    )


def _sqlite_lock(table: str, verb: str, used_at: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_locked_{verb.lower()} BEFORE {verb} ON {table} "
        f"WHEN ({used_at}) IS NOT NULL "
        f"BEGIN SELECT RAISE(ABORT, 'a rubric in use is never changed'); END"
    )


def _postgres_refuse(table: str, verb: str) -> None:
    name = f"{table}_no_{verb.lower()}"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} rows are never changed' USING ERRCODE = 'integrity_constraint_violation'; "
        f"END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _postgres_lock(table: str, verb: str, used_at: str) -> None:
    name = f"{table}_locked_{verb.lower()}"
    returned = "OLD" if verb == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF ({used_at}) IS NOT NULL THEN RAISE EXCEPTION 'a rubric in use is never changed' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {returned}; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
