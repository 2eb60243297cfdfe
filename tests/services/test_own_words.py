"""The words that ship, lived through by somebody who answers two of three: how often their own come back."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from solbot.coaching.answers import prompts
from solbot.coaching.answers import service as answers
from solbot.coaching.path import service as path
from solbot.coaching.visions import service as visions
from solbot.content.bodies import text_body
from solbot.content.catalog import Catalog
from solbot.content.models import Question
from solbot.members import service as members
from solbot.unit_of_work import UnitsOfWork
from tests.conftest import Clock

DAYS = 107
OWN = "Own words no. {}."


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """The words as they ship."""
    return shipped


def kind_of(question: Question, words: Catalog) -> str:
    """What a question brings back."""
    if question.check_in:
        return "experiment"
    if question.earlier is None:
        return "vision"
    fed = words.default.questions[question.earlier].parts[0].feeds
    return "fact" if fed == "fact" else "earlier answer"


@pytest.mark.parametrize(
    ("language", "takes_offers"), [("en", True), ("es", True), ("en", False), ("es", False)]
)
async def test_own_words_come_back_and_no_words_twice_in_a_week(
    works: UnitsOfWork, clock: Clock, language: str, *, takes_offers: bool
) -> None:
    """Also for somebody who keeps to one vision, and puts nothing on its page that is offered."""

    written: list[str] = []

    def own() -> str:
        written.append(OWN.format(len(written)))
        return written[-1]

    async with works.begin() as work:
        member = await members.arrive(work, 1, "en")
        await members.consent(work, member, "Ana")
        await members.set_language(work, member, language)
        await members.finish_onboarding(work, member)
        await visions.create(work, member, own(), None)
    quoted: list[tuple[int, date, str, str]] = []
    for day in range(DAYS):
        clock.forward(days=1)
        async with works.begin(durable=False) as work:
            ana = await members.find(work, 1)
            assert ana is not None
            asked = await path.next_of_path(work, ana, clock().date())
            await prompts.open_for(work, ana, asked.id)
            question = works.catalog.language(language).questions[asked.question_id]
            first = asked.parts[0]
            then = first.then.words if first.then else None
            for words in written:
                if words in first.ask or words == then:
                    assert words not in first.ask.splitlines()[0]
                    kind = "then" if words == then else kind_of(question, works.catalog)
                    quoted.append((day, clock().date(), words, kind))
            for part in range(len(asked.parts) if day % 3 != 2 else 0):
                words = own()
                await answers.give(work, ana, asked.id, text_body(words), 10 * day + part)
                if takes_offers and question.parts[part].feeds == "vision":  # with one tap
                    await visions.create(work, ana, words, None)

    days = {day for day, *_ in quoted}
    assert len([day for day in days if day < 30]) >= 10
    assert len(days) >= 40
    assert len(Counter(kind for *_, kind in quoted)) >= 3
    for number, (_, on, words, _) in enumerate(quoted):
        before = [then for _, then, other, _ in quoted[:number] if other == words]
        assert all((on - then).days >= 7 for then in before), (words, on, before)
