"""/people: counts, finding somebody, a person's page; and nothing of what anybody wrote."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, update

from solbot.app import ROUTES
from solbot.content.expected import shipped
from solbot.db.tables import Letter, Trace
from solbot.errors import SolbotError
from solbot.members.service import Member
from solbot.staff.audit import Action
from solbot.telegram.kinds import NOTICE
from solbot.telegram.letters import Priority
from tests.dialogs.people import Person, Stage

SECRET = "a lighthouse that nobody knows"


async def traces(stage: Stage, action: Action, about: int | None = None) -> int:
    """How often something is in the audit."""
    assert stage.works is not None
    wanted = select(func.count()).select_from(Trace).where(Trace.action == action)
    if about is not None:
        wanted = wanted.where(Trace.about_id == about)
    async with stage.works.begin() as work:
        return await work.session.scalar(wanted) or 0


@pytest.mark.both_databases
async def test_the_counts(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    assert stage.works is not None
    async with stage.works.begin() as work:
        long_ago = work.now - timedelta(days=200)
        common = {"created_at": long_ago, "consented_at": long_ago}
        crowd = [{"id": number, "state": "active"} for number in range(3_000_000, 3_000_020)]
        gone = [{"id": number, "state": "stopped"} for number in range(3_000_020, 3_000_029)]
        await work.session.execute(insert(Member), [common | one for one in (*crowd, *gone)])
    await stage.person("Stranger").says("/start")
    await bea.says("/people")
    for words in (
        "Members: 30",
        "Active: 21",
        "Paused: fewer than 5",
        "Left (stopped, or blocked the bot): not shown",
        "Alumni of a program: fewer than 5",
    ):
        bea.sees(words)
    async with stage.works.begin() as work:
        some = [one["id"] for one in crowd[:6]]
        await work.session.execute(
            update(Member).where(Member.id.in_(some)).values(paused_at=long_ago)
        )
    await bea.says("/staff")
    await bea.presses("People")
    for words in ("Active: 15", "Paused: 6", "blocked the bot): 9"):
        bea.sees(words)


@pytest.mark.both_databases
async def test_what_stats_hides_is_not_counted_beside_it(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    for number in range(6):
        person = await stage.settled(f"P{number}")
        await person.says("/pause 7")
    await bea.says("/people")
    bea.sees("Members: 7+")
    for words in ("Active: not shown", "Paused: not shown", "blocked the bot): not shown"):
        bea.sees(words)


async def everything_sent(staff: Person) -> str:
    """All pages of what was sent to the person whose page is on the screen."""
    await staff.presses("What was sent")
    seen = staff.shown()
    while "Older ›" in [one["text"] for row in staff.heard()[-1].keyboard or [] for one in row]:
        await staff.presses("Older ›")
        seen += staff.shown()
    return seen


def _ref(kind: str, notice: str) -> dict[str, str]:
    return {"notice": notice} if kind == "notice" else {}


async def test_every_kind_of_letter_has_its_line_and_coaching_tells_nothing(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    kinds = [(kind, "") for kind in ROUTES.letters.known if kind != NOTICE]
    kinds += [(NOTICE, notice) for notice in sorted(ROUTES.letters.notices)]
    assert stage.works is not None
    async with stage.works.begin() as work:
        work.session.add_all(
            Letter(
                key=f"{kind}:{notice}:{status}",
                member_id=ana.id,
                kind=kind,
                ref=_ref(kind, notice),
                priority=Priority.ANNOUNCEMENT.value,
                status=status,
                due_at=work.now,
                settled_at=work.now,
            )
            for kind, notice in kinds
            for status in ("sent", "failed", "skipped", "cancelled", "unsure")
        )
    await bea.says(f"/people {ana.id}")
    await bea.presses(bea.labels()[0])
    seen = await everything_sent(bea)
    for _, notice in kinds:
        assert not notice or stage.catalog.language("en").button(f"letter_{notice}") in seen
    for line in ("a correction of an announcement", "an announcement taken back", "as a test"):
        assert f"{line}, arrived" in seen
    assert "how an announcement goes, could not be sent" in seen
    assert "coaching, arrived" in seen and "coaching, called off" not in seen
    for word in ("a question, ", "a reading", "a notice", "went wrong"):
        assert word not in seen


def test_every_line_for_staff_is_of_a_kind_of_letter() -> None:
    lines = {one for one in shipped().buttons if one.startswith("letter_")}
    assert ROUTES.letters.lines() == lines


@pytest.mark.parametrize("kind", ["fact", "correction", "alumnus"])
async def test_a_kind_without_a_line_keeps_the_bot_from_starting(stage: Stage, kind: str) -> None:
    await stage.stop()
    whole, english = stage.catalog, stage.catalog.default
    labels = {key: label for key, label in english.buttons.items() if key != f"letter_{kind}"}
    stage.catalog = replace(
        whole, by_code={**whole.by_code, "en": replace(english, buttons=labels)}
    )
    with pytest.raises(SolbotError, match=kind):
        await stage.start()
    stage.catalog = whole
    await stage.start()


@pytest.mark.both_databases
async def test_somebody_is_found_by_name_username_and_number(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana = await stage.settled("Ana", person=stage.person("Ana María", username="Ana_Writes"))
    await stage.settled("Anatol", person=stage.person("Anatol", username="tolya"))
    for words, found, other in (
        ("ana", "Ana María (@Ana_Writes), last here 23 Nov 2026", ""),
        ("MARÍA", "Ana María", "Anatol"),
        ("writes", "Ana María", "Anatol"),
        ("@ana_writes", "Ana María", "Anatol"),
        (str(ana.id), "Ana María", "Anatol"),
        ("anatol", "Anatol (@tolya)", "Ana María"),
    ):
        await bea.says("/people")
        await bea.says(words)
        bea.sees(found)
        assert not other or other not in bea.shown()
    await bea.says("/people @ana")
    bea.sees("Nobody here has “@ana” in their name or username")
    await bea.says("tolya")
    bea.sees("Anatol (@tolya)")
    assert await traces(stage, Action.SEARCHED_PEOPLE) == 8
    cleo = stage.person("Cleo")
    await cleo.says("/start")
    await bea.says(str(cleo.id))
    bea.sees("Nobody here has")


@pytest.mark.both_databases
async def test_a_persons_page_and_never_what_they_wrote(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana = stage.person("Ana", username="ana_w")
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    for words in ("Europe/Madrid", "Every day, 08:00", f"My vision: {SECRET}", "4"):
        await ana.says(words)
    await stage.days(1)
    await ana.says(f"My answer: {SECRET}")
    ana.sees("Kept in your journal")
    await ana.says("/start p-foundations-for-leadership")
    await ana.presses("Flyer")
    await ana.presses("Tell me when the flyer is here")
    stage.clock.forward(days=2)
    await bea.says("/people Ana")
    await bea.presses("Ana (@ana_w)")
    for words in (
        "Ana @ana_w",
        f"Telegram number: {ana.id}",
        "Active",
        "Joined 23 Nov 2026, last here 24 Nov 2026",
        "Language: English",
        "Time zone: Madrid (it is 08:00 there)",
        "Asked about\nFoundations for Leadership: flyer",
        "Next reading: ",
        "by their clock",
    ):
        bea.sees(words)
    await bea.presses("What was sent")
    bea.sees("coaching, arrived")
    await bea.presses("‹ Back")
    await bea.presses("Alumni")
    assert await traces(stage, Action.LOOKED_AT_PERSON, ana.id) == 3
    for command in ("/people", "/people Ana", "/stats", "/audit", "/program"):
        await bea.says(command)
    for message in bea.heard():
        assert "lighthouse" not in message.text
    olga = await stage.owner()
    await olga.says("/audit")
    olga.sees("Bea looked at the page of Ana")
    olga.sees("Bea searched the people, 1 person")


async def test_names_are_kept_as_they_are_now_and_the_day_once(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana = await stage.settled("Ana", person=stage.person("Ana", username="before"))
    there = stage.world.people[ana.id]
    there.first_name, there.username = "Anne", "after"
    stage.clock.forward(days=1)
    await ana.says("/help")
    await bea.says("/people @before")
    bea.sees("Nobody here has")
    await bea.says("@after")
    bea.sees("Anne (@after), last here 24 Nov 2026")
    assert (await ana.export())["member"]["username"] == "after"
    there.username = None
    await ana.says("/help")
    assert (await ana.export())["member"]["username"] is None


async def test_before_consent_nothing_of_it_is_kept(stage: Stage) -> None:
    cleo = stage.person("Cleo", username="cleo_c")
    await cleo.says("/start")
    await cleo.says("/programs")
    assert stage.works is not None
    async with stage.works.begin() as work:
        found = await work.session.get(Member, cleo.id)
        assert found is not None
        assert (found.name, found.username, found.seen_on) == (None, None, None)


async def test_the_privacy_text_says_what_staff_see(stage: Stage) -> None:
    ana = stage.person("Ana")
    await ana.says("/privacy")
    for words in (
        "name and username",
        "language and time zone",
        "seats and cohorts",
        "last day you were here",
        "which kinds of messages were sent to you",
        "Answers, notes, visions and your own questions are closed to all of them",
    ):
        ana.sees(words)


async def test_a_helper_and_somebody_demoted_see_nobody(stage: Stage) -> None:
    olga, bea = await stage.owner(), await stage.staff("Bea", "programs")
    ana = await stage.settled("Ana")
    await bea.says("/people")
    await bea.says("Ana")
    old = bea.button("Ana")
    await olga.says("/invite")
    await olga.presses("Bea · Programs")
    await olga.presses("Helper")
    await bea.taps(old[0].message_id, old[1])
    assert bea.toasts()[-1].startswith("That is not part of your role")
    await bea.says("Ana")
    assert f"{ana.id}" not in bea.shown()
    assert await traces(stage, Action.LOOKED_AT_PERSON) == 0


async def test_an_old_button_to_more_and_to_somebody_erased(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await bea.says("/people Ana")
    page = bea.button("Ana")
    await ana.says("/forget")
    await ana.says("forget me")
    await bea.taps(page[0].message_id, page[1])
    assert bea.toasts()[-1].startswith("This person is not here any more.")
    await bea.says("/help")
    await bea.taps(page[0].message_id, "sq:5")
    assert bea.toasts()[-1].startswith("I don't know any more what you were looking for")


@pytest.mark.both_databases
async def test_what_was_found_goes_on_page_by_page(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    assert stage.works is not None
    people = [
        {"id": 2_000_000 + number, "name": f"Zoe {number:04}", "state": "active"}
        for number in range(4500)
    ]
    async with stage.works.begin() as work:
        await work.session.execute(
            insert(Member),
            [{**one, "created_at": work.now, "consented_at": work.now} for one in people],
        )
    began = time.monotonic()
    await bea.says("/people zoe")
    assert time.monotonic() - began < 10
    bea.sees("Zoe 0000")
    bea.sees("Zoe 0007")
    bea.sees("There are more.")
    await bea.presses("More")
    bea.sees("Zoe 0008")
    assert "Zoe 0000" not in bea.shown()
    await bea.presses("Zoe 0009")
    bea.sees("Telegram number: 2000009")
    await bea.presses("People")
    await bea.says("zoe 4499")
    bea.sees("Zoe 4499")
    assert "More" not in bea.labels()


@pytest.mark.both_databases
async def test_figures_are_shown_where_enough_people_stand_behind_them(stage: Stage) -> None:
    olga = await stage.owner()
    people = [await stage.settled(f"P{number}") for number in range(5)]
    await stage.days(1)
    for person in people:
        await person.says("Something of my own")
    await olga.says("/stats")
    olga.sees("Joined: 6 · 6+ · 6+")
    olga.sees("Answered a question: 5 · 5+ · 5+")
    olga.sees("Left: fewer than 5 · fewer than 5 · fewer than 5")
    olga.sees("Personal mastery: 6 asked, nearly all answered")
    olga.sees("Team learning: fewer than 5 asked, fewer than 5 answered")
    await olga.presses("Personal mastery")
    olga.sees("6 asked, nearly all answered")
    await olga.presses("‹ Back")
    await olga.presses("As a chart")
    olga.hears("Personal mastery: 6 asked, nearly all answered.")
    assert olga.file(".png").startswith(b"\x89PNG")
    assert stage.works is not None
    async with stage.works.begin() as work:
        await work.session.execute(update(Member).values(consented_at=work.now))
    stage.clock.forward(days=8)
    await olga.says("/stats")
    olga.sees("Joined: fewer than 5 · 6 · 6+")


async def test_who_may_see_figures_but_not_people(stage: Stage) -> None:
    ana = await stage.staff("Ana", "announcements")
    await ana.says("/stats")
    ana.sees("Figures, over 7, 30, and 90 days")
    await ana.says("/people")
    ana.sees("That is not part of your role")
    assert await traces(stage, Action.READ_STATS) == 1


async def test_every_act_has_its_words_in_the_audit(stage: Stage) -> None:
    olga = await stage.owner()
    assert stage.works is not None
    for number, action in enumerate(Action):
        async with stage.works.begin() as work:
            row = Trace(
                at=work.now,
                actor_id=olga.id,
                action=action,
                detail={"program": "one", "count": number},
            )
            work.session.add(row)
    await olga.says("/audit")
    while "Older ›" in olga.labels():
        await olga.presses("Older ›")
    olga.sees("Olga made an invitation")


@pytest.mark.both_databases
async def test_why_nobody_can_be_reached_is_told_apart(stage: Stage) -> None:
    bea, carl, dora = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Carl"),
        await stage.settled("Dora"),
    )
    stage.world.people[carl.id].deactivated = True
    stage.world.people[dora.id].blocked = True  # without a word of it from Telegram
    await stage.days(1)
    await bea.says(f"/people {carl.id}")
    await bea.presses(bea.labels()[0])
    bea.sees("Has deleted the Telegram account")
    await bea.says(f"/people {dora.id}")
    await bea.presses(bea.labels()[0])
    bea.sees("Has blocked the bot")
