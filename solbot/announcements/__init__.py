"""Announcements: written, tried, sent to everyone they are for once, corrected, taken back, and read again.

`draft/` is what staff write, `audience/` whom it is for, `send/` its rounds through the outbox, `report/` how it went
and what can still be done, `news/` what people read again. What may be said about its states is in `rules.py`.
"""
