"""A vision over time as a picture: what is shown, where it goes, how it is told apart, and that it can be seen."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from solbot.coaching.visions.picture_rules import Closeness, closeness, course
from solbot.coaching.visions.rules import Figure, Step, VisionStanding, Wording
from solbot.db.states import FigureKind, RevisionKind, StepOutcome
from solbot.pictures import tension
from solbot.pictures.fitting import POINTS, TICKS, Grain, apart, grouped, thinned, ticks
from solbot.pictures.pen import DOTS, WIDTH
from solbot.pictures.tension import COLOURS, Curve, Lane, Sign, Stroke, Tension

FIRST = date(2026, 3, 3)
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
LINES = [
    Curve(Stroke.SOLID, "Closeness 4", [(FIRST, 2), (FIRST + timedelta(days=9), 4)]),
    Curve(Stroke.DASHED, "Pull 4", [(FIRST, 8), (FIRST + timedelta(days=9), 4)]),
    Curve(Stroke.DOTTED, "Strain 4", [(FIRST, 5), (FIRST + timedelta(days=9), 4)]),
]


def vision(
    figures: tuple[Figure, ...] = (),
    steps: tuple[Step, ...] = (),
    wordings: tuple[Wording, ...] = (),
) -> VisionStanding:
    first = Wording(RevisionKind.FIRST, "A choir", NOON)
    return VisionStanding(1, (first, *wordings), NOON, None, figures=figures, steps=steps)


def figure(kind: FigureKind, value: int, days: int, hours: int = 0) -> Figure:
    at = NOON + timedelta(days=days, hours=hours)
    return Figure(kind, value, at.date(), at)


def picture(lines: Sequence[Curve] = LINES, lanes: Sequence[Lane] = ()) -> Image.Image:
    shown = Tension("Title", "3 March", lines, lanes, lanes, "averaged", "several")
    found = Image.open(io.BytesIO(tension.draw(shown, lambda day, _: f"{day:%d %b}")))
    assert found.format == "PNG" and found.width == WIDTH * DOTS
    assert found.width + found.height <= 10_000 and found.height <= 20 * found.width  # Telegram's
    return found


def has_ink(image: Image.Image, colour: str, least: int) -> bool:
    wanted = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    counted = image.convert("RGB").getcolors(image.width * image.height) or []
    return {one: count for count, one in counted}.get(wanted, 0) >= least


def test_of_several_figures_of_a_day_the_last_counts() -> None:
    figures = (
        figure(FigureKind.CLOSENESS, 7, 1, 2),
        figure(FigureKind.CLOSENESS, 3, 1),
        figure(FigureKind.CLOSENESS, 2, 0),
    )
    found = course(vision(figures=figures), UTC)
    assert found.figures == {
        "closeness": [(FIRST, 2), (FIRST + timedelta(days=1), 7)],
    }
    last = (FIRST + timedelta(days=1), 7)
    assert closeness(found) == Closeness((FIRST, 2), last, 2, 7)
    assert found.last(FigureKind.PULL) is None


def test_changes_and_steps_stand_at_days_of_the_persons_own_clock() -> None:
    late = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
    steps = (
        Step(1, "Ring Bea", None, NOON, StepOutcome.DONE, "", late),
        Step(2, "Find a hall", date(2036, 1, 1), NOON),
        Step(3, "Buy chairs", None, NOON, StepOutcome.LET_GO, "", NOON),
    )
    wordings = (Wording(RevisionKind.RAISED, "A great choir", late),)
    found = course(vision(steps=steps, wordings=wordings), ZoneInfo("Asia/Tokyo"))
    assert found.changes == {"raised": [date(2026, 3, 4)]}
    assert found.steps == {"done": [date(2026, 3, 4)], "let_go": [FIRST], "open": [None]}
    assert found.released is None and closeness(found) is None


def test_few_figures_are_shown_as_they_are_and_many_as_averages_with_their_range() -> None:
    few = [(FIRST + timedelta(days=n), n % 11) for n in range(POINTS)]
    assert [(one.value, one.low, one.high) for one in thinned(few)] == [(v, v, v) for _, v in few]
    many = [(FIRST + timedelta(days=n), 10 * (n % 2)) for n in range(3_650)]
    found = thinned(many)
    assert len(found) <= POINTS + 2
    assert (found[0].value, found[-1].value) == (many[0][1], many[-1][1])
    assert [one.day for one in (found[0], found[-1])] == [many[0][0].toordinal(), many[-1][0].toordinal()]  # fmt: skip
    assert all((one.low, one.high) == (0, 10) and 4 <= one.value <= 6 for one in found[1:-1])


@given(some.lists(some.floats(0, 100), max_size=6), some.floats(1, 15))
def test_labels_never_touch_and_stay_in_order(wanted: list[float], gap: float) -> None:
    found = apart(wanted, gap, 0, 100)
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    assert all(found[b] - found[a] >= gap - 1e-6 for a, b in pairwise(order))
    assert all(-1e-6 <= at <= 100 + 1e-6 for at in found)
    if all(wanted[b] - wanted[a] >= gap for a, b in pairwise(order)):
        assert found == pytest.approx([min(max(at, 0), 100) for at in wanted], abs=gap * 6)


@given(some.lists(some.floats(0, 200), max_size=40))
def test_marks_never_touch_and_none_stands_where_nothing_was(wanted: list[float]) -> None:
    found = grouped(wanted, 11)
    assert set(found) <= set(wanted) and all(b - a >= 11 for a, b in pairwise(found))
    assert all(any(0 <= at - one < 11 for one in found) for at in wanted)


@given(some.dates(date(1990, 1, 1), date(2090, 1, 1)), some.integers(0, 40_000))
def test_an_axis_has_few_dates_each_within(first: date, days: int) -> None:
    last = first + timedelta(days=min(days, (date.max - first).days))
    grain, found = ticks(first, last)
    assert 1 <= len(found) <= TICKS and found == sorted(set(found))
    assert first <= found[0] and found[-1] <= last
    if grain is Grain.DAY:
        assert (found[0], found[-1]) == (first, last)
    else:
        assert all(one.day == 1 for one in found)


@pytest.mark.parametrize("count", [1, 2, 30, 3_650])
def test_every_line_is_seen(count: int) -> None:
    lines = [
        Curve(stroke, "Label", [(FIRST + timedelta(days=n), 3 + place) for n in range(count)])
        for place, stroke in enumerate(Stroke)
    ]
    image = picture(lines)
    assert all(has_ink(image, COLOURS[stroke], 60) for stroke in Stroke)


def test_lines_that_lie_on_one_another_are_all_seen() -> None:
    days = [(FIRST + timedelta(days=n), 5) for n in range(0, 90, 15)]
    image = picture([Curve(stroke, "", days) for stroke in Stroke])
    # Without a label, all the ink there is lies in the lines and their markers.
    assert all(has_ink(image, COLOURS[stroke], 300) for stroke in Stroke)


def test_each_sign_looks_different_without_colour() -> None:
    found = []
    for sign in Sign:
        image = picture(lanes=[Lane(sign, "", [FIRST + timedelta(days=4)])]).convert("L")
        found.append(image.point(lambda grey: 255 if grey > 128 else 0).tobytes())
    assert len(set(found)) == len(Sign)


def test_the_picture_is_as_high_as_what_it_shows_and_says_where_it_is_thinned() -> None:
    lane = [Lane(Sign.TICK, "done: 1", [FIRST])]
    crowded = [Lane(Sign.TICK, "done: 500", [FIRST + timedelta(days=n % 9) for n in range(500)])]
    heights = [picture(lanes=lanes).height for lanes in ((), lane, crowded)]
    assert heights == sorted(set(heights))


def test_long_labels_leave_room_for_the_lines() -> None:
    wide = "W" * 40
    image = picture([Curve(Stroke.SOLID, wide, LINES[0].points)], [Lane(Sign.UP, wide, [FIRST])])
    edge = image.crop((image.width - 9 * DOTS, 0, image.width, image.height)).convert("L")
    assert edge.getextrema() == (255, 255), "nothing is cut off at the right"
    assert has_ink(image.crop((0, 0, image.width // 2, image.height)), COLOURS[Stroke.SOLID], 60)


def test_there_is_nothing_to_draw_without_a_day() -> None:
    with pytest.raises(ValueError):
        picture(lines=[])


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]


def luminance(colour: str) -> float:
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


@pytest.mark.parametrize("colour", [*COLOURS.values(), tension.INK, tension.QUIET])
def test_what_is_written_stands_out_from_the_paper(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5  # WCAG 2.2, 1.4.3


# Machado, Oliveira and Fernandes (2009), at full strength.
BLIND = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


@pytest.mark.parametrize("kind", BLIND)
def test_the_colours_of_lines_differ_for_the_colour_blind(kind: str) -> None:
    def lab(colour: str) -> list[float]:
        seen = [
            max(0.0, sum(a * b for a, b in zip(row, linear(colour), strict=True)))
            for row in BLIND[kind]
        ]
        to_xyz = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0178, 0.1095, 0.8728))
        x, y, z = (sum(a * b for a, b in zip(row, seen, strict=True)) for row in to_xyz)
        fx, fy, fz = (
            one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z)
        )
        return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)]

    for one, other in combinations(COLOURS.values(), 2):
        distance = sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5
        assert distance >= 20, (one, other)
