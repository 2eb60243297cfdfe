"""For whoever runs the bot: what has to be there at a start, the tick, health and figures, backups, wrong clocks."""
