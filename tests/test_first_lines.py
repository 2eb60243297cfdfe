"""The first line of whatever comes unasked is all that a locked phone shows: nobody's name is in it, no vision and no
earlier answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from solbot.app import FEATURES
from solbot.coaching.answers import screens as answer_screens
from solbot.coaching.answers.prompts import AskedPrompt, PromptPart
from solbot.content import telegram_html
from solbot.content.catalog import Catalog
from solbot.content.language import Language
from solbot.content.samples.everywhere import SAMPLES
from solbot.db.states import PromptState
from solbot.db.tables import Member
from solbot.telegram.messages import Message
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

NOTICES = {name for feature in FEATURES for name in feature.notices}
MINE = "PRIVATE"
PRIVATE = {"name": f"{MINE}name", "vision": f"{MINE}vision", "earlier": f"{MINE}earlier"}
# Of what replies are given, what people wrote or are called.
WRITTEN = (
    "name",
    "account",
    "ask",
    "quote",
    "words",
    "kept_ask",
    "then",
    "other",
    "text",
    "about",
    "text",
    "reply",
)
OF_IMPORTS = ("import_done", "import_undone", "import_refused")
"""What its one notice says, by how it went."""
UNASKED = (
    "privacy_changed",
    "away",
    *("reading_alone", "reminder", "hello", "whats_new", "fact_known", "home_again"),
    *("program_news", "cohort_added", "alumnus", "inquiry_answer", "society_message"),
    *("seat_changed", "seat_confirmed", "seat_ending", "seat_lapsed", "seat_moved_up"),
    *(
        "seat_released",
        "seat_reminder",
        "seat_given",
        "seat_answer_missing",
        *("seat_listed", "interest_listed"),
        "staff/sequence_refused",
    ),
    *("move_wanted", "moved_here", "move_declined"),
    *OF_IMPORTS,
    *(
        "staff/inquiry_new",
        "staff/inquiry_more",
        "staff/inquiry_handed",
        "staff/inquiry_taken_over",
    ),
    *("staff/inquiry_answered_too", "staff/inquiry_waits", "staff/approved", "staff/album_taken"),
    *("staff/role_changed", "staff/role_ended", "staff/round_stuck"),
    *("staff/test_arrived", "staff/test_refused", "staff/staff_news"),
)
OF_COLLEAGUES = {"approval_wanted", "round_paused", "file"}  # the name of staff, or of a file


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """The words as they ship."""
    return shipped


@pytest.fixture
def database_url(migrated_file: Path) -> str:
    """No text depends on where anything would be kept."""
    return f"sqlite+aiosqlite:///{migrated_file}"


def first_line(message: Message) -> str:
    """What a locked phone shows."""
    return telegram_html.plain(message.html).strip().splitlines()[0]


def asked_in(language: Language) -> Iterator[AskedPrompt]:
    """Every question as it may be brought, each of its parts, with all that people wrote in it; one of their own."""
    mine = (PromptPart(f"{MINE}question", "text", (), None, None),)
    yield AskedPrompt(
        id=1, question_id="own-1", reading_id="own-1", discipline="own", state=PromptState.OPEN,
        for_date=date(2026, 9, 30), parts=mine, part=0, chosen=(),
    )  # fmt: skip
    for question in language.questions.values():
        parts = tuple(
            PromptPart(language.wording(one, **PRIVATE), one.kind, one.options, one.low, one.high)
            for one in question.parts
        )
        for part in range(len(parts)):
            yield AskedPrompt(
                id=1, question_id=question.id, reading_id=question.reading, discipline=question.folder,
                state=PromptState.OPEN, for_date=date(2026, 9, 30), parts=parts, part=part, chosen=(),
            )  # fmt: skip


def brought(work: UnitOfWork, member: Member, asked: AskedPrompt) -> Iterator[Message]:
    """A question in every way in which it comes unasked: with its reading, in two lines, put off, in the evening; also
    where its reading is gone."""
    for one in (asked, replace(asked, recalled=True), replace(asked, reading_id="gone")):
        for busy in (False, True):
            for with_reading in (False, True):
                yield answer_screens.question(
                    work, member, one, with_reading=with_reading, unasked=True, busy=busy
                )
        for last in (False, True):
            yield answer_screens.reminder(work, member, one, last=last)
    yield answer_screens.reading_alone(work, member, asked)


@pytest.mark.parametrize("code", ["en", "es"])
async def test_of_every_reading_and_question(works: UnitsOfWork, code: str) -> None:
    language = works.catalog.language(code)
    member = Member(id=1, name=PRIVATE["name"], language=code)
    lines, within = set(), 0
    async with works.begin() as work:
        for asked in asked_in(language):
            for message in brought(work, member, asked):
                lines.add(first_line(message))
                within += MINE in message.html
    assert not [line for line in lines if MINE in line]
    assert within > 500  # what people wrote is there, further down
    hooks = {reading.hook for reading in language.readings.values()}
    assert hooks <= lines and len(lines - hooks) <= 4


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("name", UNASKED)
def test_of_whatever_else_is_told(catalog: Catalog, code: str, name: str) -> None:
    language = catalog.language(code)
    marked: Mapping[str, object] = {**SAMPLES, **dict.fromkeys(WRITTEN, MINE)}
    for samples in (marked, {**marked, "title": None, "final": False, "new": False}):
        values = {key: samples[key] for key in language.replies[name].variables}
        html = language.reply(name, **values)
        assert MINE not in telegram_html.plain(html).strip().splitlines()[0]


def test_every_notice_is_among_them() -> None:
    assert {one.removeprefix("staff/") for one in UNASKED} >= NOTICES - OF_COLLEAGUES - {"import"}
