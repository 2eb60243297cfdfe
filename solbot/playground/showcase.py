"""The content, to look at: every text of every language as people see it, and what is wrong with it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from solbot.fake_telegram import markup
from solbot.playground.checking import checked

if (
    TYPE_CHECKING
):  # the content's libraries take a while to load: a thread does that, after the page is there
    from solbot.content.catalog import Fault, Language

LOOK_EVERY = 0.4  # seconds
SETTLED = 0.1
TEXT, TOAST, LABEL = 4096, 200, 40
NAME, VISION = "Maximiliane", "A school in which every child is known by name"


@dataclass
class Item:
    """One text as people see it; `limit` is Telegram's, in the units of `length`, None where there is none."""

    kind: str  # reply · toast · document · reading · question · program · button
    name: str
    file: str
    text: str
    title: str = ""  # of a reading; of a question, what it asks
    entities: list[dict[str, Any]] = field(default_factory=list)
    length: int = 0
    limit: int | None = TEXT
    variables: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    faults: list[dict[str, Any]] = field(default_factory=list)


class Showcase:
    """Reads the content folder whenever something in it was saved."""

    def __init__(
        self,
        folder: Path,
        default_language: str,
        saved: Callable[[], object] = lambda: None,
        read: Callable[[], object] = lambda: None,
        checked: Callable[[], object] = lambda: None,
    ) -> None:
        """Nothing is read until `watch`. `saved` is called as soon as a file was saved, `read` after each reading,
        `checked` when what `solbot check` says besides is known.

        Reading everything takes a while, so the bot can do the same meanwhile.
        """
        self._folder = folder
        self._default = default_language
        self._saved = saved
        self._was_read = read
        self._was_checked = checked
        self._checking: asyncio.Task[None] | None = None
        self._wanted = False  # nobody has looked at the content yet
        self._besides: list[dict[str, Any]] = []
        self._shown_before: dict[str, list[dict[str, Any]]] = {}  # by language
        self._languages: tuple[Language, ...] = ()
        self._faults: list[Fault] = []
        self._read = asyncio.Event()
        self.version = 0

    @property
    def is_sound(self) -> bool:
        """Whether there is no fault in what was read last."""
        return not self._faults

    def view(self) -> dict[str, Any]:
        """As the page shows it."""
        return {
            "folder": str(self._folder),
            "languages": [{"code": one.code, "name": one.name} for one in self._languages],
            "faults": [*map(self._fault, self._faults), *self._besides],
            "version": self.version,
            "kept": bool(self._faults),
        }

    async def items(self, code: str) -> list[dict[str, Any]]:
        """Every text of a language. Raises LookupError for one that is not there."""
        await self._read.wait()
        if not self._wanted:
            self._check()
        language = next((one for one in self._languages if one.code == code), None)
        if language is None:
            raise LookupError("There is no such language.")
        if code not in self._shown_before:
            made = await asyncio.to_thread(lambda: [asdict(one) for one in self._items(language)])
            if language not in self._languages:  # read anew meanwhile
                return made
            self._shown_before[code] = made
        return self._shown_before[code]

    def source(self, name: str) -> str:
        """A text file of the content folder as it is. Raises LookupError for any other."""
        file = (self._folder / name).resolve()
        if not file.is_relative_to(self._folder.resolve()) or not file.is_file():
            raise LookupError("There is no such file in the content folder.")
        try:
            return file.read_text()
        except (OSError, UnicodeDecodeError):
            raise LookupError("That file is no text.") from None

    async def watch(self) -> None:
        """Read the content, and again whenever a file was saved, until cancelled."""
        try:
            await self._watch()
        finally:
            self._stop_checking()

    async def _watch(self) -> None:
        seen: dict[str, tuple[int, int]] | None = None
        read: dict[str, tuple[int, int]] | None = None
        while True:
            now = await asyncio.to_thread(self._stamps)
            while now != seen:
                # An editor empties a file before it fills it: look again until it has finished.
                seen = now
                await asyncio.sleep(SETTLED)
                now = await asyncio.to_thread(self._stamps)
            if seen != read:
                if read is not None:
                    self._saved()
                read = seen
                self._languages, self._faults = await asyncio.to_thread(self._inspect)
                self.version += 1
                self._besides = []
                self._shown_before = {}
                self._read.set()
                self._was_read()
                if self._wanted or self.version > 1:
                    self._check()
            await asyncio.sleep(LOOK_EVERY)

    def _check(self) -> None:
        """Ask what `solbot check` finds besides what keeps the bot from these words."""
        self._wanted = True
        self._stop_checking()
        if self.is_sound:
            self._checking = asyncio.create_task(self._ask_check())

    async def _ask_check(self) -> None:
        found = await checked(self._folder, self._default)
        self._besides = [{**one, "file": self._inner(Path(one["file"]))} for one in found]
        self._was_checked()

    def _stop_checking(self) -> None:
        if self._checking is not None:
            self._checking.cancel()

    def _inspect(self) -> tuple[tuple[Language, ...], list[Fault]]:
        from solbot.content.check import inspect

        return inspect(self._folder, self._default)

    def _stamps(self) -> dict[str, tuple[int, int]]:
        stamps = {}
        for folder, _, names in os.walk(self._folder):
            for name in names:
                path = os.path.join(folder, name)  # noqa: PTH118  (walked twice a second)
                try:
                    found = os.stat(path)  # noqa: PTH116
                except OSError:
                    continue  # an editor was just replacing it
                stamps[path] = (found.st_mtime_ns, found.st_size)
        return stamps

    def _items(self, language: Language) -> Iterator[Item]:
        yield from self._replies(language)
        for reading in language.path:
            html = str(language.reading_html(reading, name=NAME))
            item = self._shown("reading", reading.id, reading.file, html)
            item.title = reading.title
            yield item
        yield from self._questions(language)
        yield from self._programs(language)
        yield from self._buttons(language)

    def _replies(self, language: Language) -> Iterator[Item]:
        from solbot.content.samples.everywhere import SAMPLES
        from solbot.content.short_replies import TOASTS
        from solbot.content.templates import DOCUMENT

        faulty = {fault.file for fault in self._faults}
        for name, reply in language.replies.items():
            document = reply.file.name.endswith(DOCUMENT)
            kind = "document" if document else "toast" if name in TOASTS else "reply"
            html = ""
            if reply.file not in faulty:
                html = reply.render({one: SAMPLES[one] for one in reply.variables})
            item = self._shown(kind, name, reply.file, html, plain=document)
            item.variables = sorted(reply.variables)
            item.limit = None if document else TOAST if kind == "toast" else TEXT
            yield item

    def _questions(self, language: Language) -> Iterator[Item]:
        for question in language.questions.values():
            reading = language.readings.get(question.reading)
            visions = (VISION, "") if question.about else (VISION,)
            numbered = enumerate(question.parts, 1)
            for (number, part), vision in product(numbered, visions):
                first = reading if number == 1 else None
                ask = language.wording(part, name=NAME, vision=vision)
                html = self._asked(language, question.parts, number, ask, first)
                name = question.id if number == 1 else f"{question.id}, part {number}"
                name += "" if vision else ", without a vision"
                item = self._shown("question", name, question.file, html)
                item.options = list(part.options)
                item.title = _plain(ask)
                yield item

    @staticmethod
    def _asked(language: Language, parts: Any, number: int, ask: str, reading: Any) -> str:
        part = parts[number - 1]
        if "question" not in language.replies:
            return ""
        return language.reply(
            "question",
            reading=language.nudge_html(reading, name=NAME) if reading else None,
            unasked=False,
            hook=None,
            on_page=False,
            ask=ask,
            kind=part.kind,
            low=part.low,
            high=part.high,
            part=number,
            parts=len(parts),
            busy=False,
            kept_as=None,
            kept_ask=None,
            last=None,
            then_on=None,
            then_words=None,
            own=False,
        )

    def _programs(self, language: Language) -> Iterator[Item]:
        for program in language.programs.values():
            for name, html in (
                ("card", program.card),
                ("details", program.details),
                ("how to reserve", program.reserve),
            ):
                file = program.file or self._folder
                yield self._shown("program", f"{program.title}: {name}", file, str(html))

    def _buttons(self, language: Language) -> Iterator[Item]:
        from solbot.content.samples.everywhere import SAMPLES

        file = self._folder / language.code / "buttons.toml"
        for key in language.buttons:
            label: str
            try:
                label = language.button(key, **SAMPLES)
            except TypeError:
                label = language.buttons[key]
            item = self._shown("button", key, file, label, plain=True)
            item.limit = LABEL
            yield item

    def _shown(self, kind: str, name: str, file: Path, html: str, *, plain: bool = False) -> Item:
        faults = [self._fault(fault) for fault in self._faults if fault.file == file]
        try:
            text, entities = (html, []) if plain else markup.parse(html)
        except markup.MarkupError:
            text, entities = html, []
        where = self._inner(file)
        return Item(
            kind, name, where, text, entities=entities, length=markup.units(text), faults=faults
        )

    def _fault(self, fault: Fault) -> dict[str, Any]:
        return {"file": self._inner(fault.file), "line": fault.line, "text": fault.text}

    def _inner(self, file: Path) -> str:
        return str(file.relative_to(self._folder) if file.is_relative_to(self._folder) else file)


def _plain(html: str) -> str:
    """The words alone."""
    try:
        return markup.parse(html)[0]
    except markup.MarkupError:
        return html
