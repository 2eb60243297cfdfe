"""Sequences: messages tied to a day of a cohort or program, or to somebody's joining, each at the reader's own hour."""
