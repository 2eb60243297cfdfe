"""What the bot sends looks and behaves as in a messenger: formatting, keyboards, files, edits, marks."""

from __future__ import annotations

import asyncio
import io
import struct
import wave
import zlib

import pytest
from playwright.async_api import expect

from tests.browser.conftest import DESKTOP, PHONE, Visit, Wire

RICH = (
    "<b>bold</b> <i>italic</i> <u>under</u> <s>struck</s> <code>mono</code> "
    '<a href="https://example.org/x">a link</a> <b>both <i>of</i> them</b>\n'
    '<blockquote>quoted</blockquote><pre><code class="language-python">x = 1 &lt; 2</code></pre>'
    "<tg-spoiler>a secret</tg-spoiler> 👩‍👩‍👧 שלום &amp; /help"
)


async def test_every_kind_of_formatting(visit: Visit, wire: Wire) -> None:
    ana = wire.world.add_person("Ana")
    wire.world.say(ana.id, "hello")
    visitor = await visit(wire.address)
    await wire.bot("sendMessage", chat_id=ana.id, text=RICH, parse_mode="HTML")
    message = visitor.log("Ana").get_by_role("listitem").last
    for tag, text in (
        ("b", "bold"),
        ("i", "italic"),
        ("u", "under"),
        ("s", "struck"),
        ("code", "mono"),
        ("b i", "of"),
        ("blockquote", "quoted"),
        ("pre[data-language=python]", "x = 1 < 2"),
    ):
        await expect(message.locator(tag).filter(has_text=text).first).to_be_visible()
    await expect(message).to_contain_text("👩‍👩‍👧 שלום & /help")
    hidden = message.get_by_role("button", name="Hidden words: press to show")
    await hidden.press("Enter")
    await expect(hidden).to_have_count(0)
    await message.get_by_role("link", name="/help").click()
    await visitor.hears("Ana", "/help")
    assert wire.world.messages(ana.id)[-1].text == "/help"


async def test_a_link_outside_is_asked_about_and_one_to_the_bot_stays_inside(
    visit: Visit, wire: Wire
) -> None:
    ana = wire.world.add_person("Ana")
    wire.world.say(ana.id, "hello")
    visitor = await visit(wire.address)
    inside = f"https://t.me/{wire.world.username}?start=p-foundations"
    text = f'<a href="https://example.org/">outside</a> and <a href="{inside}">inside</a>'
    await wire.bot("sendMessage", chat_id=ana.id, text=text, parse_mode="HTML")
    await visitor.log("Ana").get_by_role("link", name="outside").click()
    dialog = visitor.page.get_by_role("dialog", name="Leave the playground?")
    await expect(dialog).to_contain_text("https://example.org/")
    await visitor.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await visitor.log("Ana").get_by_role("link", name="inside").click()
    await visitor.hears("Ana", "/start p-foundations")
    assert len(visitor.page.context.pages) == 1


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_keyboards_edits_in_place_deletions_and_typing(
    visit: Visit, wire: Wire, size: tuple[int, int]
) -> None:
    ana = wire.world.add_person("Ana")
    wire.world.say(ana.id, "hello")
    visitor = await visit(wire.address, size)
    rows = [[{"text": "Yes", "callback_data": "y"}, {"text": "No", "callback_data": "n"}]]
    await visitor.hears("Ana", "hello")  # from here on the page hears what happens
    await wire.bot("sendChatAction", chat_id=ana.id, action="typing")
    await expect(visitor.chat("Ana").get_by_text("The bot is typing")).to_be_attached()
    sent = await wire.bot(
        "sendMessage", chat_id=ana.id, text="Shall we?", reply_markup={"inline_keyboard": rows}
    )
    await expect(visitor.chat("Ana").get_by_text("The bot is typing")).to_have_count(0)
    answers = visitor.log("Ana").get_by_role("group", name="Answers to choose from")
    yes, no = answers.get_by_role("button", name="Yes"), answers.get_by_role("button", name="No")
    left, right = await yes.bounding_box(), await no.bounding_box()
    assert left and right and left["y"] == right["y"] and left["width"] >= 44 <= left["height"] + 8
    await yes.focus()
    await visitor.page.keyboard.press("Enter")
    await expect(yes).to_have_class("busy")
    while "callback_query" not in wire.world.updates[-1]:
        await asyncio.sleep(0.01)
    tap = wire.world.updates[-1]["callback_query"]
    assert tap["data"] == "y"
    await wire.bot("answerCallbackQuery", callback_query_id=tap["id"], text="Well chosen")
    await expect(
        visitor.chat("Ana").get_by_role("status").filter(has_text="Well chosen")
    ).to_be_visible()
    where = {"chat_id": ana.id, "message_id": sent["message_id"]}
    again = {"inline_keyboard": [[{"text": "Undo", "callback_data": "u"}]]}
    await wire.bot("editMessageText", **where, text="We shall.", reply_markup=again)
    message = visitor.log("Ana").get_by_role("listitem").last
    await expect(message).to_contain_text("We shall.")
    await expect(message).to_contain_text("edited")
    # Whoever tapped by keyboard goes on from where they were.
    await expect(message.get_by_role("button", name="Undo")).to_be_focused()
    await wire.bot("deleteMessage", **where)
    await expect(message).to_contain_text("This message was deleted")
    await expect(message).not_to_contain_text("We shall.")


async def test_photos_voices_and_documents_come_and_go(
    visit: Visit, wire: Wire, picture: bytes, sound: bytes
) -> None:
    ana = wire.world.add_person("Ana")
    wire.world.say(ana.id, "hello")
    visitor = await visit(wire.address)
    chat, page = visitor.chat("Ana"), visitor.page
    files = (
        ("Photo", "tree.png", "image/png", picture),
        ("Document", 'no"tes.json', "application/json", b'{"a": "<b>words</b>"}'),
        ("Sound file as a voice message", "hum.wav", "audio/wav", sound),
    )
    for there, (label, name, kind, content) in enumerate(files, start=2):
        await chat.get_by_role("button", name="Attach").click()
        async with page.expect_file_chooser() as chooser:
            await page.get_by_role("menuitem", name=label, exact=True).click()
        await (await chooser.value).set_files({"name": name, "mimeType": kind, "buffer": content})
        await expect(visitor.log("Ana").get_by_role("listitem")).to_have_count(there)
    await visitor.log("Ana").get_by_role("button", name="Open the photo").click()
    shown = page.get_by_role("dialog", name="Photo").get_by_role("img")
    await expect(shown).to_have_js_property("naturalWidth", 8)
    await page.get_by_role("button", name="Close", exact=True).click()
    await visitor.log("Ana").get_by_role("button", name='Open no"tes.json').click()
    await expect(page.get_by_role("dialog", name='no"tes.json')).to_contain_text("<b>words</b>")
    await page.keyboard.press("Escape")
    await visitor.log("Ana").get_by_role("button", name="Play the voice message").click()
    await expect(visitor.log("Ana").get_by_role("button", name="Pause")).to_be_visible()
    kinds = [message.kind for message in wire.world.messages(ana.id)]
    assert kinds == ["text", "photo", "document", "voice"]


async def test_a_voice_is_recorded_and_sent(visit: Visit, wire: Wire) -> None:
    ana = wire.world.add_person("Ana")
    wire.world.say(ana.id, "hello")
    visitor = await visit(wire.address)
    chat = visitor.chat("Ana")
    await chat.get_by_role("button", name="Record a voice message").click()
    await expect(chat.get_by_role("timer")).to_be_visible()
    await visitor.page.wait_for_timeout(300)
    await chat.get_by_role("button", name="Send the voice message").click()
    await expect(visitor.log("Ana").get_by_role("listitem")).to_have_count(2)
    sent = wire.world.messages(ana.id)[-1]
    assert sent.kind == "voice" and len(wire.world.file(sent.file_id or "").content) > 100


async def test_replies_edits_and_what_can_be_done_with_a_message(visit: Visit, wire: Wire) -> None:
    ana = wire.world.add_person("Ana")
    wire.world.say(ana.id, "first words")
    visitor = await visit(wire.address)
    page, log = visitor.page, visitor.log("Ana")
    await visitor.field("Ana").press("ArrowUp")
    await expect(visitor.field("Ana")).to_have_value("first words")
    await visitor.says("Ana", "better words")
    await visitor.hears("Ana", "better words")
    await expect(log).to_contain_text("edited")
    await log.get_by_role("button", name="What to do with this message").click()
    await page.get_by_role("menuitem", name="Reply").click()
    await visitor.says("Ana", "and more")
    await visitor.hears("Ana", "and more")
    assert [(m.text, m.reply_to) for m in wire.world.messages(ana.id)] == [
        ("better words", None),
        ("and more", 1),
    ]
    await page.reload()
    await expect(log.get_by_role("listitem").last).to_contain_text("better wordsand more")
    await log.get_by_role("button", name="What to do with this message").last.click()
    await page.get_by_role("menuitem", name="Delete").click()
    await expect(log).to_contain_text("This message was deleted")


async def test_the_phone_keyboard_in_place_of_its_own(visit: Visit, wire: Wire) -> None:
    ana = wire.world.add_person("Ana", zone="Asia/Tokyo")
    wire.world.say(ana.id, "hello")
    visitor = await visit(wire.address, PHONE)
    keys = {"keyboard": [[{"text": "Here I am", "request_location": True}, {"text": "Skip"}]]}
    await wire.bot("sendMessage", chat_id=ana.id, text="Where?", reply_markup=keys)
    await visitor.chat("Ana").get_by_role("button", name="Here I am").click()
    dialog = visitor.page.get_by_role("dialog", name="Share a location")
    await dialog.get_by_role("button", name="Share").click()
    await expect(visitor.chat("Ana").get_by_role("button", name="Skip")).to_have_count(0)
    assert wire.world.messages(ana.id)[-1].location == (35.68, 139.69)


@pytest.fixture
def picture() -> bytes:
    """A PNG of 8 by 8 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        packed = kind + data
        return struct.pack(">I", len(data)) + packed + struct.pack(">I", zlib.crc32(packed))

    rows = b"".join(b"\0" + b"\x7f\xa0\x8f" * 8 for _ in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def sound() -> bytes:
    """Two seconds of silence."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(32_000))
    return made.getvalue()
