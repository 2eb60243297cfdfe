"""`@bot words` in any chat: readings and programs, found in the language of who types, and nothing of theirs."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from telegram.error import BadRequest

from solbot.bot.flood import MOST_SEARCHES
from solbot.content.catalog import Catalog
from solbot.db.tables import Inbox, Member, Table
from solbot.fake_telegram.chats import InlineQuery
from solbot.telegram import inline_mode
from solbot.telegram.inline_mode import MOST, InlineAnswer, InlineResult
from tests.dialogs.people import Person, Stage

BOT = "https://t.me/solbot_playground_bot?start="


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """All that people really read."""
    return shipped


async def finds(person: Person, words: str, offset: str = "") -> dict[str, Any]:
    """What the bot shows for words behind its name."""
    found = await asks(person, words, offset)
    assert found.answer is not None
    return found.answer


async def asks(person: Person, words: str, offset: str = "") -> InlineQuery:
    found = person.stage.world.search(person.id, words, offset)
    await person.stage.quiet()
    return found


async def test_readings_are_found_by_their_words(stage: Stage) -> None:
    ana = await stage.settled()
    one = stage.catalog.default.path[0]
    (first, *_) = (await finds(ana, one.title.upper()))["results"]
    assert (first["id"], first["title"]) == (f"r-{one.id}", one.title)
    assert first["description"] == one.hook
    assert one.title in first["text"] and first["entities"], "the whole reading, with its form"
    assert first["keyboard"] == [[{"text": "Open it in the bot", "url": f"{BOT}r-{one.id}"}]]
    assert one.sources[0] in first["text"]


async def test_programs_are_found_too(stage: Stage) -> None:
    ana = await stage.settled()
    program = next(iter(stage.catalog.default.programs.values()))
    found = (await finds(ana, program.title))["results"]
    (one,) = [one for one in found if one["id"] == f"p-{program.id}"]
    assert program.summary in one["text"]
    assert one["keyboard"][0][0]["url"] == f"{BOT}p-{program.id}"


async def test_what_is_not_there_is_said_and_leads_into_the_chat(stage: Stage) -> None:
    ana = await stage.settled()
    found = await finds(ana, "xyzzyplugh")
    assert not found["results"] and found["next_offset"] == ""
    assert found["button"]["text"] == "Nothing found. Open the chat"
    before = len(ana.heard())
    await ana.says(f"/start {found['button']['start_parameter']}")
    assert len(ana.heard()) == before + 1, "home"


async def test_without_words_what_is_kept_comes_first_then_what_came_last(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    readings = list(stage.catalog.default.readings)
    kept = readings[-1]
    await ana.taps(ana.heard()[-1].message_id, f"rk:{kept}")
    found = await finds(ana, "")
    ids = [one["id"] for one in found["results"]]
    assert ids[0] == f"r-{kept}"
    came = stage.catalog.default.occasions["first-week"][0].id
    assert ids[1] == f"r-{came}"
    assert found["is_personal"] and found["cache_time"] == 0
    assert (await finds(ana, "the"))["is_personal"]


async def test_everybody_finds_in_their_own_language_whatever_the_accents(stage: Stage) -> None:
    ana, eva = await stage.settled(), stage.person("Eva", "es")
    spanish = stage.catalog.language("es")
    one = next(one for one in spanish.path if "ó" in one.title)
    bare = one.title.replace("ó", "o").casefold()
    for words in (one.title, bare):
        assert (await finds(eva, words))["results"][0]["title"] == one.title
    assert not [one for one in (await finds(ana, bare))["results"] if one["title"] == bare]
    await ana.says("/language Español")
    assert (await finds(ana, bare))["results"][0]["title"] == one.title


async def test_a_title_comes_before_what_only_speaks_of_it(stage: Stage) -> None:
    ana = await stage.settled()
    there = stage.catalog.default.readings
    named = [one for one in there.values() if "river" in one.title.casefold()]
    found = (await finds(ana, "River"))["results"]
    assert len(found) > len(named) > 0
    assert {one["id"] for one in found[: len(named)]} == {f"r-{one.id}" for one in named}


async def test_it_goes_on_a_part_at_a_time_until_all_were_shown(stage: Stage) -> None:
    ana = await stage.settled()
    ids, offset, parts = [], "", 0
    while True:
        found = await finds(ana, "", offset)
        ids += [one["id"] for one in found["results"]]
        offset, parts = found["next_offset"], parts + 1
        if not offset:
            break
    there = stage.catalog.default
    wanted = {f"r-{one}" for one in there.readings} | {f"p-{one}" for one in there.programs}
    assert len(ids) == len(wanted) and set(ids) == wanted
    assert parts == -(-len(wanted) // 20)
    for strange in ("x", "-5", "99999", "٣", "9" * 60):
        answer = await finds(ana, "", strange)
        assert len(answer["results"]) in (0, min(20, len(wanted)))


async def test_who_has_not_agreed_finds_the_same_and_nothing_is_kept_of_it(stage: Stage) -> None:
    ben = stage.person("Ben")
    stage.world.people[ben.id].started = False
    secret = stage.catalog.default.path[0].title
    found = await finds(ben, secret)
    assert found["results"]
    assert (await finds(ben, ""))["results"]
    assert not ben.heard()
    assert stage.works is not None
    async with stage.works.begin() as work:
        assert await work.session.get(Member, ben.id) is None
        rows = (await work.session.scalars(select(Inbox))).all()
        assert rows and all(one.body is None for one in rows)
        others = [t for t in Table.metadata.sorted_tables if "member_id" in t.columns]
        for table in others:
            mine = select(table).where(table.c.member_id == ben.id)
            assert (await work.session.execute(mine)).first() is None


async def test_what_somebody_types_is_not_what_the_bot_waits_for(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision A choir")
    before, heard = await ana.export(), len(ana.heard())
    await finds(ana, "my secret words")
    assert len(ana.heard()) == heard
    after = await ana.export()
    assert before["answers"] == after["answers"] and before["visions"] == after["visions"]


async def test_too_many_in_a_row_are_not_looked_up(stage: Stage) -> None:
    ana = await stage.settled()
    found = [stage.world.search(ana.id, f"the {at}") for at in range(MOST_SEARCHES + 5)]
    await stage.quiet()
    assert sum(one.answer is not None for one in found) == MOST_SEARCHES
    await ana.says("/help")
    assert "/journal" in ana.last(), "the chat goes on"
    stage.app.floods.forget()  # type: ignore[union-attr]
    assert (await asks(ana, "the")).answer is not None


async def test_what_is_sent_to_the_bot_itself_is_no_answer(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    found = await asks(ana, stage.catalog.default.path[0].title)
    assert found.answer is not None
    stage.world.choose(found, found.answer["results"][0]["id"])
    await stage.quiet()
    ana.hears("That is one of my own texts")
    assert (await ana.export())["answers"] == []
    await ana.says("My answer")
    assert [one["answer"] for one in (await ana.export())["answers"]] == ["My answer"]


@pytest.mark.parametrize("broken", [{}, {"from": {"id": 0}}, {"from": 5, "query": 7}])
async def test_one_that_cannot_be_read_harms_nobody(stage: Stage, broken: dict[str, Any]) -> None:
    ana = await stage.settled()
    stage.world.bring("inline_query", broken)
    await ana.says("/help")
    assert "/journal" in ana.last()


RESULT = InlineResult("r-1", "A title", "About it", "<b>Words</b>")


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (InlineAnswer((RESULT,) * 2), "RESULT_ID_DUPLICATE"),
        (
            InlineAnswer(tuple(replace(RESULT, id=str(at)) for at in range(MOST + 1))),
            "RESULTS_TOO_MUCH",
        ),
        (InlineAnswer((replace(RESULT, id="é" * 33),)), "RESULT_ID_INVALID"),
        (InlineAnswer((replace(RESULT, html="x" * 4097),)), "message is too long"),
        (InlineAnswer((replace(RESULT, html=" "),)), "message text is empty"),
        (InlineAnswer((replace(RESULT, html="<b>"),)), "can't parse entities"),
        (InlineAnswer((replace(RESULT, title=" "),)), "ARTICLE_TITLE_EMPTY"),
        (InlineAnswer((RESULT,), "é" * 33), "NEXT_OFFSET_INVALID"),
    ],
)
async def test_the_server_takes_only_what_telegram_takes(
    stage: Stage, found: InlineAnswer, why: str
) -> None:
    ana = stage.person("Ana")
    assert stage.app is not None
    query = InlineQuery(ana.id, "", "", time.monotonic())
    stage.world.queries["7"] = query
    with pytest.raises(BadRequest, match=f"(?i){re.escape(why)}"):
        await inline_mode.answer(stage.app.bot, "7", found)
    await inline_mode.answer(stage.app.bot, "7", InlineAnswer((RESULT,), "é" * 32, 5, "Open"))
    assert query.answer is not None and query.answer["results"][0]["text"] == "Words"
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await inline_mode.answer(stage.app.bot, "7", InlineAnswer((RESULT,)))
