"""Programs and the society: what is known, and an offer to tell what is not known yet."""

from __future__ import annotations

from pathlib import Path

from solbot.chat.turn import Turn
from solbot.content.models import Program
from solbot.domain.messages import Button, Document, Keyboard, Message
from solbot.services import programs


async def show(turn: Turn, args: list[str]) -> None:
    """/programs: the list."""
    del args
    found = list(turn.language.programs.values())
    keyboard = Keyboard().grid((Button(one.title, f"p:{one.id}") for one in found), 1)
    keyboard.row(turn.button("society", "ps"))
    listed = [{"title": one.title, "summary": one.summary} for one in found]
    turn.put(turn.message("programs", keyboard, programs=listed))


async def open_link(turn: Turn, program_id: str) -> bool:
    """A deep link to a program. False if there is none of that name; then it is a plain start."""
    program = turn.language.programs.get(program_id)
    if program is None:
        return False
    turn.send(_card(turn, program))
    return True


async def card(turn: Turn, args: list[str]) -> None:
    """A tap on a program."""
    program = _program(turn, args)
    if program is not None:
        turn.put(_card(turn, program))


async def details(turn: Turn, args: list[str]) -> None:
    """A tap on Details."""
    program = _program(turn, args)
    if program is not None:
        turn.put(turn.message("program_details", _back(turn, program), **_values(program)))


async def reserve(turn: Turn, args: list[str]) -> None:
    """A tap on How to reserve."""
    program = _program(turn, args)
    if program is None:
        return
    keyboard = Keyboard()
    if programs.unknown_facts(turn.language, program.id):
        keyboard.row(turn.button("tell_me", f"pu:{program.id}"))
    keyboard.row(turn.button("back", f"p:{program.id}"))
    turn.put(
        turn.message(
            "program_reserve",
            keyboard,
            title=program.title,
            reserve=program.reserve,
            url=program.url,
            address=turn.language.society.address,
        )
    )


async def handout(turn: Turn, args: list[str]) -> None:
    """A tap on Flyer or Article: the file, the link, or the offer to tell when it is there."""
    program = _program(turn, args)
    if program is None:
        return
    fact = args[1] if len(args) > 1 else "flyer"
    found = program.flyer if fact == "flyer" else program.article
    if found is None:
        await _offer(turn, program, [fact])
    elif isinstance(found, Path):
        turn.send(Message("", document=Document(found.name, found.read_bytes(), shared=True)))
    else:
        keyboard = Keyboard().row(Button(turn.language.button(f"open_{fact}"), url=found))
        turn.say("program_link", keyboard, title=program.title, url=found, fact=fact)


async def unknown(turn: Turn, args: list[str]) -> None:
    """A tap on Not known yet: which fact should the person be told?"""
    program = _program(turn, args)
    if program is not None:
        await _offer(turn, program, programs.unknown_facts(turn.language, program.id))


async def tell(turn: Turn, args: list[str]) -> None:
    """A tap on Tell me."""
    program = _program(turn, args)
    if program is None:
        return
    if turn.member is None or turn.member.consented_at is None:
        turn.say("consent_first", Keyboard().row(turn.button("begin", "do:start")))
        return
    new = await programs.ask_to_be_told(turn.work, turn.me, program.id, args[1])
    keyboard = Keyboard().row(
        turn.button("do_not_tell", f"pn:{program.id}:{args[1]}"),
        turn.button("back", f"p:{program.id}"),
    )
    turn.put(turn.message("will_tell", keyboard, title=program.title, fact=args[1], new=new))


async def tell_all(turn: Turn, args: list[str]) -> None:
    """A tap on Tell me all of it, or a yes to the offer."""
    program = _program(turn, args)
    if program is None:
        return
    if turn.member is None or turn.member.consented_at is None:
        turn.say("consent_first", Keyboard().row(turn.button("begin", "do:start")))
        return
    for fact in programs.unknown_facts(turn.language, program.id):
        await programs.ask_to_be_told(turn.work, turn.me, program.id, fact)
    turn.put(turn.message("will_tell_all", _back(turn, program), title=program.title))


async def do_not_tell(turn: Turn, args: list[str]) -> None:
    """A tap on No need to tell me."""
    program = _program(turn, args)
    if program is None or turn.member is None:
        return
    await programs.withdraw(turn.work, turn.me, program.id, args[1])
    turn.put(turn.message("will_not_tell", _back(turn, program), title=program.title))


async def society(turn: Turn, args: list[str]) -> None:
    """A tap on The society."""
    del args
    about = turn.language.society
    links = [link for link in (about.blog, about.store, about.journal, *about.partners) if link]
    keyboard = Keyboard()
    for link in links:
        if link.url:
            keyboard.row(Button(link.name, url=link.url))
    keyboard.row(turn.button("back", "do:programs"))
    turn.put(
        turn.message(
            "society",
            keyboard,
            title=about.title,
            address=about.address,
            regions=list(about.regions),
            links=[{"name": link.name, "about": link.about, "url": link.url} for link in links],
            about=about.about,
        )
    )


async def _offer(turn: Turn, program: Program, facts: list[str]) -> None:
    keyboard = Keyboard().grid(
        (turn.button(f"tell_{fact}", f"pt:{program.id}:{fact}") for fact in facts), 1
    )
    if len(facts) > 1:
        keyboard.row(turn.button("tell_all", f"pta:{program.id}"))
    keyboard.row(turn.button("back", f"p:{program.id}"))
    turn.put(turn.message("not_known_yet", keyboard, title=program.title, facts=facts))


def _card(turn: Turn, program: Program) -> Message:
    keyboard = (
        Keyboard()
        .row(turn.button("details", f"pd:{program.id}"), turn.button("reserve", f"pr:{program.id}"))
        .row(
            turn.button("flyer", f"pf:{program.id}:flyer"),
            turn.button("article", f"pf:{program.id}:article"),
        )
    )
    if programs.unknown_facts(turn.language, program.id):
        keyboard.row(turn.button("tell_me", f"pu:{program.id}"))
    keyboard.row(turn.button("all_programs", "do:programs"))
    return turn.message("program", keyboard, **_values(program))


def _values(program: Program) -> dict[str, object]:
    return {
        "title": program.title,
        "card": program.card,
        "details": program.details,
        "dates": program.dates,
        "place": program.place,
        "price": program.price,
        "url": program.url,
        "checked": program.checked if program.dates or program.place or program.price else None,
    }


def _back(turn: Turn, program: Program) -> Keyboard:
    return Keyboard().row(turn.button("back", f"p:{program.id}"))


def _program(turn: Turn, args: list[str]) -> Program | None:
    program = turn.language.programs.get(args[0]) if args else None
    if program is None:
        turn.toast("program_gone")
    return program
