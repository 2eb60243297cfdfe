"""Bringing a person's own words back: where a question can, and the same words not twice within a week."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from solbot.coaching.answers.before import quoted_lately
from solbot.coaching.path import prompt_builder
from solbot.coaching.path.prompt_builder import Fit, Quote
from solbot.coaching.visions import service as visions
from solbot.content.answer_kinds import words_of
from solbot.content.bodies import readable
from solbot.content.cutting import one_line
from solbot.content.models import Question
from solbot.db.tables import Member
from solbot.limits import QUOTE
from solbot.unit_of_work import UnitOfWork


async def choose(
    work: UnitOfWork, member: Member, questions: Sequence[Question], times: Mapping[str, int]
) -> Fit | None:
    """The first question that fits. On the path, of those asked equally often, an experiment comes first, as what came
    of it is asked on another day; then one that brings back the person's own words. Words quoted within the last week
    are not quoted again: a question about a vision is asked without them, another gives way."""
    said = await quoted_lately(work, member)
    tried = {one.earlier for one in work.language_of(member).questions.values() if one.check_in}
    fitting_ones = [fit async for fit in prompt_builder.those_that_fit(work, member, questions)]
    free = [fit for fit in fitting_ones if not _repeats(fit, said) or _can_do_without(fit)]
    ordered = sorted(free or fitting_ones, key=lambda fit: _turn(fit, said, times, tried))
    if not ordered:
        return None
    found = ordered[0]
    return await _unquoted(work, member, found) if _repeats(found, said) else found


def _turn(
    fit: Fit, said: str, times: Mapping[str, int], tried: Collection[str | None]
) -> tuple[int, bool, bool]:
    question = fit.question
    on_path = question.discipline is not None
    own = bool(_own_words(fit)) and not _repeats(fit, said)
    return times.get(question.id, 0), on_path and question.id not in tried, on_path and not own


def _own_words(fit: Fit) -> list[str]:
    """What of the person's own the question quotes, as it is quoted."""
    found = [words_of(readable(fit.quoted.body))] if fit.quoted else []
    # A question that quotes an answer may be about a vision without naming it.
    found += [fit.vision.words] if fit.vision and not fit.quoted else []
    return [words for words in (one_line(one, QUOTE) for one in found) if words]


def _can_do_without(fit: Fit) -> bool:
    return bool(fit.question.about) and fit.quoted is None


def _repeats(fit: Fit, said: str) -> bool:
    return any(words in said for words in _own_words(fit))


async def _unquoted(work: UnitOfWork, member: Member, fit: Fit) -> Fit:
    """The question in its wording without a vision; where only one is held, it is about that one all the same."""
    if fit.vision is None or fit.quoted is not None:
        return fit
    only = len(await visions.held(work, member)) == 1
    return fit._replace(vision=Quote(fit.vision.id, "") if only else None)
