"""Letters of rounds put into words, many at once: what each reader gets, edits of it, or its withdrawal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import datetime, timedelta

from solbot.announcements import db as announcements_db
from solbot.announcements import letters as announcement_letters
from solbot.announcements.db import RoundContent
from solbot.announcements.draft import settings_service
from solbot.announcements.rules import DELETABLE, Content, Written, best, needs_everyones_name
from solbot.announcements.send import recipients_db, rounds, rounds_db
from solbot.announcements.timing import Timing, held_until
from solbot.db.members import Reader
from solbot.db.states import TO_BE_SENT, LetterStatus, RoundKind, RoundState
from solbot.db.tables import Member
from solbot.members import db as members_db
from solbot.members import quiet_hours
from solbot.telegram import outbox, outbox_db
from solbot.telegram.kinds import asked_for, unasked
from solbot.telegram.letters import UNSAID
from solbot.telegram.messages import Message
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork

SOON = timedelta(seconds=5)
NO_COPY = "no copy"

SILENT = (RoundKind.CORRECTION, RoundKind.WITHDRAWAL)
"""What changes a message that is there already, and so disturbs nobody."""
Original = tuple[LetterStatus, int | None, Sequence[int], datetime | None]


def stops(who: Member | Reader, now: datetime) -> str | None:
    """Why an announcement is not for somebody: they want to hear nothing just now, or none of these."""
    off = "announcements off" if who.announcements_off_at is not None else None
    return unasked(who, now) or off


async def compose(work: UnitOfWork, claimed: Sequence[Claimed]) -> list[tuple[Claimed, Message]]:
    """Put claimed letters of rounds into each reader's language; what is not to be sent now is put off or settled.

    What has no words fails. Raises whatever else keeps any of them from being put into words: then nothing of this
    may be kept, and each is to be tried alone (see `fail`).
    """
    said = await announcements_db.of_rounds(
        work.session, {one.round_id for one in claimed if one.round_id is not None}
    )
    running = await _of_running(work, claimed, said)
    ids = [one.member_id for one in running]
    readers = await members_db.readers(work.session, ids)
    sending = [one.member_id for one in running if one.kind == RoundKind.SENDING]
    quiet = (await settings_service.current(work)).quiet
    since = work.now - quiet
    busy = await rounds_db.busy_since(work.session, sending, since, work.now) if sending else {}
    names = await _names(work, running, said)
    batch = _Batch(work, said, readers, names, await _second(work, running, said))
    originals = await _originals(work, running, said)
    ready, ended, deferred, unsaid = [], [], [], []
    for one in running:
        reader = readers.get(one.member_id)
        if reader is None:
            continue  # erased meanwhile, and the letter with them
        why_not = outbox.refusal(work, reader, one, asked_for if one.kind in SILENT else stops)
        if why_not is not None:
            ended.append((one, *why_not))
        elif one.kind in SILENT:
            found = await batch.changed(one, originals.get(one.member_id))
            if isinstance(found, datetime):
                deferred.append((one, found))
            elif isinstance(found, Message):
                ready.append((one, found))
            elif found is None:
                unsaid.append(one)
            else:
                ended.append((one, *found))
        elif one.member_id in busy:
            deferred.append((one, busy[one.member_id] + quiet))
        elif (late := quiet_hours.until(work, reader) or batch.held(one)) is not None:
            deferred.append((one, late))
        elif (message := await batch.message(one)) is not None:
            ready.append((one, message))
        else:
            unsaid.append(one)
    await fail(work, unsaid)
    await outbox.end(work, ended)
    await outbox.defer(work, deferred)
    return ready


async def fail(work: UnitOfWork, unsaid: Sequence[Claimed]) -> None:
    """End letters that can't be put into words. Their rounds pause, and staff learn why."""
    by_round: defaultdict[int, list[Claimed]] = defaultdict(list)
    for one in unsaid:
        by_round[one.round_id or 0].append(one)
    for round_id in sorted(by_round):
        # The round before its letters, as everywhere: so nobody waits for each other in a circle.
        going = await rounds_db.get(work.session, round_id)
        await outbox.end(work, [(one, LetterStatus.FAILED, UNSAID) for one in by_round[round_id]])
        if going is not None:
            await rounds.stop_for_words(work, going)


class _Batch:
    """What a batch has in common: an announcement is prepared once for each language."""

    def __init__(
        self,
        work: UnitOfWork,
        said: Mapping[int, RoundContent],
        readers: Mapping[int, Reader],
        names: Mapping[int, str | None],
        second: Set[tuple[int, int]],
    ) -> None:
        self._work = work
        self._said = said
        self._readers = readers
        self._names = names
        self._second = second
        self._written: dict[tuple[int, str, bool], Written | None] = {}

    def held(self, letter: Claimed) -> datetime | None:
        """When the reader's hours for announcements begin, where it is outside them."""
        reader = self._readers[letter.member_id]
        hold = Timing.of(self._said[letter.round_id or 0].timing).hold
        return held_until(
            self._work.clock_of(reader.zone), reader.announcement_hours, hold, self._work.now
        )

    async def message(self, letter: Claimed) -> Message | None:
        """The announcement for the letter's reader."""
        said = self._said[letter.round_id or 0]
        language = self._work.language_of(self._readers[letter.member_id])
        second = (said.source, letter.member_id) in self._second
        key = (said.announcement_id, language.code, second)
        if key not in self._written:
            self._written[key] = await announcement_letters.prepare(
                self._work, said, language, second=second
            )
        written, name = self._written[key], self._names.get(letter.member_id)
        if written is None or (not name and self._needs_name(said, language.code, second=second)):
            return None
        return written(name)

    def _needs_name(self, said: RoundContent, wanted: str, *, second: bool) -> bool:
        """Whether the words can't do without a name; who joined a repeating one's readers later may have none."""
        words = announcement_letters.wording(said, second=second)
        code = best(words, wanted, self._work.catalog.languages[0])
        return code is not None and needs_everyones_name(Content.of(words[code]).html)

    async def changed(
        self, letter: Claimed, original: Original | None
    ) -> Message | datetime | tuple[LetterStatus, str] | None:
        """What becomes of a copy: other words in its place, or its end; when to look again; or why nothing.
        None where it can't be put into words."""
        status, message, also, at = original or (None, None, (), None)
        if status in TO_BE_SENT:
            return self._work.now + SOON
        if status is not LetterStatus.SENT or message is None or at is None:
            return LetterStatus.CANCELLED, NO_COPY
        if letter.kind == RoundKind.WITHDRAWAL:
            if self._work.now - at >= DELETABLE:
                return LetterStatus.SKIPPED, "too late"
            return Message("", deletes=(message, *also))
        found = await self.message(letter)
        return None if found is None else _in_place(found, message)


def _in_place(message: Message, of: int) -> Message:
    """The words and buttons alone: what came before them stays."""
    return Message(
        message.html,
        message.buttons,
        document=message.document,
        media=message.media,
        edits=of,
    )


async def _of_running(
    work: UnitOfWork, claimed: Sequence[Claimed], said: Mapping[int, RoundContent]
) -> list[Claimed]:
    """The letters whose round is under way. Those of a paused one go back to wait, others are called off.

    A letter in doubt that staff send again leaves all the same: it may have arrived before the rest was called off.
    """
    running, off, paused = [], [], set()
    for one in claimed:
        found = said.get(one.round_id or 0)
        if found is None:
            continue
        if found.state == RoundState.PAUSED:
            paused.add(found.round_id)
        elif found.state == RoundState.CANCELLED and not one.unsure:
            off.append((one, LetterStatus.CANCELLED, "called off"))
        else:
            running.append(one)
    for round_id in sorted(paused):
        await recipients_db.call_back(work.session, round_id, work.now)
    await outbox.end(work, off)
    return running


async def _names(
    work: UnitOfWork, claimed: Sequence[Claimed], said: Mapping[int, RoundContent]
) -> Mapping[int, str | None]:
    """The names of those in whose letters one is filled in."""
    filled_in = {
        one.round_id
        for one in said.values()
        for words in (one.content, one.second or {})
        if any("{" in str(part.get("html", "")) for part in words.values())
    }
    ids = [
        one.member_id
        for one in claimed
        if one.round_id in filled_in and one.kind != RoundKind.WITHDRAWAL
    ]
    return await members_db.names(work.session, ids) if ids else {}


async def _second(
    work: UnitOfWork, claimed: Sequence[Claimed], said: Mapping[int, RoundContent]
) -> Set[tuple[int, int]]:
    """Who gets the second wording, each with the round in which that was drawn."""
    compared = {number: one.source for number, one in said.items() if one.second}
    ids = [one.member_id for one in claimed if one.round_id in compared]
    if not ids:
        return frozenset()
    return await recipients_db.with_second(work.session, set(compared.values()), ids)


async def _originals(
    work: UnitOfWork, claimed: Sequence[Claimed], said: Mapping[int, RoundContent]
) -> Mapping[int, Original]:
    """The letters that brought the copies which are to be changed, by member."""
    keys = [
        f"{RoundKind.SENDING}:{said[one.round_id or 0].source}:{one.member_id}"
        for one in claimed
        if one.kind in SILENT
    ]
    return await outbox_db.originals(work.session, keys) if keys else {}
