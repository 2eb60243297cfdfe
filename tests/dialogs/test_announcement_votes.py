"""Votes under announcements, and announcements that are spoken."""

from __future__ import annotations

import pytest

from solbot.announcements.report import taps_db
from solbot.content.editions import FieldValue
from solbot.programs.editor import publishing
from solbot.programs.editor import service as editor
from tests.dialogs.announcing import composed, tried
from tests.dialogs.people import OWNER, Person, Stage

PROGRAM = "foundations-for-leadership"


async def put_to_the_vote(stage: Stage, staff: Person, options: str) -> None:
    """A question that everybody has, its report on the screen."""
    await composed(staff, "When shall we meet?")
    await staff.presses("Buttons")
    await staff.presses("+ a vote")
    staff.sees("Send me the options in English, one a line")
    await staff.says(options)
    staff.sees("Tuesday\nThursday <&>")
    await staff.presses("‹ Back")
    await tried(stage, staff)
    await staff.presses("Send it")
    await stage.settle()


@pytest.mark.both_databases
async def test_a_vote_is_given_changed_and_closed(stage: Stage) -> None:
    olga, ana, bea = await stage.owner(), await stage.settled("Ana"), await stage.settled("Bea")
    await put_to_the_vote(stage, olga, "- Tuesday\n- Thursday <&>")
    assert ana.labels() == ["Tuesday", "Thursday <&>", "No more announcements"]
    await ana.presses("Tuesday")
    assert ana.toasts()[-1].startswith("Your vote: Tuesday. Until it is closed")
    await bea.presses("Tuesday")
    await ana.presses("Thursday <&>")
    assert ana.toasts()[-1] == "Changed to: Thursday <&>."
    copy = await ana.export()
    assert [(one["announcement"], one["option"]) for one in copy["votes"]] == [(1, 2)]
    await olga.presses("Refresh")
    olga.sees("2 people have voted. For what is shown once it is closed.")
    assert "Tuesday: 1" not in olga.shown()
    await olga.presses("Close the vote")
    olga.sees("2 people have voted")
    await olga.presses("Yes, close it")
    await stage.settle()
    found = [one for one in ana.heard() if "When shall we meet?" in one.text]
    assert len(found) == 1, "it is in its place"
    assert "The vote is closed\nTuesday: 1\nThursday <&>: 1" in found[0].text
    assert [b["text"] for row in found[0].keyboard or [] for b in row] == ["No more announcements"]
    await ana.taps(found[0].message_id, "an:1:1")
    assert ana.toasts()[-1] == "That vote is closed."
    assert (await ana.export())["votes"] == []
    await ana.says("/news")
    await ana.presses("1")
    ana.hears("Thursday <&>: 1")
    await olga.says("/audit")
    olga.sees("closed the vote under an announcement (no. 1)")


@pytest.mark.both_databases
async def test_a_vote_is_closed_once_however_many_tap(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    rosa = await stage.staff("Rosa", "announcements")
    await put_to_the_vote(stage, olga, "Tuesday\nThursday <&>")
    await ana.presses("Tuesday")
    for one in (olga, rosa):
        await one.says("/broadcast")
        await one.presses(next(label for label in one.labels() if label.startswith("No. 1")))
        await one.presses("Close the vote")
    message, again = olga.button("Yes, close it")
    await olga.presses("Yes, close it")
    await rosa.presses("Yes, close it")
    assert rosa.toasts()[-1] == "That vote is closed."
    await olga.taps(message.message_id, again)
    assert olga.toasts()[-1] == "That vote is closed."
    rosa.sees("Tuesday: 1")
    await stage.settle()
    assert sum("The vote is closed" in one.text for one in ana.heard()) == 1


async def test_options_are_looked_at_before_they_are_buttons(stage: Stage) -> None:
    olga = await stage.owner()
    await composed(olga, "When shall we meet?")
    await olga.presses("Buttons")
    await olga.presses("+ a vote")
    await olga.says("Only one")
    olga.sees("two options at least, each different")
    await olga.says("Same\nSame")
    olga.sees("two options at least, each different")
    await olga.says("Tuesday\n" + "x" * 37)
    olga.sees("That is too long for a button")
    await olga.says("\n".join(f"Day {at}" for at in range(9)))
    olga.sees("there is room for 8 more buttons")
    await olga.presses("Yes · No · Not sure")
    olga.sees("Yes\nNo\nNot sure")
    assert "+ a vote" not in olga.labels()
    await olga.presses("✕ Yes")
    await olga.presses("✕ No")
    await olga.presses("‹ Back")
    olga.sees("a vote needs two options at least")


async def test_a_vote_in_a_rehearsal_counts_nothing(stage: Stage) -> None:
    olga = await stage.owner()
    await composed(olga, "Shall we?")
    await olga.presses("Buttons")
    await olga.presses("+ a vote")
    await olga.presses("Yes · No · Not sure")
    await olga.presses("‹ Back")
    await olga.presses("See it as people will")
    await olga.presses("Yes")
    assert olga.toasts()[-1] == "Noted, in a real one: Yes."


@pytest.mark.both_databases
async def test_who_erases_everything_takes_their_vote_along(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await put_to_the_vote(stage, olga, "Tuesday\nThursday <&>")
    await ana.presses("Tuesday")
    await ana.says("/forget")
    await ana.says("forget me")
    await olga.presses("Refresh")
    olga.sees("0 people have voted")


async def test_a_voice_message_is_sent_on_and_its_words_corrected(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    await olga.sends_voice("Listen, {name}.")
    olga.sees("(1 file) Listen, {name}.")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    assert (ana.heard()[-1].kind, ana.last()) == ("voice", "Listen, Ana.")
    await olga.presses("Correct every copy")
    await olga.presses("Words: English")
    await olga.sends_voice("Another recording")
    olga.sees("the same pictures or recording, other words")
    await olga.presses("Drop the draft")
    await olga.presses("Yes, drop it")
    await olga.presses(next(one for one in olga.labels() if one.startswith("No. 1")))
    await olga.presses("Correct every copy")
    await olga.presses("Words: English")
    await olga.says("Listen well, {name}.")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    assert (ana.heard()[-1].kind, ana.last()) == ("voice", "Listen well, Ana.")


@pytest.mark.both_databases
async def test_the_report_tells_taps_by_language_opt_outs_and_seats(stage: Stage) -> None:
    assert stage.works is not None
    olga, ana, bea = await stage.owner(), await stage.settled("Ana"), await stage.settled("Bea")
    facts: dict[str, FieldValue] = {"starts": "2027-03-01T10:00", "zone": "Europe/Madrid"}
    facts |= {"joining": "open", "hold_days": 3, "seats": 9}
    async with stage.works.begin() as work:
        for name, value in facts.items():
            draft = await editor.put(work, PROGRAM, name, "en", value)
        await publishing.publish(work, OWNER, PROGRAM, draft.number)
    await composed(olga, "Come to {program}.")
    await olga.presses("Buttons")
    await olga.presses("+ a program")
    await olga.presses("Foundations for Leadership")
    await olga.presses("‹ Back")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    await bea.presses("No more announcements")
    await bea.taps(bea.heard()[-1].message_id, "no:1")  # off already: not counted again
    for _ in range(5):
        await ana.says("/news")
        await ana.presses("1")
        await ana.presses("About the program")
    async with stage.works.begin() as work:
        for _ in range(6):
            await taps_db.count(work.session, 1, 1, "es")
    await ana.presses("Reserve a seat")
    await olga.presses("Refresh")
    olga.sees("About the program (Foundations for Leadership): 11 (es 6, en 5)")
    olga.sees("1 person wanted no more announcements after this one")
    olga.sees("Seats taken within seven days by who got it: 1")


async def test_nothing_is_filled_in_on_buttons_and_that_is_said(stage: Stage) -> None:
    olga = await stage.owner()
    await composed(olga, "When shall we meet?")
    await olga.presses("Buttons")
    await olga.presses("+ a vote")
    await olga.says("Tuesday, {name}\nThursday")
    olga.sees("Nothing is filled in on a button, which is the same for everybody: Tuesday, {name}")
    await olga.says("Tuesday\nThursday")
    olga.sees("Tuesday\nThursday")
    await olga.presses("+ a link")
    for line in ("For {name} https://example.org", "The shop https://example.org/{name|friend}"):
        await olga.says(line)
        olga.sees("{name} can’t be filled in on a button")
    await olga.says("The shop https://example.org")
    olga.sees("Tuesday\nThursday\nThe shop")
