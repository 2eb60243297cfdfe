"""Samples as a promise: what is put into a reply is never larger than the sample it was tried with."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import TypeVar

from markupsafe import Markup

from solbot.content import telegram_html
from solbot.content.language import Language
from solbot.content.lengths import room, units
from solbot.content.models import Program, Question, Reading
from solbot.limits import NAME, QUOTE

Written = TypeVar("Written", Reading, Question, Program)

_CODE = re.compile(r"[a-z_]+")
"""What a template chooses words by, and does not show."""


def too_large(value: object, sample: object) -> str | None:
    """In which way a value is larger than its sample; None where it fits."""
    if isinstance(value, Markup) and isinstance(sample, Markup):
        return _over(
            units(telegram_html.plain(value)), units(telegram_html.plain(sample)), "characters"
        )
    if isinstance(value, str):
        if _CODE.fullmatch(value) and _CODE.fullmatch(str(sample or "")):
            return None
        most = 0 if sample is None else room(str(sample))
        return _over(room(value), most, "characters")
    if isinstance(value, Mapping) and isinstance(sample, Mapping):
        return next(
            (
                f"{name}: {wrong}"
                for name, one in value.items()
                if name in sample and (wrong := too_large(one, sample[name]))
            ),
            None,
        )
    if isinstance(value, Sequence) and isinstance(sample, Sequence):
        wrong = _over(len(value), len(sample), "entries")
        return wrong or next(filter(None, (_smallest(one, sample) for one in value)), None)
    if isinstance(value, int | Decimal) and isinstance(sample, int | Decimal):
        return (
            None if isinstance(value, bool) else _over(len(str(value)), len(str(sample)), "digits")
        )
    return None


def authored(
    language: Language, samples: Mapping[str, object], faulty: Container[Path]
) -> Iterator[tuple[Path, str]]:
    """What authors wrote that is too large for the replies it is shown in: its file, and in which way. What is in
    `faulty` files is not measured: it may be no text that can be shown."""
    name, quote = "n" * (NAME - 2), "q" * (QUOTE - 2)
    for reading in _sound(language.readings, faulty):
        html = language.reading_html(reading, name=name)
        yield from _wrong(reading.file, samples, reading=html, sources=list(reading.sources))
    for question in _sound(language.questions, faulty):
        visions = (quote, "") if question.about else (quote,)
        for part, vision in product(question.parts, visions):
            ask = language.wording(part, name=name, vision=vision, earlier=quote)
            yield from _wrong(question.file, samples, ask=ask)
    for program in _sound(language.programs, faulty):
        names = ("title", "summary", "card", "details", "reserve", "place", "dates", "price", "url")
        yield from _wrong(program.file, samples, **{one: getattr(program, one) for one in names})
        yield from _wrong(program.file, samples, prices=list(program.prices))
    about = language.society
    yield from _wrong(
        about.file,
        samples,
        society=about.title,
        about=about.about,
        address=about.address,
        links=[{"name": one.name, "about": one.about} for one in about.links],
    )


def _sound(found: Mapping[str, Written], faulty: Container[Path]) -> Iterator[Written]:
    return (one for one in found.values() if one.file is None or one.file not in faulty)


def _wrong(
    file: Path | None, samples: Mapping[str, object], **values: object
) -> Iterator[tuple[Path, str]]:
    for name, value in values.items():
        wrong = too_large(value, samples[name]) if name in samples else None
        if wrong and file is not None:
            yield file, f"{name}: {wrong}"


def _smallest(value: object, samples: Sequence[object]) -> str | None:
    """What is wrong with an entry beside the sample that it fits best."""
    wrong = [too_large(value, one) for one in samples]
    return None if None in wrong else next(iter(wrong), None)


def _over(size: int, most: int, what: str) -> str | None:
    return f"has {size} {what}; {most} are allowed" if size > most else None
