"""The journal as a book: what stands in which chapter. How it is set is solbot/books'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from solbot.books.book import Block, Book, Chapter, Paragraphs, Picture, Style
from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.export.as_months import month
from solbot.coaching.export.entries import Written, by_day, by_month, written
from solbot.coaching.export.rules import attached
from solbot.coaching.export.service import Copy
from solbot.coaching.visions.rules import VisionStanding
from solbot.content.answer_kinds import kind_of, words_of
from solbot.content.catalog import Language

Places = Mapping[str, Sequence[int]]
"""Where the pictures of an answer or of a vision are among the files beside a book, by what they belong to."""


class BookWriter:
    """Puts a copy into chapters."""

    def __init__(
        self,
        copy: Copy,
        language: Language,
        zone: ZoneInfo,
        pictures: Places,
        drawn: Mapping[int, int],
    ) -> None:
        """`drawn` says which of the pictures that are drawn for the book is of which vision."""
        self._copy, self._language, self._zone = copy, language, zone
        self._pictures, self._drawn = pictures, drawn
        self._entries = written(copy.answers, zone)

    def book(self) -> Book:
        """All of it."""
        told = self._label
        name = self._copy.member.name
        days = [one.on for one in self._entries]
        lines = [*([name] if name else [])]
        if days:
            lines.append(" – ".join(dict.fromkeys(self._on(day) for day in (days[0], days[-1]))))
            count = self._language.filters.number(len(days))
            lines.append(told("book_entries", count=count))
        return Book(
            title=told("book_title"),
            lines=lines,
            contents=told("book_contents"),
            chapters=[*self._visions(), *self._journal(), *self._voices()],
            language=self._language.code,
            small_print=told("book_made", day=self._on(self._copy.at.astimezone(self._zone))),
            missing=str(self._language.reply("book_missing")),
        )

    def _label(self, key: str, **values: object) -> str:
        return str(self._language.button(key, **values))

    def _on(self, day: date | datetime) -> str:
        return self._language.filters.on(day)

    def _moment(self, moment: datetime) -> str:
        return self._on(moment.astimezone(self._zone))

    # --- Visions

    def _visions(self) -> Iterator[Chapter]:
        if self._copy.visions:
            title = self._label("book_visions")
            yield Chapter(title, 1, head=title)
            for vision in self._copy.visions:
                words = vision.words or self._label("unreadable")
                yield Chapter(words, 2, list(self._vision(vision)), _first_line(words), title)

    def _vision(self, vision: VisionStanding) -> Iterator[Block]:
        told = self._label
        since = told("book_since", day=self._moment(vision.created_at))
        if vision.released_at:
            since = f"{since} · {told('book_let_go', day=self._moment(vision.released_at))}"
        yield Paragraphs(Style.SMALL, since)
        if vision.id in self._drawn:
            yield Picture(self._drawn[vision.id], drawn=True, wide=True)
        if vision.drawing:
            yield from self._photos(f"vision-{vision.id}", 1)
        if len(vision.wordings) > 1:
            yield Paragraphs(Style.DAY, told("book_wordings"), holds=True)
            for wording in vision.wordings:
                yield from self._item(self._moment(wording.at), wording.words)
        yield from self._facts(vision)
        yield from self._steps(vision)

    def _facts(self, vision: VisionStanding) -> Iterator[Block]:
        told = self._label
        if vision.facts:
            yield Paragraphs(Style.DAY, told("book_facts"), holds=True)
        for fact in vision.facts:
            struck = ""
            if fact.struck_at:
                struck = told("book_struck", day=self._moment(fact.struck_at))
            yield from self._item(self._on(fact.on), fact.words, struck)

    def _steps(self, vision: VisionStanding) -> Iterator[Block]:
        told = self._label
        if vision.steps:
            yield Paragraphs(Style.DAY, told("book_steps"), holds=True)
        for step in vision.steps:
            came = told(f"step_{step.outcome}") if step.outcome else ""
            if came and step.settled_at:
                came = f"{came}, {self._moment(step.settled_at)}"
            elif step.due_on:
                came = told("book_due", day=self._on(step.due_on))
            yield from self._item(self._moment(step.at), step.words, came, step.learnt)

    def _item(self, label: str, words: str, *more: str) -> Iterator[Block]:
        yield Paragraphs(Style.ITEM, words or self._label("unreadable"), label)
        yield from (Paragraphs(Style.BESIDE, one) for one in more if one)

    # --- The journal

    def _journal(self) -> Iterator[Chapter]:
        title = self._label("book_journal")
        yield Chapter(title, 1, [] if self._entries else [self._note("book_empty")], head=title)
        for first, some in by_month(self._entries):
            name = month(first, self._language)
            yield Chapter(name, 2, list(self._month(some)), head=f"{title} · {name}")

    def _month(self, entries: Sequence[Written]) -> Iterator[Block]:
        for day, some in by_day(entries):
            weekday = self._language.filters.weekday(day)
            heading = f"{weekday[:1].upper()}{weekday[1:]}, {self._on(day)}"
            yield Paragraphs(Style.DAY, heading, holds=True)
            for entry in some:
                yield from self._entry(entry)

    def _entry(self, entry: Written) -> Iterator[Block]:
        told = self._label
        about = told(entry.discipline) if entry.discipline else ""
        if not about and not entry.answers[0].asked:
            about = told("book_note")
        at = self._language.filters.at(entry.at) if entry.at else ""
        small = " · ".join(filter(None, (at, about)))
        if small:
            yield Paragraphs(Style.SMALL, small, holds=True)
        for one, asked in entry.told():
            if asked:
                yield Paragraphs(Style.ASKED, asked, holds=True)
            yield from self._answer(one)

    def _answer(self, one: JournalEntry) -> Iterator[Block]:
        kind, body = kind_of(one.body["kind"]), one.body
        figure, files = kind.figure(body), attached(str(one.id), body)
        words = self._language.said(body)
        if kind.is_voice:
            yield self._note("book_voice_here")
        elif figure is not None:
            words = self._label("book_scale", count=figure)
        if kind.is_picture:
            yield from self._photos(str(one.id), len(files))
        if words:
            yield Paragraphs(Style.CAPTION if files else Style.WORDS, words)

    def _photos(self, owner: str, count: int) -> Iterator[Block]:
        there = self._pictures.get(owner, ())
        yield from (Picture(place) for place in there)
        yield from (self._said("book_missing") for _ in range(count - len(there)))

    def _note(self, key: str) -> Paragraphs:
        return Paragraphs(Style.NOTE, self._label(key))

    def _said(self, reply: str) -> Paragraphs:
        return Paragraphs(Style.NOTE, str(self._language.reply(reply)))

    # --- Voice

    def _voices(self) -> Iterator[Chapter]:
        told = self._label
        spoken = [
            (entry, one)
            for entry in self._entries
            for one in entry.answers
            if kind_of(one.body["kind"]).is_voice
        ]
        if spoken:
            items = [block for entry, one in spoken for block in self._voice(entry, one)]
            title = told("book_voices")
            yield Chapter(title, 1, [self._said("book_spoken"), *items], head=title)

    def _voice(self, entry: Written, one: JournalEntry) -> Iterator[Block]:
        at = self._language.filters.at(one.answered_at.astimezone(self._zone))
        asked = one.asked or self._label("book_note")
        yield from self._item(self._on(entry.on), asked, at, _first_line(words_of(one.body)))


def _first_line(words: str) -> str:
    return words.strip().partition("\n")[0]
