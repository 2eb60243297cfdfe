"""What a button's colour says, by its label: the one main act of its screen, or what takes something away.

Telegram knows the styles since Bot API 9.4; an app from before shows the button as any other. Colour says nothing that
the label does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class ButtonStyle(StrEnum):
    """As the Bot API names them."""

    PRIMARY = "primary"
    DANGER = "danger"


MAIN: Final = """
    begin consent_yes import_take share_make share_accept move_make_code
    publish_yes confirm_seat desk_send go_on_to_send send_it approve
"""
TAKES_AWAY: Final = """
    drop_note drop_all_yes delete_yes delete_several_yes forget_words_yes own_erase_yes take_off_yes drawing_off_yes
    vision_release_yes take_this_back forget move_yes share_take_back share_take_all_yes share_drop import_undo
    give_back_yes withdraw_inquiry_yes leave_cohort_yes
    dismiss_yes drop_changes_yes archive_yes release_yes desk_close_yes desk_drop cohort_end_yes cohort_call_off_yes
    withdraw_yes drop_draft_yes cancel_rest_yes
"""

STYLES: Final[Mapping[str, ButtonStyle]] = {
    **dict.fromkeys(MAIN.split(), ButtonStyle.PRIMARY),
    **dict.fromkeys(TAKES_AWAY.split(), ButtonStyle.DANGER),
}
"""By the key of a label; all others are plain."""
