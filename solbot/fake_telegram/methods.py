"""The Bot API's methods over the world: what Telegram checks is checked, in Telegram's words."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from solbot.fake_telegram import markup, rich
from solbot.fake_telegram.calls import Call, Refusal, bad
from solbot.fake_telegram.chats import ChatMessage, SentRequest
from solbot.fake_telegram.inline_queries import answer_inline_query

Parts = list[dict[str, Any]]

MOST_TEXT, MOST_CAPTION, MOST_TOAST = 4096, 1024, 200

FEWEST_IN_ALBUM, MOST_IN_ALBUM = 2, 10
LANGUAGE = re.compile("[a-z]{2}")
MOST_AT_ONCE = 100  # messages deleted
EDITABLE_FOR = 48 * 3600  # seconds in which a message can be deleted for everyone

TAP_LIFE = 900.0  # seconds in which a tap can be answered

COMMAND = re.compile(r"^[a-z0-9_]{1,32}$")


def get_me(call: Call) -> Any:
    """The bot itself."""
    return {
        **call.world.me(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": call.world.inline_mode,
    }


def send_message(call: Call) -> Any:
    """A text."""
    chat = call.chat()
    text, entities = call.formatted("text", MOST_TEXT, "message")
    if not text:
        raise bad("message text is empty")
    return _posted(call, chat, text=text, entities=entities)


def send_rich_message(call: Call) -> Any:
    """A text in blocks."""
    chat = call.chat()
    text, entities, blocks = rich.read(call)
    return _posted(call, chat, text=text, entities=entities, blocks=blocks)


def send_document(call: Call) -> Any:
    """A file, new or by its id."""
    return _send_file(call, "document")


def send_photo(call: Call) -> Any:
    """A photo, new or by its id."""
    return _send_file(call, "photo")


def send_voice(call: Call) -> Any:
    """A voice message, new or by its id."""
    return _send_file(call, "voice")


def send_video(call: Call) -> Any:
    """A film, new or by its id."""
    return _send_file(call, "video")


def send_media_group(call: Call) -> Any:
    """An album of files that are here already. It has no buttons: Telegram allows none."""
    chat, world = call.chat(), call.world
    pieces = call.values.get("media") or []
    if not FEWEST_IN_ALBUM <= len(pieces) <= MOST_IN_ALBUM:
        raise bad("media group must include 2-10 items")
    if any(not world.knows_file(str(one.get("media"))) for one in pieces):
        raise bad("wrong file identifier/HTTP URL specified")
    if len({"document" if one["type"] == "document" else "picture" for one in pieces}) > 1:
        raise bad("document can't be mixed with other media types")
    group = f"album-{chat}-{len(world.messages(chat)) + 1}"
    return [
        _posted(call, chat, text="", kind=one["type"], file_id=one["media"], group=group)
        for one in pieces
    ]


def _send_file(call: Call, kind: str) -> Any:
    chat = call.chat()
    text, entities = call.formatted("caption", MOST_CAPTION, "message caption")
    given = call.text(kind)
    if given.startswith("attach://"):
        file = call.files.get(given.removeprefix("attach://"))
    elif kind in call.files:
        file = call.files[kind]
    else:
        file = call.world.file(given) if call.world.knows_file(given) else None
    if file is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if not file.content:
        raise bad("file must be non-empty")
    return _posted(
        call,
        chat,
        text=text,
        entities=entities,
        kind=kind,
        file_id=file.file_id,
        file_name=file.name,
        mime_type=file.mime_type,
    )


def _posted(call: Call, chat: int, **content: Any) -> Any:
    world, reply = call.world, call.values.get("reply_markup") or {}
    keyboard, topic = call.inline(), call.topic()
    if chat < 0:
        return {
            "message_id": 2,
            "date": world.now(),
            "chat": {"id": chat, "type": "supergroup", "title": "A group"},
            "from": world.me(),
            "text": content.get("text", ""),
        }
    message = ChatMessage(
        0,
        chat,
        True,
        world.now(),
        keyboard=keyboard,
        files=call.sources,
        topic=topic,
        protected=bool(call.values.get("protect_content")),
        reply_keyboard=reply.get("keyboard"),
        removes_keyboard=bool(reply.get("remove_keyboard")),
        forces_reply=call.forces_reply(),
        **content,
    )
    return world.wire(world.post(message))


def edit_message_text(call: Call) -> Any:
    """Other words, other buttons."""
    message = _editable(call)
    if message.kind != "text":
        raise bad("there is no text in the message to edit")
    if rich.is_rich(call):
        return _change(call, message, *rich.read(call))
    text, entities = call.formatted("text", MOST_TEXT, "message")
    if not text:
        raise bad("message text is empty")
    return _change(call, message, text, entities)


def edit_message_caption(call: Call) -> Any:
    """Another caption, other buttons."""
    message = _editable(call)
    text, entities = call.formatted("caption", MOST_CAPTION, "message caption")
    return _change(call, message, text, entities)


def edit_message_reply_markup(call: Call) -> Any:
    """Other buttons."""
    message = _editable(call)
    call.sources = list(dict.fromkeys([*message.files, *call.sources]))  # the words stay
    return _change(call, message, message.text, message.entities, message.blocks)


def _editable(call: Call) -> ChatMessage:
    message = call.world.find(call.chat(), call.number("message_id"))
    if message is None or message.deleted:
        raise bad("message to edit not found")
    if not message.from_bot:
        raise bad("message can't be edited")
    return message


def _change(
    call: Call, message: ChatMessage, text: str, entities: Parts, blocks: Parts | None = None
) -> Any:
    keyboard = call.inline()
    call.forces_reply()  # what a message was sent with stays
    if (text, entities, keyboard) == (message.text, message.entities, message.keyboard):
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    message.text, message.entities, message.keyboard = text, entities, keyboard
    message.blocks = blocks
    message.edited = call.world.now()
    message.files = call.sources or message.files
    call.world.announce_message("edited", message)
    return call.world.wire(message)


def delete_message(call: Call) -> Any:
    """Take a message back, within 48 hours."""
    message = call.world.find(call.chat(), call.number("message_id"))
    if message is None or message.deleted:
        raise bad("message to delete not found")
    _take_back(call, message)
    return True


def delete_messages(call: Call) -> Any:
    """Take messages back; those that are not there are passed over."""
    chat, numbers = call.chat(), call.values.get("message_ids") or []
    if len(numbers) > MOST_AT_ONCE:
        raise bad("too many messages to delete")
    for number in numbers:
        message = call.world.find(chat, int(number))
        if message is not None and not message.deleted:
            _take_back(call, message)
    return True


def _take_back(call: Call, message: ChatMessage) -> None:
    if call.world.now() - message.date > EDITABLE_FOR:
        raise bad("message can't be deleted for everyone")
    message.deleted = True
    call.world.announce_message("deleted", message)


def answer_callback_query(call: Call) -> Any:
    """Let a tapped button rest, with a word over it or without."""
    person, at = call.world.taps.pop(call.text("callback_query_id"), (0, 0.0))
    if not person or time.monotonic() - at > TAP_LIFE:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text = call.text("text")
    if markup.units(text) > MOST_TOAST:
        raise bad("MESSAGE_TOO_LONG")
    call.world.announce_of(
        person,
        {
            "type": "callback_answer",
            "person_id": person,
            "text": text,
            "alert": bool(call.values.get("show_alert")),
        },
    )
    return True


def send_chat_action(call: Call) -> Any:
    """Typing."""
    person = call.chat()
    call.world.announce_of(person, {"type": "typing", "person_id": person})
    return True


def get_file(call: Call) -> Any:
    """Where a file can be fetched."""
    if not call.world.knows_file(call.text("file_id")):
        raise bad("invalid file_id")
    file = call.world.file(call.text("file_id"))
    return {
        "file_id": file.file_id,
        "file_unique_id": f"u{file.file_id}",
        "file_size": len(file.content),
        "file_path": f"files/{file.file_id}",
    }


def get_chat(call: Call) -> Any:
    """A chat."""
    person = call.world.people[call.chat()]
    return {
        "id": person.id,
        "type": "private",
        "first_name": person.first_name,
        "accent_color_id": 0,
        "max_reaction_count": 0,
        "accepted_gift_types": {},
    }


def _language(call: Call) -> str:
    """A language as Telegram knows them: two letters, or "" for all others."""
    code = call.text("language_code")
    if code and not LANGUAGE.fullmatch(code):
        raise bad("invalid language code specified")
    return code


def _audience(call: Call) -> str:
    """Whose menu it is: a language code, "" for everybody, or `@` and the id of one chat."""
    scope = call.values.get("scope") or {}
    if scope.get("type") != "chat":
        return _language(call)
    if int(scope["chat_id"]) not in call.world.people:
        raise bad("chat not found")
    return f"@{scope['chat_id']}"


def set_my_commands(call: Call) -> Any:
    """The command menu of a language."""
    commands = call.values.get("commands") or []
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not COMMAND.match(str(one.get("command"))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= markup.units(str(one.get("description") or "")) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    call.world.profile.commands[_audience(call)] = list(commands)
    call.world.announce({"type": "profile", "person_id": 0})
    return True


def get_my_commands(call: Call) -> Any:
    """The command menu of exactly this language, or of this chat."""
    return call.world.profile.commands.get(_audience(call), [])


def delete_my_commands(call: Call) -> Any:
    """No command menu of its own for this language, or for this chat."""
    call.world.profile.commands.pop(_audience(call), None)
    call.world.announce({"type": "profile", "person_id": 0})
    return True


def set_webhook(call: Call) -> Any:
    """Accepted and noted; the playground itself only serves polls."""
    if not call.text("url").startswith("https://"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    call.world.webhook = (call.text("url"), call.text("secret_token"))
    return True


def _profile_text(key: str, most: int) -> tuple[Callable[[Call], Any], Callable[[Call], Any]]:
    def setter(call: Call) -> Any:
        if markup.units(call.text(key)) > most:
            raise bad(f"{key} is too long")
        getattr(call.world.profile, key)[_language(call)] = call.text(key)
        call.world.announce({"type": "profile", "person_id": 0})
        return True

    def getter(call: Call) -> Any:
        there: dict[str, str] = getattr(call.world.profile, key)
        return {key: there.get(_language(call)) or there.get("", "")}

    return setter, getter


_set_name, _get_name = _profile_text("name", 64)

_set_description, _get_description = _profile_text("description", 512)

_set_short, _get_short = _profile_text("short_description", 120)

METHODS: Mapping[str, Callable[[Call], Any]] = {
    "getme": get_me,
    "sendmessage": send_message,
    "sendrichmessage": send_rich_message,
    "sendphoto": send_photo,
    "sendvoice": send_voice,
    "sendvideo": send_video,
    "sendmediagroup": send_media_group,
    "senddocument": send_document,
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "answercallbackquery": answer_callback_query,
    "answerinlinequery": answer_inline_query,
    "sendchataction": send_chat_action,
    "getfile": get_file,
    "getchat": get_chat,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "setwebhook": set_webhook,
    "deletemycommands": delete_my_commands,
    "setmyname": _set_name,
    "getmyname": _get_name,
    "setmydescription": _set_description,
    "getmydescription": _get_description,
    "setmyshortdescription": _set_short,
    "getmyshortdescription": _get_short,
}
"""By name in lower case: Telegram does not mind the case of letters."""

PACED = frozenset(name for name in METHODS if name.startswith("send") and "action" not in name)
"""What counts against the limits of sending."""


def carry_out(name: str, call: Call) -> Any:
    """Carry out a method. Raises Refusal."""
    if name in PACED:
        chat = call.number("chat_id")
        wait = call.world.weather.too_fast(chat)
        if wait is not None:
            raise Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        topic = call.topic()
        call.world.sent.append(SentRequest(time.monotonic(), chat, name, topic))
    return METHODS[name](call)
