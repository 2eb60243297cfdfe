"""Seats: reserved, held, confirmed, given back; the waiting list. Never more than there are: `service.py` locks."""
