"""Unseen: what walls hear of gets a number of its own, and a table a seat that outlives its links."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "20261122_unseen"
down_revision: str | None = "20261122_room"


def upgrade() -> None:
    op.add_column("reflection", _public_seq())
    op.execute("UPDATE reflection SET public_seq = changed_seq")
    op.create_index("uq_reflection_public_seq", "reflection", ["conference_id", "public_seq"], unique=True)
    op.add_column("conference_table", _seat())
    # Each table its own draw: SQLite calls randomblob, PostgreSQL gen_random_uuid, once for every row.
    draw = "lower(hex(randomblob(4)))" if op.get_bind().dialect.name == "sqlite" else "left(gen_random_uuid()::text, 8)"
    op.execute(f"UPDATE conference_table SET seat = {draw}")  # noqa: S608


def downgrade() -> None:
    op.drop_column("conference_table", "seat")
    op.drop_index("uq_reflection_public_seq", table_name="reflection")
    op.drop_column("reflection", "public_seq")


def _public_seq() -> sa.Column[Any]:
    return sa.Column("public_seq", sa.Integer(), nullable=True)


def _seat() -> sa.Column[Any]:
    return sa.Column("seat", sa.String(), server_default="", nullable=False)
