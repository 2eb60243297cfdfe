"""Every way in to announcements, each with the right it needs; part of announcements/feature.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from solbot.announcements.draft import all_changes, options, second_wording
from solbot.announcements.draft import buttons as draft_buttons
from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import settings as draft_settings
from solbot.announcements.draft import when as draft_when
from solbot.announcements.draft import words as draft_words
from solbot.announcements.report import after as report_after
from solbot.announcements.report import chat as report_chat
from solbot.announcements.report import closing as report_closing
from solbot.announcements.send import chat as send_chat
from solbot.announcements.send import exceptions
from solbot.bot.routes import Awaited, LeadsBack
from solbot.bot.taps import do, taps
from solbot.staff.gate import asked_of_staff, guarded
from solbot.staff.rosters import chat as rosters_chat
from solbot.staff.rules import Right

TAPS = (
    guarded(
        Right.ANNOUNCEMENTS,
        draft_chat.show,
        {
            "bc": draft_chat.show,
            **taps(
                draft_chat.open_one,
                draft_chat.ask_drop,
                draft_chat.drop,
                draft_words.new,
                draft_words.ask,
                second_wording.show,
                second_wording.drop,
                draft_words.drop_language,
                draft_words.choose_program,
                draft_words.use_program,
                draft_buttons.show,
                draft_buttons.add,
                draft_buttons.remove,
                draft_buttons.ask_link,
                send_chat.rehearse,
                send_chat.test,
                send_chat.ask,
                all_changes.show,
                send_chat.confirm,
                send_chat.use_mine,
                send_chat.use_theirs,
                draft_when.use_mine,
                draft_words.use_mine,
                draft_words.use_theirs,
                report_after.pause_series,
                report_after.resume_series,
                options.ask,
                options.ready,
                report_closing.ask,
                report_closing.close,
                exceptions.hold,
                exceptions.not_urgent,
                send_chat.ask_approval,
                send_chat.review,
                send_chat.approve,
                report_chat.pause,
                report_chat.resume,
                report_chat.ask_cancel,
                report_chat.cancel,
                report_chat.again,
                draft_when.show,
                draft_when.at_once,
                draft_when.ask_time,
                draft_when.local_hour,
                draft_when.ask_local,
                draft_when.ask_repeat,
                draft_when.chosen,
                report_after.reuse,
                report_after.correct,
                report_after.ask_withdraw,
                report_after.withdraw,
                report_after.end_series,
                report_after.interested,
            ),
            "bcil": rosters_chat.asking("interested"),
        },
    )
    | guarded(
        Right.URGENT,
        draft_chat.show,
        taps(exceptions.ask, exceptions.chosen),
    )
    | guarded(
        Right.RULES,
        draft_chat.show,
        taps(
            draft_settings.show,
            draft_settings.set_approval,
            draft_settings.set_gap,
            draft_settings.set_quiet,
        ),
    )
)


def _to_draft(screen: Callable[[int], str]) -> LeadsBack:
    """Leads to a screen of the draft, or to all drafts."""
    return lambda data: screen(data["announcement"]) if data["announcement"] else do("broadcast")


AWAITED: Mapping[str, Awaited] = {
    draft_words.AWAITS: asked_of_staff(
        Right.ANNOUNCEMENTS,
        draft_words.taken,
        back=_to_draft(draft_chat.open_one.to),
        messages=True,
        taps=taps(draft_words.use_mine),
    ),
    draft_when.AWAITS: asked_of_staff(
        Right.ANNOUNCEMENTS,
        draft_when.typed,
        back=_to_draft(draft_when.show.to),
        taps=taps(draft_when.chosen, draft_when.use_mine),
    ),
    draft_when.ON_PAGE: asked_of_staff(
        Right.ANNOUNCEMENTS, draft_when.typed, back=_to_draft(draft_chat.open_one.to), typed=False
    ),
    exceptions.AWAITS: asked_of_staff(
        Right.URGENT,
        exceptions.typed,
        back=_to_draft(draft_chat.open_one.to),
        taps=taps(exceptions.chosen),
    ),
    options.AWAITS: asked_of_staff(
        Right.ANNOUNCEMENTS,
        options.typed,
        back=_to_draft(draft_buttons.show.to),
        taps=taps(options.ready),
    ),
    draft_buttons.AWAITS: asked_of_staff(
        Right.ANNOUNCEMENTS, draft_buttons.typed, back=_to_draft(draft_buttons.show.to)
    ),
}
