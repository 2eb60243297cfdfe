"""The one edge: an update in, a transaction, then the replies; errors are caught here and nowhere else."""

from __future__ import annotations

import asyncio
import traceback

import structlog
from telegram import Bot, Update

from solbot.chat import routes, untranslated
from solbot.chat.aftermath import Aftermath
from solbot.chat.arrivals import Arrivals
from solbot.chat.flood import Floods
from solbot.chat.incoming import Incoming, Kind, read
from solbot.chat.intake import restored
from solbot.chat.sameness import is_news
from solbot.chat.speaker import Speaker
from solbot.chat.turn import Later, Replace, Send, Turn
from solbot.domain.messages import Message
from solbot.errors import AlreadyDone, StoreAway, TooEarly, Untranslated
from solbot.services import dialogs, inbox, members
from solbot.services.work import Works

log = structlog.get_logger(__name__)

STORE_AWAY = 3.0  # seconds until an update is tried again while the database is away


class Edge:
    """Handles updates, each exactly once."""

    def __init__(
        self, works: Works, bot: Bot, speaker: Speaker, floods: Floods, aftermath: Aftermath
    ) -> None:
        """Take what handling an update needs."""
        self._works = works
        self._bot = bot
        self._speaker = speaker
        self._floods = floods
        self._aftermath = aftermath
        self.arrivals = Arrivals(works)

    async def handle(self, update: Update) -> None:
        """Handle one update; returns when it is kept and answered, or kept for a later try."""
        incoming = read(update)
        while True:
            try:
                turn = await self._kept(update.update_id, incoming)
                break
            except AlreadyDone:
                return
            except TooEarly:
                # Another process has it, or had it when it died: first things first.
                await self._handle_what_came_before(update)
            except Exception as error:  # noqa: BLE001  (the edge: nothing may become silence)
                await self._put_off(update.update_id, incoming, error)
                return
        if turn is not None and incoming is not None:
            await self._speak(incoming, turn)
            await self._follow_up(incoming, turn)

    async def _kept(self, update_id: int, incoming: Incoming | None) -> Turn | None:
        while True:
            try:
                return await self._handle(update_id, incoming)
            except StoreAway:
                log.warning("the database is away", update=update_id)
                await asyncio.sleep(STORE_AWAY)

    async def _handle_what_came_before(self, update: Update) -> None:
        try:
            async with self._works.begin() as work:
                rows = await inbox.before(work, update.update_id)
        except StoreAway:
            await asyncio.sleep(STORE_AWAY)
            return
        for _, body in rows:
            await self.handle(restored(body, self._bot))

    async def _handle(self, update_id: int, incoming: Incoming | None) -> Turn | None:
        """Do what an update asks for; where the person's language lacks a piece of the answer, all of it in another."""
        try:
            return await self._done(update_id, incoming)
        except Untranslated as lack:
            # Nothing of it was kept or said: the transaction is undone.
            return await self._done(update_id, incoming, lack.code)

    async def _done(
        self, update_id: int, incoming: Incoming | None, instead: str | None = None
    ) -> Turn | None:
        # Not durable: should a power cut undo it, the update is still in the inbox, not done.
        async with self._works.begin(durable=False) as work:
            if instead is not None:
                work = work.speaking(instead)
            await inbox.finish(work, update_id)
            if incoming is None:
                return None
            await self.arrivals.bring_in(work, incoming.person_id)
            member = await members.find(work, incoming.person_id)
            language = work.language_of(member, incoming.language_hint)
            turn = Turn(work, incoming, member, language, bot_name=self._bot.username)
            await routes.handle(turn)
            if instead is not None:
                untranslated.note(turn)
            await self._note_offers(turn)
            return turn

    async def _note_offers(self, turn: Turn) -> None:
        member, incoming = turn.member, turn.incoming
        offers = turn.offers()
        private = incoming.chat_id == incoming.person_id
        if offers is not None and private and member is not None and member.consented_at:
            await dialogs.offer(turn.work, member.id, offers)

    async def _speak(self, incoming: Incoming, turn: Turn) -> None:
        said = [one for one in turn.said if isinstance(one, Send) or is_news(one, incoming)]
        if incoming.tap_id is not None:
            toast = turn.toast_text
            if toast is None and turn.said and not said:
                toast = turn.language.having("nothing_new").toast("nothing_new")
            await self._speaker.answer_tap(incoming.tap_id, toast)
        if said and not self._floods.may_speak(incoming.person_id):
            log.info("too many replies in a short time: kept, not answered")
            if self._floods.notice_due(incoming.person_id):
                await self._speaker.say(
                    incoming, Send(Message(turn.language.having("too_fast").reply("too_fast")))
                )
            return
        for one in said:
            message_id = await self._speaker.say(incoming, one)
            asked = one.message.prompt_id if isinstance(one, Send | Replace) else None
            if message_id is not None and asked is not None:
                self.arrivals.note(asked, incoming.person_id, message_id)

    async def _follow_up(self, incoming: Incoming, turn: Turn) -> None:
        tapped = incoming.kind is Kind.TAP and incoming.message_id is not None and not turn.said
        for wanted in turn.afterwards:
            try:
                found = await self._aftermath.do(incoming.person_id, wanted)
            except StoreAway:
                log.warning("the database is away", update=incoming.update_id)
                return
            if found is not None:
                in_place = isinstance(wanted, Later) and tapped and found.document is None
                if not in_place:
                    await self._speaker.say(incoming, Send(found))
                elif is_news(Replace(found), incoming):
                    await self._speaker.say(incoming, Replace(found))

    async def _put_off(self, update_id: int, incoming: Incoming | None, error: Exception) -> None:
        """Log without private text, keep the update for a later try, and say so once."""
        log.error(
            "update failed",
            update=update_id,
            fault=type(error).__name__,
            where=[f"{f.name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)[-6:]],
        )
        try:
            async with self._works.begin() as work:
                failures = await inbox.put_off(work, update_id)
        except StoreAway:
            return  # it is still in the inbox, and taken up at the next start
        if failures == 1 and incoming is not None and incoming.kind is not Kind.BLOCKED:
            await self._apologise(incoming)

    async def _apologise(self, incoming: Incoming) -> None:
        catalog = self._works.catalog
        language = catalog.language(catalog.best(incoming.language_hint))
        if incoming.tap_id is not None:
            await self._speaker.answer_tap(incoming.tap_id, None)
        html = language.having("apology").reply("apology")
        await self._speaker.say(incoming, Send(Message(html)))
