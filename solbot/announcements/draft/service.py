"""Announcements while they are written: words and files by language, buttons, audience, moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Select

from solbot import limits
from solbot.announcements import db as announcements_db
from solbot.announcements import rules
from solbot.announcements.audience import service as audiences
from solbot.announcements.audience.service import Size
from solbot.announcements.rules import Content
from solbot.announcements.timing import Timing
from solbot.db.forms import KeptButton, KeptSubject
from solbot.db.states import AnnouncementState
from solbot.db.tables import Announcement
from solbot.errors import NotFound
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork

__all__ = ["Announcement", "AnnouncementChanged", "AnnouncementGone"]


class AnnouncementGone(NotFound):
    """There is no such announcement, or it is no draft any more."""


class AnnouncementChanged(Exception):
    """Somebody else changed it meanwhile."""


async def create(
    work: UnitOfWork, by: int, *, corrects: Announcement | None = None
) -> Announcement:
    """Begin a draft; one that corrects another begins with its words and buttons. Raises TooMany."""
    await check_room(work, by)
    row = Announcement(
        author_id=by,
        state=AnnouncementState.DRAFT,
        content=dict(corrects.content) if corrects else {},
        second=corrects.second if corrects else None,
        subject=corrects.subject if corrects else None,
        buttons=list(corrects.buttons) if corrects else [],
        audience=None,
        timing=Timing().data(),
        number=1,
        edition=1,
        corrects_id=corrects.id if corrects else None,
        vote=corrects.vote if corrects else None,
        base=corrects.edition if corrects else None,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    action = Action.BEGAN_CORRECTION if corrects else Action.DRAFTED_ANNOUNCEMENT
    await audit.note(work, by, action, announcement=corrects.id if corrects else row.id)
    return row


async def check_room(work: UnitOfWork, by: int) -> None:
    """Raise TooMany where somebody has begun so many that none more may lie about."""
    limits.check(await announcements_db.count_begun(work.session, by), limits.ANNOUNCEMENTS_BEGUN)


async def reuse(work: UnitOfWork, by: int, announcement_id: int) -> Announcement:
    """A new draft with everything of an earlier one but its moment. Raises Gone, TooMany."""
    earlier = await announcements_db.seen(work.session, announcement_id)
    if earlier is None:
        raise AnnouncementGone
    row = await create(work, by)
    row.content, row.subject = dict(earlier.content), earlier.subject
    row.second = earlier.second
    row.buttons, row.audience = list(earlier.buttons), earlier.audience
    await work.session.flush()
    return row


async def find(work: UnitOfWork, announcement_id: int) -> Announcement:
    """An announcement, whatever became of it. Raises Gone."""
    row = await announcements_db.seen(work.session, announcement_id)
    if row is None or row.state == AnnouncementState.DROPPED:
        raise AnnouncementGone
    return row


async def editable(work: UnitOfWork, announcement_id: int) -> Announcement:
    """A draft, held until this piece of work is over. Raises Gone."""
    row = await announcements_db.get(work.session, announcement_id)
    if row is None or row.state != AnnouncementState.DRAFT:
        raise AnnouncementGone
    return row


async def put_content(
    work: UnitOfWork,
    announcement_id: int,
    code: str,
    content: Content,
    *,
    second: bool = False,
    seen: str | None = None,
) -> Announcement:
    """What people of a language see; with `second`, half of them.

    Raises:
        Gone: it is no draft any more, or can have no second wording (see can_have_second).
        Changed: what is there is neither what was `seen` nor the same.
    """
    row = await editable(work, announcement_id)
    if second and not await can_have_second(work, row):
        raise AnnouncementGone
    words = (row.second or {}) if second else row.content
    there = Content.of(words.get(code, {}))
    if seen is not None and there.stamp not in (seen, content.stamp):
        raise AnnouncementChanged
    if row.corrects_id is not None and not content.media and there.shape == ("voice",):
        content = Content(content.html, there.media)  # words alone: those beside the recording
    kept = content.data()
    if second:
        row.second = {**words, code: kept}
        return await _seen_by_people(work, row)
    row.content = {**words, code: kept}
    if row.subject is not None and (row.subject["as"] == "card" or content.media):
        row.subject = None
    return await _seen_by_people(work, row)


async def drop_language(work: UnitOfWork, announcement_id: int, code: str) -> Announcement:
    """Not in this language after all. Raises Gone."""
    row = await editable(work, announcement_id)
    row.content = {key: value for key, value in row.content.items() if key != code}
    _drop_second(row, code)
    return await _seen_by_people(work, row)


async def can_have_second(work: UnitOfWork, row: Announcement) -> bool:
    """Whether half of the people can get another wording: where there are no words, as with a program's card, there is
    none; of a correction it was decided when those who get it were fixed."""
    if row.corrects_id is None:
        return bool(row.content)
    corrected = await announcements_db.seen(work.session, row.corrects_id)
    return corrected is not None and bool(corrected.second)


async def drop_second(
    work: UnitOfWork, announcement_id: int, code: str | None = None
) -> Announcement:
    """Everybody gets the first wording after all; or nobody the second in this language. Raises Gone."""
    row = await editable(work, announcement_id)
    if not _drop_second(row, code):
        return row
    return await _seen_by_people(work, row)


def _drop_second(row: Announcement, code: str | None) -> bool:
    """Take the second wording away, or what it says in a language. False where there is none."""
    there = row.second or {}
    left = {key: value for key, value in there.items() if code is not None and key != code}
    row.second = left or None
    return left != there


async def set_subject(
    work: UnitOfWork, announcement_id: int, subject: KeptSubject | None
) -> Announcement:
    """The announcement is a program's card, and has no other words; or it brings its flyer; or neither. Raises Gone."""
    row = await editable(work, announcement_id)
    row.subject = subject
    if subject is not None and subject["as"] == "card":
        row.content, row.second = {}, None
        if not any(one["kind"] == "program" for one in row.buttons):
            about = subject["program"]
            await add_button(work, announcement_id, {"kind": "program", "program": about})
    return await _seen_by_people(work, row)


async def add_button(work: UnitOfWork, announcement_id: int, button: KeptButton) -> Announcement:
    """One more button. Raises Gone, and ValueError when there are too many."""
    row = await editable(work, announcement_id)
    if len(row.buttons) >= rules.MOST_BUTTONS:
        raise ValueError("there are too many buttons")
    number = max((one["n"] for one in row.buttons), default=0) + 1
    row.buttons = [*row.buttons, {**button, "n": number}]
    return await _seen_by_people(work, row)


async def set_options(
    work: UnitOfWork, announcement_id: int, labels: Mapping[str, Sequence[str]]
) -> Announcement:
    """The options of a vote, by language; those there are get these labels, in their order.

    Raises Gone, and ValueError where there are too many, or not as many as there are already.
    """
    row = await editable(work, announcement_id)
    there = [one for one in row.buttons if one["kind"] == rules.OPTION]
    count = len(next(iter(labels.values())))
    if not there:
        if len(row.buttons) + count > rules.MOST_BUTTONS:
            raise ValueError("there are too many buttons")
        number = max((one["n"] for one in row.buttons), default=0)
        there = [{"kind": rules.OPTION, "label": {}, "n": number + at + 1} for at in range(count)]
        row.buttons = [*row.buttons, *there]
    if len(there) != count:
        raise ValueError("there are other options already")
    at = {one["n"]: at for at, one in enumerate(there)}
    row.buttons = [
        {**one, "label": {**one["label"], **{c: ls[at[one["n"]]] for c, ls in labels.items()}}}
        if one["n"] in at
        else one
        for one in row.buttons
    ]
    return await _seen_by_people(work, row)


async def change_button(
    work: UnitOfWork, announcement_id: int, number: int, changes: KeptButton | None
) -> Announcement:
    """Change a button, or take it away with None. Raises Gone."""
    row = await editable(work, announcement_id)
    row.buttons = [
        {**one, **(changes or {})} if one["n"] == number else one
        for one in row.buttons
        if one["n"] != number or changes is not None
    ]
    return await _seen_by_people(work, row)


async def set_audience(
    work: UnitOfWork, announcement_id: int, audience: Mapping[str, object] | None
) -> Announcement:
    """Who it is for; None is everybody. Raises Gone."""
    row = await editable(work, announcement_id)
    row.audience = dict(audience) if audience else None
    return await _changed(work, row)


async def set_timing(
    work: UnitOfWork, announcement_id: int, timing: Timing, *, seen: str | None = None
) -> Announcement:
    """When it leaves. Raises Gone, and Changed where it is set otherwise than was `seen`."""
    row = await editable(work, announcement_id)
    check_timing(row, timing, seen)
    row.timing = timing.data()
    return await _changed(work, row)


def check_timing(row: Announcement, wanted: Timing, seen: str | None) -> None:
    """Raise Changed where somebody else set another moment than was `seen`, and than is wanted."""
    if seen is not None and Timing.of(row.timing).stamp not in (seen, wanted.stamp):
        raise AnnouncementChanged


async def begin_again(work: UnitOfWork, by: int, announcement_id: int) -> Announcement:
    """Let a correction stand though somebody else corrected the same meanwhile: their words give way. Raises Gone."""
    row = await editable(work, announcement_id)
    corrected = await announcements_db.seen(work.session, row.corrects_id or 0)
    if corrected is None:
        raise AnnouncementGone
    row.base = corrected.edition
    await audit.note(work, by, Action.CHANGED_ANNOUNCEMENT, announcement=row.id, part="words")
    return await _changed(work, row)


async def corrected_otherwise(work: UnitOfWork, row: Announcement) -> Announcement | None:
    """What a correction is of, where somebody else corrected it since this one began."""
    if row.corrects_id is None or row.base is None:
        return None
    corrected = await announcements_db.seen(work.session, row.corrects_id)
    return corrected if corrected is not None and corrected.edition != row.base else None


async def drop(work: UnitOfWork, by: int, announcement_id: int, edition: int | None = None) -> None:
    """Forget a draft. Raises Gone, and AnnouncementChanged where it is another edition by now than the one meant."""
    row = await editable(work, announcement_id)
    if edition not in (None, row.edition):
        raise AnnouncementChanged
    row.state = AnnouncementState.DROPPED
    await audit.note(work, by, Action.DROPPED_ANNOUNCEMENT, announcement=row.id)


async def page(
    work: UnitOfWork, states: Sequence[AnnouncementState], before: int | None, size: int
) -> list[Announcement]:
    """Announcements in these states, newest first."""
    return list(await announcements_db.page(work.session, states, before, size))


async def count(work: UnitOfWork) -> int:
    """How many drafts there are, whoever began them."""
    return await announcements_db.count_drafts(work.session)


async def recipients(work: UnitOfWork, row: Announcement) -> Size:
    """How many it would go to now, as far as anybody may know."""
    return await audiences.size(work, row.audience, work.now)


async def is_private(work: UnitOfWork, row: Announcement) -> bool:
    """Whether it tells of what people answered who gets it, or who has what it corrects."""
    if row.corrects_id is None:
        return row.private
    return bool(await announcements_db.private(work.session, [row.corrects_id]))


def readers(work: UnitOfWork, row: Announcement) -> Select[int]:
    """Who would read it: whom it is for, or who has a copy of what it corrects."""
    if row.corrects_id is not None:
        return announcements_db.with_copy(row.corrects_id)
    return audiences.recipients(work, row.audience, work.now)


async def _seen_by_people(work: UnitOfWork, row: Announcement) -> Announcement:
    row.edition += 1
    row.tested = None
    return await _changed(work, row)


async def _changed(work: UnitOfWork, row: Announcement) -> Announcement:
    row.number += 1
    row.approved = row.asked = None
    await work.session.flush()
    return row
