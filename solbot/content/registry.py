"""What the code expects of every language: its replies with their variables, its buttons, and for every
variable the longest sample there may plausibly be. A variable means the same in every reply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from markupsafe import Markup

from solbot.content import (
    registry_announcements,
    registry_audience,
    registry_desk,
    registry_people,
    registry_programs,
    registry_staff,
)

AREAS = (
    registry_staff,
    registry_programs,
    registry_desk,
    registry_people,
    registry_announcements,
    registry_audience,
)
"""What staff need, an area each."""

_PROGRAM = "title card details when mine dates place online prices price joining is_open seats url checked written_in"
_SEAT = "title until was when place online"

_REPLIES = {
    # settling in
    "consent": "name",
    "consent_again": "",
    "consent_declined": "",
    "consent_first": "",
    "consent_given_already": "",
    "ask_language": "language languages unknown",
    "draft_chosen": "language",
    "not_translated": "language",
    "ask_zone": "zone",
    "ask_zone_place": "only",
    "zone_no_clock": "clock",
    "ask_location": "",
    "zone_not_found": "text",
    "zone_set": "zone now",
    "ask_rhythm": "",
    "edit_rhythm": "most",
    "rhythm_set": "days times",
    "rhythm_incomplete": "",
    "rhythm_not_understood": "",
    "ask_first_vision": "",
    "settle_first": "held",
    "settled_already": "",
    "ready": "name next zone",
    "home": "name next",
    "welcome_back": "name next",
    # questions and answers
    "question": "reading ask kind low high options part parts busy",
    "listening": "ask kind added",
    "kept": "parts",
    "kept_already": "",
    "answered_already": "",
    "question_gone": "",
    "scale_only": "",
    "choose_first": "",
    "depth_stays": "",
    "ask_later": "",
    "snoozed": "at now",
    "skipped": "",
    "loose_words": "ask",
    "loose_more": "count",
    "unplaced_words": "words kind ask number count",
    "left_unplaced": "",
    "ask_drop_all": "count",
    "ask_word": "word answering",
    "note_kept": "count",
    "note_dropped": "",
    "edit_followed": "",
    "edit_of_nothing": "",
    "today_answered": "ask",
    "ask_discipline": "",
    # the library
    "library": "",
    "shelf": "title count",
    "reading": "reading sources",
    "reading_gone": "",
    # the journal
    "journal": "entries page pages",
    "journal_empty": "",
    "journal_found": "words count entries",
    "entry": "entry",
    "entry_gone": "",
    "ask_correction": "entry",
    "corrected": "",
    "ask_delete": "",
    "deleted": "",
    # visions
    "visions": "visions",
    "vision": "words since closeness wordings snapshots",
    "vision_gone": "",
    "vision_kept": "closeness",
    "vision_released": "",
    "vision_too_long": "length most",
    "ask_vision": "",
    "ask_vision_words": "change words",
    "ask_vision_again": "words",
    "ask_closeness": "words again",
    "ask_release": "",
    # programs
    "programs": "programs",
    "program": _PROGRAM,
    "program_details": _PROGRAM,
    "program_reserve": "title reserve url address",
    "program_link": "title url fact",
    "program_share_caption": "title link",
    "program_news": "title fields",
    # seats
    "seat": "title status joining until position reserve when",
    "seat_gone": "",
    "seats_not_offered": "",
    "ask_give_back": "title",
    "seat_given_back": "title",
    "seat_changed": _SEAT,
    "seat_confirmed": _SEAT,
    "seat_ending": _SEAT,
    "seat_lapsed": _SEAT,
    "seat_moved_up": _SEAT,
    "seat_released": _SEAT,
    "seat_reminder": _SEAT,
    "program_gone": "",
    "not_known_yet": "title facts",
    "will_tell": "title fact new",
    "will_tell_all": "title",
    "will_not_tell": "title",
    "fact_known": "title fact name",
    "society": "title address regions links about",
    # settings, leaving, everything else
    "settings": "language zone now days times next paused until stopped",
    "ask_pause": "",
    "paused": "until next now",
    "pause_not_understood": "",
    "resumed": "next",
    "not_paused": "next",
    "stopped": "",
    "privacy": "",
    "export": "answer_count vision_count",
    "export_markdown": "name at visions entries unplaced inquiries",
    "ask_forget": "phrase",
    "forget_not_typed": "phrase",
    "forgotten": "answer_count vision_count request_count inquiry_count at",
    "nothing_to_forget": "",
    "help": "",
    "cancelled": "answering",
    "nothing_to_cancel": "",
    "unknown_command": "command",
    "words_please": "",
    "nothing_new": "",
    "old_button": "",
    "not_in_groups": "",
    "too_fast": "",
    "apology": "",
}

REPLIES: Mapping[str, frozenset[str]] = {
    name: frozenset(variables.split())
    for name, variables in (
        _REPLIES | {name: variables for area in AREAS for name, variables in area.REPLIES.items()}
    ).items()
}

TOASTS = frozenset(
    {
        "answered_already",
        "choose_first",
        "consent_given_already",
        "depth_stays",
        "entry_gone",
        "kept_already",
        "not_in_groups",
        "nothing_new",
        "old_button",
        "program_gone",
        "question_gone",
        "reading_gone",
        "rhythm_incomplete",
        "seat_gone",
        "seats_not_offered",
        "settled_already",
        "vision_gone",
    }
    | {name for area in AREAS for name in area.TOASTS}
)
"""Replies that appear over a tapped button: plain text, at most 200 characters."""

_BUTTONS = """
    add_all add_more add_to_answer all_programs answer answer_after_all any_discipline article
    back back_to_journal begin begin_now cancel change_language change_rhythm change_zone
    consent_no consent_yes correct deeper_one delete delete_yes details do_cancel do_help do_not_tell
    do_stop done drop_all drop_all_yes drop_note every_day_at export first-week flyer forget
    forget_phrase unreadable
    help in_an_hour it_is_my_answer journal keep_all keep_note language_draft later library mental-models newer
    next_unplaced not_today older one_by_one open_article open_entry open_flyer other_rhythm
    pause pause_days pause_open personal-mastery play_photo play_voice privacy programs
    read_again read_whole reflect reflect_on_this reserve resume see_entry see_program settings
    share_location shared-vision shorter_one skip skip_all society stop systems-thinking team-learning
    apply for_my_calendar give_back give_back_yes join_waiting_list my_seat reserve_seat
    no_news share tell_all tell_article tell_dates tell_flyer tell_me tell_news tell_place tell_price
    this_evening ticked today
    tomorrow unplaced use_as_answer vision vision_again vision_clarified vision_closeness vision_lowered
    vision_new vision_open vision_raised vision_release vision_release_yes weekdays_at
    whole_text
"""

BUTTONS: frozenset[str] = frozenset(" ".join((_BUTTONS, *(area.BUTTONS for area in AREAS))).split())


def _html(text: str) -> Markup:
    return Markup("<b>{}</b>").format(text)


_MOMENT = datetime(2026, 9, 30, 20, 45, tzinfo=UTC)
_NAME = "Maximiliane-Alexandrina von und zu Hohenstein-Wittgenstein ✨"
_LONG = "A school in which every child is known by name & <listened> to, each day. "
_PLAIN = "A school in which every child is known by name and listened to, each day. "
_ENTRY = {
    "on": _MOMENT,
    "asked": (_LONG * 5)[:300],
    "kind": "voice",
    "words": (_LONG * 5)[:280],
    "changed": _MOMENT,
}

SAMPLES: Mapping[str, object] = {
    "about": _html(_PLAIN * 10),
    "added": True,
    "again": True,
    "address": "101 Main Street, 14th floor, Cambridge, MA 02142",
    "answer_count": 12_345,
    "answering": True,
    "ask": (_LONG * 10)[:700],
    "at": _MOMENT,
    "busy": True,
    "card": _html((_PLAIN * 15)[:1000]),
    "change": "clarified",
    "checked": date(2026, 9, 30),
    "clock": time(20, 45),
    "closeness": 10,
    "command": "abcdefghijklmnopqrstuvwxyzabcdef",
    "count": 12_345,
    "dates": "30 September to 2 October 2026, and 11 to 13 November 2026",
    "days": [1, 3, 4, 5, 7],
    "details": _html((_PLAIN * 30)[:2000]),
    "entries": [_ENTRY] * 5,
    "entry": {**_ENTRY, "words": (_LONG * 40)[:2500]},
    "fact": "article",
    "facts": ["dates", "place", "price", "flyer", "article"],
    "held": True,
    "high": "it pulls me forward every single day",
    "kind": "multi",
    "label": "I have not looked at this for so long",
    "language": "Español (Latinoamérica)",
    "languages": ["Español (Latinoamérica)", "English", "Deutsch"] * 4,
    "length": 4096,
    "links": [{"name": "Strategic partners", "about": _LONG, "url": "https://example.org/x"}] * 6,
    "low": "there is hardly anything to be felt",
    "most": 2000,
    "name": _NAME,
    "new": True,
    "next": _MOMENT,
    "now": _MOMENT,
    "number": 12,
    "only": False,
    "options": ["I have not looked at this for a very long time, to be honest"] * 8,
    "page": 123,
    "position": 5000,
    "pages": 1234,
    "part": 2,
    "parts": 5,
    "paused": True,
    "phrase": "forget me completely",
    "place": "A conference house near Cambridge, Massachusetts, and online",
    "price": "1,850 US dollars; 1,400 for non-profit organisations",
    "reading": _html((_PLAIN * 25)[:1700]),
    "regions": [{"name": "Latin America", "about": _LONG, "url": "https://example.org/x"}] * 6,
    "request_count": 12,
    "reserve": _html((_PLAIN * 5)[:400]),
    "since": _MOMENT,
    "snapshots": [{"on": _MOMENT, "closeness": 10}] * 6,
    "sources": [_LONG] * 4,
    "stopped": False,
    "text": (_LONG * 2)[:60],
    "time": "12:30",
    "times": [time(6, 30), time(8), time(12, 30), time(17), time(20), time(22, 45)],
    "title": "Leading Sustainable Transformation",
    "unknown": True,
    "unplaced": [{**_ENTRY, "asked": None}],
    "until": _MOMENT,
    "url": "https://example.org/programs/leading-sustainable-transformation",
    "vision_count": 12,
    "visions": [
        {
            "number": 1,
            "words": (_LONG * 5)[:300],
            "clock": time(20, 45),
            "closeness": 10,
            "since": _MOMENT,
            "released": _MOMENT,
            "wordings": [{"kind": "raised", "words": _LONG, "on": _MOMENT}],
            "snapshots": [{"on": _MOMENT, "closeness": 10}],
        }
    ]
    * 5,
    "wordings": [{"kind": "clarified", "words": (_LONG * 5)[:300], "on": _MOMENT}] * 5,
    "word": "what can I do here?",
    "words": (_LONG * 8)[:600],
    "zone": "America/Argentina/ComodRivadavia",
    **{name: value for area in AREAS for name, value in area.SAMPLES.items()},
}
