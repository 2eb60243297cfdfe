"""What ships is the whole curriculum: every topic, asked about in the ways that suit it."""

from __future__ import annotations

import pytest

from solbot.content.catalog import Catalog
from solbot.content.models import Question, Reading

# For each topic, in the order of the path, how it is asked about: F free text, V voice, S scale, C choice, M several
# choices, P photo or drawing, Pair two things side by side, X an experiment, L a ladder step by step, R something of
# one's own read again.
TOPICS = {
    "personal-mastery": "F S/C F/F V P/L/C F/Pair S R/S F/C R/C F/M F/F V/C X/X/Pair R S",
    "mental-models": "F/L C/L X/M F/Pair V/C F/Pair R/F X/X S/X F/S C/C F/X",
    "systems-thinking": "L F/P C/F P/F C/S F/C F X/Pair X/F R/R C/F/C F/F V/C X/M F",
    "shared-vision": "F Pair/F V P/C F/C L/C X/X/F/C F/Pair/F/C F/V X",
    "team-learning": "F V/C X/X S/X S/F/X V/S F/C X/Pair/X/F C/X R/C F",
}
OCCASIONS = {
    "first-week": 7,
    "weekly": 4,
    "monthly": 3,
    "quarterly": 2,
    "returning": 2,
    "wishing": 1,
    "closing": 2,
    "alumni": 6,
}
KINDS = {"F": "text", "V": "voice", "S": "scale", "C": "choice", "M": "multi", "P": "photo"}


def is_asked(way: str, questions: tuple[Question, ...]) -> bool:
    """Whether one of the questions asks in this way."""
    if way == "R":
        return any(one.speaks_of_vision or one.earlier for one in questions)
    if way in ("Pair", "X", "L"):
        least = 3 if way == "L" else 2
        return any(one.parts[0].kind == "text" and len(one.parts) >= least for one in questions)
    return any(KINDS[way] in [part.kind for part in one.parts] for one in questions)


@pytest.mark.parametrize("discipline", TOPICS)
def test_every_topic_is_there_and_asked_about_in_its_ways(
    shipped: Catalog, discipline: str
) -> None:
    topics = TOPICS[discipline].split("/")
    readings = [one for one in shipped.default.path if one.folder == discipline]
    assert [one.place for one in readings] == list(range(len(topics) + 1))
    for reading, ways in zip(readings[1:], topics, strict=True):
        questions = shipped.default.questions_of(reading.id)
        assert len(questions) >= 3
        assert {one.depth for one in questions} == {"short", "deeper"}
        assert any(one.speaks_of_vision or one.earlier for one in questions)
        if "X" in ways.split():
            assert any(one.check_in for one in questions), (
                f"{reading.id}: nobody asks what came of it"
            )
        lacking = [way for way in ways.split() if not is_asked(way, questions)]
        assert not lacking, f"{reading.id} lacks {lacking}"


@pytest.mark.parametrize(("occasion", "least"), OCCASIONS.items())
def test_every_occasion_has_its_readings(shipped: Catalog, occasion: str, least: int) -> None:
    assert len(shipped.default.occasions[occasion]) >= least


@pytest.mark.parametrize(
    ("reading_id", "names"),
    [
        ("the-ladder", "Argyris"),
        ("left-hand-column", "Argyris Schön"),
        ("said-and-done", "Argyris Schön"),
        ("holding-both", "Fritz"),
        ("inner-brake", "Fritz"),
        ("three-ways-of-coping", "Fritz"),
        ("choosing", "Fritz"),
        ("dialogue-or-discussion", "Bohm"),
        ("suspending", "Bohm Isaacs"),
        ("listening", "Isaacs"),
        ("respecting", "Isaacs"),
        ("voicing", "Isaacs"),
        ("as-colleagues", "Bohm"),
        ("the-container", "Isaacs"),
        ("four-players", "Kantor"),
        ("where-to-push", "Meadows"),
        ("telling-to-co-creating", "Smith"),
    ],
)
def test_concepts_are_credited_to_those_they_come_from(
    shipped: Catalog, reading_id: str, names: str
) -> None:
    for code in shipped.complete:
        reading: Reading = shipped.language(code).readings[reading_id]
        for name in names.split():
            assert any(name in source for source in reading.sources), (code, reading.sources)
