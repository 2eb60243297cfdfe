"""Ports to listen at that are still free when somebody comes to it."""

from __future__ import annotations

import random
import socket
from contextlib import ExitStack

# Below where systems find a port for whoever calls out (Linux from 32,768 on, others from 49,152): one of those may be
# taken by any connection before what is started listens there.
LOWEST, HIGHEST = 10_000, 32_000


def free_port() -> int:
    """A port that nobody listens at."""
    return free_ports(1)[0]


def free_ports(many: int) -> list[int]:
    """So many, all different."""
    found: list[int] = []
    with ExitStack() as held:
        while len(found) < many:
            port = random.randint(LOWEST, HIGHEST)
            try:
                held.enter_context(socket.create_server(("127.0.0.1", port)))
            except OSError:
                continue
            found.append(port)
    return found
