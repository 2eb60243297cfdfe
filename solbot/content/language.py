"""One language: all its words, in memory and unchanging."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cached_property
from html import escape
from pathlib import Path

from babel.dates import get_day_names
from markupsafe import Markup

from solbot.body import Body
from solbot.content import branches, labels, markdown, telegram_html
from solbot.content.answer_kinds import words_of
from solbot.content.bodies import UNREADABLE
from solbot.content.cutting import one_line
from solbot.content.filters import Filters
from solbot.content.models import BotProfile, Program, Question, QuestionPart, Reading, Society
from solbot.content.sourced import Sourced, SourcedMarkup, sourced, sourced_markup
from solbot.content.styles import STYLES
from solbot.content.templates import Reply
from solbot.errors import Untranslated
from solbot.limits import NAME, QUOTE
from solbot.typed.about import Topics
from solbot.typed.vocabulary import Vocabulary


@dataclass(frozen=True, eq=False, repr=False)
class Rest:
    """What a draft has of lessons and replies, and the language that has all it lacks."""

    instead: Language
    lessons: frozenset[str]
    replies: frozenset[str]


class _OfTwelve(Mapping[str, Reply]):
    """Replies with times as 7:30 PM, each made when it is asked for: of a draft, not all are there."""

    def __init__(self, replies: Mapping[str, Reply]) -> None:
        self._replies = replies
        self._made: dict[str, Reply] = {}

    def __getitem__(self, name: str) -> Reply:
        if name not in self._made:
            self._made[name] = self._replies[name].twelve
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._replies)

    def __len__(self) -> int:
        return len(self._replies)

    def __contains__(self, name: object) -> bool:
        return name in self._replies


@dataclass(frozen=True, eq=False, repr=False)
class Language:
    """Everything the bot says in one language. `path` is the readings of the disciplines in the order
    they come; `occasions` are the others by occasion, in the order of their places.

    A `draft` may lack things; `rest` then says what, and which language has them (draft.py). `called` are all the
    labels a reader may know a button by, where that is more than `buttons`.
    """

    code: str
    name: str
    filters: Filters
    profile: BotProfile
    commands: Mapping[str, str]
    vocabulary: Vocabulary
    topics: Topics
    society: Society
    readings: Mapping[str, Reading]
    path: tuple[Reading, ...]
    occasions: Mapping[str, tuple[Reading, ...]]
    questions: Mapping[str, Question]
    programs: Mapping[str, Program]
    replies: Mapping[str, Reply]
    buttons: Mapping[str, str]
    by_reading: Mapping[str, tuple[Question, ...]]
    html: Mapping[str, str]
    draft: bool = False
    rest: Rest | None = None
    called: tuple[Mapping[str, str], ...] = ()
    labels_file: Path | None = None

    @cached_property
    def twelve(self) -> Language:
        """The same words, with times as 7:30 PM."""
        rest = replace(self.rest, instead=self.rest.instead.twelve) if self.rest else None
        replies = _OfTwelve(self.replies)
        return replace(self, filters=self.filters.twelve(), replies=replies, rest=rest)

    def of_lesson(self, reading_id: str) -> Language:
        """The language a reading and its questions are told in: this one, unless it lacks any of them."""
        return self if not self.rest or reading_id in self.rest.lessons else self.rest.instead

    def having(self, reply: str) -> Language:
        """This language where it has a reply, else the one to speak instead."""
        return self if not self.rest or reply in self.rest.replies else self.rest.instead

    def standing_in(self, own: Language) -> Language:
        """This language for a reader of another: their words are understood, and the labels they know."""
        return replace(
            self,
            name=own.name,
            vocabulary=own.vocabulary,
            topics=own.topics,
            called=(*own.called, self.buttons),
        )

    def names_of(self, key: str) -> frozenset[str]:
        """Whatever a reader may type to mean a button."""
        return frozenset(table[key] for table in self.called or (self.buttons,) if key in table)

    def questions_of(self, reading_id: str) -> tuple[Question, ...]:
        """A reading's questions in the order of their ids; none for an unknown reading."""
        return self.by_reading.get(reading_id, ())

    def reply(self, name: str, /, **values: object) -> Sourced:
        """A reply as Telegram HTML; values are escaped unless they are `Markup`.

        Raises:
            LookupError: there is no such reply.
            TypeError: a variable is missing, or one too many.
        """
        if name not in self.replies:
            raise LookupError(f"there is no reply {name}")
        return self.replies[name].render(values)

    def toast(self, name: str, /, **values: object) -> Sourced:
        """A reply as plain text, for what appears over a tapped button. Raises like `reply`."""
        reply = self.reply(name, **values)
        return sourced(telegram_html.plain(reply), reply.files)

    def said(self, body: Body) -> str:
        """The words in what somebody gave; of what can't be read, that it can't."""
        return self.button("unreadable") if body["kind"] == UNREADABLE else words_of(body)

    def button(self, key: str, /, **values: object) -> Sourced:
        """A button's label with its {placeholders} filled; plain text. A label need not use all.

        Raises:
            LookupError: there is no such button.
            TypeError: a placeholder has no value.
        """
        if not values and key in self._labels:
            return self._labels[key]
        if key not in self.buttons:
            raise LookupError(f"there is no button {key}")
        label = self.buttons[key]
        shown = labels.placeholders(label) & values.keys() if values else ()
        apart = {name: self.filters.apart(str(values[name])) for name in shown}
        files = (self.labels_file,) if self.labels_file else ()
        words = sourced(labels.filled(label, apart), files)
        words.style = STYLES.get(key)
        if not values:
            self._labels[key] = words
        return words

    @cached_property
    def _labels(self) -> dict[str, Sourced]:
        """The labels that take nothing, once they were said."""
        return {}

    def title_of(self, reading: Reading) -> str:
        """A reading's title, plain. Raises like `reading_html`."""
        self._must_have(reading)
        return reading.title

    def reading_html(self, reading: Reading, *, name: str) -> SourcedMarkup:
        """A reading under its bold title, as Telegram HTML. Raises Untranslated for one a draft lacks."""
        self._must_have(reading)
        body = markdown.fill(self._html(reading.body), self._values(name))
        return sourced_markup(_titled(reading.title, body), reading.file)

    def nudge_html(self, reading: Reading, *, name: str) -> SourcedMarkup:
        """A reading as a nudge brings it: its hook comes first. Raises like `reading_html`."""
        self._must_have(reading)
        body = markdown.fill(self._html(reading.body), self._values(name))
        return sourced_markup(_headed(reading, body), reading.file)

    def recall_html(self, reading: Reading) -> SourcedMarkup:
        """What a short nudge says of a reading: its hook, its title and two lines. Raises like `reading_html`."""
        self._must_have(reading)
        recalled = escape("\n".join(reading.recall), quote=False)
        return sourced_markup(_headed(reading, recalled), reading.file)

    def hook_of(self, reading: Reading) -> Sourced:
        """What a reading is about, in one line, plain. Raises like `reading_html`."""
        self._must_have(reading)
        return sourced(reading.hook, (reading.file,))

    def practice_of(self, reading: Reading, *, name: str) -> str:
        """What a reading proposes to try, plain. Raises like `reading_html`."""
        self._must_have(reading)
        return markdown.fill(reading.practice, self._values(name), escaped=False)

    def question_html(
        self, part: QuestionPart, *, name: str, vision: str = "", earlier: str = ""
    ) -> Markup:
        """What a part asks, as Telegram HTML; a long vision or earlier answer is cut at 300 characters."""
        values = self._values(name, vision, earlier)
        return Markup(markdown.fill(self._ask(part, vision), values))  # noqa: S704

    def wording(self, part: QuestionPart, *, name: str, vision: str = "", earlier: str = "") -> str:
        """What a part asks, as plain text: for the snapshot in the journal, and the export."""
        plain = telegram_html.plain(self._ask(part, vision))
        return markdown.fill(plain, self._values(name, vision, earlier), escaped=False)

    def asked(self, question_id: str, ask: str) -> Sourced:
        """A wording that was kept, with the file its question is in now, if there still is one."""
        question = self.questions.get(question_id)
        return sourced(ask, (question.file,) if question else ())

    def clock(self, at: time | datetime) -> str:
        """A time of day, short enough for a button."""
        return self.filters.at(at)

    def weekday(self, number: int) -> str:
        """The short name of a weekday by its ISO number, for a button."""
        names = get_day_names("abbreviated", "stand-alone", self.filters.locale)
        return str(names[number - 1])

    def country(self, code: str) -> str:
        """A country's name by its ISO code."""
        return self.filters.country(code)

    def _must_have(self, reading: Reading) -> None:
        if self.rest and reading.id not in self.rest.lessons:
            raise Untranslated(self.rest.instead.code)

    def _values(self, name: str, vision: str = "", earlier: str = "") -> dict[str, str]:
        """What people wrote, cut to its room and kept apart from the words around it."""
        cut = {
            "name": one_line(name, NAME),
            "vision": one_line(vision, QUOTE),
            "earlier": one_line(earlier, QUOTE),
        }
        return {key: self.filters.apart(words) for key, words in cut.items()}

    def _ask(self, part: QuestionPart, vision: str) -> str:
        return self._html(branches.chosen(part.ask, bool(vision)).words)

    def _html(self, source: str) -> str:
        return self.html.get(source) or markdown.convert(source)[0]


def _titled(title: str, html: str) -> str:
    """A bold title above a text."""
    return f"<b>{escape(title, quote=False)}</b>\n\n{html}"


def _headed(reading: Reading, html: str) -> str:
    """What comes unasked: what it is about, in bold, for that is what a locked phone shows; then the title, small."""
    title = escape(reading.title, quote=False)
    return f"<b>{escape(reading.hook, quote=False)}</b>\n<i>{title}</i>\n\n{html}"
