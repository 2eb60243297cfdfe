"""A message as plain data: what is said, with which buttons, before any wire is involved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from solbot.content.sourced import style_of


@dataclass(frozen=True)
class Button:
    """A button under a message: a tap sends `data` (1 to 64 bytes), opens `url`, copies `copy` (1 to 256 signs) or lets
    a chat be chosen in which `inline` stands behind the bot's name. It looks as its label says."""

    label: str
    data: str | None = None
    url: str | None = None
    inline: str | None = None
    copy: str | None = None
    style: str | None = None

    def __post_init__(self) -> None:
        """The label of a language knows how its button looks."""
        if self.style is None and (style := style_of(self.label)) is not None:
            object.__setattr__(self, "style", style)


Row = tuple[Button, ...]


@dataclass(frozen=True)
class Document:
    """A file to send, by its content; a `shared` one is the same for everybody, a `picture` is shown at once.

    What is too large to be held is read from `opened` as it is sent.
    """

    name: str
    content: bytes
    shared: bool = False
    picture: bool = False
    opened: BinaryIO | None = None


@dataclass(frozen=True)
class Media:
    """A voice message, picture, film or document that Telegram has already, by its file id."""

    kind: str  # voice · photo · video · document
    file_id: str


@dataclass(frozen=True)
class Message:
    """One thing said to one person, in Telegram's HTML."""

    html: str
    buttons: tuple[Row, ...] = ()
    prompt_id: int | None = None  # the prompt this message asks
    document: Document | None = None
    media: Media | None = None
    location_label: str | None = None  # asks for a location with a button of this label
    location_done: bool = False  # takes that button away again
    plain: bool = False  # `html` is plain text, to be sent as it is
    noted: bool = False  # says already why it is not in the reader's language
    album: tuple[Media, ...] = ()  # comes before the words, which are a message of their own then
    edits: int | None = None  # takes the place of this message
    deletes: tuple[int, ...] = ()  # says nothing, and takes these messages back
    awaits_words: bool = (
        False  # opens the field to type in, where it has buttons and the app knows how
    )
    rich: bool = False  # laid out in blocks, where the server knows them
    protected: bool = False  # can't be sent on, nor saved, where the app goes by Telegram's rules

    def offers(self) -> dict[str, str]:
        """What a tap on each labelled button would send."""
        return {button.label: button.data for row in self.buttons for button in row if button.data}

    def without_buttons(self) -> Message:
        """The same message with nothing left to tap."""
        return replace(self, buttons=())


@dataclass
class Keyboard:
    """Builds rows of buttons."""

    rows: list[Row] = field(default_factory=list)

    def row(self, *buttons: Button) -> Keyboard:
        """Add a row; an empty one adds nothing."""
        if buttons:
            self.rows.append(tuple(buttons))
        return self

    def grid(self, buttons: Iterable[Button], width: int) -> Keyboard:
        """Add rows of `width` buttons."""
        found = list(buttons)
        for start in range(0, len(found), width):
            self.rows.append(tuple(found[start : start + width]))
        return self

    def built(self) -> tuple[Row, ...]:
        """The rows, to put under a message."""
        return tuple(self.rows)
