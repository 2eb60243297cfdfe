"""A file that staff sent has arrived: it becomes the flyer or article of a draft, or is refused with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from solbot.chat.untranslated import spoken
from solbot.content.catalog import Language
from solbot.domain.messages import Button, Keyboard, Message
from solbot.services import drafts, files, members, notices
from solbot.services.drafts import Gone
from solbot.services.work import Work


async def arrived(work: Work, number: int, content: bytes, *, tell: bool) -> Message | None:
    """Take in a file's content. What there is to say of it: returned, or put in the outbox with `tell`."""
    found = await files.arrived(work, number, content)
    if found is None:
        return None
    row, purpose, fault = found
    program_id, field = purpose["program"], purpose["field"]
    if fault is None:
        try:
            value = {"file": row.id, "name": row.name}
            await drafts.put(work, program_id, field, "", value)
        except Gone:
            return None
    ref = {"program": program_id, "field": field, "name": row.name, "fault": fault}
    if tell:
        await notices.tell(work, [row.sent_by], "file", str(number), **ref)
        return None
    member = await members.find(work, row.sent_by)
    return spoken(work, member, lambda language: said(language, ref))


def said(language: Language, ref: Mapping[str, Any]) -> Message:
    """What became of a file."""
    program_id, field = ref["program"], ref["field"]
    keyboard = Keyboard()
    if ref["fault"]:
        keyboard.row(Button(language.button("try_again"), f"spf:{program_id}:{field}:-"))
    else:
        keyboard.row(
            Button(language.button("preview"), f"spv:{program_id}"),
            Button(language.button("publish"), f"spp:{program_id}"),
        )
    keyboard.row(Button(language.button("back"), f"spg:{program_id}"))
    html = language.reply(
        "staff/file_arrived",
        name=ref["name"],
        field=language.button(f"field_{field}"),
        why=ref["fault"],
    )
    return Message(html, keyboard.built())
