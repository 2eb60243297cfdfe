"""How buttons look and what they do, in both forms they have on the wire."""

from __future__ import annotations

from typing import Any

import pytest

from solbot.content.catalog import Catalog
from solbot.content.styles import STYLES
from solbot.fake_telegram.calls import Refusal, check_buttons
from solbot.members.profile import told_languages
from solbot.telegram import words
from solbot.telegram.api import inline
from solbot.telegram.messages import Button


def wired(button: Button) -> dict[str, Any]:
    """As it goes out, which both ways of sending agree on."""
    markup = inline(((button,),))
    assert markup is not None
    ((one,),) = markup.to_dict()["inline_keyboard"]
    ((other,),) = words._keyboard(((button,),), awaits_words=False)["inline_keyboard"]
    assert one == other
    return dict(one)


def test_every_style_is_of_a_button_there_is(catalog: Catalog) -> None:
    for code in catalog.complete:
        assert STYLES.keys() <= catalog.language(code).buttons.keys()


@pytest.mark.parametrize(
    ("key", "style"), [("send_it", "primary"), ("delete_yes", "danger"), ("journal", None)]
)
def test_a_button_looks_as_its_label_says(catalog: Catalog, key: str, style: str | None) -> None:
    button = Button(catalog.default.button(key), "x:1")
    assert wired(button).get("style") == style
    check_buttons([[wired(button)]])
    # The same words as somebody's own are a button like any other, and neither is taken for the other.
    own = Button(str(catalog.default.buttons[key]), "x:1")
    assert "style" not in wired(own)
    assert wired(button).get("style") == style


def test_a_link_is_copied() -> None:
    button = wired(Button("Copy it", copy="https://t.me/x?start=r-one"))
    assert button == {"text": "Copy it", "copy_text": {"text": "https://t.me/x?start=r-one"}}
    check_buttons([[button]])


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "A", "callback_data": "a", "style": "warning"},
        {"text": "A", "copy_text": {"text": ""}},
        {"text": "A", "copy_text": {"text": "x" * 257}},
    ],
)
def test_what_telegram_refuses(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        check_buttons([[wrong]])


def test_telegram_knows_languages_by_two_letters() -> None:
    assert told_languages(["pt-PT", "pt-BR", "en", "gsw", "es-MX", "es"]) == {
        "en": "en",
        "es": "es",
        "pt": "pt-BR",
    }


def test_a_screen_that_awaits_words_says_so_in_both_forms() -> None:
    rows = ((Button("Cancel", "do:cancel"),),)
    markup = inline(rows, awaits_words=True)
    assert markup is not None
    assert markup.to_dict() == words._keyboard(rows, awaits_words=True)
    assert markup.to_dict()["force_reply"] is True
    plainly = inline(rows)
    assert plainly is not None and "force_reply" not in plainly.to_dict()
    assert "force_reply" not in words._keyboard(rows, awaits_words=False)
