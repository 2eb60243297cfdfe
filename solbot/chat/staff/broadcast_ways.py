"""Every way in to announcements, each with the right it needs; part of ways.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.chat.staff import (
    broadcast,
    broadcast_after,
    broadcast_buttons,
    broadcast_rules,
    broadcast_send,
    broadcast_when,
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
        "sbt": broadcast_when.show,
        "sbtn": broadcast_when.at_once,
        "sbta": broadcast_when.ask_time,
        "sbtl": broadcast_when.local_hour,
        "sbtr": broadcast_when.ask_repeat,
        "sbu": broadcast_after.reuse,
        "sbk": broadcast_after.correct,
        "sbwd": broadcast_after.ask_withdraw,
        "sbwy": broadcast_after.withdraw,
        "sbes": broadcast_after.end_series,
        "sbin": broadcast_after.interested,
    },
    Right.ANNOUNCEMENTS,
) | _guarded(
    {
        "sbrules": broadcast_rules.show,
        "sbra": broadcast_rules.set_approval,
        "sbrg": broadcast_rules.set_gap,
        "sbrq": broadcast_rules.set_quiet,
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
