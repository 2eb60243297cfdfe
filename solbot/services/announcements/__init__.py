"""Announcements: drafted, tried, sent to everyone once, corrected, taken back, and read again."""
