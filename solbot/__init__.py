"""A Telegram bot that keeps people company in the practice of the five disciplines."""

import os

# python-telegram-bot then gives waits as timedelta, as it always will from its next major version on.
os.environ.setdefault("PTB_TIMEDELTA", "1")
