"""What a process counts of its own doings, for `/metrics`. Kinds and outcomes only: no ids, no words of anybody."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

disable_created_metrics()  # type: ignore[no-untyped-call]  # when each began is of no use here

REGISTRY = CollectorRegistry(auto_describe=True)
"""Of this process alone; what the database knows is asked there."""

UPDATES = Counter("solbot_updates", "Updates handled", ["kind"], registry=REGISTRY)
UPDATES_FAILED = Counter(
    "solbot_updates_failed", "Tries at an update that went wrong", registry=REGISTRY
)
REPLIES = Counter("solbot_replies", "Replies, by how they went", ["outcome"], registry=REGISTRY)
REPLY_SECONDS = Histogram(
    "solbot_reply_seconds",
    "From when an update is taken up to when its last reply has left",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
    registry=REGISTRY,
)
SENT = Counter(
    "solbot_letters_sent",
    "Letters put on the wire, by how that went",
    ["outcome"],
    registry=REGISTRY,
)
FLOODS = Counter("solbot_floods", "429 answers of Telegram", registry=REGISTRY)
