"""Confirmed announcements on their way: `service.py` begins one, `rounds.py` hands its letters to the outbox bit by
bit, `composing.py` puts each into its reader's words."""
