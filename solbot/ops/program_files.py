"""Writes programs and the page about the society out as files of the content again, so that what staff changed can go
back among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from solbot.app import opened
from solbot.content.editions import NEEDED, Edition
from solbot.content.heads import ProgramHead, SocietyHead
from solbot.content.society import SEVERAL
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
            handouts = await _handouts(work, draft.id, draft.now, folder)
            for code in work.catalog.languages:
                copy = draft.now.copy.get(code, {})
                if not all(copy.get(name) for name in NEEDED):
                    written.lacking.append((draft.id, code))
                    continue
                file = folder / code / "programs" / f"{draft.id}.md"
                file.parent.mkdir(parents=True, exist_ok=True)
                facts = {**draft.now.facts, **_beside(handouts, code, work.catalog.languages[0])}
                file.write_text(_text(draft.id, facts, copy), encoding="utf-8")
                written.files += 1
    return written


async def _write_society(work: UnitOfWork, folder: Path) -> int:
    page = await society.find(work)
    for code in work.catalog.languages:
        copy = page.copy(code)
        head = {name: copy.get(name) for name in SocietyHead.model_fields}
        given: dict[str, Any] = {
            name: [] if name in SEVERAL and not value else value for name, value in head.items()
        }
        file = folder / code / "society.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{_front(given)}---\n{copy['about']}\n", encoding="utf-8")
    return len(work.catalog.languages)


async def _handouts(
    work: UnitOfWork, program_id: str, edition: Edition, folder: Path
) -> dict[str, str | None]:
    """Where flyer and article are: a web address, or the name of a file written for the default language."""
    found: dict[str, str | None] = {}
    for name in ("article", "flyer"):
        value = edition.facts.get(name)
        if not isinstance(value, Mapping):
            found[name] = value
            continue
        content = await _content(work, program_id, name, value)
        if content is not None:
            ending = Path(value["name"]).suffix.lower()
            file = folder / work.catalog.languages[0] / "programs" / f"{program_id}-{name}{ending}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            found[name] = file.name
        else:
            found[name] = None
    return found


async def _content(
    work: UnitOfWork, program_id: str, name: str, value: Mapping[str, Any]
) -> bytes | None:
    if "file" in value:
        return await files.content(work, value["file"])
    there = getattr(work.catalog.default.programs.get(program_id), name, None)
    return there.read_bytes() if isinstance(there, Path) else None


def _beside(handouts: Mapping[str, str | None], code: str, default: str) -> dict[str, str | None]:
    if code == default:
        return dict(handouts)
    return {
        name: value if value is None or "://" in value else f"../../{default}/programs/{value}"
        for name, value in handouts.items()
    }


def _text(program_id: str, facts: Mapping[str, Any], copy: Mapping[str, Any]) -> str:
    """A program's file, with every field there may be; see docs/authors.md."""
    known = {"id": program_id, **facts, **copy}
    head = {name: known.get(name) for name in ProgramHead.model_fields}
    given = {
        name: value for name, value in head.items() if value is not None or name not in _LEFT_OUT
    }
    texts = "\n\n---\n\n".join(str(copy[name]).strip() for name in TEXTS)
    return f"---\n{_front(given)}---\n{texts}\n"


def _front(given: Mapping[str, Any]) -> str:
    front: str = yaml.safe_dump(dict(given), sort_keys=False, allow_unicode=True, width=1000)
    return front.replace(": null\n", ":\n")


_LEFT_OUT = frozenset(
    {"hold_days", "price", "prices", "online", "joining", "seats", "zone", "ends"}
)
"""Fields that are not even named while they are empty."""
