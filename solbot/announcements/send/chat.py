"""Before an announcement is sent: seen as each reader will, tried on oneself, agreed to, confirmed."""

from __future__ import annotations

from datetime import timedelta

from solbot.announcements import letters as announcement_letters
from solbot.announcements.draft import all_changes, obstacles
from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement, AnnouncementGone
from solbot.announcements.report import chat as report_chat
from solbot.announcements.rules import WaitReason
from solbot.announcements.send import service as sending
from solbot.announcements.send.service import Confirmation, NotConfirmed, RefusalReason, Tested
from solbot.announcements.timing import Timing, shown_run
from solbot.bot import notices
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.db.states import AnnouncementState
from solbot.staff import service as staff
from solbot.telegram.messages import Keyboard

A_SECOND = timedelta(seconds=1)
PAST_BY_URGENT = (WaitReason.GAP, WaitReason.ANOTHER)


@tap("bcr")
async def rehearse(context: Context, announcement_id: int) -> None:
    """A tap on See it as people will: one message for each language it is written in."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is None:
        return
    if not await _fit(context, row):
        return
    unsaid = []
    for code, language in context.work.catalog.by_code.items():
        if row.content and code not in row.content:
            continue
        for second in (False, True) if row.second else (False,):
            written = await announcement_letters.prepare(
                context.work, row, language, rehearsed=True, second=second
            )
            if written is not None:
                context.send(written(context.me.name))
            elif not second:
                unsaid.append(language.name)
    keyboard = Keyboard().row(
        context.button("test", test.to(row.id)),
        context.button("back", draft_chat.open_one.to(row.id)),
    )
    context.say(
        "staff/rehearsed",
        keyboard,
        number=row.id,
        corrects=row.corrects_id,
        unsaid=unsaid,
        two_wordings=bool(row.second),
    )


@tap("bcm")
async def test(context: Context, announcement_id: int) -> None:
    """A tap on Send it to me: the same way it will go to everybody, or would go now that it is confirmed."""
    row = await draft_chat.find(context, announcement_id)
    if row is None or not await _fit(context, row):
        return
    try:
        count = await sending.test(context.work, context.me.id, row.id)
    except AnnouncementGone:
        await draft_chat.find_draft(context, announcement_id)
        return
    draft = row.state == AnnouncementState.DRAFT
    faults = await obstacles.faults(context.work, row) if draft else []
    keyboard = Keyboard()
    if draft:
        keyboard.row(context.button("go_on_to_send", ask.to(row.id)))
    keyboard.row(context.button("back", draft_chat.open_one.to(row.id)))
    context.show(
        "staff/testing",
        keyboard,
        number=row.id,
        corrects=row.corrects_id,
        count=count,
        two_wordings=bool(row.second),
        faults=draft_chat.faults(context, faults),
    )


@tap("bcq")
async def ask(context: Context, announcement_id: int) -> None:
    """A tap on Go on to send: who gets it and when, and the last question; or what is still lacking."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is not None:
        await _ask(context, row, None)


@tap("bcgo")
async def confirm(context: Context, announcement_id: int, number: int) -> None:
    """A tap on Send it: this very draft, to the audience that was shown."""
    try:
        row = await sending.confirm(context.work, context.me.id, announcement_id, number)
    except AnnouncementGone:
        await _already(context, announcement_id)
    except NotConfirmed as refusal:
        row = await drafts.editable(context.work, announcement_id)
        await _ask(context, row, refusal.why)
    else:
        timing, corrects = Timing.of(row.timing), row.id != announcement_id
        keyboard = Keyboard().row(
            context.button("how_it_goes", draft_chat.open_one.to(row.id)),
            context.button("all_announcements", do("broadcast")),
        )
        context.show(
            "staff/announcement_confirmed",
            keyboard,
            number=row.id,
            state=row.state,
            corrects=corrects,
            reworded=corrects and await sending.is_pending(context.work, row),
            next=shown_run(timing, row.next_at, context.zone) if row.next_at else None,
            local=timing.local,
        )


@tap("bcqm")
async def use_mine(context: Context, announcement_id: int) -> None:
    """A tap on Use mine, where somebody else corrected the same meanwhile: the question is put anew."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is not None:
        await _ask(context, await drafts.begin_again(context.work, context.me.id, row.id), None)


@tap("bcqt")
async def use_theirs(context: Context, announcement_id: int) -> None:
    """A tap on Keep theirs: one's own correction is dropped."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is not None and row.corrects_id is not None:
        await drafts.drop(context.work, context.me.id, row.id)
        await report_chat.put(context, await drafts.find(context.work, row.corrects_id))


@tap("bcaa")
async def ask_approval(context: Context, announcement_id: int) -> None:
    """A tap on Ask for a second pair of eyes: everybody who may agree is told."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is None:
        return
    people = await sending.ask_approval(context.work, context.me.id, row.id)
    key = f"{row.id}:{row.number}:{context.incoming.update_id}"
    told = await staff.reachable(context.work, people)
    await notices.tell(
        context.work, told, "approval_wanted", key, announcement=row.id, by=context.me.id
    )
    keyboard = Keyboard().row(context.button("back", draft_chat.open_one.to(row.id)))
    context.show(
        "staff/approval_asked", keyboard, number=row.id, corrects=row.corrects_id, count=len(told)
    )


@tap("bcv")
async def review(context: Context, announcement_id: int) -> None:
    """A tap on Have a look, by the second person."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is None:
        return
    found = await sending.look(context.work, row, context.me.id, waits=True)
    keyboard = Keyboard().row(context.button("rehearse", rehearse.to(row.id)))
    if row.corrects_id is not None:
        keyboard.row(context.button("all_changes", all_changes.show.to(row.id, review.code)))
    keyboard.row(
        context.button("approve", approve.to(row.id, row.number)),
        context.button("back", draft_chat.open_one.to(row.id)),
    )
    await _show_question(context, found, None, keyboard)


@tap("bcap")
async def approve(context: Context, announcement_id: int, number: int) -> None:
    """A tap on I agree; whoever wrote it is told."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is None:
        return
    try:
        row = await sending.approve(context.work, context.me.id, row.id, number)
    except NotConfirmed as refusal:
        await _ask(context, row, refusal.why)
        return
    people = await staff.reachable(context.work, [row.author_id])
    await notices.tell(
        context.work,
        [one for one in people if one != context.me.id],
        "approved",
        f"{row.id}:{row.number}",
        announcement=row.id,
        by=context.me.id,
    )
    keyboard = Keyboard().row(context.button("back", draft_chat.open_one.to(row.id)))
    context.show("staff/approved", keyboard, number=row.id, corrects=row.corrects_id)


async def _fit(context: Context, row: Announcement) -> bool:
    """Whether it can be shown as it would be sent. Else the draft says what there is to mend, and nothing is sent."""
    if await obstacles.fit_to_try(context.work, row):
        return True
    context.toast("staff/announcement_unfit")
    context.put(await draft_chat.page(context, row))
    return False


async def _ask(context: Context, row: Announcement, why: RefusalReason | None) -> None:
    await show_question(context, await sending.ask(context.work, context.me.id, row.id), why)


async def show_question(
    context: Context, found: Confirmation, why: RefusalReason | None = None
) -> None:
    """The last question, as it was asked; `why` it is asked again."""
    row, keyboard = found.row, Keyboard()
    if found.may_be_sent:
        keyboard.row(context.button("send_it", confirm.to(row.id, row.number)))
    elif found.theirs is not None:
        keyboard.row(
            context.button("use_mine", use_mine.to(row.id)),
            context.button("use_theirs", use_theirs.to(row.id)),
        )
    elif found.faults:
        keyboard.row(context.button("open_draft", draft_chat.open_one.to(row.id)))
    elif found.tested is not Tested.WELL:
        keyboard.row(context.button("test", test.to(row.id)))
        if found.tested is Tested.UNDER_WAY:
            keyboard.row(context.button("look_again", ask.to(row.id)))
    elif found.lacks_approval:
        keyboard.row(context.button("ask_approval", ask_approval.to(row.id)))
    _exceptions(context, found, keyboard)
    if row.corrects_id is not None:
        keyboard.row(context.button("all_changes", all_changes.show.to(row.id, ask.code)))
    keyboard.row(context.button("back", draft_chat.open_one.to(row.id)))
    await _show_question(context, found, why, keyboard)


def _exceptions(context: Context, found: Confirmation, keyboard: Keyboard) -> None:
    """The ways not to wait, as far as anybody would; or to wait after all."""
    number, timing, waits = found.row.id, found.timing, found.waits
    if waits.at_night and waits.morning is not None:
        if timing.hold:
            keyboard.row(context.button("not_held", sends("bcqh", number, False)))
        else:
            keyboard.row(context.button("held", sends("bcqh", number, True), number=waits.at_night))
    if timing.urgent:
        keyboard.row(context.button("not_urgent", sends("bcun", number)))
    elif found.may_be_urgent and any(one.why in PAST_BY_URGENT for one in waits.waits):
        keyboard.row(context.button("urgent", sends("bcuq", number)))


async def _show_question(
    context: Context, found: Confirmation, why: RefusalReason | None, keyboard: Keyboard
) -> None:
    row = found.row
    context.show(
        "staff/ask_send",
        keyboard,
        number=row.id,
        corrects=row.corrects_id,
        versions=draft_chat.versions(context, row),
        **draft_chat.of_second(context, found),
        buttons=await draft_chat.button_names(context, row),
        count=None if found.private else found.count,
        timing=draft_chat.timing(found.timing),
        takes=found.takes if found.takes >= A_SECOND and not found.private else None,
        tested=found.tested,
        refused=[
            {"language": context.work.catalog.language(code).name, "why": reason}
            for code, reason in found.refused.items()
        ],
        faults=draft_chat.faults(context, found.faults),
        waits=[one.line(context.zone) for one in found.waits.waits],
        at_once=found.count - sum(one.count for one in found.waits.waits),
        at_night=found.waits.at_night,
        has_begun=found.has_begun,
        their_versions=draft_chat.versions(context, found.theirs) if found.theirs else [],
        may_be_urgent=found.may_be_urgent,
        approval=found.needs_approval,
        approved=found.approved_by is not None,
        why=why,
    )


async def _already(context: Context, announcement_id: int) -> None:
    """It was sent already, by whomever: what becomes of it."""
    row = await draft_chat.find(context, announcement_id)
    if row is None:
        return
    context.toast("staff/announcement_no_draft")
    if row.state == AnnouncementState.APPLIED and row.corrects_id is not None:
        row = await drafts.find(context.work, row.corrects_id)
    await report_chat.put(context, row)
