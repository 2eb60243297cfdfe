"""/invite: who looks after the bot; inviting, changing a role, dismissing. And accepting an invitation."""

from __future__ import annotations

from solbot.bot import notices
from solbot.bot import pager as pages
from solbot.bot.args import one_of
from solbot.bot.context import Turn
from solbot.content.bidi import isolated
from solbot.content.cutting import shortened
from solbot.content.labels import fitted
from solbot.limits import NAME_IN_LINE, TooMany
from solbot.programs.editor.labels import role_name
from solbot.staff import menus
from solbot.staff import service as staff
from solbot.staff.rules import Role
from solbot.staff.service import InvitationGone, Open, Person
from solbot.telegram.messages import Button, Keyboard

PREFIX = "i-"
"""What the payload of an invitation's link begins with."""


async def show(turn: Turn, args: list[str]) -> None:
    """/invite: everyone who looks after the bot, then the open invitations; a page of them."""
    everyone = [*await staff.everyone(turn.work), *await staff.invitations(turn.work)]
    page = pages.named(args, 0, len(everyone))
    people = [one for one in page.of(everyone) if isinstance(one, Person)]
    waiting = [
        (number, one)
        for number, one in enumerate(page.of(everyone), page.start + 1)
        if isinstance(one, Open)
    ]
    keyboard = Keyboard().row(turn.button("invite_someone", "sinvite"))
    keyboard.grid((_opening(turn, one) for one in people if not one.fixed), 1)
    for number, one in waiting:
        role = role_name(turn.language, one.role)
        keyboard.row(
            turn.button("withdraw_invitation", f"swithdraw:{one.id}", number=number, role=role)
        )
    keyboard.row(*page.turning(turn, "sinvited"))
    keyboard.row(turn.button("staff_menu", "do:staff"))
    turn.show(
        "staff/people",
        keyboard,
        people=[
            {
                "name": shortened(one.name, NAME_IN_LINE),
                "role": role_name(turn.language, one.role),
                "fixed": one.fixed,
            }
            for one in people
        ],
        invitations=[
            {
                "number": number,
                "role": role_name(turn.language, one.role),
                "until": turn.local(one.expires_at),
            }
            for number, one in waiting
        ],
        page=page.number,
        pages=page.count,
    )


async def choose(turn: Turn, args: list[str]) -> None:
    """A tap on Invite someone: for what?"""
    del args
    keyboard = Keyboard().grid((turn.button(f"role_{role}", f"smake:{role}") for role in Role), 1)
    turn.show("staff/choose_role", keyboard.row(turn.button("back", "do:invite")))


async def make(turn: Turn, args: list[str]) -> None:
    """A tap on a role: a link that works once."""
    role = one_of(Role, args[0])
    keyboard = Keyboard().row(turn.button("back", "do:invite"))
    try:
        secret, expires_at = await staff.invite(turn.work, turn.incoming.person_id, role)
    except TooMany as full:
        turn.show("staff/enough", keyboard, what="invitations", most=full.most)
        return
    turn.show(
        "staff/invitation",
        keyboard,
        role=role_name(turn.language, role),
        link=turn.link(f"{PREFIX}{secret}"),
        until=turn.local(expires_at),
    )


async def withdraw(turn: Turn, args: list[str]) -> None:
    """A tap on Withdraw."""
    if not await staff.withdraw(turn.work, turn.incoming.person_id, int(args[0])):
        turn.toast("staff/invitation_ended")
    await show(turn, [])


async def person(turn: Turn, args: list[str]) -> None:
    """A tap on one of the staff: another role, or none."""
    found = await _found(turn, args)
    if found is None:
        return
    keyboard = Keyboard().grid(
        (
            turn.button(f"role_{role}", f"srole:{found.id}:{role}")
            for role in Role
            if role is not found.role
        ),
        1,
    )
    keyboard.row(turn.button("dismiss", f"sdismiss:{found.id}"))
    keyboard.row(turn.button("back", "do:invite"))
    since = turn.local(found.since) if found.since else None
    turn.show(
        "staff/person",
        keyboard,
        name=found.name,
        role=role_name(turn.language, found.role),
        since=since,
    )


async def change_role(turn: Turn, args: list[str]) -> None:
    """A tap on another role for one of the staff; they are told."""
    found = await _found(turn, args)
    if found is None:
        return
    role = one_of(Role, args[1])
    if await staff.change_role(turn.work, turn.incoming.person_id, found.id, role):
        key = f"{role}:{turn.incoming.update_id}"
        await notices.tell(turn.work, [found.id], "role_changed", key, role=role)
        turn.afterwards.append(menus.presenting(turn, found.id))
    await show(turn, [])


async def ask_dismiss(turn: Turn, args: list[str]) -> None:
    """A tap on Dismiss: really?"""
    found = await _found(turn, args)
    if found is None:
        return
    keyboard = Keyboard().row(
        turn.button("dismiss_yes", f"sdismissed:{found.id}"),
        turn.button("back", f"sperson:{found.id}"),
    )
    turn.show(
        "staff/ask_dismiss",
        keyboard,
        name=found.name,
        role=role_name(turn.language, found.role),
    )


async def dismiss(turn: Turn, args: list[str]) -> None:
    """A tap on Yes: from now on a member like any other; they are told."""
    found = await _found(turn, args)
    if found is None:
        return
    if await staff.dismiss(turn.work, turn.incoming.person_id, found.id):
        await notices.tell(turn.work, [found.id], "role_ended", str(turn.incoming.update_id))
        turn.afterwards.append(menus.presenting(turn, found.id))
    await show(turn, [])


async def accept(turn: Turn, secret: str) -> None:
    """The link of an invitation, opened by a member."""
    keyboard = Keyboard().row(turn.button("staff_menu", "do:staff"))
    try:
        role = await staff.accept(turn.work, turn.me, secret)
    except InvitationGone:
        turn.say("staff/invitation_gone")
        return
    turn.afterwards.append(menus.presenting(turn, turn.me.id))
    turn.say(
        "staff/welcome", keyboard, name=turn.me.name or "", role=role_name(turn.language, role)
    )


def _opening(turn: Turn, one: Person) -> Button:
    """The button that leads to one of the staff."""
    role = role_name(turn.language, one.role)
    return Button(fitted(f"{isolated(fitted(one.name, 24))} · {role}"), f"sperson:{one.id}")


async def _found(turn: Turn, args: list[str]) -> Person | None:
    found = await staff.find(turn.work, int(args[0]))
    if found is None or found.fixed:
        turn.toast("staff/person_gone")
        return None
    return found
