"""/people: how many there are, finding somebody, and a person's page. What anybody wrote is not among it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from zoneinfo import ZoneInfo

from solbot.bot import pager as pages
from solbot.bot.context import Later, Turn
from solbot.content.catalog import Language
from solbot.content.cutting import one_line
from solbot.content.labels import fitted
from solbot.limits import LOOKED_FOR
from solbot.programs import service as programs
from solbot.programs.cohorts.service import State
from solbot.staff import audit, people
from solbot.staff.audit import Action
from solbot.staff.gate import allowed
from solbot.staff.people import Letter, Page
from solbot.staff.service import Right
from solbot.staff.stats_rules import ENOUGH
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import Works

AWAITED = "people"
SHOWN = 8  # people in one answer
LETTERS = 10
MOST = 5  # programs or cohorts of one person on a page


async def show(turn: Turn, args: list[str]) -> None:
    """/people: the counts; words after the command, or sent next, are looked for."""
    if args and args[0].strip():
        await _search(turn, args[0], 0)
        return
    await turn.expect(AWAITED, words="")
    counts = await people.counts(turn.work)
    turn.show(
        "staff/members",
        Keyboard().row(turn.button("staff_menu", "do:staff")),
        standing={name: {"how": one.how, "count": one.count} for name, one in vars(counts).items()},
        enough=ENOUGH,
    )


async def typed(turn: Turn) -> None:
    """A name, a username or a number."""
    await _search(turn, turn.incoming.text, 0)


async def more(turn: Turn, args: list[str]) -> None:
    """A tap on More, under what was found."""
    words = turn.waiting.data.get("words") if turn.waiting else None
    if turn.waiting is None or turn.waiting.awaits != AWAITED or not words:
        turn.toast("staff/search_again")
        return
    await _search(turn, words, max(0, int(args[0])))


async def open_one(turn: Turn, args: list[str]) -> None:
    """A tap on a person: their page; a long one goes on for several: `person, page`."""
    found = await people.page(turn.work, turn.routes.letters, turn.me.id, int(args[0]))
    if found is None:
        turn.toast("staff/member_gone")
        return
    keyboard = Keyboard().row(turn.button("member_letters", f"sql:{found.id}"))
    longest = max(map(len, (found.asked, found.seats, found.cohorts, found.alumni_of)))
    here = pages.named(args, 1, longest, MOST)
    if await allowed(turn, Right.PROGRAMS):
        keyboard.row(
            turn.button("member_to_cohort", f"scp:{found.id}"),
            turn.button("member_alumni", f"salp:{found.id}"),
        )
        for run in here.of(found.cohorts):
            if run.state is State.OPEN:
                data = f"sck:{run.id}:{found.id}"
                keyboard.row(turn.button("cohort_take_out", data, short=fitted(run.name, 28)))
    keyboard.row(*here.turning(turn, f"sqp:{found.id}"))
    keyboard.row(turn.button("staff_people", "do:people"))
    titles = await programs.titles(turn.work, turn.language)
    turn.show("staff/member", keyboard, **_values(turn, found, titles, here))


async def letters(turn: Turn, args: list[str]) -> None:
    """A tap on What was sent: kinds, moments and what became of each."""
    person_id = int(args[0])
    name = await people.name_of(turn.work, person_id)
    if name is None:
        turn.toast("staff/member_gone")
        return
    before = int(args[1]) if len(args) > 1 else None
    found, older = await people.letters(turn.work, turn.routes.letters, person_id, before, LETTERS)
    await audit.note(turn.work, turn.me.id, Action.LOOKED_AT_PERSON, person_id)
    keyboard = Keyboard()
    if older is not None:
        keyboard.row(turn.button("older", f"sql:{person_id}:{older}"))
    keyboard.row(turn.button("back", f"sqp:{person_id}"))
    turn.show("staff/letters", keyboard, name=name, letters=[_letter(turn, one) for one in found])


async def _search(turn: Turn, words: str, after: int) -> None:
    """Look for people after this turn: their names are decrypted one by one for it."""
    words = one_line(words, LOOKED_FOR)
    await turn.expect(AWAITED, words=words)
    turn.afterwards.append(Later(partial(_found, turn.me.id, turn.language, words, after)))


async def _found(by: int, language: Language, words: str, after: int, works: Works) -> Message:
    async with works.reading() as work:
        found, following = await people.search(work, words, after, SHOWN)
    async with works.begin(durable=False) as work:
        await audit.note(work, by, Action.SEARCHED_PEOPLE, count=len(found))
    keyboard = Keyboard().grid(
        (Button(fitted(people.called(one)), f"sqp:{one.id}") for one in found), 1
    )
    if following is not None:
        keyboard.row(Button(language.button("more_people"), f"sq:{following}"))
    keyboard.row(Button(language.button("staff_people"), "do:people"))
    html = language.reply(
        "staff/found",
        text=words,
        found=[{"name": people.called(one), "seen": one.seen_on} for one in found],
        begun=after == 0,
        following=following is not None,
    )
    return Message(html, keyboard.built())


def _values(
    turn: Turn, found: Page, titles: Mapping[str, str], here: pages.Page
) -> dict[str, object]:
    zone = ZoneInfo(found.zone)

    def title(program_id: str) -> str:
        return titles.get(program_id, program_id)

    return {
        "name": found.name or str(found.id),
        "username": found.username,
        "telegram_id": str(found.id),
        "state": found.state,
        "paused": found.is_paused,
        "until": found.paused_until.astimezone(zone) if found.paused_until else None,
        "joined": turn.local(found.joined_at),
        "seen": found.seen_on,
        "language": found.language,
        "zone": found.zone,
        "now": turn.work.now.astimezone(zone),
        "asked": [
            {"title": title(one.program_id), "facts": one.facts} for one in here.of(found.asked)
        ],
        "seats_of": [
            {"title": title(one.program_id), "status": one.status, "place": one.place}
            for one in here.of(found.seats)
        ],
        "in_cohorts": [
            {
                "cohort": run.name,
                "title": title(run.program_id),
                "first": run.first_day,
                "last": run.last_day,
                "over": run.state is State.ENDED,
            }
            for run in here.of(found.cohorts)
        ],
        "took_part_in": [
            {"title": title(one.program_id), "since": turn.local(one.since)}
            for one in here.of(found.alumni_of)
        ],
        "next": found.next_nudge.astimezone(zone) if found.next_nudge else None,
        "coming": [_letter(turn, one) for one in found.coming],
    }


def _letter(turn: Turn, one: Letter) -> dict[str, object]:
    return {
        "what": turn.language.button(one.line),
        "status": one.status,
        "at": turn.local(one.at),
    }
