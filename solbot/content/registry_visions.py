"""What the code expects of every language for the page of a vision, its picture, and looks back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from solbot import limits
from solbot.content.samples import MOMENT, prose

REPLIES = {
    "visions": "visions page pages",
    "visions_let_go": "visions page pages",
    "vision": "vision",
    "vision_history": "events page pages",
    "vision_gone": "",
    "vision_kept": "closeness",
    "vision_released": "waiting",
    "vision_too_long": "length most",
    "ask_vision": "",
    "ask_vision_words": "change words",
    "ask_vision_change": "again",
    "ask_vision_again": "words",
    "ask_closeness": "words change again",
    "ask_release": "waiting",
    "offer_page": "offer words",
    "put_on_page": "offer words day",
    "ask_page_of": "offer visions page pages",
    "ask_page_change": "before words",
    "on_page_already": "",
    "only_in_journal": "",
    "look_through": "look became",
    "look_over": "looked became",
    "figures_settled": "",
    "whats_new": "wrote",
    "vision_picture": "course",
    "vision_without_picture": "",
    "ask_pull": "again",
    "ask_strain": "pull again",
    "pull_strain_kept": "pull strain",
    "ask_fact": "words",
    "fact_kept": "words",
    "page_facts": "stated page pages",
    "page_fact": "told",
    "ask_step": "",
    "ask_step_day": "words trouble",
    "step_kept": "planned",
    "page_steps": "steps page pages",
    "page_step": "planned",
    "ask_learnt": "planned",
    "ask_drawing": "again",
    "drawing_kept": "",
    "page_drawing": "at readable",
    "ask_drawing_off": "",
    "ask_page_words": "words",
    "ask_take_off": "words",
    "page_gone": "",
    "page_too_long": "what length most held",
    "review": "kind hook own_words vision_words then_now",
}

TOASTS = frozenset({"figures_settled"})

BUTTONS = """
    vision vision_again vision_change vision_closeness vision_history vision_new vision_open vision_page
    vision_pull_strain vision_release vision_release_yes vision_take_up visions_all visions_let_go change_clarified
    change_lowered change_raised take_it_back take_off take_off_yes fact_add fact_holds fact_struck facts_back
    facts_list another_day in_a_week no_day step_add step_done step_learnt step_let_go step_not_yet step_outcome
    step_partly step_reopen steps_back steps_list drawing_add drawing_again drawing_off drawing_off_yes drawing_show
    picture picture_title picture_closeness picture_pull picture_strain picture_raised picture_clarified
    picture_lowered picture_released picture_done picture_partly picture_not_yet picture_let_go picture_open
    picture_averaged picture_several no_day_off to_page journal_only see_page page_of
    my_page look_through stop_here
"""


def _fact(most: int) -> dict[str, object]:
    return {"words": prose(most), "on": MOMENT.date(), "struck": MOMENT}


def _step(most: int) -> dict[str, object]:
    return {
        "words": prose(most),
        "on": MOMENT,
        "due": MOMENT.date(),
        "outcome": "not_yet",
        "settled": MOMENT,
        "learnt": prose(most),
    }


SAMPLES: Mapping[str, object] = {
    "became": {"what": "wording", "count": 12_345},
    "change": "clarified",
    "course": {
        "words": prose(limits.IN_LINE),
        "closeness": {
            "first": {"on": MOMENT.date(), "value": 10},
            "last": {"on": MOMENT.date() + timedelta(days=30), "value": 10},
            "lowest": 10,
            "highest": 10,
        },
        "pull": {"on": MOMENT.date(), "value": 10},
        "strain": {"on": MOMENT.date() + timedelta(days=30), "value": 10},
        "changes": [
            {"kind": one, "count": limits.WORDINGS} for one in ("raised", "clarified", "lowered")
        ],
        "released": MOMENT.date(),
        "steps": [
            {"outcome": one, "count": limits.STEPS}
            for one in ("done", "partly", "not_yet", "let_go", "open")
        ],
        "step_count": limits.STEPS,
    },
    "events": [
        {
            "on": MOMENT,
            "what": "step_not_yet",
            "words": prose(limits.PAGE_LINE),
            "learnt": prose(limits.PAGE_LINE),
            "value": None,
            "due": MOMENT.date(),
        }
    ]
    * 10,
    "look": {
        "number": limits.LOOKED_THROUGH,
        "of": limits.LOOKED_THROUGH,
        "what": "step",
        "vision": prose(limits.IN_LINE),
        "asked": prose(limits.ASKED),
        "words": prose(limits.BEFORE),
        "count": 12_345,
        "on": MOMENT.date(),
        "until": MOMENT.date(),
    },
    "looked": {"seen": limits.LOOKED_THROUGH, "left": limits.LOOKED_THROUGH},
    "offer": "step",
    "planned": _step(limits.LEARNT),
    "pull": 10,
    "readable": True,
    "own_words": [{"on": MOMENT.date(), "words": prose(limits.WORDING)}] * 3,
    "then_now": {
        "since": MOMENT,
        "words": prose(limits.IN_LIST),
        "closeness": (0, 10),
        "new": [prose(limits.WORDING)] * 2,
        "gone": [prose(limits.WORDING)] * 2,
        "steps": [{"words": prose(limits.WORDING), "outcome": "not_yet"}] * 2,
    },
    "vision_words": prose(limits.IN_LIST),
    "stated": [{"number": 123, **_fact(limits.IN_LIST)}] * 10,
    "strain": 10,
    "told": _fact(limits.ENTRY),
    "trouble": "unclear",
    "vision": {
        "words": prose(limits.BEFORE),
        "since": MOMENT,
        "released": MOMENT,
        "close": {"value": 10, "on": MOMENT.date()},
        "before": {"value": 10, "on": MOMENT.date()},
        "pull": {"value": 10, "on": MOMENT.date()},
        "strain": {"value": 10, "on": date(2026, 9, 29)},
        "facts": [_fact(limits.PAGE_LINE)] * 3,
        "next": _step(limits.PAGE_LINE),
        "others": 499,
        "settled": [_step(limits.PAGE_LINE)] * 2,
    },
    "steps": [{"number": 123, **_step(limits.PAGE_LINE)}] * 10,
    "wrote": True,
    "visions": [
        {
            "number": 123,
            "words": prose(limits.IN_LIST),
            "clock": time(20, 45),
            "closeness": 10,
            "since": MOMENT,
            "released": MOMENT,
            "wordings": [{"kind": "raised", "words": prose(limits.WORDING), "on": MOMENT}],
            "facts": [_fact(limits.IN_LIST)],
            "figures": [{"kind": "closeness", "value": 10, "on": MOMENT.date()}],
            "steps": [_step(limits.PAGE_LINE)],
            "drawn": MOMENT,
        }
    ]
    * 10,
}
