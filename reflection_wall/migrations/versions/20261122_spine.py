"""The spine: programme, communities, conference, prompts, tables, passes, reflections, verdicts and the stage."""

import sqlalchemy as sa
from alembic import op

revision: str = "20261122_spine"
down_revision: str | None = None


def upgrade() -> None:
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("references", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
    )
    op.create_table(
        "community",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("guarded", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('role', 'topic', 'affinity', 'other')", name=op.f("ck_community_kind")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_community_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community")),
    )
    with op.batch_alter_table("community") as batch_op:
        batch_op.create_index(batch_op.f("ix_community_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "conference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("moderation", sa.String(), nullable=False),
        sa.Column("delay", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("table_labels", sa.Boolean(), nullable=False),
        sa.Column("walk_in", sa.Boolean(), nullable=False),
        sa.Column("secret_fingerprint", sa.String(), nullable=False),
        sa.Column("purge_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("moderation IN ('open', 'delay', 'hold')", name=op.f("ck_conference_moderation")),
        sa.CheckConstraint("state IN ('running', 'archived')", name=op.f("ck_conference_state")),
        sa.CheckConstraint("delay BETWEEN 1 AND 600", name=op.f("ck_conference_delay")),
        sa.CheckConstraint("last_seq >= 0", name=op.f("ck_conference_last_seq")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_conference_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference")),
        sa.UniqueConstraint("code", name=op.f("uq_conference_code")),
    )
    with op.batch_alter_table("conference") as batch_op:
        batch_op.create_index(batch_op.f("ix_conference_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "conference_table",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("walk_in_hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name=op.f("fk_conference_table_community_id")),
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f("fk_conference_table_conference_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference_table")),
        sa.UniqueConstraint("conference_id", "label", name=op.f("uq_conference_table_conference_id_label")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_conference_table_key_hash")),
        sa.UniqueConstraint("walk_in_hash", name=op.f("uq_conference_table_walk_in_hash")),
    )
    with op.batch_alter_table("conference_table") as batch_op:
        batch_op.create_index(batch_op.f("ix_conference_table_community_id"), ["community_id"], unique=False)

    op.create_table(
        "pass",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=True),
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('wall', 'viewer', 'presenter', 'moderator', 'reviewer', 'organizer')", name=op.f("ck_pass_role")
        ),
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f("fk_pass_conference_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pass")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_pass_key_hash")),
    )
    with op.batch_alter_table("pass") as batch_op:
        batch_op.create_index(batch_op.f("ix_pass_conference_id"), ["conference_id"], unique=False)
        batch_op.create_index(
            "uq_pass_standing",
            ["conference_id", "role", "generation"],
            unique=True,
            sqlite_where=sa.text("generation IS NOT NULL"),
            postgresql_where=sa.text("generation IS NOT NULL"),
        )

    op.create_table(
        "prompt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_prompt_state")),
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f("fk_prompt_conference_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt")),
    )
    with op.batch_alter_table("prompt") as batch_op:
        batch_op.create_index(batch_op.f("ix_prompt_conference_id"), ["conference_id"], unique=False)
        batch_op.create_index(
            "uq_prompt_open",
            ["conference_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "reflection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("prompt_id", sa.Integer(), nullable=True),
        sa.Column("prompt_version", sa.Integer(), nullable=True),
        sa.Column("write_key_hash", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("walk_in", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("shown_revision", sa.Integer(), nullable=True),
        sa.Column("show_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("on_wall", sa.Boolean(), nullable=False),
        sa.Column("guarded", sa.Boolean(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("redacted", sa.Boolean(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_seq", sa.Integer(), nullable=True),
        sa.Column("was_public", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("consent IN ('wall', 'report', 'quote')", name=op.f("ck_reflection_consent")),
        sa.CheckConstraint("show_at IS NULL OR state = 'held'", name=op.f("ck_reflection_clock")),
        sa.CheckConstraint("source IN ('phone', 'form', 'paper', 'rehearsal')", name=op.f("ck_reflection_source")),
        sa.CheckConstraint(
            "state IN ('live', 'held', 'hidden', 'withdrawn', 'erased')", name=op.f("ck_reflection_state")
        ),
        sa.ForeignKeyConstraint(["community_id"], ["community.id"], name=op.f("fk_reflection_community_id")),
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f("fk_reflection_conference_id")),
        sa.ForeignKeyConstraint(["prompt_id"], ["prompt.id"], name=op.f("fk_reflection_prompt_id")),
        sa.ForeignKeyConstraint(["table_id"], ["conference_table.id"], name=op.f("fk_reflection_table_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflection")),
        sa.UniqueConstraint("conference_id", "changed_seq", name=op.f("uq_reflection_conference_id_changed_seq")),
        sa.UniqueConstraint("conference_id", "reference", name=op.f("uq_reflection_conference_id_reference")),
        sa.UniqueConstraint("conference_id", "write_key_hash", name=op.f("uq_reflection_conference_id_write_key_hash")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reflection_public_id")),
    )
    with op.batch_alter_table("reflection") as batch_op:
        batch_op.create_index(batch_op.f("ix_reflection_community_id"), ["community_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reflection_show_at"), ["show_at"], unique=False)
        batch_op.create_index("ix_reflection_table", ["conference_id", "table_id"], unique=False)

    op.create_table(
        "wording",
        sa.Column("prompt_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["prompt_id"], ["prompt.id"], name=op.f("fk_wording_prompt_id")),
        sa.PrimaryKeyConstraint("prompt_id", "version", name=op.f("pk_wording")),
    )
    op.create_table(
        "revision",
        sa.Column("reflection_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("headline", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("on_wall", sa.Boolean(), nullable=False),
        sa.Column("lang", sa.String(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("prompt_id", sa.Integer(), nullable=False),
        sa.Column("payload_hash", sa.String(), nullable=False),
        sa.Column("words_hash", sa.String(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.String(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("consent IN ('wall', 'report', 'quote')", name=op.f("ck_revision_consent")),
        sa.CheckConstraint("kind IN ('perspective', 'practice', 'both')", name=op.f("ck_revision_kind")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_revision_number")),
        sa.ForeignKeyConstraint(["prompt_id"], ["prompt.id"], name=op.f("fk_revision_prompt_id")),
        sa.ForeignKeyConstraint(["reflection_id"], ["reflection.id"], name=op.f("fk_revision_reflection_id")),
        sa.PrimaryKeyConstraint("reflection_id", "number", name=op.f("pk_revision")),
    )
    op.create_table(
        "stage",
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("scene", sa.String(), nullable=False),
        sa.Column("reflection_id", sa.Integer(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_seq", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "scene IN ('live', 'spotlight', 'tour', 'communities', 'room', 'words', 'themes', 'opening', 'blank')",
            name=op.f("ck_stage_scene"),
        ),
        sa.ForeignKeyConstraint(["conference_id"], ["conference.id"], name=op.f("fk_stage_conference_id")),
        sa.ForeignKeyConstraint(["reflection_id"], ["reflection.id"], name=op.f("fk_stage_reflection_id")),
        sa.PrimaryKeyConstraint("conference_id", name=op.f("pk_stage")),
    )
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reflection_id", sa.Integer(), nullable=False),
        sa.Column("pass_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "deed IN ('show', 'hold', 'hide', 'redact', 'restore', 'pin', 'unpin')", name=op.f("ck_verdict_deed")
        ),
        sa.ForeignKeyConstraint(["pass_id"], ["pass.id"], name=op.f("fk_verdict_pass_id")),
        sa.ForeignKeyConstraint(["reflection_id"], ["reflection.id"], name=op.f("fk_verdict_reflection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
    )
    with op.batch_alter_table("verdict") as batch_op:
        batch_op.create_index(batch_op.f("ix_verdict_reflection_id"), ["reflection_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("verdict") as batch_op:
        batch_op.drop_index(batch_op.f("ix_verdict_reflection_id"))

    op.drop_table("verdict")
    op.drop_table("stage")
    op.drop_table("revision")
    op.drop_table("wording")
    with op.batch_alter_table("reflection") as batch_op:
        batch_op.drop_index("ix_reflection_table")
        batch_op.drop_index(batch_op.f("ix_reflection_show_at"))
        batch_op.drop_index(batch_op.f("ix_reflection_community_id"))

    op.drop_table("reflection")
    with op.batch_alter_table("prompt") as batch_op:
        batch_op.drop_index(
            "uq_prompt_open", sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'")
        )
        batch_op.drop_index(batch_op.f("ix_prompt_conference_id"))

    op.drop_table("prompt")
    with op.batch_alter_table("pass") as batch_op:
        batch_op.drop_index(
            "uq_pass_standing",
            sqlite_where=sa.text("generation IS NOT NULL"),
            postgresql_where=sa.text("generation IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_pass_conference_id"))

    op.drop_table("pass")
    with op.batch_alter_table("conference_table") as batch_op:
        batch_op.drop_index(batch_op.f("ix_conference_table_community_id"))

    op.drop_table("conference_table")
    with op.batch_alter_table("conference") as batch_op:
        batch_op.drop_index(batch_op.f("ix_conference_programme_id"))

    op.drop_table("conference")
    with op.batch_alter_table("community") as batch_op:
        batch_op.drop_index(batch_op.f("ix_community_programme_id"))

    op.drop_table("community")
    op.drop_table("programme")
