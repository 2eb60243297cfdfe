"""What the bot itself is told of: help and cancelling, for everybody and everywhere."""

from __future__ import annotations

from solbot.bot import heavy, router
from solbot.bot import help as bot_help
from solbot.bot.routes import Feature
from solbot.bot.taps import taps

FEATURE = Feature(
    commands={"help": bot_help.help_, "cancel": bot_help.cancel},
    taps=taps(heavy.show, router.as_command),
    commands_without_consent={"help"},
    taps_without_consent=taps(heavy.show),
    while_settling_in={"help"},
)
