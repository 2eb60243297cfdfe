"""Messages that belong together: an album, or a text that the app cut. They are one answer, or one question."""

from __future__ import annotations

from solbot.bot import dialog
from solbot.bot.context import Context
from solbot.bot.dialog import Piece
from solbot.content.bodies import LONGEST
from solbot.content.lengths import units
from solbot.telegram.incoming import Incoming, UpdateKind

# Apps cut a text where there is room for a cut, in the second half of what a message may hold, and send all of it at
# once (Telegram Desktop, TextUtilities::CutPart). Nobody types so much in two seconds.
CUT = LONGEST // 2
AT_ONCE = 2  # seconds
WORDS = frozenset(
    {UpdateKind.TEXT, UpdateKind.VOICE, UpdateKind.PHOTO, UpdateKind.DOCUMENT, UpdateKind.VIDEO}
)


async def join(context: Context) -> bool:
    """Put a message with the one it belongs to. False where it stands for itself, or has nowhere to go."""
    piece = context.waiting.piece if context.waiting else None
    if piece is None or not _belongs(context.incoming, piece):
        return False
    if context.incoming.kind not in (UpdateKind.TEXT, UpdateKind.PHOTO):
        return _refuse(context, piece)
    if piece.went_to is None:
        return (
            piece.refused and context.incoming.kind is UpdateKind.TEXT
        )  # its beginning was not kept either
    add = context.routes.adds.get(piece.went_to.kind)
    if add is None or not await add(context, piece.went_to.id):
        return False
    context.went_to, context.refused = piece.went_to, piece.refused
    return True


async def note(context: Context) -> None:
    """Remember a message that others may belong to, and where it went."""
    incoming, piece = context.incoming, None
    if incoming.kind in WORDS:
        await dialog.note_writing(context.work, context.me.id)
    elif (
        incoming.kind is UpdateKind.EDIT or context.waiting is None or context.waiting.piece is None
    ):
        return
    if incoming.kind in WORDS and (
        incoming.group is not None or (_is_text(incoming) and units(incoming.text) >= CUT)
    ):
        piece = Piece(
            incoming.sent, incoming.group, context.went_to, context.refused, incoming.reply_to
        )
    await dialog.note_piece(context.work, context.me.id, piece)


def _belongs(incoming: Incoming, piece: Piece) -> bool:
    if incoming.group is not None or piece.album is not None:
        return incoming.group == piece.album
    # Some apps make every piece a reply to what the first replies to.
    goes_on = _is_text(incoming) and incoming.reply_to in (None, piece.reply_to)
    return goes_on and 0 <= incoming.sent - piece.sent <= AT_ONCE


def _is_text(incoming: Incoming) -> bool:
    """Whether it is a message of nothing but words, and the person's own: no app cuts any other."""
    return incoming.kind is UpdateKind.TEXT and not incoming.beside and not incoming.forwarded


def _refuse(context: Context, piece: Piece) -> bool:
    """A film or a file in an album: said once that it can't be kept."""
    if piece.went_to is None and not piece.refused:
        return False
    if not piece.refused:
        context.say("part_not_kept")
    context.went_to, context.refused = piece.went_to, True
    return True
