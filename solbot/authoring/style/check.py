"""Style as a whole: every language by itself, its concepts, and its glossary beside the others'."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from solbot.authoring.style import glossary, guide, rules
from solbot.authoring.style.concepts import concepts, same_terms
from solbot.authoring.style.glossary import Glossary
from solbot.content.faults import Fault
from solbot.content.language import Language


def check_style(root: Path, languages: Sequence[Language]) -> list[Fault]:
    """Every fault of style in these languages, the default first. None of them keeps the bot from starting."""
    faults: list[Fault] = []
    glossaries: list[tuple[Language, Glossary]] = []
    for language in languages:
        found: list[Fault] = []
        folder = root / language.code
        guided = guide.read_guide(folder / guide.FILE, found)
        if guided is not None:
            found.extend(rules.of_language(language, folder, guided))
        terms = glossary.read_glossary(folder / glossary.FILE, found)
        if terms is not None:
            found.extend(concepts(language, terms))
            glossaries.append((language, terms))
        faults.extend(one for one in found if not (language.draft and one.absent))
    faults.extend(same_terms(glossaries))
    return faults
