"""/invite: who looks after the bot; inviting, changing a role, dismissing. And accepting an invitation."""

from __future__ import annotations

from solbot.bot import notices, pager
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.content.bidi import isolated
from solbot.content.cutting import shortened
from solbot.content.labels import fitted
from solbot.db.states import HappeningKind, Role
from solbot.limits import NAME_IN_LINE, TooMany
from solbot.programs.editor.labels import role_name
from solbot.staff import audit, menus
from solbot.staff import service as staff
from solbot.staff.service import InvitationGone, Open, StaffMember
from solbot.staff.told import service as told
from solbot.telegram.messages import Button, Keyboard

PREFIX = "i-"
"""What the payload of an invitation's link begins with."""


async def show(context: Context, page: str = "") -> None:
    """/invite: everyone who looks after the bot, then the open invitations; a page of them."""
    everyone = [*await staff.everyone(context.work), *await staff.invitations(context.work)]
    here = pager.at(page, len(everyone))
    people = [one for one in here.of(everyone) if isinstance(one, StaffMember)]
    waiting = [
        (number, one)
        for number, one in enumerate(here.of(everyone), here.start + 1)
        if isinstance(one, Open)
    ]
    keyboard = Keyboard().row(context.button("invite_someone", choose.to()))
    keyboard.grid((_opening(context, one) for one in people if not one.fixed), 1)
    for number, one in waiting:
        role = role_name(context.language, one.role)
        keyboard.row(
            context.button("withdraw_invitation", withdraw.to(one.id), number=number, role=role)
        )
    keyboard.row(*here.turning(context, turned.to()))
    keyboard.row(context.button("staff_menu", do("staff")))
    context.show(
        "staff/people",
        keyboard,
        people=[
            {
                "name": shortened(one.name, NAME_IN_LINE),
                "role": role_name(context.language, one.role),
                "fixed": one.fixed,
            }
            for one in people
        ],
        invitations=[
            {
                "number": number,
                "role": role_name(context.language, one.role),
                "until": context.local(one.expires_at),
            }
            for number, one in waiting
        ],
        page=here.number,
        pages=here.count,
    )


turned = tap("sinvited")(show)


@tap("sinvite")
async def choose(context: Context) -> None:
    """A tap on Invite someone: for what?"""
    keyboard = Keyboard().grid((context.button(f"role_{role}", make.to(role)) for role in Role), 1)
    context.show("staff/choose_role", keyboard.row(context.button("back", do("invite"))))


@tap("smake")
async def make(context: Context, role: Role) -> None:
    """A tap on a role: a link that works once."""
    keyboard = Keyboard().row(context.button("back", do("invite")))
    try:
        secret, expires_at = await staff.invite(context.work, context.incoming.person_id, role)
    except TooMany as full:
        context.show("staff/enough", keyboard, what="invitations", most=full.most)
        return
    link = context.link(f"{PREFIX}{secret}")
    keyboard.rows.insert(0, (context.copying(link),))
    context.show(
        "staff/invitation",
        keyboard,
        role=role_name(context.language, role),
        link=link,
        until=context.local(expires_at),
    )


@tap("swithdraw")
async def withdraw(context: Context, invitation_id: int) -> None:
    """A tap on Withdraw."""
    if not await staff.withdraw(context.work, context.incoming.person_id, invitation_id):
        context.toast("staff/invitation_ended")
    await show(context)


@tap("sperson")
async def person(context: Context, person_id: int) -> None:
    """A tap on one of the staff: another role, or none."""
    found = await _found(context, person_id)
    if found is None:
        return
    keyboard = Keyboard().grid(
        (
            context.button(f"role_{role}", change_role.to(found.id, role))
            for role in Role
            if role is not found.role
        ),
        1,
    )
    keyboard.row(context.button("dismiss", ask_dismiss.to(found.id)))
    keyboard.row(context.button("back", do("invite")))
    since = context.local(found.since) if found.since else None
    joining = await audit.joining_of(context.work, found.id)
    context.show(
        "staff/person",
        keyboard,
        name=found.name,
        role=role_name(context.language, found.role),
        since=since,
        invited_by=shortened(joining.by, NAME_IN_LINE) if joining else None,
        joined_at=context.local(joining.at) if joining else None,
    )


@tap("srole")
async def change_role(context: Context, person_id: int, role: Role) -> None:
    """A tap on another role for one of the staff; they are told."""
    found = await _found(context, person_id)
    if found is None:
        return
    if await staff.change_role(context.work, context.incoming.person_id, found.id, role):
        key = f"{role}:{context.incoming.update_id}"
        await notices.tell(context.work, [found.id], "role_changed", key, role=role)
        context.afterwards.append(menus.presenting(context, found.id))
    await show(context)


@tap("sdismiss")
async def ask_dismiss(context: Context, person_id: int) -> None:
    """A tap on Dismiss: really?"""
    found = await _found(context, person_id)
    if found is None:
        return
    keyboard = Keyboard().row(
        context.button("dismiss_yes", dismiss.to(found.id)),
        context.button("back", person.to(found.id)),
    )
    context.show(
        "staff/ask_dismiss",
        keyboard,
        name=found.name,
        role=role_name(context.language, found.role),
    )


@tap("sdismissed")
async def dismiss(context: Context, person_id: int) -> None:
    """A tap on Yes: from now on a member like any other; they are told."""
    found = await _found(context, person_id)
    if found is None:
        return
    if await staff.dismiss(context.work, context.incoming.person_id, found.id):
        await notices.tell(context.work, [found.id], "role_ended", str(context.incoming.update_id))
        context.afterwards.append(menus.presenting(context, found.id))
    await show(context)


async def accept(context: Context, secret: str) -> bool:
    """The link of an invitation, opened by a member."""
    keyboard = Keyboard().row(context.button("staff_menu", do("staff")))
    try:
        role = await staff.accept(context.work, context.me, secret)
    except InvitationGone:
        context.say("staff/invitation_gone")
        return True
    await told.note(context.work, HappeningKind.ACCEPTED, context.me.id, role=role)
    context.afterwards.append(menus.presenting(context, context.me.id))
    context.say(
        "staff/welcome",
        keyboard,
        name=context.me.name or "",
        role=role_name(context.language, role),
    )
    return True


def _opening(context: Context, one: StaffMember) -> Button:
    """The button that leads to one of the staff."""
    role = role_name(context.language, one.role)
    return Button(fitted(f"{isolated(fitted(one.name, 24))} · {role}"), person.to(one.id))


async def _found(context: Context, person_id: int) -> StaffMember | None:
    found = await staff.find(context.work, person_id)
    if found is None or found.fixed:
        context.toast("staff/person_gone")
        return None
    return found
