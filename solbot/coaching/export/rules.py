"""What files belong to a copy, and how they are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from solbot.body import Body
from solbot.content.answer_kinds import kind_of

_SIGNATURES = {
    b"\xff\xd8\xff": "jpg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF8": "gif",
    b"%PDF-": "pdf",
    b"OggS": "ogg",
}


@dataclass(frozen=True)
class Attached:
    """A file that belongs to something: an answer by its number, or `vision-<number>`; the first is number 1.

    Telegram knows it by `file_id`; what came in from elsewhere is kept beside the database as `sealed`.
    """

    owner: str
    number: int
    kind: str
    file_id: str | None = None
    sealed: str | None = None

    def name(self, start: bytes) -> str:
        """What it is called in a ZIP, by how its content starts."""
        kind = kind_of(self.kind)
        known = (end for sign, end in _SIGNATURES.items() if start.startswith(sign))
        ending = next(known, kind.ending)
        if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
            ending = "webp"
        return kind.file_name.format(owner=self.owner, number=self.number, ending=ending)


def attached(owner: str, body: Body) -> list[Attached]:
    """The files of an answer, or of a drawing, in the order they came."""
    ids = [body["file_id"]] if body.get("file_id") else []
    ids += [one["file_id"] for one in body.get("more", ()) if one.get("file_id")]
    found = [(file_id, None) for file_id in ids] + [(None, one) for one in body.get("sealed", ())]
    return [
        Attached(owner, number, body["kind"], file_id, sealed)
        for number, (file_id, sealed) in enumerate(found, 1)
    ]


def by_owner(names: Iterable[tuple[Attached, str]]) -> dict[str, list[str]]:
    """The names of files by what they belong to."""
    found: dict[str, list[str]] = {}
    for one, name in names:
        found.setdefault(one.owner, []).append(name)
    return found
