"""The journal, and words that have no place yet (`unfiled.py`)."""
