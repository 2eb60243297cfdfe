"""How texts read: what `solbot check` holds authors to beyond what would break the bot."""
