"""Looking for entries in the chat: words folded, kinds, days and disciplines, together and by buttons; on this day, a
jump to a date, a year as a picture."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy import text as sql

from solbot.body import Body
from solbot.coaching.answers import service as answers
from solbot.coaching.journal import service as journal
from solbot.content.bodies import media_body, scale_body, text_body
from solbot.db.tables import Prompt, Vision
from solbot.members import service as members
from tests.dialogs.people import Person, Stage


async def wrote(stage: Stage, person: Person, *notes: tuple[int | date, str | Body]) -> None:
    """Notes of so many days ago, or of a date."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, person.id)
        assert member is not None
        for when, said in notes:
            day = when if isinstance(when, date) else work.now.date() - timedelta(days=when)
            body = text_body(said) if isinstance(said, str) else said
            await journal.note_for(work, member, day, body, None)


async def answered(
    stage: Stage,
    person: Person,
    words: str,
    *,
    days_ago: int = 0,
    discipline: str = "team-learning",
    question: str = "q",
    vision: int | None = None,
) -> None:
    """A question that was answered."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        at = work.now - timedelta(days=days_ago)
        prompt = Prompt(
            member_id=person.id,
            question_id=question,
            reading_id="r",
            discipline=discipline,
            for_date=at.date(),
            asked_at=at,
            state="open",
            part=0,
            from_path=False,
            created_at=at,
            vision_id=vision,
            parts=[
                {
                    "ask": f"The question {question}?",
                    "language": "en",
                    "kind": "text",
                    "options": [],
                    "low": None,
                    "high": None,
                }
            ],
        )
        work.session.add(prompt)
        await work.session.flush()
        member = await members.find(work, person.id)
        assert member is not None
        await answers.give(work, member, prompt.id, text_body(words), None)


async def finds(person: Person, text: str, *wanted: str, but: str = "") -> None:
    """What is typed after /journal finds these, and not that."""
    await person.says(f"/journal {text}")
    for words in wanted:
        assert words in person.last(), f"{text}: {person.last()}"
    assert not but or but not in person.last(), f"{text}: {person.last()}"


@pytest.mark.both_databases
async def test_words_are_found_whatever_their_case_accents_and_width(stage: Stage) -> None:
    ana = await stage.settled()
    await wrote(
        stage,
        ana,
        (1, "La canción de la Straße en Łódź"),
        (2, "我今天很平静"),
        (3, "Dance 💃🏽 with ❤️ and 👩‍👩‍👧"),
        (4, "Ｗｉｄｅ ｌｅｔｔｅｒｓ and ﬁre"),
        (5, "שָׁלוֹם שם"),
        (6, "I'm calm – really"),
        (7, "two small words"),
        (8, "words that are two"),
    )
    for text, found in (
        ("CANCION", "canción"),
        ("canción", "canción"),
        ("strasse", "Straße"),
        ("LODZ", "Łódź"),
        ("平静", "平静"),
        ("💃", "💃🏽"),
        ("💃🏿", "💃🏽"),
        ("❤", "❤️"),
        ("👩", "👩‍👩‍👧"),
        ("wide", "Ｗｉｄｅ"),
        ("fire", "ﬁre"),
        ("שלום", "שָׁלוֹם"),
        ("i’m calm", "I'm calm"),
    ):
        await finds(ana, text, "1 entry", found)
    await finds(ana, "two words", "2 entries")
    await finds(ana, '"two small words"', "1 entry", but="that are")
    await finds(
        ana,
        "purple",
        "Nothing in your journal has “purple”",
        "voice messages and photos can't be searched",
    )


@pytest.mark.both_databases
async def test_days_kinds_and_disciplines_are_found_together(stage: Stage) -> None:
    ana = await stage.settled()
    today = stage.clock.at.date()
    monday = today - timedelta(days=today.isoweekday() - 1)
    await wrote(
        stage,
        ana,
        (0, "Of today"),
        (1, "Of yesterday"),
        (monday - timedelta(days=3), "Of last week"),
        (date(2025, 3, 14), "A walk in spring"),
        (date(2024, 3, 9), media_body("photo", "F", "In the park")),
        (date(2025, 11, 30), "End of autumn"),
        (5, scale_body(7)),
        (900, media_body("voice", "V", None)),
    )
    await answered(stage, ana, "We spoke in turns", days_ago=(today - monday).days + 2)
    await answered(stage, ana, "A vision of ours", discipline="shared-vision")
    await answered(stage, ana, "My own answer", discipline="own", question="own-1")
    for text, found, but in (
        ("yesterday", "Of yesterday", "Of today"),
        ("last week", "Of last week", "Of today"),
        ("30 November", "End of autumn", "Of today"),
        ("march", "A walk in spring", "Of today"),
        ("2025", "A walk in spring", "In the park"),
        ("March 2024", "In the park", "A walk"),
        ("photos march", "In the park", "A walk"),
        ("voice", "[voice message]", "Of today"),
        ("figures", "7", "Of today"),
        ("team learning last week", "We spoke", "Of last week"),
        ("shared vision", "A vision of ours", "We spoke"),
        ("own questions", "My own answer", "We spoke"),
        ("walk in march", "A walk in spring", "park"),
        ("what I wrote in march 2025", "A walk", "park"),
        ("notes yesterday", "Of yesterday", "We spoke"),
        ("the question own", "My own answer", "We spoke"),
    ):
        await finds(ana, text, found, but=but)
    await finds(ana, "photos march 2025", "Nothing in your journal is that: Photos and ")
    await ana.presses("The journal around then")
    ana.sees("A walk in spring")


async def test_a_month_may_be_just_a_word(stage: Stage) -> None:
    ana = await stage.settled()
    await wrote(
        stage, ana, (date(2025, 3, 14), "In spring"), (date(2025, 5, 2), "The march on Washington")
    )
    await finds(ana, "march", "In spring", but="Washington")
    await ana.presses("Just the words")
    ana.sees("Washington")
    await finds(ana, "march washington", "Washington")


async def test_plain_words_at_the_journal_are_looked_for_and_nothing_is_lost(stage: Stage) -> None:
    ana = await stage.settled()
    await wrote(stage, ana, (0, "The river was high"))
    await ana.says("/journal")
    await ana.says("river")
    ana.hears("1 entry with “river”")
    assert (await ana.export())["unplaced"] == []
    await ana.says("/journal")
    await ana.says("river")
    await ana.presses("Keep it as a note")
    await ana.says("/journal")
    await ana.says("I slept badly")
    ana.hears("nothing is lost")
    await ana.presses("Keep it as a note")
    said = [one["answer"] for one in (await ana.export())["answers"]]
    assert said == ["The river was high", "river", "I slept badly"]
    await ana.says("/journal")
    await ana.says(
        "Today I wrote something that is surely far too long to be something I would look for"
    )
    await ana.presses("Keep it as a note")
    assert len((await ana.export())["answers"]) == 4


async def test_an_open_question_is_answered_from_the_journal_as_ever(stage: Stage) -> None:
    ana = await stage.settled()
    await wrote(stage, ana, (0, "The river was high"))
    await stage.days(1)
    await ana.says("/journal")
    await ana.says("river")
    assert [one["answer"] for one in (await ana.export())["answers"]] == [
        "The river was high",
        "river",
    ]


@pytest.mark.both_databases
async def test_found_by_buttons_narrowed_and_turned(stage: Stage) -> None:
    ana = await stage.settled()
    await wrote(
        stage, ana, *((n, f"Note {n} of the garden") for n in range(12)), (400, "An old garden")
    )
    assert stage.works is not None
    async with stage.works.begin() as work:
        (vision,) = await work.session.scalars(select(Vision.id))
    await answered(stage, ana, "Of the choir", vision=vision, question="w")
    await answered(stage, ana, "Of the choir again", question="w", days_ago=3)
    await ana.says("/journal")
    await ana.presses("Find")
    ana.sees("What are you looking for?")
    await ana.says("garden")
    ana.hears("13 entries with “garden”")
    ana.hears("page 1 of 3")
    await ana.presses("Older ›")
    ana.sees("page 2 of 3")
    await ana.presses("1")
    await ana.presses("Back to what was found")
    ana.sees("13 entries with “garden”")
    await ana.presses("Narrow it down")
    ana.sees("So far: “garden”")
    await ana.says("last year")
    ana.hears("An old garden")
    await ana.presses("Find")
    await ana.presses("By discipline")
    await ana.presses("Team learning")
    ana.sees("2 entries: Team learning")
    await ana.presses("Find")
    await ana.presses("By vision")
    await ana.presses("→ A choir that sings without fear")
    ana.sees("Of the choir")
    await ana.presses("1")
    await ana.presses("More …")
    await ana.presses("All I said to this question")
    ana.sees("2 entries: The question w?")
    await ana.presses("Find")
    await ana.presses("Notes")
    ana.sees("13 entries: Notes")
    await ana.presses("Find")
    await ana.presses("This month")


@pytest.mark.both_databases
async def test_on_this_day(stage: Stage) -> None:
    ana = await stage.settled()
    today = stage.clock.at.date()
    await ana.says("/journal")
    await wrote(stage, ana, (7, "A week ago"))
    await ana.says("/journal")
    await ana.presses("On this day")
    ana.sees("A week ago")
    await wrote(
        stage,
        ana,
        (date(today.year - 1, today.month, today.day), "Then"),
        (date(today.year - 3, today.month, today.day), "Long ago"),
    )
    await ana.says("/journal")
    await ana.says("on this day")
    ana.hears("A year ago")
    ana.hears("3 years ago")
    assert "A week ago" not in ana.last() and ana.last().index("Then") < ana.last().index(
        "Long ago"
    )
    bea = await stage.settled("Bea")
    await wrote(stage, bea, (3, "Three days ago"))
    await bea.says("/journal")
    await bea.presses("On this day")
    bea.sees("There is nothing of yours from this day")


@pytest.mark.both_databases
async def test_a_jump_to_a_date_typed_or_tapped(stage: Stage) -> None:
    ana = await stage.settled()
    await wrote(
        stage,
        ana,
        (date(2025, 3, 14), "A walk in spring"),
        (date(2024, 7, 1), "Summer"),
        (0, "Now"),
    )
    await ana.says("/journal")
    await ana.presses("More")
    ana.sees("You wrote on one day this month, and on one day in 2026")
    await ana.presses("Jump to a date")
    await ana.presses("2025 (1)")
    await ana.presses("March (1)")
    await ana.presses("14")
    ana.sees("A walk in spring")
    await ana.says("/journal")
    await ana.presses("More")
    await ana.presses("Jump to a date")
    await ana.says("purple")
    ana.hears("couldn't make out which day")
    await ana.says("1 July 2024")
    ana.hears("Summer")
    await ana.says("/journal")
    await ana.presses("More")
    await ana.presses("Jump to a date")
    await ana.presses("2024 (1)")
    await ana.presses("July (1)")
    await ana.presses("The whole month")
    ana.sees("Summer")


@pytest.mark.both_databases
async def test_a_year_as_a_picture_and_as_a_sentence(stage: Stage) -> None:
    ana = await stage.settled()
    year = stage.clock.at.year
    await wrote(
        stage, ana, (0, "Now"), (0, "Once more"), (1, "Before"), (date(year - 1, 3, 14), "A walk")
    )
    await ana.says("/journal")
    await ana.presses("More")
    await ana.presses("The year as a picture")
    picture = ana.heard()[-1]
    assert picture.file_id and f"In {year} you wrote on 2 days, 3 entries in all" in picture.text
    assert stage.world.file(picture.file_id).content.startswith(b"\x89PNG")
    await ana.presses(str(year - 1))
    ana.hears("you wrote on one day")
    await ana.taps(ana.heard()[-1].message_id, "jy:1999")
    ana.hears("There is nothing from 1999")


@pytest.mark.both_databases
async def test_what_cannot_be_read_just_now_stops_no_search(stage: Stage) -> None:
    ana = await stage.settled()
    await wrote(stage, ana, (0, "A garden"), (1, "Lost"))
    assert stage.works is not None
    async with stage.works.begin() as work:
        body = {"body": b"what no key opens"}
        await work.session.execute(sql("UPDATE answers SET body = :body WHERE id = 2"), body)
    await finds(ana, "garden", "1 entry with “garden”")
    await finds(ana, "lost", "Nothing")
