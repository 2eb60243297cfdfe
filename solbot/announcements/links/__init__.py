"""Short links: addresses in announcements that lead through one of the bot's own, so that it can be told how often."""
