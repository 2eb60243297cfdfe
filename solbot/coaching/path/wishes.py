"""What a person asked for, beside their path."""

from __future__ import annotations

from dataclasses import dataclass, replace

from solbot.db.forms import KeptWishes

MORE, LESS, EVEN = "more", "less", "even"
LEANINGS = (MORE, LESS, EVEN)
"""How often a discipline is to come: more often, less often, as before."""


@dataclass(frozen=True)
class Wishes:
    """What a person asked for: a reading to come next, disciplines to come more or less often; and what follows from
    it: readings that came before their turn, and those passed over until the end of the round."""

    chosen: str | None = None
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    early: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()

    @classmethod
    def of(cls, kept: KeptWishes | None) -> Wishes:
        """As they are kept."""
        kept = kept or {}
        lists = (kept.get("more"), kept.get("less"), kept.get("early"), kept.get("passed"))
        return cls(kept.get("chosen"), *(tuple(ids or ()) for ids in lists))

    def kept(self) -> KeptWishes | None:
        """As they are to be kept; None where there is nothing to keep."""
        kept: KeptWishes = {}
        if self.chosen:
            kept["chosen"] = self.chosen
        if self.more:
            kept["more"] = list(self.more)
        if self.less:
            kept["less"] = list(self.less)
        if self.early:
            kept["early"] = list(self.early)
        if self.passed:
            kept["passed"] = list(self.passed)
        return kept or None

    def leaning(self, discipline: str, how: str) -> Wishes:
        """With more of a discipline, less of it, or `even`: as before."""
        more = tuple(one for one in self.more if one != discipline)
        less = tuple(one for one in self.less if one != discipline)
        if how == MORE:
            more += (discipline,)
        elif how == LESS:
            less += (discipline,)
        return replace(self, more=more, less=less)

    def lean(self, discipline: str) -> str:
        """`more`, `less`, or `even`."""
        if discipline in self.more:
            return MORE
        return LESS if discipline in self.less else EVEN

    def after(self, reading_id: str, *, ahead: bool) -> Wishes:
        """Once a reading came out of its turn. `ahead`: its turn in this round is still to come."""
        early = tuple(one for one in self.early if one != reading_id)
        return replace(
            self,
            chosen=None if self.chosen == reading_id else self.chosen,
            early=(*early, reading_id) if ahead else early,
            passed=tuple(one for one in self.passed if one != reading_id),
        )
