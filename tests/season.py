"""Content for tests of the whole way: a first week, two disciplines with introductions, and every occasion,
in two languages that differ by their titles."""

from __future__ import annotations

import shutil
from pathlib import Path

MESSAGES = Path(__file__).parents[1] / "messages"

_FILLER = "One idea is enough for a day, and a scene shows it better than a rule. " * 9
_SHORT = "A look back asks for a quiet minute and for nothing else at all today. " * 5

DISCIPLINES = {
    "personal-mastery": tuple(f"pm-{number}" for number in range(1, 13)),
    "mental-models": ("mm-1", "mm-2"),
}
OCCASIONS = {
    "first-week": 7,
    "weekly": 2,
    "monthly": 2,
    "quarterly": 1,
    "returning": 2,
    "closing": 2,
    "alumni": 2,
}

# What stands in place of a reading's second question.
_OWN = {
    "pm-2": "kind: text\nearlier: pm-1-a\n---\nYou wrote: {{ earlier }} What is it now?",
    "weekly-1": "kind: text\nearlier: pm-1-a\n---\nYou began with: {{ earlier }} And today?",
}
_VISION = "kind: scale\nneeds: vision\n---\nHow close is {{ vision }}?"


def build(folder: Path) -> Path:
    """Write the content folder and return it."""
    shutil.copytree(MESSAGES / "en", folder / "en", dirs_exist_ok=True)
    shutil.copy(MESSAGES / "help_lines.toml", folder)
    for part in ("readings", "questions"):
        shutil.rmtree(folder / "en" / part)
    for discipline, slugs in DISCIPLINES.items():
        introduction = f"{discipline}-introduction"
        for place, slug in enumerate((introduction, *slugs)):
            name = "00-introduction" if place == 0 else f"{place:02d}-{slug}"
            head = f"discipline: {discipline}\nsources: [Peter Senge]\n{_recall(slug)}"
            _write(folder / "en", discipline, name, slug, head, _FILLER)
    for occasion, count in OCCASIONS.items():
        for place in range(1, count + 1):
            slug = f"{occasion}-{place}"
            text = _FILLER if occasion == "first-week" else _SHORT
            _write(
                folder / "en",
                occasion,
                f"{place:02d}-{slug}",
                slug,
                f"occasion: {occasion}\n",
                text,
            )
    shutil.copytree(folder / "en", folder / "de")
    language = folder / "de" / "language.toml"
    language.write_text(language.read_text().replace('name = "English"', 'name = "Deutsch"', 1))
    for file in (folder / "de").glob("readings/*/*.md"):
        file.write_text(file.read_text().replace("title: The text", "title: Der Text"))
    for file in (folder / "de").glob("questions/*/*.md"):
        file.write_text(file.read_text().replace("What is it now?", "Und jetzt?"))
    return folder


def _recall(slug: str) -> str:
    return f"recall:\n  - The heart of {slug} < all.\n  - Look for {slug} again.\n"


def _write(folder: Path, inner: str, name: str, slug: str, head: str, text: str) -> None:
    readings, questions = folder / "readings" / inner, folder / "questions" / inner
    readings.mkdir(parents=True, exist_ok=True)
    questions.mkdir(parents=True, exist_ok=True)
    (readings / f"{name}.md").write_text(
        f"---\nid: {slug}\ntitle: The text {slug}\nhook: About {slug}\n{head}"
        f"---\n{text}\n\n**Today:** look once more.\n"
    )
    asked = {
        "a": f"kind: text\ndepth: short\n---\nThe short one of {slug}?",
        "b": f"depth: short\n{_OWN.get(slug, _VISION)}",
        "c": f"kind: text\ndepth: deeper\n---\nThe deeper one of {slug}?",
    }
    for letter, rest in asked.items():
        (questions / f"{slug}-{letter}.md").write_text(
            f"---\nid: {slug}-{letter}\nreading: {slug}\n{rest}\n"
        )
