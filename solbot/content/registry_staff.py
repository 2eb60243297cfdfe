"""What the code expects of every language for staff; see registry.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.content.samples import MOMENT, NAME_IN_LINE, TITLE
from solbot.staff.rules import Right

REPLIES = {
    "staff/refused": "role",
    "staff/menu": "role rights",
    "staff/enough": "what most",
    "staff/people": "people invitations page pages",
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
    "staff/alert": "alert over count",
}

TOASTS = frozenset({"staff/refused", "staff/invitation_ended", "staff/person_gone"})

BUTTONS = """
    staff_menu staff_invite staff_audit staff_content invite_someone withdraw_invitation dismiss dismiss_yes
    role_owner role_programs role_announcements role_content role_helper
"""


SAMPLES: Mapping[str, object] = {
    "alert": "content",
    "faults": [
        "messages/en/readings/personal-mastery/01-what-mastery-is.md:12: " + "what is wrong " * 5
    ]
    * 20,
    "invitations": [{"number": 1234, "role": "announcements", "until": MOMENT}] * 10,
    "lines": [
        {
            "at": MOMENT,
            "actor": NAME_IN_LINE,
            "action": "changed_role",
            "about": NAME_IN_LINE,
            "role": "Announcements",
            "program": TITLE,
            "inquiry": 123_456,
            "count": None,
            "announcement": 12_345,
            "part": "moment",
        }
    ]
    * 10,
    "link": "https://t.me/" + "five_disciplines_coaching_bot_32" + "?start=c-" + "x" * 46,
    "more": 3,
    "people": [
        {
            "name": NAME_IN_LINE,
            "role": "announcements",
            "fixed": True,
            "status": "waiting",
            "zone": "America/Argentina/Buenos_Aires",
            "now": MOMENT,
            "since": MOMENT,
            "until": MOMENT,
        }
    ]
    * 15,
    "rights": list(Right),
    "role": "announcements",
    "since": MOMENT,
}
