"""What the code expects of every language for announcements; see registry.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from solbot import limits
from solbot.content.samples import MOMENT, NAME_IN_LINE, TITLE, prose

REPLIES = {
    "announcement_flyer": "title",
    "news": "news off",
    "announcement_gone": "",
    "interest_noted": "rehearsed",
    "interest_listed": "title",
    "announcements_off": "",
    "vote_results": "options",
    "vote_noted": "label changed rehearsed",
    "vote_closed": "",
    "staff/ask_options": "language there most wrong label",
    "staff/ask_close_vote": "number count",
    "announcement_settings": "off begins ends",
    "staff/ask_when": "number timing",
    "staff/ask_moment": "every local zone now",
    "staff/unclear_moment": "why at zone",
    "staff/announcement_rules": "approval gap quiet",
    "staff/ask_withdraw": "number deletable late",
    "staff/interested": "number count names",
    "staff/announcements": "announcements",
    "staff/announcement": "number corrects has_begun versions second halves unwritten subject buttons count timing"
    " tested refused faults",
    "staff/ask_announcement": "language several again second",
    "staff/second_wording": "number corrects versions second halves",
    "staff/no_second_wording": "",
    "staff/announcement_not_taken": "",
    "staff/announcement_gone": "",
    "staff/announcement_no_draft": "",
    "staff/announcement_changed": "language my_words their_words",
    "staff/moment_changed": "number my_moment their_moment",
    "staff/announcement_unfit": "",
    "staff/album_begun": "",
    "staff/album_taken": "number corrects count",
    "staff/choose_program": "kind",
    "staff/ask_drop_announcement": "number corrects",
    "staff/announcement_buttons": "buttons full",
    "staff/ask_link": "language",
    "staff/wrong_link": "label url too_long placeholder",
    "staff/rehearsed": "number corrects unsaid two_wordings",
    "staff/testing": "number corrects count faults two_wordings",
    "staff/approval_asked": "number corrects count",
    "staff/approval_wanted": "number corrects name",
    "staff/approved": "number corrects",
    "staff/approved_by": "number corrects name",
    "staff/test_arrived": "number corrects",
    "staff/test_refused": "number corrects language said",
    "staff/ask_send": "number corrects versions second halves buttons count timing takes tested refused faults waits"
    " at_once at_night has_begun their_versions may_be_urgent approval approved why",
    "staff/ask_urgent": "number too_long most",
    "staff/announcement_confirmed": "number state corrects next local",
    "staff/round_paused": "number name urgent",
    "staff/round_stuck": "number why",
    "staff/round_not_going": "",
    "staff/ask_cancel_rest": "number",
    "staff/announcement_report": "number state next timing rounds waits taps opened more_links vote"
    " offs taken compared",
    "link_gone": "",
    "link_later": "",
}

TOASTS = frozenset(
    {
        "staff/announcement_gone",
        "staff/announcement_no_draft",
        "staff/announcement_unfit",
        "staff/no_second_wording",
        "staff/round_not_going",
        "announcement_gone",
        "interest_noted",
        "vote_noted",
        "vote_closed",
    }
)

BUTTONS = """
    announcements_on announcements between_hours news newest at_once at_time at_local_hour another_hour every_day
    every_week every_month approval_on approval_off gap_hours quiet_minutes correct_copies withdraw withdraw_yes
    link_page fewer_than_five
    who_is_interested add_interested_by_list more announcements_off announced_program announced_flyer
    announced_interested
    announced_ask add_ask
    staff_announcements new_announcement announcement_no correction_no all_announcements announcement_rules words_in
    not_in_language use_card use_flyer no_subject announcement_buttons announcement_when rehearse test
    changed_words changed_files changed_second changed_second_files
    second_wording second_in drop_second new_file media_voice media_photo media_video media_document
    go_on_to_send look_again drop_draft drop_draft_yes add_program add_flyer add_link add_interested remove_button
    every_day_local every_week_local every_month_local
    add_vote vote_in vote_ready vote_yes vote_no vote_maybe close_vote close_vote_yes
    move_it change_words pause_series resume_series
    link_in held not_held urgent not_urgent urgent_place urgent_off urgent_soon
    send_it how_it_goes ask_approval have_a_look approve pause_round resume_round cancel_rest
    cancel_rest_yes send_unsure_again refresh reuse_announcement end_series open_draft
"""

_BUTTON = prose(limits.LABEL + limits.TITLE + 3)
_TELEGRAMS = prose(limits.REASON)

_WAITS = [{"why": "gap", "count": 99_999, "until": MOMENT}] * 7

_TIMING = {
    "when": "repeat",
    "on": date(2026, 9, 30),
    "at": time(20, 45),
    "zone": "America/Argentina/ComodRivadavia",
    "every": "month",
    "local": False,
    "hold": False,
    "urgent": prose(limits.URGENT),
}
_OPTIONS = [{"label": prose(limits.LABEL), "count": 99_999}] * 8
_SPLIT = [{"language": "pt-BR", "count": 999}] * 2
_WORDS = {"words": prose(120), "media": ["photo"] * 10}

_PAIR = {"first": 99_999, "second": 99_999, "verdict": "too_few"}

SAMPLES: Mapping[str, object] = {
    "compared": {
        "first": 499_999,
        "second": 499_999,
        "words": [prose(40)] * 2,
        "too_few": False,
        "offs": _PAIR,
        "taken": _PAIR,
    },
    "halves": {"first": 499_999, "second": 499_999, "few": True},
    "two_wordings": True,
    "second": [{"language": "Español (Latinoamérica)", **_WORDS, "words": prose(45)}] * 6,
    "announcements": [
        {
            "number": 12_345,
            "words": prose(60),
            "state": "confirmed",
            "at": MOMENT,
            "corrects": 12_344,
        }
    ]
    * 8,
    "at_night": 99_999,
    "at_once": 99_999,
    "may_be_urgent": False,
    "urgent": True,
    "waits": _WAITS,
    "approval": True,
    "approved": True,
    "buttons": [_BUTTON] * 8,
    "corrects": 12_345,
    "faults": [
        {
            "lack": "too_long",
            "language": "Español (Latinoamérica)",
            "text": prose(limits.LABEL),
            "count": 42_000,
            "most": 4_096,
            "second": True,
        }
    ]
    * 8,
    "begins": 17,
    "deletable": 99_999,
    "ends": 21,
    "every": "month",
    "full": True,
    "gap": 48,
    "hour": "10:00",
    "late": 99_999,
    "names": [NAME_IN_LINE] * 20,
    "news": [{"number": 5, "at": MOMENT, "words": prose(160)}] * 5,
    "off": True,
    "past": False,
    "quiet": 60,
    "rehearsed": True,
    "versions": [
        {"language": "Español (Latinoamérica)", "words": prose(75), "media": ["photo"] * 10}
    ]
    * 6,
    "said": prose(limits.REASON),
    "refused": [{"language": "Español (Latinoamérica)", "why": _TELEGRAMS}] * 6,
    "rounds": [
        {
            "kind": "announcement",
            "state": "running",
            "by": NAME_IN_LINE,
            "started": MOMENT,
            "ended": MOMENT,
            "begun": True,
            "bar": "▰" * 12,
            "total": 1_000_000,
            "over": 999_999,
            "waiting": 999_999,
            "sent": 999_999,
            "unreachable": 99_999,
            "deactivated": 99_999,
            "never_started": 99_999,
            "left_out": 99_999,
            "failed": [{"why": prose(limits.NAME_IN_LINE), "count": 99_999}] * 2,
            "unsure": 99_999,
            "erased": 99_999,
            "cancelled": 99_999,
            "left": timedelta(hours=11),
            "hidden": False,
            "urgent": True,
            "paused_for": "words",
        }
    ]
    * 3,
    "several": True,
    "local": False,
    "subject": {"title": TITLE, "as": "flyer"},
    "unwritten": [{"language": "Español (Latinoamérica)", "instead": "English"}] * 6,
    "takes": timedelta(hours=11),
    "opened": [{"address": "https://example.org/" + "x" * 20, "count": 99_999}] * 2,
    "more_links": 99,
    "taps": [
        {
            **{"label": prose(limits.NAME_IN_LINE), "count": 99_999, "known": True},
            **{"languages": _SPLIT, "pair": _PAIR},
        }
    ]
    * 8,
    "tested": "refused",
    "timing": _TIMING,
    "my_moment": _TIMING,
    "their_moment": _TIMING,
    "my_words": _WORDS,
    "their_words": _WORDS,
    "their_versions": [{"language": "Español (Latinoamérica)", **_WORDS, "words": prose(75)}] * 6,
    "has_begun": True,
    "options": _OPTIONS,
    "offs": 9_999,
    "taken": 9_999,
    "there": 8,
    "changed": True,
    "wrong": "too_long",
    "vote": {"count": 99_999, "closed": MOMENT, "options": _OPTIONS},
    "too_long": True,
    "placeholder": NAME_IN_LINE,
    "unsaid": ["Español (Latinoamérica)", "English"],
}
