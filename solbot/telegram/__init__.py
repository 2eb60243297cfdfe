"""Telegram's side: updates in (`polling.py`, `webhook.py`, `inbox.py`), letters out (`outbox.py`, `sender.py`), at a
pace that Telegram allows (`rate.py`), through one client (`api.py`)."""
