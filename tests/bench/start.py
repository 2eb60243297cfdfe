"""From the start of the process to the first reply."""

from __future__ import annotations

from tests.bench.run import Run


async def start(run: Run) -> None:
    """Report nothing yet: there is no baseline to this one."""
