"""Bringing a journal: looked at first, taken in, undone; of each app, in its published shape."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select

from solbot.coaching.answers import db as answers_db
from solbot.coaching.imports import running
from solbot.content.catalog import Catalog
from solbot.db.tables import SealedFile, SealedPart
from solbot.fake_telegram import methods
from solbot.fake_telegram.calls import Call, Refusal
from tests import brought
from tests.dialogs.people import Person, Stage


async def sends(ana: Person, name: str, content: bytes | str) -> None:
    """Bring a file."""
    await ana.says("/import")
    ana.hears("Send me the file here")
    await ana.sends_file(name, content if isinstance(content, bytes) else content.encode())


async def takes(ana: Person, name: str, content: bytes | str) -> None:
    """Bring a file, and take it in."""
    await sends(ana, name, content)
    await ana.presses("Take them in")
    await running.ended()  # on a busy machine it is told by a letter
    await ana.stage.send()


async def entries(ana: Person) -> list[dict[str, Any]]:
    """What is in the journal by its copy, the oldest first."""
    found: list[dict[str, Any]] = (await ana.export())["answers"]
    return sorted(found, key=lambda one: (one["for_date"], one["answered_at"]))


async def test_day_one_is_looked_at_taken_in_and_undone(stage: Stage) -> None:
    ana = await stage.settled()
    await sends(ana, "Export.zip", brought.day_one(brought.day_one_entry()))
    ana.hears("1 entry would come in, of 6 March 2024")
    assert await entries(ana) == []
    await sends(ana, "Export.zip", brought.day_one(brought.day_one_entry()))
    await ana.says("take them in")
    ana.hears("1 entry is in your journal now")
    (one,) = await entries(ana)
    assert one["answer"] == (
        "The lake was frozen. I walked on it (a little)!\n\nwinter · long walks · Laguna Negra"
    )
    # By the clock where it was written it was half past midnight.
    assert one["for_date"] == date(2024, 3, 6).isoformat()
    assert one["answered_at"] == "2024-03-05T23:30:15+00:00"
    assert one["asked"] is None
    for asked in ("/journal frozen", "/journal imported", "/journal imported lake"):
        await ana.says(asked)
        ana.hears("The lake was frozen")
    await sends(ana, "Export.zip", brought.day_one(brought.day_one_entry()))
    ana.hears("All of it is in your journal already")
    await ana.says("/import")
    await ana.presses("Undo number 1")
    ana.hears("It's undone")
    assert await entries(ana) == []


async def test_pictures_come_along_are_sealed_and_shown(stage: Stage) -> None:
    ana = await stage.settled()
    await sends(ana, "Export.zip", brought.with_picture())
    ana.hears("1 entry would come in, of 6 March 2024, with 1 photo.")
    ana.hears("1 photo that isn't in the file")
    ana.hears("1 recording, film or document")
    await ana.presses("Take them in")
    ana.hears("1 entry is in your journal now, with 1 photo")
    assert brought.JPEG[:40] not in await on_disk(stage)
    await ana.says("/journal")
    ana.hears("[photo] Before")
    await ana.presses("1")
    for _ in range(2):  # uploaded, then by the id that Telegram gave it
        await ana.presses("Show the photo")
        shown = ana.heard()[-1]
        assert shown.file_id is not None
        assert stage.world.file(shown.file_id).content == brought.JPEG
        ana.hears("Before")
    assert len({one.file_id for one in ana.heard()[-2:]}) == 1
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Delete")
    await ana.presses("Yes, delete it")
    stage.clock.forward(hours=1)
    assert stage.app is not None
    await stage.app.tick.dropped()
    assert await rows(stage, SealedFile) == await rows(stage, SealedPart) == 0


async def on_disk(stage: Stage) -> bytes:
    """All that is written down."""
    assert stage.works is not None and stage.works.database.file is not None
    folder = stage.works.database.file.parent
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


async def rows(stage: Stage, table: Any) -> int:
    """How many rows a table has."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        return await work.session.scalar(select(func.count()).select_from(table)) or 0


async def test_what_telegram_lost_is_uploaded_again(stage: Stage, monkeypatch: Any) -> None:
    ana = await stage.settled()
    await takes(ana, "Export.zip", brought.with_picture())
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Show the photo")
    send, lost = methods.METHODS["sendphoto"], ana.heard()[-1].file_id

    def forgotten(call: Call) -> Any:
        if call.text("photo") == lost:
            raise Refusal(400, "Bad Request: wrong remote file identifier specified")
        return send(call)

    monkeypatch.setitem(methods.METHODS, "sendphoto", forgotten)
    await ana.presses("Show the photo")
    shown = ana.heard()[-1]
    assert shown.file_id and shown.file_id != lost
    assert stage.world.file(shown.file_id).content == brought.JPEG


async def test_daylio_as_its_spanish_app_writes_it(stage: Stage) -> None:
    ana = await stage.settled()
    await takes(ana, "daylio_export_2024_11_03.csv", brought.DAYLIO_CSV)
    ana.hears("2 entries are in your journal now")
    first, second = await entries(ana)
    assert first["answer"] == "regular"
    assert first["answered_at"] == "2024-10-31T23:10:00+00:00"  # ten past midnight in Madrid
    assert second["answer"] == "Un título\n\nUna nota, con coma\n\nbien · leer · dar un paseo"
    assert second["answered_at"] == "2024-11-02T18:05:00+00:00"
    assert [first["for_date"], second["for_date"]] == ["2024-11-01", "2024-11-02"]


async def test_an_old_daylio_and_its_backup(stage: Stage) -> None:
    ana = await stage.settled()
    await takes(ana, "daylio.csv", brought.DAYLIO_OLD)
    await takes(ana, "backup_2023.daylio", brought.daylio_backup())
    old, backup = await entries(ana)
    assert (old["for_date"], old["answer"]) == ("2017-05-08", "Im Garten\n\ngut · Lesen · Yoga")
    assert backup["for_date"] == "2023-12-31"
    assert backup["answered_at"] == "2023-12-31T15:45:00+00:00"
    assert backup["answer"]["caption"] == "The last day\n\nPacked\nand ready\n\nso-so · travel"
    ana.heard_of("with 1 photo")


async def test_journeys_html_is_read_and_never_shown(stage: Stage) -> None:
    ana = await stage.settled()
    await takes(ana, "journey.zip", brought.journey(brought.journey_entry()))
    (one,) = await entries(ana)
    assert one["answer"]["caption"] == "Rain & wind\n\n- tea\n- a book\n\nrain"
    assert one["for_date"] == "2017-07-14"
    assert one["answered_at"] == "2017-07-14T02:40:00+00:00"


async def test_markdown_files_of_several_habits(stage: Stage) -> None:
    ana = await stage.settled()
    await sends(ana, "vault.zip", brought.vault())
    ana.hears("4 entries would come in, from 5 March 2024 to 8 March 2024, with 1 photo")
    ana.hears("1 without a date")
    await ana.presses("Take them in")
    named, logseq, folders, headed = await entries(ana)
    # No address in it is asked: it stays as it was written.
    assert named["answer"]["caption"].split("\n\n") == [
        "Only the date in the name",
        "![x](https://example.org/x.png)",
    ]
    assert (logseq["answer"], folders["answer"]) == ("As Logseq names them", "In folders")
    assert headed["answer"] == "An idea\n\nWords\n\ncalm · one · two words"
    assert headed["answered_at"] == "2024-03-08T06:15:00+00:00"
    await takes(ana, "2024-03-09 19.05 Evening.md", "A single file")
    assert (await entries(ana))[-1]["answered_at"] == "2024-03-09T18:05:00+00:00"


async def test_nothing_comes_in_twice_and_what_was_corrected_stays(stage: Stage) -> None:
    ana = await stage.settled()
    two = brought.day_one(
        brought.day_one_entry(),
        brought.day_one_entry(),
        brought.day_one_entry(creationDate="2024-03-07T10:00:00Z", text="Another"),
    )
    await sends(ana, "Export.zip", two)
    ana.hears("2 entries would come in")
    ana.hears("1 that is in the file twice\n6 Mar 2024")
    await ana.presses("Take them in")
    await ana.says("/journal frozen")
    await ana.presses("1")
    await ana.presses("Correct")
    await ana.says("The lake was half frozen")
    await sends(ana, "Export.zip", two)
    ana.hears("All of it is in your journal already")
    # The same words with an accent written another way, and other spaces, are the same.
    await sends(
        ana,
        "Export.zip",
        brought.day_one(
            brought.day_one_entry(creationDate="2024-03-07T10:00:09Z", text="Another  ")
        ),
    )
    ana.hears("All of it is in your journal already")
    await ana.says("/import")
    await ana.presses("Undo number 1")
    ana.hears("1 entry that you did something with stays in your journal")
    assert [one["answer"] for one in await entries(ana)] == ["The lake was half frozen"]


async def test_a_week_later_there_is_nothing_to_undo(stage: Stage) -> None:
    ana = await stage.settled()
    await takes(ana, "Export.zip", brought.day_one(brought.day_one_entry()))
    message, undo = ana.button("Undo the import")
    stage.clock.forward(days=7)
    await ana.taps(message.message_id, undo)
    assert len(await entries(ana)) == 1
    assert "That file is settled already. /import begins anew." in ana.toasts()[-1]
    await ana.says("/import")
    assert ana.labels() == ["Cancel"]
    ana.hears("1. Day One, 23 November 2026: 1 entry.")


async def test_second_taps_and_leaving_it(stage: Stage) -> None:
    ana = await stage.settled()
    await sends(ana, "Export.zip", brought.day_one(brought.day_one_entry()))
    message, take = ana.button("Take them in")
    _, leave = ana.button("Leave it")
    await ana.taps(message.message_id, take)
    await ana.taps(message.message_id, take)
    await ana.taps(message.message_id, leave)
    assert ana.toasts()[-2:] == ["That file is settled already. /import begins anew."] * 2
    assert len(await entries(ana)) == 1
    await sends(ana, "other.md", "---\ndate: 2024-01-01\n---\nWords")
    message, take = ana.button("Take them in")
    await ana.says("leave it")
    ana.hears("Nothing of it was kept")
    await ana.taps(message.message_id, take)
    assert len(await entries(ana)) == 1


async def test_a_document_out_of_the_blue_is_offered(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.sends_file("Export.zip", brought.day_one(brought.day_one_entry()))
    ana.hears("Is this a journal that you kept elsewhere?")
    await ana.says("look into it")
    ana.hears("1 entry would come in")
    await ana.presses("Take them in")
    assert len(await entries(ana)) == 1
    await ana.sends_file("holiday.pdf", b"%PDF-1.4")
    ana.hears("I can keep words, voice messages and photos")
    await ana.sends_file("Export.zip", brought.day_one(brought.day_one_entry()))
    await ana.presses("Leave it")
    ana.sees("Nothing of it was kept")


async def test_words_while_a_file_is_awaited_are_kept(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/import")
    await ana.says("It is somewhere on my laptop")
    ana.hears("I was waiting for a file")
    await ana.presses("Keep it as a note")
    await ana.says("/import")
    await ana.sends_photo()
    ana.hears("I was waiting for a file")
    await ana.says("cancel")
    assert [one["answer"] for one in await entries(ana)] == ["It is somewhere on my laptop"]


async def test_what_came_in_is_no_answer_no_sign_of_life_and_quoted_nowhere(stage: Stage) -> None:
    ana = await stage.settled(keeps_pace=False)
    await stage.days(1)
    await ana.says("Something I wrote here")
    today = brought.day_one_entry(creationDate="2026-11-24T06:00:00Z", text="Zebrafinch")
    await takes(ana, "Export.zip", brought.day_one(today))
    before = len(ana.heard())
    await stage.days(40)
    assert "Zebrafinch" not in "".join(one.text for one in ana.heard()[before:])
    await ana.says("/vision")
    assert "Zebrafinch" not in ana.last()
    assert stage.works is not None
    async with stage.works.begin() as work:
        heard = await answers_db.last_at(work.session, ana.id)
        assert heard is not None and heard.date() == date(2026, 11, 24) and heard.hour == 7
        notes = await answers_db.count_notes(work.session, ana.id)
    assert notes == 0


async def test_of_an_evening_in_another_zone_the_date_stays(stage: Stage) -> None:
    ana = await stage.settled(zone="Pacific/Auckland")
    gone = brought.day_one_entry(timeZone="Mars/Olympus", text="A zone there is none of")
    odd = brought.day_one_entry(timeZone="America/Los_Angeles", text="Los Angeles")
    await sends(ana, "Export.zip", brought.day_one(gone, odd))
    ana.hears("1 comes in by your own clock: its time zone is unknown")
    await ana.presses("Take them in")
    by = {one["answer"].split("\n")[0]: one["for_date"] for one in await entries(ana)}
    assert by == {"A zone there is none of": "2024-03-06", "Los Angeles": "2024-03-05"}


async def test_in_spanish(stage: Stage, shipped: Catalog) -> None:
    assert stage.works is not None
    stage.works.catalog = shipped
    inés = await stage.settled("Inés")
    await inés.says("/language")
    await inés.presses("Español")
    await inés.says("/import")
    inés.hears("Trae un diario que llevaste en otra parte")
    await inés.sends_file("x.daylio", brought.daylio_backup(customMoods=[]))
    inés.hears("Entraría 1 entrada, del 31 de diciembre de 2023")
    await inés.says("guardarlas")
    inés.hears("hay 1 entrada nueva en tu diario")
    await inés.presses("Deshacer la importación")
    inés.sees("Deshecho")
    await inés.says("/import")
    await inés.sends_file("x.zip", b"PK nothing")
    inés.hears("está dañado o cortado")


async def test_it_is_found_by_buttons_by_words_and_in_the_menu(stage: Stage) -> None:
    ana = await stage.settled()
    for screen in ("/settings", "/privacy", "/help"):
        await ana.says(screen)
        await ana.presses("Bring a journal")
        ana.sees("Send me the file here")
    await ana.says("cancel")
    await ana.says("Can I import my old diary?")
    ana.hears("Send me the file here")
    assert "import" in {one["command"] for one in stage.world.profile.menu(ana.id, "en")}


async def test_whoever_settles_in_does_that_first(stage: Stage) -> None:
    new = stage.person("New")
    await new.says("/start")
    await new.says("/import")
    new.hears("Until you agree I keep nothing")
    await new.presses("Yes, let us begin")
    await new.says("/import")
    assert new.heard_of("Before that, there are a few things to settle") == 1
