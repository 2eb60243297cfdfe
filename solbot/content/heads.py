"""The fields authors may write, and what each may hold. Source: docs/authors.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal, TypeVar
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from solbot.content.answer_kinds import KINDS
from solbot.content.editions import HOLD_DAYS, MOST_HOLD_DAYS, MOST_SEATS, WrongValue, prices
from solbot.content.faults import Fault
from solbot.content.labels import BUTTON_LIMIT
from solbot.content.lengths import units
from solbot.content.prose import not_plain
from solbot.content.source import Loc, MarkdownDocument
from solbot.content.telegram_html import is_web_address

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PLACE = re.compile(r"\{[^}]*\}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MESSAGES = {
    "missing": "is missing",
    "extra_forbidden": "is not a field here",
    "string_type": "should be text",
    "list_type": "should be a list",
    "tuple_type": "should be a list",
    "model_type": "should be a table of fields",
    "model_attributes_type": "should be a table of fields",
    "dict_type": "should be a table of fields",
}


def _an_id(value: str) -> str:
    if not _ID.fullmatch(value) or len(value) > 60:
        raise ValueError("should be lower-case letters, digits and single hyphens, at most 60")
    return value


def _a_web_address(value: str) -> str:
    if not is_web_address(value):
        raise ValueError("should be a web address with http(s) and a host")
    return value


def a_day(value: object) -> object:
    """A day as it is written; raises ValueError for other text."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("should be a day such as 2026-11-23")
    return value


def _a_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("should be an IANA time zone such as America/New_York")
    return value


def _a_kind(value: object) -> object:
    if value not in (names := list(KINDS)):
        raise ValueError(f"should be {', '.join(names[:-1])} or {names[-1]}")
    return value


def _a_price(value: str) -> str:
    try:
        return str(prices([value])[0])
    except (WrongValue, IndexError):
        raise ValueError("should be a price such as `Regular: 950 USD`") from None


def _empty_is_no(value: object) -> object:
    return False if value is None or value == "" else value


def _by_the_wall(value: datetime) -> datetime:
    if value.tzinfo is not None:
        raise ValueError(
            "should be a day and a time by the clock of the event, such as 2027-03-01 09:00"
        )
    return value


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value or []


def _empty_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _a_range(value: str) -> str:
    if sorted(_PLACE.findall(value)) != ["{0}", "{1}"]:
        raise ValueError("should have {0} and {1}, the first day and the last")
    return value


def at_most(limit: int) -> AfterValidator:
    """Text of no more than so many characters, as Telegram counts them."""

    def check(value: str) -> str:
        if units(value) > limit:
            raise ValueError(f"should have at most {limit} characters, has {units(value)}")
        return value

    return AfterValidator(check)


def _as_written(value: str) -> str:
    wrong = not_plain(value)
    if wrong:
        raise ValueError(wrong)
    return value


def _one_line(value: str) -> str:
    if len(value.splitlines()) > 1:
        raise ValueError("should be a single line")
    if "{" in value or "}" in value:
        raise ValueError("should have no braces: it is the same for everybody")
    return value


def _two_lines(value: tuple[str, ...]) -> tuple[str, ...]:
    if len(value) != 2:
        raise ValueError(f"should be two lines, not {len(value)}")
    return value


Text = Annotated[str, Field(min_length=1)]
Maybe = Annotated[str | None, BeforeValidator(_empty_is_none)]
MaybePlain = Annotated[
    Annotated[str, AfterValidator(_as_written)] | None, BeforeValidator(_empty_is_none)
]
Url = Annotated[str, AfterValidator(_a_web_address)]
MaybeUrl = Annotated[Url | None, BeforeValidator(_empty_is_none)]
Id = Annotated[str, AfterValidator(_an_id)]
Moment = Annotated[
    Annotated[datetime, AfterValidator(_by_the_wall)] | None, BeforeValidator(_empty_is_none)
]
Kind = Annotated[str, BeforeValidator(_a_kind)]
Depth = Literal["short", "deeper"]
Feed = Literal["vision", "fact", "closeness", "pull", "strain", "step"]
Plain = Annotated[Text, AfterValidator(_as_written)]
"""Text in which no markup and no variable is looked for."""
Title = Annotated[Plain, at_most(BUTTON_LIMIT)]
"""Also the label of a button, in the library or the list of programs."""
Hook = Annotated[Plain, AfterValidator(_one_line), at_most(60)]
"""What a nudge is about, in its first line: all that a locked phone shows."""
Option = Annotated[Plain, at_most(60)]
Recall = Annotated[tuple[Annotated[Plain, at_most(110)], ...], AfterValidator(_two_lines)]
End = Annotated[Annotated[Plain, at_most(40)] | None, BeforeValidator(_empty_is_none)]


PROGRAM_ID_LIMIT = 40
"""An id of a program goes into buttons, with 64 bytes for everything."""


class Head(BaseModel):
    """Fields unknown here are a fault, and text is never guessed from something else."""

    model_config = ConfigDict(
        extra="forbid", str_strip_whitespace=True, frozen=True, defer_build=True
    )


class ReadingHead(Head):
    """The front matter of a reading on the path."""

    id: Id
    title: Title
    hook: Hook
    discipline: str
    sources: Annotated[tuple[Text, ...], Field(min_length=1)]
    recall: Recall


class OccasionHead(Head):
    """The front matter of a reading for an occasion."""

    id: Id
    title: Title
    hook: Hook
    occasion: str
    sources: tuple[Text, ...] = ()
    recall: Recall | None = None


class PartHead(Head):
    """A further part of a question, written as a table."""

    ask: Text
    kind: Kind | None = None
    options: tuple[Option, ...] = ()
    low: End = None
    high: End = None
    feeds: Annotated[Feed | None, BeforeValidator(_empty_is_none)] = None


class SetsHead(Head):
    """What the options of a question stand for, in their order."""

    discipline: Annotated[tuple[str, ...], Field(min_length=1)]


class QuestionHead(Head):
    """The front matter of a question."""

    id: Id
    reading: Id
    kind: Kind
    depth: Depth
    options: tuple[Option, ...] = ()
    low: End = None
    high: End = None
    then: Annotated[tuple[PartHead, ...], Field(max_length=4)] = ()
    feeds: Annotated[Feed | None, BeforeValidator(_empty_is_none)] = None
    about: Annotated[Literal["vision"] | None, BeforeValidator(_empty_is_none)] = None
    sets: SetsHead | None = None
    needs: Annotated[frozenset[Literal["vision"]], BeforeValidator(_one_or_more)] = frozenset()
    earlier: Annotated[Id | None, BeforeValidator(_empty_is_none)] = None
    check_in: Annotated[bool, BeforeValidator(_empty_is_no)] = False
    practice: Annotated[bool, BeforeValidator(_empty_is_no)] = False


class ProgramHead(Head):
    """The front matter of a program; a fact not known is left empty."""

    id: Annotated[Id, at_most(PROGRAM_ID_LIMIT)]
    title: Title
    summary: Annotated[Plain, at_most(120)]
    place: MaybePlain = None
    online: Annotated[bool, BeforeValidator(_empty_is_no)] = False
    dates: MaybePlain = None
    starts: Moment = None
    ends: Moment = None
    zone: Annotated[
        Annotated[str, AfterValidator(_a_zone)] | None, BeforeValidator(_empty_is_none)
    ] = None
    prices: Annotated[
        tuple[Annotated[str, AfterValidator(_a_price)], ...],
        BeforeValidator(_one_or_more),
        BeforeValidator(_empty_is_none),
    ] = ()
    price: MaybePlain = None
    joining: Annotated[
        Literal["open", "application", "invitation"] | None, BeforeValidator(_empty_is_none)
    ] = None
    seats: Annotated[
        Annotated[int, Field(ge=1, le=MOST_SEATS)] | None, BeforeValidator(_empty_is_none)
    ] = None
    hold_days: Annotated[int, Field(ge=1, le=MOST_HOLD_DAYS)] = HOLD_DAYS
    url: MaybeUrl = None
    article: Maybe = None
    flyer: Maybe = None
    own_flyer: Maybe = None
    checked: Annotated[date | None, BeforeValidator(a_day), BeforeValidator(_empty_is_none)] = None


class LinkHead(Head):
    """Something of the society's."""

    name: Title
    about: MaybePlain = None
    url: MaybeUrl = None


def _name_alone(value: object) -> object:
    if not isinstance(value, str):
        return value
    return {"name": value, "url": value if is_web_address(value) else None} if value else None


Named = Annotated[LinkHead, BeforeValidator(_name_alone)]
MaybeNamed = Annotated[LinkHead | None, BeforeValidator(_name_alone)]


class SocietyHead(Head):
    """The front matter of `society.md`; what has a name alone may be written as just that."""

    title: Plain
    address: MaybePlain = None
    regions: tuple[Named, ...] = ()
    blog: MaybeNamed = None
    store: MaybeNamed = None
    journal: MaybeNamed = None
    article: MaybeNamed = None
    partners: tuple[Named, ...] = ()


class ProfileHead(Head):
    """What Telegram shows of the bot. Limits: https://core.telegram.org/bots/api#setmyname"""

    name: Annotated[Plain, at_most(64)]
    description: Annotated[Plain, at_most(512)]
    about: Annotated[Plain, at_most(120)]


class FormatsHead(Head):
    """How dates and times are written: a Babel (CLDR) pattern, or short, medium, long, full; days in a row;
    and what stands between thousands."""

    date: Text = "long"
    time: Text = "short"
    days: Annotated[Text, AfterValidator(_a_range)] = "{0}–{1}"
    thousands: Annotated[str, StringConstraints(strip_whitespace=False, max_length=1)] | None = None


Command = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,32}$")]


class LanguageHead(Head):
    """`language.toml`."""

    name: Annotated[Text, at_most(BUTTON_LIMIT)]
    draft: bool = False
    profile: ProfileHead
    commands: Annotated[
        dict[Command, Annotated[Plain, at_most(256)]], Field(min_length=1, max_length=100)
    ]
    formats: FormatsHead = FormatsHead()


H = TypeVar("H", bound=Head)


def validated(kind: type[H], document: MarkdownDocument, faults: list[Fault]) -> H | None:
    """The front matter as a model, or None with a fault for each field that is wrong."""
    try:
        return kind.model_validate(_strings_as_parts(document.head))
    except ValidationError as error:
        for found in error.errors(include_url=False, include_input=False, include_context=False):
            loc: Loc = tuple(found["loc"])
            name = ".".join(str(piece + 1 if isinstance(piece, int) else piece) for piece in loc)
            text = _MESSAGES.get(found["type"], found["msg"].removeprefix("Value error, "))
            line = document.lines.of(loc)
            faults.append(Fault(document.file, line, f"{name}: {text[0].lower()}{text[1:]}"))
        return None


def _strings_as_parts(head: Mapping[str, object]) -> dict[str, object]:
    """A part written as a bare sentence is the part that asks it; an empty list field is empty."""
    fields = dict(head)
    then = fields.get("then")
    if isinstance(then, list):
        fields["then"] = [{"ask": part} if isinstance(part, str) else part for part in then]
    for name in ("then", "options", "regions", "partners", "sources", "recall"):
        if name in fields and fields[name] is None:
            del fields[name]
    return fields
