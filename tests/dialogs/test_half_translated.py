"""A language that is half translated: whole messages, in one language each, and never without a word about it."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from solbot.coaching.answers import screens as answer_screens
from solbot.coaching.path import tries
from solbot.content.catalog import Catalog, load
from solbot.content.draft import ASKING_BUTTONS, ASKING_REPLIES
from solbot.content.labels import BUTTON_LIMIT, filled
from solbot.content.lengths import units
from solbot.content.samples.everywhere import SAMPLES
from solbot.fake_telegram.world import World
from solbot.members import service as members
from tests import rehearsal
from tests.conftest import Clock
from tests.dialogs.people import Person, Stage, opened

NOTE = "This is not in Português yet, so it comes in English."
LACKING = ("settings", "kept", "apology")  # replies that are not translated
DAYS = ("day-1", "day-3")  # readings that are translated with all their questions


def half_translated(folder: Path) -> Path:
    """The rehearsal's content, and beside it a draft whose every visible word is marked with «pt»."""
    rehearsal.build(folder)
    english, draft = folder / "en", folder / "pt"
    shutil.copytree(english, draft)
    header = (draft / "language.toml").read_text()
    header = header.replace('name = "English"', 'name = "Português"\ndraft = true', 1)
    (draft / "language.toml").write_text(header)
    for file in (draft / "replies").rglob("*.j2"):
        file.write_text(f"«pt» {file.read_text()}")
    for name in LACKING:
        (draft / "replies" / f"{name}.html.j2").unlink()
    labels = (draft / "buttons.toml").read_text()
    labels = re.sub(r'(?m)^(\w[\w-]* = )"(?!✓|\{language)(.*)"$', _marked, labels)
    labels = re.sub(r"(?m)^society = .*\n", "", labels)
    (draft / "buttons.toml").write_text(labels)
    for file in [*(draft / "readings").rglob("*.md"), *(draft / "questions").rglob("*.md")]:
        day = next((day for day in DAYS if re.search(rf"\b{day}\b", file.read_text())), None)
        if day is None:
            file.unlink()
        else:
            head, body = file.read_text().rsplit("---\n", 1)
            head = head.replace("title: ", "title: «pt» ")
            head = head.replace(
                "Clarify it, Raise it, Release it", "pt Clarify, pt Raise, pt Release"
            )
            file.write_text(f"{head}---\n«pt» {body}")
    # A reading with but some of its questions is not there yet.
    (draft / "readings/personal-mastery/02-day-2.md").write_text(
        (english / "readings/personal-mastery/02-day-2.md").read_text()
    )
    return folder


def _marked(found: re.Match[str]) -> str:
    """A line of buttons.toml with a mark before its label; one that would outgrow its button then is but what is
    filled in."""
    key, label = found.groups()
    if units(filled(f"pt {label}", SAMPLES)) > BUTTON_LIMIT:
        label = "".join(re.findall(r"\{\w+\}", label))
    return f'{key}"pt {label}"'


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return load(half_translated(tmp_path_factory.mktemp("half")))


@pytest.fixture
async def stage(database_url: str, catalog: Catalog, clock: Clock) -> AsyncIterator[Stage]:
    world = World(clock=clock)
    runner, port = await opened(world)
    stage = Stage(world, clock, database_url, catalog, runner, port, world.subscribe())
    await stage.start()
    yield stage
    await stage.stop()
    await stage.runner.cleanup()


async def reader(stage: Stage) -> Person:
    """Somebody settled in who then chose the draft."""
    ana = await stage.settled("Ana")
    await ana.says("/language")
    await ana.presses("Português (under way)")
    return ana


def whole(person: Person) -> None:
    """Each message is in one language, with its buttons; what is English for lack of a draft says so."""
    for message in person.heard():
        labels = [b["text"] for row in message.keyboard or [] for b in row]
        words = [label for label in labels if re.search(r"[A-Za-z]{3}", label)]
        ours = [label for label in words if label.startswith("pt ")]
        if "«pt»" in message.text:
            assert NOTE not in message.text and ours == words, (message.text, labels)
        else:
            assert not ours, (message.text, labels)


async def test_nobody_gets_a_draft_who_did_not_choose_it(stage: Stage) -> None:
    ana = stage.person("Ana", language="pt")
    await ana.says("/start")
    assert "«pt»" not in ana.last() and NOTE not in ana.last()
    await ana.presses("Yes, let us begin")
    ana.hears("What time is it for you now?")


async def test_choosing_a_draft_says_what_it_is(stage: Stage) -> None:
    ana = await reader(stage)
    texts = [message.text for message in ana.heard()[-2:]]
    assert texts[0].startswith(
        "«pt» This translation is still under way. Whatever is not there yet comes in English"
    )
    assert texts[1].startswith(f"{NOTE}\n\nYour settings\n\nLanguage: Português")
    await ana.says("/language Português")
    assert ana.heard_of("«pt» This translation") == 2
    whole(ana)


async def test_what_is_there_is_said_in_it_and_the_rest_in_another(stage: Stage) -> None:
    ana = await reader(stage)
    for command in (
        "/help",
        "/settings",
        "/vision",
        "/library",
        "/privacy",
        "/programs",
        "/pause",
        "/journal",
    ):
        await ana.says(command)
        translated = command not in ("/settings", "/programs")
        assert (NOTE not in ana.last()) is translated, ana.last()
        assert ana.last().startswith("«pt»") is translated, ana.last()
    whole(ana)


async def test_a_nudge_is_in_one_language_with_its_reading_question_and_buttons(
    stage: Stage,
) -> None:
    ana = await reader(stage)
    for day in range(1, 5):
        await stage.days(1)
        translated = f"day-{day}" in DAYS
        assert ana.last().startswith("«pt»") is translated, ana.last()
        assert (NOTE in ana.last()) is not translated
        assert f"The reading of day-{day}" in ana.last()
        label = "pt Later" if translated else "Later"
        await ana.presses(label)
        assert all(one.startswith("pt ") is translated for one in ana.labels())
        await ana.presses("pt ‹ Back" if translated else "‹ Back")
    whole(ana)


async def test_a_draft_is_spoken_where_clocks_have_twelve_hours_too(stage: Stage) -> None:
    ana = await reader(stage)
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        members.write_times(member, twelve=True)
    await stage.days(1)
    ana.hears("«pt»")
    await ana.presses("pt Later")
    assert all(one.startswith("pt ") for one in ana.labels())
    whole(ana)


async def test_an_answer_is_kept_though_the_reply_is_not_translated(stage: Stage) -> None:
    ana = await reader(stage)
    await stage.days(1)
    await ana.says("I noticed the choir breathing together")
    # The question is named as it was asked; all else is in one language.
    ana.hears(f"{NOTE}\n\nKept in your journal, under:\n«pt» What did you notice today?")
    assert ana.labels() == ["Add something", "See it in the journal", "Move or undo"]
    answers = (await ana.export())["answers"]
    assert [one["answer"] for one in answers] == ["I noticed the choir breathing together"]


async def test_a_question_half_given_stays_in_its_language(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    await stage.days(4)
    await ana.presses("Fear")
    await ana.says("/language pt")
    await ana.says("/today")
    assert "Which do you know?" in ana.last() and "✓ Fear" in ana.labels()
    whole(ana)


async def test_the_shelf_of_the_library_has_titles_of_one_language(stage: Stage) -> None:
    ana = await reader(stage)
    await ana.says("/library")
    await ana.presses("pt Personal mastery")
    ana.hears(NOTE)
    assert "The reading of day-1" in ana.labels()
    await ana.presses("The reading of day-1")
    assert ana.last().startswith("«pt»")
    whole(ana)


async def test_labels_can_be_typed_in_either_language(stage: Stage) -> None:
    ana = await reader(stage)
    await ana.says("/forget")
    phrase = next(iter(re.findall(r"type: (.+)", ana.last())))
    await ana.says(phrase)
    assert ana.heard_of("Receipt.") == 1


async def test_what_is_said_of_a_question_is_in_its_language(stage: Stage) -> None:
    ana = await reader(stage)
    await stage.days(1)
    await ana.says("pt Later")
    assert ana.last().startswith("«pt»")
    await ana.presses("pt ‹ Back")
    await ana.presses("pt Answer")
    assert ana.last().startswith("«pt»") and ana.labels() == ["pt Cancel"]
    await stage.days(1)
    await ana.says("Later")
    ana.hears(f"{NOTE}\n\nWhen shall I ask again?")
    await ana.presses("‹ Back")
    await ana.presses("Answer")
    ana.hears(NOTE)
    assert "pt Cancel" not in ana.labels()
    whole(ana)


def test_everything_around_a_question_belongs_to_its_frame() -> None:
    sources = [ast.parse(Path(str(one.__file__)).read_text()) for one in (answer_screens, tries)]
    chosen = {f"step_{one}" for one in tries.OUTCOMES}
    for methods, listed, more in (
        (("button",), ASKING_BUTTONS, chosen),
        (("reply", "toast"), ASKING_REPLIES, set()),
    ):
        used = {
            node.args[0].value
            for source in sources
            for node in ast.walk(source)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in methods
            and isinstance(node.args[0], ast.Constant)
        }
        assert used | more == set(listed)
