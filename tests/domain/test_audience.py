"""Audiences as trees: what can be read, how they are told and changed, and what is refused."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from solbot.announcements.audience import rules as audience_rules
from solbot.announcements.audience.rules import (
    DISCIPLINES,
    AudienceFault,
    ConditionKind,
    Group,
    Is,
    Joined,
    Node,
    Not,
)
from solbot.content.expected import shipped
from solbot.content.models import DISCIPLINES as TAUGHT
from solbot.content.regions import REGIONS, region_of
from solbot.db.tables import Announcement
from solbot.limits import AUDIENCE_CONDITIONS

ES, EN, PT = (Is(ConditionKind.LANGUAGE, code) for code in ("es", "en", "pt"))
EUROPE, ASIA = Is(ConditionKind.REGION, "europe"), Is(ConditionKind.REGION, "asia")

SMALL = st.recursive(
    st.sampled_from([ES, EN, PT, EUROPE, ASIA]),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(
            Group, st.sampled_from(Joined), st.lists(inner, min_size=1, max_size=3).map(tuple)
        ),
    ),
    max_leaves=8,
)


def both(*parts: Node) -> Group:
    return Group(Joined.AND, parts)


def either(*parts: Node) -> Group:
    return Group(Joined.OR, parts)


def holds(node: Node | None, true: frozenset[Is]) -> bool:
    if node is None:
        return True
    if isinstance(node, Is):
        return node in true
    if isinstance(node, Not):
        return not holds(node.of, true)
    found = [holds(one, true) for one in node.parts]
    return all(found) if node.how is Joined.AND else any(found)


@given(SMALL, st.sets(st.sampled_from([ES, EN, PT, EUROPE, ASIA])))
def test_the_plainest_form_means_the_same(tree: Node, true: set[Is]) -> None:
    try:
        plain = audience_rules.checked(tree)
    except AudienceFault:
        return
    assert holds(plain, frozenset(true)) == holds(tree, frozenset(true))
    assert audience_rules.checked(plain) == plain
    assert audience_rules.read(audience_rules.written(plain)) == plain


@given(SMALL)
def test_every_part_is_told_once_and_can_be_taken_out(tree: Node) -> None:
    try:
        plain = audience_rules.checked(tree)
    except AudienceFault:
        return
    lines = audience_rules.told(plain).lines
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert sorted(repr(line.node) for line in lines if isinstance(line.node, Is)) == sorted(
        map(repr, audience_rules.conditions(plain))
    )
    for line in lines:
        left = audience_rules.without(plain, line.number)
        assert len(list(audience_rules.conditions(left))) < len(
            list(audience_rules.conditions(plain))
        )
        turned = audience_rules.turned(plain, line.number)
        if len(audience_rules.told(turned).lines) == len(lines):  # else it had been said already
            assert audience_rules.turned(turned, line.number) == plain


def test_conditions_are_joined_beside_a_part_or_beside_the_whole() -> None:
    tree = audience_rules.joined(None, 0, Joined.AND, ES)
    assert tree == ES
    tree = audience_rules.joined(tree, 0, Joined.AND, EUROPE)
    assert tree == both(ES, EUROPE)
    assert audience_rules.joined(tree, 1, Joined.OR, PT) == both(either(ES, PT), EUROPE)
    assert audience_rules.joined(tree, 0, Joined.OR, PT) == either(both(ES, EUROPE), PT)
    assert audience_rules.joined(tree, 0, Joined.AND, ES) == tree  # said twice


def test_a_not_before_a_condition_stays_when_another_takes_its_place() -> None:
    tree = audience_rules.turned(both(ES, EUROPE), 2)
    assert tree == both(ES, Not(EUROPE))
    assert audience_rules.changed(tree, 2, ASIA) == both(ES, Not(ASIA))
    assert audience_rules.turned(tree, 2) == both(ES, EUROPE)
    assert audience_rules.swapped(tree, 0) == either(ES, Not(EUROPE))


def test_the_opposite_of_the_whole_is_told_as_everyone_but() -> None:
    told = audience_rules.told(audience_rules.turned(both(ES, EUROPE), 0))
    assert told.no
    assert [line.link for line in told.lines] == [None, Joined.AND]
    assert audience_rules.without(Not(ES), 1) is None


def test_limits_of_size_and_depth() -> None:
    tree: Node | None = None
    for days in range(1, AUDIENCE_CONDITIONS + 1):
        tree = audience_rules.joined(tree, 0, Joined.AND, Is(ConditionKind.ACTIVE, days))
    with pytest.raises(AudienceFault, match="too_many"):
        audience_rules.joined(tree, 0, Joined.OR, ES)
    deep = both(ES, either(EN, both(PT, either(ASIA, EUROPE))))
    with pytest.raises(AudienceFault, match="too_deep"):
        audience_rules.checked(deep)


@pytest.mark.parametrize(
    "stored",
    [
        {},
        [],
        "everyone",
        {"version": 2, "who": {"is": "language", "value": "es"}},
        {"version": 1, "who": None},
        {"version": 1, "who": {"is": "shoe_size", "value": 42}},
        {"version": 1, "who": {"is": "language", "value": "'; DROP TABLE members"}},
        {"version": 1, "who": {"is": "active", "value": True}},
        {"version": 1, "who": {"is": "active", "value": 0}},
        {"version": 1, "who": {"is": "region", "value": "atlantis"}},
        {"version": 1, "who": {"is": "language", "value": "es", "or": []}},
        {"version": 1, "who": {"and": []}},
        {"version": 1, "who": {"and": [{"is": "active", "value": 1}] * 100}},
        {
            "version": 1,
            "who": {"not": {"not": {"not": {"not": {"not": {"not": {"not": {"not": {}}}}}}}}},
        },
    ],
)
def test_what_is_no_audience_is_refused(stored: Any) -> None:
    with pytest.raises(AudienceFault):
        audience_rules.read(stored)


@pytest.mark.parametrize("kind", sorted(audience_rules.PICKED))
def test_what_staff_decide_can_not_be_joined_with_what_people_answered(kind: ConditionKind) -> None:
    values: dict[str, str | int] = {"tag": 1, "got": 1, "staff": audience_rules.ANY}
    value = values.get(kind, "foundations")
    answered = Is(ConditionKind.DISCIPLINE, "shared-vision")
    picked = audience_rules.condition(kind, value)
    for tree in (picked, Not(picked), both(EUROPE, either(picked, ES))):
        assert audience_rules.checked(tree) == tree
        for how in Joined:
            with pytest.raises(AudienceFault, match="not_with_answered"):
                audience_rules.joined(tree, 0, how, answered)
            with pytest.raises(AudienceFault, match="not_with_answered"):
                audience_rules.joined(answered, 0, how, picked)
    stored = {
        "version": 1,
        "who": {
            "or": [{"is": kind, "value": value}, {"is": "discipline", "value": "shared-vision"}]
        },
    }
    with pytest.raises(AudienceFault, match="not_with_answered"):
        audience_rules.read(stored)


@pytest.mark.parametrize("number", [-1, 3, 99])
def test_a_part_that_is_not_there(number: int) -> None:
    for change in (audience_rules.turned, audience_rules.without, audience_rules.swapped):
        with pytest.raises(LookupError):
            change(both(ES, EUROPE), number)


def test_the_mark_changes_with_the_audience() -> None:
    trees = [None, ES, Not(ES), EN, both(ES, EN), either(ES, EN)]
    assert len({audience_rules.mark(tree) for tree in trees}) == len(trees)


def test_disciplines_are_those_that_are_taught() -> None:
    assert set(DISCIPLINES) == set(TAUGHT)


def test_a_country_lies_in_one_region() -> None:
    territories, aliases = get_global("zone_territories"), get_global("zone_aliases")
    found: dict[str, set[str]] = {}
    for zone in available_timezones():
        territory, region = territories.get(aliases.get(zone, zone)), region_of(zone)
        if territory and region:
            found.setdefault(territory, set()).add(region)
    assert {one for one, regions in found.items() if len(regions) > 1} <= {"RU"}
    assert region_of("Pacific/Auckland") == region_of("Australia/Perth") == "oceania"
    assert region_of("America/Toronto") == "north-america"
    assert region_of("America/Mexico_City") == "latin-america"
    assert region_of("UTC") is None


def test_every_condition_and_region_has_its_label() -> None:
    named = {*(f"audience_{kind}" for kind in ConditionKind), *(f"region_{one}" for one in REGIONS)}
    assert named <= shipped().buttons


@pytest.mark.parametrize("kind", ConditionKind)
def test_what_is_stored_says_whether_it_tells_what_people_answered(kind: ConditionKind) -> None:
    tree = both(ES, Not(either(EUROPE, Is(kind, "shared-vision"))))
    stored = Announcement(audience=audience_rules.written(tree))
    assert stored.private is audience_rules.is_private(tree)
    assert Announcement(audience={"no audience": [{"is": kind}]}).private is stored.private
