"""How things stand is said by the names in db/states.py: no string is written where one of those words is meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from sqlalchemy import insert, select, text

from solbot.db.states import MemberState, Word
from solbot.db.tables import Member, Table
from solbot.db.types import OneOf
from solbot.unit_of_work import UnitsOfWork
from tests.test_layers import ALLOWED, MODULES, part_of

WORDS = {
    mapper.class_.__name__: {one.key for one in mapper.columns if isinstance(one.type, OneOf)}
    for mapper in Table.registry.mappers
}
"""The columns of each table that hold one word of a set."""

ALL = [column for table in Table.metadata.tables.values() for column in table.columns]
NAMES = {"state", "status", "payment", "outcome", "anchor"}
"""What is meant by these wherever they stand; a kind, a role or a why may be one of something else."""

ABOUT_ROWS = [name for name in MODULES if "db" in ALLOWED.get(part_of(name), {"db"})]
"""Who may know of the database. What is called so elsewhere is something else, such as the anchor of a label."""


def spelled(node: ast.AST) -> Iterator[str]:
    """The strings that are written there."""
    match node:
        case ast.Constant(value=str(word)):
            yield word
        case ast.Tuple(elts=many) | ast.List(elts=many) | ast.Set(elts=many):
            for one in many:
                yield from spelled(one)
        case ast.IfExp(body=one, orelse=other):
            yield from (*spelled(one), *spelled(other))
        case ast.BoolOp(values=many):
            for one in many:
                yield from spelled(one)
        case ast.MatchValue(value=one):
            yield from spelled(one)


def is_state(node: ast.AST) -> bool:
    """Whether it is called as how something stands: an attribute, a name, a key."""
    match node:
        case ast.Attribute(value=ast.Name(id=name), attr=column) if column in WORDS.get(name, ()):
            return True
        case ast.Attribute(attr=str(name)) | ast.Name(id=name):
            return name in NAMES
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return name in NAMES
        case ast.Tuple(elts=many):
            return any(map(is_state, many))
    return False


def said(node: ast.AST) -> Iterator[tuple[ast.AST, bool]]:
    """What is written beside what, and whether that is how something stands."""
    match node:
        case ast.Compare(left=left, comparators=others):
            about = any(map(is_state, (left, *others)))
            yield from ((one, about) for one in (left, *others))
        case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
            yield from ((value, is_state(one)) for one, value in zip(targets, values, strict=False))
        case ast.Assign(targets=targets, value=value):
            yield value, any(map(is_state, targets))
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield value, is_state(target)
        case ast.Call(func=made, args=args, keywords=keywords):
            table = WORDS.get(getattr(made, "id", ""), set())
            yield from ((one.value, one.arg in NAMES | table) for one in keywords)
            if isinstance(made, ast.Attribute):  # state.in_(…)
                yield from ((one, is_state(made.value)) for one in args)
        case ast.Dict(keys=keys, values=values):
            named = [getattr(one, "value", None) in NAMES for one in keys]
            yield from zip(values, named, strict=True)
        case ast.Match(subject=subject, cases=cases):
            yield from ((one.pattern, is_state(subject)) for one in cases)
        case ast.arguments(args=plain, defaults=defaults, kwonlyargs=keyed, kw_defaults=more):
            pairs = [
                *zip(plain[::-1], defaults[::-1], strict=False),
                *zip(keyed, more, strict=True),
            ]
            yield from ((value, one.arg in NAMES) for one, value in pairs if value is not None)


def bare(code: str) -> set[str]:
    """The strings that stand for how something is."""
    return {
        word
        for node in ast.walk(ast.parse(code))
        for one, about in said(node)
        if about
        for word in spelled(one)
    }


@pytest.mark.parametrize("name", ABOUT_ROWS)
def test_no_string_stands_for_how_something_is(name: str) -> None:
    assert not bare(MODULES[name].read_text())


@pytest.mark.parametrize(
    "code",
    [
        'row.state == "open"',
        '"open" != row.state',
        'row.state in ("open", "closed")',
        '(row.state, row.worker) == ("open", worker)',
        'Letter.status.in_(["sent"])',
        'row.state = "open"',
        'row.state, row.since = "open", now',
        'state: str = "open"',
        'update(Letter).values(status="sent")',
        'Round(kind="correction")',
        'Round.kind == "correction"',
        '{"status": "queued", **letter}',
        'row.state = "open" if all else old',
        'found = row["state"] == "open"',
        'def all_of(work, state="open"): pass',
        'def all_of(*, state="open"): pass',
        'match row.state:\n case "open":\n  pass',
    ],
)
def test_one_that_does_would_be_found(code: str) -> None:
    assert bare(code)


def test_every_word_has_its_column() -> None:
    held = {one.type.words for one in ALL if isinstance(one.type, OneOf)}
    assert held == {*Word.__subclasses__()}
    assert all(isinstance(one.type, OneOf) for one in ALL if one.name in NAMES)


async def test_a_word_is_what_its_type_says_however_it_is_read(works: UnitsOfWork) -> None:
    async with works.begin() as work:
        await work.session.execute(
            insert(Member).values(id=7, state=MemberState.STOPPED, created_at=work.now)
        )
    async with works.begin() as work:
        read = [
            (await work.session.get_one(Member, 7)).state,
            await work.session.scalar(select(Member.state)),
            await work.session.scalar(select(Member.__table__.c.state)),
        ]
        assert all(one is MemberState.STOPPED for one in read)
        assert await work.session.scalar(text("SELECT state FROM members")) == "stopped"
        assert await work.session.scalar(
            select(Member.id).where(Member.state == MemberState.STOPPED)
        )


async def test_a_word_of_a_later_version_takes_nothing_along(works: UnitsOfWork) -> None:
    async with works.begin() as work:
        rows = [{"id": n, "state": MemberState.ACTIVE, "created_at": work.now} for n in (1, 2)]
        await work.session.execute(insert(Member), rows)
        await work.session.execute(text("UPDATE members SET state = 'elsewhere' WHERE id = 2"))
        found = await work.session.scalars(select(Member.state).order_by(Member.id))
        assert found.all() == [MemberState.ACTIVE, "elsewhere"]
