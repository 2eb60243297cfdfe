"""What authors write, as the rest of the program sees it: plain, checked, unchanging."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from markupsafe import Markup

from solbot.content.editions import Price, ProgramCopy, ProgramFacts

DISCIPLINES = (
    "personal-mastery",
    "mental-models",
    "systems-thinking",
    "shared-vision",
    "team-learning",
)
"""In the order of the path."""

FIRST_WEEK, CLOSING = "first-week", "closing"
WEEKLY, MONTHLY, QUARTERLY = "weekly", "monthly", "quarterly"
RETURNING, ALUMNI = "returning", "alumni"
WISHING = "wishing"  # who has no vision is asked for one

OCCASIONS = (FIRST_WEEK, WEEKLY, MONTHLY, QUARTERLY, RETURNING, WISHING, CLOSING, ALUMNI)
"""What is said when its time has come, beside the path."""

DEPTHS = ("short", "deeper")
"""How much a question wants: a line or a tap, or a few minutes."""

FIGURES = ("closeness", "pull", "strain")
"""What a figure can feed: figures from 0 to 10 on the page of a vision."""

WORDS = ("vision", "fact", "step")
"""What an answer in words can feed."""


@dataclass(frozen=True)
class Reading:
    """What a nudge begins with. `body` is Markdown; `place` is the NN of its file's name, 0 for the
    introduction to a discipline. `folder` is a discipline or an occasion. `hook` is the first line of a nudge, plain
    text; `recall` is what a short nudge says of it, two lines of plain text, or empty. `practice` is what it
    proposes to try that day, one paragraph of plain text, or empty."""

    id: str
    title: str
    hook: str
    folder: str
    place: int
    recall: tuple[str, ...]
    sources: tuple[str, ...]
    body: str
    file: Path
    practice: str = ""

    @property
    def discipline(self) -> str | None:
        """The discipline it belongs to; None for what belongs to an occasion."""
        return self.folder if self.folder in DISCIPLINES else None


@dataclass(frozen=True)
class QuestionPart:
    """One thing a question asks. `ask` is Markdown; `kind` is of KINDS in answer_kinds.py; `options` is empty unless
    there is a choice. `feeds` is what its answer is for on the page of a vision, if anything; of FIGURES or WORDS."""

    ask: str
    kind: str
    options: tuple[str, ...] = ()
    low: str | None = None
    high: str | None = None
    feeds: str | None = None


@dataclass(frozen=True)
class Question:
    """What a nudge asks: one part, or several one after the other.

    `needs` may hold `vision`; what is `about` one says something else where there is none. `earlier` is the question
    whose answer in words this one quotes. A `check_in` asks what came of that answer, an experiment; see
    coaching/path/experiments.py for when. With `practice`, it asks for the very thing its reading proposes to try.
    """

    id: str
    reading: str
    folder: str
    depth: str
    needs: frozenset[str]
    earlier: str | None
    parts: tuple[QuestionPart, ...]
    file: Path
    check_in: bool = False
    about: str | None = None
    practice: bool = False
    sets: tuple[str, ...] = ()  # the discipline that each option of its first part brings forward

    @property
    def discipline(self) -> str | None:
        """The discipline it belongs to; None for what belongs to an occasion."""
        return self.folder if self.folder in DISCIPLINES else None

    @property
    def speaks_of_vision(self) -> bool:
        """Whether a vision of the person's is what it is about, where they have one."""
        return bool(self.about or self.needs)

    @property
    def needs_nothing(self) -> bool:
        """Whether anybody can be asked this, a newcomer too."""
        return not self.needs and self.earlier is None


@dataclass(frozen=True)
class Stored:
    """A file that is kept in the database, by its number there."""

    id: int
    name: str


Handout = Path | Stored | str
"""A file of the content folder, one from the database, or a web address."""


@dataclass(frozen=True)
class Program:
    """A program in one language. `card`, `details` and `reserve` are Telegram HTML; a fact not known is None.

    `starts` and `ends` are in the event's own zone. `facts` and `copy` hold what it was made from; see
    content/editions.py.
    """

    id: str
    language: str
    title: str
    summary: str
    card: Markup
    details: Markup
    reserve: Markup
    place: str | None
    online: bool
    dates: str | None  # in words, while no exact moment is known
    starts: datetime | None
    ends: datetime | None
    prices: tuple[Price, ...]
    price: str | None  # in words, where there are no tiers
    joining: str | None  # open · application · invitation
    seats: int | None
    hold_days: int
    url: str | None
    article: Handout | None
    flyer: Handout | None  # of its language, else the one for all
    checked: date | None
    facts: ProgramFacts
    copy: ProgramCopy
    is_open: bool = True  # a closed program is shown, but takes nobody in
    file: Path | None = None
    flyer_of_all: Handout | None = None  # as its file has them
    own_flyer: Handout | None = None


@dataclass(frozen=True)
class Link:
    """Something of the society's, with its web address where that is known."""

    name: str
    about: str | None
    url: str | None


@dataclass(frozen=True)
class Society:
    """Who stands behind it all. `about` is Telegram HTML; `copy` holds what it was made from, see
    content/society.py."""

    title: str
    address: str | None
    regions: tuple[Link, ...]  # `about` is how to get in touch
    blog: Link | None
    store: Link | None
    journal: Link | None
    article: Link | None
    partners: tuple[Link, ...]
    about: Markup
    file: Path
    copy: Mapping[str, object]

    @property
    def links(self) -> tuple[Link, ...]:
        """All it points to, in the order of its page."""
        single = (self.blog, self.store, self.journal, self.article)
        return (*self.regions, *(link for link in single if link), *self.partners)


@dataclass(frozen=True)
class BotProfile:
    """How the bot presents itself in Telegram; at most 64, 512 and 120 characters."""

    name: str
    description: str
    about: str


@dataclass(frozen=True)
class Formats:
    """How dates and times are written: Babel (CLDR) patterns, or the name of one of its styles. `days` joins
    the first and the last of several days in a row; `thousands` stands between them in long numbers, in
    place of the sign CLDR has."""

    date: str = "long"
    time: str = "short"
    days: str = "{0}–{1}"
    thousands: str | None = None


@dataclass(frozen=True)
class Header:
    """`language.toml`: the language's own name, the bot's profile, its command menu."""

    name: str
    profile: BotProfile
    commands: Mapping[str, str]
    formats: Formats
    draft: bool
