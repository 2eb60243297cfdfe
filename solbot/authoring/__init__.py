"""What only those who write `messages/` need: how far each language is, and its style. Nothing here runs in the bot."""
