"""The page about the society, as people see it."""

from __future__ import annotations

from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.content.catalog import Language
from solbot.content.models import Society
from solbot.programs.society.service import society_of
from solbot.telegram.messages import Button, Keyboard, Message


@tap("ps")
async def show(context: Context) -> None:
    """A tap on The society."""
    about = await society_of(context.work, context.language)
    keyboard = links(about)
    keyboard.row(
        context.button("ask_person", sends("iq", "-")), context.button("back", do("programs"))
    )
    context.put(page(context.language, about, keyboard))


def links(about: Society) -> Keyboard:
    """A button for each address that is known."""
    keyboard = Keyboard()
    for link in about.links:
        if link.url:
            keyboard.row(Button(link.name, url=link.url))
    return keyboard


def page(language: Language, about: Society, keyboard: Keyboard) -> Message:
    """The page; what is not known is one line."""
    html = language.reply(
        "society",
        title=about.title,
        address=about.address,
        links=[
            {"name": link.name, "about": link.about}
            for link in about.links
            if link.about or link.url
        ],
        not_known=[link.name for link in about.links if not link.url],
        about=about.about,
    )
    return Message(html, keyboard.built())
