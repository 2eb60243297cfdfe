"""A Telegram bot that keeps people company in the practice of the five disciplines."""
