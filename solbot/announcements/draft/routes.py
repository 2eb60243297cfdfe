"""Every way in to announcements, each with the right it needs; part of announcements/feature.py."""

from __future__ import annotations

from collections.abc import Mapping

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
from solbot.staff.gate import asked_of_staff, guarded
from solbot.staff.rosters import chat as rosters_chat
from solbot.staff.rules import Right

TAPS = (
    guarded(
        Right.ANNOUNCEMENTS,
        draft_chat.show,
        {
            "bc": draft_chat.show,
            "bco": draft_chat.open_one,
            "bcx": draft_chat.ask_drop,
            "bcxx": draft_chat.drop,
            "bcn": draft_words.new,
            "bcw": draft_words.ask,
            "bc2": second_wording.show,
            "bc2x": second_wording.drop,
            "bcwx": draft_words.drop_language,
            "bcp": draft_words.choose_program,
            "bcs": draft_words.use_program,
            "bcb": draft_buttons.show,
            "bcba": draft_buttons.add,
            "bcbx": draft_buttons.remove,
            "bcbl": draft_buttons.ask_link,
            "bcr": send_chat.rehearse,
            "bcm": send_chat.test,
            "bcq": send_chat.ask,
            "bcdf": all_changes.show,
            "bcgo": send_chat.confirm,
            "bcqm": send_chat.use_mine,
            "bcqt": send_chat.use_theirs,
            "bctu": draft_when.use_mine,
            "bcwm": draft_words.use_mine,
            "bcwt": draft_words.use_theirs,
            "bcsp": report_after.pause_series,
            "bcsr": report_after.resume_series,
            "bcbv": options.ask,
            "bcbvy": options.ready,
            "bcvc": report_closing.ask,
            "bcvcy": report_closing.close,
            "bcqh": exceptions.hold,
            "bcun": exceptions.not_urgent,
            "bcaa": send_chat.ask_approval,
            "bcv": send_chat.review,
            "bcap": send_chat.approve,
            "bcpa": report_chat.pause,
            "bcre": report_chat.resume,
            "bcca": report_chat.ask_cancel,
            "bccc": report_chat.cancel,
            "bcag": report_chat.again,
            "bct": draft_when.show,
            "bctn": draft_when.at_once,
            "bcta": draft_when.ask_time,
            "bctl": draft_when.local_hour,
            "bcth": draft_when.ask_local,
            "bctr": draft_when.ask_repeat,
            "bctm": draft_when.chosen,
            "bcu": report_after.reuse,
            "bck": report_after.correct,
            "bcwd": report_after.ask_withdraw,
            "bcwy": report_after.withdraw,
            "bces": report_after.end_series,
            "bcin": report_after.interested,
            "bcil": rosters_chat.asking("interested"),
        },
    )
    | guarded(
        Right.URGENT,
        draft_chat.show,
        {"bcuq": exceptions.ask, "bcuw": exceptions.chosen},
    )
    | guarded(
        Right.RULES,
        draft_chat.show,
        {
            "bcrules": draft_settings.show,
            "bcra": draft_settings.set_approval,
            "bcrg": draft_settings.set_gap,
            "bcrq": draft_settings.set_quiet,
        },
    )
)


def _to_draft(tap: str) -> LeadsBack:
    """Leads to a screen of the draft, or to all drafts."""
    return lambda data: f"{tap}:{data['announcement']}" if data["announcement"] else "do:broadcast"


AWAITED: Mapping[str, Awaited] = {
    draft_words.AWAITS: asked_of_staff(
        Right.ANNOUNCEMENTS, draft_words.taken, back=_to_draft("bco"), messages=True, taps={"bcwm"}
    ),
    draft_when.AWAITS: asked_of_staff(
        Right.ANNOUNCEMENTS, draft_when.typed, back=_to_draft("bct"), taps={"bctm", "bctu"}
    ),
    exceptions.AWAITS: asked_of_staff(
        Right.URGENT, exceptions.typed, back=_to_draft("bco"), taps={"bcuw"}
    ),
    options.AWAITS: asked_of_staff(
        Right.ANNOUNCEMENTS, options.typed, back=_to_draft("bcb"), taps={"bcbvy"}
    ),
    draft_buttons.AWAITS: asked_of_staff(
        Right.ANNOUNCEMENTS, draft_buttons.typed, back=_to_draft("bcb")
    ),
}
