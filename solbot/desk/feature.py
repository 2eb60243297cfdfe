"""What the bot is told of the desk: questions to people, and the staff's side."""

from __future__ import annotations

from solbot.bot.routes import Awaited, Feature
from solbot.desk import canned, chat, notices, threads
from solbot.desk import staff_chat as desk
from solbot.staff.gate import Guarded, asked_of_staff, guarded
from solbot.staff.rules import Right

FEATURE = Feature(
    commands={
        "desk": Guarded(Right.DESK, desk.show),
    },
    taps={
        "iq": chat.ask,
        "iw": chat.ask_more,
        "io": chat.open_one,
        "il": chat.mine,
        "ix": chat.ask_withdraw,
        "ixx": chat.withdraw,
        **guarded(
            Right.DESK,
            desk.show,
            {
                "dkl": desk.page,
                "dkb": desk.choose_program,
                "dki": desk.open_one,
                "dkp": desk.whole,
                "dkf": desk.ask_search,
                "dkm": desk.search_on,
                "dkq": desk.quiet,
                "dkt": threads.take,
                "dku": threads.give_back,
                "dkh": threads.choose_person,
                "dkg": threads.hand_over,
                "dkn": threads.ask_note,
                "dkc": threads.close,
                "dko": threads.reopen,
                "dka": threads.ask_answer,
                "dkd": threads.show_draft,
                "dkx": threads.drop_draft,
                "dks": threads.send,
                "dkz": threads.send_again,
                "dkr": canned.choose,
                "dke": canned.use,
                "drl": canned.show,
                "dro": canned.open_one,
                "drn": canned.ask_new,
                "drm": canned.ask_name,
                "drw": canned.ask_words,
                "drd": canned.ask_delete,
                "drx": canned.delete,
            },
        ),
        **guarded(
            Right.DESK_RULES,
            desk.show,
            {
                "dkv": desk.hours,
            },
        ),
    },
    awaited={
        "inquiry": Awaited(chat.asked, named="for_the_society", media=True),
        "inquiry_more": Awaited(chat.more, named="for_the_society", media=True),
        "desk_answer": asked_of_staff(Right.DESK, threads.answered, files=True),
        "desk_note": asked_of_staff(Right.DESK, threads.noted),
        "desk_search": asked_of_staff(Right.DESK, desk.searched, taps=("dkm",)),
        "ready_name": asked_of_staff(Right.DESK, canned.named),
        "ready_words": asked_of_staff(Right.DESK, canned.worded),
    },
    taps_without_consent={"iq"},
    notices=notices.NOTICES,
)
