"""What the bot is told of the desk: questions to people, and the staff's side."""

from __future__ import annotations

from solbot.bot.routes import Awaited, Feature
from solbot.desk import canned, history_chat, notices, threads, writing_chat
from solbot.desk import chat as desk_chat
from solbot.desk import staff_chat as desk_staff_chat
from solbot.staff.gate import Guarded, asked_of_staff, guarded
from solbot.staff.rules import Right

FEATURE = Feature(
    commands={
        "desk": Guarded(Right.DESK, desk_staff_chat.show),
    },
    taps={
        "iq": desk_chat.ask,
        "iw": desk_chat.ask_more,
        "io": desk_chat.open_one,
        "il": desk_chat.mine,
        "ix": desk_chat.ask_withdraw,
        "ixx": desk_chat.withdraw,
        **guarded(
            Right.DESK,
            desk_staff_chat.show,
            {
                "dkl": desk_staff_chat.page,
                "dkb": desk_staff_chat.choose_program,
                "dki": desk_staff_chat.open_one,
                "dch": history_chat.show,
                "dkp": desk_staff_chat.whole,
                "dkf": desk_staff_chat.ask_search,
                "dkm": desk_staff_chat.search_on,
                "dkq": desk_staff_chat.quiet,
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
            Right.WRITE,
            desk_staff_chat.show,
            {
                "dwp": writing_chat.to_person,
                "dwc": writing_chat.choose,
                "dwl": writing_chat.listed,
                "dwt": writing_chat.pick,
                "dwa": writing_chat.ask,
                "dwr": canned.choose_for_message,
                "dwe": canned.use_in_message,
                "dwo": writing_chat.open_one,
                "dws": writing_chat.send,
                "dwx": writing_chat.drop,
            },
        ),
        **guarded(
            Right.DESK_RULES,
            desk_staff_chat.show,
            {
                "dkv": desk_staff_chat.hours,
            },
        ),
    },
    awaited={
        "inquiry": Awaited(desk_chat.asked, named="for_the_society", media=True),
        "inquiry_more": Awaited(desk_chat.more, named="for_the_society", media=True),
        "desk_answer": asked_of_staff(
            Right.DESK, threads.answered, back=threads.way_back, files=True
        ),
        writing_chat.AWAITED: asked_of_staff(
            Right.WRITE, writing_chat.worded, back=lambda data: f"dwo:{data['message']}", files=True
        ),
        "desk_note": asked_of_staff(Right.DESK, threads.noted, back=threads.way_back),
        "desk_search": asked_of_staff(
            Right.DESK, desk_staff_chat.searched, back=lambda _: "do:desk", taps=("dkm",)
        ),
        "ready_name": asked_of_staff(Right.DESK, canned.named, back=canned.way_back),
        "ready_words": asked_of_staff(Right.DESK, canned.worded, back=canned.way_back),
    },
    taps_without_consent={"iq"},
    replied=desk_chat.replied,
    adds={"remark": desk_chat.add_piece},
    notices=notices.NOTICES,
    person_section=writing_chat.person_section,
)
