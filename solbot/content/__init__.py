"""Everything the bot says: read from `messages/`, checked as a whole, kept in memory."""
