"""A database in which every list is long and every text as long as it can be typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta
from html import escape
from itertools import cycle
from typing import Any

from solbot.announcements.audience.rules import (
    ConditionKind,
    Group,
    Is,
    Joined,
    written,
)
from solbot.announcements.timing import Timing
from solbot.db.states import AnnouncementState
from solbot.db.tables import (
    Alumnus,
    Announcement,
    Answer,
    Cohort,
    EditionRow,
    Figure,
    Inquiry,
    Interest,
    Invitation,
    KeptReading,
    Membership,
    Offer,
    OwnQuestion,
    Prompt,
    ReadyAnswer,
    Remark,
    Request,
    Revision,
    SavedAudience,
    Seat,
    SequenceMessage,
    SharedEntry,
    SocietyRow,
    Staff,
    Table,
    Trace,
    Vision,
)
from solbot.db.tables import Sequence as SequenceRow
from solbot.limits import AUDIENCE_CONDITIONS, OWN_QUESTIONS, OWN_WORDS
from solbot.members.service import Member
from solbot.unit_of_work import UnitOfWork

# What a person can type: 4,096 signs of Telegram's, however wide.
KINDS = ("😀", "Wörter & <Zeichen> ", "שיר\n", "👨‍👩‍👧‍👦", "a\u0301", "系统")
NAME = "😀" * 64
USERNAME = "u" * 32
VOICE = "voice"  # a file that Telegram knows
ZONE = "America/Argentina/ComodRivadavia"
FACTS = ("dates", "place", "price", "flyer", "article", "news")


def words(at: int, most: int = 4096) -> str:
    """As many signs as can be typed, of one kind or another."""
    kind = KINDS[at % len(KINDS)]
    return (kind * (most // len(kind) + 1))[:most]


def units(at: int, most: int) -> str:
    """As many as there is room for, counted in UTF-16."""
    kept = words(at, most)
    while len(kept.encode("utf-16-le")) // 2 > most:
        kept = kept[:-1]
    return kept.strip()


def line(at: int, most: int) -> str:
    """The same on one line."""
    return " ".join(units(at, most).split())


def title(at: int) -> str:
    return line(at, 76) + f" {at}"


def edition(at: int, *, more: str = "") -> dict[str, Any]:
    """A program with every field as long as it may be, in two languages."""
    copy = {
        "title": title(at),
        "summary": line(at, 120),
        "card": (f"Card{more} " * 400)[:1500].strip(),
        "details": (f"Details{more} " * 600)[:3000].strip(),
        "reserve": (f"Reserve{more} " * 200)[:1000].strip(),
        "place": line(at, 80),
        "dates": line(at, 80),
        "prices": [f"{'Regular, for those who pay it ' * 2}"[:40] + ": 123456789.12 USD"] * 8,
    }
    address = "https://example.org/" + "x" * 280
    facts = {"zone": ZONE, "joining": "open", "seats": 50, "url": address}
    return {"facts": facts, "copy": {code: dict(copy) for code in ("en", "es")}}


async def fill(work: UnitOfWork, member: Member, owner: int, others: Sequence[int]) -> None:
    """Put it all into a database with these people."""
    await _programs(work, owner)
    await _society(work)
    await _visions(work, member)
    await _journal(work, member)
    await _own_questions(work, member)
    await _shared(work, member, others)
    await _cohorts(work, member, owner, others)
    await _inquiries(work, member, owner, others)
    await _staff(work, owner, others)
    await _announcements(work, owner, others)


async def _shared(work: UnitOfWork, member: Member, others: Sequence[int]) -> None:
    """All readings kept; entries shared with others, by others, and behind links nobody opened."""
    for one in work.catalog.default.readings:
        work.session.add(KeptReading(member_id=member.id, reading_id=one, at=work.now))
    for at, other in enumerate(others[:30]):
        for whose, whom in ((member.id, other), (other, member.id)):
            body = {"kind": "voice", "file_id": VOICE, "text": words(at)}
            note = Answer(
                member_id=whose, body=body, state="kept", for_date=work.now.date(),
                answered_at=work.now,
            )  # fmt: skip
            await _added(work, note)
            share = SharedEntry(member_id=whose, answer_id=note.id, digest=f"{whose}-{whom}-{at}")
            share.at, share.lapses_at = work.now, work.now + timedelta(days=7)
            if at % 3 or whom == member.id:
                share.receiver_id, share.accepted_at = whom, work.now
            await _added(work, share)


def program(at: int) -> str:
    """The id of a program, as long as it may be."""
    return f"{'program-' * 4}{at:04d}xxxx"[:40]


async def _added(work: UnitOfWork, *rows: Table) -> None:
    work.session.add_all(rows)
    await work.session.flush()


async def _programs(work: UnitOfWork, owner: int) -> None:
    for at in range(200):
        state = ("open", "open", "closed", "archived")[at % 4] if at else "open"
        draft = edition(at, more="s") if at % 2 == 0 else None
        await _added(
            work,
            Offer(
                id=program(at), state=state, edition=1, draft=draft, draft_number=1,
                created_at=work.now,
            ),
        )  # fmt: skip
        for number in range(1, 30 if at == 0 else 2):
            row = EditionRow(program_id=program(at), number=number, content=edition(at + number))
            row.published_by, row.published_at = owner, work.now
            work.session.add(row)
    await work.session.flush()


async def _society(work: UnitOfWork) -> None:
    def fields(at: int) -> dict[str, Any]:
        link = {
            "name": units(at, 40),
            "about": units(at, 100),
            "url": f"https://example.org/{'x' * 270}{at}",
        }
        single = dict.fromkeys(("blog", "store", "journal", "article"), link)
        several = dict.fromkeys(("regions", "partners"), [link] * 4)
        title, address = units(at, 80), units(at, 100)
        return {"title": title, "about": units(at, 800), "address": address} | single | several

    codes = work.catalog.languages
    published, draft, known = ({code: fields(at) for code in codes} for at in range(3))
    await _added(
        work,
        SocietyRow(id=1, published=published, files_said=known, draft=draft, draft_number=1),
    )


async def _visions(work: UnitOfWork, member: Member) -> None:
    for at in range(300):
        vision = Vision(member_id=member.id, created_at=work.now)
        await _added(work, vision)
        for number in range(60 if at == 0 else 1):
            of = {"vision_id": vision.id, "member_id": member.id, "at": work.now}
            kind = "raised" if number else "first"
            work.session.add(Revision(kind=kind, words=words(at + number), **of))
            work.session.add(Figure(kind="closeness", value=10, for_date=work.now.date(), **of))


async def _journal(work: UnitOfWork, member: Member) -> None:
    today = work.now.date()
    of = {"member_id": member.id, "for_date": today, "answered_at": work.now}
    for at in range(60):
        part: dict[str, Any] = {
            "ask": units(at, 700),
            "kind": "text",
            "options": [],
            "low": None,
            "high": None,
        }
        prompt = Prompt(
            member_id=member.id, question_id="q", reading_id="r", discipline="personal-mastery", state="answered",
            parts=[part], part=1, from_path=False, asked_at=work.now, for_date=today, created_at=work.now,
        )  # fmt: skip
        await _added(work, prompt)
        body = {"kind": "text", "text": "choir " + words(at, 4090)}
        work.session.add(Answer(prompt_id=prompt.id, part=0, state="kept", body=body, **of))
        work.session.add(Answer(state="kept", body=body, **of))
        work.session.add(Answer(state="draft", body=body, **of))
        voice = {"kind": "voice", "file_id": VOICE, "text": words(at, 1024)}
        work.session.add(Answer(state="kept", body=voice, **of))


async def _own_questions(work: UnitOfWork, member: Member) -> None:
    for at in range(OWN_QUESTIONS):
        row = OwnQuestion(
            member_id=member.id, words=units(at, OWN_WORDS), kind=("text", "scale", "voice", "photo")[at % 4],
            days="123567" if at % 2 else None, since=work.now.date(), asked_on=work.now.date(), created_at=work.now,
        )  # fmt: skip
        work.session.add(row)
    await work.session.flush()


async def _sequence(work: UnitOfWork, cohort: Cohort, owner: int, messages: int) -> None:
    if cohort.id > 30:
        return
    row = SequenceRow(
        cohort_id=cohort.id, program_id=cohort.program_id, state="running", created_by=owner,
        created_at=work.now,
    )  # fmt: skip
    await _added(work, row)
    for at in range(messages):
        content = {"en": {"html": escape(units(at, 3_000), quote=False), "media": []}}
        message = SequenceMessage(
            sequence_id=row.id, anchor="first", days=366 - at, at=time(20, 45), content=content,
            edition=1, since=work.now,
        )  # fmt: skip
        work.session.add(message)


async def _cohorts(work: UnitOfWork, member: Member, owner: int, others: Sequence[int]) -> None:
    today = work.now.date()
    for at in range(150):
        cohort = Cohort(
            slug=f"{'run-' * 6}{at:08d}", program_id=program(at % 3), name=line(at, 80), zone=ZONE,
            first_day=today, last_day=today + timedelta(days=30), state="ended" if at % 5 == 0 else "open",
            created_by=owner, created_at=work.now,
        )  # fmt: skip
        await _added(work, cohort)
        await _sequence(work, cohort, owner, 30 if at == 1 else 1)
        for one in (member.id, *(others if at == 1 else ())):
            row = Membership(cohort_id=cohort.id, member_id=one, joined_at=work.now)
            work.session.add(row)
    of = {"since": work.now, "created_at": work.now}
    for at in range(60):
        work.session.add(Alumnus(program_id=program(at), member_id=member.id, since=work.now))
        for fact in FACTS:
            wish = Request(program=program(at), member_id=member.id, fact=fact, at=work.now)
            work.session.add(wish)
        seat = Seat(program_id=program(at), member_id=member.id, status="confirmed", **of)
        work.session.add(seat)
    for one, status in zip(others, cycle(("held", "confirmed", "waiting")), strict=False):
        work.session.add(Alumnus(program_id=program(0), member_id=one, since=work.now))
        until = work.now + timedelta(days=3)
        seat = Seat(program_id=program(0), member_id=one, status=status, held_until=until, **of)
        work.session.add(seat)


async def _inquiries(work: UnitOfWork, member: Member, owner: int, others: Sequence[int]) -> None:
    for at in range(60):
        who = member.id if at < 30 else others[at]
        inquiry = Inquiry(
            member_id=who, program=program(at), state="closed" if at % 7 == 6 else "open", asked_at=work.now,
            waiting_since=work.now, taken_by=owner if at % 2 else None,
        )  # fmt: skip
        await _added(work, inquiry)
        for number in range(13):
            kind = ("asked", "answered", "noted")[number % 3]
            body = {"kind": "text", "text": words(at + number, 3000)}
            if number % 4 == 3:
                body = {"kind": "document", "file_id": VOICE, "text": words(at, 1024)}
            remark = Remark(inquiry_id=inquiry.id, member_id=who, kind=kind, body=body, at=work.now)
            remark.author_id = who if kind == "asked" else owner
            work.session.add(remark)
    for at in range(120):
        row = ReadyAnswer(name=line(at, 40), words=units(at, 3000), changed_by=owner)
        row.changed_at = work.now
        work.session.add(row)


async def _staff(work: UnitOfWork, owner: int, others: Sequence[int]) -> None:
    until = work.now + timedelta(days=3)
    for one in others[:40]:
        work.session.add(Staff(member_id=one, role="programs", since=work.now))
    for at in range(400):
        row = Invitation(digest=f"{at:064d}", role="announcements", made_by=owner, made_at=work.now)
        row.expires_at = until
        work.session.add(row)
    for at in range(40):
        detail = {"program": program(at), "role": "announcements", "count": 99_999, "inquiry": 1}
        trace = Trace(at=work.now, actor_id=others[at], action="took_out_of_cohort", detail=detail)
        trace.about_id = others[-at - 1]
        work.session.add(trace)


async def _announcements(work: UnitOfWork, owner: int, others: Sequence[int]) -> None:
    for at in range(70):
        address = "https://example.org/" + "y" * 300
        link: dict[str, Any] = {
            "kind": "link",
            "label": {"en": line(at, 40)},
            "url": {"en": address},
        }
        last: list[dict[str, Any]] = [
            {"kind": "program", "program": program(0)},
            {"kind": "interested"},
        ]
        html = f"{{unknown{at}}} " * 300 if at % 5 == 0 else "Come, {name|friend}. " * 190
        row = Announcement(
            author_id=owner, state=AnnouncementState.DRAFT if at % 2 else AnnouncementState.CONFIRMED,
            content={code: {"html": html.strip(), "media": []} for code in ("en", "es")}, subject=None, audience=None,
            buttons=[{**one, "n": n} for n, one in enumerate([link] * 6 + last, 1)], timing=Timing().data(),
            created_at=work.now, confirmed_at=None if at % 2 else work.now,
        )  # fmt: skip
        await _added(work, row)
        for one in others[:60] if at == 0 else ():
            work.session.add(Interest(announcement_id=row.id, member_id=one, at=work.now))
    tree = Group(
        Joined.AND, tuple(Is(ConditionKind.ASKED, program(at)) for at in range(AUDIENCE_CONDITIONS))
    )
    for at in range(60):
        saved = SavedAudience(name=line(at, 57) + str(at), tree=written(tree), saved_by=owner)
        saved.saved_at = work.now
        work.session.add(saved)
