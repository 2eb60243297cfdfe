"""What is expected of every language is what the default language has as it ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from solbot.content import expected
from solbot.content.check import check
from solbot.content.samples.everywhere import SAMPLES
from tests.content.content_folder import editing, with_german, writing


@pytest.fixture
def messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in two languages that ships."""
    folder = with_german(tmp_path)
    monkeypatch.setattr(expected, "default_language", lambda: folder / "en")
    return folder


@pytest.mark.usefixtures("messages")
def test_its_replies_with_what_they_use_and_its_labels() -> None:
    found = expected.shipped()
    assert found.replies == {
        "hello": {"name", "when"},
        "days": {"things"},
        "card_caption": {"name"},
        "gone": {"name"},
        "journal": {"name", "things"},
    }
    assert found.buttons == {"yes", "later", "staff.send"}


@pytest.mark.usefixtures("messages")
def test_replies_that_are_given_the_same_may_use_what_any_of_them_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(expected, "ALIKE", (("hello", "gone"), ("days", "not_there")))
    found = expected.shipped().replies
    assert found["hello"] == found["gone"] == {"name", "when"}
    assert found["days"] == {"things"} and "not_there" not in found


def test_of_what_can_not_be_read_only_that_is_said(messages: Path) -> None:
    writing("en/replies/gone.html.j2", "{% if name %}Gone")(messages)
    editing("de/replies/gone.html.j2", "name", "phrase")(messages)
    editing("de/buttons.toml", "{n}", "{count}")(messages)
    editing("en/buttons.toml", '"Yes"', '"Yes')(messages)
    assert expected.shipped().replies["gone"] == SAMPLES.keys()
    found = {str(one.file.relative_to(messages)) for one in check(messages)}
    assert {one for one in found if "gone" in one or "buttons" in one} == {
        "en/replies/gone.html.j2",
        "en/buttons.toml",
    }


def test_what_another_language_has_besides_is_a_fault(messages: Path) -> None:
    editing("de/replies/gone.html.j2", "name", "phrase")(messages)
    writing("de/replies/new.html.j2", "New")(messages)
    editing("de/buttons.toml", "yes =", "no =")(messages)
    editing("en/replies/gone.html.j2", "name", "unheard_of")(messages)
    found = {str(one).partition(": ")[2] for one in check(messages)}
    assert found >= {
        "uses the unknown variable phrase; known here: unheard_of",
        "no reply is called so",
        "no: no button is called so",
        "lacks the button yes",
        "has no sample to try for unheard_of",
    }
