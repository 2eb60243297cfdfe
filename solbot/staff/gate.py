"""The gate: each command, button and typed word of staff is allowed anew, by the role they have at that moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from solbot.bot import dialog
from solbot.bot.context import Context, Handler
from solbot.bot.routes import Awaited, ForStaff, LeadsBack
from solbot.bot.taps import call
from solbot.coaching.journal import unfiled
from solbot.staff import service as staff
from solbot.staff.service import Right
from solbot.telegram.incoming import UpdateKind

CORRECTS = timedelta(minutes=15)
"""So long what staff type corrects what they just had kept."""


@dataclass(frozen=True)
class Guarded(ForStaff):
    """A command or button that needs a right. `home` is where one goes from a screen that is stale."""

    right: Right
    handler: Handler
    home: Handler | None = None

    async def __call__(self, context: Context, *carried: str) -> None:
        """Do it, or say kindly that it is not for this person; the refused button goes away."""
        await through(context, self.right, self.home, partial(call, self.handler, context, carried))


async def through(
    context: Context, right: Right, home: Handler | None, do: Callable[[], Awaitable[None]]
) -> None:
    """Do what needs this right, or say kindly that it is not for this person; the refused button goes away.

    What is tapped on a screen that is stale is answered with a toast, and with a screen as it is now: `home`.
    """
    role = await staff.role_of(context.work, context.incoming.person_id)
    if not staff.may(role, right):
        if context.incoming.kind is UpdateKind.TAP and context.incoming.message_id is not None:
            context.toast("staff/refused", role=role)
            context.rebutton()
        else:
            context.say("staff/refused", role=role)
        return
    if context.member is not None:
        await dialog.note_work(context.work, context.me.id, at_work=True)
    if not context.stale:
        await do()
    if context.said or context.stands or context.afterwards or home is None:
        return
    if context.toast_text is None:
        context.toast("old_button")
    await call(home, context, ())


@dataclass(frozen=True)
class GuardedWords:
    """Words that one of the staff was asked for, or that correct what they just typed. Of somebody who is none any
    more, and a while after what they correct, they are taken as any words."""

    right: Right
    handler: Callable[[Context], Awaitable[None]]

    async def __call__(self, context: Context) -> None:
        """Take the words, or ask where they belong."""
        if await allowed(context, self.right) and not _corrects_no_more(context):
            await self.handler(context)
        else:
            await context.rest()
            await unfiled.keep_and_ask(context)


def _corrects_no_more(context: Context) -> bool:
    kept_at = context.waiting.data.get("corrects_at") if context.waiting else None
    return kept_at is not None and context.work.now - datetime.fromisoformat(kept_at) > CORRECTS


def guarded(right: Right, home: Handler, handlers: Mapping[str, Handler]) -> dict[str, Guarded]:
    """Taps that all need this right, and lead home from a screen that is stale."""
    return {name: Guarded(right, handler, home) for name, handler in handlers.items()}


def asked_of_staff(
    right: Right,
    handler: Callable[[Context], Awaitable[None]],
    *,
    back: LeadsBack,
    taps: Collection[str] = (),
    files: bool = False,
    messages: bool = False,
    typed: bool = True,
) -> Awaited:
    """What words are taken for that one of the staff was asked for; see `Awaited`."""
    words = GuardedWords(right, handler)
    return Awaited(
        *(words, "for_staff_work", taps),
        files=files,
        messages=messages,
        refuses=files,
        typed=typed,
        back=back,
    )


def rights_of(handlers: Mapping[str, Handler]) -> dict[str, Right | None]:
    """The right that each of these needs; None for what is everybody's."""
    return {name: one.right if isinstance(one, Guarded) else None for name, one in handlers.items()}


async def allowed(context: Context, right: Right) -> bool:
    """Whether the person whose turn it is has the right now."""
    role = await staff.role_of(context.work, context.incoming.person_id)
    return staff.may(role, right)
