"""Staff write to one person, or to a few they pick: what goes, to whom, and what comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from solbot.db.states import Role
from solbot.db.tables import Inquiry, Seat, StaffMessage, StaffMessagePerson, Trace
from solbot.members import service as members
from solbot.programs.cohorts import service as cohorts
from solbot.programs.seats import service as seats
from solbot.staff import service as staff
from tests.dialogs.desk_people import FOUNDATIONS, asks, passes
from tests.dialogs.people import OWNER, Person, Stage

WORDS = "Hello {name}, the room has changed: it is on the second floor."
SEEN = "Hello Ana, the room has changed: it is on the second floor."


async def opens(ida: Person, name: str) -> None:
    """Open somebody's page."""
    await ida.says("/people")
    await ida.says(name)
    await ida.presses(name)


async def writes(ida: Person, name: str, words: str = WORDS) -> None:
    """Write to somebody from their page, up to the preview."""
    await opens(ida, name)
    await ida.presses("Write to them")
    await ida.says(words)


async def change(stage: Stage, person: Person, **values: object) -> None:
    """Let something be so of a person."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, person.id)
        assert member is not None
        for name, value in values.items():
            setattr(member, name, value)


@pytest.mark.both_databases
async def test_a_message_goes_to_one_person_and_their_answer_comes_to_the_desk(
    stage: Stage,
) -> None:
    ana, ida = await stage.settled("Ana"), await stage.staff("Ida", "programs")
    await opens(ida, "Ana")
    await ida.presses("Write to them")
    ida.sees("Write your message to Ana")
    ida.sees("They read: English.")
    await ida.says(WORDS)
    preview = ida.heard()[-2].text
    assert SEEN in preview and "A message from SoL" in preview and "Ida" not in preview
    ida.sees("Shall it go to 1 person?")
    assert ana.heard_of(SEEN) == 0
    await ida.presses("Send it")
    ida.sees("On its way to 1 person")
    await passes(stage)
    assert ana.last() == preview
    assert ana.labels() == ["Answer SoL"]
    await ana.presses("Answer SoL")
    await ana.says("Thank you, I will find it.")
    await passes(stage)
    ida.hears("There is more to question no. 1")
    await ida.presses("Open no. 1")
    ida.sees("Thank you, I will find it.")
    ida.sees("you look after it")
    await ida.presses("Answer")
    await ida.says("See you there, {name}!")
    await ida.presses("Send it")
    await passes(stage)
    ana.hears("An answer from SoL")
    ana.hears("See you there, Ana!")


@pytest.mark.both_databases
async def test_a_second_tap_sends_nothing(stage: Stage) -> None:
    ana, ida = await stage.settled("Ana"), await stage.staff("Ida", "programs")
    await writes(ida, "Ana")
    message, data = ida.button("Send it")
    await ida.taps(message.message_id, data)
    await ida.taps(message.message_id, data)
    assert "Nothing was sent now" in ida.toasts()[-1]
    await passes(stage)
    assert ana.heard_of(SEEN) == 1


async def test_who_has_no_name_is_spoken_to_all_the_same(stage: Stage) -> None:
    ana, ida = await stage.settled("Ana"), await stage.staff("Ida", "programs")
    await opens(ida, "Ana")
    await ida.presses("Write to them")
    await change(stage, ana, name=None)
    await ida.says(WORDS)
    assert "Hello, the room has changed" in ida.heard()[-2].text
    await ida.presses("Write it anew")
    await ida.says("Dear {name|friend}, come!")
    assert "Dear friend, come!" in ida.heard()[-2].text
    await ida.presses("Write it anew")
    await ida.says("Hola {nombre}")
    ida.sees("Nothing can be filled in for {nombre}")
    await ida.says("About {program}: yes")
    ida.sees("this is about no program")
    await ida.says("{name}")
    ida.sees("There are no words in it")


async def test_who_stopped_or_blocked_the_bot_is_not_written_to_and_that_is_said(
    stage: Stage,
) -> None:
    ana, ida = await stage.settled("Ana"), await stage.staff("Ida", "programs")
    await change(stage, ana, state="stopped")
    await writes(ida, "Ana")
    ida.sees("It can’t go to anybody")
    ida.sees("has stopped the messages")
    assert "Send it" not in ida.labels()
    await change(stage, ana, state="unreachable")
    await writes(ida, "Ana")
    ida.sees("has blocked the bot")


@pytest.mark.both_databases
async def test_who_stops_before_it_leaves_does_not_get_it(stage: Stage) -> None:
    ana, ida = await stage.settled("Ana"), await stage.staff("Ida", "programs")
    await writes(ida, "Ana")
    await ida.presses("Send it")
    await change(stage, ana, state="stopped")
    await passes(stage)
    assert ana.heard_of(SEEN) == 0
    await ida.presses("Open no. 1")
    ida.sees("did not arrive")


async def test_who_paused_gets_it_and_quiet_hours_hold(stage: Stage) -> None:
    ana, ida = await stage.settled("Ana"), await stage.staff("Ida", "programs")
    await change(stage, ana, paused_at=stage.clock.at, quiet_hours="00:00-23:00")
    await writes(ida, "Ana")
    ida.sees("paused")
    ida.sees("quiet hours until")
    await ida.presses("Send it")
    await passes(stage)
    assert ana.heard_of(SEEN) == 0
    stage.clock.forward(hours=13, minutes=30)
    await passes(stage)
    assert ana.heard_of(SEEN) == 1


async def test_whoever_is_settling_in_is_left_to_finish(stage: Stage) -> None:
    ida = await stage.staff("Ida", "programs")
    ana = stage.person("Ana")
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    await writes(ida, "Ana")
    await ida.presses("Send it")
    await passes(stage)
    assert ana.heard_of(SEEN) == 0
    await ana.says("/cancel")
    stage.clock.forward(minutes=11)
    await passes(stage)
    assert ana.heard_of(SEEN) == 1


async def test_who_erased_themself_is_gone_and_so_is_what_was_written(stage: Stage) -> None:
    ana, ida = await stage.settled("Ana"), await stage.staff("Ida", "programs")
    await writes(ida, "Ana")
    await ana.says("/forget")
    await ana.says("forget me")
    await ida.presses("Send it")
    assert "not here any more" in ida.toasts()[-1]
    assert stage.works is not None
    async with stage.works.begin() as work:
        assert await work.session.scalar(select(func.count()).select_from(StaffMessagePerson)) == 0
        assert await work.session.scalar(select(func.count()).select_from(Inquiry)) == 0


@pytest.mark.both_databases
async def test_two_staff_write_to_one_person_and_the_second_is_told(stage: Stage) -> None:
    ana, ida = await stage.settled("Ana"), await stage.staff("Ida", "programs")
    olga = await stage.owner()
    await writes(ida, "Ana")
    await writes(olga, "Ana", "The time has changed.")
    await ida.presses("Send it")
    await olga.presses("Send it")
    olga.sees("Not sent yet.")
    olga.sees("Ida wrote to them")
    await olga.presses("Send it")
    olga.sees("On its way")
    await passes(stage)
    assert ana.heard_of(SEEN) == 1 and ana.heard_of("The time has changed.") == 1


async def test_a_question_that_waits_is_named_before_it_goes(stage: Stage) -> None:
    ana, ida = await stage.settled("Ana"), await stage.staff("Ida", "programs")
    await asks(ana)
    await writes(ida, "Ana")
    ida.sees("no. 1 of theirs waits")
    assert "Open no. 1" in ida.labels()


async def test_who_lost_the_role_meanwhile_can_t_send(stage: Stage) -> None:
    ana, ida = await stage.settled("Ana"), await stage.staff("Ida", "programs")
    await writes(ida, "Ana")
    assert stage.works is not None
    async with stage.works.begin() as work:
        await staff.change_role(work, OWNER, ida.id, Role.HELPER)
    await ida.presses("Send it")
    await passes(stage)
    assert ana.heard_of(SEEN) == 0
    assert "not part of your role" in ida.toasts()[-1]


async def test_a_helper_and_a_member_can_t_write_first(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await hugo.says("/desk")
    await hugo.taps(hugo.heard()[-1].message_id, f"dwp:{ana.id}")
    await ana.taps(ana.heard()[-1].message_id, f"dwp:{hugo.id}")
    assert stage.works is not None
    async with stage.works.begin() as work:
        assert await work.session.scalar(select(func.count()).select_from(StaffMessage)) == 0


@pytest.mark.both_databases
async def test_nobody_is_written_to_more_often_than_is_decent(stage: Stage) -> None:
    ana, ida = await stage.settled("Ana"), await stage.staff("Ida", "programs")
    for at in range(3):
        await writes(ida, "Ana", f"Message {at}")
        await ida.presses("Send it")
    await writes(ida, "Ana")
    ida.sees("was written to often enough today")
    assert "Send it" not in ida.labels()
    stage.clock.forward(hours=25)
    await writes(ida, "Ana")
    await ida.presses("Send it")
    stage.clock.forward(seconds=10)
    await stage.settle()
    assert ana.heard_of(SEEN) == 1


async def test_it_is_on_the_audit_and_its_words_are_not(stage: Stage) -> None:
    await stage.settled("Ana")
    ida = await stage.staff("Ida", "programs")
    await writes(ida, "Ana")
    await ida.presses("Send it")
    assert stage.works is not None
    async with stage.works.begin() as work:
        found = await work.session.scalars(select(Trace).where(Trace.action == "wrote_to_person"))
        (one,) = found.all()
        assert one.detail == {"inquiry": 1}
        row = await work.session.scalar(select(StaffMessage))
        assert row is not None and row.body is None and row.sent_at is not None


async def test_what_is_dropped_goes_nowhere(stage: Stage) -> None:
    ana, ida = await stage.settled("Ana"), await stage.staff("Ida", "programs")
    await writes(ida, "Ana")
    message, send = ida.button("Send it")
    await ida.presses("Drop it")
    ida.sees("Nothing was sent.")
    await ida.taps(message.message_id, send)
    await passes(stage)
    assert ana.heard_of(SEEN) == 0


async def test_cancel_leads_back_to_the_message(stage: Stage) -> None:
    await stage.settled("Ana")
    ida = await stage.staff("Ida", "programs")
    await writes(ida, "Ana")
    await ida.presses("Write it anew")
    ida.sees("Your message so far")
    await ida.says("/cancel")
    await ida.presses("‹ Back")
    ida.sees("Shall it go to 1 person?")


async def test_a_few_of_a_cohort_are_picked_and_each_gets_it_alone(stage: Stage) -> None:
    ida = await stage.staff("Ida", "programs")
    people = [await stage.settled(name) for name in ("Ana", "Bea", "Cleo")]
    await in_cohort(stage, ida, people)
    await ida.presses("Who is in it")
    await ida.presses("Write to some of them")
    ida.sees("On the list: 3, picked: 0")
    await ida.presses("Ana")
    await ida.presses("Bea")
    await ida.presses("Cleo")
    await ida.presses("✓ Cleo")
    ida.sees("picked: 2")
    await change(stage, people[1], state="unreachable")
    await ida.presses("Write to these (2)")
    ida.sees("Each of them gets it alone")
    await ida.says(WORDS)
    ida.sees("Shall it go to 1 person?")
    ida.sees("Bea: won’t get it, has blocked the bot")
    await ida.presses("Send it")
    ida.sees("Bea: not sent, has blocked the bot")
    await passes(stage)
    assert [one.heard_of("the room has changed") for one in people] == [1, 0, 0]


async def in_cohort(stage: Stage, ida: Person, people: list[Person]) -> None:
    """A cohort with these people in it, opened by staff."""
    assert stage.works is not None
    today = stage.clock.at.date()
    async with stage.works.begin() as work:
        run = await cohorts.create(
            work, OWNER, "foundations-for-leadership", "Spring", today, today + timedelta(30), "UTC"
        )
        await cohorts.add(work, OWNER, run.id, [one.id for one in people])
    await ida.says("/program")
    await ida.taps(ida.heard()[-1].message_id, f"sco:{run.id}")


async def test_nobody_picked_and_too_many(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solbot.limits.WRITTEN_TO", 1)
    ida = await stage.staff("Ida", "programs")
    people = [await stage.settled(name) for name in ("Ana", "Bea")]
    await in_cohort(stage, ida, people)
    await ida.presses("Who is in it")
    await ida.presses("Write to some of them")
    await ida.presses("Ana")
    await ida.presses("Bea")
    assert "An announcement reaches more" in ida.toasts()[-1]
    await ida.presses("✓ Ana")
    ida.sees("picked: 0")


async def test_from_a_seat_it_is_about_its_program(stage: Stage) -> None:
    ana, ida = await stage.settled("Ana"), await stage.staff("Ida", "programs")
    assert stage.works is not None
    async with stage.works.begin() as work:
        await seats.lock(work, "foundations-for-leadership")
        seat = Seat(
            program_id="foundations-for-leadership",
            member_id=ana.id,
            status="confirmed",
            since=stage.clock.at,
            created_at=stage.clock.at,
        )
        work.session.add(seat)
    await ida.says("/program")
    await ida.taps(ida.heard()[-1].message_id, f"ss:{seat.id}")
    await ida.presses("Write to them")
    ida.sees(f"about {FOUNDATIONS}")
    await ida.says("{program} begins an hour later.")
    await ida.presses("Send it")
    await passes(stage)
    ana.hears(f"A message from SoL about {FOUNDATIONS}")
    ana.hears(f"{FOUNDATIONS} begins an hour later.")
    await ida.taps(ida.heard()[-1].message_id, f"sst:{seat.program_id}:confirmed:0")
    await ida.presses("Write to some of them")
    ida.sees("On the list: 1")


@pytest.mark.both_databases
async def test_everything_written_is_in_the_copy_and_can_be_taken_back(stage: Stage) -> None:
    ana, ida = await stage.settled("Ana"), await stage.staff("Ida", "programs")
    await writes(ida, "Ana")
    await ida.presses("Send it")
    await passes(stage)
    await ana.taps(ana.heard()[-1].message_id, "io:1")
    ana.sees("Messages with SoL, no. 1")
    await ana.presses("Take it back")
    await ana.presses("Yes, take it back")
    await ida.presses("Open no. 1")
    assert "not here any more" in ida.toasts()[-1]
