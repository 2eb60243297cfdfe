"""In from Telegram: updates are taken in, routed, handled in one transaction, and answered."""
