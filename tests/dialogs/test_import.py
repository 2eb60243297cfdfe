"""Bringing a journal: looked at first, taken in, undone; of each app, in its published shape."""

from __future__ import annotations

from datetime import date
from typing import Any

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
    await ana.says("/journal frozen")
    ana.hears("The lake was frozen")
    await sends(ana, "Export.zip", brought.day_one(brought.day_one_entry()))
    ana.hears("All of it is in your journal already")
    await ana.says("/import")
    await ana.presses("Undo number 1")
    ana.hears("It's undone")
    assert await entries(ana) == []
