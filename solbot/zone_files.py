"""Which release of the time zone database counts: the one this program was installed with, on every machine.

Python asks the machine's own zone files first, and those of a quiet server may be years old: a province that has given
up its clock changes since then would be an hour off there for half the year. The `tzdata` package is pinned with the
other requirements. https://docs.python.org/3/library/zoneinfo.html#configuring-the-data-sources
"""

from __future__ import annotations

import zoneinfo
from typing import Final

import tzdata

RELEASE: Final = tzdata.IANA_VERSION
"""The release in force, such as 2026f."""


def pin() -> None:
    """Let the package count alone, whatever the machine and PYTHONTZPATH offer; zones read before are read anew."""
    zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
