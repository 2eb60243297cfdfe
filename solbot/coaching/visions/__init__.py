"""Visions: what somebody wants to create, in their words of then and now, and how close it is."""
