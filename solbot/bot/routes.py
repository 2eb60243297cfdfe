"""Every way in: commands, taps, what words are taken for, and what each of them leaves awaited."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from solbot.announcements import letters as announcing
from solbot.announcements.news import chat as news
from solbot.bot import dialog as dialogs
from solbot.bot import help as helping
from solbot.bot.context import Handler, Turn
from solbot.coaching import onboarding, privacy
from solbot.coaching import screens as coaching
from solbot.coaching.answers import chat as answering
from solbot.coaching.days_off import chat as days_off
from solbot.coaching.journal import chat as journal
from solbot.coaching.journal import unfiled as placing
from solbot.coaching.rhythm import chat as rhythms
from solbot.coaching.silence import chat as silences
from solbot.coaching.silence import settings_chat as manners
from solbot.coaching.visions import chat as visions
from solbot.desk import chat as inquiries
from solbot.members import chat_settings as settings
from solbot.members import quiet_hours_chat as quiet
from solbot.members import zones
from solbot.programs import chat as programs
from solbot.programs.cohorts import chat as cohorts
from solbot.programs.seats import chat as seats
from solbot.staff import routes as staff_ways

COMMANDS: Mapping[str, Handler] = {
    "start": onboarding.start,
    "help": helping.help_,
    "today": coaching.today,
    "reflect": coaching.reflect,
    "vision": visions.show,
    "journal": journal.show,
    "library": coaching.library,
    "programs": programs.show,
    "news": news.show,
    "settings": settings.show,
    "pause": settings.ask_pause,
    "resume": settings.resume,
    "language": onboarding.ask_language,
    "export": privacy.export,
    "privacy": privacy.show,
    "forget": privacy.ask_forget,
    "stop": settings.stop,
    "cancel": helping.cancel,
    **staff_ways.COMMANDS,
}
"""What can be typed after a slash, and tapped as `do:…`."""

BY_TAP_ALONE: Mapping[str, Handler] = {"rhythm": rhythms.ask, "zone": zones.ask}
"""What only the settings offer, as `do:…`."""

MEMBERS_TAPS: Mapping[str, Handler] = {
    "consent": onboarding.consent,
    "skip": onboarding.skip,
    "lang": onboarding.choose_language,
    "zc": zones.clock,
    "zp": zones.place,
    "zl": zones.share,
    "zt": zones.all_clocks,
    "zu": zones.ask_until,
    "zud": zones.for_days,
    "zh": zones.go_home,
    "zj": zones.travel_as_said,
    "rp": rhythms.preset,
    "re": rhythms.edit,
    "rt": rhythms.toggle,
    "rok": rhythms.done,
    "rw": rhythms.ask_window,
    "rwp": rhythms.window,
    "pause": settings.pause,
    "ck": settings.set_clock,
    "mn": manners.show,
    "mnr": manners.read_only,
    "mnk": manners.keep_pace,
    "mne": manners.remind,
    "rmo": manners.no_reminders,
    "df": days_off.ask,
    "dfn": days_off.near,
    "dfx": days_off.remove,
    "qh": quiet.ask,
    "qs": quiet.choose,
    "hk": silences.keep,
    "hr": silences.only_read,
    "hp": silences.go_at,
    "hl": silences.leave,
    "a": answering.answer_now,
    "as": answering.scale,
    "ac": answering.choice,
    "am": answering.tick,
    "ad": answering.ticked,
    "al": answering.later,
    "ab": answering.back,
    "ar": answering.whole,
    "aq": answering.ask_me,
    "aw": answering.other_depth,
    "az": answering.snooze,
    "ak": answering.skip,
    "nk": placing.keep_note,
    "na": placing.keep_as_answer,
    "nx": placing.drop_note,
    "nu": placing.unplaced,
    "nw": placing.wait,
    "mv": placing.ask_move,
    "un": placing.undo,
    "nka": placing.keep_all,
    "naa": placing.add_all,
    "nxx": placing.drop_all,
    "f": coaching.ask_of_discipline,
    "fr": coaching.ask_of_reading,
    "lb": coaching.shelf,
    "r": coaching.read,
    "v": visions.open_one,
    "vl": visions.page,
    "vw": visions.whole,
    "vh": visions.history,
    "vnew": visions.ask_new,
    "vm": visions.meant_so,
    "vs": visions.ask_closeness,
    "vc": visions.closeness,
    "vc_skip": visions.skip_closeness,
    "va": visions.ask_again,
    "vr": visions.ask_words,
    "vx": visions.ask_release,
    "vxx": visions.release,
    "j": journal.open_entry,
    "jl": journal.page,
    "jf": journal.found_page,
    "jp": journal.play,
    "jw": journal.whole,
    "jc": journal.correct,
    "jd": journal.ask_delete,
    "jx": journal.delete,
    "pl": programs.show,
    "p": programs.card,
    "pd": programs.details,
    "pr": programs.reserve,
    "pf": programs.give,
    "pq": programs.share,
    "pu": programs.unknown,
    "pt": programs.tell,
    "pta": programs.tell_all,
    "pn": programs.do_not_tell,
    "ps": programs.society,
    "sr": seats.reserve,
    "sm": seats.show,
    "sc": seats.calendar,
    "sg": seats.ask_give_back,
    "sgg": seats.give_back,
    "iq": inquiries.ask,
    "iw": inquiries.ask_more,
    "io": inquiries.open_one,
    "il": inquiries.mine,
    "ix": inquiries.ask_withdraw,
    "ixx": inquiries.withdraw,
    "cm": cohorts.mine,
    "cl": cohorts.ask_leave,
    "clx": cohorts.leave,
    "nws": news.show,
    "nw1": news.open_one,
    "nwa": news.preferences,
    "nwon": news.turn_on,
    "nwh": news.set_hours,
    announcing.TAP: news.tapped,
    announcing.OFF: news.turn_off,
}
"""What a button of members sends before its first colon."""

TAPS: Mapping[str, Handler] = {**MEMBERS_TAPS, **staff_ways.TAPS}
"""What any button sends before its first colon."""

Typed = Callable[[Turn], Awaitable[None]]

AWAITED: Mapping[str, Typed] = {
    dialogs.ANSWER: answering.given,
    "language": onboarding.typed,
    "zone": zones.typed,
    "travel": zones.until_typed,
    "rhythm": rhythms.typed,
    "quiet": quiet.typed,
    "days_off": days_off.typed,
    "vision": visions.typed,
    "vision_words": visions.typed_words,
    "vision_again": visions.typed_again,
    "closeness": visions.typed_closeness,
    "correction": journal.corrected,
    "pause": settings.pause_typed,
    "forget": privacy.forget_typed,
    "inquiry": inquiries.asked,
    "inquiry_more": inquiries.more,
    **staff_ways.AWAITED,
}
"""What a person's next words are taken for."""

CONTINUES: Mapping[str, frozenset[str]] = {
    "language": frozenset({"lang"}),
    "zone": frozenset({"zc", "zp", "zl", "zt", "zh"}),
    "travel": frozenset({"zud"}),
    "rhythm": frozenset({"rp", "re", "rt", "rok", "rw", "rwp"}),
    "quiet": frozenset({"qs"}),
    "days_off": frozenset({"dfn", "dfx"}),
    "closeness": frozenset({"vc", "vc_skip"}),
    "pause": frozenset({"pause"}),
    "forget": frozenset({"export"}),
    **staff_ways.CONTINUES,
}
"""What continues a conversation. Turning to anything else puts to rest what was awaited, but for an open question."""

NAMES: Mapping[str, str] = {
    "vision": "for_my_vision",
    "vision_words": "for_my_vision",
    "vision_again": "for_my_vision",
    "closeness": "for_my_vision",
    "correction": "for_the_correction",
    "inquiry": "for_the_society",
    "inquiry_more": "for_the_society",
    "language": "for_my_settings",
    "zone": "for_my_settings",
    "travel": "for_my_settings",
    "rhythm": "for_my_settings",
    "quiet": "for_my_settings",
    "days_off": "for_my_settings",
    "pause": "for_my_settings",
    "forget": "for_erasing",
    **dict.fromkeys(staff_ways.AWAITED, "for_staff_work"),
}
"""The button that names what is awaited, where words may be meant for it or for a question."""

TAKES_MEDIA = frozenset({dialogs.ANSWER, "correction", *inquiries.AWAITED})
TAKES_FILES = staff_ways.TAKES_FILES
TAKES_MESSAGES = staff_ways.TAKES_MESSAGES
SETTLING_TAPS = frozenset({"consent", "skip"})  # they see to what is awaited themselves
WITHOUT_CONSENT = frozenset({"start", "help", "privacy", "programs"})
TAPS_WITHOUT_CONSENT = frozenset(
    {"consent", "pl", "p", "pd", "pr", "pf", "pu", "pt", "pta", "pq", "ps", "sr", "iq"}
)
LOOKS = frozenset({"programs", "library", "news", "journal", "settings"})
"""What anybody may look at while they settle in; the question they were asked stands meanwhile."""
STANDS = frozenset({"language", "zone", "rhythm"})
"""The questions of settling in that take no words but their own answers, and so can wait through anything."""
WHILE_SETTLING_IN = frozenset(
    {"start", "help", "privacy", "language", "zone", "rhythm", "export", "forget", "stop"}
)
