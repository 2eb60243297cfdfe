"""Every reply of every language keeps to Telegram's limits, whatever people put into it and however long the lists
get. What may be put into it is what the samples say; tests/dialogs/conftest.py holds that nothing larger ever is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from solbot.content import telegram_html
from solbot.content.catalog import Catalog
from solbot.content.cutting import shortened
from solbot.content.envelope import too_large
from solbot.content.language import Language
from solbot.content.lengths import room, units
from solbot.content.longest import variants
from solbot.content.models import DISCIPLINES
from solbot.content.samples.everywhere import SAMPLES
from solbot.content.samples.making import prose
from solbot.content.short_replies import CAPTIONS, TOASTS
from solbot.content.templates import DOCUMENT, unsendable
from solbot.staff.rules import Right
from solbot.telegram.messages import Button

MESSAGES = Path(__file__).parents[2] / "messages"
CODES = sorted(folder.name for folder in MESSAGES.iterdir() if folder.is_dir())
ODD = {
    "emoji": "😀",
    "markup": "<b>&amp;\"'</i>&",
    "lines": "a\n",
    "right to left": "שיר ",
    "lines right to left": "ש\n",
    "isolates": "\u2067\u2068א",
    "accents": "a" + "\u0301" * 60,
}


def odd(value: object, words: str) -> object:
    """A sample in which all that people may have written is odd, and as long."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return shortened(words * room(value), room(value)) if " " in value else value
    if isinstance(value, dict):
        return {key: odd(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [odd(inner, words) for inner in value]
    return value


@pytest.mark.parametrize("code", CODES)
def test_the_disciplines_are_called_no_more_than_their_sample(shipped: Catalog, code: str) -> None:
    for discipline in DISCIPLINES:
        called = shipped.by_code[code].button(discipline)
        assert not too_large(called, SAMPLES["discipline"])
        assert not too_large([{"name": called}], SAMPLES["disciplines"])


def rendered(language: Language, samples: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, reply in language.replies.items():
        if not reply.file.name.endswith(DOCUMENT):
            yield name, reply.render({one: samples[one] for one in reply.variables})


def refused(language: Language, samples: Mapping[str, object]) -> list[tuple[str, str]]:
    return [
        (name, wrong)
        for name, html in rendered(language, samples)
        for wrong in unsendable(html, toast=name in TOASTS, beside_a_file=name in CAPTIONS)
        if "has markup" not in wrong
    ]


@pytest.mark.parametrize("words", ODD.values(), ids=ODD)
@pytest.mark.parametrize("code", CODES)
def test_every_reply_fits_whatever_people_wrote(shipped: Catalog, code: str, words: str) -> None:
    language = shipped.language(code)
    samples = next(variants(SAMPLES, language.filters))  # `solbot check` tries the others
    wild = {name: odd(value, words) for name, value in samples.items()}
    assert not any(too_large(wild[name], samples[name]) for name in samples)
    assert refused(language, wild) == []


@pytest.mark.parametrize("code", CODES)
def test_a_line_on_what_is_not_translated_fits_above_most_replies(
    shipped: Catalog, code: str
) -> None:
    """Where it does not, it is left out; see bot/untranslated.py."""
    language = shipped.language(code)
    long = [
        name
        for name, html in rendered(language, SAMPLES)
        if units(telegram_html.plain(html)) > telegram_html.TEXT_LIMIT - 200
    ]
    assert len(long) < 8, long


@given(st.text(max_size=400), st.integers(10, 300))
@settings(max_examples=200, deadline=None)
def test_what_is_cut_to_its_room_is_no_larger_than_its_sample(text: str, most: int) -> None:
    assert too_large(shortened(text, most), prose(most)) is None


def test_what_is_larger_than_its_sample_is_found() -> None:
    sample = {"words": prose(20), "entries": [{"n": 12}] * 2}
    assert too_large({"words": "x" * 18, "entries": [{"n": 99}]}, sample) is None
    assert too_large({"words": "x" * 19, "entries": []}, sample) == (
        "words: has 21 characters; 20 are allowed"
    )
    assert too_large({"words": "x", "entries": [{"n": 1}] * 3}, sample) == (
        "entries: has 3 entries; 2 are allowed"
    )
    assert too_large({"words": "x", "entries": [{"n": 100}]}, sample) == (
        "entries: n: has 3 digits; 2 are allowed"
    )


@pytest.mark.parametrize("code", CODES)
def test_every_label_is_reasonably_short_whatever_people_wrote(shipped: Catalog, code: str) -> None:
    language = shipped.language(code)
    keys = (language.called or (language.buttons,))[0]
    for words in ODD.values():
        wild = {name: odd(value, words) for name, value in SAMPLES.items()}
        for key in (one for one in keys if "{" in language.buttons[one]):
            label = Button(language.button(key, **wild), "x").label
            assert units(label) <= 64, (key, label)


def test_the_menu_of_staff_is_measured_with_every_right() -> None:
    assert SAMPLES["rights"] == list(Right)
