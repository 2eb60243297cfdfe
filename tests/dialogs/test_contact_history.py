"""What was before, beside a question: earlier questions, what was told, announcements, seats; nothing of a journal."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from solbot.db.tables import Announcement, Letter, Round, Trace
from tests.dialogs.desk_people import ANSWER, FOUNDATIONS, QUESTION, answers, asks, opens, passes
from tests.dialogs.people import OWNER, Stage


async def got(stage: Stage, person: int, *, private: bool) -> None:
    """An announcement that arrived."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        row = Announcement(
            author_id=OWNER,
            state="confirmed",
            content={},
            buttons=[],
            timing={},
            number=1,
            edition=1,
            created_at=work.now,
        )
        work.session.add(row)
        await work.session.flush()
        row.private = private
        sent = Round(
            announcement_id=row.id,
            kind="announcement",
            state="done",
            by=OWNER,
            total=1,
            started_at=work.now,
        )
        work.session.add(sent)
        await work.session.flush()
        work.session.add(
            Letter(
                key=f"round:{sent.id}",
                member_id=person,
                kind="announcement",
                priority=3,
                ref={},
                due_at=work.now,
                status="sent",
                settled_at=work.now,
                round_id=sent.id,
            )
        )


@pytest.mark.both_databases
async def test_what_was_asked_told_and_announced_stands_beside_a_question(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await answers(hugo, "1 · Ana")
    await stage.days(1)
    await ana.says("I stood at the window, and nobody sang yet")
    await got(stage, ana.id, private=False)
    await got(stage, ana.id, private=True)
    await asks(ana, "And may my sister come?", None)
    await opens(hugo, "2 · Ana")
    await hugo.presses("What was before")
    for words in (FOUNDATIONS, f"Asked: {QUESTION}", f"Told: {ANSWER}"):
        hugo.sees(words)
    hugo.sees("Announcements that arrived: 1")
    assert "window" not in hugo.shown() and "sister" not in hugo.shown()
    assert stage.works is not None
    async with stage.works.begin() as work:
        looked = await work.session.scalars(
            select(Trace).where(Trace.action == "looked_at_person", Trace.about_id == ana.id)
        )
        assert len(looked.all()) == 1
    await hugo.presses("Open no. 1")
    hugo.sees(QUESTION)


async def test_nothing_before_is_said_and_what_was_taken_back_is_gone(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await hugo.presses("What was before")
    hugo.sees("No other question, and nobody wrote first.")
    before = hugo.heard()[-1].message_id
    await ana.taps(ana.heard()[-1].message_id, "ixx:1")
    await passes(stage)
    await hugo.taps(before, "dch:1")
    assert "not here any more" in hugo.toasts()[-1]
    await ana.taps(ana.heard()[-1].message_id, "dch:1")
    assert "This part is for" in ana.toasts()[-1]
