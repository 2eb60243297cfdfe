"""The whole way with the bot: a first week, months of the path, looks back, silence, and the path once more."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from solbot.content.catalog import Catalog
from solbot.programs.alumni import service as alumni
from tests.dialogs.people import OWNER, Person, Stage

PM = [f"pm-{number}" for number in range(1, 13)]
FIRST_WEEK = [f"first-week-{number}" for number in range(1, 8)]
ORDER = ["personal-mastery-introduction", *PM, "mental-models-introduction", "mm-1", "mm-2"]


@pytest.fixture(scope="module")
def catalog(every_kind: Catalog) -> Catalog:
    """Every kind of reading there is, in two languages."""
    return every_kind


def title(ana: Person) -> str:
    """Which reading came last."""
    titles = (m.text.splitlines()[1:2] for m in ana.heard() if m.text.startswith("About "))
    return [one for (one,) in titles][-1].removeprefix("The text ")


async def live(stage: Stage, ana: Person, days: int, *, answers: bool = True) -> list[str]:
    """Let days pass, each with its nudge and an answer; returns what was read. A day on which an idea comes back is one
    more; those that do: tests/dialogs/test_next.py."""
    found: list[str] = []
    while len(found) < days:
        await stage.days(1)
        if "Let it fade" in ana.labels():
            await ana.says("Seen again")
            continue
        found.append(title(ana))
        if answers:
            await ana.says(f"Seen with {found[-1]}")
    return found


async def test_a_first_week_and_then_the_introduction(stage: Stage) -> None:
    ana = await stage.settled()
    assert await live(stage, ana, 9) == [*FIRST_WEEK, ORDER[0], "pm-1"]
    answers = (await ana.export())["answers"]
    assert [answer["asked"] for answer in answers[:2]] == [
        "The short one of first-week-1?", "The short one of first-week-2?",
    ]  # fmt: skip
    assert [answer["discipline"] for answer in answers[6:8]] == [None, "personal-mastery"]


async def test_who_was_on_the_path_before_goes_on_from_there(stage: Stage) -> None:
    ana = await stage.settled()
    assert stage.works is not None
    async with stage.works.begin() as work:
        await work.session.execute(text("UPDATE members SET journey_place = '00.003.pm-3'"))
    assert await live(stage, ana, 2) == ["pm-4", "pm-5"]


async def test_months_bring_the_path_closings_and_looks_back(stage: Stage) -> None:
    ana = await stage.settled()
    days: dict[int, str] = {}
    began = stage.clock().date()
    while len(days) < 48:  # a year of it: tests/domain/test_occasions.py
        (name,) = await live(stage, ana, 1)
        days[(stage.clock().date() - began).days] = name
    read = list(days.values())
    back = ("weekly", "monthly", "quarterly")
    looks = {day: name for day, name in days.items() if name.startswith(back)}
    assert list(looks.items()) == [
        (14, "weekly-1"), (21, "weekly-2"), (28, "weekly-1"),
        (35, "monthly-1"), (42, "weekly-2"), (49, "weekly-1"),
    ]  # fmt: skip
    way = [name for name in read if not name.startswith(back)]
    once = [*ORDER[:13], "closing-1", *ORDER[13:], "closing-1", "closing-2"]
    assert way[:7] == FIRST_WEEK
    assert way[7 : 7 + len(once)] == once
    again = way[7 + len(once) :]  # what came back as an idea lately waits for the end of the round
    assert len(again) > 10 and again[0] == ORDER[0] and set(again) <= set(once)
    assert len(set(again)) == len([name for name in again if name != "closing-1"]) + (
        "closing-1" in again
    )
    assert not any(name.startswith(("returning", "alumni")) for name in read)


async def test_never_two_occasions_on_a_date(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("every day at 8:00, 12:00 and 18:00")
    seen: dict[date, list[str]] = {}
    for day in range(1, 17):
        for hour in (7, 11, 17):
            stage.clock.set(datetime(2026, 11, 23, hour, tzinfo=UTC))
            stage.clock.forward(days=day)
            await stage.tick()
            seen.setdefault(stage.clock().date(), []).append(title(ana))
            await ana.says("seen")
    kinds = [[one for one in names if "-week-" not in one and not one.startswith(("pm", "mm", "per", "men"))]
             for names in seen.values()]  # fmt: skip
    flat = [name for names in kinds for name in names]
    assert {"closing-1", "closing-2", "weekly-1"} <= set(flat)
    # The path closes a discipline and itself one after the other; nothing else shares a date.
    assert all(len(names) < 2 or names == ["closing-1", "closing-2"] for names in kinds)


async def test_a_week_of_silence_is_met_once_and_kindly(stage: Stage) -> None:
    ana = await stage.settled()
    await live(stage, ana, 8)
    read = await live(stage, ana, 10, answers=False)
    assert [name for name in read if name.startswith("returning")] == ["returning-1"]
    assert read[6] == "returning-1"
    await ana.says("Here again")
    read = await live(stage, ana, 8, answers=False)
    assert [name for name in read if name.startswith("returning")] == ["returning-2"]


async def test_a_welcome_back_reads_like_any_nudge_where_staff_see_what_was_sent(
    stage: Stage,
) -> None:
    bea = await stage.staff("Bea", "programs")
    ana, ben = await stage.settled("Ana"), await stage.settled("Ben")
    for day in range(15):
        await stage.days(1)
        await ana.says("Seen")
        if day < 8:
            await ben.says("Seen")
    assert title(ben) == "returning-1" and title(ana) != "returning-1"
    sent = []
    for name in ("Ana", "Ben"):
        await bea.says(f"/people {name}")
        await bea.presses(bea.labels()[0])
        await bea.presses("What was sent")
        sent.append(bea.shown().replace(name, ""))
        await bea.presses("Older ›")
        sent.append(bea.shown().replace(name, ""))
    assert sent[:2] == sent[2:]
    assert sum(one.count("coaching, arrived") for one in sent) == 30


async def test_after_a_pause_the_welcome_comes_first_and_the_path_goes_on(stage: Stage) -> None:
    ana = await stage.settled()
    assert (await live(stage, ana, 9))[-1] == "pm-1"
    await ana.says("/pause 3")
    await stage.days(2)
    assert title(ana) == "pm-1"
    await ana.says("/resume")
    await stage.stop()
    await stage.start()
    await stage.days(1)
    assert title(ana) == "returning-1"
    assert (await live(stage, ana, 2)) == ["pm-2", "pm-3"]


async def test_a_short_pause_needs_no_welcome(stage: Stage) -> None:
    ana = await stage.settled()
    await live(stage, ana, 9)
    await ana.says("/pause")
    await ana.says("/resume")
    assert (await live(stage, ana, 1)) == ["pm-2"]


async def test_who_had_blocked_the_bot_is_welcomed_before_what_waits(stage: Stage) -> None:
    ana = await stage.settled()
    await live(stage, ana, 8)
    stage.world.people[ana.id].blocked = True  # learnt only from sending
    await stage.days(9)
    stage.world.people[ana.id].blocked = False
    await ana.says("/settings")
    await stage.days(1)
    assert title(ana) == "returning-1"
    await ana.says("Here again")
    assert await live(stage, ana, 2) == ["pm-1", "pm-2"]


async def test_today_brings_an_occasion_too_and_the_same_all_day(stage: Stage) -> None:
    ana = await stage.settled()
    await live(stage, ana, 8)
    await ana.says("/stop")
    stage.clock.forward(days=12)
    await ana.says("/today")
    assert title(ana) == "returning-1"
    await ana.says("/today")
    assert title(ana) == "returning-1" and ana.heard_of("The text returning") == 2


async def test_by_another_clock_and_in_another_language(stage: Stage) -> None:
    ana = await stage.settled(zone="Asia/Tokyo")
    for _ in range(13):
        await stage.days(1, hour=23)  # 08:00 in Tokyo, a date later
        await ana.says("seen")
    await ana.says("/language")
    await ana.presses("Deutsch")
    await stage.days(1, hour=23)
    assert title(ana) == "Der Text weekly-1"
    await stage.days(1, hour=23)
    assert title(ana) == "Der Text pm-5"  # an idea came back on another day


async def test_the_second_time_two_lines_stand_for_the_reading(stage: Stage) -> None:
    ana = await stage.settled()
    while (await live(stage, ana, 1)) != ["closing-2"]:
        pass
    assert "Read it whole" not in ana.labels()
    assert await live(stage, ana, 1) == ["personal-mastery-introduction"]
    assert "Add something" in ana.labels()
    nudge = next(m for m in reversed(ana.heard()) if m.text.startswith("About personal-mastery"))
    heart = "The heart of personal-mastery-introduction < all."
    assert f"The text personal-mastery-introduction\n\n{heart}" in nudge.text
    assert "shows it better than a rule" not in nudge.text
    await stage.stop()
    await stage.start()
    await stage.days(1)
    while title(ana).startswith(("weekly", "monthly")) or "Let it fade" in ana.labels():
        await ana.says("seen")
        await stage.days(1)
    known = title(ana)
    said = len(ana.heard()) - 1
    ana.hears(f"The heart of {known} < all.")
    await ana.presses("Later")
    await ana.presses("‹ Back")
    await ana.presses("Read it whole")
    ana.hears("shows it better than a rule")
    assert len(ana.heard()) == said + 1 and "Read it whole" not in ana.labels()
    await ana.says("/today")
    ana.hears(f"The heart of {known} < all.")


async def test_a_deeper_one_and_back_again(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    message, deeper = ana.button("A deeper one")
    await ana.presses("A deeper one")
    ana.hears("The deeper one of first-week-1?")
    await ana.taps(message.message_id, deeper)
    assert ana.toasts()[-1].startswith("This question can't be exchanged")
    await stage.stop()
    await stage.start()
    await ana.presses("A shorter one")
    ana.hears("The short one of first-week-1?")
    await ana.says("a deeper one")
    ana.hears("The deeper one of first-week-1?")
    await ana.says("What lies under it")
    await ana.taps(message.message_id, deeper)
    assert "answered" in ana.toasts()[-1]
    (answer,) = (await ana.export())["answers"]
    assert (answer["asked"], answer["answer"]) == (
        "The deeper one of first-week-1?", "What lies under it",
    )  # fmt: skip


async def test_the_other_depth_is_offered_only_while_there_is_one(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.presses("A deeper one")
    await ana.says("What lies under it")
    await ana.says("/library")
    await ana.presses("The first week")
    await ana.presses("The text first-week-1")
    await ana.presses("Reflect on this")
    ana.hears("The short one of first-week-1?")
    assert "A deeper one" not in ana.labels()
    await ana.presses("Later")
    await ana.presses("In an hour")
    stage.clock.forward(hours=1)
    await stage.tick()
    ana.hears("The short one of first-week-1?")
    assert "A deeper one" not in ana.labels() and "Not today" in ana.labels()


async def test_a_question_asked_again_later_still_has_its_other_depth(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.presses("A deeper one")
    await ana.presses("Later")
    await ana.presses("In an hour")
    stage.clock.forward(hours=1)
    await stage.tick()
    ana.hears("The deeper one of first-week-1?")
    assert "A shorter one" in ana.labels()


async def test_an_earlier_answer_is_quoted_to_its_writer_alone(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    secret = "I saw <b>the tide</b> & waited, " + "and waited " * 60
    for _ in range(10):
        await stage.days(1)
        await ana.says(secret if title(ana) == "pm-1" else "seen")
        await (bea.presses("Not today") if title(bea) == "pm-1" else bea.says("seen"))
    while title(ana) != "pm-2":
        await stage.days(1)
    quoting = next(m.text for m in reversed(ana.heard()) if m.text.startswith("About pm-2"))
    assert "You wrote: I saw <b>the tide</b> & waited, and waited" in quoting
    assert len(quoting) < 500 and "… What is it now?" in quoting
    assert bea.heard_of("You wrote:") == 0
    await ana.says("It has turned")
    answer = (await ana.export())["answers"][-1]
    assert answer["asked"].startswith("You wrote: I saw <b>the tide</b>")
    assert stage.works is not None
    async with stage.works.begin() as work:
        for table in ("outbox", "prompts", "answers", "dialogs"):
            rows = (await work.session.execute(text(f"SELECT * FROM {table}"))).all()
            assert rows and "tide" not in str(rows)
    assert "tide" not in capsys.readouterr().out


async def test_what_is_deleted_is_quoted_nowhere_any_more(stage: Stage) -> None:
    ana = await stage.settled()
    keep = None
    for _ in range(14):
        await stage.days(1)
        if title(ana) == "pm-1" and keep is None:
            await ana.says("Only the tide")
            await ana.presses("See it in the journal")
            await ana.presses("Delete")
            keep = ana.button("Yes, delete it")
        elif title(ana) != "weekly-1":
            await ana.says("seen")
    assert title(ana) == "weekly-1"
    await ana.says("Looking back")
    assert ana.heard_of("You wrote: Only the tide What is it now?")
    assert keep is not None
    await ana.taps(keep[0].message_id, keep[1])
    exported = str(await ana.export())
    assert "tide" not in exported and "You wrote: … What is it now?" in exported


async def test_the_library_shows_introductions_and_topics_in_order(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/library")
    assert ana.labels() == ["The first week", "Personal mastery", "Mental models"]
    await ana.presses("Mental models")
    assert ana.labels() == [
        "The text mental-models-introduction", "The text mm-1", "The text mm-2", "‹ Back",
    ]  # fmt: skip
    await ana.presses("The text mental-models-introduction")
    ana.hears("shows it better than a rule")
    await ana.presses("Reflect on this")
    ana.hears("The short one of mental-models-introduction?")
    await ana.says("/library")
    await ana.presses("The first week")
    await ana.presses("The text first-week-7")
    await ana.presses("‹ Back")
    assert ana.labels()[0] == "The text first-week-1"


async def test_alumni_are_asked_about_the_field(stage: Stage) -> None:
    ana = await stage.settled()
    assert stage.works is not None
    async with stage.works.begin() as work:
        await alumni.mark(work, OWNER, "foundations-for-leadership", [ana.id])
    read = await live(stage, ana, 21)
    assert [name for name in read if name.startswith("alumni")] == ["alumni-1", "alumni-2"]
