"""Moving to another account: a code from the old one, typed or tapped in the new one, and the yes in the old one."""

from __future__ import annotations

from solbot.bot.context import Context
from solbot.bot.notices import Notice
from solbot.bot.taps import do, tap
from solbot.content.cutting import shortened
from solbot.content.language import Language
from solbot.db.details import Ref
from solbot.db.tables import Member
from solbot.limits import CALLED
from solbot.members.moving import service as moving
from solbot.members.moving.rules import Move
from solbot.members.moving.service import PendingMove
from solbot.staff import service as staff
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitOfWork

LINK = "m-"
"""What the payload of a code's link begins with."""

LETTER = LINK[0]
AWAITS = "move_code"


@tap("mo")
async def show(context: Context) -> None:
    """To another account: what that does, and which of the two this is."""
    there = await moving.wanted(context.work, context.me)
    keyboard = Keyboard()
    if there is not None and there.by is not None:
        keyboard.row(*_yes_or_no(context.language, there.by))
    else:
        keyboard.row(context.button("move_make_code", make.to())).row(
            context.button("move_have_code", ask_code.to())
        )
    keyboard.row(context.button("back", do("privacy")))
    context.show(
        "moving",
        keyboard,
        account=_account(there) if there and there.by else None,
        is_staff=await staff.role_of(context.work, context.me.id) is not None,
    )


@tap("mom")
async def make(context: Context) -> None:
    """A tap on Make a code, in the old account."""
    code, until = await moving.make(context.work, context.me)
    keyboard = Keyboard().row(context.copying(code), context.button("move_call_off", call_off.to()))
    link = context.link(LINK + code)
    context.say("move_code", keyboard, code=code, link=link, until=context.local(until))


@tap("mot")
async def ask_code(context: Context) -> None:
    """A tap on I have a code, in the new account."""
    await context.expect(AWAITS)
    context.show("ask_move_code", context.way_out(), move=None)


async def typed(context: Context) -> None:
    """A code, as it is typed."""
    outcome = await moving.type_code(context.work, context.me, context.incoming.text)
    if outcome is Move.WRONG:
        context.say("ask_move_code", context.way_out(), move=outcome.value)
        return
    await context.rest()
    context.say("move_answered", move=outcome.value)


async def open_link(context: Context, code: str) -> bool:
    """A code's link, opened in the new account."""
    outcome = await moving.type_code(context.work, context.me, code)
    context.say("move_answered", move=outcome.value)
    return True


@tap("moy")
async def confirm(context: Context, account_id: int) -> None:
    """Yes, in the old account: from here on this chat is a stranger's."""
    at = context.local(context.work.now)
    outcome, called = await moving.confirm(context.work, context.me, account_id)
    if outcome is Move.MOVED:
        context.member = None
        context.show("moved_away", at=at, account=shortened(called, CALLED))
    elif outcome is Move.GONE:
        context.toast("move_gone")
    else:
        context.show("move_answered", move=outcome.value)


@tap("mon")
async def call_off(context: Context) -> None:
    """No, or Call it off: the code leads nowhere any more."""
    if await moving.call_off(context.work, context.me):
        context.show("move_called_off")
    else:
        context.toast("move_gone")


def _yes_or_no(language: Language, new_id: int) -> tuple[Button, Button]:
    yes = Button(language.button("move_yes"), confirm.to(new_id))
    return yes, Button(language.button("move_no"), call_off.to())


def _account(there: PendingMove) -> str:
    username = f"@{there.username}" if there.username else ""
    return shortened(" ".join(filter(None, (there.called, username))), CALLED)


async def _wanted(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message | None:
    del ref
    there = await moving.wanted(work, member)
    if there is None or there.by is None:
        return None
    keyboard = Keyboard().row(*_yes_or_no(language, there.by))
    is_staff = await staff.role_of(work, member.id) is not None
    html = language.reply("move_wanted", account=_account(there), is_staff=is_staff)
    return Message(html, keyboard.built())


async def _arrived(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message:
    del work, member, ref
    keyboard = Keyboard().row(Button(language.button("journal"), do("journal")))
    keyboard.row(Button(language.button("settings"), do("settings")))
    return Message(language.reply("moved_here"), keyboard.built())


async def _declined(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message:
    del work, member, ref
    return Message(language.reply("move_declined"))


NOTICES = {
    moving.WANTED: Notice(_wanted),
    moving.ARRIVED: Notice(_arrived),
    moving.DECLINED: Notice(_declined),
}
