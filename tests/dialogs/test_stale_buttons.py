"""A button of an earlier version, or made by hand, is answered and changes nothing; a fault of ours is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from solbot.app import ROUTES
from solbot.bot import dialog
from solbot.bot.context import Context
from solbot.bot.routes import Awaited
from solbot.bot.taps import call
from solbot.db.tables import Prompt, Table
from solbot.programs.cohorts import service as cohorts
from solbot.programs.editor import service as editor
from solbot.telegram import inbox
from tests.dialogs.announcing import composed
from tests.dialogs.desk_people import asks
from tests.dialogs.people import OWNER, Person, Stage
from tests.ways_in import MEMBERS_TAPS

pytestmark = pytest.mark.both_databases

TAILS = (
    ":x:y:z:w", "", ":-1:é:💥:-1", ":999999999999999999999:999999999999999999999",
    ":999999999999:1:2:3", ":%s:';--:\x00:{0}", ":1_0:٣:1e3:0x1", ":" * 50,
    ":-1:-1:-1:-1", 3 * (":" + "9" * 18),
)  # fmt: skip
# What a button of these does, it does with whatever comes after its name.
WHATEVER = frozenset({
    "vnew", "nka", "naa", "nxx", "nw", "nws", "nwa", "nwon", "no", "rok", "re", "zl", "ad", "skip", "iq",
    "sreload", "sinvite", "spls", "spnew", "saudit", "sfc", "spul", "dkf", "drl", "drn", "bc", "bcn", "dkb",
    "dkv", "scl", "bcr", "brs", "hk", "hr", "hl", "rmo", "oq", "oqn", "mom", "mon", "egaa", "xx",
})  # fmt: skip
# What is looked at, or asked of staff, is noted; what is awaited and offered is a dialog.
NOTED = frozenset({"inbox", "dialogs", "audit", "pace", "alerts", "alembic_version"})


async def rows(stage: Stage) -> dict[str, list[Any]]:
    """Everything the database holds that a button may have changed."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        return {
            table.name: sorted(map(repr, (await work.session.execute(select(table))).all()))
            for table in Table.metadata.sorted_tables
            if table.name not in NOTED
        }


LOT = 100  # taps at once; a slow machine takes its time for hundreds


async def tap_all(person: Person, names: list[str], tail: str) -> None:
    """Tap one made-up button of each name, and wait for the answers."""
    stage = person.stage
    last = person.heard()[-1].message_id
    for first in range(0, len(names), LOT):
        for name in names[first : first + LOT]:
            stage.world.press(person.id, last, (name + tail)[:60])
        await stage.quiet()
    assert stage.app is not None
    stage.app.floods.forget()
    assert not stage.world.taps, "every tap is answered"
    assert person.heard_of("Something went wrong") == 0


@pytest.mark.parametrize("who", ["owner", "member", "stranger"])
async def test_a_made_up_button_changes_nothing(
    stage: Stage, who: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if who == "stranger":
        person = stage.person("New")
        await person.says("/start")
        names = list(ROUTES.taps_without_consent)
    else:
        person = await (stage.owner() if who == "owner" else stage.settled())
        await stage.days(1)
        await person.says("Words of mine")
        await person.says("/vision Another vision")
        names = list(ROUTES.taps) if who == "owner" else list(MEMBERS_TAPS)
    names = [one for one in [*names, "bw", "do", "unheard_of"] if one not in WHATEVER]
    before = await rows(stage)
    for tail in stage.share(TAILS):
        await tap_all(person, names, tail)
        after = await rows(stage)
        changed = {name: after[name] for name in before if after[name] != before[name]}
        assert not changed, tail
    assert "update failed" not in "".join(capsys.readouterr())


async def test_what_follows_the_id_of_something_may_be_anything(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    ana, owner = await stage.settled(), await stage.owner()
    await asks(ana)
    assert stage.works is not None
    async with stage.works.begin() as work:
        (program, *_) = [one.id for one in await editor.everyone(work)]
        first, last = date(2026, 12, 1), date(2027, 3, 31)
        await cohorts.create(work, OWNER, program, "Spring", first, last, "UTC")
    names = [one for one in ROUTES.taps if one not in {*MEMBERS_TAPS, "sreload", "sfc"}]
    rests = (":x:y:z", ":99:99:99", ":-5::", ":é:" + "9" * 18, "", ":1:1:1")
    for thing, rest in zip((1, program, ana.id), stage.share(rests), strict=True):
        await composed(owner)
        await tap_all(owner, names, f":{thing}{rest}")
    assert "update failed" not in "".join(capsys.readouterr())


async def test_what_is_somebody_elses_stays_as_it_is(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await stage.days(1)
    await ana.says("An answer of mine")
    await ana.says("/vision Another vision")
    await ana.says("Words without a place")
    await asks(ana)
    before = await rows(stage)
    hers = {name: [row for row in found if str(ana.id) in row] for name, found in before.items()}
    assert sum(map(len, hers.values())) > 10
    for tail in stage.share((":1", ":2:1", ":3:2:1", ":1:0:5")):
        await tap_all(ben, list(MEMBERS_TAPS), tail)
        await ben.says("words that may be taken for something")
        stage.app.floods.forget()  # type: ignore[union-attr]
        after = await rows(stage)
        for name, found in hers.items():
            assert set(found) <= set(after[name]), (tail, name)


@pytest.mark.parametrize("fault", [LookupError, KeyError, ValueError, IndexError])
async def test_a_fault_of_ours_is_no_old_button(
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: type[Exception],
) -> None:
    ana = await stage.settled()
    await stage.days(1)
    before = await rows(stage)
    skip = ROUTES.taps["ak"]

    async def broken(context: Context, prompt_id: str) -> None:
        await call(skip, context, [prompt_id])
        raise fault(f"a bug with {context.me.name}")

    with monkeypatch.context() as patched:
        patched.setitem(ROUTES.taps, "ak", broken)
        await ana.presses("Not today")
    ana.hears("Something went wrong on my side")
    assert "That button has had its day" not in ana.toasts()
    after = await rows(stage)
    assert after["prompts"] == before["prompts"]
    logged = "".join(capsys.readouterr())
    assert "update failed" in logged and fault.__name__ in logged and "bug with" not in logged

    stage.clock.forward(minutes=2)
    await stage.tick()
    assert stage.works is not None
    async with stage.works.begin() as work:
        states = await work.session.scalars(select(Prompt.state))
        assert list(states) == ["skipped"]


async def test_what_fails_again_and_again_locks_nobody_out_and_is_told_at_last(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await stage.settled()
    await stage.days(1)

    async def broken(_: Context) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setitem(ROUTES.awaited, dialog.ANSWER, Awaited(broken))
        await ana.says("My words")
        for tries, wait in enumerate(inbox.RETRY, 1):
            await ana.says("/help")
            ana.hears("What we can do together")
            stage.clock.forward(seconds=wait)
            await stage.tick()
            assert ana.heard_of("kept failing on my side") == (tries == len(inbox.RETRY))
        assert ana.heard_of("Something went wrong on my side") == 1
        stage.clock.forward(days=1)
        await stage.app.tick.retries()  # type: ignore[union-attr]
        await stage.quiet()
    assert ana.heard_of("kept failing on my side") == 1
    await ana.says("My words again")
    ana.hears("Kept in your journal")
