"""What the bot is told of the desk: questions to people, and the staff's side."""

from __future__ import annotations

from solbot.bot.routes import Awaited, Feature
from solbot.bot.taps import do, taps
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
        **taps(
            desk_chat.ask,
            desk_chat.ask_more,
            desk_chat.open_one,
            desk_chat.mine,
            desk_chat.ask_withdraw,
            desk_chat.withdraw,
        ),
        **guarded(
            Right.DESK,
            desk_staff_chat.show,
            taps(
                desk_staff_chat.filtered,
                desk_staff_chat.choose_program,
                desk_staff_chat.open_one,
                history_chat.show,
                desk_staff_chat.whole,
                desk_staff_chat.ask_search,
                desk_staff_chat.search_on,
                desk_staff_chat.quiet,
                threads.take,
                threads.give_back,
                threads.choose_person,
                threads.hand_over,
                threads.ask_note,
                threads.close,
                threads.reopen,
                threads.ask_answer,
                threads.show_draft,
                threads.drop_draft,
                threads.send,
                threads.send_again,
                canned.choose,
                canned.use,
                canned.show,
                canned.open_one,
                canned.ask_new,
                canned.ask_name,
                canned.ask_words,
                canned.ask_delete,
                canned.delete,
            ),
        ),
        **guarded(
            Right.WRITE,
            desk_staff_chat.show,
            taps(
                writing_chat.to_person,
                writing_chat.choose,
                writing_chat.listed,
                writing_chat.pick,
                writing_chat.ask,
                canned.choose_for_message,
                canned.use_in_message,
                writing_chat.open_one,
                writing_chat.send,
                writing_chat.drop,
            ),
        ),
        **guarded(
            Right.DESK_RULES,
            desk_staff_chat.show,
            taps(
                desk_staff_chat.hours,
            ),
        ),
    },
    awaited={
        "inquiry": Awaited(desk_chat.asked, named="for_the_society", media=True),
        "inquiry_more": Awaited(desk_chat.more, named="for_the_society", media=True),
        "desk_answer": asked_of_staff(
            Right.DESK, threads.answered, back=threads.way_back, files=True
        ),
        writing_chat.AWAITED: asked_of_staff(
            Right.WRITE,
            writing_chat.worded,
            back=lambda data: writing_chat.open_one.to(data["message"]),
            files=True,
        ),
        "desk_note": asked_of_staff(Right.DESK, threads.noted, back=threads.way_back),
        "desk_search": asked_of_staff(
            Right.DESK,
            desk_staff_chat.searched,
            back=lambda _: do("desk"),
            taps=taps(desk_staff_chat.search_on),
        ),
        "ready_name": asked_of_staff(Right.DESK, canned.named, back=canned.way_back),
        "ready_words": asked_of_staff(Right.DESK, canned.worded, back=canned.way_back),
    },
    taps_without_consent=taps(desk_chat.ask),
    replied=desk_chat.replied,
    adds={"remark": desk_chat.add_piece},
    notices=notices.NOTICES,
    person_section=writing_chat.person_section,
)
