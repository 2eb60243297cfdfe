"""Of figures long past, some are enough to see how a vision has moved; the copy has all."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from sqlalchemy import insert

from solbot.coaching.visions import service as visions
from solbot.db.states import FigureKind
from solbot.db.tables import Figure
from solbot.members import service as members
from solbot.unit_of_work import UnitsOfWork

DAYS = 1_000


async def test_a_page_has_each_recent_figure_and_of_old_ones_the_first_and_some(
    works: UnitsOfWork,
) -> None:
    async with works.begin() as work:
        ana = await members.arrive(work, 1, "en")
        await members.consent(work, ana, "Ana")
        vision = await visions.create(work, ana, "A choir", None)
        first = work.now.date() - timedelta(days=DAYS - 1)
        rows = [
            {
                "vision_id": vision,
                "member_id": 1,
                "kind": kind,
                "value": number % 11,
                "for_date": first + timedelta(days=number),
                "at": work.now,
            }
            for number in range(DAYS)
            for kind in (FigureKind.CLOSENESS, FigureKind.PULL)
        ]
        await work.session.execute(insert(Figure), rows)
    async with works.begin() as work:
        found = await members.find(work, 1)
        assert found is not None
        page = await visions.standing(work, found, vision)
        (whole,) = await visions.all_of(work, found)
    assert page is not None
    assert len(whole.of_kind(FigureKind.PULL)) == DAYS
    for kind in (FigureKind.CLOSENESS, FigureKind.PULL):
        shown = [one.on for one in page.of_kind(kind)]
        assert shown[0] == first
        recent = [first + timedelta(days=number) for number in range(DAYS - 401, DAYS)]
        assert shown[-401:] == recent
        gaps = [after - before for before, after in pairwise(shown)]
        assert max(gaps) <= timedelta(days=11)
        assert len(shown) < 401 + 90
    assert not page.of_kind(FigureKind.STRAIN)
