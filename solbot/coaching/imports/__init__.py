"""A journal kept elsewhere comes in: looked at first, taken in on a tap, and undone for a week.

A file is read in a process of its own (`child.py`), which has no keys, no database and little memory: whatever is in
it harms nothing else. `parsing.py` talks to it.
"""
