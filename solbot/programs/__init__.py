"""Programs of the society: cards and lists (`chat.py`, `service.py`), what staff write (`editor/`), seats, cohorts,
alumni, and who wants to hear when something is known (`requests.py`)."""
