"""How a simulated person goes about the bot: by the buttons it offers, so that no wording matters."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fnmatch import fnmatchcase

from solbot.fake_telegram.chats import ChatMessage
from solbot.fake_telegram.world import World

CITY = "UTC"
NEWS, NO_NEWS = "an:", "no:"  # what taps under an announcement send
WORDS = (
    "I noticed it twice today, and the second time I stopped.",
    "Nothing much. A long meeting, and I listened for once.",
    "It is closer than I thought.",
    "I asked instead of explaining. It felt slow, and it was not.",
    "Still the same wall, but I see the bricks now.",
)


@dataclass(frozen=True)
class Habits:
    """What somebody is like."""

    zone: str = CITY  # typed when the bot asks where they live
    rhythm: str = "1234567:0800"  # ISO weekdays and a time, as the bot's buttons have it
    vision: str | None = None
    closeness: int = 4
    words: tuple[str, ...] = WORDS


class Simulated:
    """Somebody who answers what the bot asks."""

    def __init__(self, world: World, person_id: int, habits: Habits, dice: random.Random) -> None:
        """The dice decide what the habits leave open."""
        self._world = world
        self.id = person_id
        self._habits = habits
        self._dice = dice

    def says(self, text: str) -> None:
        """Type something."""
        self._world.say(self.id, text)

    def taps(self, beginning: str) -> bool:
        """Tap the newest button whose data begin so (`*` stands for anything); False where there is none."""
        for message in reversed(self._world.messages(self.id)):
            for data in offered(message):
                if fnmatchcase(data, f"{beginning}*"):
                    self._world.press(self.id, message.message_id, data)
                    return True
        return False

    def settles(self, message: ChatMessage) -> bool:
        """Take the step of settling in that a message asks for; False when it asks for none."""
        data, habits = offered(message), self._habits
        yes = [one for one in data if one.startswith("consent:yes")]
        if yes:
            self._press(message, yes[0])
        elif "skip:language" in data:
            self._press(message, "skip:language")
        elif "skip:zone" in data:
            self.says(habits.zone)
        elif "skip:rhythm" in data:
            self._press(message, f"rp:{habits.rhythm}")
        elif "skip:vision" in data and habits.vision:
            self.says(habits.vision)
        elif "skip:vision" in data:
            self._press(message, "skip:vision")
        elif "vc_skip" in data:
            self._press(message, next(one for one in data if one.endswith(f":{habits.closeness}")))
        else:
            return False
        return True

    def answers(self, message: ChatMessage) -> bool:
        """Answer the question of a message; False when it has none."""
        data = offered(message)
        if not asks(message):
            return False
        choices = [one for one in data if one.startswith(("as:", "ac:"))]
        ticks = [one for one in data if one.startswith("am:")]
        if choices:
            self._press(message, picked(choices, self._dice))
        elif ticks:
            self._press(message, self._dice.choice(ticks))
            self._press(message, next(one for one in data if one.startswith("ad:")))
        else:
            # As a reply, so that it belongs to this question whatever the bot has said since.
            words = self._dice.choice(self._habits.words)
            self._world.say(self.id, words, reply_to=message.message_id)
        return True

    def takes(self, message: ChatMessage) -> bool:
        """Tap one of the buttons of an announcement; False when it has none."""
        data = [one for one in offered(message) if one.startswith(NEWS)]
        if data:
            self._press(message, self._dice.choice(data))
        return bool(data)

    def _press(self, message: ChatMessage, data: str) -> None:
        self._world.press(self.id, message.message_id, data)


def picked(choices: list[str], dice: random.Random) -> str:
    """One of them: of a scale the middle more often than the ends, as people do."""
    if not all(one.startswith("as:") for one in choices):
        return dice.choice(choices)
    at = int(dice.triangular(0, len(choices), 0.6 * len(choices)))
    return choices[min(at, len(choices) - 1)]


def is_home(message: ChatMessage) -> bool:
    """Whether the bot has no more to ask before the first nudge."""
    return "do:today" in offered(message)


def asks(message: ChatMessage) -> bool:
    """Whether it asks a question of the path: one that can be answered, or put off."""
    data = offered(message)
    return all(any(one.startswith(way) for one in data) for way in ("a:", "al:"))


def is_news(message: ChatMessage) -> bool:
    """Whether it is an announcement: it can be asked not to send more of them."""
    return any(one.startswith(NO_NEWS) for one in offered(message))


def offered(message: ChatMessage) -> list[str]:
    """What taps on a message of the bot would send."""
    if not message.from_bot or message.deleted:
        return []
    rows = message.keyboard or []
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]
