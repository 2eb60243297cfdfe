"""Content for tests: the shipped words, but a short path whose questions are known, one kind a day."""

from __future__ import annotations

import shutil
from pathlib import Path

MESSAGES = Path(__file__).parents[1] / "messages"

_FILLER = "One idea is enough for a day, and a scene shows it better than a rule. " * 9

DAYS = {
    "day-1": ("personal-mastery", 1),
    "day-2": ("personal-mastery", 2),
    "day-3": ("personal-mastery", 3),
    "day-4": ("personal-mastery", 4),
    "day-5": ("personal-mastery", 5),
    "day-6": ("personal-mastery", 6),
    "day-7": ("mental-models", 1),
    "day-8": ("systems-thinking", 1),
    "day-9": ("shared-vision", 1),
    "day-10": ("team-learning", 1),
}

_QUESTIONS = {
    "day-1-a": "kind: text\n---\nWhat did you notice today?",
    "day-1-b": "kind: text\n---\nWhat did you notice this second time?",
    "day-2-a": "kind: scale\nlow: calm\nhigh: torn\n---\nHow strong is the strain?",
    "day-3-a": "kind: choice\noptions: [Clarify it, Raise it, Release it]\n---\nWhat does it need?",
    "day-4-a": "kind: multi\noptions: [Fear, Willpower, Waiting]\n---\nWhich do you know?",
    "day-5-a": 'kind: text\nthen:\n  - "And what is so today?"\n---\nWhat do you want to see?',
    "day-6-a": "kind: text\nneeds: vision\n---\nYou wrote: {{ vision }} Is it still so?",
    "day-7-a": "kind: voice\n---\nTell it in a minute.",
    "day-8-a": "kind: photo\n---\nDraw how it behaves over time.",
}


def build(folder: Path) -> Path:
    """Write the content folder and return it."""
    shutil.copytree(MESSAGES / "en", folder / "en", dirs_exist_ok=True)
    shutil.copy(MESSAGES / "help_lines.toml", folder)
    for part in ("readings", "questions"):
        shutil.rmtree(folder / "en" / part)
    for day, (discipline, place) in DAYS.items():
        readings = folder / "en" / "readings" / discipline
        readings.mkdir(parents=True, exist_ok=True)
        (readings / f"{place:02d}-{day}.md").write_text(
            f"---\nid: {day}\ntitle: The reading of {day}\nhook: About {day}\ndiscipline: {discipline}\n"
            f"sources: [Peter Senge]\nrecall:\n  - The idea of {day}, once more.\n  - Look for it again.\n"
            f"---\n{_FILLER}\n\n**Today:** look once more.\n"
        )
        questions = folder / "en" / "questions" / discipline
        questions.mkdir(parents=True, exist_ok=True)
        wanted = {name: text for name, text in _QUESTIONS.items() if name.startswith(day + "-")}
        wanted[f"{day}-y"] = f"kind: text\n---\nWhat else is there, {day}-y?"
        wanted[f"{day}-z"] = f"kind: text\n---\nWhat else is there, {day}-z?"
        # Not about the vision that people here have: that would come before the day's own.
        wanted[f"{day}-zz"] = (
            f"kind: text\nearlier: {day}-y\n---\nYou said: {{{{ earlier }}}} And now?"
        )
        for name, text in wanted.items():
            depth = "deeper" if name.endswith("z") else "short"
            (questions / f"{name}.md").write_text(
                f"---\nid: {name}\nreading: {day}\ndepth: {depth}\n{text}\n"
            )
    return folder
