"""The entry point of `solbot` and of `python -m solbot`."""

from __future__ import annotations

from solbot import collecting, stopping


def main() -> None:
    """Be the command. Reading its code takes a moment, and it can be stopped in that moment, too."""
    stopping.at_once()
    collecting.later()
    from solbot import cli

    cli.main()


if __name__ == "__main__":
    main()
