"""How much there may be of anything: of what one person keeps, of a list, and of a text on a screen. One table.

Numbers of things are generous: nobody meets one who does not try to, and whoever does is told what to do. Lengths
are room (lengths.py), which is what a text takes up of the 4,096 units Telegram lets a message have.
"""

from __future__ import annotations

from typing import Final

# --- What one person can keep. Answers have no limit of their own: they come no faster than one person writes, a
# message each, of at most 4,096 characters.
VISIONS: Final = 50  # that were not let go
WORDINGS: Final = 500  # of one vision, the first included
FACTS: Final = 500  # beside one vision, those struck included
STEPS: Final = 500  # towards one vision, those settled included
OWN_QUESTIONS: Final = 20  # those paused included
UNPLACED: Final = 500  # messages that have no place yet
NOTES: Final = 10_000  # in a journal
EARLIER_WORDINGS: Final = 50  # of one answer that was corrected
IMPORTED: Final = 20_000  # entries that came in from elsewhere
IMPORTED_PHOTOS: Final = 500 * 1024 * 1024  # bytes of photos that came in
IMPORTS_A_DAY: Final = 20  # files that were sent to be looked at
DAYS_OFF: Final = 20  # stretches of them, set beforehand
LOOKED_THROUGH: Final = 30  # things written earlier, at a time
SHARE_LINKS: Final = 20  # to entries, that nobody accepted yet
SHARED: Final = 200  # entries that one person shares, and as many that others share with them
PUT_OFF: Final = 50  # questions to be asked again later
COHORTS_JOINED: Final = 50  # open ones
EXPORTED: Final = (
    1_000_000_000  # bytes of photos and voice messages in one ZIP; what is over is named as missing
)
# Questions to people: desk/service.py counts them by the day.

# --- What staff can keep
INVITATIONS: Final = 20  # open ones, of whoever made them
ANNOUNCEMENTS_BEGUN: Final = 50  # drafts, of whoever began them
SEQUENCE_DAYS: Final = 366  # that a message is away from its day, at most
SEQUENCES: Final = 100  # that have not ended
SEQUENCE_MESSAGES: Final = 30  # of one sequence
COHORTS_OPEN: Final = 100  # of one program
PROGRAMS: Final = 300  # all there are, archived ones too
READY_ANSWERS: Final = 200
WRITTEN_TO: Final = (
    20  # people at once by one message of the desk; more are told by an announcement
)
AUDIENCES: Final = 50  # with a name
AUDIENCE_CONDITIONS: Final = 12  # of one
AUDIENCE_DEPTH: Final = 3  # groups within groups

# --- Names and the like, as they are typed
VISION: Final = 2000  # in units, as somebody may count them; the room on its page is more
VISION_PAGE: Final = VISION + 100
FACT_WORDS: Final = 1000
STEP_WORDS: Final = 500
OWN_WORDS: Final = 300  # of a question of somebody's own
LEARNT: Final = 1000  # what a step taught
NAME: Final = 130  # of a person: 64 signs of two units each, as far as Telegram lets them be
CALLED: Final = NAME + 36  # with the username beside it
NAME_IN_LINE: Final = 60  # one of many
TITLE: Final = 82  # of a program
COHORT: Final = 82
LABEL: Final = 42  # of a button
BEGINNING: Final = 36  # of a question, on a button

# --- Words that are quoted where they are not the matter itself
QUOTE: Final = 300  # a vision or an earlier answer, in a question
ASKED: Final = 300  # a question, where it is not asked
IN_LIST: Final = 280  # one of several
IN_LINE: Final = 70  # one of many
LOOKED_FOR: Final = 100
URGENT: Final = 80  # why an announcement is urgent
REASON: Final = 120  # why Telegram refused something, in its own words
BEFORE: Final = 600  # what is to be changed
WORDING: Final = 200  # one of several that a vision had
PAGE_LINE: Final = 150  # a fact or a step, where several things of a vision are on one screen
PART_OF_ENTRY: Final = 700  # of the parts of an entry, where there are several
ENTRY: Final = 2500  # the matter itself; the rest of it is a tap away
THREAD: Final = 450
CAPTION: Final = 1000  # beside a file; Telegram lets it have 1,024 units
PIECE: Final = 4000  # of a text that is sent whole, in several messages


class TooMany(Exception):
    """There are `most` already, which is as many as there may be."""

    def __init__(self, most: int) -> None:
        """Say how many."""
        super().__init__(most)
        self.most = most


def check(count: int, most: int) -> None:
    """Raise TooMany where there is no room for one more."""
    if count >= most:
        raise TooMany(most)
