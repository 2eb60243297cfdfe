"""What is asked and answered: private."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    LargeBinary,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from solbot.body import Body
from solbot.db.forms import CameWith, KeptPart
from solbot.db.states import AnswerState, ImportState, PromptReason, PromptState
from solbot.db.tables.base import Serial, Table, member_key, partial_index
from solbot.db.types import Encrypted


class Prompt(Table):
    """One asking of a question to one member, with a snapshot of its wording."""

    __tablename__ = "prompts"
    __table_args__ = (
        Index(None, "member_id", "id"),
        Index(None, "member_id", "for_date", "id"),
        # How often and when each reading came is read off this alone.
        Index(
            "ix_prompts_of_reading", "member_id", "reading_id", "for_date", "from_path", "asked_at"
        ),
        partial_index(
            "ix_prompts_waiting",
            "member_id",
            where=text("state = 'waiting'"),
        ),
        partial_index(
            "ix_prompts_of_vision",
            "member_id",
            "vision_id",
            "created_at",
            where=text("vision_id IS NOT NULL"),
        ),
        # Who answered lately is asked of everyone at once.
        partial_index(
            "ix_prompts_answered",
            "discipline",
            "asked_at",
            "member_id",
            where=text("state = 'answered'"),
        ),
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = member_key()
    question_id: Mapped[str]
    reading_id: Mapped[str]
    discipline: Mapped[str]  # or the occasion
    for_date: Mapped[date]
    state: Mapped[PromptState]
    parts: Mapped[list[KeptPart]] = mapped_column(Encrypted)
    part: Mapped[int] = mapped_column(server_default=text("0"))  # the part being asked
    chosen: Mapped[list[int] | None] = mapped_column(Encrypted)  # ticked so far, several options
    from_path: Mapped[bool]  # brought by the path, not asked for
    short: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # with two lines of its reading
    created_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)  # the newest; see Asking
    vision_id: Mapped[int | None] = mapped_column(BigInteger)  # the one it speaks of
    step_id: Mapped[int | None] = mapped_column(BigInteger)  # the one it asks what came of
    filed_on: Mapped[
        date | None
    ]  # the day its answers were moved to; None: they are where they were given
    why: Mapped[PromptReason | None]  # None: nobody noted it then


class Asking(Table):
    """A message of the bot's that speaks of a prompt: it asked a part of it, or said that an answer was kept."""

    __tablename__ = "askings"

    member_id: Mapped[int] = member_key(primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    prompt_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("prompts.id", ondelete="CASCADE"), index=True
    )
    part: Mapped[int]  # the part it asked; past the last one when all were answered


class Answer(Table):
    """What a person wrote: to a part of a prompt (more than once, if they add to it), or as a note."""

    __tablename__ = "answers"
    __table_args__ = (
        Index(None, "member_id", "id"),
        Index(None, "member_id", "message_id"),
        # The order of the journal.
        partial_index(
            "ix_answers_journal",
            *("member_id", "for_date", "answered_at", "id"),
            where=text("state = 'kept'"),
        ),
        partial_index(
            "ix_answers_dropped",
            "dropped_at",
            where=text("dropped_at IS NOT NULL"),
        ),
        partial_index(
            "ix_answers_of_import",
            "import_id",
            "id",
            where=text("import_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = member_key()
    prompt_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("prompts.id", ondelete="CASCADE"), index=True
    )
    part: Mapped[int | None]
    body: Mapped[Body] = mapped_column(Encrypted)
    state: Mapped[AnswerState]
    for_date: Mapped[date]
    answered_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)  # the first, where there are several
    on_page: Mapped[bool | None]  # beside a vision; False: only in the journal, as was said
    hidden: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # never brought back by itself
    import_id: Mapped[int | None] = mapped_column(BigInteger)  # what it came in with; see Import
    came_with: Mapped[CameWith | None] = mapped_column(Encrypted)


class EarlierWording(Table):
    """What an answer said before it was corrected. It goes with the answer."""

    __tablename__ = "earlier_wordings"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = member_key(index=True)
    answer_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("answers.id", ondelete="CASCADE"), index=True
    )
    body: Mapped[Body] = mapped_column(Encrypted)
    until: Mapped[datetime]  # when other words took its place


class Import(Table):
    """A file with a journal from elsewhere that somebody brought."""

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    member_id: Mapped[int] = member_key(index=True)
    state: Mapped[ImportState]
    app: Mapped[str | None]  # where it was kept; None until it was looked at
    source: Mapped[dict[str, Any] | None] = mapped_column(
        Encrypted
    )  # the file, as Telegram names it; None once it is done
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    total: Mapped[int] = mapped_column(server_default=text("0"))  # entries that were to be taken
    taken: Mapped[int] = mapped_column(server_default=text("0"))
    worker: Mapped[str | None]  # who is at it; another who took over is somebody else
    added: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True)
    )  # the ids of visions and questions that came with it


class SealedFile(Table):
    """A photo or a voice that Telegram has not (yet): sealed with a key of its own, which is sealed here."""

    __tablename__ = "sealed_files"

    id: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = member_key(index=True)
    answer_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("answers.id", ondelete="CASCADE"), index=True
    )  # what it is of, or the vision it is a drawing of; neither: not whole yet
    vision_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("visions.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str] = mapped_column(Encrypted)
    size: Mapped[int] = mapped_column(BigInteger)  # bytes
    created_at: Mapped[datetime]


class SealedPart(Table):
    """A piece of a sealed file. Without the key in that row it is noise, and is swept away soon."""

    __tablename__ = "sealed_parts"

    file_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)
