"""The people a list names. Usernames are encrypted, so they are found by decrypting and looking, in a thread."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass

from solbot.staff import people, people_db
from solbot.staff.people import Brief
from solbot.staff.rosters.rules import Named, NearNames, words_of
from solbot.typed.plain import plain
from solbot.unit_of_work import UnitOfWork

BATCH = 500
MOST_NEAR = 20  # lines for which near names are looked for


@dataclass(frozen=True)
class Missing:
    """A line nobody goes by, and who goes by something like it."""

    line: str
    near: tuple[Brief, ...] = ()


@dataclass(frozen=True)
class FoundPeople:
    """Who a list names: their ids in its order, and the first of them. `unclear`: names that several had one after the
    other."""

    ids: tuple[int, ...]
    first: tuple[Brief, ...]
    missing: tuple[Missing, ...]
    unclear: tuple[str, ...]


async def resolve(work: UnitOfWork, wanted: Sequence[Named], shown: int) -> FoundPeople:
    """Find the people of a list. For work that only reads: it may take seconds."""
    names = {one.username for one in wanted if one.username}
    holders = await _holders(work, names) if names else {}
    numbers = {one.id for one in wanted if one.id is not None}
    there = await people_db.there(work.session, sorted(numbers.union(*holders.values())))
    found, missing, unclear = await asyncio.to_thread(_sorted, wanted, holders, there)
    first = await people_db.some(work.session, found[:shown])
    return FoundPeople(
        tuple(found),
        tuple(people.brief(first[one]) for one in found[:shown] if one in first),
        await _with_near(work, missing),
        tuple(unclear),
    )


def _sorted(
    wanted: Sequence[Named], holders: Mapping[str, list[int]], there: Collection[int]
) -> tuple[list[int], list[Named], list[str]]:
    """Who is found, each once; whom nobody is; and the lines that several are."""
    found: dict[int, None] = {}
    missing, unclear = [], []
    for one in wanted:
        named = holders.get(one.username or "", [])
        if one.id is not None and one.id in there:
            named = [one.id]
        known = [number for number in named if number in there]
        if len(known) == 1:
            found[known[0]] = None
        elif known:
            unclear.append(one.line)
        else:
            missing.append(one)
    return list(found), missing, unclear


async def _holders(work: UnitOfWork, names: set[str]) -> Mapping[str, list[int]]:
    """Who goes by each of these usernames."""
    holders: dict[str, list[int]] = defaultdict(list)

    def look(rows: Sequence[people_db.Sealed]) -> None:
        for person_id, name in people_db.usernames(rows).items():
            if name.lower() in names:
                holders[name.lower()].append(person_id)

    async for rows in _everyone(work):
        await asyncio.to_thread(look, rows)
    return holders


async def _with_near(work: UnitOfWork, missing: Sequence[Named]) -> tuple[Missing, ...]:
    """What was not found, the first lines with the people whose names are like it."""
    asked = {at: plain(words_of(one)) for at, one in enumerate(missing[:MOST_NEAR])}
    asked = {at: words for at, words in asked.items() if len(words) > 1 and words[0].isalnum()}
    near: dict[int, list[int]] = {}
    if asked:
        names = NearNames(list(asked.values()))

        def look(rows: Sequence[people_db.Sealed]) -> None:
            for one in people_db.opened(rows):
                names.consider(one.id, plain(one.name))
                if one.username:
                    names.consider(one.id, plain(one.username))

        async for rows in _everyone(work):
            await asyncio.to_thread(look, rows)
        near = dict(zip(asked, names.found(), strict=True))
    some = await people_db.some(work.session, [one for found in near.values() for one in found])
    like = {at: tuple(people.brief(some[who]) for who in near[at] if who in some) for at in near}

    def all_of_them() -> tuple[Missing, ...]:
        return tuple(Missing(one.line, like.get(at, ())) for at, one in enumerate(missing))

    return await asyncio.to_thread(all_of_them)


async def _everyone(work: UnitOfWork) -> AsyncIterator[Sequence[people_db.Sealed]]:
    after = 0
    while rows := await people_db.sealed(work.session, after, BATCH):
        yield rows
        after = rows[-1].id
