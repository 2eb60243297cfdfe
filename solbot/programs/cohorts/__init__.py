"""Cohorts: people who go through a program together, joined by a link or a list."""
