"""A year of three people, lived day by day in the playground: one who is keen, one who is seldom there, one who falls
silent in between. `python -m tests.browser.year` puts their pages, looks back and pictures into docs/pictures/."""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Final

from playwright.async_api import Browser, async_playwright

from solbot.fake_telegram.chats import ChatMessage
from solbot.playground.folder import opened
from solbot.playground.habits import Habits, Simulated, asks, offered
from solbot.playground.playground import Options, Playground
from solbot.settings import Settings
from tests.browser.conftest import CHROMIUM, PHONE, QUIET
from tests.browser.pictures import keep, visit
from tests.playground.running import since_morning

DAYS: Final = 365
MOST_STEPS: Final = 8  # of one evening
EVENING: Final = timedelta(hours=22)
OFFERS: Final = ("pg:", "pgc:", "pgv:")  # what taps send that put words on the page
MONTH: Final = 28


@dataclass
class Life:
    """Somebody, and on which days of the year they answer what came. `drift`: how their figures move, a year."""

    key: str  # in the names of pictures
    name: str
    language: str
    habits: Habits
    share: float  # of the days on which they answer
    drift: float
    takes: dict[
        str, str
    ]  # what an offer says that they take, and how their words begin that are meant for it
    away: range = range(0)  # the days on which they are not


KEEN = Life(
    "keen",
    "Amina",
    "en",
    Habits(
        zone="Africa/Lagos",
        vision="A reading room in our street, open every evening, with children at the long table",
        closeness=2,
        words=(
            "Eleven children came on Tuesday, and two of them brought a friend.",
            "The lamp over the long table is broken, so we stop at seven.",
            "I said the street was not ready. What I saw is that I had not asked.",
            "Mrs. Bello offered her key for Thursdays. I thanked her and took it.",
            "On Friday I will write to the landlord and ask for the back room.",
            "I was proud of the shelf, and forgot to look who was reading.",
            "Quiet today. I sat there for an hour and nobody came, and it did not frighten me.",
            "Two mothers asked for Saturday mornings. I had only thought of evenings.",
            "I talked about money for ten minutes, and about the children for one.",
            "It is more a room than a library. I like that better.",
            "The landlord said no to the back room, and yes to longer hours.",
            "Six o'clock, and nobody wanted to go home.",
            "I counted the books that are missing: four of two hundred.",
            "A boy read aloud to his sister. Nobody had told him to.",
            "I gave the key for Tuesdays to Chidi, and stayed away.",
            "The rain kept everybody at home, and me as well.",
            "Somebody mended the lamp. I don't know who.",
            "On Friday I will ask the mothers what they would read themselves.",
            "We have no money for the winter, and four people who said they would look for some.",
            "I noticed that I tidy up when I am afraid.",
            "Nineteen children, two tables, one argument that they settled themselves.",
            "It was open on five evenings this week. I was there on two.",
            "A teacher came to look, and asked to come again with her class.",
            "I wanted to be thanked. I saw it in time.",
        ),
    ),
    share=0.9,
    drift=5.0,
    takes={"as a fact": "", "as your next step": "On Friday"},
)
SELDOM = Life(
    "seldom",
    "Tomás",
    "es",
    Habits(
        zone="America/Montevideo",
        rhythm="7:0900",
        vision="Un taller donde los aprendices preguntan antes de cortar la madera",
        closeness=4,
        words=(
            "Esta semana preguntaron tres veces. Las conté.",
            "Contesté yo antes de que terminaran de preguntar.",
            "Julia midió dos veces y no me miró. Eso era lo que quería ver.",
            "El viernes voy a callarme hasta que pregunten.",
            "Sigue igual, pero ahora lo veo.",
            "Hoy nadie preguntó. Había mucho ruido y yo tenía prisa.",
            "Nico paró la sierra y vino a preguntarme por la veta.",
            "Conté hasta diez antes de contestar. Preguntaron dos más.",
            "Perdimos una tabla por no preguntar. No grité.",
            "Los dos más jóvenes se preguntan entre ellos.",
            "El viernes voy a dejar el plano sin medidas.",
            "Me preguntaron algo que yo no sabía, y lo buscamos juntos.",
        ),
    ),
    share=0.5,
    drift=1.0,
    takes={"como un hecho": "", "como tu próximo paso": "El viernes"},
)
SILENT = Life(
    "silent",
    "Carla",
    "en",
    Habits(
        zone="Europe/Lisbon",
        vision="A shop that runs without me for a week",
        closeness=5,
        words=(
            "The delivery came and nobody called me.",
            "I went in on Sunday after all. The till was right without me.",
            "Rui asked whether he may order flour. He may.",
            "I don't know what I would do with a free week.",
            "Three days away, two calls.",
            "I wrote down what only I know. It filled one page.",
            "Rui closed on his own, and closed well.",
            "I came back to a full till and an empty shelf.",
            "On Friday I will stay at home, whatever happens.",
            "Nobody missed me for two days. It stung, and it was what I wanted.",
            "The oven man asked for Rui, not for me.",
            "I called on the second day. There was no need.",
            "Five days, one call, and it was about my coat.",
        ),
    ),
    share=0.85,
    away=range(110, 240),
    drift=-1.0,
    takes={"as a fact": "", "as your next step": "On Friday"},
)
LIVES: Final = (KEEN, SELDOM, SILENT)
Look = Callable[[Life, Sequence[ChatMessage]], Awaitable[None]]


class Person(Simulated):
    """Somebody who answers by what they are like: figures wander slowly, and what is offered is put on the page."""

    def __init__(self, playground: Playground, life: Life, dice: random.Random) -> None:
        """They are new in the playground's world."""
        world = playground.world
        there = world.add_person(life.name, language_code=life.language, zone=life.habits.zone)
        super().__init__(world, there.id, life.habits, dice)
        self._life, self._playground, self._chance = life, playground, dice
        self._at = float(life.habits.closeness)
        self._said = ""
        self._words = cycle(dice.sample(life.habits.words, len(life.habits.words)))

    def last(self) -> ChatMessage:
        """What was said last in their chat."""
        return self._playground.world.messages(self.id)[-1]

    def answers(self, message: ChatMessage) -> bool:
        """Answer the question of a message, a scale by how things move."""
        data = offered(message)
        scale = [one for one in data if one.startswith("as:")]
        if not asks(message) or any(one.startswith(("ac:", "am:")) for one in data):
            return super().answers(message)
        if not scale:
            self._said = next(self._words)
            self._world.say(self.id, self._said, reply_to=message.message_id)
            return True
        step = self._life.drift / (DAYS / 7) + self._chance.uniform(-0.7, 0.7)
        self._at = min(10.0, max(0.0, self._at + step))
        self._press(message, scale[round(self._at)])
        return True

    def goes_on(self, message: ChatMessage) -> bool:
        """Do what there is to be done with the last message: take what it offers, or answer it."""
        there = [one for one in offered(message) if one.startswith(OFFERS)]
        if not there:
            return self.answers(message)
        wanted = any(
            phrase in message.text and self._said.startswith(beginning)
            for phrase, beginning in self._life.takes.items()
        )
        if wanted:
            self._press(message, there[0])
        return wanted

    def figure(self, upwards: bool) -> int:
        """One of pull, which goes with closeness, or of strain, which goes against it."""
        wanted = 9 - self._at * 0.4 if not upwards else 3 + self._at * 0.6
        return round(min(10.0, max(0.0, wanted + self._chance.uniform(-1, 1))))


async def _nobody(_: Life, __: Sequence[ChatMessage]) -> None:
    return None


async def lived(
    playground: Playground, days: int = DAYS, look: Look = _nobody
) -> dict[str, Person]:
    """Let the three live through so many days; gives them by name. `look` is told what came, before it is answered.

    Raises AssertionError where two nudges came for one slot on one day.
    """
    dice = random.Random(7)
    people = {life.name: Person(playground, life, dice) for life in LIVES}
    for life in LIVES:
        people[life.name].says("/start")
        await playground.time.settle()
        for _ in range(MOST_STEPS * 2):
            if not people[life.name].settles(people[life.name].last()):
                break
            await playground.time.settle()
    for day in range(days):
        today = playground.clock().date() + timedelta(days=1)
        heard = {life.name: people[life.name].last().message_id for life in LIVES}
        await _until_evening(playground, today)
        for life in LIVES:
            person = people[life.name]
            new = [
                m for m in playground.world.messages(person.id) if m.message_id > heard[life.name]
            ]
            asked = [one for one in new if one.from_bot and asks(one)]
            assert len(asked) <= 2, f"{life.name} was asked {len(asked)} times on {today}"
            await look(life, asked)
            if day not in life.away and dice.random() < life.share:
                await _evening(playground, person)
                if day % MONTH == MONTH // 2:
                    await _looks_at_page(playground, person)
    return people


async def _until_evening(playground: Playground, today: date) -> None:
    begun = playground.clock().replace(
        year=today.year, month=today.month, day=today.day, hour=0, minute=0, second=0, microsecond=0
    )
    playground.time.go_to(begun + EVENING)
    await playground.time.arrived()


async def _evening(playground: Playground, person: Person) -> None:
    """What came is answered, with all its parts and what follows."""
    for _ in range(MOST_STEPS):
        message = person.last()
        if not message.from_bot or not person.goes_on(message):
            return
        await playground.time.settle()


async def _looks_at_page(playground: Playground, person: Person) -> None:
    """Once a month: the page, and how it pulls and strains."""
    await _opens_page(playground, person)
    for data in ("vg:", f"vgp:*:{person.figure(True)}", f"vgs:*:{person.figure(False)}:"):
        assert person.taps(data), f"nothing sends {data}"
        await playground.time.settle()


async def _opens_page(playground: Playground, person: Person) -> None:
    person.says("/vision")
    await playground.time.settle()
    if not any(one.startswith("vg:") for one in offered(person.last())):  # there are several
        assert person.taps("v:"), "no vision can be opened"
        await playground.time.settle()


SEEN: Final = {
    "A month ago, on": "month",
    "As it began, on": "quarter",
    "Hace un mes, el": "month",
    "Como empezó, el": "quarter",
    "you wrote on": "then",
    "escribiste el": "then",
}
"""What a message says that is worth a picture, and what the picture is called."""


async def main() -> None:
    """Live through the year, and keep what the three see."""
    settings = Settings(messages=Path("messages"), log="error")
    with tempfile.TemporaryDirectory() as folder:
        options = Options(port=0, pause=0.0, ahead=since_morning())
        playground = Playground(settings, opened(Path(folder)), options)
        await playground.start()
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)

            async def look(life: Life, asked: Sequence[ChatMessage]) -> None:
                for message in asked:
                    for phrase in (one for one in SEEN if one in message.text):
                        await _seen(browser, playground, life, SEEN[phrase], phrase)

            people = await lived(playground, look=look)
            for life in LIVES:
                person = people[life.name]
                await _opens_page(playground, person)
                await _seen(browser, playground, life, "page")
                person.taps("vp:")
                await playground.time.settle()
                await _seen(browser, playground, life, "picture")
            await browser.close()
        await playground.stop()


async def _seen(
    browser: Browser, playground: Playground, life: Life, name: str, phrase: str | None = None
) -> None:
    """Keep somebody's chat, as wide as a phone, with the newest message that says a phrase in sight."""
    visitor = await visit(browser, playground.address, PHONE, "light")
    await visitor.tab(life.name).click()
    if phrase:
        await visitor.log(life.name).get_by_text(phrase).last.scroll_into_view_if_needed()
    await keep(visitor, f"year-{life.key}-{name}")


if __name__ == "__main__":
    asyncio.run(main())
