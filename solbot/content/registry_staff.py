"""What the code expects of every language for staff; see registry.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

REPLIES = {
    "staff/refused": "role",
    "staff/menu": "role rights",
    "staff/people": "people invitations",
    "staff/choose_role": "",
    "staff/invitation": "role link until",
    "staff/invitation_ended": "",
    "staff/invitation_gone": "",
    "staff/person": "name role since",
    "staff/person_gone": "",
    "staff/ask_dismiss": "name role",
    "staff/welcome": "name role",
    "staff/role_changed": "role",
    "staff/role_ended": "",
    "staff/reloaded": "faults more",
    "staff/audit": "lines",
}

TOASTS = frozenset({"staff/refused", "staff/invitation_ended", "staff/person_gone"})

BUTTONS = """
    staff_menu staff_invite staff_audit staff_content invite_someone withdraw_invitation dismiss dismiss_yes
    role_owner role_programs role_announcements role_content role_helper
"""

_MOMENT = datetime(2026, 9, 30, 20, 45, tzinfo=UTC)
_NAME = "Maximiliane-Alexandrina von und zu Hohenstein-Wittgenstein ✨"

SAMPLES: Mapping[str, object] = {
    "faults": [
        "messages/en/readings/personal-mastery/01-what-mastery-is.md:12: " + "what is wrong " * 5
    ]
    * 20,
    "invitations": [{"role": "announcements", "until": _MOMENT}] * 5,
    "lines": [
        {
            "at": _MOMENT,
            "actor": _NAME,
            "action": "changed_role",
            "about": _NAME,
            "role": "Announcements",
            "program": "leading-sustainable-transformation",
            "inquiry": 123_456,
            "count": None,
            "announcement": 12_345,
            "part": "moment",
        }
    ]
    * 10,
    "link": "https://t.me/five_disciplines_coaching_bot?start=i-" + "x" * 22,
    "more": 3,
    "people": [
        {
            "name": _NAME,
            "role": "announcements",
            "fixed": True,
            "status": "waiting",
            "zone": "America/Argentina/Buenos_Aires",
            "now": _MOMENT,
            "since": _MOMENT,
            "until": _MOMENT,
        }
    ]
    * 15,
    "rights": ["invite", "audit", "content"],
    "role": "announcements",
    "since": _MOMENT,
}
