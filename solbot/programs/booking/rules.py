"""Questions at booking: what staff type for one, and what can be answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from solbot.content.lengths import units
from solbot.db.forms import KeptQuestion

MOST = 6  # questions of one program
LONGEST_QUESTION, LONGEST_CHOICE, LONGEST_ANSWER = 150, 40, 400  # UTF-16 units
MOST_CHOICES = 8


class BookingFault(StrEnum):
    """Why something can't be a question, or an answer."""

    NOTHING = "nothing"
    LONG_QUESTION = "long_question"
    LONG_CHOICE = "long_choice"
    ONE_CHOICE = "one_choice"
    MANY_CHOICES = "many_choices"
    OTHER_COUNT = "other_count"  # another language has more or fewer choices
    LONG_ANSWER = "long_answer"


class NotBookable(ValueError):
    """What was typed can't be taken, and why."""

    def __init__(self, why: BookingFault) -> None:
        """Take the reason."""
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Wording:
    """A question in one language; without choices it is answered in words."""

    asked: str
    choices: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: KeptQuestion) -> Wording:
        """As it is kept."""
        return cls(str(data["asked"]), tuple(data["choices"]))

    def data(self) -> KeptQuestion:
        """To be kept."""
        return {"asked": self.asked, "choices": list(self.choices)}


def read(text: str) -> Wording:
    """A question as staff type it: the first line asks, each further line is a choice. Raises NotBookable."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    asked, *choices = [line for line in lines if line] or [""]
    if not asked:
        raise NotBookable(BookingFault.NOTHING)
    if units(asked) > LONGEST_QUESTION:
        raise NotBookable(BookingFault.LONG_QUESTION)
    if any(units(one) > LONGEST_CHOICE for one in choices):
        raise NotBookable(BookingFault.LONG_CHOICE)
    if len(choices) == 1:
        raise NotBookable(BookingFault.ONE_CHOICE)
    if len(choices) > MOST_CHOICES:
        raise NotBookable(BookingFault.MANY_CHOICES)
    return Wording(asked, tuple(choices))


def check_beside(wording: Wording, others: Sequence[Wording]) -> None:
    """See that a question has as many choices in each language. Raises NotBookable."""
    if any(len(one.choices) != len(wording.choices) for one in others):
        raise NotBookable(BookingFault.OTHER_COUNT)


def answer_of(text: str) -> str:
    """An answer in words. Raises NotBookable."""
    words = text.strip()
    if not words:
        raise NotBookable(BookingFault.NOTHING)
    if units(words) > LONGEST_ANSWER:
        raise NotBookable(BookingFault.LONG_ANSWER)
    return words
