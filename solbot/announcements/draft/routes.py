"""Every way in to announcements, each with the right it needs; part of announcements/feature.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.announcements.draft import buttons as broadcast_buttons
from solbot.announcements.draft import chat as broadcast
from solbot.announcements.draft import settings as broadcast_rules
from solbot.announcements.draft import when as broadcast_when
from solbot.announcements.draft import words as broadcast_words
from solbot.announcements.report import after as broadcast_after
from solbot.announcements.report import chat as progress
from solbot.announcements.send import chat as broadcast_send
from solbot.bot.routes import Awaited
from solbot.staff.gate import asked_of_staff, guarded
from solbot.staff.rules import Right

TAPS = guarded(
    Right.ANNOUNCEMENTS,
    broadcast.show,
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
) | guarded(
    Right.RULES,
    broadcast.show,
    {
        "bcrules": broadcast_rules.show,
        "bcra": broadcast_rules.set_approval,
        "bcrg": broadcast_rules.set_gap,
        "bcrq": broadcast_rules.set_quiet,
    },
)

AWAITED: Mapping[str, Awaited] = {
    broadcast_words.AWAITS: asked_of_staff(
        Right.ANNOUNCEMENTS, broadcast_words.taken, messages=True
    ),
    broadcast_when.AWAITS: asked_of_staff(Right.ANNOUNCEMENTS, broadcast_when.typed, taps={"bctm"}),
    broadcast_buttons.AWAITS: asked_of_staff(Right.ANNOUNCEMENTS, broadcast_buttons.typed),
}
