"""What is done once a turn is kept, because it takes long or needs the wire."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

import structlog
from telegram import Bot
from telegram.error import TelegramError

from solbot.bot import dialog as dialogs
from solbot.bot.context import Afterwards, Fetch, Later, Reload
from solbot.bot.untranslated import spoken
from solbot.content.faults import Fault
from solbot.content.language import Language
from solbot.desk import handing
from solbot.members import profile
from solbot.members import service as members
from solbot.programs.editor import files
from solbot.staff import service as staff
from solbot.staff.rules import Right
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import Works

Reloader = Callable[[], Awaitable[Sequence[Fault]]]

log = structlog.get_logger(__name__)

MOST_FAULTS = 20


def _of_reload(language: Language, values: Mapping[str, object]) -> Message:
    keyboard = Keyboard().row(Button(language.button("staff_menu"), "do:staff"))
    return Message(language.reply("staff/reloaded", **values), keyboard.built())


class Aftermath:
    """Does what turns left to be done."""

    def __init__(
        self, works: Works, bot: Bot, reload: Reloader, rights: Mapping[str, Right]
    ) -> None:
        """`reload` takes up the content, and returns its faults; `rights` are those that commands of staff need."""
        self._rights = rights
        self._works = works
        self._bot = bot
        self._reload = reload

    async def do(self, person_id: int, wanted: Afterwards) -> Message | None:
        """Do one thing for the person whose turn it was; what there is to say of it.

        Raises StoreAway.
        """
        if isinstance(wanted, Reload):
            return await self._reloaded(person_id)
        if isinstance(wanted, Fetch):
            return await self._fetched(person_id, wanted.number)
        if isinstance(wanted, Later):
            return await self._found_out(person_id, wanted)
        await self.present(wanted.person_id)
        return None

    async def present(self, person_id: int) -> None:
        """Set a person's command menu by their role."""
        async with self._works.begin(durable=False) as work:
            member = await members.find(work, person_id)
            if member is None or member.consented_at is None:
                return
            language, role = work.language_of(member), await staff.role_of(work, person_id)
        await profile.present_to(self._bot, person_id, language, role, self._rights)

    async def present_all(self) -> None:
        """Set the command menu of all staff."""
        async with self._works.begin(durable=False) as work:
            people = [one.id for one in await staff.everyone(work)]
        for person_id in people:
            await self.present(person_id)

    async def fetch_all(self) -> None:
        """Fetch the files that a process which died left behind; who sent one is told by a notice."""
        async with self._works.begin(durable=False) as work:
            numbers = await files.unfetched(work)
        for number in numbers:
            await self._fetched(0, number)

    async def _fetched(self, person_id: int, number: int) -> Message | None:
        async with self._works.begin(durable=False) as work:
            wanted = await files.wanted(work, number)
        if wanted is None:
            return None
        try:
            there = await self._bot.get_file(wanted.file_id)
            content = bytes(await there.download_as_bytearray())
        except TelegramError as error:
            log.warning("file not fetched", file=number, fault=type(error).__name__)
            content = b""
        async with self._works.begin() as work:
            return await handing.arrived(work, number, content, tell=person_id != wanted.sent_by)

    async def _found_out(self, person_id: int, wanted: Later) -> Message | None:
        message = await wanted.say(self._works)
        if message is not None:
            async with self._works.begin(durable=False) as work:
                await dialogs.offer(work, person_id, message.offers())
        return message

    async def _reloaded(self, person_id: int) -> Message:
        faults = await self._reload()
        listed = [str(fault)[:150] for fault in faults]
        values = {"faults": listed[:MOST_FAULTS], "more": len(listed[MOST_FAULTS:])}
        async with self._works.begin(durable=False) as work:
            member = await members.find(work, person_id)
            return spoken(work, member, lambda language: _of_reload(language, values))
