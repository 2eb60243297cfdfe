"""Each wrong start is one sentence and exit 1: never a traceback, never the token."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web
from structlog.testing import capture_logs
from typer.testing import CliRunner

from solbot import cli, serving
from solbot.app import App
from solbot.errors import SolbotError
from solbot.fake_telegram import server
from solbot.fake_telegram.world import World
from solbot.listening import listening
from solbot.settings import Settings
from solbot.unit_of_work import UnitsOfWork
from tests import rehearsal
from tests.faults.process import ROOT
from tests.ports import free_port

TOKEN = "1:a-word-nobody-may-see"
Serve = Callable[[int, bytes], Awaitable[int]]


def told(folder: Path, *words: str, **settings: str) -> str:
    """What a command says in a folder of its own, where it goes wrong."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOLBOT_")}
    given = {f"SOLBOT_{name}": value for name, value in settings.items()}
    ended = subprocess.run(
        [sys.executable, str(ROOT / "bot.py"), *words],
        cwd=folder,
        env={**kept, **given},
        capture_output=True,
        text=True,
        timeout=120,
    )
    said = ended.stdout + ended.stderr
    assert ended.returncode == 1, said
    assert "Traceback" not in said and TOKEN not in said
    return said


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """A server that answers every request the same."""
    runners = []

    async def serve(status: int, body: bytes) -> int:
        async def answer(request: web.Request) -> web.Response:
            await request.read()
            return web.Response(status=status, body=body)

        app = web.Application()
        app.router.add_route("*", "/{anything:.*}", answer)
        runner = web.AppRunner(app, access_log=None)
        runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return int(runner.addresses[0][1])

    yield serve
    for runner in runners:
        await runner.cleanup()


async def test_a_server_that_is_none_of_the_bot_api_ends_the_start(
    tmp_path: Path, serve: Serve
) -> None:
    port = await serve(200, b"<html>Welcome</html>")
    address = f"http://127.0.0.1:{port}"
    given = {"TOKEN": TOKEN, "API_URL": address}
    given["MESSAGES"] = str(rehearsal.build(tmp_path / "messages"))
    said = await asyncio.to_thread(told, tmp_path, "run", **given)
    sentence = f"What answers at {address} is not the Bot API: check SOLBOT_API_URL."
    assert said.splitlines()[-1] == sentence
    said = await asyncio.to_thread(told, tmp_path, "doctor", **given)
    assert f"FAULT token: {sentence}" in said


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (200, b"", "is not the Bot API: check SOLBOT_API_URL."),
        (200, b"{{{", "is not the Bot API: check SOLBOT_API_URL."),
        (200, b"[]", "is not the Bot API: check SOLBOT_API_URL."),
        (200, b'{"ok":true}', "is not the Bot API: check SOLBOT_API_URL."),
        (200, b'{"ok":true,"result":{}}', "is not the Bot API: check SOLBOT_API_URL."),
        (404, b"<html>Not found</html>", "is not the Bot API: check SOLBOT_API_URL."),
        (404, b'{"detail":"Not Found"}', "is not the Bot API: check SOLBOT_API_URL."),
        (401, b'{"ok":false,"description":"Unauthorized"}', "does not know this SOLBOT_TOKEN."),
    ],
)
async def test_whatever_else_answers_is_one_sentence(
    works: UnitsOfWork, serve: Serve, status: int, body: bytes, words: str
) -> None:
    port = await serve(status, body)
    app = App(Settings(api_url=f"http://127.0.0.1:{port}"), TOKEN, works, scheduled=False)
    with pytest.raises(SolbotError) as raised:
        await app.start()
    await app.stop()
    assert str(raised.value).endswith(words) and f"http://127.0.0.1:{port}" in str(raised.value)


async def test_what_is_away_is_named_and_waited_for(
    works: UnitsOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solbot.app.START_AGAIN", 0.05)
    world, port = World(), free_port()
    app = App(Settings(api_url=f"http://127.0.0.1:{port}"), TOKEN, works, scheduled=False)
    with capture_logs() as logs:
        starting = asyncio.create_task(app.start())
        while not logs:
            await asyncio.sleep(0.01)
        assert logs[0]["event"] == (
            f"No connection to http://127.0.0.1:{port}: check the network, and SOLBOT_API_URL. "
            "Trying again until it is there."
        )
        runner, _ = await server.serve(server.application(world, token=TOKEN), port=port)
        await starting
    await app.stop()
    await runner.cleanup()


def test_a_database_that_can_not_be_reached_or_is_none_is_one_sentence(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://me:{TOKEN[2:]}@127.0.0.1:{free_port()}/x"
    said = told(tmp_path, "migrate", DATABASE_URL=url, TOKEN=TOKEN)
    assert said.startswith("The database can't be reached: ") and said.count("\n") == 1
    assert "Connection refused" in said
    assert TOKEN[2:] not in said
    file = tmp_path / "letter.db"
    file.write_text("Dear reader, " * 100)
    said = told(tmp_path, "migrate", DATABASE_URL=f"sqlite+aiosqlite:///{file}")
    assert said == (
        "The database file is no database, or damaged: put it aside, and restore the last backup.\n"
    )


def test_an_address_that_is_taken_is_one_sentence() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(SolbotError) as raised,
        listening("SOLBOT_METRICS", f"127.0.0.1:{taken.getsockname()[1]}"),
    ):
        socket.create_server(taken.getsockname())
    assert "(Address already in use)" in str(raised.value)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """A command of this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("SOLBOT_")]:
        monkeypatch.delenv(name)

    def run(*words: str, **settings: str) -> tuple[int, str]:
        result = CliRunner().invoke(
            cli.command, words, env={f"SOLBOT_{k}": v for k, v in settings.items()}
        )
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output

    return run


def test_everything_that_is_wrong_is_in_one_message(run: Callable[..., tuple[int, str]]) -> None:
    code, said = run(
        "run",
        TOKEN="abc",
        KEYS="abc",
        DATABASE_URL="sqlite+aiosqlite:////dev/null/data/x.db",
        METRICS="127.0.0.1:70000",
        RATE="400",
        MODE="webhook",
    )
    assert code == 1
    assert said.startswith("These settings need mending:\n")
    named = [line.strip().partition(":")[0] for line in said.splitlines()[1:]]
    expected = {"TOKEN", "KEYS", "METRICS", "RATE", "WEBHOOK_URL", "WEBHOOK_SECRET"}
    assert {name.removeprefix("SOLBOT_") for name in named} == expected


def test_with_a_token_the_places_for_data_are_looked_at_and_without_they_are_not(
    run: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = {"DATABASE_URL": "sqlite+aiosqlite:////dev/null/x.db", "KEY_FILE": "/dev/null/key"}
    code, said = run("run", TOKEN=TOKEN, **nowhere)
    assert code == 1 and said.count("/dev/null is no folder") == 2 and TOKEN not in said
    played: list[str] = []
    monkeypatch.setattr(serving, "play", lambda _settings, why: played.append(why))
    assert run("run", **nowhere)[0] == 0
    assert played == ["There is no SOLBOT_TOKEN, so this is the playground."]


def test_a_file_that_can_not_be_written_is_one_sentence(
    run: Callable[..., tuple[int, str]],
) -> None:
    assert run("migrate")[0] == 0
    code, said = run("backup", "/dev/null/copy.gz")
    assert code == 1 and said == "/dev/null/copy.gz.part: Not a directory.\n"


def test_a_playground_that_can_not_keep_its_data_says_so(
    run: Callable[..., tuple[int, str]],
) -> None:
    code, said = run("playground", "--data", "/dev/null/here")
    assert code == 1 and "Nothing can be kept in /dev/null/here (Not a directory)." in said


def test_without_its_packages_it_says_what_to_do(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-S", str(ROOT / "bot.py")], cwd=tmp_path, capture_output=True, text=True
    )
    assert ended.returncode == 1 and ended.stderr.count("\n") == 1
    assert "run `make setup`" in ended.stderr


@pytest.mark.parametrize(
    ("words", "role", "on_telegram"),
    [
        ([], serving.EVERY_ROLE, False),
        (["run"], serving.EVERY_ROLE, False),
        (["run", "--on-telegram"], serving.EVERY_ROLE, True),
        (["run", "--role", "sender,tick"], "sender,tick", False),
        (["run", "--on-telegram", "--role", "intake"], "intake", True),
    ],
)
def test_what_runs_the_bot_is_read_as_the_reader_of_all_commands_does(
    run: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    role: str,
    on_telegram: bool,
) -> None:
    assert serving.asked_to_run(words) == serving.AskedToRun(role, on_telegram)
    asked = []

    def note(role: str = serving.EVERY_ROLE, *, on_telegram: bool = False) -> None:
        asked.append((role, on_telegram))

    monkeypatch.setattr(serving, "run", note)
    assert run(*words)[0] == 0
    assert asked == [(role, on_telegram)]


@pytest.mark.parametrize(
    "words", [["--help"], ["run", "--help"], ["run", "--role"], ["run", "now"], ["check"]]
)
def test_what_does_more_than_run_the_bot_is_left_to_the_reader_of_all_commands(
    words: list[str],
) -> None:
    assert serving.asked_to_run(words) is None
