"""When a file can't be sent, the person hears it, in their language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from solbot.content.catalog import Catalog, load
from solbot.fake_telegram import methods
from solbot.fake_telegram.calls import Call, Refusal
from tests import rehearsal
from tests.dialogs.people import Stage

Refuse = Callable[..., None]


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """From now on Telegram answers these methods with an error."""

    def refuse(*names: str, code: int = 400, reason: str = "Bad Request: wrong file") -> None:
        def refused(_call: Call) -> Any:
            raise Refusal(code, reason)

        known = dict(methods.METHODS)
        monkeypatch.setattr(methods, "METHODS", known | dict.fromkeys(names, refused))

    return refuse


def with_flyer(stage: Stage, folder: Path) -> Path:
    """The bot takes up content in which a program has a flyer; returns it."""
    content = rehearsal.build(folder)
    file = content / "en" / "programs" / "foundations-for-leadership.md"
    file.write_text(file.read_text().replace("\nflyer:", "\nflyer: flyer.pdf", 1))
    flyer = file.with_name("flyer.pdf")
    flyer.write_bytes(b"%PDF-1.4 the flyer")
    assert stage.works is not None
    stage.works.catalog = load(content)
    return flyer


async def test_a_copy_that_is_too_large_or_not_taken(stage: Stage, refuse: Refuse) -> None:
    ana = await stage.settled("Ana")
    refuse("senddocument", code=413, reason="Request Entity Too Large")
    await ana.says("/export")
    assert ana.heard_of("I could not send you the file solbot-2026-11-23.json") == 1
    assert ana.heard_of("Please ask for it once more in a while.") == 2


async def test_the_same_in_spanish(stage: Stage, refuse: Refuse, shipped: Catalog) -> None:
    assert stage.works is not None
    stage.works.catalog = shipped
    inés = await stage.settled("Inés")
    await inés.says("/language")
    await inés.presses("Español")
    refuse("senddocument")
    await inés.says("/export")
    assert inés.heard_of("No pude enviarte el archivo solbot-2026-11-23.json") == 1


async def test_a_flyer_that_is_refused_and_one_that_is_gone(
    stage: Stage, refuse: Refuse, tmp_path: Path
) -> None:
    file = with_flyer(stage, tmp_path / "messages")
    ana = await stage.settled()
    await ana.says("/programs")
    await ana.presses("Foundations for Leadership")
    refuse("senddocument")
    await ana.presses("Flyer")
    ana.hears("I could not send you the file flyer.pdf")
    file.unlink()
    await ana.says("/programs")
    await ana.presses("Foundations for Leadership")
    await ana.presses("Flyer")
    ana.hears("I don't have this yet: its flyer")


async def test_a_flyer_that_was_waited_for(stage: Stage, refuse: Refuse, tmp_path: Path) -> None:
    ana = await stage.settled()
    await ana.says("/programs")
    await ana.presses("Foundations for Leadership")
    await ana.presses("Flyer")
    await ana.presses("Tell me when the flyer is here")
    with_flyer(stage, tmp_path / "messages")
    refuse("senddocument")
    await stage.tick()
    await stage.tick()
    assert ana.heard_of("I could not send you the file flyer.pdf") == 1
    ana.hears("Here is its flyer")
    await ana.presses("See the program")


async def test_a_voice_that_telegram_has_lost(stage: Stage, refuse: Refuse) -> None:
    ana = await stage.settled()
    await ana.sends_voice()
    await ana.presses("Keep it as a note")
    await ana.says("/journal")
    await ana.presses("1")
    refuse("sendvoice", reason="Bad Request: wrong remote file identifier specified")
    await ana.presses("Listen")
    ana.hears("Telegram does not find it any more")
