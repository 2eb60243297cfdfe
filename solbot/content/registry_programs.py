"""What the code expects of every language for looking after programs; see registry.py."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from solbot import limits
from solbot.content.editions import FIELDS, LONGEST
from solbot.content.samples import MOMENT, NAME_IN_LINE, TITLE, prose
from solbot.content.society import SOCIETY_FIELDS

REPLIES = {
    "staff/programs": "programs page pages",
    "staff/program": "title state edition changes more wanted",
    "staff/previewed": "title",
    "staff/ask_publish": "title lacking changes more untranslated language seated seats_then moves more_moves",
    "staff/published": "title",
    "staff/draft_changed": "",
    "staff/ask_drop_changes": "title",
    "staff/society": "overriding files_changed more_files changes more",
    "staff/ask_society": "name field language value most",
    "staff/ask_publish_society": "changes more",
    "staff/society_published": "",
    "staff/ask_drop_society": "",
    "staff/ask_archive": "title seated waiting",
    "staff/editions": "title editions",
    "staff/all_changes": "title corrects differences page pages",
    "staff/compared": "title number at changes more",
    "staff/not_fetched_yet": "",
    "staff/ask_title": "",
    "staff/fields": "title language fields",
    "staff/ask_field": "title name field language value zone most kept kept_value out flyers",
    "staff/field_kept": "field language value out",
    "staff/field_changed": "field mine theirs",
    "staff/which_place": "",
    "staff/wrong_value": "why detail",
    "staff/file_refused": "why name handout",
    "staff/fetching": "name",
    "staff/file_arrived": "name field language why out",
    "staff/whose_flyer": "name",
    "staff/flyer_for_whom": "name title value flyers",
    "staff/file_gone": "",
    "staff/seats": "title seats status first people",
    "staff/seat": "name status zone now since until payment payment_by present asked_at_booking"
    " answer_missing confirm_by",
    "staff/ask_release_seat": "name status",
    "staff/seat_ended": "",
    "staff/seat_not_so": "",
    "staff/no_free_seat": "",
}

TOASTS = frozenset(
    {
        "staff/draft_changed",
        "staff/file_gone",
        "staff/no_free_seat",
        "staff/not_fetched_yet",
        "staff/seat_ended",
        "staff/seat_not_so",
    }
)

BUTTONS = f"""
    staff_programs new_program edit_program preview publish publish_yes drop_changes drop_changes_yes
    earlier_editions edition take_back all_changes make_open make_closed make_archived archive_yes
    copy_in flyer_in flyer_for_all next_field empty_field
    seats seats_held seats_confirmed seats_waiting write_to_holders confirm_seat give_seat release_seat release_yes
    use_mine use_theirs try_again online_yes online_no joining_open joining_application joining_invitation
    {" ".join(f"field_{name}" for name in FIELDS)} field_price field_checked
    society_page society_use_file society_keep society_to_files
    {" ".join(f"field_{name}" for name in SOCIETY_FIELDS if name not in FIELDS)}
"""

_WHEN = {
    "starts": MOMENT,
    "ends": MOMENT,
    "zone": "America/Argentina/Buenos_Aires",
    "to_anyone": True,
}
_FIELD = "How to reserve a seat"
_DIFFERING = {
    "field": _FIELD,
    "language": "Español (Latinoamérica)",
    "side": "old",
    "goes_on": False,
}

_FLYERS = [{"language": "Español (Latinoamérica)", "value": prose(80)}] * 6

SAMPLES: Mapping[str, object] = {
    "wanted": [{"fact": "news", "count": 12}] * 6,
    "kept": "How to reserve a seat",
    "kept_value": prose(120),
    "out": 12,
    "differences": [
        {**_DIFFERING, "words": prose(2400)},
        *[{**_DIFFERING, "words": prose(40)}] * 11,
    ],
    "changes": [
        {
            "field": "How to reserve a seat",
            "language": "Español",
            "old": prose(60),
            "new": prose(60),
        }
    ]
    * 12,
    "detail": prose(82),
    "edition": 12,
    "editions": [
        {"number": 12, "at": MOMENT, "by": NAME_IN_LINE, "of_files": False, "in_force": True}
    ]
    * 10,
    "field": "How to reserve a seat",
    "overriding": 12,
    "more_files": 12,
    "files_changed": [
        {
            "field": "How to reserve a seat",
            "language": "Español",
            "old": prose(60),
            "new": prose(60),
        }
    ]
    * 4,
    "fields": [{"field": prose(limits.LABEL), "value": prose(120), "flyers": []}] * 10
    + [{"field": prose(limits.LABEL), "value": prose(120), "flyers": _FLYERS}],
    "flyers": _FLYERS,
    "handout": True,
    "is_open": False,
    "joining": "application",
    "lacking": [
        {
            "field": "How to reserve a seat",
            "language": "Español",
            "count": 1234,
            "low": 20,
            "high": 150,
        }
    ]
    * 12,
    "mine": _WHEN,
    "online": True,
    "prices": [
        {
            "label": prose(42),
            "amount": Decimal("123456789.12"),
            "currency": "USD",
        }
    ]
    * 8,
    "programs": [
        {
            "title": TITLE,
            "summary": prose(122),
            "is_open": False,
            "when": _WHEN,
            "dates": prose(LONGEST["dates"] + 2),
            "joining": "open",
            "begun": False,
            "free": 12,
            "state": "archived",
            "changes": 12,
        }
    ]
    * 10,
    "first": 4991,
    "seated": 5000,
    "seats_then": 5000,
    "waiting": 5000,
    "seats": {"all": 5000, "free": 5000, "held": 2500, "confirmed": 2500, "waiting": 5000},
    "state": "closed",
    "status": "waiting",
    "was": "held",
    "theirs": prose(600),
    "title": TITLE,
    "untranslated": ["Español", "Português"],
    "value": prose(600),
    "when": _WHEN,
    "why": "not_a_price",
    "written_in": "English",
}
