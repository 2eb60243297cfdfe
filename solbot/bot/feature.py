"""What the bot itself is told of: help and cancelling, for everybody and everywhere."""

from __future__ import annotations

from solbot.bot import heavy
from solbot.bot import help as bot_help
from solbot.bot.routes import Feature

FEATURE = Feature(
    commands={"help": bot_help.help_, "cancel": bot_help.cancel},
    taps={"hv": heavy.show},
    commands_without_consent={"help"},
    taps_without_consent={"hv"},
    while_settling_in={"help"},
)
