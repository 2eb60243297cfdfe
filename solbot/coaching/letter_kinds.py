"""What the letters of coaching are called in the outbox; what each is: delivery.py."""

from __future__ import annotations

from typing import Final

NUDGE: Final = "nudge"
QUESTION: Final = "question"
"""One that was put off, and is asked again."""
