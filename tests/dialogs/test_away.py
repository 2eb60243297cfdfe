"""Somebody who has been away for years: asked once, and erased where no sign comes; only where owners want it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from solbot.coaching.silence import service as silence
from solbot.coaching.silence.rules import Frequency
from solbot.db.tables import Answer, Member, Trace, Vision
from solbot.members import away
from solbot.members import service as members
from tests.dialogs.people import Person, Stage

ASKED = "Shall everything of yours stay?"
YEARS = 2


async def settled(stage: Stage, name: str = "Ana") -> Person:
    """Somebody to whom nothing comes any more, after a long silence."""
    person = await stage.settled(name)
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, person.id)
        assert member is not None
        await silence.keep_pace(work, member, wanted=False)
        await silence.go_at(work, member, Frequency.NEVER)
    return person


async def years_pass(stage: Stage, days: int = 2 * 366 + 2) -> None:
    """So many days later, in the morning, everybody who is to be asked is asked."""
    assert stage.app is not None
    stage.clock.forward(days=days)
    await stage.app.tick.housekeeping()
    await stage.tick()
    stage.clock.forward(days=1, hours=1)
    await stage.tick()


def wanted(stage: Stage, years: int | None = YEARS) -> None:
    """The owners set this."""
    assert stage.works is not None
    stage.works.away_years = years


async def there(stage: Stage, person: Person) -> bool:
    """Whether anything of somebody is kept."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        ids = [Member.id, Answer.member_id, Vision.member_id]
        found = [await work.session.scalar(select(one).where(one == person.id)) for one in ids]
    return any(found)


async def audited(stage: Stage) -> list[tuple[int, int | None, object]]:
    """What the audit says of erasing."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        wanted = select(Trace.actor_id, Trace.about_id, Trace.detail)
        found = await work.session.execute(wanted.where(Trace.action == "erased_away"))
        return [(by, about, detail) for by, about, detail in found]


@pytest.mark.both_databases
async def test_asked_once_and_erased_after_sixty_days(stage: Stage) -> None:
    wanted(stage)
    ana, olga = await settled(stage), await stage.owner()
    await ana.says("The tenors hummed along")
    await olga.says("hello")
    await years_pass(stage, days=725)
    assert ana.heard_of(ASKED) == 0, "two years are not over"
    await olga.says("hello")
    await years_pass(stage, days=10)
    assert ana.heard_of(ASKED) == 1 and olga.heard_of(ASKED) == 0
    assert ana.labels() == ["Keep everything", "Export", "Erase everything"]
    ana.hears("You have not been here for more than 2 years.")
    for _ in range(6):
        stage.clock.forward(days=10)
        await stage.tick()
    assert await there(stage, ana) and ana.heard_of(ASKED) == 1
    assert await audited(stage) == []
    before = len(ana.heard())
    stage.clock.forward(days=3)
    await stage.tick()
    await stage.tick()
    assert not await there(stage, ana) and await there(stage, olga)
    assert await audited(stage) == [(0, None, {})]
    await olga.says("/audit people")
    olga.hears("The bot erased somebody who had been away for years")
    stage.clock.forward(days=300)
    await stage.tick()
    assert len(ana.heard()) == before, "nothing comes any more"


@pytest.mark.parametrize("sign", ["tap", "label", "word", "command", "photo"])
async def test_any_sign_keeps_everything(stage: Stage, sign: str) -> None:
    wanted(stage)
    ana = await settled(stage)
    await years_pass(stage)
    assert ana.heard_of(ASKED) == 1
    stage.clock.forward(days=59)
    match sign:
        case "tap":
            await ana.presses("Keep everything")
            ana.hears("Everything of yours stays as it is")
        case "label":
            await ana.says("keep everything")
            ana.hears("Everything of yours stays as it is")
        case "word":
            await ana.says("hello again")
        case "command":
            await ana.says("/export")
        case "photo":
            await ana.sends_photo("the choir room")
    for _ in range(10):
        stage.clock.forward(days=30)
        await stage.tick()
    assert await there(stage, ana) and ana.heard_of(ASKED) == 1
    await years_pass(stage)
    assert ana.heard_of(ASKED) == 2, "away for years once more, and asked once more"


async def test_a_second_tap_and_one_after_it_was_erased(stage: Stage) -> None:
    wanted(stage)
    ana, ben = await settled(stage), await settled(stage, "Ben")
    await years_pass(stage)
    asked, data = ana.button("Keep everything")
    await ana.taps(asked.message_id, data)
    await ana.taps(asked.message_id, data)
    assert not stage.world.taps
    stage.clock.forward(days=63)
    await stage.tick()
    assert await there(stage, ana) and not await there(stage, ben)
    asked, data = ben.button("Keep everything")
    await ben.taps(asked.message_id, data)
    assert not stage.world.taps and ben.heard_of("Everything of yours stays") == 0


async def test_by_default_nobody_is_asked(stage: Stage) -> None:
    ana = await settled(stage)
    await years_pass(stage, days=20 * 366)
    assert ana.heard_of(ASKED) == 0 and await there(stage, ana)


async def test_owners_change_their_minds(stage: Stage) -> None:
    wanted(stage)
    ana = await settled(stage)
    await years_pass(stage)
    wanted(stage, None)
    stage.clock.forward(days=80)
    await stage.tick()
    assert await there(stage, ana)


@pytest.mark.parametrize("how", ["stop", "pause", "block"])
async def test_who_wanted_silence_or_cannot_be_asked_is_kept(stage: Stage, how: str) -> None:
    wanted(stage)
    ana = await settled(stage)
    if how == "block":
        stage.world.block(ana.id)
    else:
        await ana.says(f"/{how}")
        if how == "pause":
            await ana.presses("Until I say")
    before = len(ana.heard())
    await years_pass(stage)
    stage.clock.forward(days=80)
    await stage.tick()
    assert len(ana.heard()) == before and await there(stage, ana)


async def test_who_blocks_the_bot_before_the_question_comes_is_kept(stage: Stage) -> None:
    wanted(stage)
    ana = await settled(stage)
    stage.clock.forward(days=2 * 366 + 2)
    assert stage.app is not None
    await stage.app.tick.of_features()
    stage.world.people[ana.id].blocked = True  # Telegram says nothing of it
    await stage.tick()
    stage.clock.forward(days=1)
    await stage.tick()
    stage.clock.forward(days=70)
    await stage.tick()
    assert ana.heard_of(ASKED) == 0 and await there(stage, ana)


async def test_a_word_that_comes_while_the_question_waits(stage: Stage) -> None:
    wanted(stage)
    ana = await settled(stage)
    stage.clock.forward(days=2 * 366 + 2, hours=5)  # after ten in the morning: tomorrow
    await stage.tick()
    await ana.says("here I am")
    stage.clock.forward(days=1)
    await stage.tick()
    assert ana.heard_of(ASKED) == 0


async def test_a_restart_asks_nobody_again(stage: Stage) -> None:
    wanted(stage)
    ana = await settled(stage)
    await years_pass(stage)
    await stage.stop()
    await stage.start()
    wanted(stage)
    stage.clock.forward(days=30)
    await stage.tick()
    assert ana.heard_of(ASKED) == 1
    stage.clock.forward(days=33)
    await stage.tick()
    assert not await there(stage, ana)


def test_the_letter_is_kept_for_longer_than_the_answer_takes() -> None:
    from solbot.telegram.outbox import KEEP

    assert away.ANSWER_WITHIN * 1.3 < KEEP
