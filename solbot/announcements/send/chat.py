"""Before an announcement is sent: seen as each reader will, tried on oneself, agreed to, confirmed."""

from __future__ import annotations

from datetime import timedelta

from solbot.announcements import letters as announcing
from solbot.announcements.draft import chat as broadcast
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement, Gone
from solbot.announcements.report import chat as progress
from solbot.announcements.rules import State
from solbot.announcements.send import service as sending
from solbot.announcements.send.service import NotConfirmed, Question, Tested, Why
from solbot.bot import notices
from solbot.bot.context import Turn
from solbot.staff import service as staff
from solbot.telegram.messages import Keyboard

A_SECOND = timedelta(seconds=1)


async def rehearse(turn: Turn, args: list[str]) -> None:
    """A tap on See it as people will: one message for each language it is written in."""
    row = await broadcast.find_draft(turn, args)
    if row is None:
        return
    if not await _fit(turn, row):
        return
    unsaid = []
    for code, language in turn.work.catalog.by_code.items():
        if row.content and code not in row.content:
            continue
        written = await announcing.prepare(turn.work, row, language, rehearsed=True)
        if written is None:
            unsaid.append(language.name)
        else:
            turn.send(written(turn.me.name))
    keyboard = Keyboard().row(
        turn.button("test", f"bcm:{row.id}"), turn.button("back", f"bco:{row.id}")
    )
    turn.say("staff/rehearsed", keyboard, number=row.id, unsaid=unsaid)


async def test(turn: Turn, args: list[str]) -> None:
    """A tap on Send it to me: the same way it will go to everybody."""
    row = await broadcast.find_draft(turn, args)
    if row is None:
        return
    if not await _fit(turn, row):
        return
    faults = broadcast.faults(turn, await drafts.faults(turn.work, row))
    count = await sending.test(turn.work, turn.me.id, row.id)
    keyboard = Keyboard().row(
        turn.button("go_on_to_send", f"bcq:{row.id}"), turn.button("back", f"bco:{row.id}")
    )
    turn.show("staff/testing", keyboard, number=row.id, count=count, faults=faults)


async def ask(turn: Turn, args: list[str]) -> None:
    """A tap on Go on to send: who gets it and when, and the last question; or what is still lacking."""
    row = await broadcast.find_draft(turn, args)
    if row is not None:
        await _ask(turn, row, None)


async def confirm(turn: Turn, args: list[str]) -> None:
    """A tap on Send it: this very draft, to the audience that was shown."""
    try:
        row = await sending.confirm(turn.work, turn.me.id, int(args[0]), int(args[1]))
    except Gone:
        await _already(turn, args)
    except NotConfirmed as refusal:
        row = await drafts.editable(turn.work, int(args[0]))
        await _ask(turn, row, refusal.why)
    else:
        keyboard = Keyboard().row(
            turn.button("how_it_goes", f"bco:{row.id}"),
            turn.button("all_announcements", "do:broadcast"),
        )
        turn.show(
            "staff/announcement_confirmed",
            keyboard,
            number=row.id,
            state=row.state,
            corrects=row.id != int(args[0]),
            next=turn.local(row.next_at) if row.next_at else None,
        )


async def ask_approval(turn: Turn, args: list[str]) -> None:
    """A tap on Ask for a second pair of eyes: everybody who may agree is told."""
    row = await broadcast.find_draft(turn, args)
    if row is None:
        return
    people = await sending.ask_approval(turn.work, turn.me.id, row.id)
    key = f"{row.id}:{row.number}:{turn.incoming.update_id}"
    told = await staff.reachable(turn.work, people)
    await notices.tell(turn.work, told, "approval_wanted", key, announcement=row.id, by=turn.me.id)
    keyboard = Keyboard().row(turn.button("back", f"bco:{row.id}"))
    turn.show("staff/approval_asked", keyboard, number=row.id, count=len(told))


async def review(turn: Turn, args: list[str]) -> None:
    """A tap on Have a look, by the second person."""
    row = await broadcast.find_draft(turn, args)
    if row is None:
        return
    found = await sending.look(turn.work, row, turn.me.id)
    keyboard = Keyboard().row(turn.button("rehearse", f"bcr:{row.id}"))
    keyboard.row(
        turn.button("approve", f"bcap:{row.id}:{row.number}"),
        turn.button("back", f"bco:{row.id}"),
    )
    await _show_question(turn, found, None, keyboard)


async def approve(turn: Turn, args: list[str]) -> None:
    """A tap on I agree; whoever wrote it is told."""
    row = await broadcast.find_draft(turn, args)
    if row is None:
        return
    try:
        row = await sending.approve(turn.work, turn.me.id, row.id, int(args[1]))
    except NotConfirmed as refusal:
        await _ask(turn, row, refusal.why)
        return
    people = await staff.reachable(turn.work, [row.author_id])
    await notices.tell(
        turn.work,
        [one for one in people if one != turn.me.id],
        "approved",
        f"{row.id}:{row.number}",
        announcement=row.id,
        by=turn.me.id,
    )
    keyboard = Keyboard().row(turn.button("back", f"bco:{row.id}"))
    turn.show("staff/approved", keyboard, number=row.id)


async def _fit(turn: Turn, row: Announcement) -> bool:
    """Whether it can be shown as it would be sent. Else the draft says what there is to mend, and nothing is sent."""
    if await drafts.fit_to_try(turn.work, row):
        return True
    turn.toast("staff/announcement_unfit")
    turn.put(await broadcast.page(turn, row))
    return False


async def _ask(turn: Turn, row: Announcement, why: Why | None) -> None:
    found = await sending.ask(turn.work, turn.me.id, row.id)
    keyboard = Keyboard()
    if found.may_be_sent:
        keyboard.row(turn.button("send_it", f"bcgo:{row.id}:{row.number}"))
    elif found.faults:
        keyboard.row(turn.button("open_draft", f"bco:{row.id}"))
    elif found.tested is not Tested.WELL:
        keyboard.row(turn.button("test", f"bcm:{row.id}"))
        if found.tested is Tested.UNDER_WAY:
            keyboard.row(turn.button("look_again", f"bcq:{row.id}"))
    else:
        keyboard.row(turn.button("ask_approval", f"bcaa:{row.id}"))
    keyboard.row(turn.button("back", f"bco:{row.id}"))
    await _show_question(turn, found, why, keyboard)


async def _show_question(turn: Turn, found: Question, why: Why | None, keyboard: Keyboard) -> None:
    row = found.row
    turn.show(
        "staff/ask_send",
        keyboard,
        number=row.id,
        corrects=row.corrects_id,
        versions=broadcast.versions(turn, row),
        buttons=await broadcast.button_names(turn, row),
        count=None if found.private else found.count,
        timing=broadcast.timing(found.timing),
        takes=found.takes if found.takes >= A_SECOND and not found.private else None,
        tested=found.tested,
        refused=[
            {"language": turn.work.catalog.language(code).name, "why": reason}
            for code, reason in found.refused.items()
        ],
        faults=broadcast.faults(turn, found.faults),
        approval=found.needs_approval,
        approved=found.approved_by is not None,
        why=why,
    )


async def _already(turn: Turn, args: list[str]) -> None:
    """It was sent already, by whomever: what becomes of it."""
    row = await broadcast.find(turn, args)
    if row is None:
        return
    turn.toast("staff/announcement_no_draft")
    if row.state == State.APPLIED and row.corrects_id is not None:
        row = await drafts.find(turn.work, row.corrects_id)
    await progress.put(turn, row)
