"""The room: muting, notes, resonance, signatures, translations, themes, the ballroom, and passes with a PIN."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "20261122_room"
down_revision: str | None = "20261122_spine"


def upgrade() -> None:
    # Columns are added one by one: a table that others refer to is never copied while their rows exist.
    for table, column in _columns():
        op.add_column(table, column)
    op.create_index("uq_pass_public_id", "pass", ["public_id"], unique=True)
    _around_reflections()
    _themes()


def downgrade() -> None:
    for table in ("grouping", "theme", "translation", "note", "signature", "resonance"):
        op.drop_table(table)
    op.drop_index("uq_pass_public_id", table_name="pass")
    for table, column in reversed(_columns()):
        op.drop_column(table, column.name)


def _columns() -> list[tuple[str, sa.Column[Any]]]:
    return [
        ("conference", sa.Column("resonance", sa.Boolean(), server_default=sa.true(), nullable=False)),
        ("conference", sa.Column("shared_draft", sa.Boolean(), server_default=sa.false(), nullable=False)),
        ("conference", sa.Column("image_height", sa.Double(), nullable=True)),
        ("conference", sa.Column("furthest_seat", sa.Double(), nullable=True)),
        ("prompt", sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True)),
        ("conference_table", sa.Column("muted", sa.Boolean(), server_default=sa.false(), nullable=False)),
        ("reflection", sa.Column("muted", sa.Boolean(), server_default=sa.false(), nullable=False)),
        ("stage", sa.Column("before", sa.String(), nullable=True)),
        ("stage", sa.Column("page", sa.Integer(), server_default="0", nullable=False)),
        ("pass", sa.Column("public_id", sa.String(), nullable=True)),
        ("pass", sa.Column("fragment", sa.Boolean(), server_default=sa.false(), nullable=False)),
        ("pass", sa.Column("pin_hash", sa.String(), nullable=True)),
    ]


def _around_reflections() -> None:
    op.create_table(
        "resonance",
        sa.Column("reflection_id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["reflection_id"], ["reflection.id"], name=op.f("fk_resonance_reflection_id")),
        sa.ForeignKeyConstraint(["table_id"], ["conference_table.id"], name=op.f("fk_resonance_table_id")),
        sa.PrimaryKeyConstraint("reflection_id", "table_id", name=op.f("pk_resonance")),
    )
    op.create_table(
        "signature",
        sa.Column("reflection_id", sa.Integer(), nullable=False),
        sa.Column("signer_hash", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["reflection_id"], ["reflection.id"], name=op.f("fk_signature_reflection_id")),
        sa.PrimaryKeyConstraint("reflection_id", "signer_hash", name=op.f("pk_signature")),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("reflection_id", sa.Integer(), nullable=True),
        sa.Column("pass_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pass_id"], ["pass.id"], name=op.f("fk_note_pass_id")),
        sa.ForeignKeyConstraint(["reflection_id"], ["reflection.id"], name=op.f("fk_note_reflection_id")),
        sa.ForeignKeyConstraint(["table_id"], ["conference_table.id"], name=op.f("fk_note_table_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_table_id"), "note", ["table_id"], unique=False)
    op.create_table(
        "translation",
        sa.Column("reflection_id", sa.Integer(), nullable=False),
        sa.Column("words_hash", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("pass_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pass_id"], ["pass.id"], name=op.f("fk_translation_pass_id")),
        sa.ForeignKeyConstraint(["reflection_id"], ["reflection.id"], name=op.f("fk_translation_reflection_id")),
        sa.PrimaryKeyConstraint("reflection_id", name=op.f("pk_translation")),
    )


def _themes() -> None:
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f("fk_theme_conference_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("conference_id", "public_id", name=op.f("uq_theme_conference_id_public_id")),
    )
    op.create_table(
        "grouping",
        sa.Column("reflection_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["reflection_id"], ["reflection.id"], name=op.f("fk_grouping_reflection_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_grouping_theme_id")),
        sa.PrimaryKeyConstraint("reflection_id", name=op.f("pk_grouping")),
    )
    op.create_index(op.f("ix_grouping_theme_id"), "grouping", ["theme_id"], unique=False)
