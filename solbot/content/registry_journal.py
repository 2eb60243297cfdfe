"""What the code expects of every language for the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from solbot import limits
from solbot.content.samples import MOMENT, prose

REPLIES = {
    "journal": "entries page pages",
    "journal_empty": "",
    "journal_more": "month_days year_days today",
    "journal_found": "text filters count entries held page pages",
    "ask_find": "filters text",
    "find_which_discipline": "",
    "find_which_vision": "count",
    "on_this_day": "entries years today page pages",
    "ask_jump": "unknown",
    "ask_jump_month": "year count",
    "ask_jump_day": "day count",
    "journal_year": "year count entry_count month month_days",
    "journal_year_empty": "year",
    "ask_note_day": "trouble",
    "ask_day_note": "day answering",
    "day_note_kept": "day",
    "ask_entry_day": "day trouble",
    "entry": "entry",
    "entry_whole": "whole page pages",
    "entry_gone": "",
    "journal_entry_more": "entry_hidden",
    "earlier_words": "wordings page pages",
    "ask_forget_words": "",
    "search_again": "",
    "ask_correction": "entry",
    "corrected": "followed",
    "ask_delete": "count",
    "deleted": "count on_page",
    "deleted_undone": "count",
    "ask_delete_days": "unknown",
    "ask_delete_several": "from_day until_day count",
    "delete_nothing": "from_day until_day",
    "ask_day_begins": "day_begins unknown",
    "day_begins_set": "day_begins",
}

TOASTS = frozenset({"entry_gone", "search_again"})

BUTTONS = """
    open_entry newer older play_voice play_photo whole_text correct delete delete_yes back_to_journal
    journal_find on_this_day journal_more journal_jump journal_year another_day_write delete_several
    find_voice find_photo find_figure find_note find_own find_imported find_disciplines find_visions
    this_month last_month this_year this_week last_week yesterday before_yesterday
    just_words narrow_down back_to_found journal_around some_days whole_month
    entry_more entry_day entry_hide entry_show same_question earlier_words forget_words forget_words_yes
    delete_all delete_several_yes for_the_search for_the_deleting for_another_day
    year_title year_one year_several day_begins
"""

_SAID = {
    "number": 123,
    "on": MOMENT.date(),
    "at": None,
    "written": MOMENT,
    "asked": prose(limits.ASKED),
    "kind": "photo",
    "pictures": 10,
    "words": prose(limits.PART_OF_ENTRY),
    "changed": MOMENT,
    "hidden": True,
}

SAMPLES: Mapping[str, object] = {
    "answering": True,
    "day_begins": time(6),
    "entry_count": 12_345,
    "entry_hidden": True,
    "filters": [prose(limits.IN_LINE)] * 5,
    "from_day": date(2026, 9, 30),
    "held": True,
    "month": "September, of all months",
    "span": "septiembre",
    "month_days": 31,
    "today": date(2026, 9, 30),
    "trouble": "ahead",
    "until_day": date(2026, 9, 30),
    "whole": {
        "on": MOMENT.date(),
        "at": None,
        "written": MOMENT,
        "hidden": True,
        "said": [_SAID] * 3,
    },
    "wordings": [{"on": MOMENT, "kind": "photo", "words": prose(limits.BEFORE)}] * 4,
    "year": "2026",
    "year_days": 366,
    "years": [1234] * 5,
}
