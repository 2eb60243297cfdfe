"""What the bot is told of coaching: settling in, questions, answers, visions, the journal and one's own data."""

from __future__ import annotations

from solbot.bot import dialog
from solbot.bot.routes import Awaited, Feature, StartLink
from solbot.bot.taps import do, taps
from solbot.coaching import agreement, delivery, onboarding, privacy, screens
from solbot.coaching.answers import ahead, edited_chat, prompts
from solbot.coaching.answers import chat as answers_chat
from solbot.coaching.days_off import chat as days_off_chat
from solbot.coaching.export import chat as export_chat
from solbot.coaching.imports import chat as imports_chat
from solbot.coaching.imports import delivery as imports_delivery
from solbot.coaching.imports import running as imports_running
from solbot.coaching.journal import chat as journal_chat
from solbot.coaching.journal import deleting_chat, elsewhere, entry_chat, unfiled, which
from solbot.coaching.journal.ways_in import JOURNAL_AWAITS, JOURNAL_TAPS
from solbot.coaching.own_questions import chat as own_questions
from solbot.coaching.path import chat as path_chat
from solbot.coaching.path import tries_chat
from solbot.coaching.readings import chat as readings_chat
from solbot.coaching.readings import inline
from solbot.coaching.rhythm import chat as rhythm_chat
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.sharing import chat as sharing_chat
from solbot.coaching.sharing import received_chat
from solbot.coaching.silence import chat as silence_chat
from solbot.coaching.silence import settings_chat as silence_settings
from solbot.coaching.visions import chat as visions_chat
from solbot.coaching.visions import (
    drawing_chat,
    earlier_chat,
    facts_chat,
    feeds_chat,
    figures_chat,
    history,
    page_chat,
    picture_chat,
    steps_chat,
    wordings_chat,
)
from solbot.coaching.whats_new import chat as whats_new
from solbot.staff.gate import guarded
from solbot.staff.rules import Right

FEATURE = Feature(
    commands={
        "start": onboarding.start,
        "today": screens.today,
        "next": path_chat.show,
        "reflect": screens.reflect,
        "vision": visions_chat.show,
        "journal": journal_chat.show,
        "library": screens.library,
        "language": onboarding.ask_language,
        "export": export_chat.show,
        "import": imports_chat.show,
        "privacy": privacy.show,
        "forget": privacy.ask_forget,
    },
    tapped_commands={
        "rhythm": rhythm_chat.ask,
    },
    taps={
        **taps(
            onboarding.consent,
            agreement.answered,
            onboarding.skip,
            onboarding.choose_language,
            rhythm_chat.preset,
            rhythm_chat.edit,
            rhythm_chat.toggle,
            rhythm_chat.done,
            rhythm_chat.ask_window,
            rhythm_chat.window,
            silence_settings.show,
            silence_settings.read_only,
            silence_settings.lay_out,
            silence_settings.length,
            silence_settings.keep_pace,
            silence_settings.remind,
            silence_settings.no_reminders,
            days_off_chat.ask,
            days_off_chat.near,
            days_off_chat.remove,
            silence_chat.keep,
            silence_chat.only_read,
            silence_chat.go_at,
            silence_chat.leave,
            answers_chat.answer_now,
            answers_chat.scale,
            answers_chat.choice,
            answers_chat.tick,
            answers_chat.ticked,
            answers_chat.later,
            answers_chat.back,
            answers_chat.whole,
            answers_chat.ask_me,
            answers_chat.other_depth,
            answers_chat.snooze,
            answers_chat.skip,
            path_chat.why,
            path_chat.bring,
            path_chat.choose,
            path_chat.own_way,
            path_chat.lean,
            path_chat.keep,
            path_chat.fade,
            tries_chat.ask_day,
            tries_chat.ask_again,
            tries_chat.tonight,
            tries_chat.tomorrow,
            tries_chat.after_not_yet,
            tries_chat.leave,
            tries_chat.enough,
            own_questions.show,
            own_questions.ask_new,
            own_questions.open_one,
            own_questions.ask_words,
            own_questions.answer_by,
            own_questions.ask_days,
            own_questions.toggle,
            own_questions.come_on,
            own_questions.in_turn,
            own_questions.ask_now,
            own_questions.pause,
            own_questions.go_on,
            own_questions.ask_erase,
            own_questions.erase,
        ),
        **taps(
            unfiled.keep_note,
            unfiled.keep_as_answer,
            unfiled.drop_note,
            unfiled.unplaced,
            unfiled.wait,
            unfiled.ask_move,
            unfiled.undo,
            which.as_awaited,
            elsewhere.send,
        ),
        **guarded(Right.DESK, elsewhere.to_the_desk, taps(elsewhere.answer)),
        **taps(unfiled.keep_all, unfiled.add_all, unfiled.drop_all),
        **taps(
            screens.ask_of_discipline,
            screens.ask_of_reading,
            screens.shelf,
            readings_chat.read,
            readings_chat.keep,
            readings_chat.let_go,
            readings_chat.kept,
            readings_chat.send_on,
            readings_chat.to_print,
        ),
        **taps(page_chat.show, page_chat.whole),
        **taps(visions_chat.page, visions_chat.let_go),
        **taps(history.show, picture_chat.show),
        **taps(
            wordings_chat.ask_new,
            wordings_chat.meant_so,
            wordings_chat.ask_again,
            wordings_chat.ask_change,
            wordings_chat.ask_words,
            wordings_chat.change,
            wordings_chat.take_back,
            wordings_chat.ask_release,
            wordings_chat.release,
            wordings_chat.take_up,
        ),
        **taps(
            figures_chat.ask_closeness,
            figures_chat.closeness,
            figures_chat.skip_closeness,
            figures_chat.ask_pull,
            figures_chat.pull,
            figures_chat.strain,
            figures_chat.undo,
        ),
        **taps(
            facts_chat.ask,
            facts_chat.page,
            facts_chat.open_one,
            facts_chat.strike,
            facts_chat.ask_words,
            facts_chat.ask_take_off,
            facts_chat.take_off,
        ),
        **taps(
            steps_chat.ask,
            steps_chat.near,
            steps_chat.ask_day,
            steps_chat.page,
            steps_chat.open_one,
            steps_chat.settle,
            steps_chat.ask_learnt,
            steps_chat.reopen,
            steps_chat.ask_words,
            steps_chat.ask_take_off,
            steps_chat.take_off,
        ),
        **taps(
            drawing_chat.show,
            drawing_chat.ask,
            drawing_chat.ask_take_off,
            drawing_chat.take_off,
        ),
        **taps(feeds_chat.to_page, feeds_chat.beside, feeds_chat.change, feeds_chat.journal_only),
        **taps(
            earlier_chat.look,
            earlier_chat.put,
            earlier_chat.beside,
            earlier_chat.change,
            earlier_chat.journal_only,
            earlier_chat.put_figures,
            earlier_chat.leave_figures,
            earlier_chat.undo,
            earlier_chat.stop,
        ),
        **taps(whats_new.lead_on),
        **taps(
            sharing_chat.ask,
            sharing_chat.make,
            sharing_chat.given,
            sharing_chat.open_given,
            sharing_chat.take_back,
            sharing_chat.ask_all,
            sharing_chat.take_all_back,
        ),
        **taps(
            received_chat.accept,
            received_chat.decline,
            received_chat.show,
            received_chat.look,
            received_chat.whole,
            received_chat.play,
            received_chat.let_go,
        ),
        **JOURNAL_TAPS,
        **taps(export_chat.begin, export_chat.call_off),
        **taps(imports_chat.look, imports_chat.leave, imports_chat.take, imports_chat.undo),
    },
    awaited={
        dialog.ANSWER: Awaited(answers_chat.given, media=True),
        tries_chat.AWAITS: Awaited(
            tries_chat.typed,
            named="for_the_try",
            taps=taps(
                tries_chat.ask_again, tries_chat.tonight, tries_chat.tomorrow, tries_chat.leave
            ),
        ),
        "language": Awaited(
            onboarding.typed,
            named="for_my_settings",
            taps=taps(onboarding.choose_language),
            stands=True,
        ),
        "rhythm": Awaited(
            rhythm_chat.typed,
            named="for_my_settings",
            taps=taps(
                rhythm_chat.preset,
                rhythm_chat.edit,
                rhythm_chat.toggle,
                rhythm_chat.done,
                rhythm_chat.ask_window,
                rhythm_chat.window,
            ),
            stands=True,
        ),
        "days_off": Awaited(
            days_off_chat.typed,
            named="for_my_settings",
            taps=taps(days_off_chat.near, days_off_chat.remove),
        ),
        "vision": Awaited(wordings_chat.typed, named="for_my_vision"),
        "vision_words": Awaited(wordings_chat.typed_words, named="for_my_vision"),
        "vision_change": Awaited(
            wordings_chat.typed_change,
            named="for_my_vision",
            taps=taps(wordings_chat.change, wordings_chat.take_back),
        ),
        "vision_again": Awaited(wordings_chat.typed_again, named="for_my_vision"),
        "closeness": Awaited(
            figures_chat.typed_closeness,
            named="for_my_vision",
            taps=taps(figures_chat.closeness, figures_chat.skip_closeness),
            skip=figures_chat.skip_closeness.to(),
        ),
        "pull": Awaited(
            figures_chat.typed_pull, named="for_my_vision", taps=taps(figures_chat.pull)
        ),
        "strain": Awaited(
            figures_chat.typed_strain, named="for_my_vision", taps=taps(figures_chat.strain)
        ),
        "fact": Awaited(facts_chat.typed, named="for_my_vision"),
        "fact_again": Awaited(facts_chat.typed_again, named="for_my_vision"),
        "step": Awaited(steps_chat.typed, named="for_my_vision"),
        "step_day": Awaited(
            steps_chat.typed_day, named="for_my_vision", taps=taps(steps_chat.near)
        ),
        "step_learnt": Awaited(steps_chat.typed_learnt, named="for_my_vision"),
        "step_again": Awaited(steps_chat.typed_again, named="for_my_vision"),
        "drawing": Awaited(
            drawing_chat.given, named="for_my_vision", media=True, files=True, typed=False
        ),
        "own_question": Awaited(
            own_questions.typed,
            named="for_my_questions",
            taps=taps(own_questions.ask_new),
            media=True,
        ),
        "own_words": Awaited(own_questions.typed_words, named="for_my_questions", media=True),
        "own_days": Awaited(
            own_questions.typed_days, named="for_my_questions", taps=taps(own_questions.toggle)
        ),
        **JOURNAL_AWAITS,
        "import": Awaited(imports_chat.came, named="for_the_import", files=True, typed=False),
        "forget": Awaited(privacy.forget_typed, named="for_erasing", taps={"export"}),
    },
    commands_without_consent={"start", "privacy"},
    taps_without_consent=taps(onboarding.consent),
    looks={"library", "journal"},
    yes=(
        deleting_chat.delete.code,
        wordings_chat.release.code,
        unfiled.drop_all.to("yes"),
        unfiled.keep_all.to("yes"),
        own_questions.erase.code,
        deleting_chat.delete_whole.code,
        deleting_chat.delete_several.code,
        entry_chat.forget_words.code,
        feeds_chat.to_page.code,
    ),
    leads={
        "times": do("rhythm"),
        "language": do("language"),
        "own_questions": own_questions.show.to(),
        "vision": do("vision"),
        "journal": do("journal"),
        "earlier": earlier_chat.look.to(0),
        "import": do("import"),
        "copy": do("export"),
        "erasing": do("forget"),
    },
    while_settling_in={"start", "privacy", "language", "rhythm", "export", "forget"},
    settling_taps=taps(onboarding.consent, onboarding.skip),
    links={
        readings_chat.LETTER: StartLink(readings_chat.open_link, consent=False),
        sharing_chat.LETTER: StartLink(received_chat.open_link),
    },
    inline=inline.answer,
    letters=delivery.LETTERS,
    settling=onboarding.SETTLING,
    loose=which.LOOSE_WORDS,
    edited=edited_chat.edited,
    replied=answers_chat.replied,
    meets=silence_chat.meet,
    read_ahead=ahead.read_ahead,
    arrived=prompts.arrived,
    adds={"entry": answers_chat.add_piece},
    comes_next=schedule.next_nudge,
    cancels=export_chat.cancel,
    notices=imports_delivery.NOTICES,
    at_start=imports_running.go_on,
    at_stop=imports_running.break_off,
    unasked=imports_chat.offer,
)
