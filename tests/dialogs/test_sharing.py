"""One entry, let one other person read: by a link that works once, afresh at each look, until it is taken back."""

from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import select

from solbot import limits
from solbot.coaching.answers import db as answers_db
from solbot.coaching.answers import service as answers
from solbot.coaching.sharing import service as sharing
from solbot.content.bodies import text_body
from solbot.db.tables import Member, SharedEntry
from solbot.fake_telegram.chats import ChatMessage
from tests import brought
from tests.dialogs.people import OWNER, Person, Stage
from tests.dialogs.test_import import takes

WORDS = "The river was <higher> than I thought"
LINK = re.compile(r"start=(s-[\w-]+)")


async def notes(ana: Person, words: str = WORDS) -> None:
    """Keep a note, and open it in the journal."""
    await ana.says(words)
    await ana.presses("Keep it as a note")
    await ana.says("/journal")
    await ana.presses("1")


async def link(ana: Person) -> str:
    """Make a link to the entry that is open."""
    await ana.presses("More …")
    await ana.presses("Share…")
    await ana.presses("Make a link")
    found = LINK.search(ana.shown())
    assert found is not None, ana.shown()
    return found[1]


async def shares(ana: Person, ben: Person, words: str = WORDS) -> None:
    """Ana keeps a note and lets Ben read it."""
    await notes(ana, words)
    await ben.says(f"/start {await link(ana)}")
    await ben.presses("Yes, show it to me")


def protected(message: ChatMessage) -> bool:
    return message.protected


async def rows(stage: Stage) -> list[SharedEntry]:
    assert stage.works is not None
    async with stage.works.begin() as work:
        return list((await work.session.scalars(select(SharedEntry))).all())


async def test_what_it_means_is_said_before_there_is_a_link(stage: Stage) -> None:
    ana = await stage.settled()
    await notes(ana)
    await ana.presses("More …")
    await ana.presses("Share…")
    ana.sees("It works once, within seven days")
    ana.sees("They see your name (Ana), you see theirs")
    assert await rows(stage) == [], "nothing is shared by looking"
    await ana.presses("‹ Back")
    ana.sees(WORDS)


async def test_who_opens_the_link_sees_from_whom_it_is_and_accepts(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await notes(ana)
    payload = await link(ana)
    await ben.says(f"/start {payload}")
    ben.hears("Ana would like you to read one entry of their journal")
    assert ben.heard_of(WORDS) == 0, "not before the yes"
    await ben.says("yes, show it to me")
    ben.hears("Ana lets you read this entry of")
    ben.hears(WORDS)
    assert protected(ben.heard()[-1])
    await ben.says("/journal")
    await ben.presses("Shared with me")
    ben.sees("1. Ana: an entry of")
    await ben.presses("1")
    ben.hears(WORDS)
    assert protected(ben.heard()[-1])
    await ana.says("/journal")
    await ana.presses("What I share")
    ana.sees("Ben, since")
    for secret in [row.digest for row in await rows(stage)]:
        assert payload[2:] not in secret


async def test_it_is_shown_as_it_is_now_and_no_more_once_it_is_taken_back(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await shares(ana, ben)
    message, look = ben.heard()[-1], "ero:1"
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Correct")
    await ana.says("The river was low")
    await ben.taps(message.message_id, look)
    ben.hears("The river was low")
    await ana.says("what i share")
    await ana.says("/journal")
    await ana.presses("What I share")
    await ana.presses("1")
    ana.sees("Ben can read it, since")
    await ana.presses("Take it back")
    ana.sees("Nobody can open it any more")
    heard = len(ben.heard())
    for data in (look, "erw:1", "erp:1", "erx:1", "ey:1", "en:1"):
        await ben.taps(message.message_id, data)
        assert "not shared any more" in ben.toasts()[-1], data
    assert len(ben.heard()) == heard
    await ben.says("/journal")
    assert "Shared with me" not in ben.labels()
    back, data = ana.button("Take it back")
    await ana.taps(back.message_id, data)
    assert "not shared any more" in ana.toasts()[-1]


async def test_deleting_the_entry_ends_it(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await shares(ana, ben)
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Delete")
    await ana.presses("Yes, delete it")
    await ben.taps(ben.heard()[-1].message_id, "ero:1")
    assert "not shared any more" in ben.toasts()[-1]
    assert (await ben.export())["shared_with_me"] == []
    assert (await ana.export())["shared_by_me"] == []


async def test_all_answers_to_one_question_are_one_entry(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await stage.days(1)
    await ana.says("The first thing I say")
    await ana.says("/journal")
    await ana.presses("1")
    await ben.says(f"/start {await link(ana)}")
    await ben.presses("Yes, show it to me")
    ben.hears("The first thing I say")
    await ana.says("/today")
    await ana.presses("Add something")
    await ana.says("And something more")
    await ben.taps(ben.heard()[-1].message_id, "ero:1")
    ben.hears("The first thing I say")
    ben.hears("And something more")


async def test_voice_and_photos_are_shown_too(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await ana.sends_voice("as I walk")
    await ana.presses("Keep it as a note")
    await ana.says("/journal")
    await ana.presses("1")
    await ben.says(f"/start {await link(ana)}")
    await ben.presses("Yes, show it to me")
    ben.hears("[voice message] as I walk")
    await ben.presses("Listen and look")
    voice = ben.heard()[-1]
    assert voice.kind == "voice" and protected(voice)
    assert stage.world.file(voice.file_id or "").content == b"OggS-sound"


async def test_a_long_entry_is_shown_whole_on_a_tap(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    long = " ".join(f"word{at}" for at in range(500))
    await shares(ana, ben, long)
    assert "word499" not in ben.last()
    await ben.presses("The whole text" if "The whole text" in ben.labels() else "Whole text")
    ben.hears("word499")
    assert protected(ben.heard()[-1])


async def test_a_link_works_once(stage: Stage) -> None:
    ana, ben, eva = [await stage.settled(name) for name in ("Ana", "Ben", "Eva")]
    await notes(ana)
    payload = await link(ana)
    await ana.says(f"/start {payload}")
    ana.hears("This link is yours")
    await ben.says(f"/start {payload}")
    await ben.says(f"/start {payload}")
    ben.hears("Ana would like you to read")
    await eva.says(f"/start {payload}")
    eva.hears("Somebody else opened this link before")
    await ben.presses("Yes, show it to me")
    await ben.says(f"/start {payload}")
    ben.hears(WORDS)
    await eva.says(f"/start {payload}")
    eva.hears("Somebody else opened this link before")
    await eva.taps(eva.heard()[-1].message_id, "ey:1")
    await eva.taps(eva.heard()[-1].message_id, "ero:1")
    assert eva.heard_of(WORDS) == 0


@pytest.mark.both_databases
async def test_of_two_who_open_it_at_once_one_can_have_it(stage: Stage) -> None:
    ana, ben, eva = [await stage.settled(name) for name in ("Ana", "Ben", "Eva")]
    await notes(ana)
    payload = await link(ana)
    stage.world.say(ben.id, f"/start {payload}")
    stage.world.say(eva.id, f"/start {payload}")
    await stage.quiet()
    offered = [one for one in (ben, eva) if "would like you to read" in one.last()]
    assert len(offered) == 1


async def test_who_says_no_has_nothing_and_the_link_is_used_up(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await notes(ana)
    payload = await link(ana)
    await ben.says(f"/start {payload}")
    await ben.presses("No, not for me")
    ben.sees("You have nothing of it")
    await ben.says(f"/start {payload}")
    ben.hears("leads to nothing any more")
    assert await rows(stage) == []


async def test_who_has_not_agreed_is_asked_first_and_comes_back_to_it(stage: Stage) -> None:
    ana, ben = await stage.settled(), stage.person("Ben")
    await notes(ana)
    payload = await link(ana)
    await ben.says(f"/start {payload}")
    assert ben.heard_of("would like you to read") == 0
    assert (await rows(stage))[0].receiver_id is None
    await ben.presses("Yes, let us begin")
    assert ben.heard_of("Ana would like you to read one entry") == 1
    await ben.presses("Yes, show it to me")
    ben.hears(WORDS)


async def test_after_a_week_a_link_has_lapsed(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await notes(ana)
    payload = await link(ana)
    stage.clock.forward(days=7)
    await ben.says(f"/start {payload}")
    ben.hears("This link is more than a week old")
    await ana.says("/journal")
    await ana.presses("What I share")
    ana.sees("You share nothing at the moment")


async def test_what_was_offered_lapses_too(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await notes(ana)
    await ben.says(f"/start {await link(ana)}")
    stage.clock.forward(days=8)
    await ben.presses("Yes, show it to me")
    assert "not shared any more" in ben.toasts()[-1]


async def test_a_link_taken_back_before_it_was_opened_opens_nothing(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await notes(ana)
    payload = await link(ana)
    await ana.says("/journal")
    await ana.presses("What I share")
    ana.sees("A link nobody opened yet")
    await ana.presses("Take everything back")
    ana.sees("1 entry is shared")
    message, yes = ana.button("Yes, take all back")
    await ana.taps(message.message_id, yes)
    for wrong in (payload, "s-never-was"):
        await ben.says(f"/start {wrong}")
        ben.hears("leads to nothing any more")
    await ana.taps(message.message_id, yes)
    ana.sees("There was nothing left to take back")


async def test_the_receiver_can_let_it_go(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await shares(ana, ben)
    await ben.presses("I don't need it any more")
    ben.sees("not shared with you any more")
    await ana.says("/journal")
    assert "What I share" not in ana.labels()


@pytest.mark.both_databases
@pytest.mark.parametrize("who", ["ana", "ben"])
async def test_erasing_either_side_ends_it(stage: Stage, who: str) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await shares(ana, ben)
    leaver = ana if who == "ana" else ben
    await leaver.says("/forget")
    await leaver.says("forget me")
    assert await rows(stage) == []
    if who == "ana":
        await ben.taps(ben.heard()[-1].message_id, "ero:1")
        assert "not shared any more" in ben.toasts()[-1]


async def test_the_copy_has_names_and_dates_and_none_of_the_others_words(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await shares(ana, ben)
    (mine,) = (await ana.export())["shared_by_me"]
    assert mine["with_whom"] == "Ben" and mine["accepted_at"]
    theirs = await ben.export()
    assert [one["by"] for one in theirs["shared_with_me"]] == ["Ana"]
    assert WORDS not in json.dumps(theirs)


async def test_staff_see_nothing_of_it(stage: Stage) -> None:
    ana, olga = await stage.settled(), await stage.owner()
    ben = await stage.settled("Ben")
    await shares(ana, ben)
    await olga.says("/people")
    await olga.says("Ana")
    await olga.taps(olga.heard()[-1].message_id, "ero:1")
    await olga.taps(olga.heard()[-1].message_id, "ego:1")
    assert olga.id == OWNER
    assert olga.heard_of(WORDS) == 0 and olga.heard_of("Share") == 0


async def test_there_is_room_for_so_many_links_and_so_many_shares(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SHARE_LINKS", 2)
    monkeypatch.setattr(limits, "SHARED", 3)
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await notes(ana)
    first = await link(ana)
    await ana.presses("Make a link")
    second = LINK.search(ana.shown())[1]  # type: ignore[index]
    await ana.presses("Make a link")
    ana.sees("2 of your links wait to be opened already")
    await ben.says(f"/start {first}")
    await ben.presses("Yes, show it to me")
    for _ in range(2):
        await ana.taps(ana.heard()[-1].message_id, "esm:1")
    monkeypatch.setattr(limits, "SHARE_LINKS", 9)
    await ana.taps(ana.heard()[-1].message_id, "esm:1")
    ana.sees("You share 3 entries already")
    assert len(await rows(stage)) == 3
    monkeypatch.setattr(limits, "SHARED", 1)
    await ana.taps(ana.heard()[-1].message_id, "egx:3")
    await ana.taps(ana.heard()[-1].message_id, "esm:1")
    await ben.says(f"/start {second}")
    await ben.presses("Yes, show it to me")
    ben.hears("You have 1 entry of others already")


async def test_the_longest_list_comes_by_the_page(stage: Stage) -> None:
    ana, ben = await stage.settled("A" * 64), await stage.settled("B" * 64)
    assert stage.works is not None
    for at in range(12):
        async with stage.works.begin() as work:
            member = await work.session.get(Member, ana.id)
            other = await work.session.get(Member, ben.id)
            assert member is not None and other is not None
            words = text_body(f"<{at}> {WORDS * 30}")
            entry = answers.new_entry(work, member, words, None)
            await answers_db.add(work.session, entry)
            made = await sharing.make(work, member, entry.id)
            opened = await sharing.opened(work, other, made.secret)
            assert opened.share is not None
            await sharing.accept(work, other, opened.share.id)
    for person, label in ((ana, "What I share"), (ben, "Shared with me")):
        await person.says("/journal")
        await person.presses(label)
        person.sees("page 1 of 2")
        await person.presses("Next page ›")
        person.sees("12.")


async def test_an_entry_that_is_gone_or_waits_for_its_place_is_not_shared(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("Words without a place")
    for data in ("esm:1", "es:99", "esm:99"):
        await ana.taps(ana.heard()[-1].message_id, data)
    assert await rows(stage) == []


async def test_a_photo_that_came_in_is_shown_to_whom_it_is_shared_with(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await takes(ana, "Export.zip", brought.with_picture())
    await ana.says("/journal")
    await ana.presses("1")
    secret = await link(ana)
    await ben.says(f"/start {secret}")
    await ben.presses("Yes, show it to me")
    await ben.presses("Listen and look")
    shown = ben.heard()[-1]
    assert shown.file_id and stage.world.file(shown.file_id).content == brought.JPEG
    assert protected(shown)
    message, play = ben.button("Listen and look")
    await ana.export()
    assert "I shared the entry of 6 March 2024 with Ben\n" in ana.file(".md").decode()
    await ben.export()
    assert "Ana shared an entry with me\n" in ben.file(".md").decode()
    await ana.says("/journal")
    await ana.presses("What I share")
    await ana.presses("1")
    await ana.presses("Take it back")
    before = len(ben.heard())
    await ben.taps(message.message_id, play)
    assert len(ben.heard()) == before and ben.toasts()
