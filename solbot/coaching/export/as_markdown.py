"""The copy for reading: Markdown, in the member's language, in the order it was written.

What people wrote is text in it, whatever it looks like: see `markdown_words.py`.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.export.markdown_words import line, quoted
from solbot.coaching.export.markdown_words import text as written
from solbot.coaching.export.service import Copy
from solbot.coaching.visions.rules import VisionStanding
from solbot.content.catalog import Language

INDENT = "  "


def render(copy: Copy, language: Language, zone: ZoneInfo) -> bytes:
    """UTF-8 Markdown. The words come from the reply `export_markdown`, a document."""
    text = language.reply(
        "export_markdown",
        name=line(copy.member.name or ""),
        at=copy.at.astimezone(zone),
        visions=[_vision(vision, language, zone) for vision in copy.visions],
        own_questions=[
            {
                "words": _item(one.words or language.button("unreadable")),
                "kind": one.kind.value,
                "weekdays": list(one.days),
                "paused": one.paused,
            }
            for one in copy.own_questions
        ],
        entries=[_entry(entry, language, zone, "") for entry in copy.answers],
        unplaced=[_entry(entry, language, zone, INDENT) for entry in copy.unplaced],
        tries=[
            {"practice": _item(_practice(one.reading, copy, language)), "due": one.due_on}
            for one in copy.tries
        ],
        inquiries=[
            {
                "number": one.number,
                "program": one.program,
                "on": one.asked_at.astimezone(zone),
                "said": [
                    {
                        "mine": said.mine,
                        "kind": said.body["kind"],
                        "words": _item(language.said(said.body)),
                    }
                    for said in one.said
                ],
            }
            for one in copy.inquiries
        ],
        kept_titles=[
            {"title": _item(_title(one.reading, language)), "on": one.at.astimezone(zone)}
            for one in copy.kept_readings
        ],
        shared_lines=_shares(copy, zone),
    )
    return (text + "\n").encode()


def _title(reading_id: str, language: Language) -> str:
    """What a reading is called; its id, where it is none of the readings any more."""
    reading = language.readings.get(reading_id)
    return language.title_of(reading) if reading else reading_id


def _shares(copy: Copy, zone: ZoneInfo) -> list[dict[str, object]]:
    """With whom what is shared, and what others share."""
    out = [
        {
            "mine": True,
            "name": _item(one.with_whom or ""),
            "of": one.for_date,
            "on": one.at.astimezone(zone),
        }
        for one in copy.shared_by_me
    ]
    back = [
        {"mine": False, "name": _item(one.by or ""), "on": one.accepted_at.astimezone(zone)}
        for one in copy.shared_with_me
        if one.accepted_at is not None
    ]
    return [*out, *back]


def _practice(reading_id: str, copy: Copy, language: Language) -> str:
    """What a reading proposes to try; its id, where it is none of the readings any more."""
    language = language.of_lesson(reading_id)
    reading = language.readings.get(reading_id)
    return language.practice_of(reading, name=copy.member.name or "") if reading else reading_id


def _vision(vision: VisionStanding, language: Language, zone: ZoneInfo) -> dict[str, object]:
    lost = language.button("unreadable")
    return {
        "words": line(vision.words or lost),
        "since": vision.created_at.astimezone(zone),
        "released": vision.released_at.astimezone(zone) if vision.released_at else None,
        "wordings": [
            {"kind": one.kind, "words": _item(one.words or lost), "on": one.at.astimezone(zone)}
            for one in vision.wordings
        ],
        "facts": [
            {
                "words": _item(one.words or lost),
                "on": one.on,
                "struck": one.struck_at.astimezone(zone) if one.struck_at else None,
            }
            for one in vision.facts
        ],
        "figures": [{"kind": one.kind, "value": one.value, "on": one.on} for one in vision.figures],
        "steps": [
            {
                "words": _item(one.words or lost),
                "on": one.at.astimezone(zone),
                "due": one.due_on,
                "outcome": one.outcome,
                "settled": one.settled_at.astimezone(zone) if one.settled_at else None,
                "learnt": _item(one.learnt),
            }
            for one in vision.steps
        ],
        "drawn": vision.drawn_at.astimezone(zone) if vision.drawn_at else None,
    }


def _entry(
    entry: JournalEntry, language: Language, zone: ZoneInfo, indent: str
) -> dict[str, object]:
    return {
        "on": entry.answered_at.astimezone(zone),
        "asked": quoted(entry.asked) if entry.asked else "",
        "kind": entry.body["kind"],
        "words": written(language.said(entry.body), indent),
    }


def _item(words: str) -> str:
    """Words in a list."""
    return written(words, INDENT)
