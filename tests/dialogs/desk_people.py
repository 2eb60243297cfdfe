"""What several conversations at the desk begin with."""

from __future__ import annotations

from tests.dialogs.people import Person, Stage

QUESTION = "Is there a place for someone who cannot travel?"
ANSWER = "There is: two of the three days can be followed from home."
FOUNDATIONS = "Foundations for Leadership"
GONE = "That question is not here any more"


async def asks(person: Person, words: str = QUESTION, program: str | None = FOUNDATIONS) -> None:
    """Ask a person something, about a program or about none."""
    await person.says("/programs")
    if program is not None:
        await person.presses(program)
    await person.presses("Ask a person")
    await person.says(words)
    person.sees("Your question is with people at SoL")
    await passes(person.stage)  # staff are told


async def opens(staff: Person, label: str) -> None:
    """Open an inquiry from the desk."""
    await staff.says("/desk")
    await staff.presses(label)


async def writes(staff: Person, words: str = ANSWER) -> None:
    """Write an answer to the inquiry that is open, up to its preview."""
    await staff.presses("Answer")
    await staff.says(words)
    staff.sees("This is how")


async def answers(staff: Person, label: str, words: str = ANSWER) -> None:
    """Answer an inquiry, and let the answer go out."""
    await opens(staff, label)
    await writes(staff, words)
    await staff.presses("Send it")
    staff.sees("is on its way")
    await passes(staff.stage)


async def passes(stage: Stage) -> None:
    """Let everything that is due be told and sent; Telegram takes one message a second for a person."""
    stage.clock.forward(seconds=2)
    await stage.tick()
