"""What Alembic runs: on the connection that the caller has open, in its transaction."""

from alembic import context

from assistant.database.tables_sql import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
