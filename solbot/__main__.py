"""The entry point of `solbot`, of `python -m solbot` and of `python bot.py`."""

from __future__ import annotations

import sys

from solbot import collecting, stopping


def main() -> None:
    """Be the command. Reading its code takes a moment, and it can be stopped in that moment, too."""
    stopping.at_once()
    collecting.later()
    from solbot import serving

    asked = serving.asked_to_run(sys.argv[1:])
    if asked is not None:
        serving.run(asked.role, on_telegram=asked.on_telegram)
        return
    from solbot import cli

    cli.main()


if __name__ == "__main__":
    main()
