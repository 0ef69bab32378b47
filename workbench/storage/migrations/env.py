"""Alembic's entry: always runs on a connection handed over by :mod:`workbench.storage.schema`."""

from alembic import context

from workbench.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=False,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
