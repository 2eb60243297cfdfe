"""Readings apart from when they come: read whole, kept, sent on, searched in any chat, printed."""
