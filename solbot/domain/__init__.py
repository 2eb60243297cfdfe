"""Pure rules: the standard library only, and `now` is always an argument."""
