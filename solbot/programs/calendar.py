"""A program as an iCalendar file, for the calendar of somebody who has a seat. Source: RFC 5545.

Its moments are UTC. Clock changes can be written in ways that ical.js and Outlook read in part only, and then a summer
event is an hour off; a moment in UTC is shown by everybody's own clock.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from solbot.content.models import Program
from solbot.content.telegram_html import plain

HOUR = timedelta(hours=1)


def render(program: Program, seat_id: int, now: datetime) -> bytes:
    """The file; a program with a start is needed. The same seat keeps its uid, so that calendars update it."""
    if program.starts is None:
        raise ValueError("a program without a start has no place in a calendar")
    event = Event()
    event.add("uid", f"seat-{seat_id}-{program.id}@solbot")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", int(now.timestamp()) // 60)
    starts = program.starts.astimezone(UTC)
    event.add("dtstart", starts)
    event.add("dtend", program.ends.astimezone(UTC) if program.ends else starts + HOUR)
    event.add("summary", program.title)
    event.add("description", plain(str(program.card)))
    if program.place:
        event.add("location", " ".join(program.place.split()))
    if program.url:
        event.add("url", program.url)
    calendar = Calendar()
    calendar.add("prodid", "-//solbot//programs//")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
