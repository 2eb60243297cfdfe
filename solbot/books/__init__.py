"""A journal as a book: how it is set and written as a PDF. What is in it comes from coaching/export, in words already.

It is made in a process of its own (`worker.py`), for setting a book holds up whatever else that process does.
"""
