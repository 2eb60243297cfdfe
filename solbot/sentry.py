"""Errors to a Sentry, where its owner wants that: what the log says of them, and nothing else.

Sentry's own ways of finding errors take along variables, requests and source; here none of them is switched on.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from importlib import metadata
from typing import Any

from solbot.secret import Secret

KNOWN = ("fault", "where", "job", "what", "library", "line", "alert", "failure", "seconds", "code")
"""Which fields of a line go along: kinds and places. Ids of updates, letters and people stay here."""

Line = MutableMapping[str, Any]


class Forwarding:
    """A processor of the log that sends what is an error."""

    def __init__(self, dsn: Secret) -> None:
        """Connect to nobody yet: lines are sent beside everything else."""
        import sentry_sdk

        sentry_sdk.init(
            dsn=dsn.reveal(),
            release=f"solbot@{metadata.version('solbot')}",
            default_integrations=False,
            auto_enabling_integrations=False,
            max_breadcrumbs=0,
            include_local_variables=False,
            include_source_context=False,
            send_client_reports=False,
            auto_session_tracking=False,
            server_name="solbot",
        )
        self._send = sentry_sdk.capture_event
        self.flush = sentry_sdk.flush

    def __call__(self, logger: object, name: str, line: Line) -> Line:
        """Send a line if it is an error, and pass it on as it is."""
        del logger
        if name in ("error", "critical"):
            kept = {field: line[field] for field in KNOWN if field in line}
            event = str(line.get("event", ""))
            # Of the same kind and place is the same trouble.
            place = [event, *(str(kept.get(field, "")) for field in ("fault", "where", "library"))]
            self._send({"message": event, "level": "error", "extra": kept, "fingerprint": place})
        return line
