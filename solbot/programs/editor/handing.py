"""A file that staff sent has arrived: it becomes the flyer or article of a draft, or is refused with the reason."""

from __future__ import annotations

from solbot.bot import notices
from solbot.bot.taps import sends
from solbot.bot.untranslated import spoken
from solbot.content.catalog import Language
from solbot.content.editions import HandedIn
from solbot.db.details import Ref
from solbot.members import service as members
from solbot.programs import chat as programs_chat
from solbot.programs.editor import chat as editor_chat
from solbot.programs.editor import field_screens, files, publishing
from solbot.programs.editor import service as editor
from solbot.programs.editor.field_screens import EVERY
from solbot.programs.editor.files import FileRefusal
from solbot.programs.editor.service import ProgramGone
from solbot.staff import service as staff
from solbot.staff.service import Right
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitOfWork


async def arrived(
    work: UnitOfWork, number: int, content: bytes, *, tell: bool, large: bool = False
) -> Message | None:
    """Take in a file's content; none where it is too `large` to be fetched. What there is to say of it: returned, or
    put in the outbox with `tell`."""
    found = await files.arrived(work, number, content)
    if found is None:
        return None
    row, purpose, fault = found
    fault = FileRefusal.TOO_LARGE if large else fault
    program_id, field = purpose["program"], purpose["field"]
    code = purpose.get("language", "")
    out: int | None = None
    if fault is None:
        try:
            value: HandedIn = {"file": row.id, "name": row.name}
            out = await _taken_in(work, row.sent_by, (program_id, field, code), value)
        except ProgramGone:
            return None
        await field_screens.know(work, row.sent_by, program_id, field, value)
    ref = Ref(program=program_id, field=field, language=code, name=row.name, fault=fault, out=out)
    if tell:
        await notices.tell(work, [row.sent_by], "file", str(number), **ref)
        return None
    member = await members.find(work, row.sent_by)
    return spoken(work, member, lambda language: said(work, language, ref))


async def _taken_in(
    work: UnitOfWork, by: int, into: tuple[str, str, str], value: HandedIn
) -> int | None:
    """See publishing.hand_out. Of somebody who looks after programs no more, a file goes no further than the draft."""
    program_id, field, code = into
    if staff.may(await staff.role_of(work, by), Right.PROGRAMS):
        _, out = await publishing.hand_out(work, by, program_id, field, code, value)
        return out
    await editor.put(work, program_id, field, code, value)
    return None


def said(work: UnitOfWork, language: Language, ref: Ref) -> Message:
    """What became of a file."""
    program_id, field, code = ref["program"], ref["field"], ref.get("language", "")
    keyboard = Keyboard()
    if ref.get("out") is not None:
        keyboard.row(Button(language.button("see_program"), programs_chat.card.to(program_id)))
    elif ref["fault"]:
        keyboard.row(
            Button(language.button("try_again"), sends("spf", program_id, field, code or EVERY))
        )
    else:
        keyboard.row(
            Button(language.button("preview"), editor_chat.preview.to(program_id)),
            Button(language.button("publish"), editor_chat.ask_publish.to(program_id)),
        )
    keyboard.row(Button(language.button("back"), editor_chat.open_one.to(program_id)))
    html = language.reply(
        "staff/file_arrived",
        name=ref["name"],
        field=language.button(f"field_{field}"),
        language=work.catalog.language(code).name if code else None,
        why=ref["fault"],
        out=ref.get("out"),
    )
    return Message(html, keyboard.built())
