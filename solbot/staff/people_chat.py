"""/people: how many there are, finding somebody, and a person's page. What anybody wrote is not among it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from zoneinfo import ZoneInfo

from solbot.bot import pager
from solbot.bot.context import Context, Later
from solbot.bot.taps import do, sends, tap
from solbot.content.catalog import Language
from solbot.content.cutting import one_line
from solbot.content.labels import fitted
from solbot.db.states import CohortState
from solbot.limits import LOOKED_FOR
from solbot.programs import service as programs
from solbot.staff import audit, people
from solbot.staff.audit import Action
from solbot.staff.gate import allowed
from solbot.staff.people import PersonPage, ShownLetter
from solbot.staff.service import Right
from solbot.staff.stats_rules import ENOUGH
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitsOfWork

AWAITED = "people"
SHOWN = 8  # people in one answer
LETTERS = 10
MOST = 5  # programs or cohorts of one person on a page


async def show(context: Context, words: str = "") -> None:
    """/people: the counts; words after the command, or sent next, are looked for."""
    if words.strip():
        await _search(context, words, 0)
        return
    await context.expect(AWAITED, words="")
    counts = await people.counts(context.work)
    context.show(
        "staff/members",
        Keyboard().row(context.button("staff_menu", do("staff"))),
        standing={name: {"how": one.how, "count": one.count} for name, one in vars(counts).items()},
        enough=ENOUGH,
    )


async def typed(context: Context) -> None:
    """A name, a username or a number."""
    await _search(context, context.incoming.text, 0)


@tap("sq")
async def more(context: Context, after: int) -> None:
    """A tap on More, under what was found."""
    words = context.waiting.data.get("words") if context.waiting else None
    if context.waiting is None or context.waiting.awaits != AWAITED or not words:
        context.toast("staff/search_again")
        return
    await _search(context, words, max(0, after))


@tap("sqp")
async def open_one(context: Context, person_id: int, page: int = 0) -> None:
    """A tap on a person: their page; a long one goes on for several."""
    found = await people.page(context.work, context.routes.letters, context.me.id, person_id)
    if found is None:
        context.toast("staff/member_gone")
        return
    keyboard = Keyboard().row(context.button("member_letters", letters.to(found.id)))
    longest = max(map(len, (found.asked, found.seats, found.cohorts, found.alumni_of)))
    here = pager.at(page, longest, MOST)
    if await allowed(context, Right.PROGRAMS):
        keyboard.row(
            context.button("member_to_cohort", sends("scp", found.id)),
            context.button("member_alumni", sends("salp", found.id)),
        )
        for run in here.of(found.cohorts):
            if run.state is CohortState.OPEN:
                data = sends("sck", run.id, found.id)
                keyboard.row(context.button("cohort_take_out", data, short=fitted(run.name, 28)))
    sections = [await one(context, found.id) for one in context.routes.person_sections]
    keyboard.rows += [row for one in sections for row in one.rows]
    keyboard.row(*here.turning(context, open_one.to(found.id)))
    keyboard.row(context.button("staff_people", do("people")))
    titles = await programs.titles(context.work, context.language)
    message = context.message("staff/member", keyboard, **_values(context, found, titles, here))
    words = [message.html, *(one.html for one in sections if one.html)]
    context.put(replace(message, html="\n\n".join(words)))


@tap("sql")
async def letters(context: Context, person_id: int, before: int | None = None) -> None:
    """A tap on What was sent: kinds, moments and what became of each."""
    name = await people.name_of(context.work, person_id)
    if name is None:
        context.toast("staff/member_gone")
        return
    found, older = await people.letters(
        context.work, context.routes.letters, person_id, before, LETTERS
    )
    await audit.note(context.work, context.me.id, Action.LOOKED_AT_PERSON, person_id)
    keyboard = Keyboard()
    if older is not None:
        keyboard.row(context.button("older", letters.to(person_id, older)))
    keyboard.row(context.button("back", open_one.to(person_id)))
    context.show(
        "staff/letters", keyboard, name=name, letters=[_letter(context, one) for one in found]
    )


async def _search(context: Context, words: str, after: int) -> None:
    words = one_line(words, LOOKED_FOR)
    await context.expect(AWAITED, words=words)
    back = context.button("staff_people", do("people"))
    look_for(context, words, after, Finding(open_one.to, more.to, back))


@dataclass(frozen=True)
class Finding:
    """What is under a list of people that were found: what a tap on one does, on More, and the way out."""

    opens: Callable[[int], str]  # by the person's number
    more: Callable[[int], str]  # … by the last one's
    back: Button


def look_for(context: Context, words: str, after: int, finding: Finding) -> None:
    """Say after this turn who goes by these words: names are decrypted one by one for it."""
    find = partial(_found, context.me.id, context.language, words, after, finding)
    context.afterwards.append(Later(find))


async def _found(
    by: int, language: Language, words: str, after: int, finding: Finding, works: UnitsOfWork
) -> Message:
    async with works.reading() as work:
        found, following = await people.search(work, words, after, SHOWN)
    async with works.begin(durable=False) as work:
        await audit.note(work, by, Action.SEARCHED_PEOPLE, count=len(found))
    keyboard = Keyboard().grid(
        (Button(fitted(people.called(one)), finding.opens(one.id)) for one in found), 1
    )
    if following is not None:
        keyboard.row(Button(language.button("more_people"), finding.more(following)))
    keyboard.row(finding.back)
    html = language.reply(
        "staff/found",
        text=words,
        found=[{"name": people.called(one), "seen": one.seen_on} for one in found],
        begun=after == 0,
        following=following is not None,
    )
    return Message(html, keyboard.built())


def _values(
    context: Context, found: PersonPage, titles: Mapping[str, str], here: pager.Page
) -> dict[str, object]:
    zone = ZoneInfo(found.zone)

    def title(program_id: str) -> str:
        return titles.get(program_id, program_id)

    return {
        "name": found.name or str(found.id),
        "username": found.username,
        "telegram_id": str(found.id),
        "state": found.state,
        "unreached": found.unreached,
        "paused": found.is_paused,
        "until": found.paused_until.astimezone(zone) if found.paused_until else None,
        "joined": context.local(found.joined_at),
        "seen": found.seen_on,
        "language": found.language,
        "zone": found.zone,
        "now": context.work.now.astimezone(zone),
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
                "over": run.state is CohortState.ENDED,
            }
            for run in here.of(found.cohorts)
        ],
        "took_part_in": [
            {"title": title(one.program_id), "since": context.local(one.since)}
            for one in here.of(found.alumni_of)
        ],
        "next": found.next_nudge.astimezone(zone) if found.next_nudge else None,
        "coming": [_letter(context, one) for one in found.coming],
    }


def _letter(context: Context, one: ShownLetter) -> dict[str, object]:
    return {
        "what": context.language.button(one.line),
        "status": one.status,
        "at": context.local(one.at),
    }
