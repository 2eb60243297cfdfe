"""Pictures of visions for docs/pictures/: made-up histories, drawn as the bot draws them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from solbot.bot import drawing
from solbot.coaching.visions.picture_chat import drawing_of
from solbot.coaching.visions.picture_rules import course
from solbot.coaching.visions.rules import Figure, Step, VisionStanding, Wording
from solbot.content.catalog import Catalog
from solbot.db.states import FigureKind, RevisionKind, StepOutcome
from solbot.pictures import tension

BEGAN = datetime(2026, 3, 3, 8, tzinfo=UTC)
FIGURES = (
    (0, 2, 8, 5), (21, 3, 8, 6), (49, 3, 7, 6), (77, 4, 7, 7),
    (112, 3, 5, 8), (140, 4, 6, 6), (175, 5, 7, 4), (224, 6, 8, 3),
)  # fmt: skip
CHANGES = ((35, RevisionKind.CLARIFIED), (105, RevisionKind.LOWERED), (150, RevisionKind.RAISED))
STEPS = (
    (14, StepOutcome.DONE),
    (42, StepOutcome.DONE),
    (70, StepOutcome.PARTLY),
    (98, StepOutcome.NOT_YET),
    (133, StepOutcome.DONE),
    (190, StepOutcome.DONE),
)


def half_a_year() -> VisionStanding:
    """A vision that was nearly given up, and is near by now."""

    def day(number: int) -> datetime:
        return BEGAN + timedelta(days=number)

    steps = [
        Step(number, "A step", None, day(on - 7), outcome, "", day(on))
        for number, (on, outcome) in enumerate(STEPS)
    ]
    return VisionStanding(
        1,
        (
            Wording(RevisionKind.FIRST, "", BEGAN),
            *(Wording(kind, "", day(on)) for on, kind in CHANGES),
        ),
        BEGAN,
        None,
        figures=tuple(
            Figure(kind, value, day(on).date(), day(on))
            for on, *values in FIGURES
            for kind, value in zip(FigureKind, values, strict=True)
        ),
        steps=(*steps, Step(99, "The next one", None, day(224))),
    )


async def keep(catalog: Catalog, folder: Path) -> list[Path]:
    """Put one picture a language into a folder."""
    shown, kept = course(half_a_year(), UTC), []
    for code in ("en", "es"):
        file = folder / f"vision-{code}.png"
        file.write_bytes(
            await drawing.drawn(tension.draw, *drawing_of(catalog.language(code), shown))
        )
        kept.append(file)
    return kept
