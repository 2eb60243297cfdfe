"""What the bot is told of coaching: settling in, questions, answers, visions, the journal and one's own data."""

from __future__ import annotations

from solbot.bot import dialog
from solbot.bot.routes import Awaited, Feature
from solbot.coaching import delivery, onboarding, privacy, screens
from solbot.coaching.answers import chat as answers
from solbot.coaching.days_off import chat as days_off
from solbot.coaching.journal import chat as journal
from solbot.coaching.journal import unfiled
from solbot.coaching.rhythm import chat as rhythm
from solbot.coaching.silence import chat as silence
from solbot.coaching.silence import settings_chat as manners
from solbot.coaching.visions import chat as visions

FEATURE = Feature(
    commands={
        "start": onboarding.start,
        "today": screens.today,
        "reflect": screens.reflect,
        "vision": visions.show,
        "journal": journal.show,
        "library": screens.library,
        "language": onboarding.ask_language,
        "export": privacy.export,
        "privacy": privacy.show,
        "forget": privacy.ask_forget,
    },
    tapped_commands={
        "rhythm": rhythm.ask,
    },
    taps={
        "consent": onboarding.consent,
        "skip": onboarding.skip,
        "lang": onboarding.choose_language,
        "rp": rhythm.preset,
        "re": rhythm.edit,
        "rt": rhythm.toggle,
        "rok": rhythm.done,
        "rw": rhythm.ask_window,
        "rwp": rhythm.window,
        "mn": manners.show,
        "mnr": manners.read_only,
        "mnk": manners.keep_pace,
        "mne": manners.remind,
        "rmo": manners.no_reminders,
        "df": days_off.ask,
        "dfn": days_off.near,
        "dfx": days_off.remove,
        "hk": silence.keep,
        "hr": silence.only_read,
        "hp": silence.go_at,
        "hl": silence.leave,
        "a": answers.answer_now,
        "as": answers.scale,
        "ac": answers.choice,
        "am": answers.tick,
        "ad": answers.ticked,
        "al": answers.later,
        "ab": answers.back,
        "ar": answers.whole,
        "aq": answers.ask_me,
        "aw": answers.other_depth,
        "az": answers.snooze,
        "ak": answers.skip,
        "nk": unfiled.keep_note,
        "na": unfiled.keep_as_answer,
        "nx": unfiled.drop_note,
        "nu": unfiled.unplaced,
        "nw": unfiled.wait,
        "mv": unfiled.ask_move,
        "un": unfiled.undo,
        "nka": unfiled.keep_all,
        "naa": unfiled.add_all,
        "nxx": unfiled.drop_all,
        "f": screens.ask_of_discipline,
        "fr": screens.ask_of_reading,
        "lb": screens.shelf,
        "r": screens.read,
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
    },
    awaited={
        dialog.ANSWER: Awaited(answers.given, media=True),
        "language": Awaited(onboarding.typed, named="for_my_settings", taps=("lang",), stands=True),
        "rhythm": Awaited(
            rhythm.typed,
            named="for_my_settings",
            taps=("rp", "re", "rt", "rok", "rw", "rwp"),
            stands=True,
        ),
        "days_off": Awaited(days_off.typed, named="for_my_settings", taps=("dfn", "dfx")),
        "vision": Awaited(visions.typed, named="for_my_vision"),
        "vision_words": Awaited(visions.typed_words, named="for_my_vision"),
        "vision_again": Awaited(visions.typed_again, named="for_my_vision"),
        "closeness": Awaited(
            visions.typed_closeness, named="for_my_vision", taps=("vc", "vc_skip")
        ),
        "correction": Awaited(journal.corrected, named="for_the_correction", media=True),
        "forget": Awaited(privacy.forget_typed, named="for_erasing", taps=("export",)),
    },
    commands_without_consent={"start", "privacy"},
    taps_without_consent={"consent"},
    looks={"library", "journal"},
    while_settling_in={"start", "privacy", "language", "rhythm", "export", "forget"},
    settling_taps={"consent", "skip"},
    letters=delivery.LETTERS,
)
