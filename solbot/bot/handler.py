"""Handles updates: an update in, a transaction, then the replies; errors are caught here and nowhere else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from functools import partial

import structlog
from structlog.contextvars import bound_contextvars
from telegram import Bot

from solbot import counters
from solbot.bot import asking, dialog, router, untranslated
from solbot.bot.arrivals import Arrivals
from solbot.bot.batches import Batches
from solbot.bot.context import Context, Later, Replace, Send
from solbot.bot.flood import Floods
from solbot.bot.post_commit import PostCommit
from solbot.bot.reply_sender import ReplySender
from solbot.bot.routes import Routes
from solbot.bot.sameness import is_news
from solbot.content.language import Language
from solbot.db import members
from solbot.db.tables import Member
from solbot.errors import AlreadyDone, StaleButton, StoreAway, TooEarly, Untranslated, fault_of
from solbot.telegram import inbox, inbox_db
from solbot.telegram.incoming import Incoming, UpdateKind, read
from solbot.telegram.messages import Message
from solbot.telegram.payload import UnreadableUpdate, part, text
from solbot.telegram.rate import Pace
from solbot.telegram.updates import Raw, restored
from solbot.unit_of_work import UnitOfWork, UnitsOfWork, until_kept

log = structlog.get_logger(__name__)

UNSPOKEN = frozenset(
    {
        UpdateKind.BLOCKED,
        UpdateKind.UNBLOCKED,
        UpdateKind.ELSEWHERE,
        UpdateKind.ADDED,
        UpdateKind.LEFT,
        UpdateKind.INLINE,
    }
)
"""What nobody waits for an answer to, should it fail."""

STORE_AWAY = 3.0  # seconds until an update is tried again while the database is away


class UpdateHandler:
    """Handles updates, each exactly once."""

    def __init__(
        self,
        works: UnitsOfWork,
        bot: Bot,
        reply_sender: ReplySender,
        floods: Floods,
        post_commit: PostCommit,
        pace: Pace,
        routes: Routes,
    ) -> None:
        """Take what handling an update needs."""
        self._routes = routes
        self._works = works
        self._bot = bot
        self._reply_sender = reply_sender
        self._floods = floods
        self._post_commit = post_commit
        self._pace = pace
        self.arrivals = Arrivals(works, routes.arrived)
        self._batches = Batches(works, self._said, self.arrivals, pace, routes.read_ahead)

    async def handle(self, raw: Raw) -> None:
        """Handle one update; returns when it is kept and answered, kept for a later try, or set aside.

        Whatever is logged meanwhile has its id.
        """
        with bound_contextvars(update=raw.update_id):
            began = time.monotonic()
            try:
                incoming = read(raw)
            except Exception as error:  # noqa: BLE001  (whatever is wrong with it, it is wrong with it alone)
                await self._set_aside(raw, error)
                return
            try:
                context = await self._batches.join(incoming) if incoming else None
                if context is None:
                    context = await self._in_its_turn(raw.update_id, incoming)
            except AlreadyDone:
                return
            except Exception as error:  # noqa: BLE001  (the outermost: nothing may become silence)
                await self._put_off(raw.update_id, incoming, error)
                return
            if context is not None and incoming is not None:
                await self._send_replies(incoming, context)
                await self._follow_up(incoming, context)
                took = time.monotonic() - began
                counters.UPDATES.labels(incoming.kind.value).inc()
                if context.said or context.afterwards:
                    counters.REPLY_SECONDS.observe(took)
                log.info("answered", kind=incoming.kind.value, ms=round(took * 1000))

    async def _in_its_turn(self, update_id: int, incoming: Incoming | None) -> Context | None:
        """Do an update once everything the same person did before is done. Raises TooEarly when that does not end."""
        done: Sequence[int] = ()
        while True:
            try:
                return await self._handle(update_id, incoming)
            except StoreAway:
                log.warning("the database is away", update=update_id)
                await asyncio.sleep(STORE_AWAY)
            except TooEarly:
                # Another process has it, or had it when it died: first things first.
                before, done = done, await self._handle_what_came_before(update_id)
                if done and done == before:
                    raise

    async def _handle_what_came_before(self, update_id: int) -> Sequence[int]:
        try:
            async with self._works.begin() as work:
                rows = await inbox.before(work, update_id)
        except StoreAway:
            await asyncio.sleep(STORE_AWAY)
            return ()
        for earlier, body in rows:
            await self.handle(restored(earlier, body))
        return [earlier for earlier, _ in rows]

    async def _handle(self, update_id: int, incoming: Incoming | None) -> Context | None:
        """Do what an update asks for. What was begun in vain is undone before it is done otherwise: in another
        language, where the person's lacks a piece of the answer; as nothing, where a button means nothing any more."""
        instead: str | None = None
        stale = False
        while True:
            try:
                return await self._done(update_id, incoming, instead, stale=stale)
            except Untranslated as lack:
                if instead is not None:
                    raise
                instead = lack.code
            except StaleButton:
                if stale:
                    raise
                stale = True

    async def _done(
        self, update_id: int, incoming: Incoming | None, instead: str | None, *, stale: bool
    ) -> Context | None:
        # Not durable: should a power cut undo it, the update is still in the inbox, not done.
        async with self._works.begin(durable=False) as work:
            if instead is not None:
                work = work.speaking(instead)
            await inbox_db.finish(work.session, update_id, work.now)
            if incoming is None:
                return None
            if incoming.kind is UpdateKind.INLINE and not self._floods.may_search(
                incoming.person_id
            ):
                return None
            await self.arrivals.bring_in(work, [incoming.person_id])
            member = await members.get(work.session, incoming.person_id)
            context = await self._said(work, incoming, member, stale=stale)
            times = await self._pace.take(work, len(context.said))
        self._pace.hand_over(times)
        return context

    async def _said(
        self, work: UnitOfWork, incoming: Incoming, member: Member | None, *, stale: bool = False
    ) -> Context:
        """Have an update handled in this transaction."""
        context = Context(
            work,
            incoming,
            member,
            work.language_of(member, incoming.language_hint),
            self._routes,
            bot_name=self._bot.username,
            inline_mode=bool(self._bot.supports_inline_queries),
            stale=stale,
        )
        await router.handle(context)
        if work.instead is not None:
            untranslated.note(context)
        await asking.note(context)
        offers, member = context.offers(), context.member
        private = incoming.chat_id == incoming.person_id
        if offers is not None and private and member is not None and member.consented_at:
            await dialog.offer(work, member.id, offers)
        return context

    async def _send_replies(self, incoming: Incoming, context: Context) -> None:
        if incoming.query_id and context.found is not None:
            await self._reply_sender.answer_inline(incoming.query_id, context.found)
            return
        said = [one for one in context.said if isinstance(one, Send) or is_news(one, incoming)]
        if incoming.tap_id is not None:
            toast = context.toast_text
            if toast is None and context.said and not said:
                toast = context.language.having("nothing_new").toast("nothing_new")
            shown = await self._reply_sender.answer_tap(incoming.tap_id, toast)
            if context.toast_text and not shown and not said and incoming.kind is UpdateKind.TAP:
                said.append(Send(Message(context.toast_text, plain=True)))
        if said and not self._floods.may_speak(incoming.person_id):
            log.info("too many replies in a short time: kept, not answered")
            if self._floods.notice_due(incoming.person_id):
                await self._say(incoming, context.language, "too_fast")
            return
        for one in said:
            message_id = await self._reply_sender.say(incoming, one, context.language)
            asked = one.message.prompt_id if isinstance(one, Send | Replace) else None
            if message_id is not None and asked is not None:
                self.arrivals.note(asked, incoming.person_id, message_id)

    async def _follow_up(self, incoming: Incoming, context: Context) -> None:
        tapped = (
            incoming.kind is UpdateKind.TAP and incoming.message_id is not None and not context.said
        )
        for wanted in context.afterwards:
            try:
                do = partial(self._post_commit.do, incoming.person_id, wanted)
                found = await until_kept(do, update=incoming.update_id)
            except Exception as error:  # noqa: BLE001  (the work is kept; its answer must not become silence)
                log.error("not found out", update=incoming.update_id, **fault_of(error))
                await self._say(incoming, context.language, "not_shown")
                continue
            for one in found:
                in_place = isinstance(wanted, Later) and tapped and one.document is None
                said = Replace(one) if in_place and len(found) == 1 else Send(one)
                if isinstance(said, Send) or is_news(said, incoming):
                    await self._reply_sender.say(incoming, said, context.language)

    async def _put_off(self, update_id: int, incoming: Incoming | None, error: Exception) -> None:
        """Log without private text, keep the update for a later try, and say so once; at last, say that it failed."""
        counters.UPDATES_FAILED.inc()
        log.error("update failed", update=update_id, **fault_of(error))
        try:
            async with self._works.begin() as work:
                failures = await inbox.put_off(work, update_id)
                language = await self._language_of(work, incoming)
        except StoreAway:
            return  # it is still in the inbox, and taken up at the next start
        if incoming is None or incoming.kind in UNSPOKEN:
            return
        if inbox.is_last_try(failures):
            log.error("update set aside", update=update_id, fault=type(error).__name__)
            await self._say_alone(incoming, language, "given_up")
        elif failures == 1:
            await self._say_alone(incoming, language, "apology")

    async def _set_aside(self, raw: Raw, error: Exception) -> None:
        """Be done with an update that can't be read; who sent it is told, where that is known."""
        field = error.args[0] if isinstance(error, UnreadableUpdate) else None
        log.error("update set aside", update=raw.update_id, fault=type(error).__name__, field=field)
        incoming = _sender_of(raw)
        try:
            async with self._works.begin() as work:
                new = await inbox_db.set_aside(work.session, raw.update_id, work.now)
                language = await self._language_of(work, incoming)
        except StoreAway:
            return  # it is still in the inbox, and taken up at the next start
        if new and incoming is not None:
            await self._say_alone(incoming, language, "unreadable")

    async def _language_of(self, work: UnitOfWork, incoming: Incoming | None) -> Language:
        member = await members.get(work.session, incoming.person_id) if incoming else None
        return work.language_of(member, incoming.language_hint if incoming else None)

    async def _say_alone(self, incoming: Incoming, language: Language, reply: str) -> None:
        """Say one thing, and nothing else, to what somebody did."""
        if incoming.tap_id:
            await self._reply_sender.answer_tap(incoming.tap_id, None)
        if self._floods.may_speak(incoming.person_id):
            await self._say(incoming, language, reply)

    async def _say(self, incoming: Incoming, language: Language, reply: str) -> None:
        message = Message(language.having(reply).reply(reply))
        await self._reply_sender.say(incoming, Send(message), language)


def _sender_of(raw: Raw) -> Incoming | None:
    """Whom to answer when nothing else of a message or tap in a private chat can be read."""
    person = raw.person_id
    for name, kind in (("message", UpdateKind.OTHER), ("callback_query", UpdateKind.TAP)):
        content = part(raw.fields, name)
        if content and person is not None and person > 0:
            tap_id = text(content, "id") if kind is UpdateKind.TAP else None
            return Incoming(raw.update_id, kind, person, person, tap_id=tap_id or None)
    return None
