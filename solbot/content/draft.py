"""A language under way: what it has is said in it, and whoever asks for the rest is told to say it otherwise.

A draft has the files on top of its folder; of replies, buttons, readings, questions and programs it may lack any. What
belongs together is whole or not there at all: a reading and all its questions, with the frame they are asked in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from solbot.content.language import Language, Rest
from solbot.content.models import Reading
from solbot.errors import Untranslated

ASKING_REPLIES = (
    *("question", "reading_alone", "reminder", "listening", "ask_later"),
    *("try_hook", "what_came_of_try", "what_try_taught"),
)
ASKING_BUTTONS = (
    "cancel",
    *("answer", "later", "not_today", "done", "ticked"),
    *("in_an_hour", "this_evening", "tomorrow", "back"),
    *("deeper_one", "shorter_one", "read_whole", "ask_me", "no_reminders"),
    *("why_this", "idea_keep", "idea_fade", "picture", "try_it", "skip"),
    *("step_done", "step_partly", "step_not_yet", "own_questions"),
)
"""What a question is asked with: a message must not change its language when tapped."""

T = TypeVar("T")


class Partial(Mapping[str, T]):
    """What there is of a whole. A part that only the whole has, or all of it at once, is `Untranslated`."""

    def __init__(self, there: Mapping[str, T], whole: Iterable[str], instead: str) -> None:
        """`whole`: the keys there should be; `instead`: the code of the language that has them."""
        self._there = there
        self._whole = frozenset(whole)
        self._instead = instead

    def __getitem__(self, key: str) -> T:
        if key not in self._there and key in self._whole:
            raise Untranslated(self._instead)
        return self._there[key]

    def __iter__(self) -> Iterator[str]:
        if not self._whole <= self._there.keys():
            raise Untranslated(self._instead)
        return iter(self._there)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def drafted(draft: Language, default: Language) -> Language:
    """A draft as it is spoken. Its path is that of the default language, with whatever of it is there in its own words;
    what is said around readings and questions is `Partial`."""
    whole = frozenset(_whole_lessons(draft, default))
    own = {one.id: one for reading in whole for one in default.questions_of(reading)}
    questions = {
        key: draft.questions[key] if key in own else one for key, one in default.questions.items()
    }
    return replace(
        draft,
        rest=Rest(default, whole, frozenset(draft.replies)),
        called=(draft.buttons, default.buttons),
        readings=MappingProxyType(
            {**default.readings, **{key: draft.readings[key] for key in whole}}
        ),
        path=_best(default.path, draft, whole),
        occasions=MappingProxyType(
            {name: _best(readings, draft, whole) for name, readings in default.occasions.items()}
        ),
        questions=MappingProxyType(questions),
        by_reading=MappingProxyType(
            {
                reading: tuple(questions[one.id] for one in default.questions_of(reading))
                for reading in default.readings
            }
        ),
        programs=Partial(draft.programs, default.programs, default.code),
        replies=Partial(draft.replies, default.replies, default.code),
        buttons=Partial(draft.buttons, default.buttons, default.code),
        html=MappingProxyType({**default.html, **draft.html}),
    )


def _whole_lessons(draft: Language, default: Language) -> list[str]:
    """The readings that are there with all their questions, if the frame of a question is there."""
    replies, labels = draft.replies.keys(), draft.buttons.keys()
    if not (set(ASKING_REPLIES) <= replies and set(ASKING_BUTTONS) <= labels):
        return []
    return [
        reading
        for reading in default.readings
        if reading in draft.readings
        and all(one.id in draft.questions for one in default.questions_of(reading))
    ]


def _best(
    readings: Sequence[Reading], draft: Language, whole: frozenset[str]
) -> tuple[Reading, ...]:
    return tuple(draft.readings[one.id] if one.id in whole else one for one in readings)
