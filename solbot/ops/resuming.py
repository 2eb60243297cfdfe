"""Goes on with what the process before this one left."""

from __future__ import annotations

from functools import partial

import structlog
from telegram import Bot

from solbot.bot.routes import Routes
from solbot.errors import fault_of
from solbot.unit_of_work import UnitsOfWork, until_kept

log = structlog.get_logger(__name__)


async def resume(works: UnitsOfWork, bot: Bot, routes: Routes) -> None:
    """Have each feature go on, one after another, once the database is there for it; what fails is logged."""
    for begin in routes.at_start:
        what = begin.__module__
        try:
            await until_kept(partial(begin, works, bot, routes), what=what)
        except Exception as error:  # noqa: BLE001  (the rest, and all of the bot, goes on)
            log.error("not gone on with", what=what, **fault_of(error))
