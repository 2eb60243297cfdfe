"""What keeps a draft from being sent, or from being tried."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.announcements import db as announcements_db
from solbot.announcements import rules
from solbot.announcements.audience.service import Size
from solbot.announcements.draft.service import is_private, readers
from solbot.announcements.rules import Content, JudgedDraft, Lack, SendObstacle
from solbot.announcements.timing import Timing, When
from solbot.content.telegram_html import plain
from solbot.db.forms import KeptContent
from solbot.db.tables import Announcement
from solbot.programs import service as programs
from solbot.unit_of_work import UnitOfWork

HARMLESS = frozenset(
    {
        *(Lack.NAMELESS, Lack.NAMELESS_LATER, Lack.NAMELESS_PRIVATE, Lack.NAMES_THEM),
        *(Lack.NOBODY, Lack.TOO_FEW, Lack.PAST, Lack.VOTE_TELLS),
        *(Lack.SECOND_REPEATS, Lack.SECOND_VOTE, Lack.SECOND_TELLS),
    }
)
"""What keeps an announcement from being sent, but not from being tried."""


async def faults(
    work: UnitOfWork, row: Announcement, size: Size | None = None
) -> list[SendObstacle]:
    """What keeps it from being sent. `size`: how many would get it, once that is known."""
    draft = await judged(work, row)
    private = await is_private(work, row)
    found = rules.faults(draft, plain)
    found += await _lacks_flyer(work, row)
    said = (*draft.content.values(), *(draft.second or {}).values())
    if any(rules.needs_everyones_name(one.html) for one in said):
        found += await _of_names(work, row, private)
    if private and any(one["kind"] == "interested" for one in row.buttons):
        found.append(SendObstacle(Lack.NAMES_THEM))
    if private and any(one["kind"] == rules.OPTION for one in row.buttons):
        found.append(SendObstacle(Lack.VOTE_TELLS))
    if row.second and private:
        found.append(SendObstacle(Lack.SECOND_TELLS))
    if row.corrects_id is not None:
        return found
    timing = Timing.of(row.timing)
    if row.second and timing.when is When.REPEAT:
        found.append(SendObstacle(Lack.SECOND_REPEATS))
    if timing.when is When.AT and timing.moment <= work.now:
        found.append(SendObstacle(Lack.PAST))
    if size is not None and not size.can_be_told:
        found.append(SendObstacle(Lack.TOO_FEW if size.private else Lack.NOBODY))
    return found


async def _of_names(work: UnitOfWork, row: Announcement, private: bool) -> list[SendObstacle]:
    """What is wrong with filling in names without another word for those who have none."""
    if private:
        # Whether somebody without a name is among them is not looked at, as nothing of them is.
        return [SendObstacle(Lack.NAMELESS_PRIVATE)]
    nameless = await announcements_db.nameless(work.session, readers(work, row))
    if nameless:
        return [SendObstacle(Lack.NAMELESS, count=nameless)]
    corrected = (
        await announcements_db.seen(work.session, row.corrects_id) if row.corrects_id else None
    )
    repeats = Timing.of((corrected or row).timing).when is When.REPEAT
    return [SendObstacle(Lack.NAMELESS_LATER)] if repeats else []


async def judged(work: UnitOfWork, row: Announcement) -> JudgedDraft:
    """An announcement with all that has to be known to judge it."""
    before = None
    if row.corrects_id and await announcements_db.has_begun(
        work.session, row.corrects_id, work.now
    ):
        before = await announcements_db.seen(work.session, row.corrects_id)
    ids = {str(one["program"]) for one in row.buttons if one.get("program")}
    if row.subject is not None:
        ids.add(str(row.subject["program"]))
    titles: dict[str, str | None] = {}
    for one in sorted(ids):
        program = await programs.find(work, work.catalog.default, one)
        titles[one] = program.title if program else None
    return JudgedDraft(
        _contents(row.content),
        row.subject,
        row.buttons,
        titles,
        _contents(before.content) if before else None,
        _contents(row.second or {}),
        _contents(before.second or {}) if before else None,
    )


def _contents(words: Mapping[str, KeptContent]) -> dict[str, Content]:
    return {code: Content.of(one) for code, one in words.items()}


async def fit_to_try(work: UnitOfWork, row: Announcement) -> bool:
    """Whether what people would see can be put into a message: tried, it may still be for nobody or too late."""
    return all(one.lack in HARMLESS for one in await faults(work, row))


async def _lacks_flyer(work: UnitOfWork, row: Announcement) -> list[SendObstacle]:
    """That the flyer it brings is lacking; with the languages whose readers get none, where others have theirs."""
    if row.subject is None or row.subject["as"] != "flyer":
        return []
    lacking, offered = [], 0
    for code, language in work.catalog.by_code.items():
        program = await programs.find(work, language, str(row.subject["program"]))
        if program is not None:
            offered += 1
            lacking += [code] if program.flyer is None else []
    if len(lacking) == offered:
        return [SendObstacle(Lack.NO_FLYER)] if lacking else []
    return [SendObstacle(Lack.NO_FLYER, code) for code in lacking]
