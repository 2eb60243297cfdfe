"""What leads into the journal: taps, and what words are awaited for."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.bot.context import Handler
from solbot.bot.routes import Awaited
from solbot.bot.taps import taps
from solbot.coaching.journal import (
    another_day_chat,
    chat,
    days_chat,
    deleting_chat,
    entry_chat,
    finding_chat,
    note_chat,
)

JOURNAL_TAPS: Mapping[str, Handler] = taps(
    entry_chat.open_entry,
    entry_chat.open_part,
    chat.open_page,
    chat.more,
    entry_chat.play,
    entry_chat.whole,
    entry_chat.correct,
    entry_chat.more,
    entry_chat.hide,
    entry_chat.earlier,
    entry_chat.ask_forget_words,
    entry_chat.forget_words,
    deleting_chat.ask_one,
    deleting_chat.ask_whole,
    deleting_chat.delete,
    deleting_chat.delete_whole,
    deleting_chat.ask_several,
    deleting_chat.near,
    deleting_chat.ask_all,
    deleting_chat.delete_several,
    deleting_chat.undo,
    finding_chat.ask,
    finding_chat.narrow,
    finding_chat.by_kind,
    finding_chat.ask_discipline,
    finding_chat.by_discipline,
    finding_chat.ask_vision,
    finding_chat.by_vision,
    finding_chat.by_question,
    finding_chat.by_time,
    finding_chat.just_words,
    finding_chat.found_page,
    note_chat.keep,
    days_chat.on_this_day,
    days_chat.jump,
    days_chat.at_day,
    days_chat.at_month,
    days_chat.picture,
    days_chat.from_picture,
    days_chat.journal_from_picture,
    another_day_chat.ask,
    another_day_chat.choose,
    another_day_chat.ask_move,
    another_day_chat.move,
)

JOURNAL_AWAITS: Mapping[str, Awaited] = {
    "correction": Awaited(entry_chat.corrected, named="for_the_correction", media=True),
    "find": Awaited(
        finding_chat.typed_words,
        named="for_the_search",
        taps=taps(
            finding_chat.by_kind,
            finding_chat.ask_discipline,
            finding_chat.by_discipline,
            finding_chat.ask_vision,
            finding_chat.by_vision,
            finding_chat.by_time,
        ),
    ),
    "jump": Awaited(
        days_chat.typed,
        named="for_the_search",
        taps=taps(days_chat.jump, days_chat.at_day, days_chat.at_month),
    ),
    "delete_days": Awaited(
        deleting_chat.typed_days,
        named="for_the_deleting",
        taps=taps(deleting_chat.near, deleting_chat.ask_all),
    ),
    "note_day": Awaited(
        another_day_chat.typed_day, named="for_another_day", taps=taps(another_day_chat.choose)
    ),
    "day_note": Awaited(another_day_chat.given, named="for_another_day", media=True),
    "entry_day": Awaited(
        another_day_chat.typed_move, named="for_another_day", taps=taps(another_day_chat.move)
    ),
}
