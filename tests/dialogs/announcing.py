"""Steps that many conversations about announcements share."""

from __future__ import annotations

from tests.dialogs.people import Person, Stage

NEWS = "Hello {name}, a new place to meet has opened."


async def composed(staff: Person, words: str = NEWS) -> None:
    """A draft with these words, its page on the screen."""
    await staff.says("/broadcast")
    await staff.presses("A new announcement")
    await staff.says(words)


async def tried(stage: Stage, staff: Person) -> None:
    """The draft on the screen, sent to oneself; then the last question."""
    await staff.presses("Send it to me")
    await stage.settle()
    await staff.presses("Go on to send")


async def confirmed(stage: Stage, staff: Person, words: str = NEWS) -> None:
    """An announcement that is confirmed, and not sent yet."""
    await composed(staff, words)
    await tried(stage, staff)
    await staff.presses("Send it")


async def sent(stage: Stage, staff: Person, words: str = NEWS) -> None:
    """An announcement that everybody has."""
    await confirmed(stage, staff, words)
    await stage.settle()
    staff.sees("Done")
