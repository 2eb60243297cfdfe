"""Times, dates, places and yes or no, as people type them. No word of a language stands here: see `vocabulary.py`."""
