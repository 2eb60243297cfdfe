"""What is remembered of somebody, as far as it matters for what comes next; and the occasion of a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from solbot import local_time
from solbot.coaching.answers import db as answers_db
from solbot.coaching.answers import prompts_db
from solbot.coaching.path import occasions, orders, turns
from solbot.coaching.path import rules as path_rules
from solbot.coaching.path.occasions import Brought, Past
from solbot.coaching.path.rules import NextStation, PathPosition, Station
from solbot.coaching.path.wishes import Wishes
from solbot.coaching.rhythm import db as slots
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.visions import service as visions
from solbot.content.models import CLOSING, DISCIPLINES, FIRST_WEEK, OCCASIONS, Reading
from solbot.db.states import PromptReason
from solbot.db.tables import Member, Prompt
from solbot.programs.alumni import service as alumni
from solbot.unit_of_work import UnitOfWork

# As far back as any rule looks; whoever was nudged seldom is remembered by their last nudges instead. So it costs as
# much after ten years as after one.
REMEMBERED: Final = timedelta(days=100)
MOST, FEW = 600, 8


@dataclass(frozen=True)
class Outlook:
    """What is remembered of somebody, as far as it matters for what comes next."""

    day: date
    lately: Sequence[prompts_db.PastAsking]
    waiting: Sequence[Prompt]
    way: Sequence[Station[Reading]]
    cursor: PathPosition
    wishes: Wishes
    brought: Sequence[prompts_db.PastAsking] = field(init=False)
    met: Mapping[str, date] = field(init=False)

    def __post_init__(self) -> None:
        brought = [one for one in self.lately if one.from_path]
        object.__setattr__(self, "brought", brought)
        object.__setattr__(self, "met", {one.reading_id: one.for_date for one in brought})

    @property
    def station(self) -> NextStation[Reading]:
        """The next one of the path. Raises LookupError."""
        out_of_turn = (PromptReason.CHOSEN, PromptReason.MORE, PromptReason.RETURN)
        resting = {
            one.reading_id
            for one in self.brought
            if one.why in out_of_turn and self.day - one.for_date < turns.REST
        }
        return path_rules.onward(self.way, self.cursor, self.wishes, resting)


async def of(work: UnitOfWork, member: Member, day: date) -> Outlook:
    """Look at somebody on a local date."""
    lately = await prompts_db.lately(work.session, member.id, MOST, day - REMEMBERED)
    if len(lately) < FEW:
        lately = await prompts_db.lately(work.session, member.id, FEW)
    language = work.language_of(member)
    return Outlook(
        day=day,
        lately=lately,
        waiting=await prompts_db.waiting(work.session, member.id),
        way=path_rules.stations(
            language.path, DISCIPLINES, language.occasions[FIRST_WEEK], language.occasions[CLOSING]
        ),
        cursor=PathPosition(member.journey_place, member.journey_round, orders.order_of(member)),
        wishes=Wishes.of(member.wishes),
    )


async def occasion(work: UnitOfWork, member: Member, there: Outlook) -> str | None:
    """The occasion that the date is, if any; see `occasions.py`."""
    brought = there.brought
    if not brought:
        return None
    zone = ZoneInfo(work.zone_of(member))
    heard = await answers_db.last_at(work.session, member.id)
    past = Past(
        [Brought(one.for_date, one.folder if one.folder in OCCASIONS else None) for one in brought],
        answered=local_time.local_date(heard, zone) if heard else None,
        paused=await _has_paused(work, member),
    )
    by_occasion = work.language_of(member).occasions
    coming = [one.discipline for one in there.waiting if one.discipline not in occasions.TIMED]
    ahead = path_rules.ahead(there.way, there.cursor, schedule.MOST_TIMES, there.wishes)
    coming += [one.folder for one, _ in ahead]
    if CLOSING in coming:
        coming = coming[: max(1, len(await slots.of_member(work.session, member.id)))]
    return occasions.due(
        there.day,
        past,
        [one for one, readings in by_occasion.items() if readings],
        alumni=await alumni.is_alumnus(work, member.id),
        first_week=coming[0] == FIRST_WEEK,
        closing=CLOSING in coming,
        vision=bool(await visions.held(work, member)),
    )


async def _has_paused(work: UnitOfWork, member: Member) -> bool:
    """Whether a pause ended since the path last reached the member."""
    until = member.paused_until
    if until is None or until > work.now:
        return False
    last = await prompts_db.last_brought_at(work.session, member.id)
    return last is not None and last < until
