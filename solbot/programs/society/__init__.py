"""The page about the society: what people see, and how staff write it beside what is published; what each value may be
is in `content/society.py`."""
