"""What others let somebody read: offered by a link, accepted or not, looked at, let go.

It is always shown in a message of its own that can't be sent on: one that is put in another's place would be as open
as that one.
"""

from __future__ import annotations

from solbot.bot.context import ByTurns, Context
from solbot.bot.taps import do, tap
from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.journal import sealed_photos
from solbot.coaching.sharing import service as sharing
from solbot.coaching.sharing.chat import GONE, SharedList, show_list
from solbot.coaching.sharing.rules import LinkState
from solbot.coaching.sharing.service import Received
from solbot.content.bodies import files_of, pictures_in, sealed_files
from solbot.content.cutting import shortened
from solbot.content.lengths import room
from solbot.db.tables import Answer
from solbot.limits import ASKED, CALLED, ENTRY, NAME_IN_LINE, TooMany
from solbot.telegram.messages import Keyboard, Media, Message
from solbot.unit_of_work import UnitOfWork

AT_ONCE = 5  # answers on one screen
PLAYED = 20  # files at once


async def open_link(context: Context, secret: str) -> bool:
    """The link of an entry, opened by a member."""
    opened = await sharing.opened(context.work, context.me, secret)
    if opened.state is LinkState.ACCEPTED and opened.share is not None:
        _show(context, opened.share)
    elif opened.share is not None:
        keyboard = Keyboard().row(
            context.button("share_accept", accept.to(opened.share.id)),
            context.button("share_decline", decline.to(opened.share.id)),
        )
        context.say("share_offered", keyboard, name=_name(opened.share, CALLED))
    else:
        context.say("share_not_opened", link_state=opened.state.value)
    return True


@tap("ey")
async def accept(context: Context, share_id: int) -> None:
    """A tap on Yes under what was offered."""
    try:
        share = await sharing.accept(context.work, context.me, share_id)
    except TooMany as full:
        keyboard = Keyboard().row(context.button("shared_with_me", show.to()))
        context.say("received_enough", keyboard, most=full.most)
        return
    if share is None:
        context.toast(GONE)
        return
    context.rebutton()
    _show(context, share)


@tap("en")
async def decline(context: Context, share_id: int) -> None:
    """A tap on No: as if the link had never been opened, but for that it is used up."""
    if not await sharing.let_go(context.work, context.me, share_id):
        context.toast(GONE)
        return
    context.show("share_declined")


@tap("er")
async def show(context: Context, page: str = "0") -> None:
    """Shared with me: from whom, a page at a time."""
    there = await sharing.received(context.work, context.me)
    kind = SharedList("shared_with_me", show.to(), look.to, _in_list)
    show_list(context, page, kind, there, Keyboard())


@tap("ero")
async def look(context: Context, share_id: int) -> None:
    """A tap on one of them: as it is in the other's journal now."""
    share = await _found(context, share_id)
    if share is not None:
        _show(context, share)


@tap("erw")
async def whole(context: Context, share_id: int) -> None:
    """A tap on Whole text."""
    share = await _found(context, share_id)
    for entry in share.said if share else ():
        asked = f"{entry.asked}\n\n" if entry.asked else ""
        context.send_whole(f"{asked}{context.language.said(entry.body)}", protected=True)


@tap("erp")
async def play(context: Context, share_id: int) -> None:
    """A tap on the voice messages and photos of one."""
    share = await _found(context, share_id)
    left = PLAYED
    for entry in share.said if share else ():
        files = files_of(entry.body)[:left]
        for file_id in files:
            context.play(Media(entry.body["kind"], file_id), protected=True)
        if share is not None and left > len(files) and sealed_files(entry.body):
            context.afterwards.append(_showing(context, share.id, entry.id))
        left -= min(left, pictures_in(entry.body))


def _showing(context: Context, share_id: int, entry_id: int) -> ByTurns:
    """What came in with an entry of the other's, for as long as it is shared."""
    me = context.me.id

    async def find(work: UnitOfWork) -> Answer | None:
        return await sharing.answer_in(work, me, share_id, entry_id)

    return sealed_photos.showing(find, me, context.incoming.topic, protected=True)


@tap("erx")
async def let_go(context: Context, share_id: int) -> None:
    """A tap on Let it go: it is not shared with me any more."""
    if not await sharing.let_go(context.work, context.me, share_id):
        context.toast(GONE)
        return
    keyboard = Keyboard().row(
        context.button("shared_with_me", show.to()), context.button("journal", do("journal"))
    )
    context.show("share_let_go", keyboard)


async def _found(context: Context, share_id: int) -> Received | None:
    share = await sharing.look(context.work, context.me, share_id)
    if share is None:
        context.toast(GONE)
    return share


def _show(context: Context, share: Received) -> None:
    keyboard = Keyboard()
    if any(pictures_in(entry.body) for entry in share.said):
        keyboard.row(context.button("share_play", play.to(share.id)))
    here = share.said[:AT_ONCE]
    most = ENTRY // len(here)
    cut = any(room(context.language.said(one.body)) > most for one in here)
    if cut or len(share.said) > AT_ONCE:
        keyboard.row(context.button("whole_text", whole.to(share.id)))
    keyboard.row(
        context.button("share_drop", let_go.to(share.id)),
        context.button("shared_with_me", show.to()),
    )
    html = context.language.reply(
        "shared_entry",
        name=_name(share, CALLED),
        on=sharing.on(share.said),
        shared_words=[_part(context, one, most, ASKED // len(here)) for one in here],
        rest=len(share.said) - len(here),
    )
    context.send(Message(html, keyboard.built(), protected=True))


def _part(context: Context, entry: JournalEntry, most: int, ask: int) -> dict[str, object]:
    return {
        "asked": shortened(entry.asked, max(ask, 100)) if entry.asked else None,
        "kind": entry.body["kind"],
        "pictures": pictures_in(entry.body),
        "words": shortened(context.language.said(entry.body), most),
    }


def _in_list(context: Context, share: Received) -> dict[str, object]:
    since = context.local(share.accepted_at) if share.accepted_at else None
    return {"name": _name(share, NAME_IN_LINE), "on": sharing.on(share.said), "since": since}


def _name(share: Received, most: int) -> str:
    return shortened(share.by, most)
