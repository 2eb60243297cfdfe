"""What is wrong with the bot is told to owners once when it begins, and once when it is over."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from solbot.bot import notices
from solbot.content.catalog import Catalog
from solbot.db import presence
from solbot.db.engine import Database
from solbot.ops import alerts, health, watching
from solbot.ops.alerts import AlertKind
from tests.dialogs.people import Person, Stage


def watch_of(stage: Stage) -> watching.Watch:
    assert stage.app is not None
    return stage.app.watch


async def looks(stage: Stage, times: int = 1, minutes: float = 0) -> None:
    """Let somebody look after the bot, with minutes between."""
    for _ in range(times):
        stage.clock.forward(minutes=minutes)
        await watch_of(stage).look()
    await stage.quiet()


async def a_letter(stage: Stage, person: Person, key: str = "1") -> None:
    assert stage.works is not None
    async with stage.works.begin() as work:
        await notices.tell(work, [person.id], "role_ended", key)


async def with_command(stage: Stage, tmp_path: Path) -> Path:
    """Have what the chat can't carry written into a file."""
    file = tmp_path / "told"
    script = "import sys, os; open(sys.argv[1], 'a').write(sys.stdin.read() + str('SOLBOT_TOKEN' in os.environ))"
    watch_of(stage)._command = f'{sys.executable} -c "{script}" {file}'
    return file


async def test_a_bot_that_is_well_says_nothing(stage: Stage) -> None:
    olga = await stage.owner()
    before = len(olga.heard())
    await looks(stage, 5, minutes=1)
    assert len(olga.heard()) == before


@pytest.mark.both_databases
async def test_owners_alone_are_told_once_that_letters_stopped_and_once_that_they_leave(
    stage: Stage,
) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    helper, second = await stage.staff("Hugo", "helper"), await stage.staff("Omar", "owner")
    assert stage.app is not None
    stage.app.sender.stop()
    await asyncio.sleep(0.05)
    await a_letter(stage, ana)
    await looks(stage, 3, minutes=1)
    assert olga.heard_of("Messages are not leaving") == 0
    await looks(stage, 4, minutes=2)
    for person in (olga, second):
        assert person.heard_of("Messages are not leaving. The oldest has waited for 7 minutes") == 1
    await stage.stop()
    await stage.start()  # another process, which knows that they were told
    await looks(stage)
    assert olga.heard_of("Messages are not leaving") == 1

    await stage.send()
    await looks(stage, 2, minutes=2)
    assert olga.heard_of("Messages leave again") == 0, "not before it is sure"
    await looks(stage, 3, minutes=2)
    assert olga.heard_of("Messages leave again") == second.heard_of("Messages leave again") == 1
    for person in (ana, helper):
        assert person.heard_of("essages are not leaving") + person.heard_of("leave again") == 0


async def test_what_comes_and_goes_is_told_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga = await stage.owner()
    for _ in range(5):
        monkeypatch.setattr(health, "free_space", lambda _: 100 * 2**20)
        await looks(stage, minutes=1)
        monkeypatch.setattr(health, "free_space", lambda _: 100 * 2**30)
        await looks(stage, minutes=3)
    assert olga.heard_of("The disk with the database has 100 MB left") == 1
    assert olga.heard_of("The disk has room again") == 0
    await looks(stage, 2, minutes=3)
    assert olga.heard_of("The disk has room again") == 1


async def test_questions_that_stop_are_told(stage: Stage) -> None:
    olga = await stage.owner()
    await stage.settled("Ana")
    stage.clock.forward(days=1)  # and no tick
    await looks(stage, 2)
    assert olga.heard_of("Questions are not being sent") == 1
    await stage.tick()
    await looks(stage, 4, minutes=2)
    assert olga.heard_of("Questions are sent at their time again") == 1


@pytest.mark.both_databases
async def test_what_people_write_and_nobody_answers_is_told(stage: Stage) -> None:
    olga = await stage.owner()
    assert stage.works is not None
    async with stage.works.begin() as work:
        await work.session.execute(
            text(
                "INSERT INTO inbox (update_id, person_id, received_at, failures) VALUES (1, 5, :now, 0)"
            ),
            {"now": "2026-11-23 09:00:00"} if "sqlite" in stage.database_url else {"now": work.now},
        )
    await looks(stage, 2, minutes=4)
    assert olga.heard_of("What people write is not being answered") == 1


async def test_broken_content_is_told_and_its_mending_too(stage: Stage, tmp_path: Path) -> None:
    olga = await stage.owner()
    assert stage.app is not None
    settings = stage.app.settings
    stage.app.settings = replace(settings, messages=tmp_path)
    for _ in range(2):
        assert await stage.app.reload()
        await looks(stage)
    assert olga.heard_of("The content was to be taken up anew") == 1
    stage.app.settings = settings
    assert not await stage.app.reload()
    await looks(stage)
    assert olga.heard_of("The new content is in place") == 1


async def test_an_owner_hears_it_in_their_language(stage: Stage, shipped: Catalog) -> None:
    olga = await stage.owner()
    assert stage.works is not None
    stage.works.catalog = shipped
    async with stage.works.begin() as work:
        await work.session.execute(text("UPDATE members SET language = 'es'"))
        await alerts.begin(work, AlertKind.BACKUPS)
    await looks(stage)
    olga.hears("La última copia de seguridad no salió bien")


@pytest.mark.both_databases
async def test_what_another_part_notices_is_told_once_by_whichever_process(stage: Stage) -> None:
    olga = await stage.owner()
    assert stage.works is not None
    for _ in range(2):
        async with stage.works.begin() as work:
            await alerts.begin(work, AlertKind.BACKUPS)
        await asyncio.gather(*(watch_of(stage).tell() for _ in range(4)))
    await stage.quiet()
    assert olga.heard_of("The last backup did not succeed") == 1
    async with stage.works.begin() as work:
        assert await alerts.end(work, AlertKind.BACKUPS)
        assert not await alerts.end(work, AlertKind.BACKUPS)
    await looks(stage, 2)
    assert olga.heard_of("Backups succeed again") == 1


async def test_a_frozen_bot_loses_no_letter_and_is_told_outside(
    stage: Stage, tmp_path: Path
) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    file = await with_command(stage, tmp_path)
    assert stage.app is not None and stage.works is not None
    stage.world.weather.frozen = True
    for key in "12":
        await a_letter(stage, ana, key)
    stage.app.sender.wake()
    await until(lambda: stage.app is not None and stage.app.pace.frozen)
    await asyncio.sleep(0.2)
    async with stage.works.begin() as work:
        found = await work.session.execute(
            text("SELECT status FROM outbox WHERE member_id = :id"), {"id": ana.id}
        )
        assert {row[0] for row in found} <= {"queued"}
    parts = await health.Health(stage.works, frozenset({"sender"}), polled=None, sent=None).parts()
    assert parts["letters"]["frozen"] and not parts["letters"]["ok"]
    await looks(stage, 2)
    told = file.read_text()
    assert told.count("Telegram has frozen this bot") == 1 and told.startswith("@")
    assert told.count("\n") == 1 and told.endswith("False"), "one line, and no secret"
    assert olga.heard_of("frozen") == 0

    stage.world.weather.frozen = False
    async with stage.works.begin() as work:
        await work.session.execute(text("UPDATE pace SET halted_until = 0"))
    stage.app.pace._shut_until = 0.0
    await ana.says("/help")  # the first thing that leaves
    await looks(stage)
    assert not stage.app.pace.frozen
    assert olga.heard_of("Telegram takes messages from this bot again") == 1
    assert file.read_text().count("\n") == 2


async def test_a_token_that_is_refused_is_told_outside_once(stage: Stage, tmp_path: Path) -> None:
    olga = await stage.owner()
    file = await with_command(stage, tmp_path)
    for _ in range(3):  # as often as the unit starts it again
        await watch_of(stage).token_refused()
    assert file.read_text().count("does not know the bot’s token") == 1
    assert olga.heard_of("token") == 0
    await watch_of(stage).token_accepted()
    await looks(stage)
    assert olga.heard_of("Telegram knows the bot’s token again") == 1


@pytest.mark.both_databases
async def test_what_a_killed_process_was_about_to_tell_is_told_by_the_next(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga = await stage.owner()

    async def dies(*_: object) -> bool:
        raise asyncio.CancelledError

    monkeypatch.setattr(health, "free_space", lambda _: 100 * 2**20)
    with monkeypatch.context() as dying, pytest.raises(asyncio.CancelledError):
        dying.setattr(watching.Watch, "_told", dies)
        await watch_of(stage).look()
    assert olga.heard_of("The disk with the database has 100 MB left") == 0
    await stage.stop()
    await stage.start()
    await looks(stage, 3)
    assert olga.heard_of("The disk with the database has 100 MB left") == 1


@pytest.mark.both_databases
async def test_while_one_process_tells_the_others_leave_it_to_that_one(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga = await stage.owner()
    monkeypatch.setattr(health, "free_space", lambda _: 100 * 2**20)
    assert stage.works is not None
    other = Database(stage.works.database.url)
    async with presence.only(other) as is_ours:
        assert is_ours
        await looks(stage, 2)
        assert olga.heard_of("The disk with the database has 100 MB left") == 0
    await other.close()
    await looks(stage, 2)
    assert olga.heard_of("The disk with the database has 100 MB left") == 1


@pytest.mark.both_databases
async def test_a_database_that_is_away_is_told_in_the_chat_all_the_same(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    olga = await stage.owner()
    file = await with_command(stage, tmp_path)
    await looks(stage)
    assert stage.works is not None
    monkeypatch.setattr(watching, "DATABASE_AWAY", 0.0)
    with monkeypatch.context() as broken:

        async def refuses(*_: object) -> bool:
            raise OSError(28, "No space left on device")

        broken.setattr(stage.works.database, "try_writing", refuses)
        await looks(stage, 3)
    assert olga.heard_of("The database takes nothing in") == 1
    await looks(stage, 2)
    assert olga.heard_of("The database takes everything in again") == 1
    assert file.read_text().count("\n") == 2


async def test_a_halt_of_hours_is_told_outside_and_its_end_in_the_chat(
    stage: Stage, tmp_path: Path
) -> None:
    olga = await stage.owner()
    file = await with_command(stage, tmp_path)
    assert stage.app is not None and stage.works is not None
    await stage.app.pace.halt(7200)
    await looks(stage)
    assert "Telegram asks the bot to wait: for 120 more minutes" in file.read_text()
    async with stage.works.begin() as work:
        await work.session.execute(text("UPDATE pace SET halted_until = 0"))
    stage.app.pace._shut_until = 0.0
    await looks(stage, 3, minutes=3)
    assert olga.heard_of("Telegram lets messages through again") == 1


async def test_telegram_away_is_told_outside(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.owner()
    file = await with_command(stage, tmp_path)
    monkeypatch.setattr(watching, "NO_ANSWER", -1.0)
    await looks(stage, 2)
    assert file.read_text().count("Telegram has not answered the bot") == 1


async def test_what_could_not_be_told_is_told_later(stage: Stage) -> None:
    olga = await stage.owner()
    assert stage.works is not None
    async with stage.works.begin() as work:
        await alerts.begin(work, AlertKind.BACKUPS)
    stage.world.weather.down = True
    await watch_of(stage).tell()
    stage.world.weather.down = False
    await looks(stage)
    assert olga.heard_of("The last backup did not succeed") == 1


@pytest.mark.parametrize("command", ["/no/such/thing", "false", "sleep 60"])
async def test_a_command_that_fails_is_logged_and_holds_up_nobody(
    stage: Stage, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("solbot.ops.alert_command.LONGEST", 0.3)
    watch_of(stage)._command = command
    began = time.monotonic()
    await watch_of(stage).token_refused()
    assert time.monotonic() - began < 5
    assert "the alert command" in "".join(capsys.readouterr())


async def until(so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not so():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)
