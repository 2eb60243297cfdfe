"""The ways in that features hand over, told apart by whom they are for."""

from __future__ import annotations

from solbot.app import ROUTES
from solbot.staff.gate import Guarded

STAFF_COMMANDS = {name: one for name, one in ROUTES.commands.items() if isinstance(one, Guarded)}
STAFF_TAPS = {name: one for name, one in ROUTES.taps.items() if isinstance(one, Guarded)}
MEMBERS_TAPS = {name: one for name, one in ROUTES.taps.items() if name not in STAFF_TAPS}
