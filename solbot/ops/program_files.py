"""Writes programs and the page about the society out as files of the content again, so that what staff changed can go
back among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from solbot.content.editions import NEEDED, OWN_FLYER, Edition, handouts
from solbot.content.heads import ProgramHead, SocietyHead
from solbot.content.society import SEVERAL
from solbot.ops.opening import opened
from solbot.programs import service as programs
from solbot.programs.editor import files
from solbot.programs.editor import service as editor
from solbot.programs.society import service as society
from solbot.settings import Settings
from solbot.unit_of_work import UnitOfWork

TEXTS = ("card", "details", "reserve")


@dataclass
class WrittenFiles:
    """How many files were written, and which programs are not written in which language."""

    files: int = 0
    lacking: list[tuple[str, str]] = field(default_factory=list)  # program, language


async def write(settings: Settings, folder: Path) -> WrittenFiles:
    """Write every program people see to `folder`/<language>/programs, with its flyer and article beside it, and the
    page about the society to `folder`/<language>/society.md."""
    written = WrittenFiles()
    async with opened(settings) as works, works.begin() as work:
        written.files += await _write_society(work, folder)
        for draft in await editor.everyone(work):
            if draft.now is None or draft.state not in programs.SHOWN:
                continue
            beside = await _handouts(work, draft.id, draft.now, folder)
            for code in work.catalog.languages:
                copy = draft.now.copy.get(code, {})
                if not _is_written(draft.now, code):
                    written.lacking.append((draft.id, code))
                    continue
                file = folder / code / "programs" / f"{draft.id}.md"
                file.parent.mkdir(parents=True, exist_ok=True)
                offered = _beside(beside, code, work.catalog.languages[0])
                text = _text(draft.id, {**draft.now.facts, **copy, **offered})
                file.write_text(text, encoding="utf-8")
                written.files += 1
    return written


async def _write_society(work: UnitOfWork, folder: Path) -> int:
    page = await society.find(work)
    for code in work.catalog.languages:
        copy = page.copy(code)
        head = {name: copy.get(name) for name in SocietyHead.model_fields}
        given: dict[str, object] = {
            name: [] if name in SEVERAL and not value else value for name, value in head.items()
        }
        file = folder / code / "society.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{_front(given)}---\n{copy['about']}\n", encoding="utf-8")
    return len(work.catalog.languages)


async def _handouts(
    work: UnitOfWork, program_id: str, edition: Edition, folder: Path
) -> dict[tuple[str, str], str | None]:
    """Where flyers and article are, each with its language, empty for all: a web address, or the name of a file, which
    is written beside the default language's, or its own's."""
    found: dict[tuple[str, str], str | None] = {}
    for name, code in handouts(edition):
        value = edition.get(name, code)
        if not isinstance(value, Mapping):
            found[name, code] = str(value)
            continue
        content = await _content(work, program_id, (name, code), value.get("file"))
        if content is None or (code and not _is_written(edition, code)):
            found[name, code] = None
            continue
        ending = Path(value["name"]).suffix.lower()
        kind = f"flyer-{code}" if code else name
        beside = folder / (code or work.catalog.languages[0]) / "programs"
        file = beside / f"{program_id}-{kind}{ending}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        found[name, code] = file.name
    return found


def _is_written(edition: Edition, code: str) -> bool:
    return all(edition.copy.get(code, {}).get(name) for name in NEEDED)


async def _content(
    work: UnitOfWork, program_id: str, place: tuple[str, str], number: int | None
) -> bytes | None:
    if number is not None:
        return await files.content(work, number)
    there = editor.of_files(work, program_id, *place)
    return there.read_bytes() if isinstance(there, Path) else None


def _beside(
    found: Mapping[tuple[str, str], str | None], code: str, default: str
) -> dict[str, str | None]:
    """What a language's file says of flyers and article; of the other languages' flyers it says nothing."""
    said: dict[str, str | None] = {"article": None, "flyer": None, OWN_FLYER: None}
    for (name, of), value in found.items():
        if of == code:
            said[name] = value
        elif not of:
            is_file = value is not None and "://" not in value and code != default
            said[name] = f"../../{default}/programs/{value}" if is_file else value
    return said


def _text(program_id: str, values: Mapping[str, object]) -> str:
    """A program's file, with every field there may be; see docs/authors.md."""
    known = {"id": program_id, **values}
    head = {name: known.get(name) for name in ProgramHead.model_fields}
    given = {
        name: value for name, value in head.items() if value is not None or name not in _LEFT_OUT
    }
    texts = "\n\n---\n\n".join(str(values[name]).strip() for name in TEXTS)
    return f"---\n{_front(given)}---\n{texts}\n"


def _front(given: Mapping[str, object]) -> str:
    front: str = yaml.safe_dump(dict(given), sort_keys=False, allow_unicode=True, width=1000)
    return front.replace(": null\n", ":\n")


_LEFT_OUT = frozenset(
    {"hold_days", "price", "prices", "online", "joining", "seats", "zone", "ends", OWN_FLYER}
)
"""Fields that are not even named while they are empty."""
