"""A Bot API server on this machine, as strict as Telegram's own: for the playground and for every test that talks."""
