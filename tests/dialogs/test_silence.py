"""Somebody who does not answer: less and less comes, it is said, and one tap brings it all back."""

from __future__ import annotations

from itertools import pairwise

from solbot.coaching.rhythm import service as schedule
from solbot.fake_telegram.weather import Weather
from solbot.members import service as members
from tests.dialogs.people import Person, Stage

HALVED = "From now on I come half as often"


async def days_heard(stage: Stage, ana: Person, count: int) -> list[int]:
    """Let days pass; on which of them, from 1, the bot said something."""
    found = []
    for day in range(1, count + 1):
        before = len(ana.heard())
        await stage.days(1)
        if len(ana.heard()) > before:
            found.append(day)
    return found


async def silent(stage: Stage, name: str = "Ana") -> Person:
    """Somebody of whom nothing is heard once they have settled in."""
    return await stage.settled(name, keeps_pace=False)


async def test_after_five_in_a_row_the_rhythm_halves_and_that_is_said(stage: Stage) -> None:
    ana = await silent(stage)
    assert await days_heard(stage, ana, 5) == [1, 2, 3, 4, 5]
    await stage.days(1)
    ana.hears(f"{HALVED}: every other day.")
    assert ana.labels() == ["Keep it daily", "Readings only", "It suits me as it is"]
    assert await days_heard(stage, ana, 6) == [2, 4, 6]
    assert ana.heard_of(HALVED) == 1
    # No reading was passed over for the word about it.
    ana.hears("The reading of day-8")
    await ana.says("/settings")
    ana.hears("For now: half as often")


async def test_an_answer_or_any_tap_ends_a_row(stage: Stage) -> None:
    ana = await silent(stage)
    await stage.days(4)
    await ana.says("/settings")
    await stage.days(5)
    assert ana.heard_of(HALVED) == 0
    await stage.days(1)
    assert ana.heard_of(HALVED) == 1


async def test_nobody_silent_hears_every_day_for_weeks(stage: Stage) -> None:
    ana = await silent(stage)
    heard = await days_heard(stage, ana, 470)
    assert heard[:11] == [1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16]
    assert heard[11:17] == [18, 25, 32, 39, 46, 53]
    monthly = heard[16:]
    assert {later - before for before, later in pairwise(monthly)} == {28}
    assert len(monthly) == 14
    ana.hears("This is my last hello for now")
    assert ana.heard_of("From now on I only say hello, once a week") == 1
    assert ana.heard_of("From now on I say hello about once a month") == 1
    assert ana.heard_of("The reading of") == 10  # the path waited


async def test_keep_it_daily_is_kept_for_good(stage: Stage) -> None:
    ana = await silent(stage)
    await stage.days(6)
    await ana.presses("Keep it daily")
    ana.hears("It stays as it was, every day at 08:00, whether you answer or not.")
    assert await days_heard(stage, ana, 14) == list(range(1, 15))
    await ana.says("/settings")
    await ana.presses("How I come by")
    ana.sees("your rhythm stays as it is")
    await ana.presses("Less often in a silence")
    await stage.days(6)
    ana.hears(HALVED)


async def test_readings_only_come_as_before_and_ask_nothing(stage: Stage) -> None:
    ana = await silent(stage)
    await stage.days(6)
    await ana.says("readings only")
    ana.hears("Readings only, then, every day at 08:00.")
    await stage.days(1)
    ana.hears("The reading of day-6")
    assert ana.labels() == ["Ask me about it", "Why this?"]
    await ana.says("Just a thought of mine")
    ana.hears("Your words are here, and nothing is lost")
    await ana.says("let it go")
    await stage.days(1)
    await ana.presses("Ask me about it")
    assert "The reading of" not in ana.last()
    await ana.says("The choir, at last")
    ana.hears("Kept in your journal")
    await ana.says("/settings")
    ana.hears("Readings only")
    await ana.presses("How I come by")
    await ana.presses("With questions again")
    await stage.days(1)
    assert "Not today" in ana.labels()


async def test_readings_alone_are_asked_about_after_four_weeks(stage: Stage) -> None:
    ana = await silent(stage)
    await ana.says("/settings")
    await ana.presses("How I come by")
    await ana.presses("Readings only")
    assert await days_heard(stage, ana, 28) == list(range(1, 29))
    await stage.days(1)
    ana.hears(HALVED)
    ana.hears("I haven't heard from you for a while")
    assert "Readings only" not in ana.labels()


async def test_who_answers_at_half_the_pace_is_asked_once(stage: Stage) -> None:
    ana = await silent(stage)
    await stage.days(8)
    await ana.says("I was away")
    assert ana.heard_of("Shall it be as before?") == 1
    ana.hears("Kept in your journal")
    await ana.says("as before")
    ana.hears("As before: every day at 08:00.")
    assert await days_heard(stage, ana, 3) == [1, 2, 3]
    assert ana.heard_of("Shall it be as before?") == 1


async def test_half_the_pace_may_stay(stage: Stage) -> None:
    ana = await silent(stage)
    await stage.days(6)
    await ana.presses("It suits me as it is")
    ana.hears("Then it is every other day, at 08:00.")
    assert await days_heard(stage, ana, 4) == [2, 4]
    await ana.says("/today")
    assert ana.heard_of("Shall it be as before?") == 0


async def test_a_return_after_months_is_met_as_one(stage: Stage) -> None:
    ana = await silent(stage)
    await stage.days(150)
    ana.hears("A short hello, as every month.")
    read = ana.heard_of("The reading of")
    await ana.says("/today")
    welcome, question = ana.heard()[-2:]
    assert welcome.text.startswith("Welcome back, Ana. Everything is where you left it")
    assert "The reading of day-" in question.text and "Not today" in ana.labels()
    await ana.says("Here I am")
    assert ana.heard_of("Welcome back, Ana") == 1
    await ana.presses("As before")
    assert await days_heard(stage, ana, 3) == [1, 2, 3]
    assert ana.heard_of("The reading of") > read


async def test_who_is_back_and_says_nothing_about_it_reads_once_a_week(stage: Stage) -> None:
    ana = await silent(stage)
    await stage.days(150)
    await ana.says("/today")
    before = ana.heard_of("The reading of")
    await stage.days(14)
    assert ana.heard_of("The reading of") == before + 2


async def test_one_tap_under_a_hello_brings_the_old_rhythm_back(stage: Stage) -> None:
    ana = await silent(stage)
    await stage.days(25)
    ana.hears("A short hello, as every week.")
    await ana.presses("As before")
    ana.hears("As before: every day at 08:00.")
    assert ana.heard_of("Welcome back") == 0
    assert await days_heard(stage, ana, 2) == [1, 2]


async def test_resume_and_a_rhythm_chosen_anew_hold_at_once(stage: Stage) -> None:
    ana, bea = await silent(stage), await silent(stage, "Bea")
    await stage.days(25)
    await ana.says("/resume")
    await bea.says("/settings")
    await bea.presses("Days and times")
    await bea.presses("Weekdays, 08:00")
    assert await days_heard(stage, ana, 3) == [1, 2, 3]
    await bea.says("/settings")
    assert "For now" not in bea.last()


async def test_several_times_a_day_count_as_one_and_halve_together(stage: Stage) -> None:
    ana = await silent(stage)
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("every day at 8 and 9")

    async def day() -> int:
        before = len(ana.heard())
        await stage.days(1)
        stage.clock.forward(hours=1)
        await stage.tick()
        return len(ana.heard()) - before

    assert [await day() for _ in range(10)] == [2, 2, 2, 2, 2, 1, 0, 2, 0, 2]


async def test_what_could_not_be_said_does_not_hold(stage: Stage) -> None:
    ana = await silent(stage)
    await stage.days(5)
    stage.world.weather = Weather(server_error=1.0, only=frozenset({"sendmessage"}))
    await stage.days(1)
    stage.clock.forward(hours=3)
    await stage.tick()
    stage.world.weather = Weather()
    assert ana.heard_of(HALVED) == 0
    await stage.days(1)
    assert ana.heard_of(HALVED) == 1
    assert await days_heard(stage, ana, 4) == [2, 4]


async def test_the_word_about_it_is_said_once_through_a_restart(stage: Stage) -> None:
    ana = await silent(stage)
    await stage.days(5)
    await stage.stop()
    day = stage.clock.at.date()
    stage.clock.forward(days=1)
    await stage.start()
    await stage.tick()
    await stage.stop()
    await stage.start()
    await stage.tick()
    assert ana.heard_of(HALVED) == 1
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        due = await schedule.next_nudge(work, member)
        assert due is not None and (due.date() - day).days == 3


async def test_a_pause_is_no_silence(stage: Stage) -> None:
    ana = await silent(stage)
    await stage.days(3)
    await ana.says("/pause 20 days")
    await stage.days(20)
    assert await days_heard(stage, ana, 4) == [1, 2, 3, 4]
    assert ana.heard_of(HALVED) == 0


async def test_the_copy_says_how_it_stands(stage: Stage) -> None:
    ana = await silent(stage)
    await stage.days(6)
    member = (await ana.export())["member"]
    assert (member["pace"], member["readings_only"], member["keeps_pace"]) == (1, False, False)


async def test_a_second_tap_on_an_older_screen_does_not_lead_back(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("How I come by")
    older = ana.heard()[-1].message_id
    await ana.taps(older, "mne:0")
    ana.sees("I don't remind you in the evening")
    await ana.taps(older, "mne:0")
    ana.sees("I don't remind you in the evening")
    await ana.presses("Remind me in the evening")
    ana.sees("I remind you once in the evening")


async def test_an_old_button_does_not_use_up_the_welcome(stage: Stage) -> None:
    ana = await stage.settled(keeps_pace=False)
    await stage.days(60)
    await ana.taps(ana.heard()[-1].message_id, "unheard_of:1")
    await ana.says("/settings")
    assert ana.heard_of("Welcome back") == 1


async def test_half_as_often_names_the_days_of_each_time(stage: Stage) -> None:
    ana = await stage.settled(keeps_pace=False)
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("weekdays 7am, weekends 10am")
    await stage.days(4, hour=6)
    await stage.days(2, hour=9)
    await stage.days(1, hour=6)
    assert ana.heard_of("half as often: on every other one of your days") == 1
    await ana.presses("It suits me as it is")
    ana.sees("Monday–Friday at 07:00; Saturday and Sunday at 10:00")
