"""`python bot.py` is the `solbot` command."""

from solbot.cli import main

if __name__ == "__main__":
    main()
