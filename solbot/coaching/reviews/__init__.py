"""Reviews: the week, the month and the quarter in one's own words, beside the vision. Begin with `rules.py`."""
