"""What the code expects of every language: its replies with their variables, its buttons, and for every
variable the longest sample there may plausibly be. A variable means the same in every reply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from solbot import limits
from solbot.content import (
    registry_announcements,
    registry_audience,
    registry_desk,
    registry_own,
    registry_people,
    registry_programs,
    registry_staff,
    registry_visions,
)
from solbot.content.editions import LONGEST, LONGEST_OTHER
from solbot.content.samples import CALLED, MOMENT, TITLE, html, prose
from solbot.typed.spans import Span

AREAS = (
    registry_visions,
    registry_own,
    registry_staff,
    registry_programs,
    registry_desk,
    registry_people,
    registry_announcements,
    registry_audience,
)
"""Areas of their own: the page of a vision, questions of people's own, and what staff need."""

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
    "ask_clock": "",
    "zone_for_now": "zone home until now",
    "ask_travel": "zone",
    "travel_not_understood": "",
    "home_again": "zone now",
    "ask_zone_place": "only",
    "zone_no_clock": "clock",
    "ask_location": "",
    "zone_not_found": "text",
    "zone_set": "zone now",
    "ask_rhythm": "",
    "edit_rhythm": "most",
    "rhythm_set": "rhythm",
    "which_half": "",
    "rhythm_incomplete": "",
    "rhythm_not_understood": "",
    "rhythm_too_seldom": "",
    "ask_first_vision": "",
    "was_it_a_city": "",
    "settle_first": "held",
    "settled_already": "",
    "ready": "name next zone reminders",
    "home": "name next",
    "heavy": "sounds held country help_lines emergency everywhere",
    "welcome_back": "name next",
    # questions and answers
    "question": """reading unasked own hook ask kind low high options part parts busy kept_as kept_ask on_page last
        then_on then_words""",
    "listening": "ask kind added",
    "kept": "ask day parts then on_page offer words too_long most follows last",
    "kept_already": "",
    "answered_already": "",
    "question_gone": "",
    "scale_only": "",
    "figure_stays": "",
    "choose_first": "",
    "depth_stays": "",
    "ask_later": "",
    "snoozed": "at now",
    "put_off_enough": "most",
    "skipped": "",
    "loose_words": "ask",
    "loose_more": "count",
    "unplaced_words": "words kind ask number count",
    "left_unplaced": "",
    "which_words": "ask other",
    "send_it_again": "",
    "part_not_kept": "",
    "ask_move": "words kind ask",
    "ask_all": "doing shown rest count",
    "undone": "count",
    "undo_gone": "",
    "ask_word": "word answering to_bot",
    "note_kept": "count",
    "note_dropped": "count on_page",
    "edit_followed": "followed",
    "edit_of_nothing": "",
    "today_answered": "ask reads",
    "next": "title folder reason more_of less_of",
    "why": "why folder discipline since weekdays",
    "next_is_another": "",
    "idea_kept": "due",
    "idea_faded": "",
    "idea_gone": "",
    "what_came_of_step": "words due",
    "ask_try_day": "practice trouble latest",
    "try_kept": "practice day asks_on then",
    "try_off": "then",
    "try_not_asked": "",
    "try_told": "",
    "try_hook": "",
    "what_came_of_try": "practice due",
    "what_try_taught": "due",
    "ask_discipline": "",
    # the library
    "library": "",
    "shelf": "title count",
    "reading": "reading sources",
    "reading_gone": "",
    # the journal
    "journal": "entries page pages",
    "journal_empty": "",
    "journal_found": "text count entries page pages",
    "entry": "entry",
    "entry_gone": "",
    "search_again": "",
    "ask_correction": "entry",
    "corrected": "followed",
    "ask_delete": "",
    "deleted": "on_page",
    # programs
    "programs": "programs",
    "program": _PROGRAM,
    "program_details": _PROGRAM,
    "program_reserve": "title reserve url address",
    "program_link": "title url fact",
    "program_share_caption": "title link",
    "program_news": "title renewed",
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
    "fact_known": "title fact",
    "society": "title address regions links about",
    # settings, leaving, everything else
    "settings": "language zone now rhythm next paused until stopped pace readings_only reading_length home home_at",
    "manners": "pace readings_only reading_length keeps_pace reminders quiet_hours",
    "days_off": "days_off asks",
    "days_off_not_understood": "",
    "ask_quiet": "quiet_hours times",
    "quiet_set": "quiet_hours times",
    "quiet_not_understood": "",
    "ask_window": "",
    "reminder": "ask final",
    "reminders_off": "",
    "is_it_a_journey": "zone until",
    "hello": "pace new final daily readings_only",
    "welcome_after_silence": "name pace daily rhythm",
    "pace_kept": "rhythm next",
    "pace_set": "daily rhythm next pace",
    "only_readings": "rhythm next",
    "reading_alone": "reading",
    "ask_pause": "",
    "paused": "until next now",
    "pause_not_understood": "",
    "resumed": "next",
    "not_paused": "next",
    "stopped": "",
    "privacy": "",
    "export": "answer_count vision_count",
    "export_markdown": "name at visions own_questions entries unplaced tries inquiries",
    "ask_forget": "phrase",
    "forget_not_typed": "phrase",
    "forgotten": "answer_count vision_count request_count inquiry_count at",
    "nothing_to_forget": "",
    "help": "",
    "about": "topic now zone next awaited",
    "enough": "what most",
    "cancelled": "answering",
    "nothing_to_cancel": "",
    "unknown_command": "command",
    "words_please": "",
    "nothing_new": "",
    "old_button": "",
    "not_in_groups": "",
    "too_fast": "",
    "apology": "",
    "file_not_sent": "name",
    "unreadable": "",
    "given_up": "",
    "not_shown": "",
    "buttons_here": "",
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
        "undo_gone",
        "entry_gone",
        "kept_already",
        "not_in_groups",
        "idea_gone",
        "try_not_asked",
        "next_is_another",
        "nothing_new",
        "page_gone",
        "old_button",
        "on_page_already",
        "only_in_journal",
        "program_gone",
        "question_gone",
        "put_off_enough",
        "reading_gone",
        "rhythm_incomplete",
        "search_again",
        "seat_gone",
        "seats_not_offered",
        "settled_already",
        "vision_gone",
    }
    | {name for area in AREAS for name in area.TOASTS}
)
"""Replies that appear over a tapped button: plain text, at most 200 characters."""

CAPTIONS = frozenset(
    {
        "announcement_flyer",
        "fact_known",
        "program_share_caption",
        "seat_changed",
        "seat_confirmed",
        "seat_ending",
        "seat_lapsed",
        "seat_moved_up",
        "seat_released",
        "staff/cohort_caption",
        "staff/stats_caption",
        "vision_picture",
    }
)
"""Replies that may stand beside a file: at most 1,024 characters."""

_BUTTONS = """
    add_all add_more add_to_answer all_programs answer answer_after_all any_discipline article
    back back_to_journal begin begin_now cancel change_language change_rhythm change_zone
    consent_no consent_yes correct deeper_one delete delete_yes details do_ask do_cancel do_help do_not_tell
    do_stop done drop_all drop_all_yes drop_note every_day_at export first-week flyer forget
    forget_phrase unreadable
    heavy help in_an_hour it_is_my_answer journal keep_all keep_note language_draft later library mental-models newer
    next_unplaced not_today older one_by_one open_article open_entry open_flyer other_rhythm correct_rhythm
    pause pause_days pause_open personal-mastery play_photo play_voice privacy programs
    read_again read_whole reflect reflect_on_this reserve resume see_entry see_program settings
    share_location shared-vision shorter_one skip skip_all society stop systems-thinking team-learning
    apply for_my_calendar give_back give_back_yes join_waiting_list my_seat reserve_seat
    no_news share tell_all tell_article tell_dates tell_flyer tell_me tell_news tell_place tell_price
    add_all_yes keep_all_yes it_answers for_my_vision for_the_correction for_the_society for_my_settings
    for_erasing for_staff_work move_or_undo move move_to take_this_back leave_it undo
    this_evening ticked today
    tomorrow unplaced use_as_answer
    weekdays_at
    whole_text
    manners keep_daily keep_rhythm readings_only with_questions it_suits_me as_before half_as_often once_a_week
    readings_short readings_mixed readings_whole
    never_slow_down may_slow_down ask_me no_reminders remind_me
    quiet_hours no_quiet_hours window days_off other_days_off this_weekend next_week
    only_for_a_while until_then home_now still_away
    why_this see_next bring_now own_way lean_more lean_less lean_even idea_keep idea_fade
    try_it try_tonight try_tomorrow try_off for_the_try
    times_like other_clocks other_city go_on_settling it_is_my_vision
"""

BUTTONS: frozenset[str] = frozenset(" ".join((_BUTTONS, *(area.BUTTONS for area in AREAS))).split())


_ENTRY = {
    "on": MOMENT,
    "asked": prose(limits.ASKED),
    "kind": "photo",
    "pictures": 10,
    "words": prose(limits.IN_LIST),
    "changed": MOMENT,
}
_LINK = {
    "name": "Organizational Learning for a Better World",
    "about": prose(102),
    "url": "https://example.org/x",
}

_HELP_LINE = {
    "name": prose(62),
    "phone": "0800 123 456 789 000",
    "press": "12",
    "text": "0477 123 456 789 000",
    "where": prose(42),
    "url": "https://example.org/" + "who-listens/" * 6,
    "always": True,
}


SAMPLES: Mapping[str, object] = {
    "about": html(1000),
    "added": True,
    "again": True,
    "address": prose(102),
    "answer_count": 12_345,
    "answering": True,
    "ask": prose(702),
    "at": MOMENT,
    "awaited": True,
    "before": prose(limits.BEFORE),
    "beginning": prose(limits.BEGINNING),
    "busy": True,
    "card": html(LONGEST["card"]),
    "checked": date(2026, 9, 30),
    "clock": time(20, 45),
    "closeness": 10,
    "command": "abcdefghijklmnopqrstuvwxyzabcdef",
    "count": 12_345,
    "dates": prose(LONGEST["dates"] + 2),
    "day": date(2026, 9, 30),
    "asks": True,
    "asks_on": date(2026, 9, 30),
    "days_off": [{"first": MOMENT.date(), "until": MOMENT.date()}] * limits.DAYS_OFF,
    "due": date(2026, 9, 30),
    "details": html(LONGEST["details"]),
    "doing": "drop_all",
    "entries": [_ENTRY] * 5,
    "entry": {**_ENTRY, "words": prose(limits.ENTRY)},
    "discipline": "Personal mastery, and some more",
    "fact": "article",
    "facts": ["dates", "place", "price", "flyer", "article"],
    "held": True,
    "country": "AR",
    "emergency": "112",
    "everywhere": _HELP_LINE,
    "help_lines": [_HELP_LINE] * 4,
    "high": "it pulls me forward every single day",
    "hook": prose(62),
    "home": "America/Argentina/ComodRivadavia",
    "home_at": MOMENT,
    "kept_as": "with",
    "kept_ask": prose(limits.ASKED),
    "kind": "multi",
    "keeps_pace": True,
    "label": "I have not looked at this for so long",
    "language": "Español (Latinoamérica)",
    "languages": ["Español (Latinoamérica)", "English", "Deutsch"] * 4,
    "final": True,
    "follows": "Systems thinking, and how it acts on us",
    "followed": "page stays",
    "folder": "personal-mastery",
    "last": {"on": MOMENT.date(), "was": prose(300), "now": prose(300)},
    "latest": date(2026, 9, 30),
    "length": 32_768,
    "less_of": ["Personal mastery, and some more"] * 5,
    "links": [_LINK] * 6,
    "low": "there is hardly anything to be felt",
    "more_of": ["Personal mastery, and some more"] * 5,
    "most": 2000,
    "name": CALLED,
    "new": True,
    "next": MOMENT,
    "now": MOMENT,
    "number": 123_456,
    "on_page": True,
    "only": False,
    "other": "It is about erasing everything",
    "options": ["I have not looked at this for a very long time, to be honest"] * 8,
    "pace": 3,
    "page": 123,
    "position": 5000,
    "pages": 1234,
    "part": 2,
    "parts": 5,
    "paused": True,
    "phrase": "forget me completely",
    "place": prose(LONGEST["place"] + 2),
    "practice": prose(limits.QUOTE),
    "price": prose(LONGEST_OTHER + 2),
    "reading": html(2400),
    "reason": prose(300),
    "readings_only": True,
    "reading_length": "mixed",
    "quiet_hours": Span(time(21, 30), time(22, 30)),
    "regions": [_LINK] * 6,
    "reminders": True,
    "renewed": ["How to reserve a seat"] * 18,
    "request_count": 12,
    "reserve": html(LONGEST["reserve"]),
    "rest": 1234,
    "shown": [{"kind": "photo", "words": prose(limits.IN_LINE)}] * 8,
    "since": MOMENT,
    "sources": [prose(142)] * 4,
    "stopped": False,
    "text": prose(limits.LOOKED_FOR),
    "then": prose(limits.ASKED),
    "then_on": MOMENT.date(),
    "then_words": prose(limits.QUOTE + 2),
    "time": "12:30",
    "daily": False,
    "days": 366,
    "rhythm": [
        {
            "days": [1, 2, 3, 5, 6, 7, 7],  # all seven are fewer words
            "times": [Span(time(hour, 30), time(hour, 59)) for hour in (6, 8, 12, 17, 20, 22)],
        }
    ]
    * 6,
    "times": [
        Span(time(6, 30), time(7, 30)),
        time(8),
        time(12, 30),
        time(17),
        time(20),
        time(22, 45),
    ],
    "title": TITLE,
    "tries": [{"practice": prose(limits.QUOTE), "due": MOMENT.date()}],
    "unasked": True,
    "unknown": True,
    "unplaced": [{**_ENTRY, "asked": None}],
    "until": MOMENT,
    "url": ("https://example.org/programs/" + "leading-sustainable-transformation/" * 9)[
        : LONGEST["url"]
    ],
    "vision_count": 12_345,
    "why": "return",
    "sounds": True,
    "to_bot": True,
    "too_long": True,
    "topic": "clock",
    "what": "unplaced",
    "waiting": 500,
    "word": prose(limits.NAME_IN_LINE),
    "words": prose(limits.VISION_PAGE),
    "zone": "America/Argentina/ComodRivadavia",
    **{name: value for area in AREAS for name, value in area.SAMPLES.items()},
}
