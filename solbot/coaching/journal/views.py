"""Entries as the templates get them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from solbot.bot.context import Context
from solbot.bot.taps import sends
from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.journal.finding import Sought
from solbot.coaching.journal.service import WholeEntry
from solbot.content.answer_kinds import KINDS
from solbot.content.bodies import pictures_in
from solbot.content.cutting import one_line, shortened
from solbot.content.language import Language
from solbot.limits import ASKED, ENTRY, IN_LINE, IN_LIST, LOOKED_FOR, PART_OF_ENTRY
from solbot.telegram.messages import Button, Keyboard

IN_A_ROW = 5
MARKED = [name for name, kind in KINDS.items() if kind.file_name]  # words are beside it at most


@dataclass(frozen=True)
class View:
    """In whose language, and by whose clock."""

    language: Language
    zone: ZoneInfo

    @classmethod
    def of(cls, context: Context) -> View:
        """For whoever did something just now."""
        return cls(context.language, context.zone)

    def listed(self, entry: WholeEntry) -> dict[str, object]:
        """An entry, where several are."""
        words = "\n".join(filter(None, (self.language.said(one.body) for one in entry.said)))
        first, *others = entry.said
        kinds = {one.body["kind"] for one in others}
        return {
            **self._dated(entry.first),
            "asked": _asked(first),
            "kind": first.body["kind"],
            "pictures": pictures_in(first.body),
            "words": shortened(words, IN_LIST),
            "further": [one for one in MARKED if one in kinds],
            "hidden": entry.is_hidden,
        }

    def opened(self, one: JournalEntry, most: int = ENTRY) -> dict[str, object]:
        """What was said once: a note, or the answer to a part of a question."""
        return {
            **self._dated(one),
            "asked": _asked(one),
            "kind": one.body["kind"],
            "pictures": pictures_in(one.body),
            "words": shortened(self.language.said(one.body), most),
            "changed": self._local(one.changed_at) if one.changed_at else None,
            "hidden": one.hidden,
        }

    def whole(
        self, entry: WholeEntry, shown: Sequence[tuple[int, JournalEntry]]
    ) -> dict[str, object]:
        """An entry of several answers, with those of one page, by their numbers."""
        said = [{"number": at, **self.opened(one, PART_OF_ENTRY)} for at, one in shown]
        asked = [one["asked"] for one in said]
        for before, one in zip(asked, said[1:], strict=False):
            one["asked"] = None if one["asked"] == before else one["asked"]
        return {**self._dated(entry.first), "said": said, "hidden": entry.is_hidden}

    def _dated(self, one: JournalEntry) -> dict[str, object]:
        at = self._local(one.answered_at)
        same = at.date() == one.for_date
        return {"on": one.for_date, "at": at if same else None, "written": None if same else at}

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def numbers(self, entries: Sequence[WholeEntry]) -> Keyboard:
        """Buttons that open entries."""
        return Keyboard().grid(
            (
                Button(self.language.button("open_entry", number=number), sends("j", entry.id))
                for number, entry in enumerate(entries, 1)
            ),
            IN_A_ROW,
        )

    def sought(self, sought: Sought, asked: str | None, vision: str | None) -> list[str]:
        """What is looked for besides words, in a few words each; `asked` and `vision` in their wording."""
        keys = [f"find_{sought.kind}" if sought.kind else None, sought.discipline]
        found = [str(self.language.button(key)) for key in keys if key]
        found += [one_line(one, IN_LINE) for one in (asked, vision) if one]
        return [*found, *self._when(sought)]

    def _when(self, sought: Sought) -> list[str]:
        filters = self.language.filters
        if sought.month is not None:
            on = date(2000, sought.month, sought.day or 1)
            return [filters.of_any_year(on) if sought.day else filters.on(on, "LLLL")]
        days = [one for one in (sought.first, sought.last) if one is not None]
        return [" – ".join(filters.on(one) for one in dict.fromkeys(days))] if days else []


def typed(words: str) -> str:
    """What somebody looked for, in one line."""
    return one_line(words, LOOKED_FOR)


def _asked(one: JournalEntry) -> str | None:
    return shortened(one.asked, ASKED) if one.asked else None
