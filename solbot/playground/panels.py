"""What stands around the chats on the page: clock, weather, the bot's process, content, scenes, data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web

from solbot.db.states import Role
from solbot.fake_telegram.chats import Account
from solbot.playground.home import at_home, body_of, fault

if TYPE_CHECKING:
    from solbot.playground.playground import Playground

MEMBER, ALUMNI = "member", "alumni"
ROLES = (MEMBER, ALUMNI, *(role.value for role in Role))


class Panels:
    """The page's way to everything but the chats."""

    def __init__(self, playground: Playground) -> None:
        """Take what is to be steered."""
        self._playground = playground

    def add_to(self, app: web.Application) -> None:
        """Add what the page calls."""
        for path, handler in (
            ("/page/content/{language}", self.content),
            ("/page/source", self.source),
        ):
            app.router.add_get(path, at_home(handler))
        for path, handler in (
            ("/page/clock", self.clock),
            ("/page/weather", self.weather),
            ("/page/bot", self.bot),
            ("/page/data", self.data),
            ("/page/scenes/{scene}", self.scene),
        ):
            app.router.add_post(path, at_home(handler))

    def state(self) -> dict[str, Any]:
        """What the panels show."""
        here = self._playground
        return {
            "roles": list(ROLES),
            "scenes": here.stage.list(),
            **{name: here.view(name) for name in here.PARTS},
        }

    async def check_role(self, role: str) -> None:
        """Raise ValueError for a role that the bot does not know, and for another than member while it does not run."""
        if role not in ROLES:
            raise ValueError(f"A role is one of {', '.join(ROLES)}.")
        if role != MEMBER:
            await self._playground.bot.must_run()

    async def give_role(self, person: Account, role: str) -> None:
        """Make it the person's role, for the bot as well."""
        await self._playground.give_role(person, role)

    async def clock(self, request: web.Request) -> web.StreamResponse:
        """Another speed, a jump, or the end of one."""
        body, keeper = await body_of(request), self._playground.time
        if "speed" in body:
            keeper.run_at(int(body["speed"]))
        elif "forward" in body:
            keeper.go_to(self._playground.clock() + timedelta(seconds=float(body["forward"])))
        elif "to" in body:
            moment = datetime.fromisoformat(str(body["to"]))
            keeper.go_to(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
        elif "next" in body:
            person = body.get("person_id")
            found = await keeper.next_moment(int(person) if person is not None else None)
            if found is None:
                raise fault("Nothing is due, for now or ever: somebody has to settle in first.")
            keeper.go_to(found)
        elif "stop" in body:
            keeper.stop()
        else:
            raise fault("The clock knows speed, forward, to, next and stop.")
        return web.json_response(keeper.view())

    async def weather(self, request: web.Request) -> web.StreamResponse:
        """Switch kinds of weather."""
        body, weather = await body_of(request), self._playground.world.weather
        if not body or not body.keys() <= weather.view().keys():
            raise fault(f"The weather knows {', '.join(weather.view())}.")
        self._playground.switch_weather(**{name: bool(on) for name, on in body.items()})
        return web.json_response(weather.view())

    async def bot(self, request: web.Request) -> web.StreamResponse:
        """Restart, kill or start the bot's process."""
        bot, what = self._playground.bot, (await body_of(request)).get("do")
        deeds = {"restart": bot.restart, "kill": bot.kill, "start": bot.start}
        if what not in deeds:
            raise fault("The bot can be told restart, kill and start.")
        await deeds[what]()
        return web.json_response(bot.view())

    async def data(self, request: web.Request) -> web.StreamResponse:
        """Keep the data, or not; or throw everything away now."""
        body = await body_of(request)
        if body.get("do") == "throw away":
            await self._playground.throw_away()
        elif isinstance(body.get("keep"), bool):
            self._playground.keep(body["keep"])
        else:
            raise fault("The data can be told to keep (true or false), and to be thrown away.")
        return web.json_response(self._playground.view("data"))

    async def content(self, request: web.Request) -> web.StreamResponse:
        """Every text of a language."""
        items = await self._playground.content.items(request.match_info["language"])
        return web.json_response({"items": items})

    async def source(self, request: web.Request) -> web.StreamResponse:
        """One file of the content folder."""
        text = self._playground.content.source(request.query.get("file", ""))
        return web.json_response({"text": text})

    async def scene(self, request: web.Request) -> web.StreamResponse:
        """Play a scene, or stop the one that is being played."""
        name, stage = request.match_info["scene"], self._playground.stage
        if name == "stop":
            await stage.stop()
            return web.json_response({})
        crowd = (await body_of(request)).get("crowd")
        return web.json_response(stage.play(name, int(crowd) if crowd else None))
