"""Every reply and every label that the code names ships, and is given just what it uses; and none ships that nobody
names.

What a reply uses is what its template in the default language does (content/expected.py). The names and values of calls
are read from the code (call_sites.py); what only shows when it runs is told here.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable, Mapping
from functools import cache
from itertools import chain

import pytest

from solbot.announcements.draft.buttons import OFFERED
from solbot.announcements.rules import SENT_ON
from solbot.announcements.send.exceptions import READY
from solbot.announcements.sequences.writing import WAYS
from solbot.app import ROUTES
from solbot.bot import about
from solbot.bot.keywords import COMMANDS
from solbot.bot.pager import BETWEEN, IN_TIME
from solbot.coaching.journal.finding import EntryKind
from solbot.coaching.path.wishes import LEANINGS
from solbot.coaching.visions.picture_chat import SIGNS, STROKES
from solbot.content import expected
from solbot.content.catalog import Catalog
from solbot.content.editions import FIELDS, JOINING
from solbot.content.labels import placeholders
from solbot.content.models import DISCIPLINES
from solbot.content.samples.everywhere import AREAS, SAMPLES
from solbot.content.short_replies import CAPTIONS, TOASTS
from solbot.content.society import SOCIETY_FIELDS
from solbot.db.states import Payment, Role, StepOutcome
from solbot.programs.letters import NOTICES
from solbot.programs.requests import FACTS
from solbot.staff.audit import Thing
from solbot.staff.stats_rules import Disclosure
from solbot.staff.tables.chat import WHO
from tests.call_sites import Names, Site, code
from tests.functions_read import Function

EXPECTED = expected.shipped()
PUT: Mapping[str, Iterable[str]] = {
    "audit_{}": Thing,
    "announced_{}": {*OFFERED} - {"link"},  # a link has a label of its own
    "field_{}": {*FIELDS, *SOCIETY_FIELDS, "price", "checked"},
    "figure_{}": {*Disclosure} - {"exact", "a_few_more"},  # no share is a few more than another
    "lean_{}": LEANINGS,
    "list_yes_{}": ROUTES.rosters,
    "media_{}": SENT_ON,
    "mood_{}": "12345",
    "open_{}": ("article", "flyer"),
    "payment_is_{}": Payment,
    "picture_{}": {*STROKES, *SIGNS},
    "play_{}": ("voice", "photo"),
    "role_{}": Role,
    "step_{}": StepOutcome,
    "tell_{}": FACTS,
    "urgent_{}": READY,
    "{}_yes": ("add_all", "drop_all", "keep_all"),
}
"""What is put into a name that only shows when it runs: it was kept, or comes from a table."""

GONE = {"staff/list_gone", *code().handed("NotNow", "toast", 0)}
_JOINING = {"online_yes", "online_no", *(f"joining_{one}" for one in JOINING)}
MEANT: Mapping[tuple[str, str], Iterable[str]] = {
    ("announcements/sequences/writing.py", "sequence_{}_{}"): {
        f"sequence_{side}_{anchor}" for anchor, side in WAYS
    },
    ("bot/pager.py", "before"): {BETWEEN[0], IN_TIME[0]},
    ("bot/pager.py", "after"): {BETWEEN[1], IN_TIME[1]},
    ("coaching/export/as_book.py", "entry.discipline"): DISCIPLINES,
    ("coaching/export/as_months.py", "entry.discipline"): DISCIPLINES,
    ("coaching/journal/unfiled.py", "found.sets"): DISCIPLINES,
    ("coaching/journal/views.py", "key"): {*DISCIPLINES, *(f"find_{one}" for one in EntryKind)},
    ("coaching/journal/which.py", "key"): {f"do_{one}" for one in ("ask", *COMMANDS)},
    ("coaching/path/chat.py", "asked.discipline"): DISCIPLINES,
    ("coaching/path/chat.py", "coming.folder"): DISCIPLINES,
    ("coaching/path/chat.py", "one"): DISCIPLINES,
    ("coaching/sharing/chat.py", "kind.reply"): code().handed("SharedList", "reply", 0),
    ("programs/editor/field_screens.py", "key"): _JOINING,
    ("programs/editor/values.py", "choice_key(field, value)"): _JOINING,
    ("programs/letters.py", "ref['notice']"): {one for one in NOTICES if one.startswith("seat_")},
    ("staff/people_chat.py", "one.line"): ROUTES.letters.lines(),
    ("staff/rosters/chat.py", "gone.toast"): GONE,
    (
        "staff/rosters/chat.py",
        "gone.toast if isinstance(gone, NotNow) else 'staff/list_gone'",
    ): GONE,
    ("staff/tables/chat.py", "gone.toast"): GONE,
    ("staff/tables/chat.py", "one"): code().handed("Gathered", "columns", 1),
}
"""Which names a call means, where a letter, a row or an error says so, or one part of it depends on another."""

DECLARED = {*WHO, *(one.named for one in ROUTES.awaited.values() if one.named)}
"""Labels that are handed over, to whoever names them."""


def names_of(site: Site) -> Names:
    """What a call names; nothing where that is told nowhere."""
    if (site.file, site.name) in MEANT:
        return frozenset(MEANT[site.file, site.name])
    if not site.names and site.name in PUT:
        return frozenset(site.name.replace("{}", str(one)) for one in PUT[site.name])
    return site.names or frozenset()


@cache
def sites() -> tuple[Site, ...]:
    return tuple(code().sites())


def named(*kinds: str) -> Names:
    return frozenset(chain.from_iterable(names_of(one) for one in sites() if one.kind in kinds))


def fault_of(site: Site) -> str | None:
    """What is wrong with a call, if anything is."""
    names = names_of(site)
    there: Container[str] = EXPECTED.buttons if site.kind == "button" else EXPECTED.replies
    if not names or (site.given is None and site.kind != "having"):
        return "what is named or given can't be told"
    if missing := sorted(one for one in names if one not in there):
        return f"names {', '.join(missing)}, which there is not"
    if site.kind == "toast" and (long := sorted(names - TOASTS)):
        return f"shows {', '.join(long)} over a button"
    used = frozenset(EXPECTED.replies[one] for one in names if site.kind in ("reply", "toast"))
    if used and site.given is not None and site.given != used:
        wrong = sorted({one for way in site.given ^ used for one in way})
        return f"{', '.join(sorted(names))}: does not use just what it is given: {wrong}"
    return None


def test_every_call_names_what_there_is_and_gives_what_that_uses() -> None:
    faults = [(one, fault) for one in sites() if (fault := fault_of(one))]
    assert not faults, "\n".join(f"{one.file}:{one.line} {fault}" for one, fault in faults)
    assert len(sites()) > 2000


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ('context.say("words_please")', True),
        ('context.say("word_please")', False),
        ('context.say("home", None, name="", next=None)', True),
        ('context.say("home", None, name="")', False),
        ('context.say("home", None, name="", next=None, more=1)', False),
        ('context.show("words_please" if way else "buttons_here")', True),
        ('context.show("words_please" if way else "home")', False),
        ('context.toast("nothing_new", stands=True)', True),
        ('context.toast("words_please")', False),
        ('language.reply("home", **{"name": "", "next": None})', True),
        ('language.reply("home", **{"name": ""}, next=None)', True),
        ('language.reply("home", **values)', False),
        ('language.having("words_please").reply("words_please")', True),
        ('language.having("word_please")', False),
        ('context.button("back", "x")', True),
        ('context.button("backwards", "x")', False),
        ('context.button(f"role_{way}", "x")', True),
        ('context.button(f"rule_{way}", "x")', False),
        ('context.button(next(iter(way)), "x")', False),
    ],
)
def test_what_is_not_so_is_found(written: str, right: bool) -> None:
    (read,) = ast.parse(f"def read(context, language, way, values): {written}").body
    assert isinstance(read, ast.FunctionDef)
    function = Function("bot/about.py", about, read)
    (site,) = code().sites_of(
        next(one for one in function.parts if isinstance(one, ast.Call)), function
    )
    assert (fault_of(site) is None) is right


def test_every_label_is_given_what_it_shows_in_any_language(shipped: Catalog) -> None:
    for language in shipped.by_code.values():
        for site in (one for one in sites() if one.kind == "button"):
            shown = [placeholders(language.buttons[name]) for name in names_of(site)]
            lacking = [one for one in shown for way in site.given or () if not one <= way]
            assert not lacking, f"{site.file}:{site.line} {site.name}"


def test_nothing_ships_that_nobody_names() -> None:
    assert named("reply", "toast") == EXPECTED.replies.keys()
    assert named("button") | DECLARED == EXPECTED.buttons


def test_what_is_told_here_is_not_told_by_the_code() -> None:
    every = EXPECTED.buttons | EXPECTED.replies.keys()
    untold = {(one.file, one.name) for one in sites() if not one.names or one.names - every}
    assert {key for key in untold if key[1] not in PUT} == MEANT.keys()
    assert {name for _, name in untold} >= PUT.keys()


def test_short_replies_are_said_where_there_is_little_room() -> None:
    assert named("toast") == TOASTS
    assert EXPECTED.replies.keys() >= CAPTIONS


def test_every_sample_is_of_a_variable_and_there_is_one_of_each(shipped: Catalog) -> None:
    used = frozenset(chain.from_iterable(EXPECTED.replies.values()))
    in_labels = chain.from_iterable(map(placeholders, shipped.default.buttons.values()))
    assert used.union(in_labels) == SAMPLES.keys()
    sampled = [name for area in AREAS for name in area.SAMPLES]
    assert len(sampled) == len(set(sampled))
