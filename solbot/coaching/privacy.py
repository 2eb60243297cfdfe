"""What is kept and who can see it; a copy of everything; and leaving for good."""

from __future__ import annotations

from solbot.bot.context import Turn
from solbot.coaching.export import as_json, as_markdown
from solbot.coaching.export import service as copies
from solbot.members import service as members
from solbot.telegram.messages import Keyboard


async def show(turn: Turn, args: list[str]) -> None:
    """/privacy, also before consent."""
    del args
    keyboard = Keyboard()
    if turn.member is not None and turn.member.consented_at is not None:
        keyboard.row(turn.button("export", "do:export"), turn.button("forget", "do:forget"))
    else:
        keyboard.row(turn.button("begin", "do:start"))
    turn.show("privacy", keyboard)


async def export(turn: Turn, args: list[str]) -> None:
    """/export: everything of the person's, for machines and for reading."""
    del args
    copy = await copies.of_member(turn.work, turn.me)
    day = turn.local(turn.work.now).date().isoformat()
    turn.say("export", answer_count=len(copy.answers), vision_count=len(copy.visions))
    turn.document(f"solbot-{day}.json", as_json.render(copy))
    turn.document(f"solbot-{day}.md", as_markdown.render(copy, turn.language, turn.zone))


async def ask_forget(turn: Turn, args: list[str]) -> None:
    """/forget: erased only after a typed word, for it can't be undone."""
    del args
    if turn.member is None or turn.member.consented_at is None:
        if turn.member is not None:
            await members.forget(turn.work, turn.member)
            turn.member = None
        turn.say("nothing_to_forget")
        return
    await turn.expect("forget")
    keyboard = Keyboard().row(
        turn.button("export", "do:export"), turn.button("cancel", "do:cancel")
    )
    turn.say("ask_forget", keyboard, phrase=turn.language.button("forget_phrase"))


async def forget_typed(turn: Turn) -> None:
    """The typed word, or another: then nothing is erased."""
    phrase = turn.language.button("forget_phrase")
    if not turn.is_called("forget_phrase", turn.incoming.text):
        keyboard = Keyboard().row(turn.button("cancel", "do:cancel"))
        turn.say("forget_not_typed", keyboard, phrase=phrase)
        return
    at = turn.local(turn.work.now)
    receipt = await members.forget(turn.work, turn.me)
    turn.member = None
    turn.say(
        "forgotten",
        answer_count=receipt.answers,
        vision_count=receipt.visions,
        request_count=receipt.requests,
        inquiry_count=receipt.inquiries,
        at=at,
    )
