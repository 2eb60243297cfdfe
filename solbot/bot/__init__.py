"""What stands between an update and a feature: whose turn it is, what was meant, and one transaction for all of it.

`handler.py` takes an update and ends with the commit, `router.py` finds who answers it, `routes.py` says what each
feature hands over in its `feature.py`, `context.py` is what each of them is given. What the bot waits for is a row:
`dialog.py`.
"""
