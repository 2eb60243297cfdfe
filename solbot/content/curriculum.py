"""What holds between readings and their questions: enough of them, at both depths, and none that quotes an
answer nobody can have given yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from solbot.content.answer_kinds import KINDS
from solbot.content.faults import Fault
from solbot.content.models import DEPTHS, DISCIPLINES, FIRST_WEEK, Question, Reading

INTRODUCTION = "introduction"


def path_of(readings: Mapping[str, Reading]) -> tuple[Reading, ...]:
    """The readings in the order of the path: disciplines, then places; none of an occasion."""
    on_it = [reading for reading in readings.values() if reading.discipline]
    return tuple(sorted(on_it, key=lambda one: (DISCIPLINES.index(one.folder), one.place)))


def check_curriculum(
    readings: Mapping[str, Reading],
    questions: Mapping[str, Question],
    doubtful: Collection[object],
    quoting: Mapping[str, int],
) -> Iterator[Fault]:
    """Faults between the files. Nothing is concluded about readings that are `doubtful`; `quoting` has
    the line on which a question names the answer it quotes."""
    for reading in readings.values():
        yield from _misnamed(reading)
        if reading.id not in doubtful:
            mine = [one for one in questions.values() if one.reading == reading.id]
            for text in _wanting(reading, mine):
                yield Fault(reading.file, 1, text, absent=True)
    place = {one.id: number for number, one in enumerate(path_of(readings))}
    for question in questions.values():
        line = quoting.get(question.id, 1)
        if question.earlier is not None and question.earlier not in questions:
            text = f"earlier: there is no question {question.earlier}"
            yield Fault(question.file, line, text, absent=True)
        for text in _misquoting(question, questions, place):
            yield Fault(question.file, line, f"earlier: {text}")
        if question.check_in and not _can_check_in(question, questions):
            text = "check_in: wants earlier, with another question of the same reading on the path"
            yield Fault(question.file, line, text)


def _misnamed(reading: Reading) -> Iterator[Fault]:
    """Place 0 is an introduction's, and an introduction's alone."""
    if reading.discipline is None:
        return
    wanted = f"{reading.folder}-{INTRODUCTION}"
    is_first = reading.file.name == f"00-{INTRODUCTION}.md"
    if is_first != (reading.id == wanted) or is_first != (reading.place == 0):
        text = f"00 is the place of 00-{INTRODUCTION}.md, whose id is {wanted}"
        yield Fault(reading.file, 1, text)


def _wanting(reading: Reading, mine: Sequence[Question]) -> Iterator[str]:
    """What the questions of a reading lack."""
    least = 3 if reading.discipline or reading.folder == FIRST_WEEK else 2
    if len(mine) < least:
        number = {2: "two", 3: "three"}[least]
        yield f"has {len(mine)} of the {number} questions it needs at least"
        return
    for depth in DEPTHS:
        if all(question.depth != depth for question in mine):
            yield f"has no question of the depth {depth}"
    if all(not question.needs_nothing for question in mine):
        yield "has no question that needs nothing; a newcomer could not be asked"
    if reading.discipline and not any(one.speaks_of_vision or one.earlier for one in mine):
        yield "has no question about the person's own: one with needs or about: vision, or earlier"


def _can_check_in(question: Question, questions: Mapping[str, Question]) -> bool:
    quoted = questions.get(question.earlier or "")
    return (
        bool(question.discipline)
        and (quoted is None or quoted.reading == question.reading)
        and bool(question.earlier)
    )


def _misquoting(
    question: Question, questions: Mapping[str, Question], place: Mapping[str, int]
) -> Iterator[str]:
    """What is wrong with the answer a question quotes."""
    if question.earlier is None:
        return
    quoted = questions.get(question.earlier)
    if question.needs:
        yield "stands beside needs; a question may have one of them"
    if quoted is None:
        return
    if quoted.id == question.id:
        yield "is the question itself"
    elif not KINDS[quoted.parts[0].kind].is_words:
        yield f"{quoted.id} asks for {quoted.parts[0].kind} first; only words are quoted"
    elif place.get(quoted.reading, -1) > place.get(question.reading, len(place)):
        yield f"{quoted.id} is asked later on the path"
