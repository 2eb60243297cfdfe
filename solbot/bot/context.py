"""The context of an update: what a person did, and what the bot will say to it once that is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, TypeVar, cast
from zoneinfo import ZoneInfo

from telegram import Bot

from solbot.bot import dialog
from solbot.bot.args import args_of
from solbot.bot.dialog import Waiting, Where
from solbot.bot.routes import Routes
from solbot.bot.taps import do, sends
from solbot.content.catalog import Language
from solbot.content.cutting import pieces, shortened
from solbot.db.tables import Member
from solbot.errors import StaleButton
from solbot.limits import CAPTION, PIECE
from solbot.telegram.incoming import Incoming, UpdateKind
from solbot.telegram.inline_mode import InlineAnswer
from solbot.telegram.messages import Button, Document, Keyboard, Media, Message, Row
from solbot.typed.plain import plain
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

T = TypeVar("T")


@dataclass(frozen=True)
class Send:
    """Say something new. `own`: in the reader's own language, also where all else is said in another."""

    message: Message
    own: bool = False


@dataclass(frozen=True)
class Replace:
    """Put something in the place of the message that was tapped."""

    message: Message


@dataclass(frozen=True)
class Rebutton:
    """Change only the buttons of the message that was tapped."""

    rows: tuple[Row, ...]


Said = Send | Replace | Rebutton


@dataclass(frozen=True)
class Reload:
    """Take up the content anew, and say how that went."""


@dataclass(frozen=True)
class OnTheWire:
    """Do something that needs Telegram, and say what there is to say of it."""

    do: Callable[[UnitsOfWork, Bot], Awaitable[Message | None]]


@dataclass(frozen=True)
class Later:
    """Find something out that takes long to read or draw, and say it. It reads without holding up who writes."""

    say: Callable[[UnitsOfWork], Awaitable[Message | Sequence[Message] | None]]


class Turns(Protocol):
    """Whoever sends replies at their turn in the pace."""

    async def at_its_turn(self, send: Callable[[], Awaitable[T]]) -> T | None:
        """Send something, a few tries; None where it could not be. Telegram's refusals are raised."""


@dataclass(frozen=True)
class ByTurns:
    """Send something that no reply can be made of, and say what there is to say of it."""

    do: Callable[[UnitsOfWork, Bot, Turns], Awaitable[Message | None]]


Afterwards = Reload | OnTheWire | ByTurns | Later
"""What is to be done once an update's work is kept, because it takes long or needs the wire."""


@dataclass
class Context:
    """What a handler is given. It decides and collects; the update handler commits, then sends."""

    work: UnitOfWork
    incoming: Incoming
    member: Member | None
    language: Language
    routes: Routes
    waiting: Waiting | None = None
    said: list[Said] = field(default_factory=list)
    toast_text: str | None = None
    stands: bool = False  # the tapped screen is as it should be, though nothing is put in its place
    afterwards: list[Afterwards] = field(default_factory=list)
    bot_name: str = ""  # the bot's username, for links
    inline_mode: bool = False  # whether it can be asked for something in any chat
    found: InlineAnswer | None = None  # for who asked so
    finished: str | None = None  # a step of settling in that was completed
    went_to: Where | None = None  # where the person's words were put
    refused: bool = False  # it was said that something of this kind can't be kept
    stale: bool = False  # what was tapped means nothing any more: only that is to be said
    carried: dict[str, str] = field(default_factory=dict)  # offered before, and still to be typed
    expected: list[str] = field(default_factory=list)  # what words were asked for by now, here

    @property
    def me(self) -> Member:
        """The member; only for handlers behind the consent gate."""
        if self.member is None:
            raise LookupError("this handler needs a member")
        return self.member

    @property
    def zone(self) -> ZoneInfo:
        """The member's time zone."""
        return ZoneInfo(self.work.zone_of(self.me))

    def link(self, payload: str) -> str:
        """A deep link into this chat: https://core.telegram.org/bots/features#deep-linking"""
        return f"https://t.me/{self.bot_name}?start={payload}"

    def local(self, moment: datetime) -> datetime:
        """A moment by the member's clock, for templates."""
        return moment.astimezone(self.zone)

    def button(self, key: str, data: str, **values: object) -> Button:
        """A button with its label in the member's language."""
        return Button(self.language.button(key, **values), data)

    def copying(self, text: str) -> Button:
        """A button that copies a link, or a code."""
        return Button(self.language.button("copy_this"), copy=text)

    def is_called(self, key: str, text: str) -> bool:
        """Whether a typed text is the label of a button, in any language it may have been shown in."""
        return plain(text) in {plain(label) for label in self.language.names_of(key)}

    def message(self, name: str, /, keyboard: Keyboard | None = None, **values: object) -> Message:
        """A reply of the catalog, rendered."""
        rows = keyboard.built() if keyboard else ()
        return Message(self.language.reply(name, **values), rows)

    def say(self, name: str, /, keyboard: Keyboard | None = None, **values: object) -> None:
        """Answer with a new message."""
        self.send(self.message(name, keyboard, **values))

    def show(self, name: str, /, keyboard: Keyboard | None = None, **values: object) -> None:
        """Answer in the place of the tapped message; a typed command gets a new one."""
        self.put(self.message(name, keyboard, **values))

    def send(self, message: Message) -> None:
        """Answer with this message."""
        self.said.append(Send(message))

    def put(self, message: Message) -> None:
        """Answer in the place of the tapped message, once; with a new one when nothing was tapped."""
        tapped = self.incoming.kind is UpdateKind.TAP and self.incoming.message_id is not None
        self.said.append(Replace(message) if tapped and not self.said else Send(message))

    def rebutton(self, keyboard: Keyboard | None = None) -> None:
        """Change what can be tapped under the tapped message; a typed alternative has none."""
        rows = keyboard.built() if keyboard else ()
        if self.incoming.kind is UpdateKind.TAP and (rows or self.incoming.message_id is not None):
            self.said.append(Rebutton(rows))

    def toast(self, name: str, /, *, stands: bool = False, **values: object) -> None:
        """A short word over the tapped button; a typed alternative gets it as a message. `stands`: the screen below
        is not stale."""
        self.stands = stands
        if self.incoming.kind is UpdateKind.TAP:
            self.toast_text = self.language.toast(name, **values)
        else:
            self.say(name, None, **values)

    def document(self, name: str, content: bytes) -> None:
        """Send a file."""
        self.send(Message("", document=Document(name, content)))

    def play(self, media: Media, words: str = "", *, protected: bool = False) -> None:
        """Send again a voice message or photo that somebody once sent, with the words beside it."""
        words = shortened(words, CAPTION)
        self.send(Message(words, media=media, plain=True, protected=protected))

    def send_whole(self, words: str, *, protected: bool = False) -> None:
        """Send a person's words as they were written, in as many messages as it takes."""
        for piece in pieces(words, PIECE):
            if piece.strip():
                self.send(Message(piece, plain=True, protected=protected))

    async def expect(self, awaits: str, **data: object) -> None:
        """Take the person's next words for this."""
        await dialog.expect(self.work, self.me.id, awaits, **data)
        self.expected.append(awaits)

    def awaited(self, shape: type[T], name: str | None = None) -> T:
        """What was given to `expect` with what is awaited, in that shape, which is for the type checker alone. Raises
        StaleButton where nothing is awaited, or something else than `name`."""
        del shape
        if self.waiting is None or name not in (None, self.waiting.awaits):
            raise StaleButton
        return cast(T, self.waiting.data)

    async def rest(self) -> None:
        """Wait for nothing in particular."""
        await dialog.rest(self.work, self.me.id)

    def typed_as_tap(self, data: str) -> Context:
        """The same context as if the button had been tapped; answers then come as new messages."""
        return replace(self, incoming=replace(self.incoming, data=data))

    def follow(self, typed: Context) -> None:
        """Know what became of the member where they were served as if they had done something else."""
        self.member, self.finished, self.language = typed.member, typed.finished, typed.language

    def way_out(self, step: str | None = None) -> Keyboard:
        """Under a question asked again: leave everything as it was, or skip this step of settling in."""
        settled = self.member is not None and self.member.onboarded_at is not None
        if settled:
            return Keyboard().row(self.button("cancel", do("cancel")))
        return Keyboard().row(*([self.button("skip", sends("skip", step))] if step else []))

    def carry(self, but: Collection[str]) -> None:
        """Let what was offered before be typed still, but for taps of these codes."""
        offered = self.waiting.offers if self.waiting else {}
        self.carried.update(
            {label: data for label, data in offered.items() if args_of(data)[0] not in but}
        )

    def offers(self) -> dict[str, str] | None:
        """The buttons the last message said here offers, and what is carried on; None when nothing was said."""
        last = next((said for said in reversed(self.said)), None)
        if last is None:
            return None
        message = Message("", last.rows) if isinstance(last, Rebutton) else last.message
        new = message.offers()
        if not self.carried:
            return new
        labels = {plain(label) for label in new}
        return new | {label: data for label, data in self.carried.items() if label not in labels}


Handler = Callable[..., Awaitable[None]]
"""Does what a command or a tap asks for: takes the context, and what the button carries (`bot/taps.py`)."""
