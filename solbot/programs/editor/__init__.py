"""Programs as staff write them, field by field, beside what is published; rules for each value are in `rules.py`."""
