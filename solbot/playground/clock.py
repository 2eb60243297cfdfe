"""The playground's clock: real time, and how far it is ahead of that. It only goes forward."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class OffsetClock:
    """Real time plus `ahead`; world and bot have one each, and the world's says what the bot's is to be."""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        """Begin so far ahead of real time."""
        self.ahead = ahead

    def __call__(self) -> datetime:
        """The moment it is."""
        return datetime.now(UTC) + self.ahead

    def forward_to(self, moment: datetime) -> None:
        """Go to a moment, unless it is past."""
        self.ahead += max(moment - self(), timedelta())
