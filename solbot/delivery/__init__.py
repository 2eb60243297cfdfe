"""Out to Telegram: the wire, the pace, the sender of letters."""
