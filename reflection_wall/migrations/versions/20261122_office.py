"""The office: organizers and how they sign in, codes and what they were given to, quotes, departures and erasures."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "20261122_office"
down_revision: str | None = "20261122_unseen"

TABLES = (
    *("organizer", "leading", "sign_in", "recovery_code", "invitation"),
    *("departure", "erasure"),
    *("codebook", "code", "coding", "reviewed", "settlement"),
    *("memo", "sieve", "deed", "quote"),
)


def upgrade() -> None:
    # Columns are added one by one: a table that others refer to is never copied while their rows exist.
    for table, column in _columns():
        op.add_column(table, column)
    _organizers()
    _invitations()
    _what_left()
    _codebooks()
    _codings()
    _review()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    for table, column in reversed(_columns()):
        op.drop_column(table, column.name)


def _columns() -> list[tuple[str, sa.Column[Any]]]:
    return [
        ("community", sa.Column("domain", sa.JSON(), server_default="{}", nullable=False)),
        ("community", sa.Column("practice", sa.JSON(), server_default="{}", nullable=False)),
        ("conference", sa.Column("ethics", sa.String(), nullable=True)),
        ("conference", sa.Column("kept_for_records", sa.Boolean(), server_default=sa.false(), nullable=False)),
        ("conference", sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True)),
        ("conference", sa.Column("purge_warned_of", sa.Date(), nullable=True)),
        ("conference", sa.Column("purge_warned_at", sa.DateTime(timezone=True), nullable=True)),
        ("conference", sa.Column("embed", sa.JSON(), server_default="[]", nullable=False)),
        ("conference", sa.Column("quotes_public", sa.Boolean(), server_default=sa.false(), nullable=False)),
        ("programme", sa.Column("equity", sa.JSON(), server_default="{}", nullable=False)),
        ("programme", sa.Column("definitions", sa.JSON(), server_default="{}", nullable=False)),
        ("programme", sa.Column("acceptable_use", sa.JSON(), server_default="{}", nullable=False)),
        ("programme", sa.Column("notice", sa.JSON(), server_default="{}", nullable=False)),
        ("programme", sa.Column("standards", sa.JSON(), server_default="[]", nullable=False)),
    ]


def _organizers() -> None:
    op.create_table(
        "organizer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("totp_secret", sa.String(), nullable=True),
        sa.Column("totp_step", sa.Integer(), nullable=True),
        sa.Column("oidc_issuer", sa.String(), nullable=True),
        sa.Column("oidc_subject", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('owner', 'organizer', 'reviewer', 'lead')", name=op.f("ck_organizer_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizer")),
        sa.UniqueConstraint("email", name=op.f("uq_organizer_email")),
        sa.UniqueConstraint("public_id", name=op.f("uq_organizer_public_id")),
    )
    op.create_table(
        "leading",
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name=op.f("fk_leading_community_id")),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizer.id"], name=op.f("fk_leading_organizer_id")),
        sa.PrimaryKeyConstraint("organizer_id", "community_id", name=op.f("pk_leading")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizer.id"], name=op.f("fk_sign_in_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_sign_in_key_hash")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sign_in_public_id")),
    )
    op.create_index(op.f("ix_sign_in_organizer_id"), "sign_in", ["organizer_id"], unique=False)


def _invitations() -> None:
    op.create_table(
        "recovery_code",
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizer.id"], name=op.f("fk_recovery_code_organizer_id")),
        sa.PrimaryKeyConstraint("organizer_id", "code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("communities", sa.JSON(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=True),
        sa.Column("invited_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('owner', 'organizer', 'reviewer', 'lead')", name=op.f("ck_invitation_role")),
        sa.ForeignKeyConstraint(["invited_by"], ["organizer.id"], name=op.f("fk_invitation_invited_by")),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizer.id"], name=op.f("fk_invitation_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_invitation_key_hash")),
        sa.UniqueConstraint("public_id", name=op.f("uq_invitation_public_id")),
    )


def _what_left() -> None:
    op.create_table(
        "departure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("reflections", sa.Integer(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f("fk_departure_conference_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departure")),
    )
    op.create_index(op.f("ix_departure_conference_id"), "departure", ["conference_id"], unique=False)
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("write_key_hash", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("reflections", sa.Integer(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(write_key_hash IS NULL) = (reference IS NULL)", name=op.f("ck_erasure_what")),
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f("fk_erasure_conference_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(op.f("ix_erasure_conference_id"), "erasure", ["conference_id"], unique=False)
    _partial("uq_erasure_purge", "erasure", ["conference_id"], "reference IS NULL")


def _codebooks() -> None:
    op.create_table(
        "codebook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_codebook_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codebook")),
        sa.UniqueConstraint("programme_id", "public_id", name=op.f("uq_codebook_programme_id_public_id")),
    )
    op.create_table(
        "code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("codebook_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["codebook_id"], ["codebook.id"], name=op.f("fk_code_codebook_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["code.id"], name=op.f("fk_code_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
        sa.UniqueConstraint("codebook_id", "public_id", name=op.f("uq_code_codebook_id_public_id")),
    )


def _codings() -> None:
    op.create_table(
        "coding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reflection_id", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("coded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint('"start" IS NULL OR (0 <= "start" AND "start" < "end")', name=op.f("ck_coding_order")),
        sa.CheckConstraint('("start" IS NULL) = ("end" IS NULL)', name=op.f("ck_coding_passage")),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name=op.f("fk_coding_code_id")),
        sa.ForeignKeyConstraint(["coder_id"], ["organizer.id"], name=op.f("fk_coding_coder_id")),
        sa.ForeignKeyConstraint(["reflection_id"], ["reflection.id"], name=op.f("fk_coding_reflection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding")),
    )
    op.create_index(op.f("ix_coding_code_id"), "coding", ["code_id"], unique=False)
    op.create_index(op.f("ix_coding_coder_id"), "coding", ["coder_id"], unique=False)
    op.create_index("ix_coding_reflection", "coding", ["reflection_id", "coder_id"], unique=False)
    _partial("uq_coding_whole", "coding", ["reflection_id", "code_id", "coder_id"], '"start" IS NULL')
    op.create_table(
        "reviewed",
        sa.Column("reflection_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("codebook_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["codebook_id"], ["codebook.id"], name=op.f("fk_reviewed_codebook_id")),
        sa.ForeignKeyConstraint(["coder_id"], ["organizer.id"], name=op.f("fk_reviewed_coder_id")),
        sa.ForeignKeyConstraint(["reflection_id"], ["reflection.id"], name=op.f("fk_reviewed_reflection_id")),
        sa.PrimaryKeyConstraint("reflection_id", "coder_id", "codebook_id", name=op.f("pk_reviewed")),
    )
    op.create_table(
        "settlement",
        sa.Column("reflection_id", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name=op.f("fk_settlement_code_id")),
        sa.ForeignKeyConstraint(["reflection_id"], ["reflection.id"], name=op.f("fk_settlement_reflection_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["organizer.id"], name=op.f("fk_settlement_settled_by")),
        sa.PrimaryKeyConstraint("reflection_id", "code_id", name=op.f("pk_settlement")),
    )


def _review() -> None:
    op.create_table(
        "memo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reflection_id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizer.id"], name=op.f("fk_memo_organizer_id")),
        sa.ForeignKeyConstraint(["reflection_id"], ["reflection.id"], name=op.f("fk_memo_reflection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memo")),
    )
    op.create_index(op.f("ix_memo_reflection_id"), "memo", ["reflection_id"], unique=False)
    op.create_table(
        "sieve",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizer.id"], name=op.f("fk_sieve_organizer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sieve")),
    )
    op.create_index(op.f("ix_sieve_organizer_id"), "sieve", ["organizer_id"], unique=False)
    op.create_table(
        "deed",
        sa.Column("organizer_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.Column("reflection_id", sa.Integer(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organizer_id"], ["organizer.id"], name=op.f("fk_deed_organizer_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_deed_programme_id")),
        sa.ForeignKeyConstraint(["reflection_id"], ["reflection.id"], name=op.f("fk_deed_reflection_id")),
        sa.PrimaryKeyConstraint("organizer_id", name=op.f("pk_deed")),
    )
    op.create_index(op.f("ix_deed_reflection_id"), "deed", ["reflection_id"], unique=False)
    op.create_table(
        "quote",
        sa.Column("reflection_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("chosen_by", sa.String(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["reflection_id"], ["reflection.id"], name=op.f("fk_quote_reflection_id")),
        sa.PrimaryKeyConstraint("reflection_id", name=op.f("pk_quote")),
    )


def _partial(name: str, table: str, columns: list[str], only: str) -> None:
    """A unique index over some of the rows."""
    where = sa.text(only)
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)
