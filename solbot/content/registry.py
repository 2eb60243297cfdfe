"""What the code expects of every language: its replies with their variables, and its buttons.

The longest sample of each variable is in registry_samples.py. A variable means the same in every reply.
"""

from __future__ import annotations

from collections.abc import Mapping

from solbot.content import (
    registry_announcements,
    registry_audience,
    registry_booking,
    registry_desk,
    registry_export,
    registry_imports,
    registry_journal,
    registry_own,
    registry_people,
    registry_programs,
    registry_sequences,
    registry_sharing,
    registry_staff,
    registry_visions,
)

AREAS = (
    registry_booking,
    registry_sequences,
    registry_visions,
    registry_own,
    registry_sharing,
    registry_journal,
    registry_imports,
    registry_staff,
    registry_programs,
    registry_desk,
    registry_export,
    registry_people,
    registry_announcements,
    registry_audience,
)
"""Areas of their own: the page of a vision, questions of people's own, what is shared, and what staff need."""

_PROGRAM = "title card details when mine dates place online prices price joining is_open seats url checked written_in"
_SEAT = "title until was when place online given unanswered"

_REPLIES = {
    # settling in
    "consent": "name",
    "privacy_changed": "kept",
    "privacy_agreed": "count next",
    "privacy_declined": "",
    "away": "away_years day",
    "away_kept": "",
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
    "loose_words_elsewhere": "whose number ask",
    "loose_more": "count",
    "unplaced_words": "words kind ask number count",
    "left_unplaced": "",
    "which_words": "ask other whose number",
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
    # programs
    "programs": "programs gone",
    "program": _PROGRAM,
    "program_details": _PROGRAM,
    "program_reserve": "title reserve url address",
    "program_link": "title url fact",
    "program_share_caption": "title link",
    "program_news": "title renewed",
    # seats
    "seat": "title status joining until position reserve when open_questions open_required once_answered",
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
    "society": "title address links not_known about",
    # settings, leaving, everything else
    "settings": """language zone now rhythm next paused until stopped pace readings_only reading_length home home_at
        day_begins""",
    "manners": "pace readings_only rich_readings reading_length keeps_pace reminders quiet_hours",
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
    "ask_forget": "phrase",
    "forget_not_typed": "phrase",
    "forgotten": "answer_count vision_count request_count inquiry_count at gone_by",
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
        *registry_sharing.CAPTIONS,
        *registry_booking.CAPTIONS,
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
    back begin begin_now cancel change_language change_rhythm change_zone
    agree_no agree_yes consent_no consent_yes copy_this deeper_one details do_ask do_cancel do_help do_not_tell
    do_stop done drop_all drop_all_yes drop_note every_day_at export first-week flyer forget
    forget_phrase unreadable
    heavy help in_an_hour it_is_my_answer journal keep_all keep_note language_draft later library mental-models
    next_unplaced not_today one_by_one open_article open_flyer other_rhythm correct_rhythm
    pause pause_days pause_open personal-mastery privacy programs
    read_again read_whole reflect reflect_on_this reserve resume see_entry see_program settings
    share_location shared-vision shorter_one skip skip_all society stop systems-thinking team-learning
    apply for_my_calendar give_back give_back_yes join_waiting_list my_seat reserve_seat
    no_news share tell_all tell_article tell_dates tell_flyer tell_me tell_news tell_place tell_price
    add_all_yes keep_all_yes it_answers for_my_vision for_the_correction for_the_society send_to_society answer_with_it
    for_my_settings
    for_erasing for_staff_work move_or_undo move move_to take_this_back leave_it undo
    this_evening ticked today
    tomorrow unplaced use_as_answer
    weekdays_at
    keep_everything
    manners keep_daily keep_rhythm readings_only with_questions it_suits_me as_before half_as_often once_a_week
    readings_short readings_mixed readings_whole rich_readings plain_readings
    never_slow_down may_slow_down ask_me no_reminders remind_me
    quiet_hours no_quiet_hours window days_off other_days_off this_weekend next_week
    only_for_a_while until_then home_now still_away
    why_this see_next bring_now own_way lean_more lean_less lean_even idea_keep idea_fade
    try_it try_tonight try_tomorrow try_off for_the_try
    times_like other_clocks other_city go_on_settling it_is_my_vision
"""

BUTTONS: frozenset[str] = frozenset(" ".join((_BUTTONS, *(area.BUTTONS for area in AREAS))).split())
