"""Cohorts: staff begin them, people join by a link or are added, and when one has ended they are alumni."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert, update

from solbot.db.tables import Cohort
from solbot.members import service as members
from solbot.programs.alumni import service as alumni
from solbot.programs.cohorts import db as cohorts_db
from solbot.programs.cohorts import service as cohorts
from tests.dialogs.people import OWNER, Person, Stage

PROGRAM = "foundations-for-leadership"
TITLE = "Foundations for Leadership"
GONE = "This cohort is not there any more"
ENDED = "This cohort has ended"


async def a_cohort(person: Person, name: str = "Spring 2027", last: str = "2027-03-31") -> str:
    """Begin a cohort in the chat; the payload of its link."""
    await person.says("/program")
    await person.presses(TITLE)
    await person.presses("Cohorts")
    await person.presses("A new cohort")
    await person.says(name)
    await person.says("2026-12-01")
    await person.says(last)
    person.sees(name)
    found = re.search(r"\?start=(c-\S+)", person.shown())
    assert found, person.shown()
    return found[1]


async def opens_cohort(person: Person, name: str = "Spring 2027") -> None:
    """Open a cohort's page from the list of all."""
    await person.says("/program")
    await person.presses("Cohorts")
    await person.presses(name)


@pytest.mark.both_databases
async def test_staff_begin_a_cohort_and_people_join_by_its_link(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    payload = await a_cohort(bea)
    bea.sees("Tue 1 Dec 2026 to Wed 31 Mar 2027")
    bea.sees("0 people")
    await ana.says(f"/start {payload}")
    ana.sees("You are in the cohort Spring 2027 of Foundations for Leadership")
    await ana.says(f"/start {payload}")
    ana.sees("You are in this cohort already")
    await opens_cohort(bea)
    bea.sees("1 person")
    await bea.presses("Who is in it")
    bea.sees("Ana: since 23 Nov 2026, last here 23 Nov 2026")


async def test_the_link_is_shared_with_a_picture(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    payload = await a_cohort(bea)
    await bea.presses("Share")
    bea.hears(payload)
    assert bea.file(".png").startswith(b"\x89PNG")


async def test_a_stranger_follows_the_link_through_consent(stage: Stage) -> None:
    bea, cleo = await stage.staff("Bea", "programs"), stage.person("Cleo")
    payload = await a_cohort(bea)
    await cleo.says(f"/start {payload}")
    cleo.sees("Is that all right with you?")
    assert cleo.heard_of("You are in the cohort") == 0
    await cleo.presses("Yes, let us begin")
    assert cleo.heard_of("You are in the cohort Spring 2027") == 1


async def test_a_refusal_keeps_nobody_in_a_cohort(stage: Stage) -> None:
    bea, cleo = await stage.staff("Bea", "programs"), stage.person("Cleo")
    payload = await a_cohort(bea)
    await cleo.says(f"/start {payload}")
    await cleo.presses("No, thank you")
    await opens_cohort(bea)
    bea.sees("0 people")


@pytest.mark.parametrize("payload", ["c-nothing-like-it", "c-1"])
async def test_an_unknown_link(stage: Stage, payload: str) -> None:
    ana = await stage.settled("Ana")
    await ana.says(f"/start {payload}")
    ana.sees(GONE)


async def test_people_see_their_cohorts_and_leave(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    payload = await a_cohort(bea)
    await ana.says("/settings")
    assert "Your cohorts" not in ana.labels()
    await ana.says(f"/start {payload}")
    await ana.says("/settings")
    await ana.presses("Your cohorts")
    ana.sees("Spring 2027: Foundations for Leadership")
    await ana.says("/programs")
    await ana.presses("Your cohorts")
    old = ana.button("Leave Spring 2027")
    await ana.presses("Leave Spring 2027")
    ana.sees("Leave the cohort Spring 2027")
    yes = ana.button("Yes, leave")
    await ana.says("yes")
    ana.sees("You have left the cohort Spring 2027")
    for message, data in (old, yes):
        await ana.taps(message.message_id, data)
        assert ana.toasts()[-1] == "You are not in this cohort any more."
    assert (await ana.export())["cohorts"] == []
    await opens_cohort(bea)
    bea.sees("0 people")
    await ana.says(f"/start {payload}")
    ana.sees("You are in the cohort Spring 2027")


@pytest.mark.both_databases
async def test_the_export_has_cohorts_and_erasing_ends_them(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await ana.says(f"/start {await a_cohort(bea)}")
    copy = await ana.export()
    assert [one["name"] for one in copy["cohorts"]] == ["Spring 2027"]
    assert copy["cohorts"][0]["program"] == PROGRAM
    assert copy["cohorts"][0]["last_day"] == "2027-03-31"
    assert copy["member"]["seen_on"] == "2026-11-23"
    await ana.says("/forget")
    await ana.says("forget me")
    await opens_cohort(bea)
    bea.sees("0 people")


@pytest.mark.parametrize(
    ("asked", "words", "answer"),
    [
        ("name", "x" * 81, "80 characters are the most"),
        ("first", "soon", "could not read a day"),
        ("first", "until further notice", "could not read a day"),
        ("last", "2026-11-30", "would come before the first"),
        ("last", "2031-01-01", "three years at the most"),
    ],
)
async def test_what_can_not_be_a_cohorts_name_or_day(
    stage: Stage, asked: str, words: str, answer: str
) -> None:
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(TITLE)
    await bea.presses("Cohorts")
    await bea.presses("A new cohort")
    before = {"name": [], "first": ["Spring"], "last": ["Spring", "2026-12-01"]}[asked]
    for one in before:
        await bea.says(one)
    await bea.says(words)
    bea.hears(answer)
    bea.hears("Nothing has changed so far.")
    await bea.says("/cancel")
    await bea.says("/program")
    await bea.presses("Cohorts")
    bea.sees("None yet.")


async def test_a_cohort_that_would_be_over_already(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(TITLE)
    await bea.presses("Cohorts")
    await bea.presses("A new cohort")
    for words in ("Last year", "2025-01-01", "2025-02-01"):
        await bea.says(words)
    bea.hears("That day is over already")


async def test_its_name_days_and_zone_are_changed(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await a_cohort(bea)
    await bea.presses("Name")
    bea.sees("Now: Spring 2027")
    await bea.says("Spring and summer")
    await bea.presses("Last day")
    bea.sees("Now: 31 March 2027")
    await bea.says("2027-07-31")
    await bea.presses("Time zone")
    await bea.says("Boston")
    bea.hears("Several places are called that")
    (asked,) = [one for one in bea.labels() if one.startswith("Boston, United States")]
    message, tap = bea.button(asked)
    await bea.presses(asked)
    bea.sees("Spring and summer")
    bea.sees("Tue 1 Dec 2026 to Sat 31 Jul 2027 (New York)")
    await bea.taps(message.message_id, tap)  # once more, where nothing is asked any more
    assert bea.toasts()[-1].startswith("This button no longer works")
    await bea.presses("Last day")
    await bea.says("2026-11-01")
    bea.hears("The last day would come before the first")


@pytest.mark.both_databases
async def test_one_tap_on_its_last_day_ends_it_and_its_people_are_told_once(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    dan = await stage.staff("Dan", "programs")
    payload = await a_cohort(bea)
    await ana.says(f"/start {payload}")
    stage.clock.set(datetime(2027, 3, 31, 9, tzinfo=UTC))
    await opens_cohort(dan)
    await opens_cohort(bea)
    await bea.presses("It has ended")
    bea.sees("Spring 2027 has ended. 1 person was in it; 1 is new among the alumni")
    await dan.presses("It has ended")
    assert dan.toasts()[-1].startswith("That cohort has ended")
    await stage.tick()
    stage.clock.forward(minutes=10)
    await stage.tick()
    assert ana.heard_of("and from today you are one of its alumni") == 1
    await ana.says("/programs")
    await ana.presses("Your cohorts")
    ana.sees("Spring 2027: Foundations for Leadership\n1 Dec 2026 to 31 Mar 2027, ended")
    ana.sees("You took part in\n\nFoundations for Leadership")
    assert (await ana.export())["alumni"][0]["program"] == PROGRAM
    cleo = await stage.settled("Cleo")
    await cleo.says(f"/start {payload}")
    cleo.sees(ENDED)
    await ana.says(f"/start {payload}")
    ana.sees("You are in this cohort already")


async def test_before_its_last_day_one_more_tap_is_asked_for(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await ana.says(f"/start {await a_cohort(bea)}")
    await opens_cohort(bea)
    await bea.presses("It has ended")
    bea.sees("still to come: Wednesday 31 March 2027. End it now?")
    await bea.presses("Yes, end it now")
    bea.sees("Spring 2027 has ended")
    await stage.tick()
    ana.hears("you are one of its alumni")


@pytest.mark.both_databases
async def test_it_ends_by_itself_by_the_clock_of_its_zone(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    payload = await a_cohort(bea)
    await bea.presses("Time zone")
    await bea.says("Pacific/Auckland")
    await ana.says(f"/start {payload}")
    stage.clock.set(datetime(2027, 3, 31, 10, 50, tzinfo=UTC))
    await stage.tick()
    assert ana.heard_of("you are one of its alumni") == 0
    stage.clock.set(datetime(2027, 3, 31, 11, 5, tzinfo=UTC))
    await stage.tick()
    await stage.tick()
    assert ana.heard_of("you are one of its alumni") == 1
    await opens_cohort(bea)
    bea.sees("Ended. Its people are alumni of the program.")


async def test_a_cohort_that_is_called_off_makes_no_alumni(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    payload = await a_cohort(bea)
    await ana.says(f"/start {payload}")
    await opens_cohort(bea)
    await bea.presses("Call it off")
    bea.sees("The one person in it does not become alumni by it")
    yes = bea.button("Yes, call it off")
    await bea.presses("Yes, call it off")
    bea.sees("None yet.")
    await bea.taps(yes[0].message_id, yes[1])
    assert bea.toasts()[-1].startswith("That cohort is not there any more")
    await ana.says(f"/start {payload}")
    ana.sees(GONE)
    stage.clock.set(datetime(2027, 4, 2, 9, tzinfo=UTC))
    await stage.tick()
    assert ana.heard_of("alumni") == 0
    await ana.says("/settings")
    assert "Your cohorts" not in ana.labels()


@pytest.mark.both_databases
async def test_people_are_added_by_a_list_and_told(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana = await stage.settled("Ana", person=stage.person("Ana", username="Ana_Writes"))
    cleo = await stage.settled("Cleo")
    await a_cohort(bea)
    await bea.presses("Add people")
    await bea.says("nobody at all!")
    bea.sees("Nobody here goes by\nnobody at all!")
    await bea.says(f"@ana_writes\n{cleo.id}\nhttps://t.me/ana_writes\n@stranger_1\n999999")
    bea.sees("2 people were found")
    bea.sees("Ana (@Ana_Writes)")
    bea.sees("Nobody here goes by\n@stranger_1\n999999")
    await stage.tick()
    assert ana.heard_of("You have been added") == 0
    yes = bea.button("Add these 2")
    await bea.presses("Add these 2")
    bea.sees("2 people were added")
    await bea.taps(yes[0].message_id, yes[1])
    assert bea.toasts()[-1].startswith("That list is done with already")
    await stage.tick()
    for person in (ana, cleo):
        person.hears("You have been added to the cohort Spring 2027")
    await ana.presses("Your cohorts")
    await ana.presses("Leave Spring 2027")
    await ana.presses("Yes, leave")
    await opens_cohort(bea)
    bea.sees("1 person")


async def test_a_list_can_be_typed_away_and_survives_a_restart(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await a_cohort(bea)
    await bea.presses("Add people")
    await bea.says(str(ana.id))
    await stage.stop()
    await stage.start()
    await bea.says("Add these 1")
    bea.hears("1 person was added")


async def test_a_person_is_added_and_taken_out_from_their_page(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await a_cohort(bea)
    await bea.says("/people Ana")
    await bea.presses("Ana")
    await bea.presses("Add to a cohort")
    bea.sees("To which cohort should Ana be added?")
    again = bea.button("Spring 2027")
    await bea.taps(again[0].message_id, again[1])
    bea.sees("Ana is in Spring 2027 now")
    await bea.taps(again[0].message_id, again[1])
    bea.sees("Ana was in Spring 2027 already")
    await stage.tick()
    assert ana.heard_of("You have been added to the cohort Spring 2027") == 1
    await bea.presses("‹ Back")
    bea.sees("Cohorts\nSpring 2027 (Foundations for Leadership)")
    await bea.presses("Take out of Spring 2027")
    bea.sees("Ana is not in Spring 2027 any more")
    await ana.says("/programs")
    assert "Your cohorts" not in ana.labels()


@pytest.mark.both_databases
async def test_alumni_are_marked_by_a_list_and_unmarked(stage: Stage) -> None:
    bea, ana, cleo = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana", person=stage.person("Ana", username="ana_w")),
        await stage.settled("Cleo"),
    )
    await bea.says("/program")
    await bea.presses(TITLE)
    await bea.presses("Alumni")
    bea.sees("Alumni of Foundations for Leadership: 0")
    await bea.presses("Mark by list")
    await bea.says(f"ana_w\n{cleo.id}\nnobody_here")
    bea.sees("2 people were found")
    await bea.presses("Mark these 2")
    bea.sees("2 people are new among the alumni")
    await stage.tick()
    for person in (ana, cleo):
        assert person.heard_of("you are one of its alumni") == 1
    await bea.presses("‹ Back")
    bea.sees("Alumni of Foundations for Leadership: 2")
    await bea.presses("Mark by list")
    await bea.says("@ana_w")
    bea.sees("1 person was found; it is so already for 1")
    assert not [label for label in bea.labels() if label.startswith("Mark these")]
    await bea.presses("‹ Back")
    await bea.presses("Unmark by list")
    await bea.says("@ana_w")
    await bea.presses("Unmark these 1")
    bea.sees("1 person is not among the alumni any more")
    stage.clock.forward(minutes=10)
    await stage.tick()
    assert ana.heard_of("you are one of its alumni") == 1
    assert stage.works is not None
    async with stage.works.begin() as work:
        assert not await alumni.is_alumnus(work, ana.id)
        assert await alumni.is_alumnus(work, cleo.id)
        assert await alumni.is_alumnus_of(work, cleo.id, PROGRAM)


@pytest.mark.both_databases
async def test_one_person_is_marked_from_their_page_and_a_second_tap_changes_nothing(
    stage: Stage,
) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await bea.says(f"/people {ana.id}")
    await bea.presses("Ana")
    await bea.presses("Alumni")
    bea.sees("Ana is not among the alumni of any program")
    mark = bea.button(f"Mark: {TITLE}"[: len("Mark: ") + 28].rstrip())
    for _ in range(2):
        await bea.taps(mark[0].message_id, mark[1])
        bea.sees(f"Ana took part in: {TITLE}.")
    await stage.tick()
    assert ana.heard_of("you are one of its alumni") == 1


async def test_a_name_that_two_had_is_not_guessed(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await stage.settled("Ana", person=stage.person("Ana", username="the_name"))
    await stage.settled("Cleo", person=stage.person("Cleo", username="The_Name"))
    await a_cohort(bea)
    await bea.presses("Add people")
    await bea.says("@the_name")
    bea.sees("0 people were found")
    bea.sees("More than one person has gone by\n@the_name")


async def test_words_of_a_list_are_no_list_for_somebody_dismissed(stage: Stage) -> None:
    olga, bea = await stage.owner(), await stage.staff("Bea", "programs")
    await a_cohort(bea)
    old = [_button(bea, label) for label in ("Name", "Call it off", "Who is in it")]
    await bea.presses("Add people")
    await olga.says("/invite")
    await olga.presses("Bea · Programs")
    await olga.presses("Dismiss")
    await olga.presses("Yes, dismiss")
    await bea.says(f"{olga.id}")
    assert "found" not in bea.shown()
    for message, data in old:
        await bea.taps(message, data)
        assert bea.toasts()[-1].startswith("This part is for the people")


def _button(person: Person, label: str) -> tuple[int, str]:
    message, data = person.button(label)
    return message.message_id, data


@pytest.mark.both_databases
async def test_five_thousand_people_in_a_cohort_are_paged(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    payload = await a_cohort(bea)
    assert stage.works is not None
    ids = range(1_000_000, 1_005_000)
    async with stage.works.begin() as work:
        people = [
            {
                "id": number,
                "state": "stopped",
                "created_at": work.now,
                "consented_at": work.now,
                "name": f"Person {number}" if number > 1_004_980 else None,
            }
            for number in ids
        ]
        await work.session.execute(insert(members.Member), people)
        run = (await cohorts_db.by_slug(work.session, payload.removeprefix("c-")) or (None,))[0]
        assert run is not None
        cohort_id = run.id
        assert len(await cohorts.add(work, OWNER, cohort_id, ids)) == 5000
        work.session.expunge_all()
    await opens_cohort(bea)
    bea.sees("5,000 people")
    await bea.presses("Who is in it")
    bea.sees("Page 1 of 500")
    await bea.presses("Next page ›")
    bea.sees("Page 2 of 500")
    await bea.taps(_button(bea, "Next page ›")[0], f"scr:{cohort_id}:499")
    bea.sees("Person 1004999")
    assert "Next page ›" not in bea.labels()
    async with stage.works.begin() as work:
        await work.session.execute(update(Cohort).values(last_day=date(2026, 11, 23)))
    await opens_cohort(bea)
    await bea.presses("It has ended")
    bea.sees("5,000 people were in it; 5,000 are new among the alumni")
    await bea.presses("Alumni")
    bea.sees("Page 1 of 500")
