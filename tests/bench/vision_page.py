"""A vision's page and its picture: how long each takes beside the least there is of its kind, and how long the loop is
held while a picture is drawn."""

from __future__ import annotations

import asyncio
import io
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import insert

from solbot.app import ROUTES
from solbot.bot import router
from solbot.bot.context import Context, Later
from solbot.coaching.visions import service as visions
from solbot.db.states import FigureKind
from solbot.db.tables import Figure
from solbot.members import service as members
from solbot.telegram.incoming import Incoming, UpdateKind
from solbot.telegram.messages import Message
from solbot.unit_of_work import UnitsOfWork
from tests.bench.run import Run
from tests.bench.stores import FIRST, add_members, works_on

WEEKS, DAYS = 52, 3_650
TIMES = 15
SIZE = (5.0, 6.4)  # inches of an empty figure; at 216 dots an inch as large as a picture of ours

COLD = """
import json, time
from datetime import date, timedelta
began = time.perf_counter()
from solbot.pictures.tension import Lane, Curve, Sign, Stroke, Tension, draw
days = [date(2026, 3, 3) + timedelta(days=7 * n) for n in range(26)]
lines = [Curve(one, f"Label {n}", [(day, (n + i) % 11) for i, day in enumerate(days)]) for n, one in enumerate(Stroke)]
draw(Tension("Title", "2026", lines, [], [Lane(Sign.TICK, "done: 3", days[:3])], "", ""), lambda day, _: str(day))
print(json.dumps((time.perf_counter() - began) * 1000))
"""
EMPTY = f"""
import io, json, time
began = time.perf_counter()
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
sheet = Figure(figsize={SIZE}, dpi=216)
FigureCanvasAgg(sheet)
sheet.savefig(io.BytesIO(), format="png")
print(json.dumps((time.perf_counter() - began) * 1000))
"""


@dataclass(frozen=True)
class Looked:
    """How many milliseconds it took, and the longest stretch of them in which nothing else could run."""

    took: float
    held: float


async def vision_page(run: Run) -> None:
    """Report a page and a picture of a year's weekly figures, and a picture of ten years' daily ones."""
    times = run.steady(TIMES, 1)
    async with works_on("SQLite", run.folder) as works:
        await add_members(works, 1)
        page, help = await _page(works, run.steady(WEEKS, 5), times)
        run.row("a page, from its tap to its words", page, "ms", ("ms /help", help), "<= 50", page <= 50)  # fmt: skip
        warm = [await _picture(works) for _ in range(times + 1)][1:]
        plain = min(_timed(times))
        for what, many in ((f"{WEEKS} weeks", warm), (f"{DAYS:,} days", None)):
            if many is None:
                await _add_figures(works, run.steady(DAYS, 5))
                many = [await _picture(works) for _ in range(times)]
            took, held = (sorted(one)[len(many) // 2] for one in zip(*_pairs(many), strict=True))
            baseline = ("ms empty figure", plain)
            run.row(f"a picture of {what}", took, "ms", baseline, "<= 200", took <= 200)
            run.row(f"a picture of {what}: the loop held meanwhile", held, "ms")
    ours, empty = await _alone(COLD), await _alone(EMPTY)
    run.row("a picture, cold", ours, "ms", ("ms empty figure", empty), "<= 1,000", ours <= 1000)


def _pairs(looked: Sequence[Looked]) -> list[tuple[float, float]]:
    return [(one.took, one.held) for one in looked]


async def _page(works: UnitsOfWork, weeks: int, times: int) -> tuple[float, float]:
    """Milliseconds of a page, and of /help, which looks nothing up, the same way; the median of each."""
    async with works.begin() as work:
        member = await members.find(work, FIRST)
        assert member is not None
        vision = await visions.create(work, member, "A choir that sings without fear", None)
    await _add_figures(works, weeks, every=7)
    tap = Incoming(1, UpdateKind.TAP, FIRST, FIRST, message_id=1, tap_id="1", data=f"v:{vision}")
    typed = Incoming(1, UpdateKind.COMMAND, FIRST, FIRST, command="help")
    found = []
    for incoming in (tap, typed):
        took = []
        for _ in range(times):
            began = time.perf_counter()
            await _context(works, incoming)
            took.append((time.perf_counter() - began) * 1000)
        found.append(sorted(took)[len(took) // 2])
    return found[0], found[1]


async def _context(works: UnitsOfWork, incoming: Incoming) -> Context:
    async with works.begin(durable=False) as work:
        member = await members.find(work, incoming.person_id)
        context = Context(work, incoming, member, work.language_of(member), ROUTES)
        await router.handle(context)
    assert context.said or context.afterwards
    return context


async def _add_figures(works: UnitsOfWork, count: int, every: int = 1) -> None:
    async with works.begin() as work:
        member = await members.find(work, FIRST)
        assert member is not None
        (vision,) = await visions.held(work, member)
        rows = [
            {
                "vision_id": vision,
                "member_id": FIRST,
                "kind": kind,
                "value": (number // 5 + place) % 11,
                "for_date": (work.now - timedelta(days=every * (count - number))).date(),
                "at": work.now,
            }
            for number in range(count)
            for place, kind in enumerate(FigureKind)
        ]
        await work.session.execute(insert(Figure), rows)


async def _picture(works: UnitsOfWork) -> Looked:
    """A tap on Picture, until there is something to send."""
    async with works.begin() as work:
        member = await members.find(work, FIRST)
        assert member is not None
        (vision,) = await visions.held(work, member)
    tap = Incoming(1, UpdateKind.TAP, FIRST, FIRST, message_id=1, tap_id="1", data=f"vp:{vision}")
    gaps: list[float] = []
    watching = asyncio.create_task(watch(gaps))
    await asyncio.sleep(0)
    began = time.perf_counter()
    context = await _context(works, tap)
    (later,) = context.afterwards
    assert isinstance(later, Later)
    message = await later.say(works)
    took = (time.perf_counter() - began) * 1000
    await asyncio.sleep(0.002)
    watching.cancel()
    assert isinstance(message, Message) and message.document is not None
    return Looked(took, max(gaps, default=0.0))


async def watch(gaps: list[float]) -> None:
    """Note how long the loop was held, in milliseconds, again and again."""
    before = time.perf_counter()
    while True:
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        gaps.append((now - before) * 1000 - 1)
        before = now


def empty_figure() -> bytes:
    """What the other library takes for a picture of this size with nothing on it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Sheet

    sheet, found = Sheet(figsize=SIZE, dpi=216), io.BytesIO()
    FigureCanvasAgg(sheet)
    sheet.savefig(found, format="png")
    return found.getvalue()


def _timed(times: int) -> list[float]:
    found = []
    for _ in range(times + 1):
        began = time.perf_counter()
        empty_figure()
        found.append((time.perf_counter() - began) * 1000)
    return found


async def _alone(program: str) -> float:
    """Milliseconds, in a process of its own."""
    asked = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await asked.communicate()
    return float(json.loads(said))
