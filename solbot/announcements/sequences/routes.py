"""Every way in to sequences, each with the right it needs; part of announcements/feature.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.announcements.sequences import chat, looking, sending, writing
from solbot.bot.notices import Notice
from solbot.bot.routes import Awaited
from solbot.staff.gate import asked_of_staff, guarded
from solbot.staff.rules import Right

TAPS = guarded(
    Right.ANNOUNCEMENTS,
    chat.home,
    {
        "bql": chat.show,
        "bqn": chat.choose,
        "bqb": chat.begin,
        "bqo": chat.open_one,
        "bqs": chat.ask_start,
        "bqsy": chat.start,
        "bqz": chat.pause,
        "bqx": chat.ask_end,
        "bqxx": chat.end,
        "bqa": writing.add,
        "bqd": writing.ask_when,
        "bqy": writing.chosen_way,
        "bqv": writing.chosen_days,
        "bqh": writing.chosen_hour,
        "bqok": writing.confirm_past,
        "bqw": writing.ask_words,
        "bqm": looking.open_one,
        "bqr": looking.rehearse,
        "bqt": looking.test,
        "bqk": looking.ask_remove,
        "bqkk": looking.remove,
    },
) | guarded(
    # Names of who takes part: for whoever looks after programs.
    Right.PROGRAMS,
    chat.home,
    {
        "bqg": looking.who,
    },
)

AWAITED: Mapping[str, Awaited] = {
    writing.WHEN: asked_of_staff(
        Right.ANNOUNCEMENTS, writing.typed_when, back=writing.way_back, taps={"bqv", "bqh", "bqok"}
    ),
    writing.WORDS: asked_of_staff(
        Right.ANNOUNCEMENTS, writing.taken, back=writing.way_back, messages=True
    ),
}

NOTICES = {sending.REFUSED: Notice(looking.refused)}
