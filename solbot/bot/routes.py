"""What features hand over: commands, taps, what next words are taken for, and the letters they send."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from telegram import Bot

from solbot.bot import notices
from solbot.bot.arrivals import WriteDown
from solbot.bot.dialog import Waiting
from solbot.bot.notices import Notice
from solbot.bot.rosters import RosterPurpose
from solbot.bot.tables import OutTable
from solbot.db.tables import Member
from solbot.errors import SolbotError
from solbot.telegram.kinds import NOTICE, Kinds, LetterKind, Rounds
from solbot.telegram.messages import Row
from solbot.unit_of_work import Piece, UnitOfWork, UnitsOfWork

if TYPE_CHECKING:
    from solbot.bot.context import Context, Handler

T = TypeVar("T")

Typed = Callable[["Context"], Awaitable[None]]
Takes = Callable[["Context"], Awaitable[bool]]
"""Takes what somebody did. False: it is not for it, and the next may have it."""
AddPiece = Callable[["Context", int], Awaitable[bool]]
LeadsBack = Callable[[Any], str]
"""The tap that leads to the page something was asked from, by what is known of it: what was given to `expect`."""
AtStart = Callable[[UnitsOfWork, Bot, "Routes"], Awaitable[None]]
"""Goes on with what an earlier process left; begun anew where the database was away. May raise StoreAway."""


@dataclass(frozen=True)
class Awaited:
    """What a person's next words are taken for."""

    handler: Typed
    named: str = ""  # the button that names it, where words may be meant for it or for a question
    taps: Collection[str] = ()  # what continues it; turning to anything else puts it to rest
    media: bool = False  # a photo or a voice message is an answer, too
    files: bool = False  # … a photo or a document
    messages: bool = False  # … a whole message, whatever it is
    refuses: bool = False  # what is neither words nor a file, in words of its own
    typed: bool = True  # mostly words, and so the field to type in may open by itself
    back: LeadsBack | None = None  # where one is led who leaves it
    skip: str = ""  # the tap that leaves it out, for whoever is settled as well
    located: Typed | None = None  # a location is an answer, too
    stands: bool = False  # takes no words but its own answers, and so can wait through anything


@dataclass(frozen=True)
class Settling:
    """How somebody new is led to where they are settled, and who agreed long ago is asked anew."""

    before_consent: Typed  # takes all that is not open to everybody
    agrees_first: Takes  # asks who has to agree before anything else; False: they need not
    not_yet: Typed  # what they wanted has to wait: asks what is still open
    words_not_yet: Typed  # … and keeps their words
    way_on: Callable[[Context], None]  # puts it under what they look at in between
    skip: Callable[[str], str]  # the tap that skips what is awaited
    finish: Typed  # skips all that is left
    after: Callable[[Context, str], Awaitable[None]]  # goes on when this step is done


@dataclass(frozen=True)
class LooseWords:
    """What becomes of words that nothing takes, and of those that may be meant for several things."""

    taps: Collection[str]  # the buttons by which they are placed
    drop: Callable[[int], str]  # the tap that lets words go, by their number
    wait: str  # the tap that leaves them without a place
    keep_and_ask: Typed  # keeps them, and asks where they belong
    asks_which: Callable[[Context, str], Awaitable[bool]]  # what is awaited bears this label
    ask_word: Callable[[Context, str], Awaitable[None]]  # a bare word, or a question to the bot
    forget: Callable[[Context, int], Awaitable[None]]  # they were for the bot: by their number
    for_people: Callable[[Context], bool]  # whether they may be
    answers_people: Callable[[Context], bool]  # whether people said the last thing there is
    let_go: Callable[[Waiting | None], str | None]  # the tap, where it was just asked about them
    stays: Callable[[Context, str], Awaitable[bool]]  # what is awaited, though this is tapped


class ForStaff(ABC):
    """A command or a tap of staff at work, who have left their work when they turn to any other. It sees itself to a
    screen that is stale."""

    @abstractmethod
    async def __call__(self, context: Context, *carried: str) -> None:
        """Do it."""


@dataclass(frozen=True)
class StartLink:
    """What `?start=` leads to with its letter, a hyphen and the rest; https://core.telegram.org/bots/features#deep-linking"""

    follow: Callable[[Context, str], Awaitable[bool]]  # False: nowhere; then it is a plain start
    consent: bool = True  # who has not agreed is asked first, and led there by their yes
    origin: bool = False  # may be kept as what somebody first came by
    alone: bool = False  # nothing else is asked of whoever it led to somewhere


@dataclass(frozen=True)
class PersonSection:
    """What a feature adds to a person's page, for the one of the staff who looks at it: words in Telegram's HTML, and
    rows of buttons. It asks itself what their role may see."""

    html: str = ""
    rows: Sequence[Row] = ()


@dataclass(frozen=True)
class TickJob:
    """What the tick does for a feature, every so many seconds: each thing in a guard of its own."""

    name: str
    seconds: int
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Feature:
    """What a feature hands over. What a button sends before its first colon names its tap."""

    commands: Mapping[str, Handler] = field(default_factory=dict)  # after a slash, or `do:…`
    tapped_commands: Mapping[str, Handler] = field(default_factory=dict)  # as `do:…` only
    taps: Mapping[str, Handler] = field(default_factory=dict)
    awaited: Mapping[str, Awaited] = field(default_factory=dict)
    commands_without_consent: Collection[str] = ()
    taps_without_consent: Collection[str] = ()
    looks: Collection[str] = ()  # commands for whoever settles in; their question stands meanwhile
    while_settling_in: Collection[str] = ()  # commands that need not wait for the end of it
    settling_taps: Collection[str] = ()  # taps that see to what is awaited themselves
    yes: Sequence[str] = ()  # what a yes to its own questions sends, or its code: the first offered
    leads: Mapping[str, str] = field(
        default_factory=dict
    )  # the taps that questions about the bot lead to, by what they ask (typed/about.py)
    links: Mapping[str, StartLink] = field(default_factory=dict)  # by their first letter
    inline: Typed | None = None  # what is found for words behind the bot's name, in any chat
    letters: Mapping[str, LetterKind] = field(default_factory=dict)
    notices: Mapping[str, Notice] = field(default_factory=dict)
    cancels: Takes | None = None  # calls off what takes long; False where there is nothing
    rounds: Rounds | None = None
    tables: Mapping[str, OutTable] = field(default_factory=dict)  # lists that can be taken out
    rosters: Mapping[str, RosterPurpose] = field(
        default_factory=dict
    )  # what lists of people are for
    ticks: Sequence[TickJob] = ()
    at_start: AtStart | None = None  # goes on with what a process left; where updates come in
    at_stop: Callable[[], Awaitable[None]] | None = None  # breaks off what goes on beside all else
    settling: Settling | None = None
    loose: LooseWords | None = None
    edited: Typed | None = None  # takes a message that was edited
    replied: Takes | None = None  # takes a reply to a message of its own
    unasked: Takes | None = None  # offers something for a document that nobody asked for
    stray: Takes | None = None  # takes words that nothing awaits, before they are loose ones
    seen: Callable[[UnitOfWork, Member, str, str | None], None] | None = (
        None  # a member did something, and is called so now
    )
    meets: Typed | None = None  # what there is to say to a member besides, once they are answered
    returned: Callable[[UnitOfWork, Member], Awaitable[None]] | None = (
        None  # who may have been gone is there
    )
    blocked: Callable[[UnitOfWork, Member], Awaitable[None]] | None = (
        None  # a letter found them gone
    )
    adds: Mapping[str, AddPiece] = field(
        default_factory=dict
    )  # a further piece of an album or a text to what it belongs to, by the kind of that
    read_ahead: Callable[[UnitOfWork, Mapping[int, Waiting]], Awaitable[None]] | None = (
        None  # what the words of several people will need, read at once
    )
    arrived: WriteDown | None = None  # notes which message a question became
    comes_next: Callable[[UnitOfWork, Member], Awaitable[datetime | None]] | None = (
        None  # when something comes that was not asked for
    )
    person_section: Callable[[Context, int], Awaitable[PersonSection]] | None = (
        None  # on the page of the person with this number, as staff see it
    )


@dataclass(frozen=True)
class Routes:
    """What all features handed over, as one; see `Feature`."""

    commands: dict[str, Handler]
    tapped_commands: dict[str, Handler]
    taps: dict[str, Handler]
    awaited: dict[str, Awaited]
    commands_without_consent: frozenset[str]
    taps_without_consent: frozenset[str]
    looks: frozenset[str]
    while_settling_in: frozenset[str]
    settling_taps: frozenset[str]
    yes: tuple[str, ...]  # each with a colon, as something more may come
    leads: dict[str, str]
    links: dict[str, StartLink]
    inline: Typed | None
    letters: Kinds
    rosters: dict[str, RosterPurpose]
    tables: dict[str, OutTable]
    at_start: Sequence[AtStart]
    settling: Settling
    loose: LooseWords
    edited: Typed
    replied: Sequence[Takes]
    unasked: Sequence[Takes]
    stray: Sequence[Takes]
    seen: Sequence[Callable[[UnitOfWork, Member, str, str | None], None]]
    meets: Sequence[Typed]
    returned: Sequence[Callable[[UnitOfWork, Member], Awaitable[None]]]
    adds: dict[str, AddPiece]
    read_ahead: Sequence[Callable[[UnitOfWork, Mapping[int, Waiting]], Awaitable[None]]]
    arrived: WriteDown
    comes_next: Callable[[UnitOfWork, Member], Awaitable[datetime | None]]
    cancels: Sequence[Takes]
    at_stop: Sequence[Callable[[], Awaitable[None]]]
    ticks: Sequence[TickJob]
    person_sections: Sequence[Callable[[Context, int], Awaitable[PersonSection]]]

    @classmethod
    def of(cls, features: Sequence[Feature]) -> Routes:
        """Raises SolbotError where two features have the same name for something, or none has what there has to be."""
        return cls(
            commands=_one([feature.commands for feature in features]),
            tapped_commands=_one([feature.tapped_commands for feature in features]),
            taps=_one([feature.taps for feature in features]),
            awaited=_one([feature.awaited for feature in features]),
            commands_without_consent=_all(one.commands_without_consent for one in features),
            taps_without_consent=_all(one.taps_without_consent for one in features),
            looks=_all(one.looks for one in features),
            while_settling_in=_all(one.while_settling_in for one in features),
            settling_taps=_all(one.settling_taps for one in features),
            yes=tuple(f"{one}:" for feature in features for one in feature.yes),
            leads=_one([feature.leads for feature in features]),
            links=_one([feature.links for feature in features]),
            inline=next((one.inline for one in features if one.inline is not None), None),
            letters=_letters(features),
            rosters=_one([feature.rosters for feature in features]),
            tables=_one([feature.tables for feature in features]),
            at_start=[one.at_start for one in features if one.at_start is not None],
            settling=_needed("settling", [one.settling for one in features]),
            loose=_needed("loose", [one.loose for one in features]),
            edited=_needed("edited", [one.edited for one in features]),
            replied=[one.replied for one in features if one.replied is not None],
            unasked=[one.unasked for one in features if one.unasked is not None],
            stray=[one.stray for one in features if one.stray is not None],
            seen=[one.seen for one in features if one.seen is not None],
            meets=[one.meets for one in features if one.meets is not None],
            returned=[one.returned for one in features if one.returned is not None],
            adds=_one([feature.adds for feature in features]),
            arrived=_needed("arrived", [one.arrived for one in features]),
            comes_next=_needed("comes_next", [one.comes_next for one in features]),
            read_ahead=[one.read_ahead for one in features if one.read_ahead is not None],
            cancels=[one.cancels for one in features if one.cancels is not None],
            at_stop=[one.at_stop for one in features if one.at_stop is not None],
            ticks=list(_one([{job.name: job for job in one.ticks} for one in features]).values()),
            person_sections=[one.person_section for one in features if one.person_section],
        )


def _letters(features: Sequence[Feature]) -> Kinds:
    told = _one([feature.notices for feature in features])
    kinds = _one([feature.letters for feature in features])
    rounds = [feature.rounds for feature in features if feature.rounds is not None]
    return Kinds(
        {**kinds, NOTICE: notices.kind_of(told)},
        frozenset(told),
        next(iter(rounds), None),
        [feature.blocked for feature in features if feature.blocked is not None],
    )


def _one(tables: Sequence[Mapping[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for name, what in chain.from_iterable(table.items() for table in tables):
        if name in found:
            raise SolbotError(f"Two features know a way in called {name}.")
        found[name] = what
    return found


def _needed(name: str, found: Iterable[T | None]) -> T:
    """What one feature has to hand over. Raises SolbotError where none does."""
    there = [one for one in found if one is not None]
    if len(there) != 1:
        raise SolbotError(f"One feature has to hand over {name}, and {len(there)} do.")
    return there[0]


def _all(names: Iterable[Collection[str]]) -> frozenset[str]:
    return frozenset(chain.from_iterable(names))
