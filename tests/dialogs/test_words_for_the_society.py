"""What somebody types after an answer from the society, and what staff type while they are at work: nothing of it is
sent silently, lost, or filed where it does not belong."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from solbot.db.tables import Answer, Remark
from tests.dialogs.desk_people import answers, asks, opens, passes
from tests.dialogs.people import Person, Stage

THANKS = "Thank you. May my sister come along, too?"
OWN = "I stood at the window, and nobody sang yet"


async def answered(stage: Stage) -> tuple[Person, Person]:
    """Somebody whose question was answered just now, and who answered it."""
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await answers(hugo, "1 · Ana")
    return ana, hugo


async def kept(stage: Stage, person: Person) -> list[str]:
    """What stands in somebody's journal, drafts left out."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        mine = select(Answer).where(Answer.member_id == person.id, Answer.state == "kept")
        return [one.body["text"] for one in await work.session.scalars(mine)]


async def asked(stage: Stage, person: Person) -> list[str]:
    """What somebody said to the society."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        mine = select(Remark).where(Remark.member_id == person.id, Remark.kind == "asked")
        found = await work.session.scalars(mine.order_by(Remark.id))
        return [one.body["text"] for one in found]


@pytest.mark.both_databases
async def test_what_follows_an_answer_is_offered_to_the_society(stage: Stage) -> None:
    ana, hugo = await answered(stage)
    await ana.says(THANKS)
    ana.sees("SoL wrote to you last (no. 1)")
    assert ana.labels()[0] == "Send it to SoL"
    assert len(await asked(stage, ana)) == 1
    message, data = ana.button("Send it to SoL")
    await ana.presses("Send it to SoL")
    ana.sees("Added to question no. 1.")
    assert (await asked(stage, ana))[-1] == THANKS
    assert await kept(stage, ana) == []
    await ana.taps(message.message_id, data)
    assert (await asked(stage, ana)).count(THANKS) == 1
    await passes(stage)
    hugo.hears("There is more to question no. 1")


async def test_what_follows_a_question_of_ones_own_is_offered_to_the_society(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    await stage.days(1)
    await asks(ana)
    await ana.says("And what does it cost?")
    ana.sees("You wrote to SoL before this (no. 1)")
    assert ana.labels()[0] == "Send it to SoL"
    await ana.presses("Send it to SoL")
    assert (await asked(stage, ana))[-1] == "And what does it cost?"
    await ana.says(OWN)
    await ana.presses("It answers the last question")
    assert await kept(stage, ana) == [OWN]
    assert OWN not in await asked(stage, ana)


async def test_an_hour_after_a_question_of_ones_own_words_are_ones_own(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    await asks(ana)
    stage.clock.forward(hours=1)
    await ana.says(OWN)
    assert "Send it to SoL" not in ana.labels()


async def test_after_it_was_taken_back_words_are_ones_own(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    await asks(ana)
    await ana.presses("Take it back")
    await ana.presses("Yes, take it back")
    await ana.says(OWN)
    assert "Send it to SoL" not in ana.labels()


async def test_it_can_be_kept_for_oneself_instead(stage: Stage) -> None:
    ana, _ = await answered(stage)
    await ana.says(THANKS)
    send = ana.button("Send it to SoL")
    await ana.presses("Keep it as a note")
    await ana.taps(send[0].message_id, send[1])
    assert await kept(stage, ana) == [THANKS]
    assert len(await asked(stage, ana)) == 1


async def test_the_offer_can_be_typed(stage: Stage) -> None:
    ana, _ = await answered(stage)
    await ana.says(THANKS)
    await ana.says("send it to sol")
    assert (await asked(stage, ana))[-1] == THANKS


@pytest.mark.parametrize("words", ["2", "yes", "no", "Is this free?"])
async def test_short_words_are_offered_too(stage: Stage, words: str) -> None:
    ana, _ = await answered(stage)
    await ana.says(words)
    await ana.presses("Send it to SoL")
    assert (await asked(stage, ana))[-1] == words


async def test_a_voice_message_is_offered_too_and_a_label_still_taps(stage: Stage) -> None:
    ana, hugo = await answered(stage)
    await ana.sends_voice()
    await ana.presses("Send it to SoL")
    ana.sees("Added to question no. 1.")
    await passes(stage)
    await hugo.presses("Open no. 1")
    hugo.sees("voice message")
    await ana.says("Write again")
    ana.sees("What would you like to add to question no. 1?")


async def test_with_a_question_open_both_are_named(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await stage.days(1)  # her question of the day
    await answers(hugo, "1 · Ana")
    await ana.says(OWN)
    ana.sees("Which do you mean?")
    assert ana.labels()[:2] == ["Send it to SoL", "It answers the question"]
    assert await kept(stage, ana) == []
    await ana.presses("It answers the question")
    ana.sees("Kept in your journal")
    assert OWN in await kept(stage, ana)
    assert OWN not in await asked(stage, ana)


async def test_a_question_stays_open_while_words_go_to_the_society(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await stage.days(1)
    await answers(hugo, "1 · Ana")
    await ana.says(THANKS)
    await ana.presses("Send it to SoL")
    await ana.says(OWN)
    await ana.presses("It answers the question")
    assert await kept(stage, ana) == [OWN]
    assert (await asked(stage, ana))[-1] == THANKS


async def test_a_newer_question_has_its_words(stage: Stage) -> None:
    ana, _ = await answered(stage)
    await stage.days(1)
    await ana.says(OWN)
    ana.sees("Kept in your journal")
    assert await kept(stage, ana) == [OWN]


async def test_days_later_nothing_is_offered_any_more(stage: Stage) -> None:
    ana, _ = await answered(stage)
    stage.clock.forward(hours=73)
    await ana.says(THANKS)
    assert "Send it to SoL" not in ana.labels()


async def test_what_was_taken_back_can_not_be_added_to_and_the_words_stay(stage: Stage) -> None:
    ana, _ = await answered(stage)
    await ana.says(THANKS)
    send = ana.button("Send it to SoL")
    await ana.taps(ana.heard()[-1].message_id, "ixx:1")
    await ana.taps(send[0].message_id, send[1])
    assert "not here any more" in ana.toasts()[-1]
    await ana.taps(send[0].message_id, send[1].replace("nq:", "nk:").rpartition(":")[0])
    assert await kept(stage, ana) == [THANKS]


async def test_somebody_else_s_words_and_question_can_not_be_sent(stage: Stage) -> None:
    ana, _ = await answered(stage)
    bea = await stage.settled("Bea")
    await bea.says("Mine alone")
    held = bea.button("Keep it as a note")[1].removeprefix("nk:")
    await ana.taps(ana.heard()[-1].message_id, f"nq:{held}:1")
    await bea.taps(bea.heard()[-1].message_id, f"nq:{held}:1")
    assert len(await asked(stage, ana)) == 1 and await asked(stage, bea) == []


async def test_in_the_middle_of_something_else_both_are_named(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await hugo.presses("Answer")
    await hugo.says("Yes.")
    await ana.says("/settings")
    await ana.taps(ana.heard()[-1].message_id, "do:zone")
    awaiting = ana.shown()
    await hugo.presses("Send it")
    await passes(stage)
    await ana.says("Lima")
    if "Which do you mean?" in ana.shown():
        assert "Send it to SoL" in ana.labels()
    assert awaiting
    assert len(await asked(stage, ana)) == 1


async def test_staff_with_a_question_of_their_own_are_asked_what_they_mean(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await stage.days(1)  # his own question is open
    stage.clock.forward(minutes=1)
    await opens(hugo, "1 · Ana")
    await hugo.says("Yes, two days can be followed from home.")
    hugo.sees("You were looking at question no. 1 at the desk.")
    assert await kept(stage, hugo) == []
    await hugo.presses("Answer no. 1 with it")
    hugo.sees("This is how")
    assert await kept(stage, hugo) == []
    await hugo.presses("Send it")
    await passes(stage)
    ana.hears("two days can be followed from home.")


async def test_staff_can_answer_their_own_question_from_the_desk(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await stage.days(1)
    stage.clock.forward(minutes=1)
    await opens(hugo, "1 · Ana")
    await hugo.says(OWN)
    await hugo.presses("It answers the question")
    assert await kept(stage, hugo) == [OWN]
    assert ana.heard_of(OWN) == 0


async def test_back_from_work_the_own_question_has_its_words(stage: Stage) -> None:
    hugo = await stage.staff("Hugo", "helper")
    await stage.days(1)
    stage.clock.forward(minutes=1)
    await hugo.says("/desk")
    await hugo.says("/next")
    await hugo.says(OWN)
    hugo.sees("Kept in your journal")


async def test_without_an_open_question_what_is_typed_at_an_inquiry_may_answer_it(
    stage: Stage,
) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await hugo.says("Yes, there is.")
    hugo.sees("You were looking at question no. 1.")
    await hugo.presses("Answer no. 1 with it")
    hugo.sees("Shall it go?")
    assert await kept(stage, hugo) == []


async def test_a_member_can_not_answer_at_the_desk_with_their_words(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    await ana.says("Mine alone")
    held = ana.button("Keep it as a note")[1].removeprefix("nk:")
    await ana.taps(ana.heard()[-1].message_id, f"nd:{held}:1")
    assert "This part is for" in ana.toasts()[-1]


async def test_their_own_question_comes_while_staff_write_an_answer(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await stage.days(1, hour=5)
    await opens(hugo, "1 · Ana")
    await hugo.presses("Answer")
    stage.clock.forward(hours=2)
    await stage.tick()
    await hugo.says("Yes, there is.")
    hugo.sees("Which do you mean?")
    await hugo.presses("It is for my work as staff")
    hugo.sees("Shall it go?")
    assert await kept(stage, hugo) == []
