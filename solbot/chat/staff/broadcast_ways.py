"""Every way in to announcements, each with the right it needs; part of ways.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.chat.staff import (
    broadcast,
    broadcast_buttons,
    broadcast_send,
    broadcast_words,
    progress,
)
from solbot.chat.staff.gate import Guarded, GuardedWords
from solbot.chat.turn import Handler
from solbot.services.staff import Right


def _guarded(handlers: Mapping[str, Handler], right: Right) -> dict[str, Guarded]:
    return {name: Guarded(right, handler) for name, handler in handlers.items()}


COMMANDS = _guarded({"broadcast": broadcast.show}, Right.ANNOUNCEMENTS)

TAPS = _guarded(
    {
        "sb": broadcast.show,
        "sbo": broadcast.open_one,
        "sbx": broadcast.ask_drop,
        "sbxx": broadcast.drop,
        "sbn": broadcast_words.new,
        "sbw": broadcast_words.ask,
        "sbwx": broadcast_words.drop_language,
        "sbp": broadcast_words.choose_program,
        "sbs": broadcast_words.use_program,
        "sbb": broadcast_buttons.show,
        "sbba": broadcast_buttons.add,
        "sbbx": broadcast_buttons.remove,
        "sbbl": broadcast_buttons.ask_link,
        "sbr": broadcast_send.rehearse,
        "sbm": broadcast_send.test,
        "sbq": broadcast_send.ask,
        "sbgo": broadcast_send.confirm,
        "sbaa": broadcast_send.ask_approval,
        "sbv": broadcast_send.review,
        "sbap": broadcast_send.approve,
        "sbpa": progress.pause,
        "sbre": progress.resume,
        "sbca": progress.ask_cancel,
        "sbcc": progress.cancel,
        "sbag": progress.again,
    },
    Right.ANNOUNCEMENTS,
)

AWAITED: Mapping[str, GuardedWords] = {
    broadcast_words.AWAITS: GuardedWords(Right.ANNOUNCEMENTS, broadcast_words.taken),
    broadcast_buttons.AWAITS: GuardedWords(Right.ANNOUNCEMENTS, broadcast_buttons.typed),
}

TAKES_MESSAGES = frozenset({broadcast_words.AWAITS})
"""Where a whole message is an answer, whatever it is."""
