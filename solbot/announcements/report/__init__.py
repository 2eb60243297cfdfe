"""How an announcement goes and went, and what can be done after it: corrected, taken back, used again."""
