"""One nudge for every wanted local day, in every zone, whatever the clocks do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from solbot.coaching.rhythm.rules import (
    HOUR,
    LATE,
    Slot,
    evening,
    is_late,
    next_due,
    served_date,
    tomorrow,
)
from solbot.local_time import exists, local_date, moment

EVERY_DAY = frozenset(range(1, 8))
WEEKDAYS = frozenset(range(1, 6))
NIGHT = Slot(time(2, 30), EVERY_DAY)
MORNING = Slot(time(8), EVERY_DAY)
MIDNIGHT = Slot(time(), EVERY_DAY)
LATE_EVENING = Slot(time(23, 30), EVERY_DAY)
WORKING = Slot(time(8), WEEKDAYS)
ODD_ZONES = (
    "Africa/Cairo",
    "America/Havana",
    "America/New_York",
    "America/Nuuk",
    "America/Santiago",
    "America/St_Johns",
    "Asia/Beirut",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Europe/Madrid",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Pacific/Kwajalein",
)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def there(zone: str, *parts: int) -> datetime:
    """A wall time in a zone, as a moment in UTC."""
    return datetime(*parts, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[misc,arg-type]


def walk(slot: Slot, zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[date]:
    """The local dates nudged on, going from each due moment to the next as the tick does."""
    due, last = next_due(slot, zone, start), None
    while due < end:
        last = served_date(slot, zone, due)
        yield last
        due = next_due(slot, zone, due, last)


def dates_on_the_clock(zone: ZoneInfo, start: datetime, end: datetime) -> list[date]:
    """Every local date seen when one looks at the local clock every six hours."""
    steps = int((end - start) / timedelta(hours=6))
    seen = (start + timedelta(hours=6 * step) for step in range(steps + 1))
    return sorted({one.astimezone(zone).date() for one in seen})


def one_of_each() -> list[str]:
    """Every zone, but of those that are the same by several names the first alone."""
    known = resources.files("tzdata.zoneinfo")
    by_rules: dict[bytes, str] = {}
    for name in sorted(available_timezones()):
        file = known.joinpath(*name.split("/"))
        by_rules.setdefault(file.read_bytes() if file.is_file() else name.encode(), name)
    return list(by_rules.values())


def check_each_day(slot: Slot, zone: ZoneInfo, dates: list[date], end: datetime) -> None:
    """One nudge for every wanted date, at the slot's time; where a change skips that, at the first moment after."""
    start = moment(dates[0], time(), zone) - timedelta(days=1)
    last: date | None = None
    due, nudged = start, []
    while (due := next_due(slot, zone, due, last)) < end:
        last = served_date(slot, zone, due)
        nudged.append(last)
        shown, wanted = due.astimezone(zone), datetime.combine(last, slot.at)
        if shown.replace(tzinfo=None, fold=0) != wanted:
            before = (due - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
            assert before < wanted < shown.replace(tzinfo=None), (zone, slot, due)
        assert not shown.fold, "of two moments, the second"
    assert [on for on in nudged if dates[0] <= on <= dates[-1]] == [
        on for on in dates if on.isoweekday() in slot.days
    ], (zone, slot)


@pytest.mark.parametrize(
    ("first", "days"), [(at(2026, 11, 1), 731), (at(2011, 1, 1), 366)], ids=["2026-28", "2011"]
)
def test_two_years_of_nudges_in_every_zone(first: datetime, days: int) -> None:
    # In 2011 only the zones that stepped over the date line differ in kind from other years.
    zones = one_of_each() if first.year == 2026 else ODD_ZONES
    assert len(zones) > (300 if first.year == 2026 else 10)
    end = first + timedelta(days=days)
    for name in zones:
        zone = ZoneInfo(name)
        dates = dates_on_the_clock(zone, first, end)[1:-1]
        for slot in (MIDNIGHT, NIGHT, MORNING, WORKING, LATE_EVENING):
            check_each_day(slot, zone, dates, end)


@pytest.mark.parametrize("name", ODD_ZONES)
@pytest.mark.parametrize("wall", [time(0), time(0, 30), time(1, 59), time(23), time(23, 30)])
def test_times_round_midnight(name: str, wall: time) -> None:
    zone, first, last = ZoneInfo(name), at(2026, 11, 1), at(2027, 11, 1)
    wanted = dates_on_the_clock(zone, first, last)[1:-1]
    nudged = walk(Slot(wall, EVERY_DAY), zone, first, last)
    assert [on for on in nudged if wanted[0] <= on <= wanted[-1]] == wanted


@pytest.mark.parametrize(
    ("zone", "on", "wall", "due"),
    [
        ("Europe/Madrid", date(2027, 3, 28), time(2, 30), at(2027, 3, 28, 1)),  # skipped
        ("Europe/Madrid", date(2026, 10, 25), time(2, 30), at(2026, 10, 25, 0, 30)),  # twice
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), at(2026, 10, 3, 15, 30)),
        ("Australia/Lord_Howe", date(2027, 4, 4), time(1, 45), at(2027, 4, 3, 14, 45)),
        ("America/Havana", date(2025, 3, 9), time(0, 30), at(2025, 3, 9, 5)),
        ("America/Nuuk", date(2027, 3, 27), time(23, 30), at(2027, 3, 28, 1)),
        ("Pacific/Apia", date(2011, 12, 30), time(8), at(2011, 12, 30, 10)),
        ("Pacific/Kwajalein", date(1993, 8, 21), time(12), at(1993, 8, 21, 12)),
        ("Asia/Kolkata", date(2026, 11, 23), time(8), at(2026, 11, 23, 2, 30)),
        ("UTC", date(2026, 11, 23), time(8, 0, 5, 900), at(2026, 11, 23, 8).replace(second=5)),
    ],
)
def test_moment(zone: str, on: date, wall: time, due: datetime) -> None:
    assert moment(on, wall, ZoneInfo(zone)) == due
    assert moment(on, wall.replace(fold=1), ZoneInfo(zone)) == due


def test_a_skipped_date_is_no_date() -> None:
    apia, kwajalein = ZoneInfo("Pacific/Apia"), ZoneInfo("Pacific/Kwajalein")
    assert not exists(date(2011, 12, 30), apia)
    assert exists(date(2011, 12, 29), apia)
    assert not exists(date(1993, 8, 21), kwajalein)
    fridays = Slot(time(8), frozenset({5}))
    assert next_due(fridays, apia, at(2011, 12, 28)) == there("Pacific/Apia", 2012, 1, 6, 8)


def test_a_time_pushed_past_midnight_serves_the_date_it_was_meant_for() -> None:
    nuuk, slot = ZoneInfo("America/Nuuk"), Slot(time(23, 30), EVERY_DAY)
    due = next_due(slot, nuuk, at(2027, 3, 27, 12))
    assert due == at(2027, 3, 28, 1)
    assert local_date(due, nuuk) == date(2027, 3, 28)
    assert served_date(slot, nuuk, due) == date(2027, 3, 27)
    after = next_due(slot, nuuk, due, date(2027, 3, 27))
    assert after == there("America/Nuuk", 2027, 3, 28, 23, 30)


def test_next_due_is_strictly_after() -> None:
    zone = ZoneInfo("Europe/Madrid")
    eight = there("Europe/Madrid", 2026, 11, 23, 8)
    assert next_due(MORNING, zone, eight - timedelta(seconds=1)) == eight
    assert next_due(MORNING, zone, eight) == there("Europe/Madrid", 2026, 11, 24, 8)


def test_moving_east_after_being_served() -> None:
    served = date(2026, 11, 23)
    now = there("America/New_York", 2026, 11, 23, 8, 5)  # already 22:05 in Tokyo
    due = next_due(MORNING, ZoneInfo("Asia/Tokyo"), now, served)
    assert due == there("Asia/Tokyo", 2026, 11, 24, 8)


def test_moving_west_after_being_served() -> None:
    served = date(2026, 11, 24)
    now = there("Asia/Tokyo", 2026, 11, 24, 8, 5)  # still the evening of the 23rd in New York
    due = next_due(MORNING, ZoneInfo("America/New_York"), now, served)
    assert due == there("America/New_York", 2026, 11, 25, 8)


def test_moving_west_before_being_served() -> None:
    now = there("Asia/Tokyo", 2026, 11, 24, 7)
    due = next_due(MORNING, ZoneInfo("America/New_York"), now, date(2026, 11, 23))
    assert due == there("America/New_York", 2026, 11, 24, 8)


def test_lateness_begins_after_two_hours() -> None:
    due = at(2026, 11, 23, 8)
    assert not is_late(due, due + LATE)
    assert is_late(due, due + LATE + timedelta(seconds=1))
    assert not is_late(due, due - HOUR)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ((0, 30), (19, 0)),
        ((18, 0), (19, 0)),
        ((18, 30), (19, 0)),
        ((18, 31), (19, 31)),
        ((21, 0), (22, 0)),
        ((22, 30), (23, 15)),
        ((23, 58), (23, 59)),
    ],
)
def test_this_evening(now: tuple[int, int], then: tuple[int, int]) -> None:
    madrid = ZoneInfo("Europe/Madrid")
    found = evening(there("Europe/Madrid", 2026, 11, 23, *now), madrid)
    assert found == there("Europe/Madrid", 2026, 11, 23, *then)


def test_tomorrow() -> None:
    madrid, saturday = ZoneInfo("Europe/Madrid"), there("Europe/Madrid", 2026, 11, 21, 23, 50)
    slot = Slot(time(7, 15), WEEKDAYS)
    assert tomorrow(saturday, madrid, slot) == there("Europe/Madrid", 2026, 11, 22, 7, 15)
    assert tomorrow(saturday, madrid, None) == there("Europe/Madrid", 2026, 11, 22, 8)
    apia = ZoneInfo("Pacific/Apia")
    thursday = there("Pacific/Apia", 2011, 12, 29, 12)
    assert tomorrow(thursday, apia, None) == there("Pacific/Apia", 2011, 12, 31, 8)


@pytest.mark.parametrize(
    "days", [frozenset[int](), frozenset({0}), frozenset({8}), frozenset({1, 9})]
)
def test_a_slot_needs_weekdays(days: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="weekday"):
        Slot(time(8), days)


def test_moments_without_a_zone_are_refused() -> None:
    naive = datetime(2026, 11, 23, 8)  # noqa: DTZ001
    zone = ZoneInfo("Europe/Madrid")
    with pytest.raises(ValueError, match="zone"):
        next_due(MORNING, zone, naive)
    with pytest.raises(ValueError, match="zone"):
        evening(naive, zone)
    with pytest.raises(ValueError, match="zone"):
        Slot(time(8, tzinfo=UTC), EVERY_DAY)


zones = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
slots = st.builds(
    Slot,
    st.times().map(lambda wall: wall.replace(second=0, microsecond=0)),
    st.frozensets(st.integers(1, 7), min_size=1),
)
moments = st.datetimes(
    datetime(1950, 1, 1),  # noqa: DTZ001
    datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(slots, zones, moments)
def test_due_moments_go_forward(slot: Slot, zone: ZoneInfo, after: datetime) -> None:
    last = None
    for _ in range(5):
        due = next_due(slot, zone, after, last)
        assert due > after
        on = served_date(slot, zone, due)
        assert last is None or on > last
        assert on.isoweekday() in slot.days
        after, last = due, on


@given(slots, zones, moments)
def test_the_wall_shows_the_slots_time_unless_it_was_skipped(
    slot: Slot, zone: ZoneInfo, after: datetime
) -> None:
    due = next_due(slot, zone, after)
    shown = due.astimezone(zone).replace(tzinfo=None, fold=0)
    wanted = datetime.combine(served_date(slot, zone, due), slot.at)
    before = (due - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None, fold=0)
    assert shown == wanted or before < wanted < shown


@given(slots, zones, moments)
def test_nothing_wanted_is_passed_over(slot: Slot, zone: ZoneInfo, after: datetime) -> None:
    due = next_due(slot, zone, after)
    on = local_date(after, zone) + timedelta(days=1)
    while on < served_date(slot, zone, due):
        assert on.isoweekday() not in slot.days or not exists(on, zone)
        on += timedelta(days=1)


@given(zones, moments)
def test_an_evening_stays_on_its_date(zone: ZoneInfo, now: datetime) -> None:
    # There is nothing between the last microsecond of a day and midnight.
    assume(local_date(now + timedelta(microseconds=1), zone) == local_date(now, zone))
    found = evening(now, zone)
    assert found > now
    assert local_date(found, zone) == local_date(now, zone)
