"""What leads into the journal: taps, and what words are awaited for."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.bot.context import Handler
from solbot.bot.routes import Awaited
from solbot.coaching.journal import (
    another_day_chat,
    chat,
    days_chat,
    deleting_chat,
    entry_chat,
    finding_chat,
    note_chat,
)

JOURNAL_TAPS: Mapping[str, Handler] = {
    "j": entry_chat.open_entry,
    "jpt": entry_chat.open_part,
    "jl": chat.page,
    "jm": chat.more,
    "jp": entry_chat.play,
    "jw": entry_chat.whole,
    "jc": entry_chat.correct,
    "jem": entry_chat.more,
    "jh": entry_chat.hide,
    "je": entry_chat.earlier,
    "jew": entry_chat.ask_forget_words,
    "jewx": entry_chat.forget_words,
    "jd": deleting_chat.ask_one,
    "jde": deleting_chat.ask_whole,
    "jx": deleting_chat.delete,
    "jxe": deleting_chat.delete_whole,
    "jdr": deleting_chat.ask_several,
    "jdn": deleting_chat.near,
    "jdc": deleting_chat.ask_all,
    "jdx": deleting_chat.delete_several,
    "jru": deleting_chat.undo,
    "jq": finding_chat.ask,
    "jqn": finding_chat.narrow,
    "jqk": finding_chat.by_kind,
    "jqds": finding_chat.ask_discipline,
    "jqd": finding_chat.by_discipline,
    "jqvs": finding_chat.ask_vision,
    "jqv": finding_chat.by_vision,
    "jqq": finding_chat.by_question,
    "jqt": finding_chat.by_time,
    "jqw": finding_chat.just_words,
    "jf": finding_chat.found_page,
    "jn": note_chat.keep,
    "jo": days_chat.on_this_day,
    "jg": days_chat.jump,
    "jgd": days_chat.at_day,
    "jgm": days_chat.at_month,
    "jy": days_chat.year,
    "jyg": days_chat.from_picture,
    "jyl": days_chat.journal_from_picture,
    "ja": another_day_chat.ask,
    "jas": another_day_chat.choose,
    "jmd": another_day_chat.ask_move,
    "jms": another_day_chat.move,
}

JOURNAL_AWAITS: Mapping[str, Awaited] = {
    "correction": Awaited(entry_chat.corrected, named="for_the_correction", media=True),
    "find": Awaited(
        finding_chat.typed_words,
        named="for_the_search",
        taps=("jqk", "jqds", "jqd", "jqvs", "jqv", "jqt"),
    ),
    "jump": Awaited(days_chat.typed, named="for_the_search", taps=("jg", "jgd", "jgm")),
    "delete_days": Awaited(deleting_chat.typed_days, named="for_the_deleting", taps=("jdn", "jdc")),
    "note_day": Awaited(another_day_chat.typed_day, named="for_another_day", taps=("jas",)),
    "day_note": Awaited(another_day_chat.given, named="for_another_day", media=True),
    "entry_day": Awaited(another_day_chat.typed_move, named="for_another_day", taps=("jms",)),
}
