"""What is done once a turn is kept, because it takes long or needs the wire."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from telegram import Bot

from solbot.chat import profile
from solbot.chat.turn import Afterwards, Reload
from solbot.content.faults import Fault
from solbot.domain.messages import Message
from solbot.services import members, staff
from solbot.services.work import Works

Reloader = Callable[[], Awaitable[Sequence[Fault]]]

MOST_FAULTS = 20


class Aftermath:
    """Does what turns left to be done."""

    def __init__(self, works: Works, bot: Bot, reload: Reloader) -> None:
        """`reload` takes up the content, and returns its faults."""
        self._works = works
        self._bot = bot
        self._reload = reload

    async def do(self, person_id: int, wanted: Afterwards) -> Message | None:
        """Do one thing for the person whose turn it was; what there is to say of it.

        Raises StoreAway.
        """
        if isinstance(wanted, Reload):
            return await self._reloaded(person_id)
        await self.present(wanted.person_id)
        return None

    async def present(self, person_id: int) -> None:
        """Set a person's command menu by their role."""
        async with self._works.begin(durable=False) as work:
            member = await members.find(work, person_id)
            if member is None or member.consented_at is None:
                return
            language, role = work.language_of(member), await staff.role_of(work, person_id)
        await profile.present_to(self._bot, person_id, language, role)

    async def present_all(self) -> None:
        """Set the command menu of all staff."""
        async with self._works.begin(durable=False) as work:
            people = [one.id for one in await staff.everyone(work)]
        for person_id in people:
            await self.present(person_id)

    async def _reloaded(self, person_id: int) -> Message:
        faults = await self._reload()
        async with self._works.begin(durable=False) as work:
            language = work.language_of(await members.find(work, person_id))
        listed = [str(fault)[:150] for fault in faults]
        return Message(
            language.having("staff/reloaded").reply(
                "staff/reloaded", faults=listed[:MOST_FAULTS], more=len(listed[MOST_FAULTS:])
            )
        )
