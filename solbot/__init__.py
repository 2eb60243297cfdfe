"""A Telegram bot that keeps people company in the practice of the five disciplines."""

import os

from solbot import zone_files

# python-telegram-bot then gives waits as timedelta, as it always will from its next major version on.
os.environ.setdefault("PTB_TIMEDELTA", "1")

# Before anything asks for a zone: one that was read from the machine's files would stay as it is.
zone_files.pin()
