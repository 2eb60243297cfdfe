"""Everything the bot knows of a person, for that person: `service.py` gathers it, the others write it down."""
