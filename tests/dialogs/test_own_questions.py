"""Questions of one's own: written, changed, asked on their days or in turn, answered, paused and erased."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select, text, update

from solbot import limits
from solbot.content.catalog import Catalog
from solbot.db.tables import Member, OwnQuestion, Prompt
from solbot.fake_telegram.weather import Weather
from tests.dialogs.people import Person, Stage

BEGUN = "00.000.personal-mastery-introduction"
LISTENED = "Whom did I <really> listen to?"
FIRST_LINE = "A question of your own"


@pytest.fixture(scope="module")
def catalog(every_kind: Catalog) -> Catalog:
    """Every kind of reading there is."""
    return every_kind


async def on_the_path(stage: Stage, name: str = "Ana") -> Person:
    """Somebody whose first week is over; pm-1 comes next. It is a Monday, before any nudge."""
    ana = await stage.settled(name)
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await work.session.scalar(select(Member).where(Member.id == ana.id))
        assert member is not None
        member.journey_place = BEGUN
    return ana


async def writes(ana: Person, words: str = LISTENED, *taps: str) -> None:
    """Write a question of one's own, and tap what is to be so with it."""
    await ana.says("/next")
    await ana.presses("Questions of my own")
    await ana.presses("A new one")
    await ana.says(words)
    for label in taps:
        await ana.presses(label)


async def kept(ana: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await ana.export())["own_questions"]
    return found


async def came(ana: Person, stage: Stage, days: int, words: str = LISTENED) -> list[int]:
    """On which of the next days it came as the day's nudge; each is answered."""
    found = []
    for day in range(1, days + 1):
        before = len(ana.heard())
        await stage.days(1)
        (nudge,) = ana.heard()[before:]
        if words in nudge.text:
            assert nudge.text.startswith(f"{FIRST_LINE}\n\n")
            found.append(day)
        await ana.says(f"Words of {stage.clock.at.date()}")
    return found


async def test_one_is_kept_at_once_and_said_back(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("Questions of my own")
    ana.sees("Some questions only you can think of")
    await ana.presses("A new one")
    ana.sees("What shall I ask you?")
    await ana.says(LISTENED)
    ana.hears(f"Your question is kept:\n{LISTENED}")
    ana.hears("in turn with your path: about once a week")
    ana.hears("You answer in words.")
    (one,) = await kept(ana)
    assert (one["words"], one["kind"], one["days"], one["paused"], one["asked_on"]) == (
        *(LISTENED, "text", None, False, None),
    )
    await ana.says("my own questions")
    ana.hears(f"1. {LISTENED} (in turn, in words)")
    await ana.presses("1")
    ana.sees(LISTENED)


async def test_it_is_changed_by_taps_and_by_words(stage: Stage) -> None:
    ana = await stage.settled()
    await writes(ana, LISTENED, "0 to 10")
    ana.sees("You answer with a number from 0 to 10.")
    message, by_voice = ana.button("By voice")
    await ana.says("with a photo")
    ana.hears("You answer with a photo, or in words.")
    await ana.taps(message.message_id, by_voice)
    ana.sees("You answer by voice, or in words.")
    await ana.says("on days of my own")
    await ana.says("whenever you like")
    ana.hears("I couldn't make out which days those are")
    await ana.says("mondays and fridays")
    ana.hears("I ask it on these days: Monday and Friday, in the place of that day's reading.")
    assert (await kept(ana))[0]["days"] == [1, 5]
    await ana.says("my own questions")
    await ana.presses("1")
    await ana.presses("On other days")
    await ana.presses("Wed")
    await ana.presses("✓ Mon")
    ana.sees("On which days shall I ask it?")
    assert (await kept(ana))[0]["days"] == [1, 5]
    await ana.presses("Done")
    ana.sees("Wednesday and Friday")
    await ana.presses("In turn with my path")
    ana.sees("in turn with your path")
    assert "In turn with my path" not in ana.labels()
    await ana.presses("Other words")
    ana.sees(f"Now it is:\n{LISTENED}")
    sent = await ana.says("Whom did I hear?")
    ana.hears("Whom did I hear?")
    await ana.edits(sent, "Whom did I hear today?")
    ana.hears("What is kept now has your edited words")
    assert [one["words"] for one in await kept(ana)] == ["Whom did I hear today?"]
    await ana.edits(sent, "w" * (limits.OWN_WORDS + 1))
    ana.hears("The question stays as it was")


async def test_on_its_day_it_comes_in_the_place_of_the_reading(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await writes(ana, LISTENED, "On days of my own", "Fri", "Done")
    # Next is Tuesday: Friday is the fourth day from it.
    assert await came(ana, stage, 13) == [4, 11]
    await ana.says("/next")
    assert "A question of your own" not in ana.last()


async def test_why_and_what_comes_next_say_so(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await writes(ana, LISTENED, "On days of my own", "Mon", "Done")
    await ana.says("/next")
    ana.hears(f"A question of your own: {LISTENED}")
    ana.hears("It's a question of your own, for these days: Monday.")
    await ana.presses("Bring it now")
    ana.hears(LISTENED)
    await ana.presses("Why this?")
    ana.hears("It's a question of your own, for these days: Monday.")
    await ana.says("/next")
    ana.hears("The text pm-1")


async def test_what_is_chosen_instead_comes_and_the_question_the_day_after(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await writes(ana, LISTENED, "On days of my own", "Tue", "Done")
    stage.clock.forward(days=1)
    await ana.says("/next")
    ana.hears(LISTENED)
    await ana.presses("The text mental-models-introduction")
    ana.sees("You chose it to come next.")
    await ana.presses("Bring it now")
    ana.hears("The text mental-models-introduction")
    await ana.says("Read")
    await stage.days(1)
    ana.hears(LISTENED)


async def test_in_turn_they_come_about_once_a_week_the_least_lately_asked_first(
    stage: Stage,
) -> None:
    ana = await on_the_path(stage)
    await writes(ana, "The first of mine?")
    await writes(ana, "The second of mine?")
    first, second = [], []
    for day in range(1, 30):
        before = len(ana.heard())
        await stage.days(1)
        (nudge,) = ana.heard()[before:]
        first += [day] if "The first of mine?" in nudge.text else []
        second += [day] if "The second of mine?" in nudge.text else []
        if day == 1:
            await ana.presses("Why this?")
            ana.hears("About once a week it's the turn of a question of your own.")
        await ana.says(f"Words of day {day}")
    both = sorted(first + second)
    assert len(both) >= 4 and len(first) - len(second) in (0, 1)
    assert all(after - before >= 7 for before, after in pairwise(both))
    assert [day in first for day in both] == [at % 2 == 0 for at in range(len(both))]
    assert ana.heard_of("About this you wrote on") >= 2  # the words of then


async def test_none_comes_in_turn_in_the_first_week(stage: Stage) -> None:
    ana = await stage.settled()
    await writes(ana)
    assert await came(ana, stage, 10) == [8]


async def test_none_comes_while_readings_come_alone(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await writes(ana, LISTENED, "On days of my own", "Tue", "Wed", "Done")
    await ana.says("/settings")
    await ana.presses("How I come by")
    await ana.presses("Readings only")
    await stage.days(2)
    assert ana.heard_of("A question of your own\n") == 0
    await ana.says("my own questions")
    ana.hears("You chose readings only, so none of them comes by itself for now.")
    await ana.presses("1")
    ana.sees("You chose readings only, so it doesn't come by itself for now.")
    await ana.presses("Ask me now")
    ana.hears(LISTENED)


async def test_what_takes_every_nudge_and_what_waits_for_the_first_week_is_told(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    await writes(ana)
    ana.hears("once your first week here is over")
    await ana.presses("On days of my own")
    await ana.says("every day")
    ana.hears("I ask it every day")
    ana.hears("With one message a day, no reading comes besides")
    bea = await on_the_path(stage, "Bea")
    await writes(bea)
    assert "first week" not in bea.last()


async def test_a_day_without_a_nudge_is_told_and_the_question_comes_with_the_next(
    stage: Stage,
) -> None:
    ana = await on_the_path(stage)
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("mondays and thursdays at 8")
    await writes(ana, LISTENED, "On days of my own", "Wed", "Done")
    ana.sees("Nothing comes from me on these days")
    await stage.days(3)
    ana.hears(LISTENED)  # on Thursday
    await ana.says("Nobody")
    before = len(ana.heard())
    await stage.days(4)
    assert LISTENED not in "".join(one.text for one in ana.heard()[before:])
    await ana.says("Seen")
    await stage.days(3)
    ana.hears(LISTENED)


async def test_asked_now_and_once(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await writes(ana)
    message, now = ana.button("Ask me now")
    await ana.presses("Ask me now")
    ana.hears(LISTENED)
    assert "Read it whole" not in ana.labels() and "Why this?" not in ana.labels()
    await ana.taps(message.message_id, now)
    await ana.says("Nobody, to be honest")
    ana.hears(f"under:\n{LISTENED}")
    (answer,) = (await ana.export())["answers"]
    assert (answer["asked"], answer["answer"]) == (LISTENED, "Nobody, to be honest")
    assert stage.works is not None
    async with stage.works.begin() as work:
        assert len((await work.session.scalars(select(Prompt))).all()) == 1
    # It was asked today: it rests for a week.
    assert (await came(ana, stage, 10))[0] >= 7


async def test_a_figure_is_told_beside_the_last_and_words_of_then_stand_under_it(
    stage: Stage,
) -> None:
    ana = await on_the_path(stage)
    await writes(ana, "How well did I sleep?", "0 to 10", "Ask me now")
    await ana.presses("4")
    assert "Now: " not in ana.last()
    stage.clock.forward(days=1)
    await ana.says("my own questions")
    await ana.presses("1")
    await ana.presses("Ask me now")
    assert "About this you wrote" not in ana.last()
    await ana.presses("7")
    ana.hears("Now: 7. On 23 November 2026: 4.")
    await writes(ana, LISTENED, "Ask me now")
    await ana.says("Marta, <for once>")
    stage.clock.forward(days=1)
    await ana.says("my own questions")
    await ana.presses("2")
    await ana.presses("Ask me now")
    ana.hears("About this you wrote on 24 November 2026:\nMarta, <for once>")


async def test_voice_and_photo_are_answers(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await writes(ana, LISTENED, "By voice", "Ask me now")
    ana.hears("A voice message suits this one")
    await ana.sends_voice()
    ana.hears("Kept in your journal")
    stage.clock.forward(days=1)
    await ana.says("my own questions")
    await ana.presses("1")
    await ana.presses("With a photo")
    await ana.presses("Ask me now")
    ana.hears("A photo or a drawing suits this one")
    await ana.sends_photo()
    ana.hears("Kept in your journal")


async def test_paused_it_does_not_come_until_asked_again(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await writes(ana, LISTENED, "On days of my own", "Wed", "Done", "Pause it")
    ana.sees("Paused: it doesn't come by itself.")
    assert await came(ana, stage, 4) == []
    await ana.says("my own questions")
    ana.hears("(paused, in words)")
    await ana.presses("1")
    message, again = ana.button("Ask it again")
    await ana.presses("Ask it again")
    await ana.taps(message.message_id, again)
    # What passed meanwhile is not made up for: the next Wednesday is its day.
    assert await came(ana, stage, 6) == [5]


@pytest.mark.both_databases
async def test_erasing_is_asked_once_and_its_answers_stay(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await writes(ana, LISTENED, "Ask me now")
    await ana.says("Nobody")
    stage.clock.forward(days=1)
    await ana.says("my own questions")
    await ana.presses("1")
    await ana.presses("Ask me now")
    unanswered, answer = ana.button("Answer")
    await ana.presses("Questions of my own")
    await ana.presses("1")
    screen, open_one = ana.button("Other words")
    await ana.presses("Erase it")
    ana.sees("What you answered to it stays in your journal.")
    ask, yes = ana.button("Yes, erase it")
    await ana.presses("Yes, erase it")
    ana.sees("Some questions only you can think of")
    assert await kept(ana) == []
    answers = (await ana.export())["answers"]
    assert [(one["asked"], one["answer"]) for one in answers] == [(LISTENED, "Nobody")]
    for at, data in ((ask, yes), (screen, open_one), (screen, open_one.replace("oqw", "oqa"))):
        await ana.taps(at.message_id, data)
        assert ana.toasts()[-1] == "That question is no longer here."
    await ana.taps(unanswered.message_id, answer)
    assert "no longer have this question" in ana.toasts()[-1]
    # What is written now is no answer to it, and another question with its number has no words of then.
    await ana.says("Loose words")
    await ana.presses("Keep it as a note")
    await writes(ana, "Another of mine?", "Ask me now")
    assert "About this you wrote" not in ana.last()


async def test_a_nudge_and_a_restart_while_one_is_written_lose_nothing(stage: Stage) -> None:
    ana = await on_the_path(stage)
    stage.clock.set(stage.clock.at.replace(hour=23))
    await ana.says("/next")
    await ana.presses("Questions of my own")
    await ana.presses("A new one")
    await stage.stop()
    await stage.start()
    await stage.days(1)
    ana.hears("Something else was still open between us.")
    await ana.says(LISTENED)
    await ana.presses("It is for my own questions")
    ana.hears(f"Your question is kept:\n{LISTENED}")
    assert [one["words"] for one in await kept(ana)] == [LISTENED]


async def test_a_yes_erases_it_and_a_no_leads_back(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await writes(ana, LISTENED, "Erase it")
    await ana.says("no")
    ana.hears("in turn with your path")
    await ana.says("erase it")
    await ana.says("yes")
    ana.hears("Some questions only you can think of")
    assert await kept(ana) == []


async def test_the_end_of_the_path_leads_to_them(stage: Stage) -> None:
    ana = await on_the_path(stage)
    assert stage.works is not None
    async with stage.works.begin() as work:
        await work.session.execute(update(Member).values(journey_place="04.zzz"))
    await stage.days(1)
    ana.hears("The text closing-2")
    await ana.presses("Questions of my own")
    ana.sees("Some questions only you can think of")


async def test_erased_while_its_words_or_days_are_awaited(stage: Stage) -> None:
    ana = await on_the_path(stage)
    for label, words in (("Other words", "Late words"), ("On days of my own", "fridays")):
        await writes(ana, LISTENED, label)
        assert stage.works is not None
        async with stage.works.begin() as work:
            await work.session.execute(text("DELETE FROM own_questions"))
        await ana.says(words)
        assert ana.heard_of("That question is no longer here.") >= 1
    copy = await ana.export()
    assert [one["answer"] for one in copy["unplaced"]] == ["Late words", "fridays"]


async def test_a_nudge_that_is_tried_again_brings_another_once_it_is_erased(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await writes(ana, LISTENED, "On days of my own", "Tue", "Done")
    await ana.presses("Erase it")
    stage.world.weather = Weather(server_error=1.0, only=frozenset({"sendmessage"}))
    day = stage.clock.at + timedelta(days=1)
    stage.clock.set(day.replace(hour=7, minute=0, second=0))
    assert stage.app is not None
    await stage.app.tick.nudges()
    await stage.send()
    stage.world.weather = Weather()
    await ana.presses("Yes, erase it")
    stage.clock.forward(minutes=11)  # of quiet after the tap
    await stage.tick()
    ana.hears("The text pm-1")
    assert ana.heard_of(f"{FIRST_LINE}\n") == 0


@pytest.mark.both_databases
@pytest.mark.parametrize("change", ["erase", "pause", "reword", "readings"])
async def test_changed_between_being_made_ready_and_sent(stage: Stage, change: str) -> None:
    ana = await on_the_path(stage)
    await writes(ana, LISTENED, "On days of my own", "Tue", "Done")
    assert stage.works is not None
    # As where the nudge surely never arrived: it waits for the next one.
    await stage.days(1)
    ana.hears(LISTENED)
    async with stage.works.begin() as work:
        await work.session.execute(
            update(Prompt).values(state="waiting", asked_at=None, message_id=None)
        )
        await work.session.execute(text("DELETE FROM askings"))
        await work.session.execute(text("UPDATE dialogs SET awaits = NULL"))
    await ana.says("my own questions")
    await ana.presses("1")
    if change == "erase":
        await ana.presses("Erase it")
        await ana.presses("Yes, erase it")
    elif change == "pause":
        await ana.presses("Pause it")
    elif change == "reword":
        await ana.presses("Other words")
        await ana.says("In other words?")
    else:
        await ana.says("/settings")
        await ana.presses("How I come by")
        await ana.presses("Readings only")
    await stage.days(1)
    if change == "reword":
        ana.hears(f"{FIRST_LINE}\n\nIn other words?")
    else:
        ana.hears("The text pm-1")
    async with stage.works.begin() as work:
        states = list(await work.session.scalars(select(Prompt.state)))
        asked_on = await work.session.scalar(select(OwnQuestion.asked_on))
    assert "waiting" not in states and len(states) == 1
    assert (asked_on is not None) == (change == "reword")


async def test_words_too_long_a_voice_or_one_too_many_get_a_kind_answer(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OWN_QUESTIONS", 2)
    ana = await on_the_path(stage)
    await writes(ana, "w" * (limits.OWN_WORDS + 1))
    ana.hears(f"a question has room for {limits.OWN_WORDS}")
    await ana.sends_voice()
    ana.hears("A question has to be in words")
    await ana.sends_photo()
    ana.hears("A question has to be in words")
    await ana.says("w" * limits.OWN_WORDS)
    ana.hears("Your question is kept")
    await writes(ana, "A second?")
    await ana.says("my own questions")
    message, new = ana.button("A new one")
    await ana.presses("A new one")
    ana.sees("You have 2 questions of your own, and there is room for no more.")
    monkeypatch.setattr(limits, "OWN_QUESTIONS", 3)
    await ana.taps(message.message_id, new)
    monkeypatch.setattr(limits, "OWN_QUESTIONS", 2)
    await ana.says("A third?")
    ana.hears("Your words are here, and nothing is lost.")
    assert ana.heard()[-2].text.startswith("You have 2 questions of your own")
    copy = await ana.export()
    assert len(copy["own_questions"]) == 2
    assert copy["unplaced"][-1]["answer"] == "A third?"


async def test_twenty_of_the_longest_are_shown_and_asked(stage: Stage) -> None:
    ana = await on_the_path(stage)
    for at in range(limits.OWN_QUESTIONS):
        await writes(ana, f"{at} " + "<&> " * 70)
    await ana.says("my own questions")
    ana.hears("page 1 of 2")
    await ana.presses("Next page ›")
    ana.sees("page 2 of 2")
    await ana.presses("20")
    await ana.presses("Ask me now")
    ana.hears("19 <&>")
    assert stage.world.refused == []
    await ana.says("/export")
    assert ana.file(".md").decode().count("(in turn with the path, in words)") == 20


async def test_what_is_anothers_is_not_there(stage: Stage) -> None:
    ana, bea = await on_the_path(stage), await stage.settled("Bea")
    await writes(ana)
    last = bea.heard()[-1].message_id
    taps = ("oqo", "oqw", "oqd", "oqa", "oqz", "oqu", "oqx", "oqxx", "oqi")
    for name in (*(f"{one}:1" for one in taps), "oqk:scale:1", "oqt:1:3", "oqs:1:3"):
        await bea.taps(last, name)
        assert bea.toasts()[-1] == "That question is no longer here."
    for name in ("oqk:other:1", "oqs:1:0", "oqs:1:9", "oqt:1:x"):
        said = len(bea.heard())
        await bea.taps(last, name)
        assert len(bea.heard()) == said
    assert (await kept(ana))[0]["words"] == LISTENED


async def test_an_ordinary_week(stage: Stage) -> None:
    """One on Wednesdays, two in turn; a step, an answer skipped; one nudge a day all the while."""
    ana = await on_the_path(stage)
    await writes(ana, "The Wednesday one?", "0 to 10", "On days of my own", "Wed", "Done")
    await writes(ana, "In turn, the one?")
    await writes(ana, "In turn, the other?")
    shown: list[str] = []
    for day in range(14):
        before = len(ana.heard())
        await stage.days(1)
        (nudge,) = ana.heard()[before:]
        shown.append(
            next((one for one in ("Wednesday", "the one", "the other") if one in nudge.text), "")
        )
        if day % 5 == 4:
            await ana.presses("Not today")
        elif shown[-1] == "Wednesday":
            await ana.presses("6")
        else:
            await ana.says(f"Words of day {day}")
    assert [day for day, one in enumerate(shown) if one == "Wednesday"] == [1, 8]
    assert shown.count("the one") == 1 and shown.count("the other") == 1
    assert shown[0] == "the one" and shown.index("the other") >= 7


async def test_everything_is_erased_with_the_person(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await writes(ana, LISTENED, "Ask me now")
    await ana.says("/forget")
    await ana.says("forget me")
    assert stage.works is not None
    async with stage.works.begin() as work:
        assert (await work.session.scalars(select(OwnQuestion))).all() == []


async def test_staff_see_nothing_of_them(stage: Stage) -> None:
    ana, owner = await on_the_path(stage), await stage.owner()
    await writes(ana, "A very private one?", "Ask me now")
    await owner.says(f"/people {ana.id}")
    seen = "".join(one.text for one in owner.heard())
    assert "private" not in seen and "question of your own" not in seen.lower()
