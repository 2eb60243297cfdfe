"""Staff put together by taps whom an announcement is for, and see in words and numbers who that is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from solbot.db.tables import Announcement, Member, Prompt, Trace
from tests.dialogs.people import OWNER, Person, Stage

FOUNDATIONS = "Foundations for Leadership"


async def audience_of_a_draft(olga: Person, words: str = "A new place has opened.") -> None:
    """A draft, and on the screen who gets it."""
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    await olga.says(words)
    await olga.presses("Who gets it")


async def only(olga: Person, kind: str, value: str, how: str = "Only those…") -> None:
    """One more condition."""
    await olga.presses(how)
    await olga.presses(kind)
    await olga.presses(value)


@pytest.mark.both_databases
async def test_everyone_at_first_with_count_split_and_names(stage: Stage) -> None:
    olga = await stage.owner()
    await stage.settled("Ana")
    await stage.settled("Yoko", zone="Asia/Tokyo")
    await audience_of_a_draft(olga)
    for words in (
        "Everyone.",
        "3 people, Olga, Ana, and Yoko",
        "Languages: English 3",
        "Clocks: Madrid 2, Tokyo 1",
        "Sent now: everyone gets it at 10:00.",
    ):
        olga.sees(words)
    assert "Left out" not in olga.shown()


@pytest.mark.both_databases
async def test_who_is_left_out_and_why(stage: Stage) -> None:
    olga = await stage.owner()
    await stage.person("Cleo").says("/start")
    stopped, paused = await stage.settled("Ben"), await stage.settled("Dora")
    await stopped.says("/stop")
    await paused.says("/pause")
    await paused.presses("Until I say")
    blocked = await stage.settled("Emil")
    stage.world.block(blocked.id)
    await stage.quiet()
    quiet = await stage.settled("Fay")
    assert stage.works is not None
    async with stage.works.begin() as work:
        await work.session.execute(
            update(Member).where(Member.id == quiet.id).values(announcements_off_at=work.now)
        )
    await audience_of_a_draft(olga)
    olga.sees("1 person, Olga")
    for words in (
        "1 turned announcements off",
        "1 paused",
        "1 asked for silence",
        "1 can’t be reached: they blocked the bot",
        "1 did not consent yet",
    ):
        olga.sees(words)


@pytest.mark.both_databases
async def test_conditions_joined_edited_and_removed_by_taps(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    yoko = await stage.settled("Yoko", zone="Asia/Tokyo")
    await yoko.says("/start p-foundations-for-leadership")
    await yoko.presses("Tell me when there is news")
    await audience_of_a_draft(olga)
    await only(olga, "Region of the world", "Europe")
    olga.sees("1. lives in Europe")
    olga.sees("2 people, Olga and Ana")
    await only(olga, "Asked about a program", FOUNDATIONS, "Or else…")
    olga.sees("2. or asked to be told something of Foundations for Leadership")
    olga.sees("3 people")
    await olga.presses("1")
    olga.sees("→ 1. lives in Europe")
    await olga.presses("Something else instead")
    await olga.presses("Region of the world")
    await olga.presses("Asia")
    olga.sees("1. lives in Asia")
    olga.sees("1 person, Yoko")
    await olga.presses("1")
    await olga.presses("The opposite")
    olga.sees("1. does not live in Asia")
    olga.sees("3 people")
    await olga.presses("2")
    await only(olga, "Language", "English", "And also…")
    olga.sees("2. or all of this applies:")
    olga.sees("4. and reads English")
    await olga.presses("2")
    await olga.presses("One of them is enough")
    olga.sees("3. or reads English")
    await olga.presses("3")
    await olga.presses("Take it out")
    assert "reads English" not in olga.shown()
    await olga.presses("Everyone but these")
    olga.sees("Everyone but those to whom this applies")
    olga.sees("That is nobody")
    await olga.presses("Everyone, after all")
    olga.sees("Should it go to everyone after all? The 2 conditions chosen so far would go")
    await olga.presses("‹ Back")
    olga.sees("Everyone but those to whom this applies")
    await olga.says("everyone, after all")
    await olga.says("yes, to everyone")
    olga.sees("Everyone.")
    olga.sees("3 people")
    assert ana.heard_of("A new place") == 0


async def test_an_audience_of_nobody_can_not_be_confirmed(stage: Stage) -> None:
    olga = await stage.owner()
    await audience_of_a_draft(olga)
    await only(olga, "Region of the world", "Oceania")
    olga.sees("That is nobody. As long as it is so, nothing can be sent.")
    await olga.presses("‹ Back")
    olga.sees("nobody would get it")
    assert "Go on to send" not in olga.labels()


@pytest.mark.both_databases
async def test_it_goes_to_them_and_to_nobody_else(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    yoko = await stage.settled("Yoko", zone="Asia/Tokyo")
    await audience_of_a_draft(olga)
    await olga.presses("Only those…")
    await olga.presses("Clock of a city")
    await olga.says("Tokyo")
    olga.sees("1. lives by the clock of Tokyo")
    await olga.presses("‹ Back")
    olga.sees("Goes to: 1 person")
    await olga.presses("Send it to me")
    await stage.tick()
    await olga.presses("Go on to send")
    await olga.presses("Send it")
    await stage.tick()  # hands the letters over
    await stage.tick()
    assert yoko.heard_of("A new place has opened.") == 1
    assert ana.heard_of("A new place has opened.") == 0


async def test_days_are_typed_and_what_is_none_is_asked_again(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    stage.clock.forward(days=12)
    await audience_of_a_draft(olga)
    await olga.presses("Only those…")
    await olga.says("rubbish")
    olga.sees("I could not find that")
    await olga.presses("Silent for long")
    for words in ("many", "0", "9999999999999999999", "000000030999"):
        await olga.says(words)
        olga.sees("I could not find that")
    await olga.says("10")
    olga.sees("1. has been silent for 10 days")
    olga.sees("1 person, Ana")
    await ana.says("/help")
    await olga.presses("1")
    await olga.presses("‹ Back")
    olga.sees("That is nobody")


@pytest.mark.both_databases
async def test_by_the_link_people_first_came_by(stage: Stage) -> None:
    olga, ana, ben = await stage.owner(), stage.person("Ana"), stage.person("Ben")
    await ana.says("/start p-foundations-for-leadership")
    assert ana.heard_of(FOUNDATIONS) == 1
    await ana.presses("Yes, let us begin")
    assert ana.heard_of(FOUNDATIONS) == 1  # not shown once more
    await ben.says("/start p-no-such-program")
    await ben.presses("Yes, let us begin")
    await audience_of_a_draft(olga)
    await only(olga, "Came by a link", FOUNDATIONS)
    olga.sees("1. first came by the link to Foundations for Leadership")
    olga.sees("1 person, Ana")
    await olga.presses("1")
    await olga.presses("Something else instead")
    await olga.presses("Came by a link")
    await olga.presses("Without a link")
    olga.sees("2 people, Olga and Ben")


async def test_an_invitation_is_never_kept_as_the_link_somebody_came_by(stage: Stage) -> None:
    bea = stage.person("Bea")
    await bea.says("/start i-abcdefghijklmnopqrstuv")
    await bea.presses("Yes, let us begin")
    assert stage.works is not None
    async with stage.works.begin() as work:
        assert await work.session.scalar(select(Member.joined_via)) is None


@pytest.mark.both_databases
async def test_what_people_answered_is_neither_counted_nor_named(stage: Stage) -> None:
    """Whoever answered: see tests/dialogs/test_answers_hidden.py for everything else that staff can tap."""
    olga = await stage.owner()
    people = [await stage.settled(name) for name in ("Ana", "Ben", "Cleo", "Dora", "Emil")]
    await audience_of_a_draft(olga)
    await only(olga, "Answered lately", "Shared vision")
    nobody = olga.shown()
    olga.sees("answered a question of Shared vision in the last 30 days")
    olga.sees("Nobody is counted or named here")
    assert not any(name in nobody for name in ("Ana", "Madrid", "6"))
    for some in (people[:1], people[1:4], people[4:]):
        await _answered(stage, some)
        await olga.presses("‹ Back")
        await olga.presses("Who gets it")
        assert olga.shown() == nobody


@pytest.mark.both_databases
async def test_an_audience_kept_under_a_name_is_used_again(stage: Stage) -> None:
    olga = await stage.owner()
    bea = await stage.staff("Bea", "announcements")
    await audience_of_a_draft(olga)
    await only(olga, "Region of the world", "Europe")
    await olga.presses("Keep it under a name")
    await olga.says("x" * 61)
    olga.sees("A name of 1 to 60 characters")
    await olga.says("Those <b>nearby</b>")
    olga.sees("Tap one to see who is in it now")
    await audience_of_a_draft(bea, "Something else.")
    await bea.presses("Kept audiences")
    await bea.presses("Those <b>nearby</b>")
    bea.sees("Those <b>nearby</b>")
    bea.sees("1. lives in Europe")
    bea.sees("2 people")
    await bea.presses("Use it here")
    bea.sees("Who gets it")
    bea.sees("1. lives in Europe")
    await bea.presses("Kept audiences")
    await bea.presses("Those <b>nearby</b>")
    message, data = bea.button("Keep it no longer")
    await bea.taps(message.message_id, data)
    bea.sees("None yet")
    await bea.taps(message.message_id, data)  # a second tap
    await bea.presses("‹ Back")
    bea.sees("1. lives in Europe")  # the draft keeps what it has


@pytest.mark.both_databases
async def test_two_staff_at_one_audience_and_old_buttons(stage: Stage) -> None:
    olga, bea = await stage.owner(), await stage.staff("Bea", "announcements")
    await audience_of_a_draft(olga)
    await bea.taps(bea.heard()[-1].message_id, "sw:1")
    bea.sees("Who gets it")
    await bea.presses("Only those…")
    await bea.presses("Language")
    await only(olga, "Region of the world", "Europe")
    await bea.presses("English")
    assert "changed meanwhile" in bea.toasts()[-1]
    bea.sees("1. lives in Europe")
    assert "reads English" not in bea.shown()
    message, data = bea.button("Everyone but these")
    await bea.taps(message.message_id, data)
    bea.sees("1. does not live in Europe")
    await bea.taps(message.message_id, data)  # twice
    assert "changed meanwhile" in bea.toasts()[-1]
    bea.sees("does not live")


@pytest.mark.parametrize(
    "data",
    [
        "sw:99", "sw:x", "sw", "swn:1:000000:7", "swj:1:{mark}:0:xor", "swj:1:{mark}:9:and",
        "swk:a:language", "swv:a:language:en", "swt:1:{mark}:0", "sww:1:{mark}:0", "swr:1:{mark}:3",
        "swu:1:99", "swy:1:99", "swx:1:99", "swm:1:{mark}",
    ],
)  # fmt: skip
async def test_buttons_made_by_hand_change_nothing(stage: Stage, data: str) -> None:
    olga = await stage.owner()
    await audience_of_a_draft(olga)
    _, button = olga.button("Only those…")
    await olga.taps(olga.heard()[-1].message_id, data.format(mark=button.split(":")[2]))
    assert olga.heard_of("went wrong") == 0
    assert stage.works is not None
    async with stage.works.begin() as work:
        assert await work.session.scalar(select(Announcement.audience)) is None


async def test_more_conditions_than_allowed_are_refused_kindly(stage: Stage) -> None:
    olga = await stage.owner()
    await audience_of_a_draft(olga)
    await olga.presses("Only those…")
    for days in range(1, 13):
        await olga.presses("Here lately")
        await olga.says(str(days))
        await olga.presses("And also…")
    await olga.presses("Here lately")
    await olga.says("13")
    olga.sees("twelve conditions are the most")
    await olga.presses("‹ Back")
    olga.sees("12. and was here in the last 12 days")


@pytest.mark.both_databases
async def test_an_erased_member_is_in_no_audience_and_looking_is_on_the_audit(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await ana.says("/forget")
    await ana.says("forget me")
    await audience_of_a_draft(olga)
    olga.sees("1 person, Olga")
    assert stage.works is not None
    async with stage.works.begin() as work:
        found = await work.session.scalars(
            select(Trace.actor_id).where(Trace.action == "saw_audience")
        )
        assert list(found) == [OWNER]


async def _answered(stage: Stage, people: list[Person]) -> None:
    assert stage.works is not None
    async with stage.works.begin() as work:
        work.session.add_all(
            Prompt(
                member_id=one.id,
                question_id="q",
                reading_id="r",
                discipline="shared-vision",
                for_date=(work.now - timedelta(days=3)).date(),
                asked_at=work.now - timedelta(days=3),
                state="answered",
                parts=[],
                from_path=True,
                created_at=work.now,
            )
            for one in people
        )
