"""How a round goes: a bar, counts, the time that remains; pausing, going on, calling off the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict
from zoneinfo import ZoneInfo

from solbot.announcements import letters as announcement_letters
from solbot.announcements import rules, votes
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement, AnnouncementGone
from solbot.announcements.links import service as links
from solbot.announcements.links.service import Opened
from solbot.announcements.report import comparing
from solbot.announcements.report import service as reporting
from solbot.announcements.report.comparing import QUIET_BUTTON, Compared
from solbot.announcements.rules import OPTION, Content, RoundFigures
from solbot.announcements.send import round_reports, rounds
from solbot.announcements.send.round_reports import Report
from solbot.announcements.send.rounds import NotGoing
from solbot.announcements.timing import Timing, shown_run
from solbot.announcements.votes import VoteStanding
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.content.catalog import Language
from solbot.content.cutting import one_line, shortened
from solbot.content.telegram_html import plain
from solbot.db.forms import KeptButton, KeptContent
from solbot.db.states import AnnouncementState, RoundKind, RoundState
from solbot.limits import NAME_IN_LINE
from solbot.members.service import Member
from solbot.programs import service as programs
from solbot.staff import service as staff
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork

FEWEST = 5  # taps of readers of one language, to be told apart
BAR = 12  # characters
BEGINNING = 40  # characters of a wording, to tell it from the other
MOST_LINKS, LONGEST_ADDRESS = 2, 40
FULL, EMPTY = "▰", "▱"


async def compose(work: UnitOfWork, member: Member, letter: Claimed, _: bool) -> Message | None:
    """The message that shows how a round goes: sent once, then edited; None when there is nothing to edit."""
    going = await round_reports.find(work, letter.ref["round"])
    if going is None:
        return None
    first = letter.ref["first"]
    of = None if first else await round_reports.report_message(work, going)
    if of is None and not first:
        return None
    row = await drafts.find(work, going.announcement_id)
    found = await page(work, member, work.language_of(member), row)
    if not round_reports.note_shown(going, _digest(found), letter.id) and of is not None:
        return None
    return Message(found.html, found.buttons, edits=of)


async def page(work: UnitOfWork, member: Member, language: Language, row: Announcement) -> Message:
    """How an announcement that was confirmed goes, or went."""
    reports = [
        await round_reports.report(work, going) for going in await round_reports.shown(work, row.id)
    ]
    keyboard = _ways(language, row, reports) if reports else Keyboard()
    vote = await votes.standing(work, row)
    has_begun = any(one.has_begun for one in reports) and row.state == AnnouncementState.CONFIRMED
    if vote is not None and vote.closed is None and has_begun:
        keyboard.row(Button(language.button("close_vote"), sends("bcvc", row.id)))
    if row.state in (AnnouncementState.SERIES, AnnouncementState.RESTING):
        rests = row.state == AnnouncementState.RESTING
        keyboard.row(
            Button(language.button("change_words"), sends("bck", row.id)),
            Button(language.button("resume_series"), sends("bcsr", row.id))
            if rests
            else Button(language.button("pause_series"), sends("bcsp", row.id)),
        )
        keyboard.row(Button(language.button("end_series"), sends("bces", row.id)))
    keyboard.row(
        Button(language.button("reuse_announcement"), sends("bcu", row.id)),
        Button(language.button("all_announcements"), do("broadcast")),
    )
    zone = ZoneInfo(work.zone_of(member))
    counts = await reporting.taps(work, row.id)
    compared = await comparing.compared(work, row)
    led = [] if row.private else await links.opened(work, row.id)
    on_buttons = {
        url for one in row.buttons if one["kind"] == "link" for url in one["url"].values()
    }
    in_words = [one for one in led if one.address not in on_buttons]
    return Message(
        language.reply(
            "staff/announcement_report",
            number=row.id,
            state=row.state,
            next=shown_run(Timing.of(row.timing), row.next_at, zone) if row.next_at else None,
            timing=_timing(row),
            rounds=[await _round(work, zone, report) for report in reports],
            waits=[wait.line(zone) for report in reports for wait in report.waits.waits],
            vote=_vote(language, row, vote, zone) if vote is not None else None,
            taps=[] if row.private else await _taps(work, language, row, counts, compared, led),
            offs=sum(counts.get(QUIET_BUTTON, {}).values()),
            opened=[
                {"address": shortened(one.address, LONGEST_ADDRESS), "count": one.count}
                for one in in_words[:MOST_LINKS]
            ],
            more_links=max(0, len(in_words) - MOST_LINKS),
            taken=await comparing.seats_taken(work, row),
            compared=_compared(work, language, row, compared),
        ),
        keyboard.built(),
    )


async def put(context: Context, row: Announcement) -> None:
    """Show how an announcement goes, in the place of the tapped message; of a correction, what it corrects."""
    if row.corrects_id is not None:
        row = await drafts.find(context.work, row.corrects_id)
    found = await page(context.work, context.me, context.language, row)
    going = await round_reports.with_report(context.work, row.id, context.incoming.message_id)
    if going is not None:
        round_reports.note_shown(going, _digest(found))
    context.put(found)


def _digest(shown: Message) -> str:
    return hashlib.sha256(repr((str(shown.html), shown.buttons)).encode()).hexdigest()[:16]


@tap("bcpa")
async def pause(context: Context, announcement_id: int) -> None:
    """A tap on Pause: nothing more leaves."""
    await _do(context, announcement_id, rounds.pause)


@tap("bcre")
async def resume(context: Context, announcement_id: int) -> None:
    """A tap on Go on: from where it stopped."""
    await _do(context, announcement_id, rounds.resume)


@tap("bcca")
async def ask_cancel(context: Context, announcement_id: int) -> None:
    """A tap on Call off the rest: really?"""
    row = await _find(context, announcement_id)
    if row is not None:
        keyboard = Keyboard().row(
            context.button("cancel_rest_yes", cancel.to(row.id)),
            context.button("back", sends("bco", row.id)),
        )
        context.show("staff/ask_cancel_rest", keyboard, number=row.id)


@tap("bccc")
async def cancel(context: Context, announcement_id: int) -> None:
    """A tap on Yes, call off the rest."""
    await _do(context, announcement_id, rounds.cancel)


@tap("bcag")
async def again(context: Context, announcement_id: int) -> None:
    """A tap on Send those again: what may have arrived or not."""
    await _do(context, announcement_id, rounds.again)


async def _do(
    context: Context, announcement_id: int, act: Callable[[UnitOfWork, int, int], Awaitable[object]]
) -> None:
    row = await _find(context, announcement_id)
    if row is None:
        return
    try:
        await act(context.work, context.me.id, row.id)
    except NotGoing:
        context.toast("staff/round_not_going")
    await put(context, row)


async def _find(context: Context, announcement_id: int) -> Announcement | None:
    try:
        return await drafts.find(context.work, announcement_id)
    except AnnouncementGone:
        context.toast("staff/announcement_gone")
        return None


def bar(done: int, total: int) -> str:
    """How much is done, to be seen at a glance."""
    full = BAR * done // total if total else BAR
    return FULL * full + EMPTY * (BAR - full)


def _ways(language: Language, row: Announcement, reports: Sequence[Report]) -> Keyboard:
    """What can be done with an announcement, as its rounds stand."""
    keyboard, number = Keyboard(), row.id
    states = {report.state for report in reports}
    paused = RoundState.PAUSED in states

    def button(key: str, data: str) -> Button:
        return Button(language.button(key), data)

    if paused:
        keyboard.row(
            button("resume_round", resume.to(number)), button("cancel_rest", ask_cancel.to(number))
        )
    elif RoundState.RUNNING in states:
        keyboard.row(
            button("pause_round", pause.to(number)), button("cancel_rest", ask_cancel.to(number))
        )
    sending, confirmed = reports[0], row.state == AnnouncementState.CONFIRMED
    if confirmed and not sending.has_begun and sending.state is not RoundState.CANCELLED:
        keyboard.row(
            button("move_it", sends("bct", number)), button("change_words", sends("bck", number))
        )
        keyboard.row(button("test", sends("bcm", number)))
    elif confirmed and _may_have_copies(sending):
        keyboard.row(
            button("correct_copies", sends("bck", number)),
            button("withdraw", sends("bcwd", number)),
        )
    if not row.private and any(one["kind"] == "interested" for one in row.buttons):
        keyboard.row(button("who_is_interested", sends("bcin", number)))
    if not row.private and row.buttons:
        keyboard.row(button("take_out_taps", sends("sto", "taps", str(number))))
    if any(_again(row, report) for report in reports):
        keyboard.row(button("send_unsure_again", again.to(number)))
    keyboard.row(button("refresh", sends("bco", number)))
    return keyboard


def _may_have_copies(report: Report) -> bool:
    """Whether there are copies to correct or take back, as far as that is told."""
    if report.figures is None:
        return report.has_begun
    return report.figures.sent > 0


def _again(row: Announcement, report: Report) -> bool:
    """Whether there are letters in doubt that may be sent once more."""
    back = row.state == AnnouncementState.WITHDRAWN and report.kind is not RoundKind.WITHDRAWAL
    return (
        report.figures is not None
        and bool(report.figures.unsure)
        and report.state is not RoundState.PAUSED
        and not back
    )


async def _round(work: UnitOfWork, zone: ZoneInfo, report: Report) -> dict[str, object]:
    people = await staff.names(work, [report.by])
    stands = {
        "kind": report.kind,
        "state": report.state,
        "by": shortened(people.get(report.by, str(report.by)), NAME_IN_LINE),
        "started": report.started_at.astimezone(zone),
        "ended": report.ended_at.astimezone(zone) if report.ended_at else None,
        "begun": report.has_begun,
        "paused_for": report.paused_for,
        "left": report.left,
        "urgent": report.urgent,
        "hidden": report.figures is None,
    }
    return stands if report.figures is None else {**stands, **_counted(report.figures)}


def _counted(found: RoundFigures) -> dict[str, object]:
    return {
        "bar": bar(found.over, found.total),
        "total": found.total,
        "over": found.over,
        "waiting": found.waiting,
        "sent": found.sent,
        "unreachable": found.unreachable,
        "deactivated": found.deactivated,
        "never_started": found.never_started,
        "left_out": found.left_out,
        "failed": [
            {"why": shortened(why, NAME_IN_LINE), "count": count}
            for why, count in sorted(found.failed.items(), key=lambda one: -one[1])[:2]
        ],
        "unsure": found.unsure,
        "erased": found.erased,
        "cancelled": found.cancelled,
    }


async def _taps(
    work: UnitOfWork,
    language: Language,
    row: Announcement,
    counts: Mapping[int, Mapping[str, int]],
    compared: Compared | None,
    led: Sequence[Opened],
) -> list[dict[str, object]]:
    pairs = dict(compared.taps) if compared is not None else {}
    opened = {one.address: one.count for one in led}
    titles = {
        one["n"]: await programs.title_of(work, language, one.get("program")) for one in row.buttons
    }
    return [
        {
            "label": shortened(
                announcement_letters.named(one, language, titles[one["n"]]), NAME_IN_LINE
            ),
            "languages": _by_language(counts.get(one["n"], {})),
            **_tapped(one, counts.get(one["n"], {}), opened),
            "pair": asdict(pairs[one["n"]]) if one["n"] in pairs else None,
        }
        for one in row.buttons
        if one["kind"] != OPTION
    ]


def _compared(
    work: UnitOfWork, language: Language, row: Announcement, found: Compared | None
) -> dict[str, object] | None:
    """What came of each of two wordings, for a template; the taps stand with the buttons."""
    if found is None:
        return None
    return {
        "first": found.first,
        "second": found.second,
        "words": [
            one_line(_words(work, language, words), BEGINNING)
            for words in (row.content, row.second or {})
        ],
        "too_few": found.too_few,
        "offs": asdict(found.offs),
        "taken": asdict(found.taken) if found.taken is not None else None,
    }


def _words(work: UnitOfWork, language: Language, words: Mapping[str, KeptContent]) -> str:
    code = rules.best(words, language.code, work.catalog.languages[0])
    content = Content.of(words[code]) if code is not None else Content()
    return plain(content.html) or announcement_letters.kind_of(content, language)


def _tapped(
    button: KeptButton, counts: Mapping[str, int], led: Mapping[str, int | None]
) -> dict[str, object]:
    """How often a button was tapped, as far as that is known, and told."""
    if button["kind"] != "link":
        return {"count": sum(counts.values()), "known": True}
    ways = {one for one in button["url"].values() if one in led}
    told = [count for one in ways if (count := led[one]) is not None]
    return {"count": sum(told) if told else None, "known": bool(ways)}


def _by_language(counts: Mapping[str, int]) -> list[dict[str, object]]:
    """The two with the most taps, where they are of several languages; fewer than five are not told apart."""
    found = [
        {"language": code, "count": count}
        for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        if code and count >= FEWEST
    ]
    return found[:2] if len(found) > 1 else []


def _vote(
    language: Language, row: Announcement, found: VoteStanding, zone: ZoneInfo
) -> dict[str, object]:
    closed = found.closed.astimezone(zone) if found.closed is not None else None
    options = [
        {
            "label": announcement_letters.label_of(one, language, language.code),
            "count": found.counts.get(one["n"], 0),
        }
        for one in row.buttons
        if one["kind"] == OPTION
    ]
    return {"count": found.count, "closed": closed, "options": options if closed else []}


def _timing(row: Announcement) -> dict[str, object]:
    found = Timing.of(row.timing)
    return {
        "when": found.when,
        "on": found.on,
        "at": found.at,
        "zone": found.zone,
        "every": found.every,
        "local": found.local,
        "hold": found.hold,
        "urgent": found.urgent,
    }
