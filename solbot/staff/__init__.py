"""Staff: roles and rights (`rules.py`), invitations, the audit, people and figures. None of it leads to a journal.

Every tap of staff passes `gate.py`. What each may do is a right; who has which is in `rules.py`.
"""
