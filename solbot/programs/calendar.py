"""A program as an iCalendar file, for the calendar of somebody who has a seat. Source: RFC 5545.

Its moments are UTC. Clock changes can be written in ways that ical.js and Outlook read in part only, and then a summer
event is an hour off; a moment in UTC is shown by everybody's own clock.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from solbot.content.models import Program
from solbot.content.telegram_html import plain

if TYPE_CHECKING:
    from icalendar import Event

HOUR = timedelta(hours=1)


def render(program: Program, seat_id: int, now: datetime) -> bytes:
    """The file; a program with a start is needed. The same seat keeps its uid, so that calendars update it."""
    return _file(
        _of_program(program, f"seat-{seat_id}-{program.id}", plain(str(program.card)), now)
    )


def render_list(program: Program, under: str, now: datetime) -> bytes:
    """The file for whoever runs it: the days of a program, with how many take part. Nobody is named, for calendars are
    kept elsewhere."""
    return _file(_of_program(program, f"program-{program.id}", under, now))


def render_days(uid: str, title: str, days: tuple[date, date], under: str, now: datetime) -> bytes:
    """A file with whole days, the first and the last included."""
    event = _event(uid, title, under, now)
    event.add("dtstart", days[0])
    event.add("dtend", days[1] + timedelta(days=1))
    return _file(event)


def _of_program(program: Program, uid: str, under: str, now: datetime) -> Event:
    if program.starts is None:
        raise ValueError("a program without a start has no place in a calendar")
    event = _event(uid, program.title, under, now)
    starts = program.starts.astimezone(UTC)
    event.add("dtstart", starts)
    event.add("dtend", program.ends.astimezone(UTC) if program.ends else starts + HOUR)
    if program.place:
        event.add("location", " ".join(program.place.split()))
    if program.url:
        event.add("url", program.url)
    return event


def _event(uid: str, title: str, under: str, now: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid}@solbot")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", int(now.timestamp()) // 60)
    event.add("summary", title)
    event.add("description", under)
    return event


def _file(event: Event) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//solbot//programs//")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
