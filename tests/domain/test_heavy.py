"""Which words sound as if somebody does not want to live, or would hurt themselves."""

from __future__ import annotations

import pytest

from solbot.content.catalog import Catalog
from solbot.typed.heavy import sounds_heavy

HEAVY = {
    "en": (
        "I don't want to live any more", "i DON’T  want to live", "dont want to be alive", "I want to die.",
        "Sometimes I think of it: kill myself, and be done.", "I feel suicidal", "I've started cutting myself again",
        "self-harm", "They would be better off without me", "I wish I were dead", "\U0001d408 want to die",
        "I don't want to live in this world", "I want to die of embarrassment. No: I want to die.",
        "long " * 700 + "and there is no reason to live",
    ),
    "es": (
        "No quiero vivir", "ya NO quiero vivir más", "Quiero morir", "me quiero morir", "quiero suicidarme",
        "pienso en quitarme la vida", "Estarían mejor sin mi", "me autolesiono", "ojala no despertara",
        "no quiero vivir en este mundo", "Me quiero matar",
    ),
}  # fmt: skip
NOT_HEAVY = {
    "en": (
        "", "I don't want to die", "I could kill myself laughing", "I want to die of embarrassment",
        "My father died in May", "A killer deadline, I am dead tired", "I don't want to live in London",
        "I don't want to live my life by the calendar", "I cut myself shaving", "I hurt myself at football",
        "the suicide rate in our district", "Her life, her end", "what I want to do or die trying",
        "I was born to live", "Take my life back",
    ),
    "es": (
        "", "No quiero morir", "me quiero morir de la vergüenza", "No quiero vivir en Lima", "Se murió mi abuela",
        "me muero de hambre", "cortarme el pelo", "me corté con el cuchillo", "vivir no quiero decir que sea fácil",
        "La vida me quita el tiempo", "me mata el cansancio",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text", "heavy"),
    [
        (code, text, heavy)
        for heavy, table in ((True, HEAVY), (False, NOT_HEAVY))
        for code, texts in table.items()
        for text in texts
    ],
)
def test_plain_phrases_and_what_only_looks_like_them(
    shipped: Catalog, code: str, text: str, heavy: bool
) -> None:
    assert sounds_heavy(text, shipped.language(code).vocabulary) is heavy
