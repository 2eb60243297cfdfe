"""Programs as staff write them, field by field, beside what is published; what each value may be is in
`content/editions.py`."""
