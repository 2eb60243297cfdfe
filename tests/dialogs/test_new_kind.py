"""A kind of answer that is one class more: it is asked, given, told, found, taken out and brought back."""

# ruff: noqa: ARG002 - each kind is given what any of them needs
from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from solbot.body import Body
from solbot.coaching.imports import own_copy
from solbot.coaching.imports.rules import Bringer, ReadEntry
from solbot.content.answer_kinds import KINDS, AnswerKind
from solbot.content.bodies import text_body
from solbot.content.catalog import Catalog, load
from solbot.content.faults import ContentError
from solbot.typed.vocabulary import Vocabulary
from tests import rehearsal
from tests.dialogs.people import Stage

ASKED = "kind: hours\ndepth: short\n---\nHow long were you there?\n"


class Hours(AnswerKind):
    """So many hours of a day."""

    name = "hours"
    is_compared = True
    in_a_row = 3

    def words(self, body: Body) -> str:
        return f"{body['value']} hours"

    def exported(self, body: Body) -> object:
        return body["value"]

    def from_export(self, answer: object) -> Body | None:
        return self.tapped((), [answer]) if isinstance(answer, int) else None

    def read(self, text: str, options: Sequence[str], vocabulary: Vocabulary) -> Body | None:
        return self.tapped(options, [int(text)]) if text.isdecimal() else text_body(text)

    def offered(self, options: Sequence[str]) -> Sequence[tuple[str, int]]:
        return [(f"{count} hours", count) for count in range(2, 8)]

    def tapped(self, options: Sequence[str], values: Sequence[int]) -> Body:
        return {"kind": self.name, "value": values[0]}


@pytest.fixture(scope="module", autouse=True)
def one_more() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(KINDS, Hours.name, Hours())
        yield


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The short path, which asks the same on its first two days."""
    folder = rehearsal.build(tmp_path_factory.mktemp("hours"))
    for day in (1, 2):
        file = question(folder, day)
        file.write_text(f"---\nid: day-{day}-a\nreading: day-{day}\n{ASKED}")
    return load(folder)


def question(folder: Path, day: int) -> Path:
    return folder / "en" / "questions" / "personal-mastery" / f"day-{day}-a.md"


async def test_it_is_asked_given_told_and_found(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await stage.days(1)
    message, _ = ana.button("7 hours")
    assert [len(row) for row in (message.keyboard or [])[:2]] == [3, 3]
    await ana.presses("2 hours")
    ana.hears("Kept in your journal")
    await bea.says("Not long")
    bea.hears("Kept in your journal")
    await stage.days(1)
    await ana.says("3")
    ana.hears("Now: 3 hours. On 24 November 2026: 2 hours.")
    await bea.says("4")
    bea.hears("Kept in your journal")
    assert "Now: " not in bea.last()
    await ana.says("/journal")
    ana.sees("3 hours")
    await ana.says("/journal 2 hours")
    ana.sees("2 hours")
    answers = [(one["kind"], one["answer"]) for one in (await bea.export())["answers"]]
    assert answers == [("text", "Not long"), ("hours", 4)]


async def test_it_is_taken_out_and_brought_back(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.presses("5 hours")
    copy = await ana.export()
    assert "5 hours" in ana.file(".md").decode()
    madrid = ZoneInfo("Europe/Madrid")
    bringer = Bringer(stage.clock.at.astimezone(madrid), madrid)
    read = own_copy.read(json.dumps(copy), bringer, None)
    (entry,) = [one for one in read if isinstance(one, ReadEntry)]
    assert entry.body == {"kind": "hours", "value": 5}
    assert entry.asking is not None and entry.asking.asks == (("How long were you there?", "text"),)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("low: few", "low: hours has no ends; they belong to scale"),
        ("options: [few, many]", "options: hours has no options"),
        ("feeds: fact", "feeds: fact is words; it comes from text, not from hours"),
        ("sets: {discipline: [team-learning]}", "sets: comes from choice, not from hours"),
        ("then: [{ask: And now?, kind: days}]", "or hours"),
    ],
)
def test_what_authors_may_not_say_of_it(tmp_path: Path, more: str, fault: str) -> None:
    folder = rehearsal.build(tmp_path / "messages")
    question(folder, 1).write_text(f"---\nid: day-1-a\nreading: day-1\n{more}\n{ASKED}")
    with pytest.raises(ContentError) as found:
        load(folder)
    assert any(fault in one.text for one in found.value.faults)
