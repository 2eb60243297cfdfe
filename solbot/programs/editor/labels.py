"""How what staff know by a code is called in a language."""

from __future__ import annotations

from solbot.content.catalog import Language


def role_name(language: Language, role: str) -> str:
    """A role's name."""
    return language.button(f"role_{role}")
