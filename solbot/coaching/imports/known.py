"""What is in a journal already, so that nothing comes in twice; and how much room there is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from solbot import limits
from solbot.coaching.imports import db
from solbot.coaching.imports.rules import LeftOut, SaidEntry, Tally, Why, own_mark
from solbot.content.answer_kinds import words_of
from solbot.unit_of_work import UnitsOfWork

SOME: Final = 100  # entries that are opened at once: they are sealed, and others wait meanwhile


@dataclass
class Sieve:
    """Lets through what is new, as far as there is room; what it holds back is counted."""

    marks: set[str]
    room: int
    here: int = 0  # how many were in the journal already
    tally: Tally = field(default_factory=Tally)
    askings: dict[str, int] = field(default_factory=dict)
    """The prompts that hold together what was answered elsewhere, by the keys of the askings."""
    _seen: set[str] = field(default_factory=set)

    def lets_through(self, entry: SaidEntry) -> bool:
        """Whether an entry is new, and there is room for it."""
        mark, on = entry["mark"], date.fromisoformat(entry["on"])
        if mark in self._seen:
            self.tally.add(LeftOut(Why.TWICE, on))
            return False
        self._seen.add(mark)
        if mark in self.marks:
            self.here += 1
            return False
        if self.room == 0:
            self.tally.add(LeftOut(Why.FULL, on))
            return False
        self.room -= 1
        return True


async def sieve_of(works: UnitsOfWork, member_id: int) -> Sieve:
    """What is in a member's journal, a little at a time: nobody who writes waits for it."""
    marks: set[str] = set()
    askings: dict[str, int] = {}
    after = 0
    while True:
        async with works.reading() as work:
            found = await db.some_known(work.session, member_id, after, SOME)
        for one in found:
            after = one.id
            if one.came_with:
                marks.add(str(one.came_with.get("mark")))
                if one.prompt_id is not None and (key := one.came_with.get("asking")):
                    askings[key] = one.prompt_id
            if one.body:
                marks.add(own_mark(one.at, words_of(one.body)))
        if len(found) < SOME:
            break
    async with works.reading() as work:
        count = await db.count_entries(work.session, member_id)
    return Sieve(marks, max(0, limits.IMPORTED - count), askings=askings)
