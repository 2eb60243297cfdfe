"""Every way in to announcements, each with the right it needs; part of staff/routes.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.announcements.draft import (
    buttons as broadcast_buttons,
)
from solbot.announcements.draft import (
    chat as broadcast,
)
from solbot.announcements.draft import (
    settings as broadcast_rules,
)
from solbot.announcements.draft import (
    when as broadcast_when,
)
from solbot.announcements.draft import (
    words as broadcast_words,
)
from solbot.announcements.report import after as broadcast_after
from solbot.announcements.report import chat as progress
from solbot.announcements.send import chat as broadcast_send
from solbot.bot.context import Handler
from solbot.staff.gate import Guarded, GuardedWords
from solbot.staff.service import Right


def _guarded(handlers: Mapping[str, Handler], right: Right) -> dict[str, Guarded]:
    return {name: Guarded(right, handler) for name, handler in handlers.items()}


COMMANDS = _guarded({"broadcast": broadcast.show}, Right.ANNOUNCEMENTS)

TAPS = _guarded(
    {
        "bc": broadcast.show,
        "bco": broadcast.open_one,
        "bcx": broadcast.ask_drop,
        "bcxx": broadcast.drop,
        "bcn": broadcast_words.new,
        "bcw": broadcast_words.ask,
        "bcwx": broadcast_words.drop_language,
        "bcp": broadcast_words.choose_program,
        "bcs": broadcast_words.use_program,
        "bcb": broadcast_buttons.show,
        "bcba": broadcast_buttons.add,
        "bcbx": broadcast_buttons.remove,
        "bcbl": broadcast_buttons.ask_link,
        "bcr": broadcast_send.rehearse,
        "bcm": broadcast_send.test,
        "bcq": broadcast_send.ask,
        "bcgo": broadcast_send.confirm,
        "bcaa": broadcast_send.ask_approval,
        "bcv": broadcast_send.review,
        "bcap": broadcast_send.approve,
        "bcpa": progress.pause,
        "bcre": progress.resume,
        "bcca": progress.ask_cancel,
        "bccc": progress.cancel,
        "bcag": progress.again,
        "bct": broadcast_when.show,
        "bctn": broadcast_when.at_once,
        "bcta": broadcast_when.ask_time,
        "bctl": broadcast_when.local_hour,
        "bcth": broadcast_when.ask_local,
        "bctr": broadcast_when.ask_repeat,
        "bctm": broadcast_when.chosen,
        "bcu": broadcast_after.reuse,
        "bck": broadcast_after.correct,
        "bcwd": broadcast_after.ask_withdraw,
        "bcwy": broadcast_after.withdraw,
        "bces": broadcast_after.end_series,
        "bcin": broadcast_after.interested,
    },
    Right.ANNOUNCEMENTS,
) | _guarded(
    {
        "bcrules": broadcast_rules.show,
        "bcra": broadcast_rules.set_approval,
        "bcrg": broadcast_rules.set_gap,
        "bcrq": broadcast_rules.set_quiet,
    },
    Right.RULES,
)

AWAITED: Mapping[str, GuardedWords] = {
    broadcast_words.AWAITS: GuardedWords(Right.ANNOUNCEMENTS, broadcast_words.taken),
    broadcast_when.AWAITS: GuardedWords(Right.ANNOUNCEMENTS, broadcast_when.typed),
    broadcast_buttons.AWAITS: GuardedWords(Right.ANNOUNCEMENTS, broadcast_buttons.typed),
}

TAKES_MESSAGES = frozenset({broadcast_words.AWAITS})
"""Where a whole message is an answer, whatever it is."""
