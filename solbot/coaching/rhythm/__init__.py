"""On which days and when something comes: slots in local time (`rules.py`), and how people set them (`chat.py`)."""
