"""People and chats in a file, so that they survive the end of the playground."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from solbot.fake_telegram.chats import Account, ChatMessage, ShownProfile, StoredFile


def write(
    file: Path,
    people: dict[int, Account],
    chats: dict[int, list[ChatMessage]],
    files: dict[str, StoredFile],
    profile: ShownProfile,
    **more: Any,
) -> None:
    """Write it in one step, for nobody else to read. `more` has to be JSON."""
    found = {
        "people": [asdict(person) for person in people.values()],
        "chats": {person: [vars(message) for message in chat] for person, chat in chats.items()},
        "files": [
            {**vars(file), "content": base64.b64encode(file.content).decode()}
            for file in files.values()
        ],
        "profile": asdict(profile),
        **more,
    }
    draft = file.with_suffix(".new")
    draft.touch(0o600)
    draft.write_text(json.dumps(found, ensure_ascii=False))
    draft.replace(file)


def read(
    file: Path,
) -> tuple[
    dict[int, Account],
    dict[int, list[ChatMessage]],
    dict[str, StoredFile],
    ShownProfile,
    dict[str, Any],
]:
    """People, chats, files, profile, and what else was written."""
    found = json.loads(file.read_text())
    people = {one["id"]: Account(**one) for one in found.pop("people")}
    chats = {
        int(person): [_message(one) for one in chat] for person, chat in found.pop("chats").items()
    }
    files = {
        one["file_id"]: StoredFile(**{**one, "content": base64.b64decode(one["content"])})
        for one in found.pop("files")
    }
    return people, chats, files, ShownProfile(**found.pop("profile")), found


def _message(one: dict[str, Any]) -> ChatMessage:
    if one.get("location"):
        one["location"] = tuple(one["location"])
    return ChatMessage(**one)
