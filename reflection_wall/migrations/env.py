"""Alembic's way in: from the connection that `store.schema` hands over to the migrations in `versions/`."""

from alembic import context

from reflection_wall.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
