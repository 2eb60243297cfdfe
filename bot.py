"""`python bot.py` is the `solbot` command."""

import sys

# Whoever starts it with an old Python shall be told so, in words that Python can read.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("solbot needs Python 3.11 or newer, and this is " + sys.version.split()[0] + ".")

try:
    from solbot.__main__ import main

    if __name__ == "__main__":
        main()
except ModuleNotFoundError as missing:
    sys.exit(str(missing) + ": run `make setup`, then .venv/bin/python bot.py.")
