"""Who took part in a program."""
