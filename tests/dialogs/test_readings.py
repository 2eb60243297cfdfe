"""A reading by itself: read whole, kept, let go, sent on by its link, taken as a page to print."""

from __future__ import annotations

import shutil
import subprocess
from urllib.parse import parse_qs, urlsplit

import pytest

from solbot.coaching.readings import service
from solbot.content.catalog import Catalog
from solbot.db.tables import Member
from solbot.pictures.codes import qr
from tests.dialogs.people import Person, Stage

BOT = "https://t.me/solbot_playground_bot?start="


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """All that people really read."""
    return shipped


def some(stage: Stage, at: int = 0) -> tuple[str, str]:
    """The id and the title of a reading on the shelf of the first discipline."""
    one = [one for one in stage.catalog.default.path if one.folder == "personal-mastery"][at]
    return one.id, one.title


async def opens(ana: Person, title: str) -> None:
    """Open a reading of the library."""
    await ana.says("/library")
    await ana.presses("Personal mastery")
    await ana.presses(title)


async def test_one_is_kept_and_let_go(stage: Stage) -> None:
    ana = await stage.settled()
    reading, title = some(stage)
    await ana.says("/library")
    assert "Kept" not in ana.labels()
    await opens(ana, title)
    await ana.presses("Keep it")
    ana.sees(title)
    assert "✓ Kept: let it go" in ana.labels()
    assert [one["reading"] for one in (await ana.export())["kept_readings"]] == [reading]
    assert f"## Readings I keep\n\n- {title} (since " in ana.file(".md").decode()
    await ana.says("/library")
    await ana.says("kept")
    ana.hears("Kept: 1 reading")
    await ana.presses(title)
    await ana.presses("✓ Kept: let it go")
    assert "Keep it" in ana.labels()
    await ana.says("/library")
    assert "Kept" not in ana.labels()
    assert (await ana.export())["kept_readings"] == []


async def test_a_second_tap_and_one_on_what_is_gone(stage: Stage) -> None:
    ana = await stage.settled()
    _, title = some(stage)
    await opens(ana, title)
    message, keep = ana.button("Keep it")
    await ana.taps(message.message_id, keep)
    await ana.taps(message.message_id, keep)
    assert len((await ana.export())["kept_readings"]) == 1
    for name in ("rk", "rkx", "rs", "rpr", "r"):
        await ana.taps(message.message_id, f"{name}:never-was")
        assert "no longer in the library" in ana.toasts()[-1]
    await ana.presses("✓ Kept: let it go")
    await ana.taps(message.message_id, "rks")
    ana.sees("Nothing is kept at the moment")


async def test_all_that_are_kept_come_by_the_page(stage: Stage) -> None:
    ana = await stage.settled()
    readings = list(stage.catalog.default.readings)
    assert stage.works is not None
    for one in readings:
        stage.clock.forward(seconds=1)
        async with stage.works.begin() as work:
            member = await work.session.get(Member, ana.id)
            assert member is not None
            await service.keep(work, member, one)
    await ana.says("/library")
    await ana.presses("Kept")
    ana.sees(f"Kept: {len(readings)} readings")
    newest = stage.catalog.default.readings[readings[-1]].title
    assert ana.labels()[0] == newest
    for _ in range(-(-len(readings) // 20) - 1):
        await ana.presses("Next page ›")
    assert stage.catalog.default.readings[readings[0]].title in ana.labels()


async def test_it_is_sent_on_as_it_is_with_nothing_of_who_sends_it(stage: Stage) -> None:
    ana = await stage.settled("Ana <b>")
    reading, title = some(stage)
    await opens(ana, title)
    await ana.presses("Send it on")
    ana.hears(f"{BOT}r-{reading}")
    assert ana.file(".png") == qr(f"{BOT}r-{reading}")
    assert "Ana" not in ana.last()
    (row, *_) = ana.heard()[-1].keyboard or []
    assert row == [{"text": "Choose a chat", "switch_inline_query": title}]
    await opens(ana, title)
    await ana.says("send it on")
    ana.hears(f"{BOT}r-{reading}")


async def test_where_the_bot_cannot_be_asked_elsewhere_its_link_is_sent(stage: Stage) -> None:
    await stage.stop()
    stage.world.inline_mode = False
    await stage.start()
    ana = await stage.settled()
    reading, title = some(stage)
    await opens(ana, title)
    await ana.presses("Send it on")
    ((button,), *_) = ana.heard()[-1].keyboard or []
    address = urlsplit(button["url"])
    assert (address.netloc, address.path) == ("t.me", "/share/url")
    assert parse_qs(address.query) == {"url": [f"{BOT}r-{reading}"], "text": [title]}


async def test_its_link_opens_it(stage: Stage) -> None:
    ana = await stage.settled()
    reading, title = some(stage, 1)
    await ana.says(f"/start r-{reading}")
    ana.hears(title)
    assert "Send it on" in ana.labels()
    await ana.says("/start r-never-was")
    assert any("no longer in the library" in one.text for one in ana.heard()[-2:])


async def test_its_link_opens_it_before_consent_and_offers_to_begin(stage: Stage) -> None:
    reading, title = some(stage)
    ben = stage.person("Ben")
    await ben.says(f"/start r-{reading}")
    shown, asked = ben.heard()
    assert title in shown.text and not shown.keyboard
    assert "Yes, let us begin" in ben.labels()
    await ben.presses("Yes, let us begin")
    assert ben.heard_of(title) == 1, "it is not shown twice"
    assert (await ben.export())["member"]["joined_via"] is None
    eva = stage.person("Eva")
    await eva.says("/start r-never-was")
    assert "no longer in the library" in eva.heard()[0].text
    assert "Yes, let us begin" in eva.labels()
    del asked


async def test_it_is_read_again_from_the_entry_that_answers_it(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("Words that answer nothing")
    await ana.presses("Keep it as a note")
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("More …")
    assert "Read it again" not in ana.labels()
    await stage.days(1)
    first = ana.last().partition("\n")[0]
    await ana.says("What I say to it")
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("More …")
    await ana.presses("Read it again")
    (came,) = [one for one in stage.catalog.default.readings.values() if one.hook == first]
    ana.sees(came.title)
    await ana.presses("Keep it")
    assert (await ana.export())["kept_readings"][0]["reading"] == came.id


async def test_a_page_to_print_is_a_pdf_with_nothing_of_who_prints_it(stage: Stage) -> None:
    ana = await stage.settled()
    reading, title = some(stage)
    await opens(ana, title)
    await ana.presses("Send it on")
    await ana.presses("A page to print")
    content = ana.file(f"{reading}.pdf")
    assert content.startswith(b"%PDF-1.7") and content.endswith(b"%%EOF\n")
    assert b"/JavaScript" not in content and b"/URI" not in content
    words = printed(content)
    assert title in words and "Ana" not in words
    for source in stage.catalog.default.readings[reading].sources:
        assert source[:20] in words
    # The same again is not uploaded again, and looks the same for everybody.
    ben = await stage.settled("Ben")
    await opens(ben, title)
    await ben.presses("Send it on")
    await ben.presses("A page to print")
    assert ben.file(f"{reading}.pdf") == content


def printed(content: bytes) -> str:
    """The words of a PDF, as another program reads them."""
    if shutil.which("pdftotext") is None:
        pytest.skip("NO PDFTOTEXT: what stands on the page was not read")
    read = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())
