"""What the code expects of every language for cohorts, alumni, and staff who look after people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from solbot.content.samples import CALLED, COHORT, MOMENT, NAME_IN_LINE, TITLE, prose

LETTERS = frozenset(
    f"letter_{one}"
    for one in (
        *("coaching", "announcement", "correction", "withdrawal", "rehearsal", "progress"),
        *(
            "import",
            "fact",
            "program_news",
            "whats_new",
            "privacy_changed",
            "file",
            "cohort_added",
            "alumnus",
            "home_again",
        ),
        *("seat_changed", "seat_confirmed", "seat_ending", "seat_lapsed", "seat_moved_up"),
        *("seat_given", "seat_answer_missing", "seat_listed", "interest_listed"),
        *("sequence", "sequence_test", "sequence_refused"),
        *("seat_released", "seat_reminder", "role_changed", "role_ended", "staff_news"),
        *("inquiry_answer", "inquiry_waits", "inquiry_new", "inquiry_more", "inquiry_handed"),
        *("society_message",),
        *("inquiry_taken_over", "inquiry_answered_too"),
        *("album_taken", "test_arrived", "test_refused", "approval_wanted", "approved"),
        *("round_paused", "round_stuck", "move_wanted", "moved_here", "move_declined"),
    )
)
"""What each kind of letter, and each notice, is called on a person's page. Without its line the bot does not start."""

_COHORT = "cohort title first_day last_day over"

REPLIES = {
    "cohort_joined": _COHORT,
    "cohort_joined_already": _COHORT,
    "cohort_added": _COHORT,
    "cohort_gone": "",
    "cohort_over": "",
    "cohort_not_in": "",
    "cohorts": "cohorts alumni",
    "ask_leave_cohort": _COHORT,
    "cohort_left": _COHORT,
    "alumnus": "title",
    "staff/cohorts": "title cohorts page pages",
    "staff/cohort": "cohort title first_day last_day zone state count link",
    "staff/cohort_caption": "cohort link",
    "staff/cohort_gone": "",
    "staff/cohort_over": "",
    "staff/ask_cohort": "field value zone most",
    "staff/wrong_cohort": "why most",
    "staff/roster": "cohort count roster page pages",
    "staff/choose_cohort": "name count",
    "staff/added_one": "name cohort new",
    "staff/taken_out": "name cohort new",
    "staff/ask_end_cohort": "cohort last_day count",
    "staff/cohort_ended": "cohort count new_count",
    "staff/ask_call_off": "cohort count",
    "staff/ask_list": "purpose title",
    "staff/no_list": "why line_limit",
    "staff/list_reading": "",
    "staff/take_out_list": "has_dates of_people",
    "staff/list_taken_out": "form",
    "staff/list_head": "moment zone count",
    "staff/no_dates": "",
    "staff/person_tags": "tags",
    "staff/tags": "name person_tags trouble most",
    "staff/notes": "name notes trouble most",
    "staff/mark_gone": "",
    "staff/list_found": "purpose title count already new_count left_over full names more missing more_missing unclear",
    "staff/list_gone": "",
    "staff/list_done": "purpose title count new_count taken_back left_over",
    "staff/alumni": "title count roster page pages",
    "staff/choose_alumni": "name programs",
    "staff/members": "standing enough",
    "staff/found": "text found begun following",
    "staff/member": "name username telegram_id state unreached paused until joined seen language zone now asked "
    "seats_of in_cohorts took_part_in next coming",
    "staff/member_gone": "",
    "staff/search_again": "",
    "staff/letters": "name letters",
    "staff/stats": "spans measures disciplines span enough answer_times",
    "staff/stats_readings": "discipline readings span enough",
    "staff/stats_caption": "disciplines span enough",
}

TOASTS = frozenset(
    {
        "cohort_gone",
        "cohort_over",
        "cohort_not_in",
        "staff/cohort_gone",
        "staff/cohort_over",
        "staff/list_gone",
        "staff/mark_gone",
        "staff/member_gone",
        "staff/search_again",
    }
)

BUTTONS = f"""
    {" ".join(sorted(LETTERS))}
    my_cohorts leave_cohort leave_cohort_yes staff_people more_people member_letters member_to_cohort
    member_alumni page_before page_after cohorts new_cohort cohort_open cohort_people cohort_add
    cohort_name cohort_first cohort_last cohort_zone cohort_end cohort_end_yes cohort_call_off
    cohort_call_off_yes cohort_take_out alumni_of mark_by_list unmark_by_list mark_one unmark_one
    list_yes_cohort list_yes_alumni list_yes_former
    list_yes_seats list_yes_seats_waiting list_yes_interested list_take_back column_number column_username column_name
    column_status column_since column_until column_at column_by column_did column_about column_detail
    column_button column_taps take_out_list take_out_taps list_as_csv list_as_html list_as_ics
    seat_is_confirmed seat_is_held table_seats table_waiting table_alumni table_interested table_taps
    calendar_seats person_tags person_notes tag_put_on tag_take_off note_erase
    staff_stats as_chart chart_title chart_asked
    chart_answered figure_few figure_nearly_all figure_withheld
"""

_DAY = date(2026, 9, 30)
_EXACT = {"how": "exact", "count": 123_456}
_NEARLY = {"how": "nearly_all", "count": 0}

SAMPLES: Mapping[str, object] = {
    "asked": [{"title": TITLE, "facts": ("dates", "place", "price", "flyer", "article", "news")}]
    * 5,
    "begun": True,
    "cohort": COHORT,
    "coming": [{"what": "n" * 40, "status": "queued", "at": MOMENT}] * 5,
    "alumni": [{"title": TITLE, "since": MOMENT}] * 10,
    "standing": dict.fromkeys(("members", "active", "paused", "left", "alumni"), _EXACT),
    "cohorts": [
        {
            "cohort": COHORT,
            "title": TITLE,
            "first": _DAY,
            "last": _DAY,
            "count": 12_345,
            "over": True,
        }
    ]
    * 10,
    "discipline": "Personal mastery",
    "disciplines": [{"name": "Personal mastery", "asked": _EXACT, "answered": _NEARLY}] * 5,
    "enough": 5,
    "first_day": _DAY,
    "following": True,
    "found": [{"name": CALLED, "seen": _DAY}] * 8,
    "in_cohorts": [{"cohort": COHORT, "title": TITLE, "first": _DAY, "last": _DAY, "over": True}]
    * 5,
    "joined": MOMENT,
    "unreached": "never started",
    "last_day": _DAY,
    "left": 12_345,
    "left_over": 12_345,
    "full": True,
    "line_limit": 123_456,
    "form": "html",
    "has_dates": True,
    "of_people": True,
    "letters": [{"what": "n" * 40, "status": "failed", "at": MOMENT}] * 10,
    "measures": [{"name": "answered", "figures": [_EXACT, _NEARLY, _EXACT]}] * 5,
    "members": 123_456,
    "already": 12_345,
    "missing": [{"line": NAME_IN_LINE, "near": [NAME_IN_LINE] * 2}] * 10,
    "moment": MOMENT,
    "notes": [{"words": prose(300), "by": NAME_IN_LINE, "at": MOMENT, "until": MOMENT}] * 5,
    "person_tags": [{"tag": prose(42), "until": MOMENT}] * 20,
    "tags": [prose(42)] * 20,
    "more_missing": 123_456,
    "names": [NAME_IN_LINE] * 20,
    "new_count": 12_345,
    "over": True,
    "paused_count": 12_345,
    "purpose": "alumni",
    "readings": [
        {"name": "What it is to see the whole and all parts", "asked": _EXACT, "answered": _NEARLY}
    ]
    * 20,
    "roster": [{"name": CALLED, "since": MOMENT, "seen": _DAY}] * 10,
    "seen": _DAY,
    "seats_of": [{"title": TITLE, "status": "confirmed", "place": 123}] * 5,
    "short": COHORT[:28],
    "span": 90,
    "spans": [7, 30, 90],
    "telegram_id": "123456789012",
    "took_part_in": [{"title": TITLE, "since": MOMENT}] * 5,
    "taken_back": True,
    "unclear": [NAME_IN_LINE] * 5,
    "username": "maximiliane_alexandrina_hw",
}
