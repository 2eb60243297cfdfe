"""What is done once an update's work is kept, because it takes long or needs the wire."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from telegram import Bot

from solbot.bot import dialog
from solbot.bot.context import Afterwards, ByTurns, Later, Reload, Turns
from solbot.bot.taps import do
from solbot.bot.untranslated import spoken
from solbot.content.faults import Fault
from solbot.content.language import Language
from solbot.db import members
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitsOfWork

Reloader = Callable[[], Awaitable[Sequence[Fault]]]

MOST_FAULTS = 20


def _of_reload(language: Language, faults: Sequence[Fault]) -> Message:
    listed = [str(fault)[:150] for fault in faults]
    keyboard = Keyboard().row(Button(language.button("staff_menu"), do("staff")))
    html = language.reply(
        "staff/reloaded", faults=listed[:MOST_FAULTS], more=len(listed[MOST_FAULTS:])
    )
    return Message(html, keyboard.built())


def _several(said: Message | Sequence[Message] | None) -> Sequence[Message]:
    if said is None:
        return ()
    return (said,) if isinstance(said, Message) else said


class PostCommit:
    """Does what handlers left to be done."""

    def __init__(self, works: UnitsOfWork, bot: Bot, turns: Turns, reload: Reloader) -> None:
        """`reload` takes up the content, and returns its faults."""
        self._turns = turns
        self._works = works
        self._bot = bot
        self._reload = reload

    async def do(self, person_id: int, wanted: Afterwards) -> Sequence[Message]:
        """Do one thing for the person whose turn it was; what there is to say of it.

        Raises StoreAway.
        """
        if isinstance(wanted, Reload):
            return (await self._reloaded(person_id),)
        if isinstance(wanted, Later):
            return await self._found_out(person_id, wanted)
        if isinstance(wanted, ByTurns):
            return _several(await wanted.do(self._works, self._bot, self._turns))
        return _several(await wanted.do(self._works, self._bot))

    async def _found_out(self, person_id: int, wanted: Later) -> Sequence[Message]:
        messages = _several(await wanted.say(self._works))
        if messages:
            async with self._works.begin(durable=False) as work:
                await dialog.offer(work, person_id, messages[-1].offers())
        return messages

    async def _reloaded(self, person_id: int) -> Message:
        faults = await self._reload()
        async with self._works.begin(durable=False) as work:
            member = await members.get(work.session, person_id)
            return spoken(work, member, lambda language: _of_reload(language, faults))
