"""Every way in to sequences, each with the right it needs; part of announcements/feature.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.announcements.sequences import chat, looking, sending, writing
from solbot.bot.notices import Notice
from solbot.bot.routes import Awaited
from solbot.bot.taps import taps
from solbot.staff.gate import asked_of_staff, guarded
from solbot.staff.rules import Right

TAPS = guarded(
    Right.ANNOUNCEMENTS,
    chat.home,
    taps(
        chat.show,
        chat.choose,
        chat.begin,
        chat.open_one,
        chat.ask_start,
        chat.start,
        chat.pause,
        chat.ask_end,
        chat.end,
        writing.add,
        writing.ask_when,
        writing.chosen_way,
        writing.chosen_days,
        writing.chosen_hour,
        writing.confirm_past,
        writing.ask_words,
        looking.open_one,
        looking.rehearse,
        looking.test,
        looking.ask_remove,
        looking.remove,
    ),
) | guarded(
    # Names of who takes part: for whoever looks after programs.
    Right.PROGRAMS,
    chat.home,
    taps(looking.who),
)

AWAITED: Mapping[str, Awaited] = {
    writing.WHEN: asked_of_staff(
        Right.ANNOUNCEMENTS,
        writing.typed_when,
        back=writing.way_back,
        taps=taps(writing.chosen_days, writing.chosen_hour, writing.confirm_past),
    ),
    writing.WORDS: asked_of_staff(
        Right.ANNOUNCEMENTS, writing.taken, back=writing.way_back, messages=True
    ),
}

NOTICES = {sending.REFUSED: Notice(looking.refused)}
