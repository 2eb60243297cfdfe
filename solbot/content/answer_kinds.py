"""The kinds of answers: a class for each, which answers all that is asked of a kind.

A part of a question asks for an answer of one kind. What is given is kept as a body of that kind, or of another: words
are an answer to almost anything. A new kind is a class here, listed in KINDS; what else it needs: docs/architecture.md.
"""

# ruff: noqa: ARG002 - each kind is given what any of them needs
from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from solbot.body import Body
from solbot.content.bodies import SCALE, UNREADABLE, as_kept, files_of, scale_body, text_body
from solbot.typed import scales
from solbot.typed.plain import plain
from solbot.typed.vocabulary import Vocabulary

LONGEST_NUMBER: Final = 9  # digits
SEPARATORS: Final = re.compile(r"[,;\n]")


class AnswerKind(ABC):
    """What is asked of a kind of answer; of what a class says nothing, it is as here."""

    name: ClassVar[str]  # as authors and stored bodies have it
    # What a part that asks for it may say.
    has_options: ClassVar[bool] = False
    has_ends: ClassVar[bool] = False  # what the lowest and the highest stand for
    can_set: ClassVar[bool] = False  # what comes next, by the option that is chosen
    # What it is.
    is_words: ClassVar[bool] = False  # and nothing else: it can be quoted, and stand on a page
    is_figure: ClassVar[bool] = False  # from 0 to 10, which can stand on the page of a vision
    is_voice: ClassVar[bool] = False  # it can only be heard
    is_picture: ClassVar[bool] = False
    # How it is given.
    must_be_given: ClassVar[bool] = False  # a part with anything else alone stays open
    several: ClassVar[bool] = False  # can be tapped of what is offered
    in_a_row: ClassVar[int] = 1  # of what is offered to tap
    # How it is told of.
    is_compared: ClassVar[bool] = False  # with what was given to the same question the last time
    sought_as: ClassVar[str] = ""  # of EntryKind in coaching/journal/finding.py; none: by its words
    file_name: ClassVar[str] = ""  # in a copy; none: it has no files
    ending: ClassVar[str] = ""  # of a file that does not say by its content what it is

    @abstractmethod
    def words(self, body: Body) -> str:
        """A body of it in words, for the journal and for searching; empty where there are none."""

    @abstractmethod
    def exported(self, body: Body) -> object:
        """A body of it as the copy for machines has it."""

    @abstractmethod
    def from_export(self, answer: object) -> Body | None:
        """The body that is `exported` so; None for what is none of it."""

    def read(self, text: str, options: Sequence[str], vocabulary: Vocabulary) -> Body | None:
        """What somebody typed as an answer to a part that asks for it; None for a number that is off its scale."""
        return text_body(text)

    def offered(self, options: Sequence[str]) -> Sequence[tuple[str, int]]:
        """What can be tapped, with the value that its button carries."""
        return ()

    def tapped(self, options: Sequence[str], values: Sequence[int]) -> Body:
        """What taps on what is offered say, by their values."""
        raise NotImplementedError(f"nothing is offered for {self.name}")

    def chosen(self, body: Body) -> str | None:
        """The one option a body of it is; None where it is none, or may be several."""
        return body["chosen"][0] if self.can_set else None

    def figure(self, body: Body) -> int | None:
        """The figure a body of it is; None where it is none."""
        return int(body["value"]) if self.is_figure else None

    def fulfilled_by(self, body: Body) -> bool:
        """Whether a body is all that a part asks for that asks for this kind."""
        return not self.must_be_given or body["kind"] == self.name


class Text(AnswerKind):
    """Words."""

    name = "text"
    is_words = True

    def words(self, body: Body) -> str:
        return body.get("text", "")

    def exported(self, body: Body) -> object:
        return body["text"]

    def from_export(self, answer: object) -> Body | None:
        return text_body(as_kept(answer)) if isinstance(answer, str) else None


class Scale(AnswerKind):
    """A figure from 0 to 10."""

    name = "scale"
    has_ends = is_figure = is_compared = must_be_given = True
    in_a_row = 6
    sought_as = "figure"

    def words(self, body: Body) -> str:
        return str(body["value"])

    def exported(self, body: Body) -> object:
        return body["value"]

    def from_export(self, answer: object) -> Body | None:
        return scale_body(int(answer)) if isinstance(answer, int) and answer in SCALE else None

    def read(self, text: str, options: Sequence[str], vocabulary: Vocabulary) -> Body | None:
        """A figure, also one that is said with some doubt; else words."""
        exact = scales.parse_scale(text, vocabulary)
        value = scales.parse_about(text, vocabulary) if exact is None else exact
        if value is not None:
            return scale_body(value)
        return None if text.lstrip("+-−").isdecimal() else text_body(text)

    def offered(self, options: Sequence[str]) -> Sequence[tuple[str, int]]:
        return [(str(value), value) for value in SCALE]

    def tapped(self, options: Sequence[str], values: Sequence[int]) -> Body:
        return scale_body(values[0])


class _Choosing(AnswerKind):
    """What is chosen of the options of a part, kept in their wording."""

    has_options = is_compared = True

    def words(self, body: Body) -> str:
        return ", ".join(body["chosen"])

    def read(self, text: str, options: Sequence[str], vocabulary: Vocabulary) -> Body | None:
        """What the text names, by wording or by number from 1; else words."""
        named = self._named(text, options)
        return self.tapped(options, named) if named else text_body(text)

    def _named(self, text: str, options: Sequence[str]) -> Sequence[int]:
        at = _option(text, options)
        return () if at is None else (at,)

    def offered(self, options: Sequence[str]) -> Sequence[tuple[str, int]]:
        return [(option, at) for at, option in enumerate(options)]

    def tapped(self, options: Sequence[str], values: Sequence[int]) -> Body:
        """The options in these places, in their order."""
        return {"kind": self.name, "chosen": [options[at] for at in sorted(set(values))]}


class Choice(_Choosing):
    """One of the options."""

    name = "choice"
    can_set = True

    def exported(self, body: Body) -> object:
        return body["chosen"][0]

    def from_export(self, answer: object) -> Body | None:
        """In its wording, whatever the options were."""
        found = isinstance(answer, str)
        return {"kind": self.name, "chosen": [as_kept(str(answer))]} if found else None


class Multi(_Choosing):
    """Several of the options."""

    name = "multi"
    several = True

    def exported(self, body: Body) -> object:
        return list(body["chosen"])

    def from_export(self, answer: object) -> Body | None:
        """In their wordings, whatever the options were."""
        each = answer if isinstance(answer, list) else []
        return {"kind": self.name, "chosen": [as_kept(str(one)) for one in each]} if each else None

    def _named(self, text: str, options: Sequence[str]) -> Sequence[int]:
        if whole := super()._named(text, options):
            return whole
        pieces = [piece for piece in SEPARATORS.split(text) if piece.strip()]
        if len(pieces) == 1 and all(word.isdigit() for word in text.split()):
            pieces = text.split()
        return _several(pieces, options)


class _Media(AnswerKind):
    """A file, or several, and the words beside them."""

    def words(self, body: Body) -> str:
        """Those beside it, and beside the further pictures of an album."""
        texts = (body.get("text"), *(one["text"] for one in body.get("more", ())))
        return "\n".join(str(text) for text in texts if text)

    def exported(self, body: Body) -> object:
        """What Telegram knows the files by, and the words."""
        kind: str = body["kind"]
        files = {kind: body.get("file_id"), "caption": self.words(body) or None}
        return files | ({"more": list(files_of(body)[1:])} if body.get("more") else {})

    def from_export(self, answer: object) -> Body | None:
        """With what Telegram knew the files by, as far as that is said."""
        if not isinstance(answer, dict):
            return None
        caption, first, more = (answer.get(key) for key in ("caption", self.name, "more"))
        body: Body = {"kind": self.name}
        if isinstance(caption, str):
            body["text"] = as_kept(caption)
        if first and isinstance(first, str):
            body["file_id"] = first[:200]
        if "file_id" in body and more and isinstance(more, list):
            body["more"] = [{"message": 0, "file_id": str(one)[:200], "text": ""} for one in more]
        return body


class Voice(_Media):
    """A voice message."""

    name, sought_as = "voice", "voice"
    is_voice = True
    file_name, ending = "voice/{owner}.{ending}", "ogg"  # there is only one


class Photo(_Media):
    """A photo or a drawing, or an album."""

    name, sought_as = "photo", "photo"
    is_picture = True
    file_name, ending = "photos/{owner}-{number}.{ending}", "jpg"


class _Other(_Media):
    """What no part asks for: a document at the desk, what can't be read, a kind of a later version."""

    name = "other"

    def exported(self, body: Body) -> object:
        """As files are; nothing of what can't be read."""
        return None if body["kind"] == UNREADABLE else super().exported(body)

    def from_export(self, answer: object) -> Body | None:
        return None


KINDS: Final[dict[str, AnswerKind]] = {
    one.name: one for one in (Text(), Scale(), Choice(), Multi(), Voice(), Photo())
}
"""Those that a part can ask for, by name, in the order in which authors are told of them."""

_OTHER: Final = _Other()


def kind_of(name: str) -> AnswerKind:
    """The kind of this name, which a part or a body has."""
    return KINDS.get(name, _OTHER)


def names_of(wanted: Callable[[AnswerKind], bool]) -> str:
    """The kinds of which something is so, by name."""
    return ", ".join(one.name for one in KINDS.values() if wanted(one))


def words_of(body: Body) -> str:
    """The words in a body, for searching and for the journal; empty for a bare voice message."""
    return kind_of(body["kind"]).words(body)


def bare_words(body: Body) -> str:
    """The words of a body that is nothing else; empty for any other."""
    kind = kind_of(body["kind"])
    return kind.words(body) if kind.is_words else ""


def exported(body: Body) -> object:
    """A body as the copy for machines has it."""
    return kind_of(body["kind"]).exported(body)


def _several(pieces: Sequence[str], options: Sequence[str]) -> Sequence[int]:
    """The places of the options that pieces name, one after the other, where all do. An option may be some pieces
    long: there are commas within it."""
    named: list[int] = []
    most = max((len(SEPARATORS.findall(option)) for option in options), default=0) + 1
    at = 0
    while at < len(pieces):
        longest = range(min(at + most, len(pieces)), at, -1)
        found = ((end, _option(" ".join(pieces[at:end]), options)) for end in longest)
        end, option = next((one for one in found if one[1] is not None), (0, None))
        if option is None:
            return ()
        named.append(option)
        at = end
    return named


def _option(text: str, options: Sequence[str]) -> int | None:
    """The place of the option that a text names, by wording or else by number from 1. Where options are or have
    numbers themselves, a number is no place: it would be taken for another one than it says."""
    wanted, called = plain(text), [plain(option) for option in options]
    if wanted in called:
        return called.index(wanted)
    if any(sign.isdecimal() for option in called for sign in option):
        return None
    # One sign may be several digits (㊿), and int() refuses what has very many.
    number = int(wanted) if wanted.isdecimal() and len(wanted) <= LONGEST_NUMBER else 0
    return number - 1 if 1 <= number <= len(options) else None
